// SPDX-License-Identifier: MIT
// test_str.c - text: the narrowest kind, interning, searching, growing in place, UTF-8.
#include "tests/unit/unit.h"

static Str *make(VM *vm, const char *utf8) {
  Value v = str_from_c(vm, utf8);
  cr_assert(v != V_ABSENT);
  return as_str(v);
}

Test(str, kind_is_the_narrowest) {
  VM *vm = vm_open();
  static const struct { const char *text; unsigned kind; size_t len; bool ascii; } cases[] = {
    {"", 1, 0, true}, {"abc", 1, 3, true}, {"h\xc3\xa9", 1, 2, false}, {"\xe2\x82\xac", 2, 1, false}, {"a\xf0\x9f\x98\x80z", 4, 3, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str *s = make(vm, cases[i].text);
    cr_assert_eq(s->kind, cases[i].kind, "%s", cases[i].text);
    cr_assert_eq(s->len, cases[i].len);
    cr_assert_eq(s->ascii, cases[i].ascii);
    decref(vm, s);
  }
  vm_close(vm);
}

Test(str, a_slice_is_narrowed) {
  VM *vm = vm_open();
  Str *s = make(vm, "abc\xf0\x9f\x98\x80");
  Value part = str_slice(vm, s, 0, 3);
  cr_assert_eq(as_str(part)->kind, 1);
  cr_assert(str_is(as_str(part), "abc"));
  release(vm, part);
  decref(vm, s);
  vm_close(vm);
}

Test(str, interned_strs_are_unique) {
  VM *vm = vm_open();
  Str *a = str_intern(vm, "some_name", 9), *b = str_intern(vm, "some_name", 9);
  cr_assert_eq(a, b);
  Str *c = str_intern_steal(vm, make(vm, "some_name"));
  cr_assert_eq(a, c);
  decref(vm, a);
  decref(vm, b);
  decref(vm, c);
  vm_close(vm);
}

Test(str, equal_texts_hash_alike) {
  VM *vm = vm_open();
  Str *a = make(vm, "gr\xc3\xbc\xc3\x9f" "e"), *b = make(vm, "gr\xc3\xbc\xc3\x9f" "e"), *c = make(vm, "grusse");
  cr_assert(str_equal(a, b) && !str_equal(a, c));
  cr_assert_eq(str_hash(vm, a), str_hash(vm, b));
  cr_assert_neq(str_hash(vm, a), 0);
  cr_assert_gt(str_compare(a, c), 0);
  cr_assert_lt(str_compare(c, a), 0);
  cr_assert_eq(str_compare(a, b), 0);
  decref(vm, a);
  decref(vm, b);
  decref(vm, c);
  vm_close(vm);
}

Test(str, appending_to_the_only_reference_reuses_the_block) {
  VM *vm = vm_open();
  Value text = str_from_c(vm, "0123456789");
  Str *tail = make(vm, "abcdefgh");
  int moves = 0;
  for (int i = 0; i < 1000; i++) {
    Value before = text;
    text = str_append_steal(vm, text, tail);
    cr_assert(text != V_ABSENT);
    moves += text != before;
  }
  cr_assert_eq(as_str(text)->len, 8010);
  cr_assert_lt(moves, 400, "%d of 1000 appends moved the text", moves);
  cr_assert_eq(str_char(as_str(text), 8009), 'h');
  release(vm, text);
  decref(vm, tail);
  vm_close(vm);
}

Test(str, appending_leaves_a_shared_str_alone) {
  VM *vm = vm_open();
  Value a = str_from_c(vm, "shared");
  Str *tail = make(vm, " tail");
  Value b = str_append_steal(vm, retain(a), tail);
  cr_assert(str_is(as_str(a), "shared"));
  cr_assert(str_is(as_str(b), "shared tail"));
  release(vm, a);
  release(vm, b);
  decref(vm, tail);
  vm_close(vm);
}

static int64_t find_slowly(const Str *s, const Str *sub, size_t start, size_t end) {
  for (size_t i = start; i + sub->len <= end; i++) {
    size_t j = 0;
    while (j < sub->len && str_char(s, i + j) == str_char(sub, j)) j++;
    if (j == sub->len) return (int64_t)i;
  }
  return -1;
}

Test(str, find_agrees_with_the_plain_way) {
  VM *vm = vm_open();
  uint64_t state = 1234567;
  static const uint32_t alphabets[][2] = {{'a', 'b'}, {0xe9, 'a'}, {0x20ac, 'a'}, {0x1f600, 0x20ac}};
  for (int round = 0; round < 4000; round++) {
    const uint32_t *letters = alphabets[unit_random(&state) % 4];
    uint32_t text[60], part[4];
    size_t len = unit_random(&state) % 60, part_len = unit_random(&state) % 5;
    for (size_t i = 0; i < len; i++) text[i] = letters[unit_random(&state) % 2];
    for (size_t i = 0; i < part_len; i++) part[i] = letters[unit_random(&state) % 2];
    Str *s = str_from_ucs4(vm, text, len), *sub = str_from_ucs4(vm, part, part_len);
    size_t start = len ? unit_random(&state) % len : 0;
    cr_assert_eq(str_find(s, sub, start, len), find_slowly(s, sub, start, len));
    decref(vm, s);
    decref(vm, sub);
  }
  vm_close(vm);
}

Test(str, utf8_both_ways) {
  VM *vm = vm_open();
  const char *text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
  Str *s = make(vm, text);
  size_t len;
  cr_assert_str_eq(str_utf8_get(vm, s, &len), text);
  cr_assert_eq(len, strlen(text));
  Value bytes = str_encode_utf8(vm, s, false);
  cr_assert_eq(as_bytes(bytes)->len, len);
  release(vm, bytes);
  decref(vm, s);
  uint32_t lone = 0xd800;
  Str *surrogate = str_from_ucs4(vm, &lone, 1);
  cr_assert(str_encode_utf8(vm, surrogate, false) == V_ABSENT && error_is(vm, EXC_UnicodeEncodeError));
  error_clear(vm);
  decref(vm, surrogate);
  vm_close(vm);
}

Test(str, the_builder_widens_as_it_goes) {
  VM *vm = vm_open();
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "ab");
  sb_char(&sb, 0xe9);
  sb_char(&sb, 0x1f600);
  sb_fill(&sb, '-', 3);
  Value text = sb_finish(&sb);
  cr_assert_eq(as_str(text)->len, 7);
  cr_assert_eq(as_str(text)->kind, 4);
  cr_assert_eq(str_char(as_str(text), 2), 0xe9);
  cr_assert_eq(str_char(as_str(text), 6), '-');
  release(vm, text);
  vm_close(vm);
}

Test(str, format_directives) {
  VM *vm = vm_open();
  Value list = unit_eval(vm, "[1, 'x']");
  Value text = str_format_c(vm, "%s %d %S %R %T %%", "c", -5, list, list, list);
  cr_assert(str_is(as_str(text), "c -5 [1, 'x'] [1, 'x'] list %"));
  release(vm, text);
  release(vm, list);
  vm_close(vm);
}
