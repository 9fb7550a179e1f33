// SPDX-License-Identifier: MIT
// gen.c - generators and coroutines: stepping them from C, throwing into them, closing them.
#include "vm/core/hooks.h"
#include "vm/aio/op.h"
#include "vm/core/gen_parts.h"

static size_t gen_block_size(const Code *code) { return sizeof(Generator) + code->nregs * sizeof(Value); }
size_t gen_size(const Object *o) { return gen_block_size(((const Generator *)o)->frame.code); }

// ---- making

static inline Trail *lone_trail(const Generator *g) { return g->extra & EXTRA_TRAIL ? (Trail *)(g->extra & ~(uintptr_t)EXTRA_TRAIL) : NULL; }
static inline GenExtra *extra_of(const Generator *g) { return g->extra & EXTRA_TRAIL ? NULL : (GenExtra *)g->extra; }

GenExtra *gen_extra(VM *vm, Generator *g) {
  Trail *trail = lone_trail(g);
  if (g->extra && !trail) return extra_of(g);
  GenExtra *e = vm_alloc(vm, sizeof *e);
  if (!e) return NULL;
  *e = (GenExtra){.origin = trail ? from_obj(trail) : V_ABSENT};
  g->extra = (uintptr_t)e;
  return e;
}

Str *gen_name_get(const Generator *g) { return extra_of(g) && extra_of(g)->name ? extra_of(g)->name : g->frame.code->name; }
Str *gen_qualname_get(const Generator *g) { return extra_of(g) && extra_of(g)->qualname ? extra_of(g)->qualname : g->frame.code->qualname; }

static Trail *origin_of(const Generator *g) {
  const GenExtra *e = extra_of(g);
  return e && e->origin != V_ABSENT ? as_trail(e->origin) : lone_trail(g);
}

// The function has been given another name than its code's, or the origin is wanted. A coroutine that is awaited where it is called can be
// asked for its awaiters instead (gen_get_origin).
static bool gen_describe(VM *vm, Generator *g, const Function *f, bool fused) {
  if (fused && vm->aio) sched_passed(vm);
  if (!fused && vm->thread.coroutine_origin_depth > 0 && (f->code->flags & CO_COROUTINE)) {
    Value origin = trail_new(vm, (uint32_t)vm->thread.coroutine_origin_depth);
    if (!origin) return false;
    g->extra = (uintptr_t)as_obj(origin) | EXTRA_TRAIL;
  }
  if (LIKELY(f->name == f->code->name && f->qualname == f->code->qualname)) return true;
  GenExtra *e = gen_extra(vm, g);
  if (!e) return false;
  incref(&f->name->header);
  e->name = f->name;
  incref(&f->qualname->header);
  e->qualname = f->qualname;
  return true;
}

static Type *type_for(VM *vm, const Code *code) {
  return code->flags & CO_COROUTINE ? vm->types.coroutine : code->flags & CO_ASYNC_GENERATOR ? vm->types.async_generator : vm->types.generator;
}

enum { FEW_REGS = 8 };

// Its registers are the caller's to fill. NULL: no memory.
static inline Generator *gen_alloc(VM *vm, Code *code) {
  Generator *g = object_new_raw(vm, type_for(vm, code), gen_block_size(code));
  if (UNLIKELY(!g)) return NULL;
  memset((char *)g + sizeof(Object), 0, sizeof(Generator) - sizeof(Object));
  g->leaf = g;
  g->depth = 1;
  g->frame.code = code;
  g->frame.pc = code->insns;
  g->frame.on_heap = true;
  return g;
}

static inline bool is_described(const VM *vm, const Function *f) {
  return UNLIKELY(vm->thread.coroutine_origin_depth > 0 || f->name != f->code->name || f->qualname != f->code->qualname);
}

Value gen_new(VM *vm, Function *f) {
  Generator *g = gen_alloc(vm, f->code);
  if (!g) return V_ABSENT;
  memset(frame_regs(&g->frame), 0, f->code->nregs * sizeof(Value));
  g->frame.func = retain_obj(f);
  if ((!is_described(vm, f) || gen_describe(vm, g, f, false)) && gc_track(vm, &g->header)) return from_obj(g);
  decref(vm, g);
  return V_ABSENT;
}

