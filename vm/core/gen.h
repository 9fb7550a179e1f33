// SPDX-License-Identifier: MIT
// gen.h - generators, coroutines and async generators: one heap object that holds its frame.
//
//   Object | exc state | name, qualname, ... | Frame header | R[0] ... R[nregs-1]
//
// Suspending stores a pc; nothing is copied. A frame that awaits or yields from another generator enters that one's frame as a call
// would; so a running chain hangs together by frame.prev, from the leaf that executes to the root that C or a for loop resumed:
//
//   resumer <- root (RUNNING) <- LINKED <- LINKED <- leaf (LINKED), whose frame is thread.frame          thread.root: the root
//
// Suspending and resuming touch the two ends alone, however long the chain is. To suspend, the root (found in thread.root) notes the
// leaf and the number of frames, becomes SUSPENDED, and is cut from its resumer. To resume, the root is put under its new resumer and
// the leaf goes on. What lies between keeps its links: a LINKED generator is whatever its root is, RUNNING or SUSPENDED (gen_state).
// So are exceptions that are thrown in: they are raised at the leaf, and unwinding passes the links as it does those of calls.
//
// An async generator that `async for` steps is a link of the awaiter's chain too (FRAME_ANEXT): no asend object is made, and the await's
// register holds the generator. Where the chain is cut there, or cr_await is asked for, the asend object that would be takes its place.
//
// Invariants: frame.prev of a LINKED generator is the frame of a generator that is not closed and whose current instruction is the
// YIELDFROM that holds a reference to it. thread.root is the innermost root that runs; roots nest (`outer`) as their resumers do.
// Whoever lays hands on one generator of a suspended chain (send, throw, close, the collector) cuts the chain there first: the part
// below is then a chain of its own, and the awaiter above is the leaf of the rest, which enters the part again by repeating its
// YIELDFROM. So does a root whose chain is too deep for where it is resumed: it is entered step by step, to fail where a call would.
#ifndef ASTER_GEN_H
#define ASTER_GEN_H

#include "vm/core/frame.h"

typedef enum { GEN_CREATED, GEN_SUSPENDED, GEN_RUNNING, GEN_LINKED, GEN_CLOSED } GenState;
typedef enum { GEN_YIELDED, GEN_RETURNED, GEN_RAISED } GenStatus;

typedef struct ExcState {     // the exception being handled, per generator and per thread
  Value handled;              // owned, V_ABSENT: none
  struct ExcState *prev;
} ExcState;

typedef struct GenExtra {      // what few generators have
  Str *name, *qualname;        // of its own; NULL: the code's
  Value origin;                // coroutines: the Trail behind cr_origin, or V_ABSENT
  Value finalizer;             // async generators: the hook taken at first iteration, or V_ABSENT
} GenExtra;

enum { EXTRA_TRAIL = 1 };

typedef struct Generator {
  Object header;
  Object *weakrefs;
  uintptr_t extra;             // a GenExtra; or, with EXTRA_TRAIL, the Trail behind cr_origin by itself; 0: nothing
  ExcState exc;
  union {
    struct Generator *leaf;    // unless it runs: where its chain goes on, often itself
    struct Generator *outer;   // a root that runs: thread.root before it
  };
  Value *saved_top;            // a root that runs: thread.top to return to
  uint32_t depth;              // unless it runs: frames in its chain; a root that runs: thread.depth below it
  uint8_t state;
  bool awaited : 1;            // coroutines: has been started (never-awaited warning)
  bool thrown : 1;             // a root that runs: throw() resumed it
  bool gave_way : 1;           // -X stress=suspend: at its await it has let the others run
  bool gathered : 1;           // coroutines: gather() has been given it
  bool adopted : 1;            // coroutines: its task stands for it with the collector (task.c); it is not tracked
  bool hooks_inited : 1, running_async : 1, closed : 1;  // async generators
  Frame frame;                 // registers follow
} Generator;

static inline Generator *frame_generator(Frame *frame) { return (Generator *)((char *)frame - offsetof(Generator, frame)); }
GenState gen_state(const Generator *g);          // as script sees it: never GEN_LINKED
Str *gen_name_get(const Generator *g);
Str *gen_qualname_get(const Generator *g);
Value gen_shown(VM *vm, Generator *g) MUST_USE;  // a reference for script, owned: it is tracked from now on
GenExtra *gen_extra(VM *vm, Generator *g) MUST_USE;  // made at need. NULL: no memory
Value gen_new(VM *vm, Function *f) MUST_USE;   // frame ready, registers absent; kind by code flags
// One step from C. Value to send: V_NONE for next(). GEN_RAISED: vm->exc set. *result owned.
GenStatus gen_send(VM *vm, Generator *g, Value v, Value *result) MUST_USE;
GenStatus gen_throw(VM *vm, Generator *g, Value exc, Value *result) MUST_USE;
bool gen_close(VM *vm, Generator *g) MUST_USE;
void gen_convert_stop(VM *vm, Generator *g);     // a StopIteration that leaves the body becomes RuntimeError
Value gen_leaf_awaits_get(const Generator *leaf);  // the same of the leaf of a chain that is known to be suspended, however deep
Value gen_yield_from_get(const Generator *g);  // what it awaits or delegates to; V_ABSENT: nothing
// Any iterator: a generator steps directly; else send()/__next__.
GenStatus iter_send(VM *vm, Value it, Value v, Value *result) MUST_USE;
Value awaitable_iter(VM *vm, Value v) MUST_USE;  // what `await v` drives; TypeError
bool gen_types_init(VM *vm);
bool asyncgen_types_init(VM *vm);
#endif
