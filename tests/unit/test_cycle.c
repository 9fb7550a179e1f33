// SPDX-License-Identifier: MIT
// test_cycle.c - the collector of cycles: what it frees, what it keeps, and when finalisers and weak references are told.
#include "tests/unit/unit.h"

static Value run(VM *vm, Dict *globals, const char *source) {
  Value done = unit_run(vm, globals, source, COMPILE_EXEC);
  cr_assert(done != V_ABSENT, "%s raises", source);
  release(vm, done);
  return V_NONE;
}

Test(cycle, a_list_in_itself) {
  VM *vm = vm_open();
  gc_collect(vm, 2);
  uint64_t before = vm->live_objects;
  for (int i = 0; i < 10; i++) {
    Value list = list_new(vm, 1);
    cr_assert(list_append(vm, as_list(list), list));
    release(vm, list);
  }
  cr_assert_eq(vm->live_objects, before + 10, "counting alone does not free a cycle: %llu objects", (unsigned long long)(vm->live_objects - before));
  cr_assert_eq(gc_collect(vm, 2), 10);
  cr_assert_eq(vm->live_objects, before);
  vm_close(vm);
}

Test(cycle, what_is_referred_to_from_outside_stays) {
  VM *vm = vm_open();
  gc_collect(vm, 2);
  Value a = list_new(vm, 1), b = list_new(vm, 1);
  cr_assert(list_append(vm, as_list(a), b));
  cr_assert(list_append(vm, as_list(b), a));
  release(vm, b);
  cr_assert_eq(gc_collect(vm, 2), 0);
  cr_assert_eq(as_list(a)->len, 1);
  cr_assert_eq(as_list(as_list(a)->items[0])->items[0], a);
  release(vm, a);
  cr_assert_eq(gc_collect(vm, 2), 2);
  vm_close(vm);
}

Test(cycle, instances_closures_generators) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  run(vm, globals, "class A: pass\n"
                   "def make():\n"
                   "  a = A(); a.self = a; a.d = {'k': [a]}\n"
                   "  def f(): return f, a\n"
                   "  a.f = f\n"
                   "  def g(): yield a, it[0]\n"
                   "  it = [None]; it[0] = g(); next(it[0]); a.g = it[0]\n"
                   "make()\n");
  run(vm, globals, "for i in range(50): make()\ndel i\n");
  gc_collect(vm, 2);
  uint64_t before = vm->live_objects;
  run(vm, globals, "for i in range(50): make()\ndel i\n");
  gc_collect(vm, 2);
  cr_assert_eq(vm->live_objects, before, "%lld objects more", (long long)(vm->live_objects - before));
  decref(vm, globals);
  vm_close(vm);
}

Test(cycle, finalisers_run_once_and_may_rescue) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  run(vm, globals, "log = []\n"
                   "class A:\n"
                   "  def __del__(self):\n"
                   "    log.append(self.name); saved.append(self)\n"
                   "saved = []\n"
                   "a = A(); a.me = a; a.name = 'x'; del a\n");
  gc_collect(vm, 2);
  Value saved = dict_get_c(vm, globals, "saved"), log = dict_get_c(vm, globals, "log");
  cr_assert_eq(as_list(saved)->len, 1, "a finaliser may make the object live again");
  run(vm, globals, "saved.clear()\n");
  gc_collect(vm, 2);
  cr_assert_eq(as_list(log)->len, 1, "the finaliser runs once");
  decref(vm, globals);
  vm_close(vm);
}

Test(cycle, weak_references_are_cleared_before_finalisers) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  run(vm, globals, "import weakref\n"
                   "log = []\n"
                   "class A:\n"
                   "  def __del__(self): log.append(r() is None)\n"
                   "a = A(); a.me = a\n"
                   "r = weakref.ref(a, lambda ref: log.append('callback'))\n"
                   "del a\n");
  gc_collect(vm, 2);
  cr_assert(unit_repr_is(vm, dict_get_c(vm, globals, "log"), "['callback', True]") ||
            unit_repr_is(vm, dict_get_c(vm, globals, "log"), "[True, 'callback']"));
  decref(vm, globals);
  vm_close(vm);
}

Test(cycle, collections_start_by_themselves) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  uint64_t before = vm->live_objects;
  run(vm, globals, "for i in range(200000):\n  l = []\n  l.append(l)\ndel l, i\n");
  cr_assert_lt(vm->live_objects, before + 20000, "%llu objects", (unsigned long long)vm->live_objects);
  decref(vm, globals);
  vm_close(vm);
}

Test(cycle, a_long_chain_dies_without_recursion) {
  VM *vm = vm_open();
  Value chain = V_NONE;
  for (int i = 0; i < 1000000; i++) {
    Value link = list_new(vm, 1);
    cr_assert(link && list_append_steal(vm, as_list(link), chain));
    chain = link;
  }
  release(vm, chain);
  vm_close(vm);
}