Generator *gen_new_called(VM *vm, Value *window, uint32_t argc, bool tracked) {
  Function *f = as_function(window[0]);
  Code *code = f->code;
  Generator *g = gen_alloc(vm, code);
  if (UNLIKELY(!g)) return NULL;
  g->frame.func = window[0];
  window[0] = V_ABSENT;
  Value *regs = frame_regs(&g->frame);
  for (uint32_t i = 0; i < argc; i++) {
    regs[i] = window[FRAME_SLOTS + i];
    window[FRAME_SLOTS + i] = V_ABSENT;
  }
  if (code->nregs - argc > FEW_REGS) memset(regs + argc, 0, (code->nregs - argc) * sizeof(Value));
  else for (Value *r = regs + argc, *end = regs + code->nregs; r < end; r++) {
    *r = V_ABSENT;
    __asm__("" ::: "memory");  // no call of memset
  }
  if ((!is_described(vm, f) || gen_describe(vm, g, f, !tracked)) && (!tracked || gc_track(vm, &g->header))) return g;
  g->awaited = true;
  decref(vm, g);
  return NULL;
}

void gen_end_awaited(VM *vm, Generator *g) {
  if (--g->header.rc == 0 && !gen_free_closed(vm, g)) object_dealloc(vm, &g->header);
}

bool gen_free_closed(VM *vm, Generator *g) {
  if (UNLIKELY(g->state != GEN_CLOSED || g->weakrefs || g->extra || g->exc.handled != V_ABSENT || (g->header.gc & GC_CLEARED))) return false;
  if (gc_is_tracked(&g->header)) gc_untrack(vm, &g->header);
  Value func = g->frame.func;
  vm->live_objects--;
  mem_free(&vm->alloc, g, gen_block_size(g->frame.code));
  release(vm, func);
  return true;
}

Value gen_shown(VM *vm, Generator *g) {
  if (!gc_track(vm, &g->header)) return V_ABSENT;
  g->adopted = false;
  return retain_obj(g);
}

bool gen_track_chain(VM *vm, Generator *leaf) {
  for (Generator *g = leaf; !gc_is_tracked(&g->header) && !g->adopted; g = frame_generator(g->frame.prev)) {
    if (!gc_track(vm, &g->header)) return false;
    if (g->state != GEN_LINKED) return true;
  }
  return true;
}

static const char *gen_noun(const Generator *g) {
  uint32_t flags = g->frame.code->flags;
  return flags & CO_COROUTINE ? "coroutine" : flags & CO_ASYNC_GENERATOR ? "async generator" : "generator";
}

void gen_convert_stop(VM *vm, Generator *g) {
  bool is_async = g->frame.code->flags & CO_ASYNC_GENERATOR;
  const char *what = error_is(vm, EXC_StopIteration) ? "StopIteration" : is_async && error_is(vm, EXC_StopAsyncIteration) ? "StopAsyncIteration" : NULL;
  if (!what) return;
  Value cause = error_take(vm);
  raise(vm, EXC_RuntimeError, "%s raised %s", gen_noun(g), what);
  Exception *e = as_exception(vm->thread.exc);
  if (!is_exception(vm->thread.exc)) return release(vm, cause);
  Object *old_cause = e->cause, *old_context = e->context;
  e->cause = as_obj(retain(cause));
  e->context = as_obj(cause);
  e->suppress_context = true;
  xdecref(vm, old_cause);
  xdecref(vm, old_context);
}

// ---- chains

GenState gen_state(const Generator *g) {
  while (g->state == GEN_LINKED) g = frame_generator(g->frame.prev);
  return g->state;
}

// Where the frame at a YIELDFROM holds what it drives.
static inline Value *delegate_place(const Generator *g) { return &frame_regs((Frame *)&g->frame)[insn_b(g->frame.pc[-1])]; }

// What it drives, or a native operation's Wait or turn (op.h); V_ABSENT: it is at no such instruction.
static Value delegate_of(const Generator *g) { return gen_awaits(g) ? *delegate_place(g) : V_ABSENT; }

void gen_await_failed(VM *vm, Generator *leaf) {
  Value exc = error_take(vm), awaited = delegate_of(leaf);
  if (awaited != V_ABSENT && !op_left(vm, leaf, awaited, exc)) { /* it has nothing to undo */ }
  error_restore_steal(vm, exc);
}

// Makes `g`, linked in a suspended chain, the root of what is below it.
static void chain_cut(Generator *g) {
  Generator *awaiter = frame_generator(g->frame.prev), *root = awaiter;
  uint32_t above = 1;
  for (; root->state == GEN_LINKED; above++) root = frame_generator(root->frame.prev);
  g->state = GEN_SUSPENDED;
  g->leaf = root->leaf;
  g->depth = root->depth - above;
  g->frame.prev = NULL;
  root->leaf = awaiter;
  root->depth = above;
}

// The asend object takes the place of the async generator that `awaiter` iterates. false: no memory.
static bool show_step(VM *vm, Generator *awaiter) {
  Value *place = delegate_place(awaiter);
  Generator *g = (Generator *)as_obj(*place);
  Value step = asyncgen_step_new(vm, g);
  if (!step) return false;
  chain_cut(g);
  replace(vm, place, step);
  return true;
}

