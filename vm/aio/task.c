// SPDX-License-Identifier: MIT
// task.c - asyncio.Task: a coroutine driven by a loop.
//
// A step sends None to the coroutine (a future that it awaits then gives its own result) or throws the CancelledError that is due. What
// the coroutine yields says what comes next: None, a step in the next iteration; a future that blocks, the task joins its waiters.
//
// A coroutine that nobody but its task holds is a part of it in the collector's eyes: it is taken out of the registry (adopted), the
// task's traversal goes on into it, and the task's finaliser closes it first, as it would have been itself. Whoever is given the coroutine
// gets a tracked one (gen_shown). While something else holds it, as a step under way does, it counts as held from outside.
#include "vm/aio/causes.h"
#include "vm/core/gen_parts.h"
#include "vm/aio/observer.h"
#include "vm/aio/op.h"
#include "vm/core/typeslots.h"

static inline bool has_flag(const Task *t, unsigned flag) { return t->future.flags & flag; }
static inline void clear_flag(Task *t, unsigned flag) { t->future.flags &= (uint8_t)~flag; }

static void task_counted(VM *vm, Task *t, bool on) {
  if ((t->future.counted & TASK_COUNTED) == on) return;
  t->future.counted ^= TASK_COUNTED;
  vm->aio->pending_tasks += on ? 1 : (uint64_t)-1;
}

// ---- callables for loops and futures that are not native

typedef struct StepCall { Object header; CallbackRun run; Value owner, extra; } StepCall;

static Value step_call_new(VM *vm, CallbackRun run, Value owner, Value extra) {
  Value v = instance_new(vm, vm->aio->step_type);
  if (!v) return V_ABSENT;
  StepCall *s = (StepCall *)as_obj(v);
  s->run = run;
  s->owner = retain(owner);
  s->extra = retain(extra);
  return v;
}

static Value step_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc > 1 || (kwnames && kwnames->len)) return raise_type(vm, "function takes at most 1 positional argument");
  StepCall *s = (StepCall *)as_obj(self);
  Callback c = {.run = s->run, .owner = s->owner, .future = argc ? args[0] : s->extra};
  return s->run(vm, &c) ? V_NONE : V_ABSENT;
}

static void step_free(VM *vm, Object *o) {
  replace(vm, &((StepCall *)o)->owner, V_ABSENT);
  replace(vm, &((StepCall *)o)->extra, V_ABSENT);
}
static void step_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((StepCall *)o)->owner);
  visit(arg, ((StepCall *)o)->extra);
}
static Value step_owner(VM *vm, Value self) { return (void)vm, retain(((StepCall *)as_obj(self))->owner); }
static Value step_name(VM *vm, Value self) {
  Value owner = ((StepCall *)as_obj(self))->owner;
  if (!is_task(owner)) return str_from_c(vm, "gather.<locals>._done_callback");
  Str *name = str_intern(vm, "__qualname__", 12);
  raise_attribute(vm, self, name, "'TaskStepMethWrapper' object has no attribute '__qualname__'");
  xdecref(vm, name);
  return V_ABSENT;
}
static const GetSetDef step_getset[] = {{"_owner", step_owner, NULL, NULL}, {"__qualname__", step_name, NULL, NULL}, {0}};
static const TypeSpec step_spec = {
  .name = "TaskStepMethWrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(StepCall), .getset = step_getset,
  .slots = {.call = step_call, .free = step_free, .traverse = step_traverse},
};

Value callback_function(VM *vm, Callback *c) { return step_call_new(vm, c->run, c->owner, V_ABSENT); }

static Value task_wakeup(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return task_run(vm, as_task(args[0])) ? V_NONE : V_ABSENT;
}
static const NativeDef wakeup_def = {"task_wakeup", "($self, future, /)", task_wakeup, 0, NULL};

Value task_wakeup_function(VM *vm, Task *t) { return native_new(vm, &wakeup_def, from_obj(t), NULL); }

// ---- a step

static bool run_step(VM *vm, Callback *c) { return task_run(vm, as_task(c->owner)); }

