// SPDX-License-Identifier: MIT
// aiosync.c - asyncio.Lock and asyncio.Event, and the awaitable operations on them and on queues.
#include "vm/core/aiosync.h"

static inline Op *as_op(Value v) { return (Op *)as_obj(v); }
static inline Lock *as_lock(Value v) { return (Lock *)as_obj(v); }
static inline Event *as_event(Value v) { return (Event *)as_obj(v); }

// ---- rows

bool row_push(VM *vm, Row *r, Value v) {
  if (r->len == r->cap) {
    uint32_t cap = r->cap ? r->cap * 2 : 4;
    Value *items = vm_alloc(vm, cap * sizeof *items);
    if (!items) return false;
    for (uint32_t i = 0; i < r->len; i++) items[i] = *row_at(r, i);
    vm_dealloc(vm, r->items, r->cap * sizeof *items);
    *r = (Row){items, 0, r->len, cap};
  }
  *row_at(r, r->len++) = retain(v);
  return true;
}

Value row_pop(Row *r) {
  Value v = *row_at(r, 0);
  r->first = (r->first + 1) & (r->cap - 1);
  r->len--;
  return v;
}

void row_remove(VM *vm, Row *r, Value v) {
  for (uint32_t i = 0; i < r->len; i++) {
    if (*row_at(r, i) != v) continue;
    for (; i > 0; i--) *row_at(r, i) = *row_at(r, i - 1);
    *row_at(r, 0) = v;
    release(vm, row_pop(r));
    return;
  }
}

void row_clear(VM *vm, Row *r) {
  Row old = *r;
  *r = (Row){0};
  for (uint32_t i = 0; i < old.len; i++) release(vm, *row_at(&old, i));
  vm_dealloc(vm, old.items, old.cap * sizeof *old.items);
}

void row_visit(const Row *r, VisitFn visit, void *arg) {
  for (uint32_t i = 0; i < r->len; i++) visit(arg, *row_at(r, i));
}

// ---- turns: the futures in rows

bool turn_is_done(Value future) { return as_future(future)->state != FUTURE_PENDING; }

bool turn_set(VM *vm, Value future, Value result) {
  return turn_is_done(future) || future_finish(vm, as_future(future), retain(result), false);
}