static bool iterates(VM *vm, const Generator *g) {
  Value sub = delegate_of(g);
  return is_heap(sub) && as_obj(sub)->shape == vm->types.async_generator->root;
}

// Lets a suspended root go on by itself: what it drives becomes a chain of its own. false: no memory.
static bool chain_shorten(VM *vm, Generator *root) {
  if (root->leaf == root) return true;
  if (iterates(vm, root)) return show_step(vm, root);
  chain_cut((Generator *)as_obj(delegate_of(root)));
  return true;
}

// Before `g` is touched from outside its chain: it is a root then, unless it runs. Gives its state.
static GenState gen_own(Generator *g) {
  GenState state = gen_state(g);
  if (g->state == GEN_LINKED && state == GEN_SUSPENDED) chain_cut(g);
  return state;
}

// A frame that cannot be entered is left: its generator is closed without having run.
static void gen_fail(VM *vm, Generator *g) {
  Value exc = error_take(vm);
  if (g->state == GEN_SUSPENDED && !chain_shorten(vm, g)) error_clear(vm);
  error_restore_steal(vm, exc);
  g->state = GEN_CLOSED;
  frame_end(vm, &g->frame, true);
}

bool gen_make_room(VM *vm, Generator *g) {
  if (chain_shorten(vm, g) && frame_depth_check(vm)) return true;
  gen_fail(vm, g);
  return false;
}

// ---- steps

// Links the chain of `g` in as if C were its caller. The leaf's frame; NULL: exception. sent V_ABSENT: it is given nothing.
static Frame *gen_resume(VM *vm, Generator *g, Value sent) {
  if (!recursion_enter(vm, "")) {
    gen_fail(vm, g);
    return NULL;
  }
  bool started = g->state == GEN_SUSPENDED;
  Frame *frame = gen_link(vm, g, vm->thread.frame, FRAME_ENTRY, 0);
  if (!frame) return recursion_leave(vm), NULL;
  if (started && sent != V_ABSENT) gen_give(vm, frame, retain(sent));
  return frame;
}

// Runs the chain that gen_resume linked.
static GenStatus gen_run(VM *vm, Generator *g, Frame *frame, Value *result) {
  incref(&g->header);
  *result = interp_run(vm, frame);
  recursion_leave(vm);
  GenStatus status = *result == V_ABSENT ? GEN_RAISED : g->state == GEN_CLOSED ? GEN_RETURNED : GEN_YIELDED;
  decref(vm, g);
  return status;
}

static GenStatus already(VM *vm, Generator *g, Value *result, bool sending) {
  bool coroutine = g->frame.code->flags & CO_COROUTINE;
  *result = V_ABSENT;
  if (gen_state(g) == GEN_RUNNING) raise_value(vm, "%s already executing", gen_noun(g));
  else if (coroutine) raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine");
  else if (sending) {
    *result = V_NONE;
    return GEN_RETURNED;
  }
  return GEN_RAISED;
}

GenStatus gen_send(VM *vm, Generator *g, Value v, Value *result) {
  if (UNLIKELY(g->state > GEN_SUSPENDED) && gen_own(g) > GEN_SUSPENDED) return already(vm, g, result, true);
  *result = V_ABSENT;
  if (g->state == GEN_CREATED && v != V_NONE) {
    raise_type(vm, "can't send non-None value to a just-started %s", gen_noun(g));
    return GEN_RAISED;
  }
  g->awaited = true;
  Frame *frame = gen_resume(vm, g, v);
  return frame ? gen_run(vm, g, frame, result) : GEN_RAISED;
}

Value gen_leaf_awaits_get(const Generator *leaf) { return delegate_of(leaf); }
Value gen_yield_from_get(const Generator *g) { return gen_state(g) == GEN_SUSPENDED ? delegate_of(g) : V_ABSENT; }

// `exc` becomes the pending exception. Only what the generator itself handles where it is suspended is its context: what the
// thrower handles is not.
static void set_thrown(VM *vm, Value exc) {
  Value handled = vm->thread.exc_state->handled;
  if (handled != V_ABSENT && handled != V_NONE) error_set_steal(vm, retain(exc));
  else error_restore_steal(vm, retain(exc));
}

// Raises `exc` (borrowed) at the point of suspension.
static GenStatus gen_raise_in(VM *vm, Generator *g, Value exc, Value *result) {
  *result = V_ABSENT;
  if (g->state == GEN_CREATED) {
    g->state = GEN_CLOSED;
    g->awaited = true;
    error_restore_steal(vm, retain(exc));
    bool traced = error_add_traceback(vm, vm->thread.exc, &g->frame, 0);
    (void)traced;
    frame_end(vm, &g->frame, true);
    return GEN_RAISED;
  }
  Frame *frame = gen_resume(vm, g, V_ABSENT), *caller = vm->thread.frame;
  if (!frame) return GEN_RAISED;
  vm->thread.frame = frame;
  set_thrown(vm, exc);
  vm->thread.frame = caller;
  g->thrown = true;
  incref(&g->header);
  GenStatus status = gen_run(vm, g, frame, result);
  g->thrown = false;
  decref(vm, g);
  return status;
}