bool task_call_soon(VM *vm, Task *t) {
  Loop *l = loop_plain(vm, t->future.loop, LOOP_CALL_SOON);
  if (LIKELY(l != NULL)) return loop_push(vm, l, (uintptr_t)retain_obj(t) | NODE_TASK);
  Value step = step_call_new(vm, run_step, from_obj(t), V_ABSENT), context = step ? context_object(vm, &t->context) : V_ABSENT;
  bool ok = context && loop_call_soon(vm, t->future.loop, step, NULL, 0, context);
  release(vm, step);
  release(vm, context);
  return ok;
}

static bool task_step(VM *vm, Task *t, Value exc);

static bool run_step_error(VM *vm, Callback *c) { return task_step(vm, as_task(c->owner), c->future); }

// The pending exception is thrown into the coroutine at the next iteration.
static bool throw_soon(VM *vm, Task *t) {
  Value exc = error_take(vm);
  Loop *l = loop_plain(vm, t->future.loop, LOOP_CALL_SOON);
  bool ok;
  if (l) {
    uintptr_t node = callback_new(vm, run_step_error, from_obj(t), V_ABSENT);
    if (node) ((Callback *)(node & ~(uintptr_t)NODE_TAG))->future = retain(exc);
    ok = node && loop_push(vm, l, node);
  } else {
    Value step = step_call_new(vm, run_step_error, from_obj(t), exc), context = step ? context_object(vm, &t->context) : V_ABSENT;
    ok = context && loop_call_soon(vm, t->future.loop, step, NULL, 0, context);
    release(vm, step);
    release(vm, context);
  }
  release(vm, exc);
  return ok;
}

static bool bad_yield(VM *vm, Task *t, const char *format, Value yielded) {
  raise(vm, EXC_RuntimeError, format, from_obj(t), yielded);
  return throw_soon(vm, t);
}

// The task waits for a future: a request to cancel that came meanwhile goes on to it.
static bool now_waits(VM *vm, Task *t, Value future_steal) {
  replace(vm, &t->waiting, future_steal);
  if (LIKELY(!has_flag(t, TASK_MUST_CANCEL))) return true;
  Value message = t->future.result == V_ABSENT ? V_NONE : retain(t->future.result);
  int cancelled = future_cancel(vm, t->waiting, message);
  release(vm, message);
  if (cancelled == 1) clear_flag(t, TASK_MUST_CANCEL);
  return cancelled >= 0;
}

static bool await_future(VM *vm, Task *t, Value yielded) {
  Future *f = as_future(yielded);
  const char *wrong = NULL;
  if (yielded == from_obj(t)) wrong = "Task cannot await on itself: %R";
  else if (f->loop != t->future.loop) wrong = "Task %R got Future %R attached to a different loop";
  else if (!(f->flags & FUTURE_BLOCKING)) wrong = "yield was used instead of yield from in task %R with %R";
  if (UNLIKELY(wrong != NULL)) {
    bool ok = bad_yield(vm, t, wrong, yielded);
    release(vm, yielded);
    return ok;
  }
  f->flags &= (uint8_t)~FUTURE_BLOCKING;
  if (!future_add_node(vm, f, (uintptr_t)retain_obj(t) | NODE_TASK)) return release(vm, yielded), false;
  return now_waits(vm, t, yielded);
}

// Something with _asyncio_future_blocking that is no plain native future: a class of script may override what the task calls.
static bool await_foreign(VM *vm, Task *t, Value yielded, int blocking) {
  if (yielded == from_obj(t)) return bad_yield(vm, t, "Task cannot await on itself: %R", yielded);
  Value self = from_obj(t), loop = obj_call_method(vm, yielded, vm->names.get_loop, NULL, 0);
  release(vm, loop);
  if (!loop) return throw_soon(vm, t);
  if (loop != t->future.loop) return bad_yield(vm, t, "Task %R got Future %R attached to a different loop", yielded);
  if (!blocking) return bad_yield(vm, t, "yield was used instead of yield from in task %R with %R", yielded);
  Value add = V_ABSENT, wakeup = V_ABSENT, names = V_ABSENT, r = V_ABSENT, name = from_obj(vm->names.context);
  Value context = obj_setattr(vm, yielded, vm->names.asyncio_future_blocking, V_FALSE) ? context_object(vm, &t->context) : V_ABSENT;
  if (context && (add = obj_getattr(vm, yielded, vm->names.add_done_callback)) && (wakeup = task_wakeup_function(vm, as_task(self))) &&
      (names = tuple_from(vm, &name, 1))) {
    Value args[2] = {wakeup, context};
    r = obj_call_kw(vm, add, args, 1, as_tuple(names));
  }
  release(vm, names);
  release(vm, wakeup);
  release(vm, add);
  release(vm, context);
  release(vm, r);
  return r ? now_waits(vm, t, retain(yielded)) : throw_soon(vm, t);
}