bool op_wait_in(VM *vm, Op *op, Row *row, Value *loop) {
  Value running = vm->thread.running_loop;
  if (running == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop"), false;
  if (*loop == V_ABSENT) *loop = retain(running);
  if (*loop != running) return raise(vm, EXC_RuntimeError, "%R is bound to a different event loop", op->self), false;
  Value future = loop_create_future(vm, running);
  if (!future) return false;
  if (!is_future(future)) {
    raise_type(vm, "create_future() must give an asyncio.Future");
  } else if (row_push(vm, row, future)) {
    op->future = future;
    return true;
  }
  release(vm, future);
  return false;
}

// ---- Lock

static bool all_cancelled(const Row *r) {
  for (uint32_t i = 0; i < r->len; i++)
    if (as_future(*row_at(r, i))->state != FUTURE_CANCELLED) return false;
  return true;
}

static bool lock_wake(VM *vm, Lock *l) { return !l->waiters.len || turn_set(vm, *row_at(&l->waiters, 0), V_TRUE); }

static bool lock_release(VM *vm, Lock *l) {
  if (!l->locked) return raise(vm, EXC_RuntimeError, "Lock is not acquired."), false;
  l->locked = false;
  return lock_wake(vm, l);
}

static int lock_begin(VM *vm, Op *op, Value *result) {
  Lock *l = as_lock(op->self);
  if (l->locked || !all_cancelled(&l->waiters)) return op_wait_in(vm, op, &l->waiters, &l->loop) ? 0 : -1;
  l->locked = true;
  *result = op->kind == OP_ACQUIRE ? V_TRUE : V_NONE;
  return 1;
}

// ---- Event

bool event_set(VM *vm, Event *e) {
  if (e->set) return true;
  e->set = true;
  for (uint32_t i = 0; i < e->waiters.len; i++)
    if (!turn_set(vm, *row_at(&e->waiters, i), V_TRUE)) return false;
  return true;
}

static int event_begin(VM *vm, Op *op, Value *result) {
  Event *e = as_event(op->self);
  if (!e->set) return op_wait_in(vm, op, &e->waiters, &e->loop) ? 0 : -1;
  *result = V_TRUE;
  return 1;
}

// ---- operations

static const char *const op_names[OP_KINDS] = {"acquire", "__aenter__", "__aexit__", "wait", "get", "put", "join"};
static const char *const op_qualnames[OP_KINDS] = {
  "Lock.acquire", "_ContextManagerMixin.__aenter__", "_ContextManagerMixin.__aexit__", "Event.wait", "Queue.get", "Queue.put", "Queue.join"};

Value op_new(VM *vm, OpKind kind, Value self, Value arg) {
  Op *op = object_new_raw(vm, vm->aio->op_type, sizeof(Op));
  if (!op) return V_ABSENT;
  op->self = retain(self);
  op->arg = retain(arg);
  op->future = V_ABSENT;
  op->kind = (uint8_t)kind;
  op->state = OP_NEW;
  return from_obj(op);
}

static int op_begin(VM *vm, Op *op, Value *result) {
  switch ((OpKind)op->kind) {
    case OP_ACQUIRE: case OP_ENTER: return lock_begin(vm, op, result);
    case OP_EXIT: return *result = V_NONE, lock_release(vm, as_lock(op->self)) ? 1 : -1;
    case OP_WAIT: return event_begin(vm, op, result);
    default: return queue_op_begin(vm, op, result);
  }
}

static int op_go(VM *vm, Op *op, Value *result) {
  int done = op_begin(vm, op, result);
  op->state = done ? OP_DONE : OP_WAITING;
  if (done) return done > 0 ? GEN_RETURNED : GEN_RAISED;
  if (!gc_is_tracked(&op->header) && !gc_track(vm, &op->header)) return GEN_RAISED;  // it can be part of a cycle only while it waits
  as_future(op->future)->flags |= FUTURE_BLOCKING;
  *result = retain(op->future);
  return GEN_YIELDED;
}

// The wait ended with an exception, which is pending or about to be raised.
static void op_failed(VM *vm, Op *op, bool cancelled) {
  op->state = OP_DONE;
  if (op->kind == OP_ACQUIRE || op->kind == OP_ENTER) {
    Lock *l = as_lock(op->self);
    row_remove(vm, &l->waiters, op->future);
    if (cancelled && !l->locked && !lock_wake(vm, l)) error_clear(vm);
  } else if (op->kind == OP_WAIT) {
    row_remove(vm, &as_event(op->self)->waiters, op->future);
  } else {
    queue_op_failed(vm, op);
  }
  replace(vm, &op->future, V_ABSENT);
}

static int op_resume(VM *vm, Op *op, Value *result) {
  Future *f = as_future(op->future);
  if (f->state == FUTURE_PENDING) return raise(vm, EXC_RuntimeError, "await wasn't used with future"), GEN_RAISED;
  Value got = future_result(vm, f);
  if (!got) {
    Value exc = error_take(vm);
    op_failed(vm, op, aio_is_cancelled_error(vm, exc));
    error_restore_steal(vm, exc);
    return GEN_RAISED;
  }
  release(vm, got);
  Value future = op->future;
  op->future = V_ABSENT;
  int status = GEN_RETURNED;
  op->state = OP_DONE;
  if (op->kind == OP_ACQUIRE || op->kind == OP_ENTER) {
    row_remove(vm, &as_lock(op->self)->waiters, future);
    as_lock(op->self)->locked = true;
    *result = op->kind == OP_ACQUIRE ? V_TRUE : V_NONE;
  } else if (op->kind == OP_WAIT) {
    row_remove(vm, &as_event(op->self)->waiters, future);
    *result = V_TRUE;
  } else if (op->kind == OP_JOIN) {
    row_remove(vm, &as_event(((Queue *)as_obj(op->self))->finished)->waiters, future);
    *result = V_NONE;
  } else {
    status = op_go(vm, op, result);
  }
  release(vm, future);
  return status;
}

static int op_send(VM *vm, Value self, Value sent, Value *result) {
  Op *op = as_op(self);
  *result = V_ABSENT;
  if (op->state == OP_WAITING) return op_resume(vm, op, result);
  if (op->state == OP_DONE) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine"), GEN_RAISED;
  if (sent != V_NONE) return raise_type(vm, "can't send non-None value to a just-started coroutine"), GEN_RAISED;
  return op_go(vm, op, result);
}

static Value op_send_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value result;
  int status = op_send(vm, args[0], args[1], &result);
  if (status == GEN_YIELDED) return result;
  if (status == GEN_RETURNED) {
    raise_stop_iteration(vm, result);
    release(vm, result);
  }
  return V_ABSENT;
}

