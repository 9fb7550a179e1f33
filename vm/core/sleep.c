// SPDX-License-Identifier: MIT
// sleep.c - asyncio.sleep: an awaitable that script sees as the coroutine `sleep`.
//
// For a delay of 0 or less it yields None once. Otherwise it makes a future that lies in the timer heap itself, with the result that
// it will get: no handle, no callback. The object is kept for the next sleep when only the VM holds it.
#include <math.h>

#include "vm/core/aio.h"

typedef enum { SLEEP_NEW, SLEEP_YIELDED, SLEEP_WAITING, SLEEP_DONE } SleepState;
typedef struct Sleep { Object header; Value delay, result, future; uint8_t state; bool has_handle; } Sleep;  // has_handle: of a timer, in delay's place
static inline Sleep *as_sleep(Value v) { return (Sleep *)as_obj(v); }

Value sleep_new(VM *vm, Value delay, Value result) {
  Sleep *s = object_new(vm, vm->aio->sleep_type, sizeof(Sleep));
  if (!s) return V_ABSENT;
  s->delay = retain(delay);
  s->result = result == V_ABSENT ? V_NONE : retain(result);
  if (LIKELY(!is_heap(result) && !is_heap(delay))) return from_obj(s);
  if (gc_track(vm, &s->header)) return from_obj(s);
  decref(vm, s);
  return V_ABSENT;
}

static Value take(Value *place) {
  Value v = *place;
  *place = V_ABSENT;
  return v;
}

// 0: not at all, 1: seconds is set, -1: exception.
static int delay_seconds(VM *vm, Value delay, double *seconds) {
  if (is_int(delay)) return *seconds = (double)as_int(delay), as_int(delay) > 0;
  if (!is_double(delay)) {
    int over = obj_compare_bool(vm, delay, from_int(0), CMP_LE);
    if (over) return over < 0 ? -1 : 0;
    return float_coerce(vm, delay, seconds) ? 1 : -1;
  }
  *seconds = as_double(delay);
  if (*seconds <= 0) return 0;
  if (isnan(*seconds)) return raise_value(vm, "Invalid delay: NaN (not a number)"), -1;
  return 1;
}

// A loop with an overriding call_at, call_soon or create_future is asked as asyncio documents.
static Value sleep_future_by_calls(VM *vm, Sleep *s, Value loop, double seconds) {
  Value f = import_attr(vm, "asyncio.tasks", "_sleep_future"), future = V_ABSENT;
  Value args[3] = {loop, from_double(seconds), s->result}, pair = f ? obj_call(vm, f, args, 3) : V_ABSENT;
  if (pair && is_future(as_tuple(pair)->items[0])) {
    future = retain(as_tuple(pair)->items[0]);
    replace(vm, &s->delay, retain(as_tuple(pair)->items[1]));
    s->has_handle = true;
  } else if (pair) {
    raise_type(vm, "create_future() must give an asyncio.Future for sleep()");
  }
  release(vm, pair);
  release(vm, f);
  return future;
}

static bool handle_cancel(VM *vm, Sleep *s) {
  if (!s->has_handle) return true;
  s->has_handle = false;
  Value r = obj_call_method(vm, s->delay, vm->names.cancel, NULL, 0);
  release(vm, r);
  return r != V_ABSENT;
}

