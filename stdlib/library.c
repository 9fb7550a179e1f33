// SPDX-License-Identifier: MIT
// library.c - the tables of the complete library: every module of modules.def, the frozen modules, the compiler.
#include "vm/library.h"

#include "compiler/job.h"

#define NATIVE(symbol) extern const ModuleDef symbol;
#include "stdlib/modules.def"

const ModuleDef *const library_natives[] = {
#define NATIVE(symbol) &symbol,
#include "stdlib/modules.def"
  NULL,
};

const CompileFn library_compile = compile_job;
