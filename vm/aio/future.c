// SPDX-License-Identifier: MIT
// future.c - asyncio.Future: its states, who waits for it, and what await does with it.
//
// Waiters are a circular list that the future holds by its tail, so that adding one is O(1) and a single word. A node is the waiting
// Task itself or a Callback; each carries one reference. A future is its own iterator where script awaits it.
#include <stdio.h>

#include "vm/aio/causes.h"
#include "vm/core/gen_parts.h"
#include "vm/aio/observer.h"
#include "vm/core/typeslots.h"

static uintptr_t *link_of(uintptr_t node) {
  void *block = (void *)(node & ~(uintptr_t)NODE_TAG);
  return (node & NODE_TAG) == NODE_TASK ? &((Task *)block)->link : &((Callback *)block)->link;
}
static inline Callback *as_callback(uintptr_t node) { return (Callback *)(node & ~(uintptr_t)NODE_TAG); }
static inline bool is_callback(uintptr_t node) { return (node & NODE_TAG) == NODE_CALLBACK; }
static inline Value outer_of(uintptr_t waiters) { return (waiters & NODE_TAG) == NODE_OUTER ? from_obj((void *)(waiters - NODE_OUTER)) : V_ABSENT; }

// ---- callbacks

uintptr_t callback_new(VM *vm, CallbackRun run, Value owner, Value context) {
  Callback *c = vm_alloc(vm, sizeof *c);
  if (!c) return 0;
  *c = (Callback){.run = run, .owner = retain(owner), .context = retain(context)};
  return (uintptr_t)c | NODE_CALLBACK;
}

void callback_free(VM *vm, Callback *c) {
  Value owner = c->owner, context = c->context, future = c->future;
  vm_dealloc(vm, c, sizeof *c);
  release(vm, owner);
  release(vm, context);
  release(vm, future);
}

// ---- making

static void drop_trail(VM *vm, Future *f) {
  if (LIKELY(!(f->counted & FUTURE_TRAIL))) return;
  f->counted &= (uint16_t)~FUTURE_TRAIL;
  uint32_t number = *trail_place(f);
  *trail_place(f) = 0;
  trail_number_drop(vm, number);
}

static Value descent_of(VM *vm, Future *f) {
  Task *maker = is_loop(vm, f->loop) ? ((Loop *)as_obj(f->loop))->current : NULL;
  return maker ? descent_new(vm, TRAIL_DEPTH, maker->name, task_descent_get(vm, maker)) : descent_new(vm, TRAIL_DEPTH, V_NONE, NULL);
}

static bool take_trail(VM *vm, Future *f) {
  bool is_task = obj_type(&f->header)->kind == KIND_TASK;
  uint32_t number = is_task ? trail_number(vm, descent_of(vm, f)) : trail_number(vm, from_trail(trail_here(vm)));
  if (!number) return false;
  drop_trail(vm, f);  // of an earlier __init__
  *trail_place(f) = number;
  f->counted |= FUTURE_TRAIL;
  return true;
}

bool future_setup(VM *vm, Future *f, Value loop) {
  Value own = is_loop(vm, loop) ? retain(loop) : loop_get(vm, loop);
  if (!own) return false;
  replace(vm, &f->loop, own);
  if (is_loop(vm, own)) return LIKELY(!((Loop *)as_obj(own))->debug) || take_trail(vm, f);
  Value debug = obj_call_method(vm, own, vm->names.get_debug, NULL, 0);
  int on = debug ? obj_truthy(vm, debug) : -1;
  release(vm, debug);
  return on <= 0 ? on == 0 : take_trail(vm, f);
}

static Future *future_blank(VM *vm) { return AIO_NEW(vm, vm->aio->future_type, Future); }

static Value future_tracked(VM *vm, Future *f, bool ok) {
  if (LIKELY(ok) && gc_track(vm, &f->header)) return from_obj(f);
  decref(vm, f);
  return V_ABSENT;
}

Value future_new(VM *vm, Value loop) {
  Future *f = future_blank(vm);
  return f ? future_tracked(vm, f, future_setup(vm, f, loop)) : V_ABSENT;
}

Value future_new_wait(VM *vm, Value loop) {
  Future *f = future_blank(vm);
  if (!f) return V_ABSENT;
  f->loop = retain(loop);
  if (UNLIKELY(((Loop *)as_obj(loop))->debug)) f->counted |= FUTURE_OF_WAIT;
  return future_tracked(vm, f, true);
}

