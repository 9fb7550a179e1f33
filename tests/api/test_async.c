// SPDX-License-Identifier: MIT
// test_async.c - promises, ports, tasks and loops from C, with what happens when the task was cancelled or the VM is gone.
#include <poll.h>
#include <pthread.h>
#include <time.h>

#include "tests/api/api.h"

static AsterPromise *last;
static int dropped;

static AsterValue fetch(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)args, (void)argc;
  return aster_promise_new(vm, &last);
}

static void *complete_later(void *promise);
static AsterValue fetch_in_thread(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)args, (void)argc;
  AsterPromise *p;
  AsterValue v = aster_promise_new(vm, &p);
  pthread_t thread;
  if (aster_ok(v) && pthread_create(&thread, NULL, complete_later, p) == 0) pthread_detach(thread);
  return v;
}

static AsterValue await_chain(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)args, (void)argc;
  aster_raise(vm, "ValueError", "here");
  AsterValue exc = aster_take_error(vm), list = aster_list_new(vm, NULL, 0);
  AsterError *e = aster_error_new(vm, aster_ref(exc));
  for (size_t i = 0; e && i < e->nawaits; i++) {
    char text[200];
    snprintf(text, sizeof text, "%s in %s:%d", e->awaits[i].task, e->awaits[i].frame.function, e->awaits[i].frame.line);
    AsterValue line = aster_str_new(vm, text, SIZE_MAX);
    (void)!aster_append(vm, aster_ref(list), aster_ref(line));
    aster_release(vm, line);
  }
  aster_error_free(vm, e);
  aster_release(vm, exc);
  return list;
}

static const AsterFunction functions[] = {
  {"fetch", "()", fetch, 0, NULL}, {"fetch_in_thread", "()", fetch_in_thread, 0, NULL}, {"await_chain", "()", await_chain, 0, NULL}, {0},
};

static AsterVM *open_host(void) {
  AsterVM *vm = api_open();
  AsterValue m = aster_module_new(vm, "host", NULL, functions);
  cr_assert(aster_ok(m));
  aster_release(vm, m);
  dropped = 0;
  last = NULL;
  api_exec(vm, "import host, asyncio\nasync def get(): return await host.fetch()\nasync def catch():\n  try: return await host.fetch()\n  except Exception as e: return repr(e)\n");
  return vm;
}

static AsterValue spawn(AsterVM *vm, const char *coroutine) {
  AsterValue c = api_eval(vm, coroutine), task = aster_spawn(vm, aster_ref(c), NULL);
  if (!aster_ok(task)) aster_print_error(vm);
  cr_assert(aster_ok(task));
  aster_release(vm, c);
  return task;
}

static AsterStatus step(AsterVM *vm) { return aster_loop_step(vm, (AsterBudget){0}, NULL); }

// ---- promises

Test(api_async, resolved_on_the_vms_thread) {
  AsterVM *vm = open_host();
  AsterValue task = spawn(vm, "get()"), v = aster_int_new(vm, 42);
  cr_assert_eq(aster_task_state(vm, aster_ref(task)), ASTER_TASK_PENDING);
  step(vm);
  cr_assert(last && aster_promise_wanted(last));
  cr_assert_eq(step(vm), ASTER_IDLE);
  cr_assert(aster_promise_resolve(last, aster_ref(v)));
  cr_assert(!aster_promise_resolve(last, aster_ref(v)));
  cr_assert(!aster_promise_reject(last, aster_ref(v)));
  cr_assert(!aster_promise_wanted(last));
  aster_promise_release(last);
  cr_assert(aster_loop_run(vm));
  cr_assert_eq(aster_task_state(vm, aster_ref(task)), ASTER_TASK_DONE);
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(task)), "42"));
  cr_assert_eq(step(vm), ASTER_DONE);
  aster_release(vm, task);
  aster_free(vm);
}

Test(api_async, rejected) {
  AsterVM *vm = open_host();
  AsterValue task = spawn(vm, "catch()"), cls = api_eval(vm, "KeyError('k')");
  step(vm);
  cr_assert(aster_promise_reject(last, aster_ref(cls)));
  aster_promise_release(last);
  cr_assert(aster_loop_run(vm));
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(task)), "\"KeyError('k')\""));
  aster_release(vm, task);
  task = spawn(vm, "get()");
  step(vm);
  cr_assert(aster_promise_reject(last, aster_ref(cls)));
  aster_promise_release(last);
  cr_assert(aster_loop_run(vm));
  cr_assert_eq(aster_task_state(vm, aster_ref(task)), ASTER_TASK_FAILED);
  cr_assert(!aster_ok(aster_task_result(vm, aster_ref(task))));
  cr_assert(api_raised(vm, "KeyError", "'k'"));
  aster_release(vm, task);
  aster_release(vm, cls);
  aster_free(vm);
}

