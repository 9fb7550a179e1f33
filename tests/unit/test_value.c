// SPDX-License-Identifier: MIT
// test_value.c - the 64-bit value: every kind keeps to its range of bits and comes back as it went in.
#include "tests/unit/unit.h"

#include <float.h>
#include <math.h>

static int kinds(Value v) { return is_heap(v) + is_int(v) + is_double(v); }

Test(value, ints_round_trip) {
  const int64_t cases[] = {0, 1, -1, 42, V_INT_MAX, V_INT_MIN, V_INT_MAX - 1, V_INT_MIN + 1, INT64_C(1) << 32, -(INT64_C(1) << 40)};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cr_assert(int_fits(cases[i]));
    cr_assert(is_int(from_int(cases[i])));
    cr_assert_eq(as_int(from_int(cases[i])), cases[i]);
    cr_assert_eq(kinds(from_int(cases[i])), 1);
  }
  cr_assert_not(int_fits(V_INT_MAX + 1));
  cr_assert_not(int_fits(V_INT_MIN - 1));
  cr_assert_not(int_fits(INT64_MAX));
  cr_assert_not(int_fits(INT64_MIN));
}

Test(value, doubles_round_trip) {
  const double cases[] = {0.0, -0.0, 1.0, -1.5, DBL_MAX, -DBL_MAX, DBL_MIN, 4.9e-324, INFINITY, -INFINITY, M_PI};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Value v = from_double(cases[i]);
    double back = as_double(v);
    cr_assert(is_double(v));
    cr_assert_eq(kinds(v), 1);
    cr_assert_eq(memcmp(&back, &cases[i], sizeof back), 0);
  }
}

Test(value, nan_of_either_sign_is_a_double) {
  double minus;
  const uint64_t bits = UINT64_C(0xffffffffffffffff);
  memcpy(&minus, &bits, sizeof minus);
  cr_assert(is_double(from_double(NAN)));
  cr_assert(is_double(from_double(minus)));
  cr_assert(isnan(as_double(from_double(minus))));
}

Test(value, any_double_bits_stay_a_double) {
  uint64_t state = 88172645463325252u;
  for (int i = 0; i < 200000; i++) {
    uint64_t bits = unit_random(&state);
    double d;
    memcpy(&d, &bits, sizeof d);
    Value v = from_double(d);
    cr_assert(is_double(v) && !is_int(v) && !is_heap(v));
    cr_assert(isnan(d) ? isnan(as_double(v)) : as_double(v) == d);
  }
}

Test(value, constants_are_no_numbers_and_own_nothing) {
  const Value constants[] = {V_ABSENT, V_NONE, V_FALSE, V_TRUE, V_ELLIPSIS, V_NOTIMPL};
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
    cr_assert_eq(kinds(constants[i]), 0);
    for (size_t j = 0; j < i; j++) cr_assert_neq(constants[i], constants[j]);
  }
  cr_assert(is_bool(V_TRUE) && is_bool(V_FALSE) && !is_bool(V_NONE) && !is_bool(V_ELLIPSIS));
  cr_assert_eq(from_bool(true), V_TRUE);
  cr_assert_eq(from_bool(false), V_FALSE);
}

Test(value, pointers_are_heap_values) {
  Object object = {.rc = 1};
  Value v = from_obj(&object);
  cr_assert_eq(kinds(v), 1);
  cr_assert(is_heap(v));
  cr_assert_eq(as_obj(v), &object);
  retain(v);
  cr_assert_eq(object.rc, 2);
}

Test(value, one_test_tells_two_ints) {
  cr_assert(is_int2(from_int(1), from_int(-1)));
  cr_assert_not(is_int2(from_int(1), from_double(1.0)));
  cr_assert_not(is_int2(from_double(-1.0), from_int(-1)));
  cr_assert_not(is_int2(V_TRUE, from_int(1)));
}
