// SPDX-License-Identifier: MIT
// test_failing_async.c - the Nth allocation fails in promises, messages, tasks, observers and loops. asyncio is imported before the count begins.
#include <stdio.h>

#include "tests/api/failing.h"

static const char *const setting =
  "import asyncio\n"
  "async def work(n):\n"
  "  for i in range(n): await asyncio.sleep(0)\n"
  "  return [n] * 30\n"
  "async def wait_for(f): return await f\n";

static bool asyncio_ready(AsterVM *vm) {
  AsterValue done = aster_exec(vm, setting, "setting.as");
  aster_release(vm, done);
  return aster_ok(done);
}

// Where the memory for a wake-up fails, nobody wakes: so nothing here waits for one task. False: an exception was pending.
static bool turn(AsterVM *vm) {
  AsterStatus status = ASTER_SUSPENDED;
  for (int i = 0; i < 200 && status != ASTER_DONE && status != ASTER_FAILED; i++) status = aster_loop_step(vm, (AsterBudget){.steps = 50}, NULL);
  return note_bool(vm, status != ASTER_FAILED);
}

// What callbacks count: some are called when the VM ends, after the part that set them up.
static int heard, dropped, events, ends;

static AsterValue start(AsterVM *vm, const char *expression) {
  AsterValue coroutine = aster_eval(vm, expression, NULL);
  AsterValue task = aster_ok(coroutine) ? aster_spawn(vm, aster_ref(coroutine), NULL) : aster_absent();
  note_bool(vm, aster_ok(task));
  aster_release(vm, coroutine);
  return task;
}

// ---- promises

static AsterValue complete(AsterVM *vm, void *user) { return (void)user, aster_list_new(vm, NULL, 0); }
static void drop(void *user) { ++*(int *)user; }

static void settled(AsterVM *vm, int how) {
  AsterPromise *promise = NULL;
  AsterValue future = aster_promise_new(vm, &promise), three = aster_int_new(vm, 3);
  if (note_bool(vm, aster_ok(future))) {
    cr_assert(aster_promise_wanted(promise));
    if (how == 0) note_bool(vm, aster_promise_resolve(promise, aster_ref(three)));
    else if (how == 1) note_bool(vm, aster_promise_post(promise, complete, drop, &dropped));
    AsterValue error = how == 2 ? aster_eval(vm, "ValueError('no')", NULL) : aster_absent();
    if (aster_ok(error)) note_bool(vm, aster_promise_reject(promise, aster_ref(error)));
    aster_release(vm, error);
    aster_promise_release(promise);
    turn(vm);
    bool over = aster_task_state(vm, aster_ref(future)) != ASTER_TASK_PENDING;
    AsterValue r = over ? aster_loop_run_until(vm, aster_ref(future)) : aster_absent();
    note_bool(vm, aster_ok(r) || (how == 2 && aster_error_is(vm, "ValueError")));
    aster_release(vm, r);
  }
  aster_release(vm, future);
  aster_release(vm, three);
}

static void promises(AsterVM *vm) {
  for (int how = 0; how < 3; how++) settled(vm, how);
}

// ---- messages of other threads

static void said(AsterVM *vm, void *user) {
  ++*(int *)user;
  aster_release(vm, aster_list_new(vm, NULL, 0));
}

static void messages(AsterVM *vm) {
  AsterPort *port = aster_port_new(vm);
  heard = dropped = 0;
  if (note_bool(vm, port != NULL)) {
    bool sent = note_bool(vm, aster_port_post(port, said, drop, &heard));
    turn(vm);
    cr_assert(!sent || heard <= 1);
    note_bool(vm, aster_port_interrupt(port, ASTER_INTERRUPT_RAISE));
    note_bool(vm, !aster_poll(vm));
    note_bool(vm, aster_port_post(port, said, drop, &heard));
  }
  turn(vm);
  aster_port_release(port);
}

// ---- tasks and those who watch them

static void told(void *user, AsterVM *vm, AsterTaskEvent event, AsterRef task, AsterRef detail) {
  (void)event, (void)detail;
  ++*(int *)user;
  cr_assert(aster_task_state(vm, task) != ASTER_TASK_NONE);
}
static void done(AsterVM *vm, AsterRef task, void *user) {
  ++*(int *)user;
  AsterValue r = aster_task_result(vm, task);
  if (!aster_ok(r)) aster_clear_error(vm);
  aster_release(vm, r);
}

static void tasks(AsterVM *vm) {
  events = ends = 0;
  note_bool(vm, aster_trace(vm, "/dev/null"));
  note_bool(vm, aster_watch_tasks(vm, ASTER_TASK_CREATED | ASTER_TASK_WOKEN | ASTER_TASK_RESUMED | ASTER_TASK_SUSPENDED | ASTER_TASK_ENDED, told, &events));
  AsterValue first = start(vm, "work(3)"), second = start(vm, "wait_for(work(100))");
  if (aster_ok(first)) note_bool(vm, aster_task_on_done(vm, aster_ref(first), done, &ends));
  note(vm, aster_snapshot(vm, false));
  note(vm, aster_snapshot(vm, true));
  if (aster_ok(second)) note_int(vm, aster_task_cancel(vm, aster_ref(second), "enough"));
  turn(vm);
  note_bool(vm, aster_watch_tasks(vm, 0, NULL, NULL));
  aster_release(vm, first);
  aster_release(vm, second);
}

// ---- the host's loop, step by step

static void steps(AsterVM *vm) {
  AsterIdle idle;
  AsterValue task = start(vm, "work(5)");
  turn(vm);
  aster_release(vm, task);
  task = start(vm, "asyncio.sleep(1000)");
  note_bool(vm, aster_loop_step(vm, (AsterBudget){0}, &idle) != ASTER_FAILED);
  if (aster_ok(task)) note_int(vm, aster_task_cancel(vm, aster_ref(task), NULL));
  turn(vm);
  aster_release(vm, task);
  note_bool(vm, aster_loop_run(vm));
}

// ---- the end of the host's loop

static void shutdown_all(AsterVM *vm) {
  AsterValue task = start(vm, "work(2)"), sleeper = start(vm, "asyncio.sleep(1000)");
  turn(vm);
  note_bool(vm, aster_loop_shutdown(vm));
  aster_release(vm, task);
  aster_release(vm, sleeper);
}

// ---- the prompt, whose input ends at once

static bool prompt_ready(AsterVM *vm) {
  AsterValue session = aster_import(vm, "_repl.session");
  aster_release(vm, session);
  return asyncio_ready(vm) && aster_ok(session);
}

static void prompt(AsterVM *vm) { note_bool(vm, aster_interact(vm, false) == 0); }

Test(api_failing_async, promises, .timeout = 240) { failing_run(asyncio_ready, promises, "promises"); }
Test(api_failing_async, messages, .timeout = 240) { failing_run(asyncio_ready, messages, "messages"); }
Test(api_failing_async, tasks, .timeout = 240) { failing_run(asyncio_ready, tasks, "tasks"); }
Test(api_failing_async, steps, .timeout = 240) { failing_run(asyncio_ready, steps, "steps"); }
Test(api_failing_async, shutdown, .timeout = 240) { failing_run(asyncio_ready, shutdown_all, "shutdown"); }
Test(api_failing_async, prompt, .timeout = 240) {
  cr_assert_not_null(freopen("/dev/null", "r", stdin));
  cr_assert_not_null(freopen("/dev/null", "w", stderr));
  failing_run(prompt_ready, prompt, "prompt");
}