Test(api_async, given_up_by_the_host) {
  AsterVM *vm = open_host();
  AsterValue task = spawn(vm, "catch()");
  step(vm);
  aster_promise_release(last);
  aster_promise_release(NULL);
  cr_assert(aster_loop_run(vm));
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(task)), "\"RuntimeError('the host gave the promise up')\""));
  aster_release(vm, task);
  aster_free(vm);
}

static AsterValue answer(AsterVM *vm, void *user) { return user ? aster_int_new(vm, *(int *)user) : aster_raise(vm, "LookupError", "none"); }
static void drop(void *user) { (void)user, __atomic_add_fetch(&dropped, 1, __ATOMIC_SEQ_CST); }
static int forty_two = 42;

static void *complete_later(void *promise) {
  nanosleep(&(struct timespec){0, 10000000}, NULL);
  aster_promise_post(promise, answer, drop, &forty_two);
  aster_promise_release(promise);
  return NULL;
}

Test(api_async, resolved_from_other_threads) {
  AsterVM *vm = open_host();
  api_exec(vm, "async def many(): return sum(await asyncio.gather(*[host.fetch_in_thread() for i in range(20)]))");
  AsterValue co = api_eval(vm, "many()");
  cr_assert(api_is(vm, aster_loop_run_until(vm, aster_ref(co)), "840"));
  aster_release(vm, co);
  AsterValue task = spawn(vm, "catch()");
  step(vm);
  cr_assert(aster_promise_post(last, answer, drop, NULL));
  aster_promise_release(last);
  cr_assert(aster_loop_run(vm));
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(task)), "\"LookupError('none')\""));
  cr_assert_eq(dropped, 0);
  aster_release(vm, task);
  // In a loop of the script's own as well.
  cr_assert(api_is(vm, aster_eval(vm, "asyncio.run(many())", NULL), "840"));
  aster_free(vm);
}

Test(api_async, task_cancelled_meanwhile) {
  AsterVM *vm = open_host();
  AsterValue task = spawn(vm, "get()");
  step(vm);
  cr_assert_eq(aster_task_cancel(vm, aster_ref(task), "enough"), 1);
  cr_assert(!aster_promise_wanted(last) || step(vm) != ASTER_FAILED);
  cr_assert(aster_promise_post(last, answer, drop, &forty_two));
  cr_assert(aster_loop_run(vm));
  step(vm);
  cr_assert(!aster_promise_wanted(last));
  cr_assert_eq(dropped, 1);
  cr_assert_eq(aster_task_state(vm, aster_ref(task)), ASTER_TASK_CANCELLED);
  cr_assert_eq(aster_task_cancel(vm, aster_ref(task), NULL), 0);
  cr_assert(!aster_ok(aster_task_result(vm, aster_ref(task))));
  AsterValue exc = aster_take_error(vm);
  cr_assert(api_is(vm, aster_repr(vm, aster_ref(exc)), "\"CancelledError('enough')\""));
  aster_release(vm, exc);
  aster_promise_release(last);
  aster_release(vm, task);
  aster_free(vm);
}

Test(api_async, vm_gone_meanwhile) {
  AsterVM *vm = open_host();
  AsterPort *port = aster_port_new(vm);
  AsterValue task = spawn(vm, "get()");
  step(vm);
  AsterPromise *first = last;
  cr_assert(aster_promise_post(first, answer, drop, &forty_two));  // waits in the inbox as the VM ends
  aster_release(vm, task);
  aster_free(vm);
  cr_assert_eq(dropped, 1);
  cr_assert(!aster_promise_wanted(first));
  cr_assert(!aster_promise_post(first, answer, drop, &forty_two));
  cr_assert(!aster_promise_resolve(first, aster_ref(aster_absent())));
  aster_promise_release(first);
  cr_assert(!aster_port_post(port, NULL, drop, NULL));
  cr_assert(!aster_port_interrupt(port, ASTER_INTERRUPT_KILL));
  cr_assert_eq(dropped, 1);
  aster_port_release(port);
  aster_port_release(NULL);
}

// ---- ports

static void run_message(AsterVM *vm, void *user) {
  if (user) api_exec(vm, "messages = globals().get('messages', 0) + 1");
  else aster_raise(vm, "ValueError", "left behind");
}