static bool task_yielded(VM *vm, Task *t, Value yielded) {
  if (LIKELY(is_future(yielded) && !type_has(obj_type(as_obj(yielded)), TYPE_HEAP))) return await_future(vm, t, yielded);
  Value mark = obj_getattr_opt(vm, yielded, vm->names.asyncio_future_blocking);
  bool ok;
  if (mark != V_ABSENT && mark != V_NONE) {
    int blocking = obj_truthy(vm, mark);
    ok = blocking >= 0 ? await_foreign(vm, t, yielded, blocking) : throw_soon(vm, t);
  } else if (has_error(vm)) {
    ok = throw_soon(vm, t);
  } else if (is_kind(yielded, KIND_GENERATOR)) {
    ok = bad_yield(vm, t, "yield was used instead of yield from for generator in task %R with %R", yielded);
  } else {
    raise(vm, EXC_RuntimeError, "Task got bad yield: %R", yielded);
    ok = throw_soon(vm, t);
  }
  release(vm, mark);
  release(vm, yielded);
  return ok;
}

static bool tell_done(VM *vm, Task *t, bool ok) {
  task_moment(vm, TASK_DONE, t, V_NONE);
  return ok;
}

static bool task_returned(VM *vm, Task *t, Value result) {
  task_counted(vm, t, false);
  if (LIKELY(!has_flag(t, TASK_MUST_CANCEL))) return tell_done(vm, t, future_finish(vm, &t->future, result, false));
  release(vm, result);
  clear_flag(t, TASK_MUST_CANCEL);
  Value message = retain(t->future.result);
  int cancelled = future_cancel_plain(vm, &t->future, message);
  release(vm, message);
  return tell_done(vm, t, cancelled >= 0);
}

static void failed_unwatched(VM *vm, Task *t) {
  Loop *l = is_loop(vm, t->future.loop) ? (Loop *)as_obj(t->future.loop) : NULL;
  if (l && (l->debug || vm->config.orphans)) orphan_note(vm, t, l);
}

static bool task_raised(VM *vm, Task *t) {
  Future *f = &t->future;
  Value exc = error_take(vm);
  task_counted(vm, t, false);
  clear_flag(t, TASK_MUST_CANCEL);
  if (aio_is_cancelled_error(vm, exc)) {
    f->state = FUTURE_CANCELLED;
    f->flags = (uint8_t)((f->flags & ~FUTURE_LOG) | FUTURE_CANCEL_ERROR);
    replace(vm, &f->result, exc);
    return tell_done(vm, t, future_schedule(vm, f));
  }
  if (UNLIKELY(is_loop(vm, f->loop) && ((Loop *)as_obj(f->loop))->debug) && is_exception(exc)) causes_raised(vm, t, exc);
  bool fatal = exception_is(vm, exc, EXC_SystemExit) || exception_is(vm, exc, EXC_KeyboardInterrupt);
  if (fatal) retain(exc);
  else if (UNLIKELY(!f->waiters) && !(f->counted & TASK_ORPHAN)) failed_unwatched(vm, t);
  bool ok = tell_done(vm, t, future_finish(vm, f, exc, true));
  if (!fatal) return ok;
  error_clear(vm);
  error_restore_steal(vm, exc);
  return false;
}

// ---- who is running

static bool enter_task(VM *vm, Task *t, Loop *l) {
  Task *other = NULL;
  if (LIKELY(l != NULL)) {
    if (LIKELY(!l->current)) return l->current = t, true;
    other = l->current;
  } else {
    Dict *d = vm->aio->currents;
    Value found = V_ABSENT;
    int there = d ? dict_find(vm, d, t->future.loop, &found) : 0;
    if (there < 0) return false;
    if (!there) return (d || (vm->aio->currents = dict_new(vm))) && dict_set(vm, vm->aio->currents, t->future.loop, from_obj(t));
    other = as_task(found);
  }
  raise(vm, EXC_RuntimeError, "Cannot enter into task %R while another task %R is being executed.", from_obj(t), from_obj(other));
  return false;
}