static bool is_stepper(VM *vm, Value v) {
  return is_heap(v) && (as_obj(v)->shape == vm->shape.generator || as_obj(v)->shape == vm->shape.coroutine);
}

// close() on whatever is delegated to. False: it raised.
static bool close_iter(VM *vm, Value it) {
  if (is_stepper(vm, it)) return gen_close(vm, (Generator *)as_obj(it));
  Value close = obj_getattr_opt(vm, it, vm->names.close);
  if (!close) return !has_error(vm);
  Value r = obj_call(vm, close, NULL, 0);
  release(vm, close);
  release(vm, r);
  return r != V_ABSENT;
}

// What the leaf drives gave `status`: suspended again, or the leaf goes on.
static GenStatus delegate_done(VM *vm, Generator *g, GenStatus status, Value *result) {
  if (status == GEN_YIELDED) return status;
  Insn at = g->leaf->frame.pc[-1];
  Value *regs = frame_regs(&g->leaf->frame);
  if (status == GEN_RETURNED) {
    replace(vm, &regs[insn_a(at)], *result);
    replace(vm, &regs[insn_b(at)], V_ABSENT);
    *result = V_ABSENT;
    Frame *frame = gen_resume(vm, g, V_ABSENT);
    return frame ? gen_run(vm, g, frame, result) : GEN_RAISED;
  }
  Value exc = error_take(vm);
  status = gen_raise_in(vm, g, exc, result);
  release(vm, exc);
  return status;
}

// Throws into `sub`, which the leaf of the chain drives, while the chain counts as running.
static GenStatus delegate_throw(VM *vm, Generator *g, Value sub, Value exc, Value *result, bool *handled) {
  *handled = true;
  GenStatus status;
  retain(sub);
  g->state = GEN_RUNNING;
  if (is_stepper(vm, sub)) {
    status = gen_throw(vm, (Generator *)as_obj(sub), exc, result);
  } else {
    Value method = obj_getattr_opt(vm, sub, vm->names.throw);
    if (!method && !has_error(vm)) {
      *handled = false;
      status = GEN_RAISED;
    } else {
      *result = method ? obj_call(vm, method, &exc, 1) : V_ABSENT;
      status = *result ? GEN_YIELDED : GEN_RAISED;
      release(vm, method);
      if (!*result && error_is(vm, EXC_StopIteration)) {
        *result = error_stop_value(vm);
        status = *result ? GEN_RETURNED : GEN_RAISED;
      }
    }
  }
  g->state = GEN_SUSPENDED;
  release(vm, sub);
  return status;
}

GenStatus gen_throw(VM *vm, Generator *g, Value exc, Value *result) { return gen_throw_into(vm, g, exc, true, result); }

// A GeneratorExit closes what `g` drives and is then raised in `g` itself.
static GenStatus throw_exit(VM *vm, Generator *g, Value exc, Value *result) {
  if (!chain_shorten(vm, g)) return GEN_RAISED;
  Value sub = retain(delegate_of(g));
  g->state = GEN_RUNNING;
  bool closed = op_left(vm, g, sub, V_ABSENT) || close_iter(vm, sub);
  g->state = GEN_SUSPENDED;
  release(vm, sub);
  return closed ? gen_raise_in(vm, g, exc, result) : delegate_done(vm, g, GEN_RAISED, result);
}

GenStatus gen_throw_into(VM *vm, Generator *g, Value exc, bool close_on_exit, Value *result) {
  *result = V_ABSENT;
  GenState state = gen_own(g);
  if (state == GEN_RUNNING) return already(vm, g, result, false);
  if (state == GEN_CLOSED) {
    if (g->frame.code->flags & CO_COROUTINE) return already(vm, g, result, false);
    error_restore_steal(vm, retain(exc));
    return GEN_RAISED;
  }
  if (state == GEN_CREATED || !gen_awaits(g)) return gen_raise_in(vm, g, exc, result);
  if (!recursion_enter(vm, "")) return GEN_RAISED;
  GenStatus status;
  bool handled = true, is_exit = false;
  Value sub = delegate_of(g->leaf);
  if (!error_matches(vm, exc, from_obj(error_type_get(vm, EXC_GeneratorExit)), &is_exit)) {
    status = GEN_RAISED;
  } else if (is_exit && close_on_exit) {
    status = throw_exit(vm, g, exc, result);
  } else if (sub == V_ABSENT || op_left(vm, g->leaf, sub, exc)) {
    status = gen_raise_in(vm, g, exc, result);
  } else {
    status = delegate_throw(vm, g, sub, exc, result, &handled);
    status = handled ? delegate_done(vm, g, status, result) : gen_raise_in(vm, g, exc, result);
  }
  recursion_leave(vm);
  return status;
}