static Value future_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool future_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[1];
  if (!args_bind(vm, "Future", "(*, loop=None)", args, argc, kwnames, out)) return false;
  return future_setup(vm, as_future(self), out[0]);
}

static bool is_ready(VM *vm, const Future *f) {
  if (LIKELY(f->loop != V_ABSENT)) return true;
  raise(vm, EXC_RuntimeError, "Future object is not initialized.");
  return false;
}

// ---- errors

// A class that is found at first use; importing it may let another thread find it as well.
static Value exceptions_class(VM *vm, Value *place, const char *name) {
  if (LIKELY(*place != V_ABSENT)) return *place;
  Value found = import_attr(vm, "asyncio.exceptions", name);
  if (*place == V_ABSENT) *place = found;
  else release(vm, found);
  return *place;
}

Value aio_cancelled_type(VM *vm) {
  Aio *a = vm->aio;
  return exceptions_class(vm, &a->cancelled, "CancelledError");
}

bool aio_is_cancelled_error(VM *vm, Value exc) {
  Value type = is_exception(exc) ? aio_cancelled_type(vm) : V_ABSENT;
  return type != V_ABSENT && type_is_subtype(obj_type(as_obj(exc)), (Type *)as_obj(type));
}

Value future_invalid(VM *vm, Value message_steal) {
  Aio *a = vm->aio;
  Value cls = exceptions_class(vm, &a->invalid_state, "InvalidStateError");
  Value exc = message_steal && cls != V_ABSENT ? error_new(vm, (Type *)as_obj(cls), message_steal) : V_ABSENT;
  release(vm, message_steal);
  if (exc) error_set_steal(vm, exc);
  return V_ABSENT;
}

static Value raise_invalid(VM *vm, const char *text) { return future_invalid(vm, str_from_c(vm, text)); }

Value future_cancelled_error(VM *vm, Future *f) {
  if (f->flags & FUTURE_CANCEL_ERROR) {
    Value exc = f->result;
    Tuple *args = as_exception(exc)->args;
    f->result = args && args->len ? retain(args->items[0]) : V_ABSENT;
    f->flags &= (uint8_t)~FUTURE_CANCEL_ERROR;
    return exc;
  }
  Value type = aio_cancelled_type(vm), message = f->result == V_NONE ? V_ABSENT : f->result;
  return type == V_ABSENT ? V_ABSENT : error_new(vm, (Type *)as_obj(type), message);
}

static Value raise_cancelled(VM *vm, Future *f) {
  Value exc = future_cancelled_error(vm, f);
  if (exc) error_set_steal(vm, exc);
  return V_ABSENT;
}

// The context dict of call_exception_handler. Extra keys go where they are V_ABSENT: nowhere.
Value aio_report(VM *vm, Value loop, const char *message, Value exc, const char *key, Value subject) {
  Dict *d = dict_new(vm);
  bool ok = d && dict_set_c(vm, d, "message", str_from_c(vm, message));
  Value trace = ok && is_heap(subject) ? obj_getattr_opt(vm, subject, vm->names.own_source_traceback) : V_ABSENT;
  ok = ok && !has_error(vm) && (exc == V_ABSENT || dict_set_c(vm, d, "exception", retain(exc))) && dict_set_c(vm, d, key, retain(subject));
  if (ok && trace != V_ABSENT && trace != V_NONE) ok = dict_set_c(vm, d, "source_traceback", retain(trace));
  Value arg = from_obj(d), r = ok ? obj_call_method(vm, loop, vm->names.call_exception_handler, &arg, 1) : V_ABSENT;
  release(vm, trace);
  xdecref(vm, d);
  return r;
}

// ---- completion

static bool push_foreign(VM *vm, Future *f, uintptr_t node) {
  Value self = from_obj(f), function = V_ABSENT, context;
  bool ok;
  if (is_callback(node)) {
    Callback *c = as_callback(node);
    context = c->context;
    function = c->run ? callback_function(vm, c) : retain(c->owner);
    ok = function && loop_call_soon(vm, f->loop, function, &self, 1, context);
  } else {
    Task *t = (Task *)node;
    function = task_wakeup_function(vm, t);
    Value ctx = function ? context_object(vm, &t->context) : V_ABSENT;
    ok = ctx && loop_call_soon(vm, f->loop, function, &self, 1, ctx);
    release(vm, ctx);
  }
  release(vm, function);
  node_release(vm, node);
  return ok;
}

