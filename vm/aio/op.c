// SPDX-License-Identifier: MIT
// op.c - native coroutines: stepping them, throwing into them, closing them; their types, and the iterator of __await__.
#include "vm/aio/aiosync.h"
#include "vm/core/gen_parts.h"
#include "vm/core/typeslots.h"

static inline Op *as_op(Value v) { return (Op *)as_obj(v); }
static inline Wait *as_wait(Value v) { return (Wait *)as_obj(v); }
static inline bool is_record(const Op *op) { return !op->header.rc; }  // of op_call, no object

Value op_new(VM *vm, const OpDef *def, Value self, Value arg) {
  Op *op = object_new(vm, vm->aio->op_type, sizeof(Op));
  if (!op) return V_ABSENT;
  op->def = def;
  op->self = retain(self);
  op->arg = retain(arg);
  return from_obj(op);
}

static const OpDef *const called[] = {&sleep_op, &lock_acquire_op, &event_wait_op, &queue_get_op, &queue_put_op, &queue_join_op};

const OpDef *op_of_native(Native *n) {
  for (uint8_t i = 0; !n->op && i < sizeof called / sizeof *called; i++)
    if (called[i]->make == n->def->fn) n->op = i + 1;
  return n->op ? called[n->op - 1] : NULL;
}

// What the awaiting coroutine yields for a wait.
static Value wait_value(const Op *op) {
  if (op->future == V_ABSENT) return V_NONE;
  as_future(op->future)->flags |= FUTURE_BLOCKING;
  return retain(op->future);
}

// It can be part of a cycle only while it waits.
static int op_waits(VM *vm, Op *op, Value *result) {
  op->state = OP_WAITING;
  if (!gc_is_tracked(&op->header) && op->future != V_ABSENT && !gc_track(vm, &op->header)) return GEN_RAISED;
  *result = wait_value(op);
  return GEN_YIELDED;
}

static void op_fail(VM *vm, Op *op, bool cancelled) {
  op->state = OP_DONE;
  if (op->def->failed && op->future != V_ABSENT) op->def->failed(vm, op, cancelled);
  replace(vm, &op->future, V_ABSENT);
}

// ---- awaited where they are called

Value op_future_new(VM *vm, const Op *op, Value loop) {
  Loop *plain = is_record(op) ? loop_plain(vm, loop, LOOP_CREATE_FUTURE) : NULL;
  if (!plain) return loop_create_wait(vm, loop);
  Wait *w = AIO_NEW(vm, vm->aio->wait_type, Wait);
  if (UNLIKELY(!w)) return V_ABSENT;
  w->def = op->def;
  w->self = retain(op->self);
  w->arg = retain(op->arg);
  w->future.loop = retain(loop);
  if (UNLIKELY(plain->debug)) w->future.counted |= FUTURE_OF_WAIT;
  if (gc_track(vm, &w->future.header)) return from_obj(w);
  decref(vm, w);
  return V_ABSENT;
}

// An operation that waits on what a loop's own create_future() gave has an Op after all.
static int record_kept(VM *vm, Op *now, Value *place, Value *result) {
  Value v = op_new(vm, now->def, now->self, now->arg);
  if (!v) {
    Value exc = error_take(vm);
    op_fail(vm, now, false);
    release(vm, now->extra);
    error_restore_steal(vm, exc);
    return GEN_RAISED;
  }
  as_op(v)->future = now->future;
  as_op(v)->extra = now->extra;
  int status = op_waits(vm, as_op(v), result);
  if (status == GEN_YIELDED) *place = v;
  else release(vm, v);
  return status;
}

static int record_waits(VM *vm, Op *now, Value *place, Value *result) {
  if (now->future == V_ABSENT && now->arg == V_ABSENT) return *place = *result = V_NONE, GEN_YIELDED;
  if (UNLIKELY(!is_wait(vm, now->future))) return record_kept(vm, now, place, result);
  as_wait(now->future)->awaiter = frame_generator(vm->thread.frame);
  *result = wait_value(now);
  *place = now->future;
  return GEN_YIELDED;
}

int op_call(VM *vm, const OpDef *def, Value self, Value arg, Value *place, Value *result) {
  Op now = {.def = def, .self = self, .arg = arg};
  *result = V_ABSENT;
  int status = def->begin(vm, &now, result);
  if (LIKELY(status != GEN_YIELDED)) return sched_passed(vm), status;
  return record_waits(vm, &now, place, result);
}

