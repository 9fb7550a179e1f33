// SPDX-License-Identifier: MIT
// gen_parts.h - what generators, coroutines and async generators share among gen.c, asyncgen.c and the interpreter.
#ifndef ASTER_GEN_PARTS_H
#define ASTER_GEN_PARTS_H

#include "vm/core/call.h"

size_t gen_size(const Object *o);
Value gen_repr(VM *vm, Value self);
Value gen_finalize(VM *vm, Value self);
void gen_free_all(VM *vm, Object *o);
void gen_traverse(Object *o, VisitFn visit, void *arg);
Value gen_get_frame(VM *vm, Value self);
Value gen_get_code(VM *vm, Value self);
Value gen_get_yieldfrom(VM *vm, Value self);
Value gen_get_suspended(VM *vm, Value self);
Value gen_get_running(VM *vm, Value self);
Value gen_get_origin(VM *vm, Value self);
Value gen_get_name(VM *vm, Value self);
Value gen_get_qualname(VM *vm, Value self);
bool gen_put_name(VM *vm, Value self, Value v);
bool gen_put_qualname(VM *vm, Value self, Value v);
Value throw_argument(VM *vm, const Value *args) MUST_USE;        // of throw(type, value, traceback): the exception, owned
bool throw_deprecated(VM *vm, const Value *args) MUST_USE;       // the warning for its three-argument form
// gen_throw; close_on_exit: a GeneratorExit closes what is delegated to instead of being thrown into it.
GenStatus gen_throw_into(VM *vm, Generator *g, Value exc, bool close_on_exit, Value *result) MUST_USE;

// What a call gives that has all its arguments in the window: callee and arguments move. A coroutine that is awaited where it is called
// need not be tracked before it suspends. NULL: no memory; the window may be empty or not.
Generator *gen_new_called(VM *vm, Value *window, uint32_t argc, bool tracked) MUST_USE;
void gen_end_awaited(VM *vm, Generator *g);           // its awaiter, for whom it has ended, drops it
bool gen_free_closed(VM *vm, Generator *g) MUST_USE;  // without references: frees one that has ended; false: it has more to do
void gen_await_failed(VM *vm, Generator *leaf);       // it could not be suspended: what it was to wait for is told
bool gen_track_chain(VM *vm, Generator *leaf) MUST_USE;  // before it suspends: those from the leaf on that are not tracked yet
// For gen_new_called: `argc` positional arguments are what the code takes.
static inline bool code_makes_gen(const Code *code, uint32_t argc) {
  return code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) && !(code->flags & (CO_VARARGS | CO_VARKEYWORDS)) && code->nparams == argc && !code->nkwonly;
}
static inline bool code_makes_coroutine(const Code *code, uint32_t argc) { return code->flags & CO_COROUTINE && code_makes_gen(code, argc); }

bool asyncgen_begin(VM *vm, Generator *g) MUST_USE;  // first iteration: the hooks are told
Value asyncgen_step_new(VM *vm, Generator *g) MUST_USE;  // the asend object of a step of `g` that is under way
bool gen_make_room(VM *vm, Generator *g) MUST_USE;  // too deep for its whole chain: only `g` is entered. false: RecursionError

// Is it suspended by an await, not by a yield?
static inline bool gen_awaits(const Generator *g) { return insn_op(g->frame.pc[-1]) == OP_YIELDFROM; }

// Puts the chain of `g` (created or suspended) under `resumer`; the frame to run is its leaf's. NULL: RecursionError.
static inline Frame *gen_link(VM *vm, Generator *g, Frame *resumer, FrameKind kind, unsigned result) {
  ThreadState *t = &vm->thread;
  if (UNLIKELY(t->depth + g->depth > vm->recursion_limit) && !gen_make_room(vm, g)) return NULL;
  Generator *leaf = g->leaf;
  uint32_t below = t->depth;
  t->depth = below + g->depth;
  if (kind == FRAME_SEND || kind == FRAME_ANEXT) {
    g->state = GEN_LINKED;
  } else {
    g->state = GEN_RUNNING;
    g->outer = t->root;
    t->root = g;
    g->depth = below;
    g->saved_top = t->top;
    if (resumer && !resumer->on_heap) t->top = frame_regs(resumer) + resumer->code->nregs;
  }
  g->exc.prev = t->exc_state;
  t->exc_state = &leaf->exc;
  g->frame.prev = resumer;
  g->frame.kind = (uint8_t)kind;
  g->frame.result = (uint16_t)result;
  return &leaf->frame;
}

// What the suspended frame's expression gives (owned); a YIELDFROM is repeated and sends it on.
static inline void gen_give(VM *vm, Frame *frame, Value v) {
  Insn at = frame->pc[-1];
  replace(vm, &frame_regs(frame)[insn_a(at)], v);
  if (insn_op(at) == OP_YIELDFROM) frame->pc--;
}

// An async generator under FRAME_ANEXT yields: it leaves the chain, which goes on with the frame it gives.
static inline Frame *gen_yield_next(VM *vm, Generator *g) {
  Frame *awaiter = g->frame.prev;
  vm->thread.exc_state = g->exc.prev;
  vm->thread.depth--;
  g->frame.prev = NULL;
  g->leaf = g;
  g->depth = 1;
  g->state = GEN_SUSPENDED;
  g->running_async = false;
  return awaiter;
}

// The running chain, whose leaf has saved its pc, leaves its resumer: gives the root.
static inline Generator *gen_suspend(VM *vm, Generator *leaf) {
  ThreadState *t = &vm->thread;
  Generator *root = t->root;
  t->root = root->outer;
  t->top = root->saved_top;
  t->exc_state = root->exc.prev;
  uint32_t below = root->depth;
  root->leaf = leaf;
  root->depth = t->depth - below;
  t->depth = below;
  root->state = GEN_SUSPENDED;
  root->frame.prev = NULL;
  return root;
}
#endif
