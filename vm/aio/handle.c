// SPDX-License-Identifier: MIT
// handle.c - asyncio.Handle and TimerHandle: a call that the loop will make.
#include "vm/aio/aio.h"

static inline Handle *as_handle(Value v) { return (Handle *)as_obj(v); }

static bool handle_fill(VM *vm, Handle *h, Value loop, Value callback, const Value *args, uint32_t argc, Value context) {
  h->loop = retain(loop);
  h->callback = retain(callback);
  h->context = context == V_ABSENT || context == V_NONE ? context_snapshot(vm) : retain(context);
  if (argc == 1 && !is_tuple(args[0])) {
    h->flags |= HANDLE_ONE;
    h->args = retain(args[0]);
  } else if (argc) {
    h->args = tuple_from(vm, args, argc);
    if (!h->args) return false;
  }
  bool debug = is_loop(vm, loop) && ((Loop *)as_obj(loop))->debug;
  if (LIKELY(!debug)) return true;
  h->trace = trail_new(vm, TRAIL_DEPTH);
  return h->trace != V_ABSENT;
}

Handle *handle_new(VM *vm, Value loop, Value callback, const Value *args, uint32_t argc, Value context) {
  Handle *h = object_new(vm, vm->aio->handle_type, sizeof(Handle));
  if (!h) return NULL;
  if (handle_fill(vm, h, loop, callback, args, argc, context) && gc_track(vm, &h->header)) return h;
  decref(vm, h);
  return NULL;
}

TimerHandle *timer_new(VM *vm, double when, Value loop, Value callback, const Value *args, uint32_t argc, Value context) {
  TimerHandle *t = object_new(vm, vm->aio->timer_type, sizeof(TimerHandle));
  if (!t) return NULL;
  t->when = when;
  if (handle_fill(vm, &t->handle, loop, callback, args, argc, context) && gc_track(vm, &t->handle.header)) return t;
  decref(vm, t);
  return NULL;
}

Value handle_args(VM *vm, const Handle *h) {
  if (h->flags & HANDLE_ONE) return tuple_from(vm, &h->args, 1);
  return h->args == V_ABSENT ? retain_obj(vm->empty_tuple) : retain(h->args);
}

bool aio_call_failed(VM *vm, Value loop, Value callback, Value args, Value handle) {
  if (error_is(vm, EXC_SystemExit) || error_is(vm, EXC_KeyboardInterrupt)) return false;
  Value exc = error_take(vm), report = import_attr(vm, "asyncio.format_helpers", "_callback_failed");
  Value all[5] = {loop, exc, callback, args, handle}, r = report ? obj_call(vm, report, all, 5) : V_ABSENT;
  release(vm, report);
  release(vm, exc);
  release(vm, r);
  return r != V_ABSENT;
}

bool handle_run(VM *vm, Handle *h) {
  Value saved, r = V_ABSENT;
  Value callback = retain(h->callback), args = retain(h->args);
  if (context_enter(vm, h->context, &saved)) {
    if (args == V_ABSENT) r = obj_call(vm, callback, NULL, 0);
    else if (h->flags & HANDLE_ONE) r = obj_call(vm, callback, &args, 1);
    else r = obj_call(vm, callback, as_tuple(args)->items, (uint32_t)as_tuple(args)->len);
    replace(vm, &h->context, context_leave(vm, saved));
  }
  release(vm, r);
  bool ok = true;
  if (UNLIKELY(r == V_ABSENT)) {
    bool one = h->flags & HANDLE_ONE;
    Value tuple = one ? tuple_from(vm, &args, 1) : args == V_ABSENT ? retain_obj(vm->empty_tuple) : retain(args);
    ok = tuple && aio_call_failed(vm, h->loop, callback, tuple, from_obj(h));
    release(vm, tuple);
  }
  release(vm, callback);
  release(vm, args);
  return ok;
}

// ---- from script

static Value handle_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool fill_from_script(VM *vm, Handle *h, Value callback, Value args, Value loop, Value context) {
  Value tuple = sequence_tuple(vm, args);
  bool ok = tuple && handle_fill(vm, h, loop, callback, as_tuple(tuple)->items, (uint32_t)as_tuple(tuple)->len, context);
  release(vm, tuple);
  return ok;
}

