// SPDX-License-Identifier: MIT
// test_int.c - integers across the border between the value's 49 bits and big numbers.
#include "tests/unit/unit.h"

#include "vm/types/int.h"

static bool text_is(VM *vm, Value n, int base, const char *text) {
  Value s = int_to_str(vm, n, base);
  bool same = s && str_is(as_str(s), text);
  release(vm, s);
  return same;
}

Test(int_, border_of_the_immediate_ints) {
  VM *vm = vm_open();
  Value most = from_int(V_INT_MAX), one = from_int(1);
  Value more = int_binary(vm, most, one, BIN_ADD);
  cr_assert(is_heap(more));
  cr_assert(text_is(vm, more, 10, "281474976710656"));
  Value back = int_binary(vm, more, one, BIN_SUB);
  cr_assert_eq(back, most, "small results are never on the heap");
  Value less = int_binary(vm, from_int(V_INT_MIN), one, BIN_SUB);
  cr_assert(is_heap(less));
  cr_assert(text_is(vm, less, 10, "-281474976710657"));
  release(vm, more);
  release(vm, less);
  vm_close(vm);
}

Test(int_, sixty_four_bits_both_ways) {
  VM *vm = vm_open();
  const int64_t cases[] = {0, -1, V_INT_MAX, V_INT_MAX + 1, V_INT_MIN, V_INT_MIN - 1, INT64_MAX, INT64_MIN};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Value n = int_from_i64(vm, cases[i]);
    int64_t back;
    cr_assert(int_to_i64(n, &back));
    cr_assert_eq(back, cases[i]);
    release(vm, n);
  }
  Value big = int_from_u64(vm, UINT64_MAX);
  int64_t out;
  cr_assert_not(int_to_i64(big, &out));
  cr_assert(text_is(vm, big, 16, "ffffffffffffffff"));
  release(vm, big);
  vm_close(vm);
}

// Random digits of the base, the first not 0.
static size_t digits_of(char *out, uint64_t *state, size_t len, int base) {
  static const char all[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (size_t i = 0; i < len; i++) out[i] = all[unit_random(state) % (unsigned)base];
  if (out[0] == '0') out[0] = '1';
  out[len] = 0;
  return len;
}

Test(int_, digits_in_every_base_come_back) {
  VM *vm = vm_open();
  uint64_t state = 5;
  char digits[400];
  for (int base = 2; base <= 36; base++) {
    for (size_t len = 1; len < 300; len = len * 2 + 1) {
      digits_of(digits, &state, len, base);
      Value n = int_from_digits(vm, digits, len, base);
      cr_assert(n != V_ABSENT && text_is(vm, n, base, digits), "base %d, %s", base, digits);
      release(vm, n);
    }
  }
  vm_close(vm);
}

Test(int_, division_and_remainder_make_the_number_again) {
  VM *vm = vm_open();
  uint64_t state = 77;
  char digits[200];
  for (int round = 0; round < 500; round++) {
    Value a = int_from_digits(vm, digits, digits_of(digits, &state, 1 + unit_random(&state) % 120, 10), 10);
    Value b = int_from_digits(vm, digits, digits_of(digits, &state, 1 + unit_random(&state) % 60, 10), 10);
    if (round & 1) { Value minus = int_neg(vm, a); release(vm, a); a = minus; }
    if (round & 2) { Value minus = int_neg(vm, b); release(vm, b); b = minus; }
    Value q = int_binary(vm, a, b, BIN_FLOORDIV), r = int_binary(vm, a, b, BIN_MOD);
    Value product = int_binary(vm, q, b, BIN_MUL), again = int_binary(vm, product, r, BIN_ADD);
    cr_assert_eq(int_cmp(a, again), 0);
    cr_assert(int_sign(r) == 0 || int_sign(r) == int_sign(b), "the remainder has the divisor's sign");
    release(vm, a), release(vm, b), release(vm, q), release(vm, r), release(vm, product), release(vm, again);
  }
  vm_close(vm);
}

Test(int_, equal_ints_and_floats_hash_alike) {
  VM *vm = vm_open();
  static const char *const cases[] = {"0", "1", "-1", "2", "2**48", "2**61", "-2**70", "2**1000", "10**22"};
  char source[128];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    snprintf(source, sizeof source, "hash(%s) == hash(float(%s))", cases[i], cases[i]);
    cr_assert(unit_eval_is(vm, source, "True"), "%s", source);
  }
  vm_close(vm);
}

Test(int_, shifts_bits_and_powers) {
  VM *vm = vm_open();
  cr_assert(unit_eval_is(vm, "(1 << 100).bit_length(), -1 >> 1000, (-5) >> 1, ~(1 << 64) & 0xff", "(101, -1, -3, 255)"));
  cr_assert(unit_eval_is(vm, "pow(3, 1000, 10**9 + 7), pow(3, -1, 7), 7 ** 77 % 1000", "(56888193, 5, 207)"));
  cr_assert(unit_eval_is(vm, "(2**200 | 1) ^ (2**200), -(2**100) & (2**100 - 1)", "(1, 0)"));
  vm_close(vm);
}

Test(int_, errors) {
  VM *vm = vm_open();
  cr_assert(int_binary(vm, from_int(1), from_int(0), BIN_FLOORDIV) == V_ABSENT && error_is(vm, EXC_ZeroDivisionError));
  error_clear(vm);
  Value huge = unit_eval(vm, "10 ** 400");
  double d;
  cr_assert_not(int_to_double(vm, huge, &d));
  cr_assert(error_is(vm, EXC_OverflowError));
  error_clear(vm);
  release(vm, huge);
  vm_close(vm);
}
