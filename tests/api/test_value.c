// SPDX-License-Identifier: MIT
// test_value.c - values made in C and read in C, each with its errors.
#include <math.h>

#include "tests/api/api.h"

Test(api_value, made) {
  AsterVM *vm = api_open();
  cr_assert(api_is(vm, aster_none(vm), "None"));
  cr_assert(api_is(vm, aster_bool_new(vm, true), "True"));
  cr_assert(api_is(vm, aster_int_new(vm, INT64_MIN), "-9223372036854775808"));
  cr_assert(api_is(vm, aster_uint_new(vm, UINT64_MAX), "18446744073709551615"));
  cr_assert(api_is(vm, aster_float_new(vm, 0.1), "0.1"));
  cr_assert(api_is(vm, aster_float_new(vm, -INFINITY), "-inf"));
  cr_assert(api_is(vm, aster_str_new(vm, "h\xc3\xa9llo", 6), "'h\xc3\xa9llo'"));
  cr_assert(api_is(vm, aster_str_new(vm, "a\0b", 3), "'a\\x00b'"));
  cr_assert(api_is(vm, aster_str_new(vm, "all of it", SIZE_MAX), "'all of it'"));
  cr_assert(api_is(vm, aster_bytes_new(vm, "\0\xff", 2), "b'\\x00\\xff'"));
  cr_assert(api_is(vm, aster_bytes_new(vm, NULL, 2), "b'\\x00\\x00'"));
  cr_assert(api_is(vm, aster_dict_new(vm), "{}"));
  cr_assert(api_is(vm, aster_list_new(vm, NULL, 3), "[]"));
  cr_assert(api_is(vm, aster_tuple_new(vm, NULL, 2), "(None, None)"));
  cr_assert(api_is(vm, aster_tuple_new(vm, NULL, 0), "()"));
  cr_assert(api_is(vm, aster_set_new(vm, NULL, 0), "set()"));
  aster_free(vm);
}

Test(api_value, containers_hold_their_items) {
  AsterVM *vm = api_open();
  AsterValue a = aster_str_new(vm, "a", 1), b = aster_int_new(vm, 7);
  AsterRef items[] = {aster_ref(a), aster_ref(b), aster_ref(a)};
  AsterValue list = aster_list_new(vm, items, 3), tuple = aster_tuple_new(vm, items, 3), set = aster_set_new(vm, items, 3);
  aster_release(vm, a);
  aster_release(vm, b);
  cr_assert(api_is(vm, list, "['a', 7, 'a']"));
  cr_assert(api_is(vm, tuple, "('a', 7, 'a')"));
  cr_assert_eq(aster_len(vm, aster_ref(set)), 2);
  aster_release(vm, set);
  AsterValue unhashable = aster_list_new(vm, NULL, 0);
  AsterRef one = aster_ref(unhashable);
  cr_assert(!aster_ok(aster_set_new(vm, &one, 1)));
  cr_assert(api_raised(vm, "TypeError", "unhashable type: 'list'"));
  aster_release(vm, unhashable);
  aster_free(vm);
}

Test(api_value, bad_utf8_is_an_error) {
  AsterVM *vm = api_open();
  cr_assert(!aster_ok(aster_str_new(vm, "ab\xff", 3)));
  cr_assert(api_raised(vm, "UnicodeDecodeError", "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte"));
  aster_free(vm);
}