static void wait_fail(VM *vm, Wait *w, bool cancelled) {
  Op now = {.def = w->def, .self = w->self, .arg = w->arg, .future = retain_obj(w)};
  w->awaiter = NULL;
  op_fail(vm, &now, cancelled);
}

static int wait_raised(VM *vm, Wait *w) {
  Value exc = error_take(vm);
  wait_fail(vm, w, aio_is_cancelled_error(vm, exc));
  error_restore_steal(vm, exc);
  return GEN_RAISED;
}

// The future came, or its task goes on for another reason: then it is an error, as for any future.
static int wait_go_on(VM *vm, Value *place, Value *result) {
  Value future = *place;
  Wait *w = as_wait(future);
  if (UNLIKELY(w->future.state == FUTURE_PENDING)) return raise(vm, EXC_RuntimeError, "await wasn't used with future"), GEN_RAISED;
  Value got = future_result(vm, &w->future);
  if (UNLIKELY(!got)) return wait_raised(vm, w);
  release(vm, got);
  w->awaiter = NULL;
  Op now = {.def = w->def, .self = w->self, .arg = w->arg};
  int status = now.def->resume(vm, &now, future, result);
  *place = V_ABSENT;
  if (UNLIKELY(status == GEN_YIELDED)) status = record_waits(vm, &now, place, result);
  release(vm, future);
  return status;
}

// Its awaiter, for whom it has ended, drops it.
static void op_end_awaited(VM *vm, Value v) {
  Op *op = as_op(v);
  if (--op->header.rc) return;
  Type *type = obj_type(&op->header);
  if (UNLIKELY((op->header.gc & ~GC_FINALIZED) || op->future != V_ABSENT || *(WeakRef **)((char *)op + type->weak_offset))) return object_dealloc(vm, &op->header);
  Value self = op->self, arg = op->arg, extra = op->extra;
  vm->live_objects--;
  mem_free(&vm->alloc, op, type->basicsize);
  release(vm, self);
  release(vm, arg);
  release(vm, extra);
}

int op_go_on(VM *vm, Value *place, Value sent, Value *result) {
  Value at = *place;
  *result = V_ABSENT;
  if (at == V_NONE) return *place = V_ABSENT, *result = V_NONE, GEN_RETURNED;
  bool waits = is_wait(vm, at);
  if (LIKELY(waits && as_wait(at)->awaiter == frame_generator(vm->thread.frame))) return wait_go_on(vm, place, result);
  int status = waits ? (int)iter_send(vm, at, sent, result) : op_send(vm, at, sent, result);
  if (status != GEN_RETURNED) return status;
  *place = V_ABSENT;
  if (waits) release(vm, at);
  else op_end_awaited(vm, at);
  return status;
}

bool op_shown(VM *vm, const Generator *g, Value *place) {
  bool turn = *place == V_NONE;
  Wait *w = !turn && is_wait(vm, *place) ? as_wait(*place) : NULL;
  if (!turn && (!w || w->awaiter != g)) return true;
  Value v = turn ? op_new(vm, &sleep_op, from_int(0), V_ABSENT) : op_new(vm, w->def, w->self, w->arg);
  if (!v || !gc_track(vm, as_obj(v))) return release(vm, v), false;
  as_op(v)->state = OP_WAITING;
  if (w) {
    w->awaiter = NULL;
    as_op(v)->future = *place;
  }
  *place = v;
  return true;
}

bool op_left(VM *vm, const Generator *g, Value awaited, Value exc) {
  if (awaited == V_NONE) return true;
  if (!is_wait(vm, awaited) || as_wait(awaited)->awaiter != g) return false;
  wait_fail(vm, as_wait(awaited), exc != V_ABSENT && aio_is_cancelled_error(vm, exc));
  return true;
}

void op_forget(VM *vm, const Generator *g, Value awaited) {
  if (is_wait(vm, awaited) && as_wait(awaited)->awaiter == g) as_wait(awaited)->awaiter = NULL;
}

// ---- objects

static int op_step(VM *vm, Op *op, int status, Value *result) {
  if (status == GEN_YIELDED) return op_waits(vm, op, result);
  op->state = OP_DONE;
  return status;
}

