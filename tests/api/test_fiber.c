// SPDX-License-Identifier: MIT
// test_fiber.c - budgets and interrupts: scripts that would never end are suspended, resumed, interrupted and ended, wherever they are.
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tests/api/api.h"

static AsterFiber *fiber_of(AsterVM *vm, const char *expression) {
  AsterValue f = api_eval(vm, expression);
  AsterFiber *fiber = aster_fiber_new(vm, aster_ref(f), NULL, 0, 0);
  cr_assert_not_null(fiber);
  aster_release(vm, f);
  return fiber;
}

static const AsterBudget some_steps = {.steps = 1000};

Test(api_fiber, suspended_and_resumed) {
  AsterVM *vm = api_open();
  api_exec(vm, "at = 0\ndef f(a, b):\n  global at\n  for i in range(10000):\n    at = i\n  return a + b");
  AsterValue f = api_eval(vm, "f"), one = aster_int_new(vm, 1), two = aster_int_new(vm, 2), result;
  AsterRef args[] = {aster_ref(one), aster_ref(two)};
  AsterFiber *fiber = aster_fiber_new(vm, aster_ref(f), args, 2, 0);
  aster_release(vm, f);
  int slices = 0;
  AsterStatus status;
  while ((status = aster_fiber_resume(fiber, some_steps, &result)) == ASTER_SUSPENDED) {
    slices++;
    cr_assert(!aster_ok(result));
    api_exec(vm, "seen = at");  // other script runs meanwhile
  }
  cr_assert_eq(status, ASTER_DONE);
  cr_assert_eq(slices, 10);
  cr_assert(api_is(vm, result, "3"));
  cr_assert(api_is(vm, aster_eval(vm, "8000 < seen < 10000", NULL), "True"));
  cr_assert_eq(aster_fiber_resume(fiber, some_steps, &result), ASTER_FAILED);
  cr_assert(api_raised(vm, "RuntimeError", "the fiber has ended"));
  aster_fiber_free(fiber);
  aster_fiber_free(NULL);
  aster_free(vm);
}

Test(api_fiber, steps_are_the_same_in_every_run) {
  int64_t first = -1;
  for (int run = 0; run < 3; run++) {
    AsterVM *vm = api_open();
    api_exec(vm, "n = 0\ndef f():\n  global n\n  while True:\n    n += 1\n    sorted([3, 2, 1], key=lambda v: v)");
    AsterFiber *fiber = fiber_of(vm, "f");
    for (int i = 0; i < 5; i++) cr_assert_eq(aster_fiber_resume(fiber, some_steps, NULL), ASTER_SUSPENDED);
    AsterValue v = api_eval(vm, "n");
    int64_t n;
    cr_assert(aster_get_int(vm, aster_ref(v), &n));
    if (first < 0) first = n;
    cr_assert_eq(n, first);
    aster_free(vm);
  }
}

Test(api_fiber, errors_come_out) {
  AsterVM *vm = api_open();
  api_exec(vm, "def f():\n  for i in range(5000): pass\n  raise ValueError('late')");
  AsterFiber *fiber = fiber_of(vm, "f");
  AsterStatus status;
  while ((status = aster_fiber_resume(fiber, some_steps, NULL)) == ASTER_SUSPENDED) {}
  cr_assert_eq(status, ASTER_FAILED);
  cr_assert(api_raised(vm, "ValueError", "late"));
  aster_fiber_free(fiber);
  AsterValue n = aster_int_new(vm, 1);
  fiber = aster_fiber_new(vm, aster_ref(n), NULL, 0, 0);
  cr_assert_eq(aster_fiber_resume(fiber, some_steps, NULL), ASTER_FAILED);
  cr_assert(api_raised(vm, "TypeError", "'int' object is not callable"));
  aster_free(vm);
}

Test(api_fiber, many_side_by_side) {
  enum { COUNT = 200 };
  AsterVM *vm = api_open();
  api_exec(vm, "total = []\ndef worker():\n  def inner(n):\n    if n: return inner(n - 1)\n    for i in range(300): pass\n    return 1\n  k = sum(inner(i % 40) for i in range(20))\n  total.append(k)");
  AsterFiber *fibers[COUNT];
  for (int i = 0; i < COUNT; i++) fibers[i] = fiber_of(vm, "worker");
  for (int left = COUNT; left;) {
    left = 0;
    for (int i = 0; i < COUNT; i++) {
      if (!fibers[i]) continue;
      AsterStatus status = aster_fiber_resume(fibers[i], some_steps, NULL);
      cr_assert_neq(status, ASTER_FAILED);
      if (status == ASTER_DONE) aster_fiber_free(fibers[i]), fibers[i] = NULL;
      else left++;
    }
  }
  cr_assert(api_is(vm, aster_eval(vm, "len(total), set(total)", NULL), "(200, {20})"));
  aster_free(vm);
}