static Value op_throw(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Op *op = as_op(args[0]);
  if (op->state == OP_DONE) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine");
  Value exc = exception_from(vm, args[2] != V_ABSENT && is_exception(args[2]) ? args[2] : args[1]);
  if (!exc) return V_ABSENT;
  if (op->state == OP_WAITING) op_failed(vm, op, aio_is_cancelled_error(vm, exc));
  op->state = OP_DONE;
  raise_object(vm, exc);
  release(vm, exc);
  return V_ABSENT;
}

static Value op_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_op(args[0])->state == OP_WAITING) op_failed(vm, as_op(args[0]), false);
  as_op(args[0])->state = OP_DONE;
  return V_NONE;
}

// __await__(): the iterator for `yield from` and for driving by hand.
typedef struct OpIter { Object header; Value op; } OpIter;
static Value wrapped(Value self) { return ((OpIter *)as_obj(self))->op; }
static Value op_await(VM *vm, Value self) {
  Value v = instance_new(vm, vm->aio->op_iter_type);
  if (v) ((OpIter *)as_obj(v))->op = retain(self);
  return v;
}
static Value op_iter_self(VM *vm, Value self) { return (void)vm, retain(self); }
static int op_iter_send(VM *vm, Value self, Value sent, Value *result) { return op_send(vm, wrapped(self), sent, result); }
static Value op_iter_next(VM *vm, Value self) {
  Value args[2] = {wrapped(self), V_NONE};
  return op_send_method(vm, args, 2);
}
static Value op_iter_send_method(VM *vm, Value *args, uint32_t argc) {
  Value forward[2] = {wrapped(args[0]), args[1]};
  return op_send_method(vm, forward, argc);
}
static Value op_iter_throw(VM *vm, Value *args, uint32_t argc) {
  Value forward[4] = {wrapped(args[0]), args[1], args[2], args[3]};
  return op_throw(vm, forward, argc);
}
static Value op_iter_close(VM *vm, Value *args, uint32_t argc) {
  Value forward[1] = {wrapped(args[0])};
  return op_close(vm, forward, argc);
}
static void op_iter_free(VM *vm, Object *o) { replace(vm, &((OpIter *)o)->op, V_ABSENT); }
static void op_iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((OpIter *)o)->op); }

static Value op_repr(VM *vm, Value self) { return str_format_c(vm, "<coroutine object %s at %p>", op_qualnames[as_op(self)->kind], (void *)as_obj(self)); }
static Value op_name(VM *vm, Value self) { return str_from_c(vm, op_names[as_op(self)->kind]); }
static Value op_qualname(VM *vm, Value self) { return str_from_c(vm, op_qualnames[as_op(self)->kind]); }
static Value op_none(VM *vm, Value self) { return (void)vm, (void)self, V_NONE; }
static Value op_false(VM *vm, Value self) { return (void)vm, (void)self, V_FALSE; }
static Value op_waits_for(VM *vm, Value self) { return (void)vm, as_op(self)->future == V_ABSENT ? V_NONE : retain(as_op(self)->future); }

static void warn_never_awaited(VM *vm, Op *op) {
  Value pending = error_take(vm), other = op_new(vm, (OpKind)op->kind, V_NONE, V_ABSENT);
  if (other) as_op(other)->state = OP_DONE;
  Value hook = other ? import_attr(vm, "warnings", "_warn_unawaited_coroutine") : V_ABSENT, r = hook ? obj_call(vm, hook, &other, 1) : V_ABSENT;
  if (has_error(vm)) error_unraisable(vm, NULL, other);
  error_restore_steal(vm, pending);
  release(vm, r);
  release(vm, hook);
  release(vm, other);
}