Test(api_async, ports) {
  AsterVM *vm = open_host();
  AsterPort *port = aster_port_new(vm);
  cr_assert(aster_port_post(port, run_message, drop, vm));
  cr_assert(aster_port_post(port, run_message, drop, vm));
  step(vm);
  cr_assert(api_is(vm, aster_eval(vm, "messages", NULL), "2"));
  cr_assert(aster_port_interrupt(port, ASTER_INTERRUPT_RAISE));
  cr_assert(!aster_ok(aster_eval(vm, "[0 for i in iter(int, 1)]", NULL)));
  cr_assert(api_raised(vm, "KeyboardInterrupt", "interrupted by the host"));
  aster_port_release(port);
  aster_free(vm);
}

// ---- tasks

static void note_done(AsterVM *vm, AsterRef task, void *user) {
  AsterValue v = aster_task_result(vm, task);
  int64_t n;
  cr_assert(aster_get_int(vm, aster_ref(v), &n));
  *(int64_t *)user += n;
  aster_release(vm, v);
}

Test(api_async, told_when_done) {
  AsterVM *vm = open_host();
  int64_t sum = 0;
  api_exec(vm, "async def f(n):\n  await asyncio.sleep(0.001)\n  return n");
  AsterValue a = spawn(vm, "f(1)"), b = spawn(vm, "f(20)"), n = aster_int_new(vm, 1);
  cr_assert(aster_task_on_done(vm, aster_ref(a), note_done, &sum));
  cr_assert(aster_task_on_done(vm, aster_ref(b), note_done, &sum));
  cr_assert(aster_loop_run(vm));
  cr_assert_eq(sum, 21);
  cr_assert(aster_task_on_done(vm, aster_ref(a), note_done, &sum));
  cr_assert(aster_loop_run(vm));
  cr_assert_eq(sum, 22);
  cr_assert(!aster_task_on_done(vm, aster_ref(n), note_done, &sum));
  cr_assert(api_raised(vm, "TypeError", "a task or future is required, not int"));
  cr_assert_eq(aster_task_state(vm, aster_ref(n)), ASTER_TASK_NONE);
  cr_assert(api_raised(vm, "TypeError", NULL));
  cr_assert(!aster_ok(aster_task_result(vm, aster_ref(n))));
  cr_assert(api_raised(vm, "TypeError", NULL));
  cr_assert_eq(aster_task_cancel(vm, aster_ref(n), NULL), -1);
  cr_assert(api_raised(vm, "TypeError", NULL));
  cr_assert(!aster_ok(aster_spawn(vm, aster_ref(n), NULL)));
  cr_assert(api_raised(vm, "TypeError", NULL));
  aster_release(vm, a);
  aster_release(vm, b);
  AsterValue c = api_eval(vm, "f(3)"), named = aster_spawn(vm, aster_ref(c), "worker");
  cr_assert(!aster_ok(aster_task_result(vm, aster_ref(named))));
  cr_assert(aster_pending(vm));
  aster_clear_error(vm);
  cr_assert(api_is(vm, aster_call_method(vm, aster_ref(named), "get_name", NULL, 0), "'worker'"));
  cr_assert(aster_loop_shutdown(vm));
  cr_assert_eq(aster_task_state(vm, aster_ref(named)), ASTER_TASK_CANCELLED);
  aster_release(vm, named);
  aster_release(vm, c);
  aster_free(vm);
}

static void note_event(void *user, AsterVM *vm, AsterTaskEvent event, AsterRef task, AsterRef detail) {
  (void)vm, (void)task;
  char *log = user;
  size_t len = strlen(log);
  char letter = event == ASTER_TASK_CREATED ? 'c' : event == ASTER_TASK_WOKEN ? 'w' : event == ASTER_TASK_RESUMED ? 'r' : event == ASTER_TASK_SUSPENDED ? 's' : 'e';
  if (letter == 's' && aster_kind(vm, detail) == ASTER_KIND_FUTURE) letter = 'S';
  if (len < 60) log[len] = letter, log[len + 1] = 0;
}

