// SPDX-License-Identifier: MIT
// test_vm.c - the life of a VM and its limits.
#include "tests/api/api.h"

Test(api_vm, defaults) {
  cr_assert_str_eq(aster_version(), ASTER_VERSION);
  AsterVM *vm = aster_new(NULL);
  cr_assert_not_null(vm);
  cr_assert_null(aster_user(vm));
  aster_free(vm);
  aster_free(NULL);
}

Test(api_vm, user_data) {
  int mine;
  AsterConfig config = {.user = &mine};
  AsterVM *vm = aster_new(&config);
  cr_assert_eq(aster_user(vm), &mine);
  aster_free(vm);
}

Test(api_vm, memory_limit_is_a_catchable_error) {
  AsterConfig config = {.memory_limit = 8 << 20, .leak_check = true};
  AsterVM *vm = aster_new(&config);
  api_exec(vm, "try:\n  x = [0] * 10_000_000\nexcept MemoryError:\n  x = 'caught'\n");
  cr_assert(api_is(vm, aster_eval(vm, "x", NULL), "'caught'"));
  AsterMemory m = aster_memory(vm);
  cr_assert(m.limit == 8 << 20 && m.used < m.limit && m.peak >= m.used && m.objects > 500);
  aster_set_memory_limit(vm, 0);
  cr_assert(api_is(vm, aster_eval(vm, "len([0] * 10_000_000)", NULL), "10000000"));
  aster_set_memory_limit(vm, 1);
  cr_assert(!aster_ok(aster_eval(vm, "[0] * 100", NULL)));
  cr_assert(aster_error_is(vm, "MemoryError"));
  aster_free(vm);  // whatever the limit, it ends in order
}

Test(api_vm, frame_limit) {
  AsterConfig config = {.frame_limit = 50, .leak_check = true};
  AsterVM *vm = aster_new(&config);
  api_exec(vm, "import sys\ndef f(n): return f(n - 1) if n else 0");
  cr_assert(api_is(vm, aster_eval(vm, "f(40), sys.getrecursionlimit()", NULL), "(0, 50)"));
  cr_assert(!aster_ok(aster_eval(vm, "f(60)", NULL)));
  cr_assert(api_raised(vm, "RecursionError", "maximum recursion depth exceeded"));
  cr_assert(!aster_ok(aster_eval(vm, "sys.setrecursionlimit(51)", NULL)));
  cr_assert(api_raised(vm, "ValueError", "the host allows a recursion limit of at most 50"));
  aster_free(vm);
}

Test(api_vm, stack_limit) {
  AsterConfig config = {.stack_limit = 1 << 20, .leak_check = true};
  AsterVM *vm = aster_new(&config);
  api_exec(vm, "x = []\nfor i in range(100000): x = [x]");
  cr_assert(!aster_ok(aster_eval(vm, "repr(x)", NULL)));
  cr_assert(api_raised(vm, "RecursionError", NULL));
  aster_free(vm);
}

Test(api_vm, freed_in_any_state) {
  AsterVM *vm = api_open();
  api_exec(vm, "import asyncio\nasync def f(): await asyncio.sleep(9)\nc = f()\ng = (i for i in range(3))\nnext(g)\nc.close()");
  aster_release(vm, aster_eval(vm, "[[], {}]", NULL));
  aster_raise(vm, "ValueError", "pending");
  aster_free(vm);
}