// close() that also gives the value the generator returned with.
// Nothing in its body would notice a GeneratorExit: it stands at a yield that no handler guards.
static bool closes_silently(const Generator *g) {
  if (g->leaf != g || insn_op(g->frame.pc[-1]) != OP_YIELD) return false;
  const Code *code = g->frame.code;
  uint32_t pc = frame_pc(&g->frame);
  for (uint32_t i = 0; i < code->nhandlers; i++)
    if (pc >= code->handlers[i].start && pc < code->handlers[i].end) return false;
  return true;
}

static Value gen_close_value(VM *vm, Generator *g) {
  if (g->state == GEN_CREATED) {
    g->state = GEN_CLOSED;
    g->awaited = true;
    frame_end(vm, &g->frame, true);
    return V_NONE;
  }
  if (g->state == GEN_CLOSED) return V_NONE;
  if (g->state == GEN_SUSPENDED && closes_silently(g)) {
    g->state = GEN_CLOSED;
    replace(vm, &g->exc.handled, V_ABSENT);
    frame_end(vm, &g->frame, true);
    return V_NONE;
  }
  Value exc = error_new(vm, error_type_get(vm, EXC_GeneratorExit), V_ABSENT), result;
  if (!exc) return V_ABSENT;
  GenStatus status = gen_throw(vm, g, exc, &result);
  release(vm, exc);
  if (status == GEN_RETURNED) return result;
  if (status == GEN_YIELDED) {
    release(vm, result);
    return raise(vm, EXC_RuntimeError, "%s ignored GeneratorExit", gen_noun(g));
  }
  return error_clear_if(vm, EXC_GeneratorExit) || error_clear_if(vm, EXC_StopIteration) ? V_NONE : V_ABSENT;
}

bool gen_close(VM *vm, Generator *g) {
  Value v = gen_close_value(vm, g);
  release(vm, v);
  return v != V_ABSENT;
}

GenStatus iter_send(VM *vm, Value it, Value v, Value *result) {
  if (is_stepper(vm, it)) return gen_send(vm, (Generator *)as_obj(it), v, result);
  const Slots *slots = &type_of_get(vm, it)->slots;
  if (slots->send) return (GenStatus)slots->send(vm, it, v, result);
  UnaryFn next = v == V_NONE ? slots->next : NULL;
  *result = next ? next(vm, it) : obj_call_method(vm, it, vm->names.send, &v, 1);
  if (*result) return GEN_YIELDED;
  if (!has_error(vm)) {
    *result = V_NONE;
    return GEN_RETURNED;
  }
  if (!error_is(vm, EXC_StopIteration)) return GEN_RAISED;
  if (vm->hooked) hooks_iterator_raised(vm);
  if (!error_is(vm, EXC_StopIteration)) return GEN_RAISED;
  *result = error_stop_value(vm);
  return *result ? GEN_RETURNED : GEN_RAISED;
}

Value awaitable_iter(VM *vm, Value v) {
  if (is_heap(v)) {
    if (as_obj(v)->shape == vm->shape.coroutine) return retain(v);
    if (as_obj(v)->shape == vm->shape.generator && (((Generator *)as_obj(v))->frame.code->flags & CO_ITERABLE_COROUTINE)) return retain(v);
  }
  UnaryFn await = type_of_get(vm, v)->slots.await;
  if (await == future_await || is_op(vm, v)) return retain(v);  // futures, sleep(): no iterator is made
  if (!await) return raise_type(vm, "object %T can't be used in 'await' expression", v);
  Value it = await(vm, v);
  if (!it) return V_ABSENT;
  if (is_heap(it) && as_obj(it)->shape == vm->shape.coroutine) {
    raise_type(vm, "__await__() returned a coroutine");
  } else if (!type_of_get(vm, it)->slots.next && !type_of_get(vm, it)->slots.send) {
    raise_type(vm, "__await__() returned non-iterator of type '%T'", it);
  } else {
    return it;
  }
  release(vm, it);
  return V_ABSENT;
}

// ---- the types

static inline Generator *as_gen(Value v) { return (Generator *)as_obj(v); }

static Value step_result(VM *vm, GenStatus status, Value result) {
  if (status == GEN_RETURNED) {
    raise_stop_iteration(vm, result);
    release(vm, result);
    return V_ABSENT;
  }
  return status == GEN_YIELDED ? result : V_ABSENT;
}