static void leave_task(VM *vm, Task *t, Loop *l) {
  if (LIKELY(l != NULL)) l->current = NULL;
  else if (vm->aio->currents && dict_remove(vm, vm->aio->currents, t->future.loop, NULL) < 0) error_clear(vm);
}

// Throws into any coroutine object.
static GenStatus coro_throw(VM *vm, Value coro, Value exc, Value *result) {
  if (is_kind(coro, KIND_COROUTINE) || is_kind(coro, KIND_GENERATOR)) return gen_throw(vm, (Generator *)as_obj(coro), exc, result);
  *result = obj_call_method(vm, coro, vm->names.throw, &exc, 1);
  if (*result) return GEN_YIELDED;
  if (!error_is(vm, EXC_StopIteration)) return GEN_RAISED;
  *result = error_stop_value(vm);
  return *result ? GEN_RETURNED : GEN_RAISED;
}

static bool step_done(VM *vm, Task *t, GenStatus status, Value result) {
  if (status == GEN_YIELDED) {
    task_moment(vm, TASK_SUSPENDED, t, result);
    if (result == V_NONE) return task_call_soon(vm, t);
    return task_yielded(vm, t, result);
  }
  return status == GEN_RETURNED ? task_returned(vm, t, result) : task_raised(vm, t);
}

// The step itself, with the task entered. exc V_ABSENT: nothing is thrown.
static bool step_inside(VM *vm, Task *t, Value exc) {
  Value saved, result;
  GenStatus status;
  bool bare = t->context == V_ABSENT || !context_is(vm, t->context);
  bool enters = bare || t->context != vm->thread.context;  // a loop's handle may have entered it for us
  if (LIKELY(bare)) saved = vm->thread.context, vm->thread.context = retain(t->context);
  else if (enters && UNLIKELY(!context_enter(vm, t->context, &saved))) return task_raised(vm, t);
  if (UNLIKELY(exc != V_ABSENT)) status = coro_throw(vm, t->coro, exc, &result);
  else if (LIKELY(as_obj(t->coro)->shape == vm->shape.coroutine)) status = gen_send(vm, (Generator *)as_obj(t->coro), V_NONE, &result);
  else status = iter_send(vm, t->coro, V_NONE, &result);
  if (LIKELY(bare && vm->thread.context == t->context)) {
    release(vm, vm->thread.context);
    vm->thread.context = saved;
  } else if (enters) {
    replace(vm, &t->context, context_leave(vm, saved));
  }
  return step_done(vm, t, status, result);
}

// The CancelledError to throw: what the awaited future was cancelled with, else the task's own message.
static Value due_cancellation(VM *vm, Task *t, Value waited) {
  Future *f = is_future(waited) ? as_future(waited) : NULL;
  if (f && f->state == FUTURE_CANCELLED) return future_cancelled_error(vm, f);
  if (f && f->state == FUTURE_FINISHED && (f->flags & FUTURE_ERROR)) {
    f->flags &= (uint8_t)~FUTURE_LOG;
    if (aio_is_cancelled_error(vm, f->result)) return retain(f->result);
  }
  return future_cancelled_error(vm, &t->future);
}

static bool task_step(VM *vm, Task *t, Value exc) {
  if (UNLIKELY(t->future.state != FUTURE_PENDING)) {
    return future_invalid(vm, str_format_c(vm, "__step(): already done: %R %R", from_obj(t), exc == V_ABSENT ? V_NONE : exc)), false;
  }
  Value made = V_ABSENT, waited = t->waiting;
  t->waiting = V_ABSENT;
  if (UNLIKELY(has_flag(t, TASK_MUST_CANCEL))) {
    if (!aio_is_cancelled_error(vm, exc)) exc = made = due_cancellation(vm, t, waited);
    clear_flag(t, TASK_MUST_CANCEL);
    if (!exc) return release(vm, waited), task_raised(vm, t);
    replace(vm, &t->future.result, V_ABSENT);
  }
  Loop *l = is_loop(vm, t->future.loop) ? (Loop *)as_obj(t->future.loop) : NULL;
  bool ok = enter_task(vm, t, l);
  if (LIKELY(ok)) {
    task_moment(vm, TASK_RESUMED, t, exc == V_ABSENT ? V_NONE : exc);
    ok = step_inside(vm, t, exc);
    leave_task(vm, t, l);
  }
  release(vm, waited);
  release(vm, made);
  return ok;
}

