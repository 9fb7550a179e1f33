// SPDX-License-Identifier: MIT
// gen.h - generators, coroutines and async generators: one heap object that holds its frame.
//
//   Object | exc state | name, qualname, ... | Frame header | R[0] ... R[nregs-1]
//
// Suspending stores a pc; nothing is copied. While it runs, frame.prev is the resumer's frame and `saved_top` the VM stack's top
// to return to. A frame that awaits or yields from another generator object enters that one's frame as a call would.
#ifndef ASTER_GEN_H
#define ASTER_GEN_H

#include "vm/core/frame.h"

typedef enum { GEN_CREATED, GEN_SUSPENDED, GEN_RUNNING, GEN_CLOSED } GenState;
typedef enum { GEN_YIELDED, GEN_RETURNED, GEN_RAISED } GenStatus;

typedef struct ExcState {     // the exception being handled, per generator and per thread
  Value handled;              // owned, V_ABSENT: none
  struct ExcState *prev;
} ExcState;

typedef struct Generator {
  Object header;
  Object *weakrefs;
  Str *name, *qualname;
  ExcState exc;
  Value *saved_top;
  Value origin;               // coroutines: the Trail behind cr_origin, or V_ABSENT
  Value finalizer;            // async generators: the hook taken at first iteration
  uint8_t state;
  bool hooks_inited, running_async, closed;  // async generators
  bool by_await;              // the last suspension was an await (YIELDFROM), not a yield
  bool is_coroutine_wrapper;  // coroutine made by types.coroutine
  bool awaited;               // coroutines: has been started (never-awaited warning)
  Frame frame;                // registers follow
} Generator;

Value gen_new(VM *vm, Function *f) MUST_USE;   // frame ready, registers absent; kind by code flags
// One step from C. Value to send: V_NONE for next(). GEN_RAISED: vm->exc set. *result owned.
GenStatus gen_send(VM *vm, Generator *g, Value v, Value *result) MUST_USE;
GenStatus gen_throw(VM *vm, Generator *g, Value exc, Value *result) MUST_USE;
bool gen_close(VM *vm, Generator *g) MUST_USE;
void gen_convert_stop(VM *vm, Generator *g);     // a StopIteration that leaves the body becomes RuntimeError
Value gen_yield_from_get(const Generator *g);  // what it awaits or delegates to; V_ABSENT: nothing
// Any iterator: a generator steps directly; else send()/__next__.
GenStatus iter_send(VM *vm, Value it, Value v, Value *result) MUST_USE;
// An awaitable of the VM's own that script sees as a coroutine (sleep(), lock.acquire() ...): it steps itself, and is no iterator.
static inline bool coroutine_is_native(Value v) {
  const Type *type = as_obj(v)->shape->type;
  return type->slots.send && type->slots.await && !type->slots.iter && !type_has(type, TYPE_HEAP);
}
Value awaitable_iter(VM *vm, Value v) MUST_USE;  // what `await v` drives; TypeError
bool gen_types_init(VM *vm);
bool asyncgen_types_init(VM *vm);
#endif