// next(): exhaustion without an exception object unless there is a value to carry.
static Value generator_next(VM *vm, Value self) {
  Value result;
  GenStatus status = gen_send(vm, as_gen(self), V_NONE, &result);
  if (status == GEN_RETURNED && result == V_NONE) return V_ABSENT;
  return step_result(vm, status, result);
}

static Value generator_send(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value result;
  GenStatus status = gen_send(vm, as_gen(args[0]), args[1], &result);
  return step_result(vm, status, result);
}

// The exception of throw(type[, value[, traceback]]): owned.
Value throw_argument(VM *vm, const Value *args) {
  Value type = args[0], value = args[1], tb = args[2];
  if (tb != V_ABSENT && tb != V_NONE && !is_kind(tb, KIND_TRACEBACK)) return raise_type(vm, "throw() third argument must be a traceback object");
  bool is_class = is_kind(type, KIND_TYPE) && type_has((Type *)as_obj(type), TYPE_EXCEPTION);
  if (!is_class && !is_exception(type)) return raise_type(vm, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  if (!is_class && value != V_ABSENT && value != V_NONE) return raise_type(vm, "instance exception may not have a separate value");
  Value exc;
  if (!is_class) exc = retain(type);
  else if (is_exception(value)) exc = retain(value);
  else if (is_tuple(value)) exc = obj_call(vm, type, as_tuple(value)->items, (uint32_t)as_tuple(value)->len);
  else exc = value == V_ABSENT || value == V_NONE ? obj_call(vm, type, NULL, 0) : obj_call(vm, type, &value, 1);
  if (exc && !is_exception(exc)) {
    raise_type(vm, "calling %R should have returned an instance of BaseException, not %T", type, exc);
    release(vm, exc);
    exc = V_ABSENT;
  }
  if (!exc) exc = error_take(vm);  // what went wrong with making it is thrown in its place
  if (exc && is_heap(tb)) {
    Object *old = as_exception(exc)->traceback;
    as_exception(exc)->traceback = as_obj(retain(tb));
    xdecref(vm, old);
  }
  return exc;
}

bool throw_deprecated(VM *vm, const Value *args) {
  if (args[1] == V_ABSENT && args[2] == V_ABSENT) return true;
  return warn(vm, EXC_DeprecationWarning, 1, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.");
}

static Value generator_throw(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!throw_deprecated(vm, args + 1)) return V_ABSENT;
  Value exc = throw_argument(vm, args + 1), result;
  if (!exc) return V_ABSENT;
  GenStatus status = gen_throw(vm, as_gen(args[0]), exc, &result);
  release(vm, exc);
  return step_result(vm, status, result);
}

static Value generator_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return gen_close_value(vm, as_gen(args[0]));
}

Value gen_repr(VM *vm, Value self) {
  Generator *g = as_gen(self);
  const char *noun = g->frame.code->flags & CO_ASYNC_GENERATOR ? "async_generator" : gen_noun(g);
  return str_format_c(vm, "<%s object %U at %p>", noun, gen_qualname_get(g), (void *)g);
}

static bool is_plain_coroutine_unstarted(const Generator *g) {
  return (g->frame.code->flags & CO_COROUTINE) && g->state == GEN_CREATED && !g->awaited;
}

static void warn_never_awaited(VM *vm, Generator *g) {
  Value module = import_module(vm, "warnings");
  Value hook = module ? obj_getattr_c(vm, module, "_warn_unawaited_coroutine") : V_ABSENT;
  Value coro = from_obj(g);
  Value r = hook ? obj_call(vm, hook, &coro, 1) : V_ABSENT;
  if (!hook) {
    error_clear(vm);
    if (warn(vm, EXC_RuntimeWarning, 1, "coroutine '%U' was never awaited", gen_qualname_get(g))) r = V_NONE;
  }
  if (!r) error_unraisable(vm, NULL, coro);
  release(vm, r);
  release(vm, hook);
  release(vm, module);
}

// The last reference is dropped while the body is suspended: close() runs, so that its finally blocks do.
Value gen_finalize(VM *vm, Value self) {
  Generator *g = as_gen(self);
  if (is_plain_coroutine_unstarted(g)) {
    if (!vm->finalizing) warn_never_awaited(vm, g);
    g->awaited = true;
    return V_NONE;
  }
  if (gen_state(g) != GEN_SUSPENDED) return V_NONE;
  if (extra_of(g) && extra_of(g)->finalizer != V_ABSENT && !g->closed && !vm->finalizing) {
    Value hook = extra_of(g)->finalizer, r = obj_call(vm, hook, &self, 1);
    if (!r) error_unraisable(vm, NULL, hook);
    release(vm, r);
    return V_NONE;
  }
  if (!gen_close(vm, g)) error_unraisable(vm, NULL, self);
  return V_NONE;
}