static bool handle_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[4];
  return args_bind(vm, "Handle", "(callback, args, loop, context=None)", args, argc, kwnames, out) &&
         fill_from_script(vm, as_handle(self), out[0], out[1], out[2], out[3]);
}

static bool timer_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[5];
  return args_bind(vm, "TimerHandle", "(when, callback, args, loop, context=None)", args, argc, kwnames, out) &&
         float_coerce(vm, out[0], &((TimerHandle *)as_obj(self))->when) &&
         fill_from_script(vm, as_handle(self), out[1], out[2], out[3], out[4]);
}

static Value helper(VM *vm, const char *name, Value self) {
  Value f = import_attr(vm, "asyncio.format_helpers", name), r = f ? obj_call(vm, f, &self, 1) : V_ABSENT;
  release(vm, f);
  return r;
}

static Value handle_cancel(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Handle *h = as_handle(args[0]);
  if (h->flags & HANDLE_CANCELLED) return V_NONE;
  bool native = is_loop(vm, h->loop);
  h->flags |= HANDLE_CANCELLED;
  if (native && ((Loop *)as_obj(h->loop))->debug) {
    Value text = helper(vm, "_handle_repr", args[0]);
    if (!text) return V_ABSENT;
    replace(vm, &h->text, text);
  }
  if (native && (h->flags & HANDLE_SCHEDULED)) ((Loop *)as_obj(h->loop))->timers_cancelled++;
  bool is_timer = obj_type(&h->header)->spec->basicsize == sizeof(TimerHandle);
  if (!native && is_timer) {
    Value r = helper(vm, "_timer_cancelled", args[0]);
    release(vm, r);
    if (!r) return V_ABSENT;
  }
  h->flags &= (uint8_t)~HANDLE_ONE;
  replace(vm, &h->callback, V_ABSENT);
  replace(vm, &h->args, V_ABSENT);
  return V_NONE;
}

static Value handle_cancelled(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(as_handle(args[0])->flags & HANDLE_CANCELLED);
}
static Value handle_get_context(VM *vm, Value *args, uint32_t argc) { return (void)argc, context_object(vm, &as_handle(args[0])->context); }
static Value handle_run_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Handle *h = as_handle(args[0]);
  return (h->flags & HANDLE_CANCELLED) || handle_run(vm, h) ? V_NONE : V_ABSENT;
}
static Value timer_when(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_double(((TimerHandle *)as_obj(args[0]))->when);
}

static Value handle_repr(VM *vm, Value self) {
  if (as_handle(self)->text != V_ABSENT) return retain(as_handle(self)->text);
  return helper(vm, "_handle_repr", self);
}

static Value timer_compare(VM *vm, Value a, Value b, CmpOp op) {
  const TypeSpec *spec = vm->aio->timer_type->spec;
  if (!is_heap(a) || !is_heap(b) || obj_type(as_obj(a))->spec != spec || obj_type(as_obj(b))->spec != spec) return V_NOTIMPL;
  double x = ((TimerHandle *)as_obj(a))->when, y = ((TimerHandle *)as_obj(b))->when;
  switch (op) {
    case CMP_LT: return from_bool(x < y);
    case CMP_LE: return from_bool(x <= y);
    case CMP_GT: return from_bool(x > y);
    case CMP_GE: return from_bool(x >= y);
    default: return from_bool((a == b || (x == y && as_handle(a)->callback == as_handle(b)->callback && as_handle(a)->args == as_handle(b)->args)) == (op == CMP_EQ));
  }
}

static bool timer_hash(VM *vm, Value self, int64_t *hash) {
  (void)vm;
  return float_hash(((TimerHandle *)as_obj(self))->when, hash);
}