Test(api_async, watched_tasks) {
  AsterVM *vm = open_host();
  char log[64] = "";
  api_exec(vm, "async def f():\n  await asyncio.sleep(0)\n  await asyncio.sleep(0.001)");
  cr_assert(aster_watch_tasks(vm, ASTER_TASK_CREATED | ASTER_TASK_RESUMED | ASTER_TASK_SUSPENDED | ASTER_TASK_ENDED, note_event, log));
  aster_release(vm, spawn(vm, "f()"));
  cr_assert(aster_loop_run(vm));
  cr_assert_str_eq(log, "crsrSre");
  cr_assert(aster_watch_tasks(vm, ASTER_TASK_ENDED, note_event, log));
  aster_release(vm, spawn(vm, "f()"));
  cr_assert(aster_loop_run(vm));
  cr_assert_str_eq(log, "crsrSree");
  log[0] = 0;
  cr_assert(aster_watch_tasks(vm, 31, note_event, log));
  aster_release(vm, spawn(vm, "f()"));
  cr_assert(aster_loop_run(vm));
  cr_assert_str_eq(log, "crsrSwre");
  cr_assert(aster_watch_tasks(vm, 0, NULL, NULL));
  aster_release(vm, spawn(vm, "f()"));
  cr_assert(aster_loop_run(vm));
  cr_assert_str_eq(log, "crsrSwre");
  aster_free(vm);
}

static const char program[] =
  "import asyncio, host\n"
  "async def leaf():\n"
  "  await host.fetch()\n"
  "async def middle():\n"
  "  await leaf()\n"
  "async def outer(t):\n"
  "  await t\n"
  "async def sleeper():\n"
  "  await asyncio.sleep(1000)\n"
  "async def main():\n"
  "  t = asyncio.create_task(middle(), name='mid')\n"
  "  u = asyncio.create_task(outer(t), name='out')\n"
  "  s = asyncio.create_task(sleeper(), name='\"sleepy\"')\n"
  "  await asyncio.gather(u, s)\n";

Test(api_async, snapshots) {
  AsterVM *vm = open_host();
  cr_assert(api_is(vm, aster_snapshot(vm, false), "''"));
  AsterValue r = aster_exec(vm, program, "app.as");
  aster_release(vm, r);
  AsterValue task = spawn(vm, "main()");
  for (int i = 0; i < 4; i++) step(vm);
  AsterValue text = aster_snapshot(vm, false);
  const char *s = aster_get_str(vm, aster_ref(text), NULL);
  cr_assert(strstr(s, "mid waiting: middle\n    at middle (app.as:5)\n    at leaf (app.as:3)\n    waits for future\n    awaited by out\n"), "%s", s);
  cr_assert(strstr(s, "out waiting: outer\n    at outer (app.as:7)\n    waits for mid\n    awaited by gather\n"), "%s", s);
  cr_assert(strstr(s, " s left\n"), "%s", s);
  aster_release(vm, text);
  AsterValue json = aster_snapshot(vm, true);
  cr_assert(aster_setattr(vm, aster_main(vm), "snapshot", aster_ref(json)));
  aster_release(vm, json);
  api_exec(vm, "import json\nd = {t['name']: t for t in json.loads(snapshot)['tasks']}");
  cr_assert(api_is(vm, aster_eval(vm, "d['out']['waits_for'], d['mid']['awaited_by'], d['mid']['state'], d['mid']['stack'][1]", NULL),
                   "({'kind': 'task', 'name': 'mid'}, ['out'], 'waiting', {'function': 'leaf', 'file': 'app.as', 'line': 3})"));
  cr_assert(api_is(vm, aster_eval(vm, "d['\"sleepy\"']['waits_for']['kind'], 900 < d['\"sleepy\"']['waits_for']['seconds'] <= 1000", NULL), "('sleep', True)"));
  aster_promise_release(last);
  cr_assert(aster_loop_shutdown(vm));
  aster_release(vm, task);
  aster_free(vm);
}

Test(api_async, await_chain_of_an_error) {
  AsterVM *vm = open_host();
  AsterValue r = aster_exec(vm,
    "async def inner():\n  await asyncio.sleep(0)\n  await asyncio.sleep(0)\n  return host.await_chain()\n"
    "async def waits(t):\n  return await t\n"
    "async def main():\n  t = asyncio.create_task(inner())\n  u = asyncio.create_task(waits(t), name='two')\n  return await u\n", "app.as");
  aster_release(vm, r);
  AsterValue co = api_eval(vm, "main()"), task = aster_spawn(vm, aster_ref(co), "one");
  cr_assert(api_is(vm, aster_loop_run_until(vm, aster_ref(task)), "['two in waits:6', 'one in main:10']"));
  aster_release(vm, co);
  aster_release(vm, task);
  aster_free(vm);
}

// ---- loops

