// SPDX-License-Identifier: MIT
// observer.h - who wants to know what tasks do: the one pair of hooks of the scheduler, for embedders, tracing and debug mode.
//
//   vm->observers -> Observer -> Observer -> NULL        vm->observed: the union of what they want, one bit a moment
//
// The moments of a task's life, in the order in which they come; one that runs eagerly has no WOKEN before its first RESUMED:
//
//   CREATED  (WOKEN  RESUMED  SUSPENDED)*  WOKEN  RESUMED  DONE         DONE alone: cancelled before its first step
//
// detail   CREATED    the task that made it, or V_NONE
//          WOKEN      the task or handle that runs just now, or V_NONE: the loop itself (a timer, a descriptor)
//          RESUMED    the exception that is thrown in, or V_NONE
//          SUSPENDED  the future that it waits for, or V_NONE: it only let others run
//          DONE       V_NONE; the task's state says how it ended
//
// An observer borrows everything, runs no script code, raises nothing and changes nothing of the tasks; it may set a bit of the breaker
// to be served later at a safepoint. It removes itself before it dies, also from inside `notify`. Not observed, a moment costs one test.
#ifndef ASTER_OBSERVER_H
#define ASTER_OBSERVER_H

#include "vm/aio/aio.h"

typedef enum { TASK_CREATED, TASK_WOKEN, TASK_RESUMED, TASK_SUSPENDED, TASK_DONE } TaskMoment;

typedef struct Observer Observer;
struct Observer {
  Observer *next;
  uint32_t wants;  // 1u << TaskMoment ...
  void (*notify)(Observer *self, VM *vm, TaskMoment moment, Task *task, Value detail);
};

void observer_add(VM *vm, Observer *o);     // told last; the caller keeps it alive
void observer_remove(VM *vm, Observer *o);  // no harm when it is not there
void observer_tell(VM *vm, TaskMoment moment, Task *task, Value detail);

static inline void task_moment(VM *vm, TaskMoment moment, Task *task, Value detail) {
  if (UNLIKELY(vm->observed >> moment & 1)) observer_tell(vm, moment, task, detail);
}

#endif