// Who runs just now wakes it: a task, a handle (known in debug mode), or the future whose callback runs.
static void tell_woken(VM *vm, Task *t) {
  Loop *l = is_loop(vm, t->future.loop) ? (Loop *)as_obj(t->future.loop) : NULL;
  Value who = l && l->current ? from_obj(l->current) : vm->thread.cause;
  if (who == V_ABSENT && l) who = l->current_handle;
  task_moment(vm, TASK_WOKEN, t, who == V_ABSENT ? V_NONE : who);
}

static bool push_one(VM *vm, Future *f, Loop *plain, uintptr_t node) {
  if (UNLIKELY(vm->observed) && !is_callback(node)) tell_woken(vm, (Task *)node);
  if (!plain) return push_foreign(vm, f, node);
  if (is_callback(node)) as_callback(node)->future = retain_obj(f);
  return loop_push(vm, plain, node);
}

static bool tell_outer(VM *vm, Future *f, Value outer);

bool future_schedule(VM *vm, Future *f) {
  uintptr_t tail = f->waiters;
  if (!tail) return true;
  if ((tail & NODE_TAG) == NODE_OUTER) return tell_outer(vm, f, outer_of(tail));
  f->waiters = 0;
  Loop *plain = loop_plain(vm, f->loop, LOOP_CALL_SOON);
  bool ok = true;
  for (uintptr_t node = *link_of(tail), next;; node = next) {
    next = *link_of(node);
    bool last = node == tail;
    if (ok) ok = push_one(vm, f, plain, node);
    else node_release(vm, node);
    if (last) return ok;
  }
}

// The Gathering that is the only waiter becomes a node of a list.
static bool list_outer(VM *vm, Future *f) {
  Value outer = outer_of(f->waiters);
  uintptr_t node = callback_new(vm, gather_child_done, outer, gather_context(outer));
  if (!node) return false;
  gather_calls(outer);
  f->waiters = *link_of(node) = node;
  release(vm, outer);
  return true;
}

static bool tell_outer(VM *vm, Future *f, Value outer) {
  Loop *plain = loop_plain(vm, f->loop, LOOP_CALL_SOON);
  if (UNLIKELY(!plain)) return list_outer(vm, f) && future_schedule(vm, f);
  if (!gather_counts(outer, f)) return loop_push(vm, plain, (uintptr_t)retain_obj(f) | NODE_CHILD);
  f->waiters = 0;
  release(vm, outer);
  return true;
}

bool future_add_outer(VM *vm, Future *f, Value gathering) {
  if (f->waiters) {
    uintptr_t node = callback_new(vm, gather_child_done, gathering, gather_context(gathering));
    return node && future_add_node(vm, f, node);
  }
  f->waiters = (uintptr_t)retain(gathering) | NODE_OUTER;
  return true;
}

Value future_take_outer(Future *f) {
  Value outer = outer_of(f->waiters);
  f->waiters = 0;
  return outer;
}

bool future_add_node(VM *vm, Future *f, uintptr_t node) {
  if (f->state != FUTURE_PENDING) return push_one(vm, f, loop_plain(vm, f->loop, LOOP_CALL_SOON), node);
  if (UNLIKELY((f->waiters & NODE_TAG) == NODE_OUTER) && !list_outer(vm, f)) return node_release(vm, node), false;
  uintptr_t *link = link_of(node);
  if (f->waiters) {
    uintptr_t *tail = link_of(f->waiters);
    *link = *tail;
    *tail = node;
  } else {
    *link = node;
  }
  f->waiters = node;
  return true;
}

bool future_add_run(VM *vm, Future *f, CallbackRun run, Value owner) {
  Value context = context_snapshot(vm);
  uintptr_t node = callback_new(vm, run, owner, context);
  release(vm, context);
  return node && future_add_node(vm, f, node);
}

void future_each_waiter(const Future *f, void (*fn)(void *arg, Value owner), void *arg) {
  uintptr_t tail = f->waiters;
  if ((tail & NODE_TAG) == NODE_OUTER) return fn(arg, outer_of(tail));
  for (uintptr_t node = tail ? *link_of(tail) : 0; node; node = node == tail ? 0 : *link_of(node))
    fn(arg, is_callback(node) ? as_callback(node)->owner : from_obj((Task *)node));
}