static Value sleep_future(VM *vm, Sleep *s, double seconds) {
  Value loop = vm->thread.running_loop;
  if (loop == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop");
  Loop *l = loop_plain(vm, loop, LOOP_CALL_AT | LOOP_CALL_SOON | LOOP_TIME | LOOP_CREATE_FUTURE);
  if (!l || l->debug) return sleep_future_by_calls(vm, s, loop, seconds);
  if (l->closed) return raise(vm, EXC_RuntimeError, "Event loop is closed");
  Value v = future_new(vm, loop);
  if (!v) return V_ABSENT;
  Future *f = as_future(v);
  f->result = retain(s->result);
  f->flags |= FUTURE_SLEEP;
  if (loop_add_timer(vm, l, loop_now(vm, l) + seconds, (uintptr_t)retain(v) | NODE_SLEEP)) return v;
  f->flags &= (uint8_t)~FUTURE_SLEEP;
  release(vm, v);
  return V_ABSENT;
}

static int sleep_finish(Sleep *s, Value *result) {
  s->state = SLEEP_DONE;
  *result = take(&s->result);
  return GEN_RETURNED;
}

static int sleep_begin(VM *vm, Sleep *s, Value *result) {
  double seconds;
  int waits = delay_seconds(vm, s->delay, &seconds);
  if (waits == 0) {
    s->state = SLEEP_YIELDED;
    *result = V_NONE;
    return GEN_YIELDED;
  }
  if (waits > 0) s->future = sleep_future(vm, s, seconds);
  s->state = s->future == V_ABSENT ? SLEEP_DONE : SLEEP_WAITING;
  if (s->future == V_ABSENT) return GEN_RAISED;
  if (!gc_is_tracked(&s->header) && !gc_track(vm, &s->header)) return GEN_RAISED;
  as_future(s->future)->flags |= FUTURE_BLOCKING;
  *result = retain(s->future);
  return GEN_YIELDED;
}

// The wait ended: a call_later that still stands is cancelled with the future's own end.
static int sleep_resume(VM *vm, Sleep *s, Value *result) {
  Future *f = as_future(s->future);
  if (f->state == FUTURE_PENDING) return raise(vm, EXC_RuntimeError, "await wasn't used with future"), GEN_RAISED;
  s->state = SLEEP_DONE;
  if (UNLIKELY(s->has_handle) && !handle_cancel(vm, s)) return GEN_RAISED;
  *result = future_result(vm, f);
  replace(vm, &s->future, V_ABSENT);
  return *result ? GEN_RETURNED : GEN_RAISED;
}

static int sleep_send(VM *vm, Value self, Value sent, Value *result) {
  Sleep *s = as_sleep(self);
  *result = V_ABSENT;
  switch ((SleepState)s->state) {
    case SLEEP_NEW:
      if (sent != V_NONE) return raise_type(vm, "can't send non-None value to a just-started coroutine"), GEN_RAISED;
      return sleep_begin(vm, s, result);
    case SLEEP_YIELDED: return sleep_finish(s, result);
    case SLEEP_WAITING: return sleep_resume(vm, s, result);
    default: return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine"), GEN_RAISED;
  }
}

static Value sleep_send_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value result;
  int status = sleep_send(vm, args[0], args[1], &result);
  if (status == GEN_RETURNED) {
    raise_stop_iteration(vm, result);
    replace(vm, &result, V_ABSENT);
  }
  return status == GEN_YIELDED ? result : V_ABSENT;
}

static Value sleep_throw(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Sleep *s = as_sleep(args[0]);
  if (s->state == SLEEP_DONE) return raise(vm, EXC_RuntimeError, "cannot reuse already awaited coroutine");
  s->state = SLEEP_DONE;
  Value future = take(&s->future);
  if (!handle_cancel(vm, s)) error_clear(vm);
  if (is_future(future) && (as_future(future)->flags & FUTURE_SLEEP) && is_loop(vm, as_future(future)->loop)) {
    as_future(future)->flags &= (uint8_t)~FUTURE_SLEEP;
    ((Loop *)as_obj(as_future(future)->loop))->timers_cancelled++;
  }
  release(vm, future);
  return raise_object(vm, args[2] != V_ABSENT && is_exception(args[2]) ? args[2] : args[1]);
}

static Value sleep_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Sleep *s = as_sleep(args[0]);
  s->state = SLEEP_DONE;
  replace(vm, &s->future, V_ABSENT);
  return V_NONE;
}

// ---- __await__(): an iterator, for `yield from` and for driving by hand

typedef struct SleepIter { Object header; Value sleep; } SleepIter;

static Value sleep_await(VM *vm, Value self) {
  Value v = instance_new(vm, vm->aio->sleep_iter_type);
  if (v) ((SleepIter *)as_obj(v))->sleep = retain(self);
  return v;
}

