// SPDX-License-Identifier: MIT
// tracer.h - the timeline of every task, written as it happens in the Chrome trace format (JSON): about://tracing, Perfetto, and
// `aster trace-report` read it.
//
// One lane (tid) per task, lane 0 for the loop. Categories of events:
//
//   run    ph X  a step, from resumed to suspended
//   wait   ph X  from suspended to resumed; name: what for; args.at: the script's line that awaits
//   made, wake   ph s and f, an arrow from the lane that made or woke the task to the task's
//   life   ph i  "made" (args.at, args.by), "done", "failed" (args.error), "cancelled", "pending" at the end
//
// Events are formatted when they happen, into a buffer that is written out when it is full; nothing is kept of tasks that have ended.
#ifndef ASTER_TRACER_H
#define ASTER_TRACER_H

#include "vm/core/observer.h"

bool tracer_start(VM *vm, const char *path);  // false: errno says why
void tracer_stop(VM *vm);                     // ends the file; no harm when there is none

#endif