// A sleeping future's timer stays in the heap as a cancelled one does.
static void leave_sleep(VM *vm, Future *f) {
  if (!(f->flags & FUTURE_SLEEP)) return;
  f->flags &= (uint8_t)~FUTURE_SLEEP;
  if (is_loop(vm, f->loop)) ((Loop *)as_obj(f->loop))->timers_cancelled++;
}

bool future_finish(VM *vm, Future *f, Value result, bool error) {
  f->state = FUTURE_FINISHED;
  if (error) f->flags |= FUTURE_ERROR | FUTURE_LOG;
  leave_sleep(vm, f);
  replace(vm, &f->result, result);
  return future_schedule(vm, f);
}

int future_cancel_plain(VM *vm, Future *f, Value message) {
  f->flags &= (uint8_t)~FUTURE_LOG;
  if (f->state != FUTURE_PENDING) return 0;
  f->state = FUTURE_CANCELLED;
  leave_sleep(vm, f);
  replace(vm, &f->result, message == V_NONE ? V_ABSENT : retain(message));
  return future_schedule(vm, f) ? 1 : -1;
}

int future_cancel(VM *vm, Value v, Value message) {
  if (is_heap(v) && (as_obj(v)->shape == vm->aio->future || obj_type(as_obj(v)) == vm->aio->wait_type)) return future_cancel_plain(vm, as_future(v), message);
  if (is_heap(v) && as_obj(v)->shape == vm->aio->task) return task_cancel(vm, as_task(v), message);
  if (is_heap(v) && obj_type(as_obj(v)) == vm->aio->gathering_type) return gather_cancel(vm, v, message);
  Value method = obj_getattr(vm, v, vm->names.cancel), name = from_obj(vm->names.msg);
  Value names = method ? tuple_from(vm, &name, 1) : V_ABSENT;
  if (message == V_ABSENT) message = V_NONE;
  Value r = names ? obj_call_kw(vm, method, &message, 0, as_tuple(names)) : V_ABSENT;
  int truth = r ? obj_truthy(vm, r) : -1;
  release(vm, names);
  release(vm, method);
  release(vm, r);
  return truth;
}

// ---- reading

// Raising it again and again must not make its traceback grow: what it was when it was stored is shown once, then nothing of it.
static Value stored_exception(VM *vm, Future *f) {
  f->flags &= (uint8_t)~FUTURE_LOG;
  if (f->flags & FUTURE_TRACED) {
    Object *old = as_exception(f->result)->traceback;
    as_exception(f->result)->traceback = NULL;
    xdecref(vm, old);
  }
  f->flags |= FUTURE_TRACED;
  if (UNLIKELY(as_exception(f->result)->causes != NULL)) causes_awaited(vm, f->result);
  return retain(f->result);
}

Value future_result(VM *vm, Future *f) {
  if (f->state == FUTURE_CANCELLED) return raise_cancelled(vm, f);
  if (f->state == FUTURE_PENDING) return raise_invalid(vm, "Result is not set.");
  if (!(f->flags & FUTURE_ERROR)) return retain(f->result);
  error_set_steal(vm, stored_exception(vm, f));
  return V_ABSENT;
}

Value future_exception_of(VM *vm, Future *f) {
  if (f->state == FUTURE_CANCELLED) return raise_cancelled(vm, f);
  if (f->state == FUTURE_PENDING) return raise_invalid(vm, "Exception is not set.");
  f->flags &= (uint8_t)~FUTURE_LOG;
  return f->flags & FUTURE_ERROR ? retain(f->result) : V_NONE;
}

// ---- awaiting

static int future_send(VM *vm, Value self, Value sent, Value *result) {
  (void)sent;
  Future *f = as_future(self);
  *result = V_ABSENT;
  if (f->state != FUTURE_PENDING) return (*result = future_result(vm, f)) ? GEN_RETURNED : GEN_RAISED;
  if (f->flags & FUTURE_BLOCKING) return raise(vm, EXC_RuntimeError, "await wasn't used with future"), GEN_RAISED;
  f->flags |= FUTURE_BLOCKING;
  *result = retain(self);
  return GEN_YIELDED;
}