Test(api_value, big_ints_both_ways) {
  AsterVM *vm = api_open();
  static const char *const numbers[] = {"0", "1", "-1", "127", "128", "-128", "-129", "255", "-256", "-32768", "2**63", "-2**63", "2**64-1", "-2**64",
    "10**40", "-10**40", "-2**119", "2**120", "-(2**120)", "-(2**120)-1", "2**1000+12345", "-(2**1000)+1"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    uint8_t bytes[200];
    AsterValue n = api_eval(vm, numbers[i]);
    size_t need = aster_get_bigint(vm, aster_ref(n), NULL, 0);
    char text[200];
    snprintf(text, sizeof text, "len((%s).to_bytes(((%s) + ((%s) < 0)).bit_length() // 8 + 1, 'little', signed=True))", numbers[i], numbers[i], numbers[i]);
    AsterValue length = api_eval(vm, text);
    int64_t expected;
    cr_assert(aster_get_int(vm, aster_ref(length), &expected));
    cr_assert_eq((int64_t)need, expected, "%s needs %zu", numbers[i], need);
    for (size_t cap = need; cap < need + 20; cap += 9) {
      cr_assert_eq(aster_get_bigint(vm, aster_ref(n), bytes, cap), need);
      AsterValue back = aster_bigint_new(vm, bytes, cap, true);
      cr_assert_eq(aster_compare(vm, aster_ref(back), ASTER_EQ, aster_ref(n)), 1, "%s", numbers[i]);
      aster_release(vm, back);
    }
    aster_release(vm, length);
    aster_release(vm, n);
  }
  AsterValue text = aster_str_new(vm, "5", 1);
  cr_assert_eq(aster_get_bigint(vm, aster_ref(text), NULL, 0), 0);
  cr_assert(api_raised(vm, "TypeError", "an int is required, not str"));
  aster_release(vm, text);
  cr_assert(api_is(vm, aster_bigint_new(vm, "\xff", 1, false), "255"));
  aster_free(vm);
}

static AsterKind kind_of(AsterVM *vm, const char *expression) {
  AsterValue v = api_eval(vm, expression);
  AsterKind kind = aster_kind(vm, aster_ref(v));
  aster_release(vm, v);
  return kind;
}

Test(api_value, kinds) {
  AsterVM *vm = api_open();
  api_exec(vm, "import sys\nclass E(Exception): pass\nclass D(dict): pass\nasync def co(): pass\nc = co()");
  static const struct { const char *expression; AsterKind kind; } rows[] = {
    {"None", ASTER_KIND_NONE}, {"False", ASTER_KIND_BOOL}, {"1", ASTER_KIND_INT}, {"1 << 99", ASTER_KIND_INT}, {"1.5", ASTER_KIND_FLOAT},
    {"1j", ASTER_KIND_COMPLEX}, {"''", ASTER_KIND_STR}, {"b''", ASTER_KIND_BYTES}, {"bytearray()", ASTER_KIND_BYTEARRAY}, {"[]", ASTER_KIND_LIST},
    {"()", ASTER_KIND_TUPLE}, {"{}", ASTER_KIND_DICT}, {"D()", ASTER_KIND_DICT}, {"set()", ASTER_KIND_SET}, {"frozenset()", ASTER_KIND_FROZENSET},
    {"range(3)", ASTER_KIND_RANGE}, {"len", ASTER_KIND_FUNCTION}, {"lambda: 0", ASTER_KIND_FUNCTION}, {"[].append", ASTER_KIND_FUNCTION},
    {"int", ASTER_KIND_TYPE}, {"sys", ASTER_KIND_MODULE}, {"E()", ASTER_KIND_EXCEPTION}, {"c", ASTER_KIND_COROUTINE}, {"object()", ASTER_KIND_OTHER},
    {"...", ASTER_KIND_OTHER},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) cr_assert_eq(kind_of(vm, rows[i].expression), rows[i].kind, "%s", rows[i].expression);
  api_exec(vm, "c.close()");
  AsterValue n = aster_int_new(vm, 1), type = api_eval(vm, "int");
  cr_assert(aster_is(aster_type_of(vm, aster_ref(n)), aster_ref(type)));
  aster_release(vm, type);
  aster_release(vm, n);
  aster_free(vm);
}

Test(api_value, read_numbers) {
  AsterVM *vm = api_open();
  int64_t n;
  uint64_t u;
  double d;
  AsterValue big = api_eval(vm, "2**63"), text = aster_str_new(vm, "x", 1), minus = aster_int_new(vm, -5), yes = aster_bool_new(vm, true);
  cr_assert(aster_get_int(vm, aster_ref(minus), &n) && n == -5);
  cr_assert(aster_get_int(vm, aster_ref(yes), &n) && n == 1);
  cr_assert(!aster_get_int(vm, aster_ref(big), &n));
  cr_assert(api_raised(vm, "OverflowError", NULL));
  cr_assert(!aster_get_int(vm, aster_ref(text), &n));
  cr_assert(api_raised(vm, "TypeError", "an int is required, not str"));
  cr_assert(aster_get_uint(vm, aster_ref(big), &u) && u == UINT64_C(1) << 63);
  cr_assert(!aster_get_uint(vm, aster_ref(minus), &u));
  cr_assert(api_raised(vm, "OverflowError", "can't convert negative int to unsigned"));
  cr_assert(aster_get_float(vm, aster_ref(minus), &d) && d == -5.0);
  cr_assert(!aster_get_float(vm, aster_ref(text), &d));
  cr_assert(api_raised(vm, "TypeError", "a float is required, not str"));
  AsterValue huge = api_eval(vm, "10**400");
  cr_assert(!aster_get_float(vm, aster_ref(huge), &d));
  cr_assert(api_raised(vm, "OverflowError", NULL));
  cr_assert(!aster_get_uint(vm, aster_ref(huge), &u));
  cr_assert(api_raised(vm, "OverflowError", NULL));
  aster_release(vm, huge);
  aster_release(vm, big);
  aster_release(vm, text);
  aster_release(vm, minus);
  aster_free(vm);
}

