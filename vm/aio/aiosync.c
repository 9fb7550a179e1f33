// SPDX-License-Identifier: MIT
// aiosync.c - asyncio.Lock and asyncio.Event.
#include "vm/aio/aiosync.h"

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

Value row_deque(VM *vm, const Row *r) {
  Value list = list_new(vm, r->len), deque = list ? import_attr(vm, "collections", "deque") : V_ABSENT;
  for (uint32_t i = 0; deque && i < r->len; i++)
    if (!list_append(vm, as_list(list), *row_at(r, i))) replace(vm, &deque, V_ABSENT);
  Value copy = deque ? obj_call(vm, deque, &list, 1) : V_ABSENT;
  release(vm, deque);
  release(vm, list);
  return copy;
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
  Value future = op_future_new(vm, op, running);
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
  holder_clear(vm, l);
  return lock_wake(vm, l);
}

static int lock_begin(VM *vm, Op *op, Value *result) {
  Lock *l = as_lock(op->self);
  if (l->locked || !all_cancelled(&l->waiters)) {
    if (UNLIKELY(vm->aio->held != NULL) && !holder_waits(vm, l)) return GEN_RAISED;
    return op_wait_in(vm, op, &l->waiters, &l->loop) ? GEN_YIELDED : GEN_RAISED;
  }
  l->locked = true;
  holder_set(vm, l);
  *result = op->def == &lock_acquire_op ? V_TRUE : V_NONE;
  return GEN_RETURNED;
}

static int lock_resume(VM *vm, Op *op, Value future, Value *result) {
  Lock *l = as_lock(op->self);
  row_remove(vm, &l->waiters, future);
  l->locked = true;
  holder_set(vm, l);
  *result = op->def == &lock_acquire_op ? V_TRUE : V_NONE;
  return GEN_RETURNED;
}

// The turn of who is cancelled goes to the next one.
static void lock_failed(VM *vm, Op *op, bool cancelled) {
  Lock *l = as_lock(op->self);
  row_remove(vm, &l->waiters, op->future);
  if (cancelled && !l->locked && !lock_wake(vm, l)) error_clear(vm);
}

static int lock_exit(VM *vm, Op *op, Value *result) {
  *result = V_NONE;
  return lock_release(vm, as_lock(op->self)) ? GEN_RETURNED : GEN_RAISED;
}

static Value lock_acquire(VM *vm, Value *args, uint32_t argc) { return (void)argc, op_new(vm, &lock_acquire_op, args[0], V_ABSENT); }

const OpDef lock_acquire_op = {"acquire", "Lock.acquire", lock_acquire, lock_begin, lock_resume, lock_failed, false};
const OpDef lock_enter_op = {"__aenter__", "_ContextManagerMixin.__aenter__", NULL, lock_begin, lock_resume, lock_failed, true};
const OpDef lock_exit_op = {"__aexit__", "_ContextManagerMixin.__aexit__", NULL, lock_exit, NULL, NULL, true};

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
  if (!e->set) return op_wait_in(vm, op, &e->waiters, &e->loop) ? GEN_YIELDED : GEN_RAISED;
  *result = V_TRUE;
  return GEN_RETURNED;
}

static int event_resume(VM *vm, Op *op, Value future, Value *result) {
  row_remove(vm, &as_event(op->self)->waiters, future);
  *result = V_TRUE;
  return GEN_RETURNED;
}

static void event_failed(VM *vm, Op *op, bool cancelled) {
  (void)cancelled;
  row_remove(vm, &as_event(op->self)->waiters, op->future);
}

static Value event_wait(VM *vm, Value *args, uint32_t argc) { return (void)argc, op_new(vm, &event_wait_op, args[0], V_ABSENT); }

const OpDef event_wait_op = {"wait", "Event.wait", event_wait, event_begin, event_resume, event_failed, false};

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
  Value base = vm->types.object->slots.repr(vm, self);
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
static Value lock_aenter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!type_has(obj_type(as_obj(args[0])), TYPE_HEAP)) return op_new(vm, &lock_enter_op, args[0], V_ABSENT);
  Value f = import_attr(vm, "asyncio.locks", "_enter"), r = f ? obj_call(vm, f, args, 1) : V_ABSENT;  // a subclass's acquire() counts
  release(vm, f);
  return r;
}
static Value lock_aexit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!type_has(obj_type(as_obj(args[0])), TYPE_HEAP)) return op_new(vm, &lock_exit_op, args[0], V_ABSENT);
  Value f = import_attr(vm, "asyncio.locks", "_leave"), r = f ? obj_call(vm, f, args, 1) : V_ABSENT;
  release(vm, f);
  return r;
}
static Value lock_release_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, lock_release(vm, as_lock(args[0])) ? V_NONE : V_ABSENT; }

static Value event_is_set(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_event(args[0])->set); }
static Value event_set_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, event_set(vm, as_event(args[0])) ? V_NONE : V_ABSENT; }
static Value event_clear(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, as_event(args[0])->set = false, V_NONE; }

static Value event_waiters(VM *vm, Value self) { return row_deque(vm, &as_event(self)->waiters); }
static Value lock_waiters(VM *vm, Value self) { return as_lock(self)->waiters.cap ? event_waiters(vm, self) : V_NONE; }
static Value get_locked(VM *vm, Value self) { return (void)vm, from_bool(as_lock(self)->locked); }
static Value get_value(VM *vm, Value self) { return (void)vm, from_bool(as_event(self)->set); }
static Value get_loop(VM *vm, Value self) { return (void)vm, as_lock(self)->loop == V_ABSENT ? V_NONE : retain(as_lock(self)->loop); }
_Static_assert(offsetof(Lock, waiters) == offsetof(Event, waiters) && offsetof(Lock, loop) == offsetof(Event, loop), "Lock and Event begin alike");

static void waiting_free(VM *vm, Object *o) {
  row_clear(vm, &((Lock *)o)->waiters);
  replace(vm, &((Lock *)o)->loop, V_ABSENT);
}
static void lock_free(VM *vm, Object *o) {
  holder_clear(vm, (Lock *)o);
  waiting_free(vm, o);
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
static const GetSetDef lock_getset[] = {{"_waiters", lock_waiters, NULL, NULL}, {"_locked", get_locked, NULL, NULL}, {"_loop", get_loop, NULL, NULL}, {0}};
static const GetSetDef event_getset[] = {{"_waiters", event_waiters, NULL, NULL}, {"_value", get_value, NULL, NULL}, {"_loop", get_loop, NULL, NULL}, {0}};
static const TypeSpec lock_spec = {
  .name = "Lock", .doc = "Primitive lock objects.", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT,
  .basicsize = sizeof(Lock), .methods = lock_methods, .getset = lock_getset, .enter_op = &lock_enter_op, .exit_op = &lock_exit_op,
  .slots = {.new = plain_new, .init = lock_init, .repr = lock_repr, .free = lock_free, .traverse = waiting_traverse},
};
static const TypeSpec event_spec = {
  .name = "Event", .doc = "Asynchronous equivalent to threading.Event.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Event), .methods = event_methods, .getset = event_getset,
  .slots = {.new = plain_new, .init = event_init, .repr = event_repr, .free = waiting_free, .traverse = waiting_traverse},
};

bool sync_types_init(VM *vm) {
  Aio *a = vm->aio;
  return (a->lock_type = aio_type(vm, &lock_spec, NULL, "asyncio.locks")) && (a->event_type = aio_type(vm, &event_spec, NULL, "asyncio.locks")) &&
         queue_types_init(vm);
}
