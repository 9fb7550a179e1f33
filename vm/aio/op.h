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
// Most operations finish at once, and most are awaited where they are called. So `await lock.acquire()` does not make the Op: the
// interpreter calls op_call, which begins on a record of its own. It knows such a call by the C function called (OpDef.make), whose
// first two arguments are the Op's; and async with by the manager's type (TypeSpec.enter_op, exit_op). If the operation has to wait,
// what stands in the await's register is its future, a Wait, which remembers what is to be done when it comes; or None for sleep(0),
// which lets the others run once and is done. An Op takes its place when script asks what the coroutine awaits (op_shown).
#ifndef ASTER_OP_H
#define ASTER_OP_H

#include "vm/aio/aio.h"

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

// A future of its own type, which script sees as Future.
typedef struct Wait {
  Future future;
  const OpDef *def;
  Value self, arg;             // the Op's
  const Generator *awaiter;    // whose register it stands in; NULL: it has ended, or an Op is there
} Wait;

static inline bool is_wait(VM *vm, Value v) { return is_heap(v) && vm->aio && obj_type(as_obj(v)) == vm->aio->wait_type; }
static inline bool is_op(VM *vm, Value v) { return is_heap(v) && vm->aio && obj_type(as_obj(v)) == vm->aio->op_type; }
Value op_new(VM *vm, const OpDef *def, Value self, Value arg) MUST_USE;
int op_send(VM *vm, Value op, Value sent, Value *result) MUST_USE;
// The call and the first step in one. GEN_YIELDED: *place, owned, is for the await's register, and *result is what it yields.
int op_call(VM *vm, const OpDef *def, Value self, Value arg, Value *place, Value *result) MUST_USE;
int op_go_on(VM *vm, Value *place, Value sent, Value *result) MUST_USE;  // the next step; empties the register when it has returned
Value op_future_new(VM *vm, const Op *op, Value loop) MUST_USE;  // what a begin waits for, on a loop with create_future of its own or not
bool op_shown(VM *vm, const Generator *g, Value *place) MUST_USE;  // before script sees the register of a suspended await
bool op_left(VM *vm, const Generator *g, Value awaited, Value exc);  // the await ends by `exc` (V_ABSENT: it is closed); false: no Wait or turn
void op_forget(VM *vm, const Generator *g, Value awaited);         // `g` dies
const OpDef *op_of_native(Native *n);              // what a call of it makes; NULL: something else. Found once
static inline bool op_suits(const OpDef *def, Value self) { return !def->exact || !type_has(obj_type(as_obj(self)), TYPE_HEAP); }
bool op_types_init(VM *vm) MUST_USE;

#endif
