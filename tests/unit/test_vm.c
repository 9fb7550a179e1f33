// SPDX-License-Identifier: MIT
// test_vm.c - VMs as the embedder sees them: several at a time, in threads, made and freed again and again, within a limit of memory.
#include "tests/unit/unit.h"

#include <pthread.h>

typedef struct Meter { size_t held, peak; } Meter;

static void *metered(void *user, void *block, size_t old_size, size_t new_size) {
  Meter *meter = user;
  if (new_size == 0) {
    meter->held -= old_size;
    free(block);
    return NULL;
  }
  void *moved = realloc(block, new_size);
  if (!moved) return NULL;
  meter->held += new_size - old_size;
  if (meter->held > meter->peak) meter->peak = meter->held;
  return moved;
}

Test(vm, begins_and_ends_a_hundred_times) {
  Meter meter = {0};
  AsterConfig config = {.alloc = metered, .alloc_user = &meter, .leak_check = true};
  for (int i = 0; i < 100; i++) {
    AsterVM *vm = aster_new(&config);
    cr_assert_not_null(vm);
    cr_assert_eq(aster_run_main(vm, ASTER_RUN_CODE, "import functools\nx = [i for i in range(100)]\nx.append(x)"), 0);
    aster_free(vm);
    cr_assert_eq(meter.held, 0, "every byte goes back to the hook");
  }
  cr_assert_lt(meter.peak, 5u << 20);
}

Test(vm, two_share_nothing) {
  VM *a = vm_open(), *b = vm_open();
  Dict *ga = dict_new(a), *gb = dict_new(b);
  Value done = unit_run(a, ga, "import sys\nsys.mark = 1\nx = 'a' * 10\n", COMPILE_EXEC);
  release(a, done);
  done = unit_run(b, gb, "import sys\nx = hasattr(sys, 'mark')\n", COMPILE_EXEC);
  release(b, done);
  cr_assert_eq(dict_get_c(b, gb, "x"), V_FALSE);
  Str *na = str_intern(a, "shared_name", 11), *nb = str_intern(b, "shared_name", 11);
  cr_assert_neq(na, nb);
  decref(a, na);
  decref(b, nb);
  decref(a, ga);
  decref(b, gb);
  vm_close(a);
  cr_assert(unit_eval_is(b, "sum(range(10))", "45"), "the other goes on");
  vm_close(b);
}

static void *work(void *arg) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  Value done = unit_run(vm, globals,
                        "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
                        "class A:\n  def __init__(self): self.me = self\n"
                        "for i in range(2000): A()\n"
                        "d = {str(i): i for i in range(5000)}\n"
                        "result = fib(18) + sum(d.values())\n", COMPILE_EXEC);
  release(vm, done);
  Value result = dict_get_c(vm, globals, "result");
  *(int64_t *)arg = result == V_ABSENT ? -1 : as_int(result);
  decref(vm, globals);
  vm_close(vm);
  return NULL;
}

Test(vm, two_run_at_once_in_two_threads) {
  pthread_t threads[2];
  int64_t results[2] = {0, 0};
  for (int i = 0; i < 2; i++) cr_assert_eq(pthread_create(&threads[i], NULL, work, &results[i]), 0);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < 2; i++) cr_assert_eq(results[i], 2584 + 12497500);
}

Test(vm, the_memory_limit_is_a_memory_error) {
  AsterConfig config = {.memory_limit = 20u << 20, .leak_check = true};
  VM *vm = (VM *)aster_new(&config);
  cr_assert_not_null(vm);
  Dict *globals = dict_new(vm);
  Value done = unit_run(vm, globals,
                        "keep = []\nresult = 0\n"
                        "try:\n  while True: keep.append('x' * 10000 + str(len(keep)))\n"
                        "except MemoryError: keep.clear(); result = 1\n"
                        "try: bytearray(1 << 40)\n"
                        "except MemoryError: result += 1\n", COMPILE_EXEC);
  release(vm, done);
  cr_assert(!has_error(vm));
  cr_assert_eq(dict_get_c(vm, globals, "result"), from_int(2));
  cr_assert_leq(vm->alloc.peak, 20u << 20);
  decref(vm, globals);
  vm_close(vm);
}

Test(vm, no_memory_to_start_is_null) {
  AsterConfig config = {.memory_limit = 1000};
  cr_assert_null(aster_new(&config));
  config.memory_limit = 100000;
  cr_assert_null(aster_new(&config));
}

Test(vm, exit_statuses) {
  static const struct { const char *code; int status; } cases[] = {
    {"pass", 0}, {"import sys; sys.exit(3)", 3}, {"raise SystemExit", 0}, {"raise SystemExit(None)", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    AsterConfig config = {.leak_check = true};
    AsterVM *vm = aster_new(&config);
    cr_assert_eq(aster_run_main(vm, ASTER_RUN_CODE, cases[i].code), cases[i].status, "%s", cases[i].code);
    aster_free(vm);
  }
}

Test(vm, deep_recursion_from_c_is_an_error) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  Value done = unit_run(vm, globals,
                        "class A:\n  def __eq__(self, other): return [self] == [other]\n  __hash__ = None\n"
                        "try: A() == A()\nexcept RecursionError: result = 1\n"
                        "def f(): return f()\n"
                        "try: f()\nexcept RecursionError: result += 1\n", COMPILE_EXEC);
  release(vm, done);
  cr_assert_eq(dict_get_c(vm, globals, "result"), from_int(2));
  decref(vm, globals);
  vm_close(vm);
}

Test(vm, a_seed_makes_hashes_the_same) {
  int64_t hashes[3];
  for (int i = 0; i < 3; i++) {
    AsterConfig config = {.hash_seeded = true, .hash_seed = i == 2 ? 8 : 7, .leak_check = true};
    VM *vm = (VM *)aster_new(&config);
    Value text = str_from_c(vm, "some text");
    cr_assert(obj_hash(vm, text, &hashes[i]));
    release(vm, text);
    vm_close(vm);
  }
  cr_assert_eq(hashes[0], hashes[1]);
  cr_assert_neq(hashes[0], hashes[2]);
}