static Value or_none(Value v) { return v == V_ABSENT ? V_NONE : retain(v); }
static Value get_callback(VM *vm, Value self) { return (void)vm, or_none(as_handle(self)->callback); }
static Value get_args(VM *vm, Value self) { return as_handle(self)->callback == V_ABSENT ? V_NONE : handle_args(vm, as_handle(self)); }
static Value get_loop(VM *vm, Value self) { return (void)vm, or_none(as_handle(self)->loop); }
static Value get_context(VM *vm, Value self) { return context_object(vm, &as_handle(self)->context); }
static Value get_cancelled(VM *vm, Value self) { return (void)vm, from_bool(as_handle(self)->flags & HANDLE_CANCELLED); }
static Value get_trace(VM *vm, Value self) {
  Handle *h = as_handle(self);
  if (is_trail(vm, h->trace)) {
    Value summary = trail_summary(vm, as_trail(h->trace));
    if (!summary) return V_ABSENT;
    replace(vm, &h->trace, summary);
  }
  return or_none(h->trace);
}
static Value get_text(VM *vm, Value self) { return (void)vm, or_none(as_handle(self)->text); }
static Value get_when(VM *vm, Value self) { return (void)vm, from_double(((TimerHandle *)as_obj(self))->when); }
static Value get_scheduled(VM *vm, Value self) { return (void)vm, from_bool(as_handle(self)->flags & HANDLE_SCHEDULED); }
static bool put_scheduled(VM *vm, Value self, Value v) {
  int on = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  if (on < 0) return false;
  as_handle(self)->flags = (uint8_t)((as_handle(self)->flags & ~HANDLE_SCHEDULED) | (on ? HANDLE_SCHEDULED : 0));
  return true;
}

static void handle_free(VM *vm, Object *o) {
  Handle *h = (Handle *)o;
  h->flags &= (uint8_t)~HANDLE_ONE;
  Value *fields[] = {&h->args, &h->callback, &h->context, &h->trace, &h->text, &h->loop};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) replace(vm, fields[i], V_ABSENT);
}

static void handle_traverse(Object *o, VisitFn visit, void *arg) {
  Handle *h = (Handle *)o;
  const Value fields[] = {h->args, h->callback, h->context, h->trace, h->text, h->loop};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) visit(arg, fields[i]);
}

static const NativeDef handle_methods[] = {
  {"cancel", "($self)", handle_cancel, 0, NULL}, {"cancelled", "($self)", handle_cancelled, 0, NULL},
  {"get_context", "($self)", handle_get_context, 0, NULL}, {"_run", "($self)", handle_run_method, 0, NULL}, {0},
};
static const NativeDef timer_methods[] = {{"when", "($self)", timer_when, 0, "Return a scheduled callback time."}, {0}};
static const GetSetDef handle_getset[] = {
  {"_callback", get_callback, NULL, NULL}, {"_args", get_args, NULL, NULL}, {"_loop", get_loop, NULL, NULL}, {"_context", get_context, NULL, NULL},
  {"_cancelled", get_cancelled, NULL, NULL}, {"_source_traceback", get_trace, NULL, NULL}, {"_repr", get_text, NULL, NULL}, {0},
};
static const GetSetDef timer_getset[] = {{"_when", get_when, NULL, NULL}, {"_scheduled", get_scheduled, put_scheduled, NULL}, {0}};

static const TypeSpec handle_spec = {
  .name = "Handle", .doc = "Object returned by callback registration methods.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF, .basicsize = sizeof(Handle), .methods = handle_methods, .getset = handle_getset,
  .slots = {.new = handle_slot_new, .init = handle_init, .repr = handle_repr, .free = handle_free, .traverse = handle_traverse},
};
static const TypeSpec timer_spec = {
  .name = "TimerHandle", .doc = "Object returned by timed callback registration methods.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE, .basicsize = sizeof(TimerHandle), .methods = timer_methods, .getset = timer_getset,
  .slots = {.new = handle_slot_new, .init = timer_init, .compare = timer_compare, .hash = timer_hash, .free = handle_free, .traverse = handle_traverse},
};

bool handle_types_init(VM *vm) {
  Aio *a = vm->aio;
  return (a->handle_type = aio_type(vm, &handle_spec, NULL, "asyncio.events")) &&
         (a->timer_type = aio_type(vm, &timer_spec, a->handle_type, "asyncio.events"));
}