static void op_free(VM *vm, Object *o) {
  Op *op = (Op *)o;
  if (UNLIKELY(op->state == OP_NEW) && !vm->finalizing) warn_never_awaited(vm, op);
  if (UNLIKELY(op->state == OP_WAITING) && op->self != V_ABSENT) op_failed(vm, op, false);
  op->state = OP_DONE;
  replace(vm, &op->self, V_ABSENT);
  replace(vm, &op->arg, V_ABSENT);
  replace(vm, &op->future, V_ABSENT);
}

static void op_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Op *)o)->self);
  visit(arg, ((Op *)o)->arg);
  visit(arg, ((Op *)o)->future);
}

static const NativeDef op_methods[] = {
  {"send", "($self, arg, /)", op_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", op_throw, 0, NULL},
  {"close", "($self, /)", op_close, 0, NULL}, {0},
};
static const GetSetDef op_getset[] = {
  {"__name__", op_name, NULL, NULL}, {"__qualname__", op_qualname, NULL, NULL}, {"cr_await", op_waits_for, NULL, NULL}, {"cr_running", op_false, NULL, NULL},
  {"cr_frame", op_none, NULL, NULL}, {"cr_code", op_none, NULL, NULL}, {"cr_origin", op_none, NULL, NULL}, {"cr_suspended", op_false, NULL, NULL}, {0},
};
static const TypeSpec op_spec = {
  .name = "coroutine", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Op), .methods = op_methods, .getset = op_getset,
  .slots = {.repr = op_repr, .await = op_await, .send = op_send, .free = op_free, .traverse = op_traverse},
};
static const NativeDef op_iter_methods[] = {
  {"send", "($self, arg, /)", op_iter_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", op_iter_throw, 0, NULL},
  {"close", "($self, /)", op_iter_close, 0, NULL}, {0},
};
static const TypeSpec op_iter_spec = {
  .name = "coroutine_wrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(OpIter), .methods = op_iter_methods,
  .slots = {.iter = op_iter_self, .next = op_iter_next, .send = op_iter_send, .free = op_iter_free, .traverse = op_iter_traverse},
};

// ---- the types Lock and Event

static Value plain_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool no_arguments(VM *vm, const char *name, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (kwnames && kwnames->len) {
    Str *key = as_str(kwnames->items[0]);
    bool loop = key == vm->names.loop;
    raise_type(vm, "%s.__init__() got an unexpected keyword argument '%U'%s", name, key, loop ? ": the running event loop is used" : "");
    return false;
  }
  if (argc) return raise_type(vm, "%s.__init__() takes 1 positional argument but %u were given", name, argc + 1), false;
  return true;
}

static bool lock_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) { return (void)self, no_arguments(vm, "Lock", args, argc, kwnames); }
static bool event_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) { return (void)self, no_arguments(vm, "Event", args, argc, kwnames); }

static Value state_repr(VM *vm, Value self, const char *state, uint32_t waiters) {
  Value name = type_lookup_get(vm, vm->types.object, vm->names.dunder_repr), base = obj_call(vm, name, &self, 1);
  if (!base) return V_ABSENT;
  Value inner = str_slice(vm, as_str(base), 1, as_str(base)->len - 1), r = V_ABSENT;
  if (inner && waiters) r = str_format_c(vm, "<%U [%s, waiters:%u]>", as_str(inner), state, waiters);
  else if (inner) r = str_format_c(vm, "<%U [%s]>", as_str(inner), state);
  release(vm, inner);
  release(vm, base);
  return r;
}

static Value lock_repr(VM *vm, Value self) { return state_repr(vm, self, as_lock(self)->locked ? "locked" : "unlocked", as_lock(self)->waiters.len); }
static Value event_repr(VM *vm, Value self) { return state_repr(vm, self, as_event(self)->set ? "set" : "unset", as_event(self)->waiters.len); }