// What a callback of the loop may not let out is told to the loop's exception handler.
bool task_run(VM *vm, Task *t) {
  if (LIKELY(task_step(vm, t, V_ABSENT))) return true;
  if (error_is(vm, EXC_SystemExit) || error_is(vm, EXC_KeyboardInterrupt)) return false;
  Value wakeup = task_wakeup_function(vm, t);
  if (!wakeup) return false;
  bool ok = aio_call_failed(vm, t->future.loop, wakeup, from_obj(vm->empty_tuple), V_NONE);
  release(vm, wakeup);
  return ok;
}

// ---- cancelling

int task_cancel(VM *vm, Task *t, Value message) {
  t->future.flags &= (uint8_t)~FUTURE_LOG;
  if (t->future.state != FUTURE_PENDING) return 0;
  t->future.cancels++;
  if (t->waiting != V_ABSENT) {
    Value waited = retain(t->waiting);
    int cancelled = future_cancel(vm, waited, message == V_ABSENT ? V_NONE : message);
    release(vm, waited);
    if (cancelled) return cancelled;
  }
  t->future.flags |= TASK_MUST_CANCEL;
  replace(vm, &t->future.result, message == V_ABSENT || message == V_NONE ? V_ABSENT : retain(message));
  return 1;
}

static Value method_cancel(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int done = task_cancel(vm, as_task(args[0]), args[1]);
  return done < 0 ? V_ABSENT : from_bool(done);
}

static Value method_cancelling(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int(as_task(args[0])->future.cancels);
}

static Value method_uncancel(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Task *t = as_task(args[0]);
  if (t->future.cancels > 0 && --t->future.cancels == 0) clear_flag(t, TASK_MUST_CANCEL);
  return from_int(t->future.cancels);
}

// ---- making

const Descent *task_descent_get(VM *vm, const Task *t) {
  return t->future.counted & FUTURE_TRAIL ? descent_numbered(vm, t->made_at) : NULL;
}

Site task_site(VM *vm, const Task *t) {
  const Descent *d = task_descent_get(vm, t);
  return d ? d->makers[0].site : (Site){t->made_in, t->made_in ? t->made_at : 0};
}

// Where it was made, and by whom.
static void task_made(VM *vm, Task *t) {
  CLEAR_REF(vm, t->made_in);  // of an earlier __init__
  if (LIKELY(!(t->future.counted & FUTURE_TRAIL))) {
    Site site = site_here(vm);
    t->made_in = site.code;
    t->made_at = site.pc;
  }
  Task *maker = is_loop(vm, t->future.loop) ? ((Loop *)as_obj(t->future.loop))->current : NULL;
  if (maker && is_int(maker->name)) t->maker = (uint32_t)as_int(maker->name);
  task_moment(vm, TASK_CREATED, t, maker ? from_obj(maker) : V_NONE);
}

// A task that its loop does not take dies pending, which is told; but not for want of memory.
static bool first_step_soon(VM *vm, Task *t) {
  Loop *l = loop_plain(vm, t->future.loop, LOOP_CALL_SOON);
  bool here = UNLIKELY(t->future.counted & FUTURE_TRAIL) && l && !l->closed && l->thread == aio_thread();
  Trail *trail = here ? trail_numbered(vm, t->made_at) : NULL;
  if (trail) incref(&trail->header);
  if (here ? loop_push_from(vm, l, (uintptr_t)retain_obj(t) | NODE_TASK, trail) : task_call_soon(vm, t)) return true;
  if (error_is(vm, EXC_MemoryError)) t->future.flags |= TASK_SILENT;
  return false;
}

// The caller's is the only reference to a coroutine that has just been made.
static void adopt(VM *vm, Value coro) {
  if (as_obj(coro)->rc != 1 || as_obj(coro)->shape != vm->shape.coroutine) return;
  Generator *g = (Generator *)as_obj(coro);
  if (g->state != GEN_CREATED || g->weakrefs) return;
  gc_untrack(vm, &g->header);
  g->adopted = true;
}