static void gen_free(VM *vm, Object *o) {
  Generator *g = (Generator *)o;
  if (g->state != GEN_CLOSED) {
    bool suspended = gen_own(g) == GEN_SUSPENDED;
    if (suspended && !chain_shorten(vm, g)) error_clear(vm);
    if (suspended) op_forget(vm, g, delegate_of(g));
    g->state = GEN_CLOSED;
    frame_end(vm, &g->frame, true);
  }
  replace(vm, &g->exc.handled, V_ABSENT);
  GenExtra *e = extra_of(g);
  Trail *trail = lone_trail(g);
  g->extra = 0;
  if (trail) decref(vm, trail);
  if (!e) return;
  GenExtra old = *e;
  vm_dealloc(vm, e, sizeof *e);
  xdecref(vm, old.name);
  xdecref(vm, old.qualname);
  release(vm, old.origin);
  release(vm, old.finalizer);
}

// The block's size depends on the code, so the function goes last: object_dealloc asks for the size before calling free.
void gen_free_all(VM *vm, Object *o) {
  gen_free(vm, o);
  replace(vm, &((Generator *)o)->frame.func, V_ABSENT);
}

void gen_traverse(Object *o, VisitFn visit, void *arg) {
  Generator *g = (Generator *)o;
  visit_heap(visit, arg, g->exc.handled);
  if (extra_of(g)) {
    visit(arg, extra_of(g)->origin);
    visit(arg, extra_of(g)->finalizer);
  } else if (lone_trail(g)) {
    visit(arg, from_obj(lone_trail(g)));
  }
  visit(arg, g->frame.func);
  visit_heap(visit, arg, g->frame.locals);
  if (g->state == GEN_CLOSED) return;
  if (g->frame.object && ((FrameObject *)g->frame.object)->held) visit(arg, from_obj(g->frame.object));
  const Value *regs = frame_regs(&g->frame);
  for (uint32_t i = 0; i < g->frame.code->nregs; i++)
    if (is_heap(regs[i])) visit(arg, regs[i]);
}

Value gen_get_frame(VM *vm, Value self) { return as_gen(self)->state == GEN_CLOSED ? V_NONE : frame_object(vm, &as_gen(self)->frame); }
Value gen_get_code(VM *vm, Value self) { (void)vm; return retain_obj(as_gen(self)->frame.code); }
Value gen_get_running(VM *vm, Value self) { (void)vm; return from_bool(gen_state(as_gen(self)) == GEN_RUNNING); }
Value gen_get_suspended(VM *vm, Value self) { (void)vm; return from_bool(gen_state(as_gen(self)) == GEN_SUSPENDED); }
Value gen_get_origin(VM *vm, Value self) {
  Generator *g = as_gen(self);
  if (origin_of(g)) return trail_tuples(vm, origin_of(g));
  if (g->state != GEN_LINKED || vm->thread.coroutine_origin_depth <= 0) return V_NONE;
  Value trail = trail_of_awaiters(vm, g->frame.prev, (uint32_t)vm->thread.coroutine_origin_depth);
  Value tuples = trail ? trail_tuples(vm, as_trail(trail)) : V_ABSENT;
  release(vm, trail);
  return tuples;
}
Value gen_get_name(VM *vm, Value self) { (void)vm; return retain_obj(gen_name_get(as_gen(self))); }
Value gen_get_qualname(VM *vm, Value self) { (void)vm; return retain_obj(gen_qualname_get(as_gen(self))); }

Value gen_get_yieldfrom(VM *vm, Value self) {
  Generator *g = as_gen(self);
  bool suspended = gen_state(g) == GEN_SUSPENDED && gen_awaits(g);
  if (suspended && (iterates(vm, g) ? !show_step(vm, g) : !op_shown(vm, g, delegate_place(g)))) return V_ABSENT;
  Value sub = gen_yield_from_get(g);
  return sub == V_ABSENT ? V_NONE : retain(sub);
}

static bool set_name(VM *vm, Value self, Value v, bool qualified) {
  if (!is_str(v)) return raise_type(vm, "%s must be set to a string object", qualified ? "__qualname__" : "__name__"), false;
  GenExtra *e = gen_extra(vm, as_gen(self));
  if (!e) return false;
  Str **place = qualified ? &e->qualname : &e->name, *old = *place;
  *place = as_str(retain(v));
  xdecref(vm, old);
  return true;
}
bool gen_put_name(VM *vm, Value self, Value v) { return set_name(vm, self, v, false); }
bool gen_put_qualname(VM *vm, Value self, Value v) { return set_name(vm, self, v, true); }

