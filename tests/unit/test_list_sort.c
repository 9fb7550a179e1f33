// SPDX-License-Identifier: MIT
// test_list_sort.c - list's growth and slices, and the sort: right, stable, and safe when comparing fails.
#include "tests/unit/unit.h"

static int by_int(const void *a, const void *b) {
  int64_t x = as_int(*(const Value *)a), y = as_int(*(const Value *)b);
  return (x > y) - (x < y);
}

static void check_sorted(VM *vm, Value *items, size_t count) {
  Value list = list_from(vm, items, count);
  cr_assert(list_sort(vm, as_list(list), V_ABSENT, false));
  qsort(items, count, sizeof *items, by_int);
  for (size_t i = 0; i < count; i++) cr_assert_eq(as_list(list)->items[i], items[i]);
  cr_assert(list_sort(vm, as_list(list), V_NONE, true));
  for (size_t i = 0; i < count; i++) cr_assert_eq(as_list(list)->items[i], items[count - 1 - i]);
  release(vm, list);
}

Test(sort, ints_of_every_length_and_pattern) {
  VM *vm = vm_open();
  uint64_t state = 99;
  static Value items[3000];
  for (size_t count = 0; count < 3000; count = count * 5 / 4 + 1) {
    for (int pattern = 0; pattern < 5; pattern++) {
      for (size_t i = 0; i < count; i++) {
        int64_t n = (int64_t)(unit_random(&state) % 1000);
        items[i] = from_int(pattern == 0 ? n : pattern == 1 ? (int64_t)i : pattern == 2 ? -(int64_t)i : pattern == 3 ? (int64_t)(i % 17) : (int64_t)i + n / 100);
      }
      check_sorted(vm, items, count);
    }
  }
  vm_close(vm);
}

Test(sort, equal_keys_keep_their_order) {
  VM *vm = vm_open();
  cr_assert(unit_eval_is(vm, "all(a < b or a[0] != b[0] for a, b in (lambda l: zip(l, l[1:]))"
                             "(sorted([(i * 7919 % 13, i) for i in range(2000)], key=lambda p: p[0])))", "True"));
  cr_assert(unit_eval_is(vm, "sorted(['b', 'A', 'a', 'B'], key=str.lower, reverse=True)", "['b', 'B', 'A', 'a']"));
  vm_close(vm);
}

Test(sort, mixed_numbers_and_strs) {
  VM *vm = vm_open();
  cr_assert(unit_eval_is(vm, "sorted([3, 1.5, True, 2**70, -2**70, 0.5])", "[-1180591620717411303424, 0.5, True, 1.5, 3, 1180591620717411303424]"));
  cr_assert(unit_eval_is(vm, "[len(ascii(x)) for x in sorted(['\\u20ac', 'a', '\\U0001f600', 'ab', '', '\\xe9'])]", "[2, 3, 4, 6, 8, 12]"));
  vm_close(vm);
}

Test(sort, a_failing_comparison_loses_nothing) {
  VM *vm = vm_open();
  Value list = unit_eval(vm, "[5, 3, 'x', 1, 4]");
  cr_assert_not(list_sort(vm, as_list(list), V_ABSENT, false));
  cr_assert(error_is(vm, EXC_TypeError));
  error_clear(vm);
  cr_assert_eq(as_list(list)->len, 5);
  int64_t sum = 0;
  for (size_t i = 0; i < 5; i++) sum += is_int(as_list(list)->items[i]) ? as_int(as_list(list)->items[i]) : 100;
  cr_assert_eq(sum, 113);
  release(vm, list);
  vm_close(vm);
}

Test(sort, a_key_that_changes_the_list_is_told) {
  VM *vm = vm_open();
  Dict *globals = dict_new(vm);
  Value done = unit_run(vm, globals, "l = [3, 1, 2]\ndef key(x):\n  l.append(x)\n  return x\ntry:\n  l.sort(key=key)\nexcept ValueError as e:\n  text = str(e)\n", COMPILE_EXEC);
  cr_assert(done != V_ABSENT);
  release(vm, done);
  Value text = dict_get_c(vm, globals, "text");
  cr_assert(text != V_ABSENT && str_is(as_str(text), "list modified during sort"));
  decref(vm, globals);
  vm_close(vm);
}

Test(list, slices_and_pops) {
  VM *vm = vm_open();
  Value list = unit_eval(vm, "list(range(10))"), part = list_slice(vm, as_list(list), 2, 5);
  cr_assert(unit_repr_is(vm, part, "[2, 3, 4]"));
  cr_assert(list_assign_slice(vm, as_list(list), 0, 8, part));
  cr_assert(unit_repr_is(vm, list, "[2, 3, 4, 8, 9]"));
  cr_assert(list_assign_slice(vm, as_list(list), 1, 4, V_ABSENT));
  cr_assert(unit_repr_is(vm, list, "[2, 9]"));
  cr_assert_eq(list_pop(vm, as_list(list), 0), from_int(2));
  cr_assert(list_insert(vm, as_list(list), -100, V_TRUE));
  cr_assert(unit_repr_is(vm, list, "[True, 9]"));
  release(vm, part);
  release(vm, list);
  vm_close(vm);
}

Test(list, assigning_a_list_to_its_own_slice) {
  VM *vm = vm_open();
  Value list = unit_eval(vm, "[1, 2, 3]");
  cr_assert(list_assign_slice(vm, as_list(list), 1, 2, list));
  cr_assert(unit_repr_is(vm, list, "[1, 1, 2, 3, 3]"));
  release(vm, list);
  vm_close(vm);
}