Value task_new(VM *vm, Value coro, Value loop, Value name, Value context) {
  Task *t = AIO_NEW(vm, vm->aio->task_type, Task);
  if (UNLIKELY(!t)) return release(vm, context), V_ABSENT;
  t->context = context;
  adopt(vm, coro);
  t->coro = retain(coro);
  bool ok = true;
  if (LIKELY(is_loop(vm, loop) && !((Loop *)as_obj(loop))->debug)) t->future.loop = retain(loop);
  else ok = future_setup(vm, &t->future, loop);
  if (LIKELY(name == V_ABSENT || name == V_NONE)) t->name = from_int((int64_t)++vm->aio->task_number);
  else t->name = is_str(name) ? retain(name) : obj_str(vm, name);
  ok = ok && t->name && gc_track(vm, &t->future.header);
  if (UNLIKELY(!ok)) t->future.flags |= TASK_SILENT;
  if (LIKELY(ok && first_step_soon(vm, t))) return task_counted(vm, t, true), task_made(vm, t), from_obj(t);
  decref(vm, t);
  return V_ABSENT;
}

bool task_check_other(VM *vm, Value v) {
  if (is_op(vm, v)) return true;
  Value f = import_attr(vm, "asyncio.coroutines", "iscoroutine"), r = f ? obj_call(vm, f, &v, 1) : V_ABSENT;
  int yes = r ? obj_truthy(vm, r) : -1;
  release(vm, f);
  release(vm, r);
  if (yes == 0) raise_type(vm, "a coroutine was expected, got %R", v);
  return yes == 1;
}

// An eager task takes its first step now, in the middle of the task that makes it.
static bool start_eagerly(VM *vm, Task *t) {
  Loop *l = is_loop(vm, t->future.loop) ? (Loop *)as_obj(t->future.loop) : NULL;
  Task *outer = l ? l->current : NULL;
  if (l) l->current = NULL;
  task_counted(vm, t, true);
  bool ok = task_step(vm, t, V_ABSENT);
  if (l) l->current = outer;
  if (ok && t->future.state != FUTURE_PENDING) replace(vm, &t->coro, V_ABSENT);
  return ok;
}

static int loop_runs(VM *vm, Value loop) {
  if (is_loop(vm, loop)) return ((Loop *)as_obj(loop))->thread != 0;
  Value f = obj_getattr_c(vm, loop, "is_running"), r = f ? obj_call(vm, f, NULL, 0) : V_ABSENT;
  int yes = r ? obj_truthy(vm, r) : -1;
  release(vm, f);
  release(vm, r);
  return yes;
}

static Value task_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool task_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[5];  // coro, loop, name, context, eager_start
  Task *t = as_task(self);
  if (!args_bind(vm, "Task", "(coro, *, loop=None, name=None, context=None, eager_start=False)", args, argc, kwnames, out)) return false;
  t->future.flags |= TASK_SILENT;
  if (!future_setup(vm, &t->future, out[1]) || !task_check_coroutine(vm, out[0])) return false;
  replace(vm, &t->coro, retain(out[0]));
  replace(vm, &t->context, out[3] == V_ABSENT || out[3] == V_NONE ? context_snapshot(vm) : retain(out[3]));
  bool named = out[2] != V_ABSENT && out[2] != V_NONE;
  Value name = !named ? from_int((int64_t)++vm->aio->task_number) : is_str_exact(out[2]) ? retain(out[2]) : obj_str(vm, out[2]);
  if (!name) return false;
  replace(vm, &t->name, name);
  int eager = out[4] == V_ABSENT ? 0 : obj_truthy(vm, out[4]);
  if (eager == 1) eager = loop_runs(vm, t->future.loop);
  if (eager < 0) return false;
  clear_flag(t, TASK_SILENT);
  task_made(vm, t);
  if (eager) return start_eagerly(vm, t);
  if (!first_step_soon(vm, t)) return false;
  task_counted(vm, t, true);
  return true;
}

// ---- the rest of the interface

static Value get_name_text(VM *vm, Task *t) {
  if (is_int(t->name)) {
    Value text = str_format_c(vm, "Task-%ld", as_int(t->name));
    if (!text) return V_ABSENT;
    t->name = text;
  }
  return t->name == V_ABSENT ? V_NONE : retain(t->name);
}

