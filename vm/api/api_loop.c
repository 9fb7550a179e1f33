// SPDX-License-Identifier: MIT
// api_loop.c - the host's loop: run to its end, or step by step inside a loop of the host's own.
//
// It is an asyncio loop like any other, entered for as long as a call here runs it. A step with a budget runs it on a fiber: when the budget is
// used up in the middle of a callback the fiber is suspended there, and the next step goes on with it.
#include "vm/api/api_async.h"
#include "vm/aio/inbox.h"
#include "vm/include/aster_host.h"

enum { LOOP_STACK = 512 << 10 };

static Value make_loop(VM *vm) {
  Value make = import_attr(vm, "asyncio", "new_event_loop"), loop = make ? obj_call(vm, make, NULL, 0) : V_ABSENT;
  release(vm, make);
  Value set = loop ? import_attr(vm, "asyncio", "set_event_loop") : V_ABSENT, r = set ? obj_call(vm, set, &loop, 1) : V_ABSENT;
  release(vm, set);
  release(vm, r);
  if (r && is_loop(vm, loop)) return loop;
  release(vm, loop);
  return r ? raise_type(vm, "asyncio.new_event_loop() gives no loop of the VM") : V_ABSENT;
}

Loop *api_loop(VM *vm) {
  ApiState *s = api_state(vm);
  if (!s) return NULL;
  if (s->loop == V_ABSENT) s->loop = make_loop(vm);
  return s->loop ? (Loop *)as_obj(s->loop) : NULL;
}

// ---- entering

static bool enter(VM *vm, Loop *l) {
  if (vm->thread.running_loop != V_ABSENT || l->thread) return raise(vm, EXC_RuntimeError, "a loop is running already"), false;
  l->thread = aio_thread();
  vm->thread.running_loop = retain_obj(l);
  return true;
}

static void leave(VM *vm, Loop *l) {
  l->thread = 0;
  l->stopping = false;
  replace(vm, &vm->thread.running_loop, V_ABSENT);
}

// Something may still come to life by itself?
static bool is_alive(VM *vm, const Loop *l) {
  return l->count || l->ntimers > l->timers_cancelled || l->watched || vm->posted || vm->api->promises;
}

// ---- to the end

bool aster_loop_run(AsterVM *vm) {
  VM *c = script(vm);
  Loop *l = api_loop(c);
  if (!l || !enter(c, l)) return false;
  bool ok = true;
  while (ok && !l->stopping) {
    if (c->posted) inbox_drain(c);
    if (!is_alive(c, l)) break;
    ok = loop_run_once(c, l);
  }
  leave(c, l);
  return ok;
}

AsterValue aster_loop_run_until(AsterVM *vm, AsterRef awaitable) {
  VM *c = script(vm);
  Loop *l = api_loop(c);
  if (!l) return aster_absent();
  AsterRef arg = awaitable;
  return aster_call_method(vm, lend(from_obj(l)), "run_until_complete", &arg, 1);
}

// ---- step by step

// Iterations until one begins and ends with nothing ready: the last one has told the host's watches about everything.
static bool run_ready_work(VM *vm, Loop *l) {
  for (bool more = true; more && !l->stopping;) {
    more = l->count > 0 || vm->posted;
    if (!loop_run_once(vm, l)) return false;
    more |= l->count > 0;
  }
  return true;
}

static void run_on_fiber(Fiber *f) {
  VM *vm = f->vm;
  ApiState *s = vm->api;
  Loop *l = (Loop *)as_obj(s->loop);
  s->step_failed = !enter(vm, l) || !run_ready_work(vm, l);
  if (s->step_failed) s->step_error = error_take(vm);
  leave(vm, l);
}

static Fiber *loop_fiber(VM *vm, ApiState *s) {
  if (!s->fiber) s->fiber = fiber_new(vm, LOOP_STACK, run_on_fiber, NULL);
  else if (s->fiber->state == FIBER_ENDED) fiber_again(s->fiber, run_on_fiber, NULL);
  return s->fiber;
}

static AsterStatus step_on_fiber(VM *vm, ApiState *s, AsterBudget budget) {
  Fiber *f = loop_fiber(vm, s);
  if (!f || !fiber_resume(f, (Budget){budget.steps, budget.microseconds * 1000})) return ASTER_FAILED;
  if (f->state == FIBER_SUSPENDED) return ASTER_SUSPENDED;
  if (!s->step_failed) return ASTER_DONE;
  error_restore_steal(vm, s->step_error);
  s->step_error = V_ABSENT;
  return ASTER_FAILED;
}

static AsterStatus step_once(VM *vm, Loop *l) {
  if (!enter(vm, l)) return ASTER_FAILED;
  bool ok = loop_run_once(vm, l);
  leave(vm, l);
  return !ok ? ASTER_FAILED : l->count ? ASTER_SUSPENDED : ASTER_DONE;
}

static void idle_fill(VM *vm, Loop *l, AsterIdle *idle) {
  const AsterHost *host = vm->config.host;
  double now;
  idle->fd = l->host && host->descriptor ? host->descriptor(l->host) : -1;
  idle->seconds = -1;
  if (!l->ntimers || !loop_time(vm, l, &now)) return error_clear(vm);
  idle->seconds = l->timers[0].when > now ? l->timers[0].when - now : 0;
}

AsterStatus aster_loop_step(AsterVM *vm, AsterBudget budget, AsterIdle *idle) {
  VM *c = script(vm);
  Loop *l = api_loop(c);
  if (idle) *idle = (AsterIdle){-1, -1};
  if (!l || !loop_open(c, l)) return ASTER_FAILED;
  vm_wake_end(c);
  l->stepped = true;
  bool suspended = c->api->fiber && c->api->fiber->state == FIBER_SUSPENDED;
  AsterStatus status = budget.steps || budget.microseconds || suspended ? step_on_fiber(c, c->api, budget) : step_once(c, l);
  l->stepped = false;
  if (status != ASTER_DONE) return status;
  if (!is_alive(c, l)) return ASTER_DONE;
  if (idle) idle_fill(c, l, idle);
  c->wake_arg = l->host;
  __atomic_store_n(&c->wake, (void (*)(void *))c->config.host->wake, __ATOMIC_SEQ_CST);
  if (!c->posted && !(c->breaker & (BREAK_INTERRUPT | BREAK_SIGNAL))) return ASTER_IDLE;
  vm_wake_end(c);
  return ASTER_SUSPENDED;
}

bool aster_loop_shutdown(AsterVM *vm) {
  VM *c = script(vm);
  if (!c->api || c->api->loop == V_ABSENT) return true;
  Value cancel = import_attr(c, "asyncio.runners", "_cancel_all_tasks"), loop = c->api->loop;
  Value r = cancel ? obj_call(c, cancel, &loop, 1) : V_ABSENT;
  release(c, cancel);
  release(c, r);
  AsterValue gens = r ? aster_call_method(vm, lend(loop), "shutdown_asyncgens", NULL, 0) : aster_absent();
  AsterValue done = aster_ok(gens) ? aster_loop_run_until(vm, aster_ref(gens)) : aster_absent();
  aster_release(vm, gens);
  aster_release(vm, done);
  return aster_ok(done);
}
