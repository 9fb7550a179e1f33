// SPDX-License-Identifier: MIT
// test_set.c - set: membership under many changes, its operations, the frozen form's hash.
#include "tests/unit/unit.h"

Test(set, agrees_with_a_plain_table) {
  VM *vm = vm_open();
  Value v = set_new(vm);
  Set *s = as_set(v);
  bool table[512] = {false};
  size_t used = 0;
  uint64_t state = 7;
  for (int round = 0; round < 60000; round++) {
    uint64_t r = unit_random(&state);
    unsigned key = r % 512;
    if (r >> 32 & 1) {
      cr_assert_eq(set_add(vm, s, from_int(key)), !table[key]);
      used += !table[key];
      table[key] = true;
    } else {
      cr_assert_eq(set_discard(vm, s, from_int(key)), table[key]);
      used -= table[key];
      table[key] = false;
    }
    cr_assert_eq(s->used, used);
  }
  for (unsigned key = 0; key < 512; key++) cr_assert_eq(set_contains(vm, s, from_int(key)), table[key]);
  size_t pos = 0, seen = 0;
  for (Value key; set_step(s, &pos, &key); seen++) cr_assert(table[as_int(key)]);
  cr_assert_eq(seen, used);
  release(vm, v);
  vm_close(vm);
}

Test(set, small_sets_live_inside_the_object) {
  VM *vm = vm_open();
  Value v = set_new(vm);
  for (int i = 0; i < 4; i++) cr_assert_eq(set_add(vm, as_set(v), from_int(i)), 1);
  cr_assert_eq(as_set(v)->table, as_set(v)->small);
  for (int i = 4; i < 100; i++) cr_assert_eq(set_add(vm, as_set(v), from_int(i)), 1);
  cr_assert_neq(as_set(v)->table, as_set(v)->small);
  release(vm, v);
  vm_close(vm);
}

Test(set, operations) {
  VM *vm = vm_open();
  Value a = unit_eval(vm, "{1, 2, 3, 4}"), b = unit_eval(vm, "[3, 4, 5]");
  Value both = set_intersection(vm, as_set(a), b), less = set_difference(vm, as_set(a), b), odd = set_symmetric_difference(vm, as_set(a), b);
  cr_assert(unit_repr_is(vm, both, "{3, 4}"));
  cr_assert(unit_repr_is(vm, less, "{1, 2}"));
  cr_assert(unit_repr_is(vm, odd, "{1, 2, 5}"));
  cr_assert_eq(set_is_subset(vm, as_set(both), as_set(a)), 1);
  cr_assert_eq(set_is_subset(vm, as_set(a), as_set(both)), 0);
  release(vm, both);
  release(vm, less);
  release(vm, odd);
  release(vm, a);
  release(vm, b);
  vm_close(vm);
}

Test(set, frozen_sets_hash_by_content) {
  VM *vm = vm_open();
  Value a = unit_eval(vm, "frozenset([1, 2, 'x'])"), b = unit_eval(vm, "frozenset(['x', 2, 1])");
  int64_t hash_a, hash_b;
  cr_assert(obj_hash(vm, a, &hash_a) && obj_hash(vm, b, &hash_b));
  cr_assert_eq(hash_a, hash_b);
  cr_assert_eq(obj_eq(vm, a, b), 1);
  release(vm, a);
  release(vm, b);
  vm_close(vm);
}

Test(set, an_iterable_that_fails_leaves_a_whole_set) {
  VM *vm = vm_open();
  Value v = set_new(vm), bad = unit_eval(vm, "[1, 2, [], 3]");
  cr_assert_not(set_update(vm, as_set(v), bad));
  cr_assert(error_is(vm, EXC_TypeError));
  error_clear(vm);
  cr_assert(unit_repr_is(vm, v, "{1, 2}"));
  release(vm, bad);
  release(vm, v);
  vm_close(vm);
}