static int op_resume(VM *vm, Op *op, Value *result) {
  Value future = op->future, got = V_NONE;
  if (future != V_ABSENT) {
    if (as_future(future)->state == FUTURE_PENDING) return raise(vm, EXC_RuntimeError, "await wasn't used with future"), GEN_RAISED;
    got = future_result(vm, as_future(future));
  }
  if (!got) {
    Value exc = error_take(vm);
    op_fail(vm, op, aio_is_cancelled_error(vm, exc));
    error_restore_steal(vm, exc);
    return GEN_RAISED;
  }
  release(vm, got);
  op->future = V_ABSENT;
  int status = op_step(vm, op, op->def->resume(vm, op, future, result), result);
  release(vm, future);
  return status;
}

int op_send(VM *vm, Value self, Value sent, Value *result) {
  Op *op = as_op(self);
  *result = V_ABSENT;
  if (op->state == OP_WAITING) return op_resume(vm, op, result);
  if (op->state == OP_DONE) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine"), GEN_RAISED;
  if (sent != V_NONE) return raise_type(vm, "can't send non-None value to a just-started coroutine"), GEN_RAISED;
  return op_step(vm, op, op->def->begin(vm, op, result), result);
}

static Value send_method(VM *vm, Value *args, uint32_t argc) {
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

static Value throw_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Op *op = as_op(args[0]);
  if (op->state == OP_DONE) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine");
  if (!throw_deprecated(vm, args + 1)) return V_ABSENT;
  Value exc = throw_argument(vm, args + 1);
  if (!exc) return V_ABSENT;
  op_fail(vm, op, aio_is_cancelled_error(vm, exc));
  raise_object(vm, exc);
  release(vm, exc);
  return V_ABSENT;
}

static Value close_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  op_fail(vm, as_op(args[0]), false);
  return V_NONE;
}

// ---- __await__(): the iterator for `yield from` and for driving by hand

typedef struct OpIter { Object header; Value op; } OpIter;
static Value wrapped(Value self) { return ((OpIter *)as_obj(self))->op; }
static Value op_await(VM *vm, Value self) {
  Value v = instance_new(vm, vm->aio->op_iter_type);
  if (v) ((OpIter *)as_obj(v))->op = retain(self);
  return v;
}
static Value iter_self(VM *vm, Value self) { return (void)vm, retain(self); }
static int iter_send_slot(VM *vm, Value self, Value sent, Value *result) { return op_send(vm, wrapped(self), sent, result); }
static Value iter_next(VM *vm, Value self) {
  Value args[2] = {wrapped(self), V_NONE};
  return send_method(vm, args, 2);
}
static Value iter_send_method(VM *vm, Value *args, uint32_t argc) {
  Value forward[2] = {wrapped(args[0]), args[1]};
  return send_method(vm, forward, argc);
}
static Value iter_throw(VM *vm, Value *args, uint32_t argc) {
  Value forward[4] = {wrapped(args[0]), args[1], args[2], args[3]};
  return throw_method(vm, forward, argc);
}
static Value iter_close(VM *vm, Value *args, uint32_t argc) {
  Value forward[1] = {wrapped(args[0])};
  return close_method(vm, forward, argc);
}
static void iter_free(VM *vm, Object *o) { replace(vm, &((OpIter *)o)->op, V_ABSENT); }
static void iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((OpIter *)o)->op); }

// ---- the type

static Value op_repr(VM *vm, Value self) { return str_format_c(vm, "<coroutine object %s at %p>", as_op(self)->def->qualname, (void *)as_obj(self)); }
static Value get_name(VM *vm, Value self) { return str_from_c(vm, as_op(self)->def->name); }
static Value get_qualname(VM *vm, Value self) { return str_from_c(vm, as_op(self)->def->qualname); }
static Value get_class(VM *vm, Value self) { return (void)self, retain_obj(vm->types.coroutine); }
static Value get_none(VM *vm, Value self) { return (void)vm, (void)self, V_NONE; }
static Value get_running(VM *vm, Value self) { return (void)vm, (void)self, V_FALSE; }
static Value get_suspended(VM *vm, Value self) { return (void)vm, from_bool(as_op(self)->state == OP_WAITING); }
static Value get_new(VM *vm, Value self) { return (void)vm, from_bool(as_op(self)->state == OP_NEW); }
static Value get_await(VM *vm, Value self) { return (void)vm, as_op(self)->future == V_ABSENT ? V_NONE : retain(as_op(self)->future); }