static Value self_iter(VM *vm, Value self) { (void)vm; return retain(self); }

static const NativeDef generator_methods[] = {
  {"send", "($self, arg, /)", generator_send, 0, "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
  {"throw", "($self, type, value=None, traceback=None, /)", generator_throw, 0, "Raise exception in generator, return next yielded value or raise\nStopIteration."},
  {"close", "($self, /)", generator_close, 0, "close() -> raise GeneratorExit inside generator."},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
static const GetSetDef generator_getset[] = {
  {"gi_frame", gen_get_frame, NULL, NULL}, {"gi_code", gen_get_code, NULL, NULL}, {"gi_running", gen_get_running, NULL, NULL}, {"gi_suspended", gen_get_suspended, NULL, NULL},
  {"gi_yieldfrom", gen_get_yieldfrom, NULL, NULL}, {"__name__", gen_get_name, gen_put_name, NULL}, {"__qualname__", gen_get_qualname, gen_put_qualname, NULL}, {0},
};
static const GetSetDef coroutine_getset[] = {
  {"cr_frame", gen_get_frame, NULL, NULL}, {"cr_code", gen_get_code, NULL, NULL}, {"cr_running", gen_get_running, NULL, NULL}, {"cr_suspended", gen_get_suspended, NULL, NULL},
  {"cr_await", gen_get_yieldfrom, NULL, NULL}, {"cr_origin", gen_get_origin, NULL, NULL}, {"__name__", gen_get_name, gen_put_name, NULL},
  {"__qualname__", gen_get_qualname, gen_put_qualname, NULL}, {0},
};

// coroutine.__await__() gives a wrapper that is an iterator.
typedef struct Wrapper { Object header; Value coroutine; } Wrapper;

static Value coroutine_await(VM *vm, Value self) {
  Wrapper *w = object_new(vm, vm->types.coroutine_wrapper, sizeof(Wrapper));
  if (!w) return V_ABSENT;
  w->coroutine = retain(self);
  if (gc_track(vm, &w->header)) return from_obj(w);
  decref(vm, w);
  return V_ABSENT;
}

static void wrapper_free(VM *vm, Object *o) { replace(vm, &((Wrapper *)o)->coroutine, V_ABSENT); }
static void wrapper_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Wrapper *)o)->coroutine); }
static Value wrapper_next(VM *vm, Value self) { return generator_next(vm, ((Wrapper *)as_obj(self))->coroutine); }

static Value wrapper_send(VM *vm, Value *args, uint32_t argc) {
  Value forward[2] = {((Wrapper *)as_obj(args[0]))->coroutine, args[1]};
  return generator_send(vm, forward, argc);
}
static Value wrapper_throw(VM *vm, Value *args, uint32_t argc) {
  Value forward[4] = {((Wrapper *)as_obj(args[0]))->coroutine, args[1], args[2], args[3]};
  return generator_throw(vm, forward, argc);
}
static Value wrapper_close(VM *vm, Value *args, uint32_t argc) {
  Value forward[1] = {((Wrapper *)as_obj(args[0]))->coroutine};
  return generator_close(vm, forward, argc);
}

static const NativeDef wrapper_methods[] = {
  {"send", "($self, arg, /)", wrapper_send, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", wrapper_throw, 0, NULL},
  {"close", "($self, /)", wrapper_close, 0, NULL}, {0},
};

static const TypeSpec generator_spec = {
  .name = "generator", .kind = KIND_GENERATOR, .flags = TYPE_GC | TYPE_NO_NEW | TYPE_WEAKREF, .size = gen_size, .methods = generator_methods, .getset = generator_getset,
  .slots = {.repr = gen_repr, .iter = self_iter, .next = generator_next, .finalize = gen_finalize, .free = gen_free_all, .traverse = gen_traverse},
};
static const TypeSpec coroutine_spec = {
  .name = "coroutine", .kind = KIND_COROUTINE, .flags = TYPE_GC | TYPE_NO_NEW | TYPE_WEAKREF, .size = gen_size, .methods = generator_methods, .getset = coroutine_getset,
  .slots = {.repr = gen_repr, .await = coroutine_await, .finalize = gen_finalize, .free = gen_free_all, .traverse = gen_traverse},
};
static const TypeSpec wrapper_spec = {
  .name = "coroutine_wrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Wrapper), .methods = wrapper_methods,
  .slots = {.iter = self_iter, .next = wrapper_next, .free = wrapper_free, .traverse = wrapper_traverse},
};

bool gen_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->generator = type_from_spec(vm, &generator_spec, NULL)) && (t->coroutine = type_from_spec(vm, &coroutine_spec, NULL)) &&
         (t->coroutine_wrapper = type_from_spec(vm, &wrapper_spec, NULL));
}