// Each would run for minutes or for ever. Every slice must come back soon, and ending the fiber must unwind it.
static const char *const endless[] = {
  "(lambda: [0 for i in iter(int, 1)])",
  "(lambda: sum(iter(int, 1)))",
  "(lambda: max(range(10**15)))",
  "(lambda: any(iter(int, 1)))",
  "(lambda: list(zip(*[iter(int, 1)] * 3, strict=True)) if 0 else all(iter(lambda: 1, 0)))",
  "(lambda: next(x for x in iter(int, 1) if x))",
  "(lambda: 5 in iter(int, 1))",
  "(lambda: __import__('collections').deque(iter(int, 1), maxlen=0))",
  "(lambda: next(__import__('itertools').islice(__import__('itertools').count(), 10**15, None)))",
  "(lambda: __import__('functools').reduce(lambda a, b: b, iter(int, 1)))",
  "(lambda: ''.join('' for i in iter(int, 1)))",
  "(lambda: sorted(range(3), key=lambda v: sum(iter(int, 1))))",
  "(lambda: sorted([[0] * 200 + [i % 7, i] for i in range(200000)]) and spin())",
  "deep_equal", "deep_repr", "deep_hash",
  "(lambda: 3 ** (1 << 24))",
  "(lambda: pow(3, 7 ** 200000, 11 ** 30000))",
  "(lambda: (3 ** 2000000) // (7 ** 400000))",
  "(lambda: (7 ** 3000000) * (5 ** 3000000))",
  "(lambda: __import__('math').gcd(3 ** 1000000, 7 ** 500000))",
  "(lambda: str(3 ** 4000000))",
  "(lambda: int('7' * 4000000))",
  "(lambda: __import__('re').match('(a+)+$', 'a' * 40 + 'b'))",
  "(lambda: __import__('re').match('(x+x+)+[yz]$', 'x' * 50))",
  "(lambda: spin())",
  "try_for_ever",
  "(lambda: __import__('time').sleep(100000))",
};

static void open_endless(AsterVM *vm) {
  api_exec(vm,
    "import re, math, time, itertools, functools, collections, sys\n"
    "sys.set_int_max_str_digits(0)\n"
    "def spin():\n  while True: pass\n"
    "def try_for_ever():\n  while True:\n    try:\n      spin()\n    except BaseException:\n      pass\n    finally:\n      continue\n"
    "def nest():\n  a = 1\n  for i in range(64): a = [a, a]\n  return a\n"
    "def nest_tuple():\n  a = 1\n  for i in range(64): a = (a, a)\n  return a\n"
    "def deep_equal(): return nest() == nest()\n"
    "def deep_repr(): return repr(nest())\n"
    "def deep_hash(): return hash(nest_tuple())\n");
}

Test(api_fiber, suspended_inside_long_native_work, .timeout = 100) {
  for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
    AsterConfig config = {.leak_check = true, .memory_limit = 512 << 20};
    AsterVM *vm = aster_new(&config);
    open_endless(vm);
    AsterFiber *fiber = fiber_of(vm, endless[i]);
    int slices = 0;
    AsterStatus status = ASTER_SUSPENDED;
    for (; slices < 20 && status == ASTER_SUSPENDED; slices++) status = aster_fiber_resume(fiber, (AsterBudget){.microseconds = 500}, NULL);
    if (status == ASTER_FAILED) aster_print_error(vm);
    cr_assert_eq(status, ASTER_SUSPENDED, "%s was not suspended 20 times but %d", endless[i], slices);
    if (i % 2) aster_fiber_free(fiber);  // the others end with their VM
    aster_free(vm);
  }
}

typedef struct Interrupter { AsterVM *vm; AsterInterrupt kind; pthread_t thread; } Interrupter;

static void *interrupt_soon(void *arg) {
  Interrupter *i = arg;
  nanosleep(&(struct timespec){0, 20000000}, NULL);
  aster_interrupt(i->vm, i->kind);
  return NULL;
}

static void start(Interrupter *i, AsterVM *vm, AsterInterrupt kind) {
  *i = (Interrupter){.vm = vm, .kind = kind};
  cr_assert_eq(pthread_create(&i->thread, NULL, interrupt_soon, i), 0);
}