typedef struct FutureIter { Object header; Value future; } FutureIter;
static inline FutureIter *as_iter(Value v) { return (FutureIter *)as_obj(v); }

Value future_await(VM *vm, Value self) {
  if (!is_ready(vm, as_future(self))) return V_ABSENT;
  Value v = instance_new(vm, vm->aio->iter_type);
  if (v) as_iter(v)->future = retain(self);
  return v;
}

static int iter_send_slot(VM *vm, Value self, Value sent, Value *result) {
  Value future = as_iter(self)->future;
  if (future == V_ABSENT) return *result = V_NONE, GEN_RETURNED;
  retain(future);
  int status = future_send(vm, future, sent, result);
  if (status != GEN_YIELDED) replace(vm, &as_iter(self)->future, V_ABSENT);
  release(vm, future);
  return status;
}

static Value iter_step(VM *vm, Value self, Value sent) {
  Value result;
  int status = iter_send_slot(vm, self, sent, &result);
  if (status == GEN_YIELDED) return result;
  if (status == GEN_RETURNED) {
    raise_stop_iteration(vm, result);
    release(vm, result);
  }
  return V_ABSENT;
}

static Value iter_next(VM *vm, Value self) { return iter_step(vm, self, V_NONE); }
static Value iter_self(VM *vm, Value self) { return (void)vm, retain(self); }
static Value iter_send_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, iter_step(vm, args[0], args[1]); }

static Value iter_throw(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!throw_deprecated(vm, args + 1)) return V_ABSENT;
  bool is_class = is_kind(args[1], KIND_TYPE) && type_has((Type *)as_obj(args[1]), TYPE_EXCEPTION);
  if (args[3] != V_ABSENT && args[3] != V_NONE && !is_kind(args[3], KIND_TRACEBACK)) return raise_type(vm, "throw() third argument must be a traceback");
  if (!is_class && !is_exception(args[1])) return raise_type(vm, "exceptions must be classes deriving BaseException or instances of such a class");
  Value exc = throw_argument(vm, args + 1);
  if (!exc) return V_ABSENT;
  replace(vm, &as_iter(args[0])->future, V_ABSENT);
  raise_object(vm, exc);
  release(vm, exc);
  return V_ABSENT;
}

static Value iter_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  replace(vm, &as_iter(args[0])->future, V_ABSENT);
  return V_NONE;
}

static void iter_free(VM *vm, Object *o) { replace(vm, &((FutureIter *)o)->future, V_ABSENT); }
static void iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((FutureIter *)o)->future); }

// ---- methods

static Value method_result(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_future(args[0])->loop == V_ABSENT) return raise_invalid(vm, "Future object is not initialized.");
  return future_result(vm, as_future(args[0]));
}

static Value method_exception(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_future(args[0])->loop == V_ABSENT) return raise_invalid(vm, "Future object is not initialized.");
  return future_exception_of(vm, as_future(args[0]));
}

static Value method_set_result(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Future *f = as_future(args[0]);
  if (!is_ready(vm, f)) return V_ABSENT;
  if (f->state != FUTURE_PENDING) return raise_invalid(vm, "invalid state");
  return future_finish(vm, f, retain(args[1]), false) ? V_NONE : V_ABSENT;
}

// StopIteration would end the coroutine that awaits: RuntimeError stands in for it.
static Value wrap_stop(VM *vm, Value exc_steal) {
  raise(vm, EXC_RuntimeError, "StopIteration interacts badly with generators and cannot be raised into a Future");
  Value error = error_take(vm);
  if (is_exception(error)) {
    Exception *e = as_exception(error);
    xdecref(vm, e->cause);
    e->cause = as_obj(retain(exc_steal));
    xdecref(vm, e->context);
    e->context = as_obj(retain(exc_steal));
    e->suppress_context = true;
  }
  release(vm, exc_steal);
  return error;
}

static Value method_set_exception(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Future *f = as_future(args[0]);
  if (!is_ready(vm, f)) return V_ABSENT;
  if (f->state != FUTURE_PENDING) return raise_invalid(vm, "invalid state");
  Value given = args[1];
  bool is_class = is_kind(given, KIND_TYPE) && type_has((Type *)as_obj(given), TYPE_EXCEPTION);
  Value exc = is_class ? obj_call(vm, given, NULL, 0) : retain(given);
  if (!exc) return V_ABSENT;
  if (!is_exception(exc)) {
    release(vm, exc);
    return raise_type(vm, "invalid exception object");
  }
  if (exception_is(vm, exc, EXC_StopIteration)) exc = wrap_stop(vm, exc);
  return exc && future_finish(vm, f, exc, true) ? V_NONE : V_ABSENT;
}