static Value wrapped(Value self) { return ((SleepIter *)as_obj(self))->sleep; }
static Value sleep_iter_self(VM *vm, Value self) { return (void)vm, retain(self); }
static int sleep_iter_send(VM *vm, Value self, Value sent, Value *result) { return sleep_send(vm, wrapped(self), sent, result); }
static Value sleep_iter_next(VM *vm, Value self) {
  Value args[2] = {wrapped(self), V_NONE};
  return sleep_send_method(vm, args, 2);
}
static Value sleep_iter_send_method(VM *vm, Value *args, uint32_t argc) {
  Value forward[2] = {wrapped(args[0]), args[1]};
  return sleep_send_method(vm, forward, argc);
}
static Value sleep_iter_throw(VM *vm, Value *args, uint32_t argc) {
  Value forward[4] = {wrapped(args[0]), args[1], args[2], args[3]};
  return sleep_throw(vm, forward, argc);
}
static Value sleep_iter_close(VM *vm, Value *args, uint32_t argc) {
  Value forward[1] = {wrapped(args[0])};
  return sleep_close(vm, forward, argc);
}
static void sleep_iter_free(VM *vm, Object *o) { replace(vm, &((SleepIter *)o)->sleep, V_ABSENT); }
static void sleep_iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((SleepIter *)o)->sleep); }
static const NativeDef sleep_iter_methods[] = {
  {"send", "($self, arg, /)", sleep_iter_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", sleep_iter_throw, 0, NULL},
  {"close", "($self, /)", sleep_iter_close, 0, NULL}, {0},
};
static const TypeSpec sleep_iter_spec = {
  .name = "coroutine_wrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(SleepIter), .methods = sleep_iter_methods,
  .slots = {.iter = sleep_iter_self, .next = sleep_iter_next, .send = sleep_iter_send, .free = sleep_iter_free, .traverse = sleep_iter_traverse},
};

// ---- the type

static Value sleep_repr(VM *vm, Value self) { return str_format_c(vm, "<coroutine object sleep at %p>", (void *)as_obj(self)); }
static Value get_name(VM *vm, Value self) { return (void)self, str_from_c(vm, "sleep"); }
static Value get_running(VM *vm, Value self) { return (void)vm, (void)self, V_FALSE; }
static Value get_await(VM *vm, Value self) { return (void)vm, as_sleep(self)->future == V_ABSENT ? V_NONE : retain(as_sleep(self)->future); }
static Value get_none(VM *vm, Value self) { return (void)vm, (void)self, V_NONE; }

// The warning wants a coroutine: another one stands in for what is dying.
static void warn_never_awaited(VM *vm) {
  Value pending = error_take(vm), other = sleep_new(vm, V_NONE, V_NONE);
  if (other) as_sleep(other)->state = SLEEP_DONE;
  Value hook = other ? import_attr(vm, "warnings", "_warn_unawaited_coroutine") : V_ABSENT, r = hook ? obj_call(vm, hook, &other, 1) : V_ABSENT;
  if (has_error(vm)) error_unraisable(vm, NULL, other);
  error_restore_steal(vm, pending);
  release(vm, r);
  release(vm, hook);
  release(vm, other);
}

static void sleep_free(VM *vm, Object *o) {
  Sleep *s = (Sleep *)o;
  bool unawaited = s->state == SLEEP_NEW && s->delay != V_ABSENT;
  s->state = SLEEP_DONE;
  replace(vm, &s->delay, V_ABSENT);
  replace(vm, &s->result, V_ABSENT);
  replace(vm, &s->future, V_ABSENT);
  if (UNLIKELY(unawaited) && !vm->finalizing) warn_never_awaited(vm);
}

static void sleep_traverse(Object *o, VisitFn visit, void *arg) {
  Sleep *s = (Sleep *)o;
  visit(arg, s->delay);
  visit(arg, s->result);
  visit(arg, s->future);
}

static const NativeDef sleep_methods[] = {
  {"send", "($self, arg, /)", sleep_send_method, 0, NULL}, {"throw", "($self, type, value=None, traceback=None, /)", sleep_throw, 0, NULL},
  {"close", "($self, /)", sleep_close, 0, NULL}, {0},
};
static const GetSetDef sleep_getset[] = {
  {"__name__", get_name, NULL, NULL}, {"__qualname__", get_name, NULL, NULL}, {"cr_running", get_running, NULL, NULL}, {"cr_await", get_await, NULL, NULL},
  {"cr_frame", get_none, NULL, NULL}, {"cr_code", get_none, NULL, NULL}, {"cr_origin", get_none, NULL, NULL}, {"cr_suspended", get_running, NULL, NULL}, {0},
};
static const TypeSpec sleep_spec = {
  .name = "coroutine", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Sleep), .methods = sleep_methods, .getset = sleep_getset,
  .slots = {.repr = sleep_repr, .await = sleep_await, .send = sleep_send, .free = sleep_free, .traverse = sleep_traverse},
};

bool sleep_types_init(VM *vm) {
  Aio *a = vm->aio;
  return (a->sleep_type = type_from_spec(vm, &sleep_spec, NULL)) && (a->sleep_iter_type = type_from_spec(vm, &sleep_iter_spec, NULL));
}