static Value method_get_name(VM *vm, Value *args, uint32_t argc) { return (void)argc, get_name_text(vm, as_task(args[0])); }
static Value method_set_name(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value text = is_str_exact(args[1]) ? retain(args[1]) : obj_str(vm, args[1]);
  if (!text) return V_ABSENT;
  replace(vm, &as_task(args[0])->name, text);
  return V_NONE;
}
static Value get_coro(VM *vm, Value self) {
  Value coro = as_task(self)->coro;
  if (is_kind(coro, KIND_COROUTINE)) return gen_shown(vm, (Generator *)as_obj(coro));
  return coro == V_ABSENT ? V_NONE : retain(coro);
}
static Value method_get_coro(VM *vm, Value *args, uint32_t argc) { return (void)argc, get_coro(vm, args[0]); }

// A running task's context is the current one: the object takes the bare map's place there too.
static Value method_get_context(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Task *t = as_task(args[0]);
  Loop *l = is_loop(vm, t->future.loop) ? (Loop *)as_obj(t->future.loop) : NULL;
  if (!l || l->current != t || context_is(vm, t->context)) return context_object(vm, &t->context);
  Value v = context_current(vm);
  if (v) replace(vm, &t->context, retain(v));
  return v;
}

static Value call_helper(VM *vm, const char *name, const Value *args, uint32_t argc) {
  Value f = import_attr(vm, "asyncio.base_tasks", name);
  Value all[4] = {0};
  for (uint32_t i = 0; i < argc; i++) all[i] = args[i] == V_ABSENT ? V_NONE : args[i];
  Value r = f ? obj_call(vm, f, all, argc) : V_ABSENT;
  release(vm, f);
  return r;
}

static Value method_get_stack(VM *vm, Value *args, uint32_t argc) { return call_helper(vm, "_task_get_stack", args, argc); }
static Value method_print_stack(VM *vm, Value *args, uint32_t argc) { return call_helper(vm, "_task_print_stack", args, argc); }
static Value method_set_result(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise(vm, EXC_RuntimeError, "Task does not support set_result operation");
}
static Value method_set_exception(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise(vm, EXC_RuntimeError, "Task does not support set_exception operation");
}

// Task.all_tasks and Task.current_task, as they were called before 3.9.
static Value old_class_function(VM *vm, const char *name, Value loop) {
  Value own = loop_get(vm, loop), f = own ? import_attr(vm, "asyncio.tasks", name) : V_ABSENT;
  Value r = f ? obj_call(vm, f, &own, 1) : V_ABSENT;
  release(vm, f);
  release(vm, own);
  return r;
}
static Value class_all_tasks(VM *vm, Value *args, uint32_t argc) { return (void)argc, old_class_function(vm, "all_tasks", args[1]); }
static Value class_current_task(VM *vm, Value *args, uint32_t argc) { return (void)argc, old_class_function(vm, "current_task", args[1]); }

static Value get_must_cancel(VM *vm, Value self) { return (void)vm, from_bool(has_flag(as_task(self), TASK_MUST_CANCEL)); }
static Value get_waiting(VM *vm, Value self) { return (void)vm, as_task(self)->waiting == V_ABSENT ? V_NONE : retain(as_task(self)->waiting); }
static Value get_log_destroy(VM *vm, Value self) { return (void)vm, from_bool(!has_flag(as_task(self), TASK_SILENT)); }
static bool put_log_destroy(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "cannot delete attribute"), false;
  int on = obj_truthy(vm, v);
  if (on < 0) return false;
  clear_flag(as_task(self), TASK_SILENT);
  if (!on) as_task(self)->future.flags |= TASK_SILENT;
  return true;
}

// The coroutine that is a part of the task; NULL: it stands for itself.
static Generator *own_coroutine(const Task *t) {
  Generator *g = is_kind(t->coro, KIND_COROUTINE) ? (Generator *)as_obj(t->coro) : NULL;
  return g && g->adopted && g->header.rc == 1 ? g : NULL;
}

static Value tell_destroyed(VM *vm, Value self) {
  Task *t = as_task(self);
  if (LIKELY(t->future.state != FUTURE_PENDING)) return future_finalize(vm, self);
  task_counted(vm, t, false);
  if (has_flag(t, TASK_SILENT) || vm->finalizing || t->future.loop == V_ABSENT || t->coro == V_ABSENT) return V_NONE;
  t->future.flags |= TASK_SILENT;
  return aio_report(vm, t->future.loop, "Task was destroyed but it is pending!", V_ABSENT, "task", self);
}