static Value method_add_done_callback(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Future *f = as_future(args[0]);
  if (UNLIKELY(f->loop == V_ABSENT)) return raise(vm, EXC_RuntimeError, "uninitialized Future object");
  Value context = args[2] == V_ABSENT || args[2] == V_NONE ? context_snapshot(vm) : retain(args[2]);
  uintptr_t node = callback_new(vm, NULL, args[1], context);
  release(vm, context);
  return node && future_add_node(vm, f, node) ? V_NONE : V_ABSENT;
}

// The list is taken apart and put together again: comparing may run script code.
static Value method_remove_done_callback(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Future *f = as_future(args[0]);
  if (!is_ready(vm, f)) return V_ABSENT;
  if (outer_of(f->waiters) != V_ABSENT) return from_int(0);  // no script's function
  uintptr_t tail = f->waiters, node = tail ? *link_of(tail) : 0;
  int64_t removed = 0;
  bool failed = false;
  f->waiters = 0;
  while (node) {
    uintptr_t next = node == tail ? 0 : *link_of(node);
    int same = 0;
    if (!failed && is_callback(node) && !as_callback(node)->run) same = obj_eq(vm, as_callback(node)->owner, args[1]);
    if (same < 0) failed = true;
    if (same == 1) node_release(vm, node), removed++;
    else if (!future_add_node(vm, f, node)) failed = true;
    node = next;
  }
  return failed ? V_ABSENT : from_int(removed);
}

static Value method_cancel(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_ready(vm, as_future(args[0]))) return V_ABSENT;
  int done = future_cancel_plain(vm, as_future(args[0]), args[1]);
  return done < 0 ? V_ABSENT : from_bool(done);
}

static Value method_cancelled(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(as_future(args[0])->state == FUTURE_CANCELLED);
}
static Value method_done(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(as_future(args[0])->state != FUTURE_PENDING);
}
static Value method_get_loop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return is_ready(vm, as_future(args[0])) ? retain(as_future(args[0])->loop) : V_ABSENT;
}
static Value method_make_cancelled_error(VM *vm, Value *args, uint32_t argc) { return (void)argc, future_cancelled_error(vm, as_future(args[0])); }

// ---- attributes

static Value get_state(VM *vm, Value self) {
  static const char *const names[] = {"PENDING", "CANCELLED", "FINISHED"};
  return str_from_c(vm, names[as_future(self)->state]);
}
static Value get_blocking(VM *vm, Value self) { return (void)vm, from_bool((as_future(self)->flags & FUTURE_BLOCKING) != 0); }
static bool put_blocking(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "cannot delete attribute"), false;
  int on = obj_truthy(vm, v);
  if (on < 0) return false;
  as_future(self)->flags = (uint8_t)((as_future(self)->flags & ~FUTURE_BLOCKING) | (on ? FUTURE_BLOCKING : 0));
  return true;
}
static Value get_loop(VM *vm, Value self) { return (void)vm, as_future(self)->loop == V_ABSENT ? V_NONE : retain(as_future(self)->loop); }
static Value get_result(VM *vm, Value self) {
  (void)vm;
  Future *f = as_future(self);
  return f->state == FUTURE_FINISHED && !(f->flags & FUTURE_ERROR) ? retain(f->result) : V_NONE;
}
static Value get_exception(VM *vm, Value self) {
  (void)vm;
  Future *f = as_future(self);
  return f->state == FUTURE_FINISHED && (f->flags & FUTURE_ERROR) ? retain(f->result) : V_NONE;
}
static Value get_log(VM *vm, Value self) { return (void)vm, from_bool((as_future(self)->flags & FUTURE_LOG) != 0); }
static bool put_log(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "cannot delete attribute"), false;
  int on = obj_truthy(vm, v);
  if (on < 0) return false;
  if (on) return raise_value(vm, "_log_traceback can only be set to False"), false;
  as_future(self)->flags &= (uint8_t)~FUTURE_LOG;
  return true;
}
// Where the task that made it for itself awaits it, as long as it does; V_ABSENT without vm->exc: nowhere.
static Value trail_of_wait(VM *vm, const Future *f) {
  uintptr_t first = f->waiters && outer_of(f->waiters) == V_ABSENT ? *link_of(f->waiters) : 0;
  const Task *t = first && !is_callback(first) ? (const Task *)first : NULL;
  const Generator *g = t && is_kind(t->coro, KIND_COROUTINE) ? ((Generator *)as_obj(t->coro))->leaf : NULL;
  return g && gen_state(g) == GEN_SUSPENDED ? trail_of_awaiters(vm, &g->frame, TRAIL_DEPTH) : V_ABSENT;
}

