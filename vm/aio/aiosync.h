// SPDX-License-Identifier: MIT
// aiosync.h - what the native locks, events and queues share: rows of waiting futures. Their operations are native coroutines (op.h):
// one that cannot finish at once has its future stand in a row until the other side sets it.
#ifndef ASTER_AIOSYNC_H
#define ASTER_AIOSYNC_H

#include "vm/aio/op.h"

typedef struct Row { Value *items; uint32_t first, len, cap; } Row;  // a ring of owned values; cap is a power of two
static inline Value *row_at(const Row *r, uint32_t i) { return &r->items[(r->first + i) & (r->cap - 1)]; }
bool row_push(VM *vm, Row *r, Value v) MUST_USE;  // borrowed
Value row_pop(Row *r);                            // the first one, owned; not empty
void row_remove(VM *vm, Row *r, Value v);         // by identity, if it is there
void row_clear(VM *vm, Row *r);
void row_visit(const Row *r, VisitFn visit, void *arg);
Value row_deque(VM *vm, const Row *r) MUST_USE;   // a copy, for looking at

// Who holds a lock, and where it was acquired: for reports only. `task` is compared, never followed; `name` tells it from a later one
// at its address. In debug mode held locks are linked, so that a task that ends can be asked whether it holds one.
typedef struct Holder {
  const Task *task;              // NULL: none
  Value name;                    // as in Task.name; V_ABSENT
  Site site;
  struct Lock *next, **place;    // place NULL: not linked
  bool told;                     // that its task ended
} Holder;
typedef struct Lock { Object header; Value loop; Row waiters; bool locked; Holder holder; } Lock;
typedef struct Event { Object header; Value loop; Row waiters; bool set; } Event;
typedef struct Queue {
  Object header;
  Value loop, finished;          // finished: an Event
  Row items, getters, putters;
  int64_t maxsize, unfinished;  // maxsize rounded up
  Value limit;                  // maxsize as it was given, a number
  bool shut;
} Queue;

extern const OpDef sleep_op, lock_acquire_op, lock_enter_op, lock_exit_op, event_wait_op, queue_get_op, queue_put_op, queue_join_op;

// The future for a wait, put at the end of `row`: checks that `self` belongs to the running loop (*loop). false: exception.
bool op_wait_in(VM *vm, Op *op, Row *row, Value *loop) MUST_USE;
bool turn_is_done(Value future);
bool turn_set(VM *vm, Value future, Value result) MUST_USE;  // unless it is done
void holder_set(VM *vm, Lock *l);                       // holder.c: the running task has acquired it
void holder_clear(VM *vm, Lock *l);                     // it is released, or dies
bool holder_is(const Lock *l, const Task *t);
bool holder_waits(VM *vm, Lock *l) MUST_USE;            // debug mode: the running task is about to wait for it
void holder_ended(VM *vm, const Task *t);               // debug mode: the task has ended
bool event_set(VM *vm, Event *e) MUST_USE;
bool queue_types_init(VM *vm) MUST_USE;

#endif
