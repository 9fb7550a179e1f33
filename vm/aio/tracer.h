// SPDX-License-Identifier: MIT
// tracer.h - the timeline of every task (--trace): an observer that takes down each moment in a few bytes, and no more; tracewriter.h says
// what becomes of them. Nothing is kept of tasks that have ended.
#ifndef ASTER_TRACER_H
#define ASTER_TRACER_H

#include "vm/aio/observer.h"

bool tracer_start(VM *vm, const char *path);  // false: errno says why
void tracer_stop(VM *vm);                     // ends the file; no harm when there is none

#endif