static Value future_trail(VM *vm, Future *f) {
  if (f->counted & FUTURE_TRAIL) return retain_obj(trail_numbered(vm, *trail_place(f)));
  return f->counted & FUTURE_OF_WAIT ? trail_of_wait(vm, f) : V_ABSENT;
}

static Value get_trace(VM *vm, Value self) {
  Value v = instance_get_own(vm, as_obj(self), vm->names.own_source_traceback);
  if (v != V_ABSENT) return v;
  Value trail = future_trail(vm, as_future(self)), summary = trail ? trail_summary(vm, as_trail(trail)) : V_ABSENT;
  if (!trail) return has_error(vm) ? V_ABSENT : V_NONE;
  release(vm, trail);
  if (summary && !instance_set_own(vm, as_obj(self), vm->names.own_source_traceback, summary)) replace(vm, &summary, V_ABSENT);
  return summary;
}
// Is `result` the message of a cancellation, made or asked for?
static bool holds_message(const Future *f) {
  return (f->state == FUTURE_CANCELLED && !(f->flags & FUTURE_CANCEL_ERROR)) || (f->flags & TASK_MUST_CANCEL);
}

static Value get_cancel_message(VM *vm, Value self) {
  (void)vm;
  Future *f = as_future(self);
  return holds_message(f) && f->result != V_ABSENT ? retain(f->result) : V_NONE;
}
static bool put_cancel_message(VM *vm, Value self, Value v) {
  Future *f = as_future(self);
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "cannot delete attribute"), false;
  if (holds_message(f)) replace(vm, &f->result, v == V_NONE ? V_ABSENT : retain(v));
  return true;
}

static bool list_callback(VM *vm, List *list, uintptr_t node) {
  Value function, *place;
  if (is_callback(node)) {
    Callback *c = as_callback(node);
    function = c->run ? callback_function(vm, c) : retain(c->owner);
    place = &c->context;
  } else {
    function = task_wakeup_function(vm, (Task *)node);
    place = &((Task *)node)->context;
  }
  Value context = function ? context_object(vm, place) : V_ABSENT;
  Value pair = context ? tuple_pack(vm, 2, function, context) : V_ABSENT;
  release(vm, function);
  release(vm, context);
  return pair && list_append_steal(vm, list, pair);
}

static Value get_callbacks(VM *vm, Value self) {
  Future *f = as_future(self);
  if (!f->waiters || f->state != FUTURE_PENDING) return V_NONE;
  if (outer_of(f->waiters) != V_ABSENT && !list_outer(vm, f)) return V_ABSENT;
  uintptr_t tail = f->waiters;
  Value list = list_new(vm, 4);
  for (uintptr_t node = *link_of(tail); list; node = *link_of(node)) {
    if (!list_callback(vm, as_list(list), node)) replace(vm, &list, V_ABSENT);
    if (node == tail) break;
  }
  return list;
}

// ---- the types

void future_free(VM *vm, Object *o) {
  Future *f = (Future *)o;
  drop_trail(vm, f);
  uintptr_t tail = f->waiters;
  f->waiters = 0;
  if ((tail & NODE_TAG) == NODE_OUTER) release(vm, outer_of(tail)), tail = 0;
  for (uintptr_t node = tail ? *link_of(tail) : 0; node;) {
    uintptr_t next = node == tail ? 0 : *link_of(node);
    node_release(vm, node);
    node = next;
  }
  replace(vm, &f->result, V_ABSENT);
  replace(vm, &f->loop, V_ABSENT);
}