static Value lock_locked(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_lock(args[0])->locked); }
static Value lock_acquire(VM *vm, Value *args, uint32_t argc) { return (void)argc, op_new(vm, OP_ACQUIRE, args[0], V_ABSENT); }
static Value lock_aenter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!type_has(obj_type(as_obj(args[0])), TYPE_HEAP)) return op_new(vm, OP_ENTER, args[0], V_ABSENT);
  Value f = import_attr(vm, "asyncio.locks", "_enter"), r = f ? obj_call(vm, f, args, 1) : V_ABSENT;  // a subclass's acquire() counts
  release(vm, f);
  return r;
}
static Value lock_aexit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!type_has(obj_type(as_obj(args[0])), TYPE_HEAP)) return op_new(vm, OP_EXIT, args[0], V_ABSENT);
  Value f = import_attr(vm, "asyncio.locks", "_leave"), r = f ? obj_call(vm, f, args, 1) : V_ABSENT;
  release(vm, f);
  return r;
}
static Value lock_release_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, lock_release(vm, as_lock(args[0])) ? V_NONE : V_ABSENT; }

static Value event_is_set(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_event(args[0])->set); }
static Value event_set_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, event_set(vm, as_event(args[0])) ? V_NONE : V_ABSENT; }
static Value event_clear(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, as_event(args[0])->set = false, V_NONE; }
static Value event_wait(VM *vm, Value *args, uint32_t argc) { return (void)argc, op_new(vm, OP_WAIT, args[0], V_ABSENT); }

static Value row_list(VM *vm, const Row *r) {
  Value list = list_new(vm, r->len);
  for (uint32_t i = 0; list && i < r->len; i++)
    if (!list_append(vm, as_list(list), *row_at(r, i))) replace(vm, &list, V_ABSENT);
  return list;
}
static Value get_waiters(VM *vm, Value self) { return row_list(vm, &as_lock(self)->waiters); }  // Lock and Event alike
static Value get_loop(VM *vm, Value self) { return (void)vm, as_lock(self)->loop == V_ABSENT ? V_NONE : retain(as_lock(self)->loop); }
_Static_assert(offsetof(Lock, waiters) == offsetof(Event, waiters) && offsetof(Lock, loop) == offsetof(Event, loop), "Lock and Event begin alike");

static void waiting_free(VM *vm, Object *o) {
  row_clear(vm, &((Lock *)o)->waiters);
  replace(vm, &((Lock *)o)->loop, V_ABSENT);
}
static void waiting_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Lock *)o)->loop);
  row_visit(&((Lock *)o)->waiters, visit, arg);
}

static const NativeDef lock_methods[] = {
  {"locked", "($self)", lock_locked, 0, "Return True if lock is acquired."},
  {"acquire", "($self)", lock_acquire, 0, "Acquire a lock."},
  {"release", "($self)", lock_release_method, 0, "Release a lock."},
  {"__aenter__", "($self)", lock_aenter, 0, NULL},
  {"__aexit__", "($self, exc_type, exc, tb)", lock_aexit, 0, NULL},
  {0},
};
static const NativeDef event_methods[] = {
  {"is_set", "($self)", event_is_set, 0, "Return True if and only if the internal flag is true."},
  {"set", "($self)", event_set_method, 0, "Set the internal flag to true."},
  {"clear", "($self)", event_clear, 0, "Reset the internal flag to false."},
  {"wait", "($self)", event_wait, 0, "Block until the internal flag is true."},
  {0},
};
static const GetSetDef waiting_getset[] = {{"_waiters", get_waiters, NULL, NULL}, {"_loop", get_loop, NULL, NULL}, {0}};
static const TypeSpec lock_spec = {
  .name = "Lock", .doc = "Primitive lock objects.", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT,
  .basicsize = sizeof(Lock), .methods = lock_methods, .getset = waiting_getset,
  .slots = {.new = plain_new, .init = lock_init, .repr = lock_repr, .free = waiting_free, .traverse = waiting_traverse},
};
static const TypeSpec event_spec = {
  .name = "Event", .doc = "Asynchronous equivalent to threading.Event.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Event), .methods = event_methods, .getset = waiting_getset,
  .slots = {.new = plain_new, .init = event_init, .repr = event_repr, .free = waiting_free, .traverse = waiting_traverse},
};

bool sync_types_init(VM *vm) {
  Aio *a = vm->aio;
  return (a->op_type = type_from_spec(vm, &op_spec, NULL)) && (a->op_iter_type = type_from_spec(vm, &op_iter_spec, NULL)) &&
         (a->lock_type = aio_type(vm, &lock_spec, NULL, "asyncio.locks")) && (a->event_type = aio_type(vm, &event_spec, NULL, "asyncio.locks")) &&
         queue_types_init(vm);
}