// The collector found both: a coroutine is older than its task, and so ends first. Not at the end of the program, where a collection
// that both survived has come before, as CPython has it: that leaves them in the order in which they are reached.
static Value task_finalize(VM *vm, Value self) {
  Task *t = as_task(self);
  bool found = t->future.header.gc & GC_GARBAGE && is_kind(t->coro, KIND_COROUTINE);
  bool both = found && (own_coroutine(t) || (as_obj(t->coro)->gc & GC_GARBAGE));
  if (UNLIKELY(both && !vm->ending)) object_finalize(vm, as_obj(t->coro));
  Value r = tell_destroyed(vm, self);
  if (UNLIKELY(both && vm->ending)) object_finalize(vm, as_obj(t->coro));
  return r;
}

static void task_free(VM *vm, Object *o) {
  Task *t = (Task *)o;
  task_counted(vm, t, false);
  if (UNLIKELY(t->future.counted & TASK_ORPHAN)) orphan_forget(vm, t);
  future_free(vm, o);
  replace(vm, &t->waiting, V_ABSENT);
  replace(vm, &t->coro, V_ABSENT);
  replace(vm, &t->context, V_ABSENT);
  replace(vm, &t->name, V_ABSENT);
  CLEAR_REF(vm, t->made_in);
}

static void task_traverse(Object *o, VisitFn visit, void *arg) {
  Task *t = (Task *)o;
  future_traverse(o, visit, arg);
  visit_heap(visit, arg, t->waiting);
  visit_heap(visit, arg, t->coro);
  if (own_coroutine(t)) gen_traverse(as_obj(t->coro), visit, arg);
  visit_heap(visit, arg, t->context);
  visit_heap(visit, arg, t->name);
}

static Value task_repr(VM *vm, Value self) { return call_helper(vm, "_task_repr", &self, 1); }

static const NativeDef task_methods[] = {
  {"cancel", "($self, /, msg=None)", method_cancel, 0, "Request that this task cancel itself."},
  {"cancelling", "($self, /)", method_cancelling, 0, "Return the count of the task's cancellation requests."},
  {"uncancel", "($self, /)", method_uncancel, 0, "Decrement the task's count of cancellation requests."},
  {"get_name", "($self, /)", method_get_name, 0, NULL},
  {"set_name", "($self, value, /)", method_set_name, 0, NULL},
  {"get_coro", "($self, /)", method_get_coro, 0, NULL},
  {"get_context", "($self, /)", method_get_context, 0, NULL},
  {"get_stack", "($self, /, *, limit=None)", method_get_stack, 0, "Return the list of stack frames for this task's coroutine."},
  {"print_stack", "($self, /, *, limit=None, file=None)", method_print_stack, 0, "Print the stack or traceback for this task's coroutine."},
  {"set_result", "($self, result, /)", method_set_result, 0, NULL},
  {"set_exception", "($self, exception, /)", method_set_exception, 0, NULL},
  {"all_tasks", "($cls, loop=None)", class_all_tasks, NATIVE_CLASS, "asyncio.all_tasks() is today's spelling."},
  {"current_task", "($cls, loop=None)", class_current_task, NATIVE_CLASS, "asyncio.current_task() is today's spelling."},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
static const GetSetDef task_getset[] = {
  {"_log_destroy_pending", get_log_destroy, put_log_destroy, NULL}, {"_must_cancel", get_must_cancel, NULL, NULL},
  {"_coro", get_coro, NULL, NULL}, {"_fut_waiter", get_waiting, NULL, NULL}, {0},
};
static const TypeSpec task_spec = {
  .name = "_asyncio.Task", .doc = "A coroutine wrapped in a Future.", .kind = KIND_TASK, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT,
  .basicsize = sizeof(Task), .methods = task_methods, .getset = task_getset,
  .slots = {.new = task_slot_new, .init = task_init, .repr = task_repr, .finalize = task_finalize, .free = task_free, .traverse = task_traverse},
};

bool task_types_init(VM *vm) {
  Aio *a = vm->aio;
  if (!(a->step_type = type_from_spec(vm, &step_spec, NULL)) || !(a->task_type = type_from_spec(vm, &task_spec, a->future_type))) return false;
  type_layout(a->task_type, 0);
  a->task = a->task_type->root;
  return a->task_type->basicsize == AIO_BLOCK(Task);
}