Test(api_fiber, interrupted_from_another_thread, .timeout = 100) {
  for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
    AsterConfig config = {.leak_check = true, .memory_limit = 512 << 20, .sandbox = true, .allow = ASTER_CAN_CLOCK};
    AsterVM *vm = aster_new(&config);
    open_endless(vm);
    AsterValue f = api_eval(vm, endless[i]);
    Interrupter interrupter;
    start(&interrupter, vm, ASTER_INTERRUPT_KILL);
    AsterValue r = aster_call(vm, aster_ref(f), NULL, 0);
    pthread_join(interrupter.thread, NULL);
    cr_assert(!aster_ok(r), "%s ended by itself", endless[i]);
    cr_assert(api_raised(vm, "KeyboardInterrupt", "interrupted by the host"), "%s", endless[i]);
    cr_assert(api_is(vm, aster_eval(vm, "1 + 1", NULL), "2"));  // what comes after it is not hit
    aster_release(vm, f);
    aster_free(vm);
  }
}

Test(api_fiber, catchable_interrupt) {
  AsterVM *vm = api_open();
  api_exec(vm, "def f():\n  try:\n    while True: pass\n  except KeyboardInterrupt as e:\n    return str(e)\n  finally:\n    global cleaned\n    cleaned = True");
  AsterValue f = api_eval(vm, "f");
  Interrupter interrupter;
  start(&interrupter, vm, ASTER_INTERRUPT_RAISE);
  cr_assert(api_is(vm, aster_call(vm, aster_ref(f), NULL, 0), "'interrupted by the host'"));
  pthread_join(interrupter.thread, NULL);
  cr_assert(api_is(vm, aster_eval(vm, "cleaned", NULL), "True"));
  aster_release(vm, f);
  aster_free(vm);
}

static AsterVM *signalled;
static void on_alarm(int number) { (void)number, aster_interrupt(signalled, ASTER_INTERRUPT_RAISE); }

Test(api_fiber, interrupt_from_a_signal_handler_ends_a_wait) {
  AsterVM *vm = signalled = api_open();
  signal(SIGALRM, on_alarm);
  api_exec(vm, "import asyncio");
  ualarm(30000, 30000);  // again and again: the first may come before the wait, where something catches it
  AsterValue r = aster_eval(vm, "asyncio.run(asyncio.sleep(1000))", NULL);
  ualarm(0, 0);
  cr_assert(!aster_ok(r));
  cr_assert(aster_error_is(vm, "KeyboardInterrupt"));
  aster_clear_error(vm);
  aster_free(vm);
}

static AsterValue pauses(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  if (!aster_suspend(vm)) return aster_raise(vm, "RuntimeError", "no fiber");
  if (!aster_poll(vm)) return aster_absent();
  return aster_call(vm, args[0], NULL, 0);
}

Test(api_fiber, c_functions_stay_suspended) {
  AsterVM *vm = api_open();
  static const AsterFunction functions[] = {{"pauses", "(f)", pauses, 0, NULL}, {0}};
  AsterValue m = aster_module_new(vm, "host", NULL, functions), result;
  aster_release(vm, m);
  api_exec(vm, "import host\nlog = []\ndef deep(n):\n  log.append(n)\n  return host.pauses(lambda: deep(n - 1)) if n else 'bottom'");
  AsterFiber *fiber = fiber_of(vm, "(lambda: deep(3))");
  for (int i = 0; i < 3; i++) cr_assert_eq(aster_fiber_resume(fiber, (AsterBudget){0}, &result), ASTER_SUSPENDED);
  cr_assert(api_is(vm, aster_eval(vm, "log", NULL), "[3, 2, 1]"));
  cr_assert_eq(aster_fiber_resume(fiber, (AsterBudget){0}, &result), ASTER_DONE);
  cr_assert(api_is(vm, result, "'bottom'"));
  cr_assert(!aster_ok(aster_eval(vm, "deep(1)", NULL)));
  cr_assert(api_raised(vm, "RuntimeError", "no fiber"));
  aster_fiber_free(fiber);
  fiber = fiber_of(vm, "(lambda: deep(3))");  // ended while C functions are suspended
  cr_assert_eq(aster_fiber_resume(fiber, (AsterBudget){0}, NULL), ASTER_SUSPENDED);
  aster_free(vm);
}

Test(api_fiber, own_recursion_and_stack_limits) {
  AsterVM *vm = api_open();
  api_exec(vm, "def deep(n): return deep(n - 1) + 1 if n else 0\ndef natively(x):\n  for i in range(100000): x = [x]\n  return repr(x)");
  AsterFiber *fiber = fiber_of(vm, "(lambda: deep(100000))");
  cr_assert_eq(aster_fiber_resume(fiber, (AsterBudget){0}, NULL), ASTER_FAILED);
  cr_assert(api_raised(vm, "RecursionError", NULL));
  fiber = fiber_of(vm, "(lambda: natively(1))");
  cr_assert_eq(aster_fiber_resume(fiber, (AsterBudget){0}, NULL), ASTER_FAILED);
  cr_assert(api_raised(vm, "RecursionError", NULL));
  aster_free(vm);
}