void future_traverse(Object *o, VisitFn visit, void *arg) {
  Future *f = (Future *)o;
  visit_heap(visit, arg, f->loop);
  visit_heap(visit, arg, f->result);
  if ((f->waiters & NODE_TAG) == NODE_OUTER) return visit(arg, outer_of(f->waiters));
  for (uintptr_t tail = f->waiters, node = tail ? *link_of(tail) : 0; node; node = node == tail ? 0 : *link_of(node)) {
    if (!is_callback(node)) {
      visit(arg, from_obj((void *)node));
      continue;
    }
    visit(arg, as_callback(node)->owner);
    visit(arg, as_callback(node)->context);
  }
}

Value future_finalize(VM *vm, Value self) {
  Future *f = as_future(self);
  if (LIKELY(!(f->flags & FUTURE_LOG)) || vm->finalizing) return V_NONE;
  f->flags &= (uint8_t)~FUTURE_LOG;
  char message[160];
  snprintf(message, sizeof message, "%s exception was never retrieved", (const char *)obj_type(&f->header)->name->data);
  return aio_report(vm, f->loop, message, f->result, "future", self);
}

Value future_slot_repr(VM *vm, Value self) {
  Value f = import_attr(vm, "asyncio.base_futures", "_future_repr"), r = f ? obj_call(vm, f, &self, 1) : V_ABSENT;
  release(vm, f);
  return r;
}

static const NativeDef future_methods[] = {
  {"result", "($self, /)", method_result, 0, "Return the result this future represents."},
  {"exception", "($self, /)", method_exception, 0, "Return the exception that was set on this future."},
  {"set_result", "($self, result, /)", method_set_result, 0, "Mark the future done and set its result."},
  {"set_exception", "($self, exception, /)", method_set_exception, 0, "Mark the future done and set an exception."},
  {"add_done_callback", "($self, fn, /, *, context=None)", method_add_done_callback, 0, "Add a callback to be run when the future becomes done."},
  {"remove_done_callback", "($self, fn, /)", method_remove_done_callback, 0, "Remove all instances of a callback from the \"call when done\" list."},
  {"cancel", "($self, /, msg=None)", method_cancel, 0, "Cancel the future and schedule callbacks."},
  {"cancelled", "($self, /)", method_cancelled, 0, "Return True if the future was cancelled."},
  {"done", "($self, /)", method_done, 0, "Return True if the future is done."},
  {"get_loop", "($self, /)", method_get_loop, 0, "Return the event loop the Future is bound to."},
  {"_make_cancelled_error", "($self, /)", method_make_cancelled_error, 0, NULL},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
static const GetSetDef future_getset[] = {
  {"_state", get_state, NULL, NULL}, {"_asyncio_future_blocking", get_blocking, put_blocking, NULL}, {"_loop", get_loop, NULL, NULL},
  {"_callbacks", get_callbacks, NULL, NULL}, {"_result", get_result, NULL, NULL}, {"_exception", get_exception, NULL, NULL},
  {"_log_traceback", get_log, put_log, NULL}, {"_source_traceback", get_trace, NULL, NULL},
  {"_cancel_message", get_cancel_message, put_cancel_message, NULL}, {0},
};
static const TypeSpec future_spec = {
  .name = "_asyncio.Future", .kind = KIND_FUTURE, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Future),
  .methods = future_methods, .getset = future_getset,
  .doc = "This class is *almost* compatible with concurrent.futures.Future.",
  .slots = {.new = future_slot_new, .init = future_init, .repr = future_slot_repr, .await = future_await, .iter = future_await, .send = future_send,
            .finalize = future_finalize, .free = future_free, .traverse = future_traverse},
};

static const NativeDef iter_methods[] = {
  {"send", "($self, value, /)", iter_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", iter_throw, 0, NULL},
  {"close", "($self, /)", iter_close, 0, NULL}, {0},
};
static const TypeSpec iter_spec = {
  .name = "_asyncio.FutureIter", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(FutureIter), .methods = iter_methods,
  .slots = {.iter = iter_self, .next = iter_next, .send = iter_send_slot, .free = iter_free, .traverse = iter_traverse},
};

bool future_types_init(VM *vm) {
  Aio *a = vm->aio;
  if (!(a->future_type = type_from_spec(vm, &future_spec, NULL)) || !(a->iter_type = type_from_spec(vm, &iter_spec, NULL))) return false;
  type_layout(a->future_type, 0);
  a->future = a->future_type->root;
  return a->future_type->basicsize == AIO_BLOCK(Future);
}
