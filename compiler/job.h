// SPDX-License-Identifier: MIT
// job.h - the compiler's side of the bytecode contract.
#ifndef ASTER_COMPILER_JOB_H
#define ASTER_COMPILER_JOB_H

#include "vm/code/code.h"

CodeUnit *compile_job(CompileJob *job);  // a CompileFn

#endif
