// SPDX-License-Identifier: MIT
// causes.h - how an exception came from task to task: debug mode keeps a line for each step with the exception, for its display.
//
//   raised in Task-3, made at x.as:8 in worker() by Task-2, made at x.as:12 in main() by Task-1
//   awaited at x.as:9 in Task-2
//
// The first line is that of the task that failed; alone it says nothing that the traceback does not, but inside a group.
#ifndef ASTER_CAUSES_H
#define ASTER_CAUSES_H

#include "vm/aio/aio.h"

enum { CAUSES_MAX = 20 };  // lines that are kept

void causes_raised(VM *vm, const Task *t, Value exc);   // the task ends with it; nothing when it is known already
void causes_awaited(VM *vm, Value exc);                 // it is raised in the running task

#endif