Test(api_value, read_text_and_bytes) {
  AsterVM *vm = api_open();
  size_t len;
  AsterValue s = aster_str_new(vm, "na\xc3\xafve", 6), b = aster_bytes_new(vm, "a\0b", 3), lone = api_eval(vm, "'\\ud800'");
  cr_assert_str_eq(aster_get_str(vm, aster_ref(s), &len), "na\xc3\xafve");
  cr_assert_eq(len, 6);
  cr_assert_null(aster_get_str(vm, aster_ref(b), NULL));
  cr_assert(api_raised(vm, "TypeError", "a str is required, not bytes"));
  cr_assert_null(aster_get_str(vm, aster_ref(lone), NULL));
  cr_assert(api_raised(vm, "UnicodeEncodeError", NULL));
  cr_assert_eq(memcmp(aster_get_bytes(vm, aster_ref(b), &len), "a\0b", 4), 0);
  cr_assert_eq(len, 3);
  cr_assert_null(aster_get_bytes(vm, aster_ref(s), NULL));
  cr_assert(api_raised(vm, "TypeError", "a bytes object is required, not str"));
  aster_release(vm, s);
  aster_release(vm, b);
  aster_release(vm, lone);
  aster_free(vm);
}

Test(api_value, buffers) {
  AsterVM *vm = api_open();
  AsterBuffer buffer;
  AsterValue array = api_eval(vm, "bytearray(b'abc')"), bytes = aster_bytes_new(vm, "abc", 3), number = aster_int_new(vm, 1);
  cr_assert(aster_buffer_open(vm, aster_ref(array), true, &buffer));
  cr_assert(buffer.len == 3 && !buffer.readonly);
  ((char *)buffer.data)[0] = 'X';
  AsterValue r = aster_call_method(vm, aster_ref(array), "clear", NULL, 0);
  cr_assert(!aster_ok(r));
  cr_assert(api_raised(vm, "BufferError", NULL));
  aster_buffer_close(vm, &buffer);
  aster_buffer_close(vm, &buffer);
  cr_assert(api_is(vm, array, "bytearray(b'Xbc')"));
  cr_assert(!aster_buffer_open(vm, aster_ref(bytes), true, &buffer));
  cr_assert(api_raised(vm, "BufferError", "Object is not writable."));
  cr_assert(aster_buffer_open(vm, aster_ref(bytes), false, &buffer) && buffer.readonly && memcmp(buffer.data, "abc", 3) == 0);
  aster_buffer_close(vm, &buffer);
  cr_assert(!aster_buffer_open(vm, aster_ref(number), false, &buffer));
  cr_assert(api_raised(vm, "TypeError", "a bytes-like object is required, not 'int'"));
  aster_release(vm, bytes);
  aster_free(vm);
}

Test(api_value, owned_and_lent) {
  AsterVM *vm = api_open();
  uint64_t before = aster_memory(vm).objects;
  AsterValue list = aster_list_new(vm, NULL, 0), again = aster_retain(vm, aster_ref(list));
  cr_assert(aster_is(aster_ref(list), aster_ref(again)));
  aster_release(vm, list);
  cr_assert_eq(aster_len(vm, aster_ref(again)), 0);
  aster_release(vm, again);
  aster_release(vm, aster_absent());
  cr_assert_eq(aster_memory(vm).objects, before);
  cr_assert(!aster_ok(aster_retain(vm, aster_ref(aster_absent()))));
  aster_free(vm);
}