static Value op_finalize(VM *vm, Value self) {
  Op *op = as_op(self);
  if (op->state == OP_WAITING) op_fail(vm, op, false);
  if (op->state == OP_DONE || vm->finalizing) return V_NONE;
  op->state = OP_DONE;
  Value hook = import_attr(vm, "warnings", "_warn_unawaited_coroutine"), r = hook ? obj_call(vm, hook, &self, 1) : V_ABSENT;
  release(vm, hook);
  return r;
}

static void op_free(VM *vm, Object *o) {
  Op *op = (Op *)o;
  op->state = OP_DONE;
  replace(vm, &op->self, V_ABSENT);
  replace(vm, &op->arg, V_ABSENT);
  replace(vm, &op->future, V_ABSENT);
  replace(vm, &op->extra, V_ABSENT);
}

static void op_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Op *)o)->self);
  visit(arg, ((Op *)o)->arg);
  visit(arg, ((Op *)o)->future);
  visit(arg, ((Op *)o)->extra);
}

static const NativeDef op_methods[] = {
  {"send", "($self, arg, /)", send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", throw_method, 0, NULL},
  {"close", "($self, /)", close_method, 0, NULL}, {0},
};
static const GetSetDef op_getset[] = {
  {"__class__", get_class, NULL, NULL}, {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL}, {"cr_await", get_await, NULL, NULL},
  {"cr_running", get_running, NULL, NULL}, {"cr_frame", get_none, NULL, NULL}, {"cr_code", get_none, NULL, NULL},
  {"cr_origin", get_none, NULL, NULL}, {"cr_suspended", get_suspended, NULL, NULL},
  {"_is_new", get_new, NULL, NULL}, {0},
};
static const TypeSpec op_spec = {
  .name = "coroutine", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW | TYPE_WEAKREF | TYPE_STANDS_IN, .basicsize = sizeof(Op), .methods = op_methods, .getset = op_getset,
  .slots = {.repr = op_repr, .await = op_await, .send = op_send, .finalize = op_finalize, .free = op_free, .traverse = op_traverse},
};
// A Wait
static Value wait_class(VM *vm, Value self) { return (void)self, retain_obj(vm->aio->future_type); }

static void wait_free(VM *vm, Object *o) {
  future_free(vm, o);
  replace(vm, &((Wait *)o)->self, V_ABSENT);
  replace(vm, &((Wait *)o)->arg, V_ABSENT);
}

static void wait_traverse(Object *o, VisitFn visit, void *arg) {
  future_traverse(o, visit, arg);
  visit(arg, ((Wait *)o)->self);
  visit(arg, ((Wait *)o)->arg);
}

static const GetSetDef wait_getset[] = {{"__class__", wait_class, NULL, NULL}, {0}};
static const TypeSpec wait_spec = {
  .name = "_asyncio.Future", .kind = KIND_FUTURE, .flags = TYPE_GC | TYPE_NO_NEW | TYPE_WEAKREF | TYPE_HAS_DICT | TYPE_STANDS_IN, .basicsize = sizeof(Wait),
  .getset = wait_getset, .slots = {.free = wait_free, .traverse = wait_traverse},
};

static const NativeDef op_iter_methods[] = {
  {"send", "($self, arg, /)", iter_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", iter_throw, 0, NULL},
  {"close", "($self, /)", iter_close, 0, NULL}, {0},
};
static const TypeSpec op_iter_spec = {
  .name = "coroutine_wrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(OpIter), .methods = op_iter_methods,
  .slots = {.iter = iter_self, .next = iter_next, .send = iter_send_slot, .free = iter_free, .traverse = iter_traverse},
};

bool op_types_init(VM *vm) {
  Aio *a = vm->aio;
  if (!(a->op_type = type_from_spec(vm, &op_spec, NULL)) || !(a->op_iter_type = type_from_spec(vm, &op_iter_spec, NULL)) ||
      !(a->wait_type = type_from_spec(vm, &wait_spec, a->future_type))) return false;
  type_layout(a->wait_type, 0);
  return a->wait_type->basicsize == AIO_BLOCK(Wait);
}
