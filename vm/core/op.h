// SPDX-License-Identifier: MIT
// op.h - native coroutines: sleep(), lock.acquire(), queue.get() ... One kind of object, an Op; a table says what each does.
//
// Script sees an Op as a coroutine, with send, throw, close and the cr_* attributes: type() and __class__ give types.CoroutineType. Its
// real type is another one, that no script gets hold of, because the methods of `coroutine` expect a Generator. It has no frame.
//
//   NEW --begin--> DONE                    it could finish at once
//       --begin--> WAITING --resume--> DONE or WAITING again     its future (or, without one, the next iteration) came
//                          --failed--> DONE                      an exception came instead, or it is closed or dropped
//
// Most operations finish at once, and most are awaited where they are called. So `await lock.acquire()` does not make the Op first: the
// interpreter calls op_call, which begins on a record of its own and makes the object only if it has to wait. It knows such a call by the
// C function called (OpDef.make), whose first two arguments are the Op's; and async with by the manager's type (TypeSpec.enter_op, exit_op).
#ifndef ASTER_OP_H
#define ASTER_OP_H

#include "vm/core/aio.h"

typedef struct Op Op;
struct OpDef {
  const char *name, *qualname;
  NativeFn make;                                   // what script calls to make one; NULL: async with alone
  // GEN_RETURNED or GEN_RAISED; GEN_YIELDED: op->future is what it waits for, V_ABSENT a turn of the loop. A future that it yields is
  // also op->future; both begin and resume leave *result alone then.
  int (*begin)(VM *vm, Op *op, Value *result);
  int (*resume)(VM *vm, Op *op, Value future, Value *result);  // the wait ended well; `future` (borrowed) is done, or V_ABSENT
  void (*failed)(VM *vm, Op *op, bool cancelled);  // the wait ended otherwise: op->future leaves its row. NULL: nothing to do
  bool exact;                                      // of `self`'s own type alone: subclasses go their own way
};
typedef enum { OP_NEW, OP_WAITING, OP_DONE } OpState;
struct Op { Object header; const OpDef *def; Value self, arg, future, extra; uint8_t state; };  // extra: the operation's own

static inline bool is_op(VM *vm, Value v) { return is_heap(v) && vm->aio && obj_type(as_obj(v)) == vm->aio->op_type; }
Value op_new(VM *vm, const OpDef *def, Value self, Value arg) MUST_USE;
int op_send(VM *vm, Value op, Value sent, Value *result) MUST_USE;
// The call and the first step in one. GEN_YIELDED: *op, owned, waits and *result is what it yields.
int op_call(VM *vm, const OpDef *def, Value self, Value arg, Value *op, Value *result) MUST_USE;
void op_end_awaited(VM *vm, Value op);             // its awaiter, for whom it has ended, drops it
const OpDef *op_of_native(Native *n);              // what a call of it makes; NULL: something else. Found once
static inline bool op_suits(const OpDef *def, Value self) { return !def->exact || !type_has(obj_type(as_obj(self)), TYPE_HEAP); }
bool op_types_init(VM *vm) MUST_USE;

#endif
