// SPDX-License-Identifier: MIT
// aiosync.h - what the native locks, events and queues share: rows of waiting futures, and the operations that await drives.
//
// An operation (lock.acquire(), queue.get() ...) is one object that script sees as a coroutine. Where it can finish at once it does
// so at the first send, without a future; else its future stands in a row until the other side sets it.
#ifndef ASTER_AIOSYNC_H
#define ASTER_AIOSYNC_H

#include "vm/core/aio.h"

typedef struct Row { Value *items; uint32_t first, len, cap; } Row;  // a ring of owned values; cap is a power of two
static inline Value *row_at(const Row *r, uint32_t i) { return &r->items[(r->first + i) & (r->cap - 1)]; }
bool row_push(VM *vm, Row *r, Value v) MUST_USE;  // borrowed
Value row_pop(Row *r);                            // the first one, owned; not empty
void row_remove(VM *vm, Row *r, Value v);         // by identity, if it is there
void row_clear(VM *vm, Row *r);
void row_visit(const Row *r, VisitFn visit, void *arg);

typedef struct Lock { Object header; Value loop; Row waiters; bool locked; } Lock;
typedef struct Event { Object header; Value loop; Row waiters; bool set; } Event;
typedef struct Queue {
  Object header;
  Value loop, finished;          // finished: an Event
  Row items, getters, putters;
  int64_t maxsize, unfinished;
  bool shut;
} Queue;

typedef enum { OP_ACQUIRE, OP_ENTER, OP_EXIT, OP_WAIT, OP_GET, OP_PUT, OP_JOIN, OP_KINDS } OpKind;
typedef enum { OP_NEW, OP_WAITING, OP_DONE } OpState;
typedef struct Op { Object header; Value self, arg, future; uint8_t kind, state; } Op;

Value op_new(VM *vm, OpKind kind, Value self, Value arg) MUST_USE;
// The future for a wait, put at the end of `row`: checks that `self` belongs to the running loop (*loop). false: exception.
bool op_wait_in(VM *vm, Op *op, Row *row, Value *loop) MUST_USE;
bool turn_is_done(Value future);
bool turn_set(VM *vm, Value future, Value result) MUST_USE;  // unless it is done
bool event_set(VM *vm, Event *e) MUST_USE;
// aioqueue.c: 1 finished with *result, 0 waits, -1 exception
int queue_op_begin(VM *vm, Op *op, Value *result) MUST_USE;
void queue_op_failed(VM *vm, Op *op);              // the wait ended with an exception
bool queue_types_init(VM *vm) MUST_USE;

#endif
