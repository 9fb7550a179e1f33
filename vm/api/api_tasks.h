// SPDX-License-Identifier: MIT
// api_tasks.h - where tasks stand and who waits for whom, read off the core's objects without running anything.
#ifndef ASTER_API_TASKS_H
#define ASTER_API_TASKS_H

#include "vm/api/api_async.h"

// The suspended calls of a task's coroutine, outermost first: calls fn for each.
void task_each_frame(const Task *t, void (*fn)(void *arg, const Frame *frame), void *arg);
// Whoever waits for it: fn gets each task or gathering that waits, nearest first, then who waits for those; each once.
void task_each_waiter(VM *vm, const Future *f, bool deep, void (*fn)(void *arg, const Future *waiter), void *arg);
// "Task-7" into a buffer; returns it.
const char *task_name_text(VM *vm, const Task *t, char *buf, size_t size);

#endif
