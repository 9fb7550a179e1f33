// SPDX-License-Identifier: MIT
// sleep.c - asyncio.sleep: a native coroutine (op.h). Op.self is the delay, Op.arg the result.
//
// For a delay of 0 or less it yields None once. Otherwise it makes a future that lies in the timer heap itself, with the result that
// it will get: no handle, no callback. A loop that overrides what this skips is asked as asyncio documents: its handle is Op.extra.
#include <math.h>

#include "vm/aio/aiosync.h"

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

static Value future_by_calls(VM *vm, Op *op, Value loop, double seconds) {
  Value f = import_attr(vm, "asyncio.tasks", "_sleep_future"), future = V_ABSENT;
  Value args[3] = {loop, from_double(seconds), op->arg == V_ABSENT ? V_NONE : op->arg}, pair = f ? obj_call(vm, f, args, 3) : V_ABSENT;
  if (pair && is_future(as_tuple(pair)->items[0])) {
    future = retain(as_tuple(pair)->items[0]);
    op->extra = retain(as_tuple(pair)->items[1]);
  } else if (pair) {
    raise_type(vm, "create_future() must give an asyncio.Future for sleep()");
  }
  release(vm, pair);
  release(vm, f);
  return future;
}

static Value sleeping_future(VM *vm, Op *op, double seconds) {
  Value loop = vm->thread.running_loop;
  if (loop == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop");
  Loop *l = loop_plain(vm, loop, LOOP_CALL_AT | LOOP_CALL_SOON | LOOP_TIME | LOOP_CREATE_FUTURE);
  if (!l) return future_by_calls(vm, op, loop, seconds);
  if (l->closed) return raise(vm, EXC_RuntimeError, "Event loop is closed");
  Value v = op_future_new(vm, op, loop);
  if (!v) return V_ABSENT;
  Future *f = as_future(v);
  f->result = op->arg == V_ABSENT ? V_NONE : retain(op->arg);
  f->flags |= FUTURE_SLEEP;
  if (loop_add_timer(vm, l, loop_now(vm, l) + seconds, (uintptr_t)retain(v) | NODE_SLEEP)) return v;
  f->flags &= (uint8_t)~FUTURE_SLEEP;
  release(vm, v);
  return V_ABSENT;
}

static int sleep_begin(VM *vm, Op *op, Value *result) {
  (void)result;
  double seconds;
  int waits = delay_seconds(vm, op->self, &seconds);
  if (waits == 0) return GEN_YIELDED;
  if (waits > 0) op->future = sleeping_future(vm, op, seconds);
  return op->future == V_ABSENT ? GEN_RAISED : GEN_YIELDED;
}

static bool cancel_handle(VM *vm, Op *op) {
  if (LIKELY(op->extra == V_ABSENT)) return true;
  Value handle = op->extra, r;
  op->extra = V_ABSENT;
  r = obj_call_method(vm, handle, vm->names.cancel, NULL, 0);
  release(vm, handle);
  release(vm, r);
  return r != V_ABSENT;
}

static int sleep_resume(VM *vm, Op *op, Value future, Value *result) {
  if (!cancel_handle(vm, op)) return GEN_RAISED;
  if (future != V_ABSENT) *result = future_result(vm, as_future(future));
  else *result = op->arg == V_ABSENT ? V_NONE : retain(op->arg);
  return *result ? GEN_RETURNED : GEN_RAISED;
}

static void sleep_failed(VM *vm, Op *op, bool cancelled) {
  (void)cancelled;
  if (!cancel_handle(vm, op)) error_clear(vm);
  Future *f = as_future(op->future);
  if (!(f->flags & FUTURE_SLEEP) || !is_loop(vm, f->loop)) return;
  f->flags &= (uint8_t)~FUTURE_SLEEP;
  ((Loop *)as_obj(f->loop))->timers_cancelled++;
}

Value sleep_make(VM *vm, Value *args, uint32_t argc) { return (void)argc, op_new(vm, &sleep_op, args[0], args[1]); }

const OpDef sleep_op = {"sleep", "sleep", sleep_make, sleep_begin, sleep_resume, sleep_failed, false};