Test(api_async, driven_from_outside) {
  AsterVM *vm = open_host();
  api_exec(vm, "ticks = 0\nasync def f():\n  global ticks\n  for i in range(5):\n    await asyncio.sleep(0.02)\n    ticks += 1");
  aster_release(vm, spawn(vm, "f()"));
  AsterIdle idle;
  AsterStatus status;
  int waits = 0;
  while ((status = aster_loop_step(vm, (AsterBudget){.microseconds = 5000}, &idle)) != ASTER_DONE) {
    cr_assert_neq(status, ASTER_FAILED);
    if (status != ASTER_IDLE) continue;
    cr_assert(idle.fd >= 0 && idle.seconds >= 0 && idle.seconds < 1);
    struct pollfd p = {idle.fd, POLLIN, 0};
    poll(&p, 1, (int)(idle.seconds * 1000) + 1);
    waits++;
  }
  cr_assert_geq(waits, 1);  // a busy machine may have let a sleep go by before it was asked
  cr_assert(api_is(vm, aster_eval(vm, "ticks", NULL), "5"));
  aster_free(vm);
}

Test(api_async, woken_through_the_descriptor) {
  AsterVM *vm = open_host();
  AsterValue task = spawn(vm, "get()");
  AsterIdle idle;
  while (aster_loop_step(vm, (AsterBudget){.microseconds = 5000}, &idle) == ASTER_SUSPENDED) {}
  pthread_t thread;
  cr_assert_eq(pthread_create(&thread, NULL, complete_later, last), 0);
  struct pollfd p = {idle.fd, POLLIN, 0};
  cr_assert_eq(poll(&p, 1, 5000), 1);
  AsterStatus status;
  while ((status = aster_loop_step(vm, (AsterBudget){.microseconds = 5000}, &idle)) == ASTER_SUSPENDED || status == ASTER_IDLE) {}
  cr_assert_eq(status, ASTER_DONE);
  pthread_join(thread, NULL);
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(task)), "42"));
  aster_release(vm, task);
  aster_free(vm);
}

Test(api_async, budget_inside_a_callback) {
  AsterVM *vm = open_host();
  api_exec(vm, "n = 0\nasync def hog():\n  global n\n  for i in range(20000): n += 1\n  return n\nasync def other(): return 5");
  AsterValue hog = spawn(vm, "hog()"), other = spawn(vm, "other()");
  int slices = 0;
  AsterStatus status;
  while ((status = aster_loop_step(vm, (AsterBudget){.steps = 1000}, NULL)) == ASTER_SUSPENDED) {
    slices++;
    AsterValue co = api_eval(vm, "other()");
    cr_assert(!aster_ok(aster_loop_run_until(vm, aster_ref(co))));  // it runs, if suspended
    cr_assert(api_raised(vm, "RuntimeError", NULL));
    cr_assert(aster_ok(aster_call_method(vm, aster_ref(co), "close", NULL, 0)));
    aster_release(vm, co);
  }
  cr_assert_eq(status, ASTER_DONE);
  cr_assert_geq(slices, 20);
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(hog)), "20000"));
  cr_assert(api_is(vm, aster_task_result(vm, aster_ref(other)), "5"));
  aster_release(vm, hog);
  hog = spawn(vm, "hog()");
  cr_assert_eq(aster_loop_step(vm, (AsterBudget){.steps = 1000}, NULL), ASTER_SUSPENDED);
  aster_release(vm, hog);
  aster_release(vm, other);
  aster_free(vm);  // in the middle
}

Test(api_async, what_ends_a_loop) {
  AsterVM *vm = open_host();
  api_exec(vm, "async def f(): raise SystemExit(3)\nasync def g(): raise ValueError('kept')");
  aster_release(vm, spawn(vm, "f()"));
  cr_assert_eq(aster_loop_step(vm, (AsterBudget){.steps = 1000000}, NULL), ASTER_FAILED);  // the report imports modules
  cr_assert(api_raised(vm, "SystemExit", "3"));
  AsterValue g = spawn(vm, "g()");
  cr_assert(aster_loop_run(vm));
  cr_assert_eq(aster_task_state(vm, aster_ref(g)), ASTER_TASK_FAILED);
  cr_assert(!aster_ok(aster_task_result(vm, aster_ref(g))));
  cr_assert(api_raised(vm, "ValueError", "kept"));
  aster_release(vm, g);
  AsterValue co = api_eval(vm, "g()");
  cr_assert(!aster_ok(aster_loop_run_until(vm, aster_ref(co))));
  cr_assert(api_raised(vm, "ValueError", "kept"));
  aster_release(vm, co);
  cr_assert(aster_loop_shutdown(vm));
  aster_free(vm);
}
