// SPDX-License-Identifier: MIT
// str_case.c - str methods about letter case and kinds of characters.
//
// ASCII text goes through byte loops that compilers vectorise. Other text is built with full mappings, one to three characters each.
#include "vm/types/str_methods.h"
#include "vm/types/unicode.h"

enum { SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

static inline uint8_t ascii_upper(uint8_t c) { return (uint8_t)(c - (((uint8_t)(c - 'a') < 26) << 5)); }
static inline uint8_t ascii_lower(uint8_t c) { return (uint8_t)(c + (((uint8_t)(c - 'A') < 26) << 5)); }
static inline uint8_t ascii_swap(uint8_t c) { return (uint8_t)(c ^ (((uint8_t)((c | 32) - 'a') < 26) << 5)); }

static Str *ascii_blank(VM *vm, const Str *s) { return str_new_uninit(vm, s->len, 127); }

#define ASCII_MAP(vm, s, map) do { \
    Str *mapped = ascii_blank(vm, s); \
    for (size_t i = 0; mapped && i < (s)->len; i++) mapped->data[i] = map((s)->data[i]); \
    return from_obj(mapped); \
  } while (0)

static void sb_mapped(StrBuilder *sb, uint32_t c, UniCase which) {
  uint32_t out[3];
  unsigned count = uni_map(c, which, out);
  for (unsigned i = 0; i < count; i++) sb_char(sb, out[i]);
}

// A capital sigma that ends a word becomes the final form: a cased letter stands before it and none behind, not counting
// characters that casing ignores (Unicode, table 3-17).
static bool sigma_is_final(const Str *s, size_t at) {
  size_t i = at;
  while (i > 0 && uni_is(str_char(s, i - 1), UNI_CASE_IGNORABLE)) i--;
  if (i == 0 || !uni_is(str_char(s, i - 1), UNI_CASED)) return false;
  i = at + 1;
  while (i < s->len && uni_is(str_char(s, i), UNI_CASE_IGNORABLE)) i++;
  return i == s->len || !uni_is(str_char(s, i), UNI_CASED);
}

static void sb_lower_at(StrBuilder *sb, const Str *s, size_t i) {
  uint32_t c = str_char(s, i);
  if (c == SIGMA) sb_char(sb, sigma_is_final(s, i) ? FINAL_SIGMA : SMALL_SIGMA);
  else sb_mapped(sb, c, UNI_TO_LOWER);
}

static Value map_all(VM *vm, const Str *s, UniCase which) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_reserve(&sb, s->len, str_max_char(s));
  for (size_t i = 0; i < s->len; i++) {
    if (which == UNI_TO_LOWER) sb_lower_at(&sb, s, i);
    else sb_mapped(&sb, str_char(s, i), which);
  }
  return sb_finish(&sb);
}

Value str_upper_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  if (!s->ascii) return map_all(vm, s, UNI_TO_UPPER);
  ASCII_MAP(vm, s, ascii_upper);
}

Value str_lower_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  if (!s->ascii) return map_all(vm, s, UNI_TO_LOWER);
  ASCII_MAP(vm, s, ascii_lower);
}

Value str_casefold_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  if (!s->ascii) return map_all(vm, s, UNI_FOLD);
  ASCII_MAP(vm, s, ascii_lower);
}

Value str_swapcase_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  if (s->ascii) ASCII_MAP(vm, s, ascii_swap);
  StrBuilder sb;
  sb_init(&sb, vm);
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i), flags = uni_flags(c);
    if (flags & UNI_UPPER) sb_lower_at(&sb, s, i);
    else if (flags & UNI_LOWER) sb_mapped(&sb, c, UNI_TO_UPPER);
    else sb_char(&sb, c);
  }
  return sb_finish(&sb);
}

Value str_capitalize_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_reserve(&sb, s->len, str_max_char(s));
  for (size_t i = 0; i < s->len; i++) {
    if (i == 0) sb_mapped(&sb, str_char(s, 0), UNI_TO_TITLE);
    else sb_lower_at(&sb, s, i);
  }
  return sb_finish(&sb);
}

Value str_title_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  StrBuilder sb;
  bool inside = false;
  sb_init(&sb, vm);
  sb_reserve(&sb, s->len, str_max_char(s));
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (inside) sb_lower_at(&sb, s, i);
    else sb_mapped(&sb, c, UNI_TO_TITLE);
    inside = uni_is(c, UNI_CASED);
  }
  return sb_finish(&sb);
}

// --- tests ---

static Value all_are(Value self, uint32_t flags) {
  const Str *s = as_str(self);
  for (size_t i = 0; i < s->len; i++) {
    if (!uni_is(str_char(s, i), flags)) return V_FALSE;
  }
  return from_bool(s->len != 0);
}

#define TEST_METHOD(name, flags) \
  Value name(VM *vm, Value *args, uint32_t argc) { \
    (void)vm, (void)argc; \
    return all_are(args[0], flags); \
  }
TEST_METHOD(str_isalnum_m, UNI_ALNUM)
TEST_METHOD(str_isalpha_m, UNI_ALPHA)
TEST_METHOD(str_isdecimal_m, UNI_DECIMAL)
TEST_METHOD(str_isdigit_m, UNI_DIGIT)
TEST_METHOD(str_isnumeric_m, UNI_NUMERIC)
TEST_METHOD(str_isspace_m, UNI_SPACE)

Value str_isprintable_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return as_str(args[0])->len == 0 ? V_TRUE : all_are(args[0], UNI_PRINTABLE);
}

Value str_isascii_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(as_str(args[0])->ascii);
}

Value str_isidentifier_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  const Str *s = as_str(args[0]);
  for (size_t i = 0; i < s->len; i++) {
    if (!uni_is(str_char(s, i), i ? UNI_ID_CONTINUE : UNI_ID_START)) return V_FALSE;
  }
  return from_bool(s->len != 0);
}

static Value has_only_case(Value self, uint32_t wanted, uint32_t others) {
  const Str *s = as_str(self);
  bool seen = false;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t flags = uni_flags(str_char(s, i));
    if (flags & others) return V_FALSE;
    seen |= (flags & wanted) != 0;
  }
  return from_bool(seen);
}

Value str_islower_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return has_only_case(args[0], UNI_LOWER, UNI_UPPER | UNI_TITLE);
}

Value str_isupper_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return has_only_case(args[0], UNI_UPPER, UNI_LOWER | UNI_TITLE);
}

Value str_istitle_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  const Str *s = as_str(args[0]);
  bool inside = false, seen = false;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t flags = uni_flags(str_char(s, i));
    if (flags & (UNI_UPPER | UNI_TITLE)) {
      if (inside) return V_FALSE;
      inside = seen = true;
    } else if (flags & UNI_LOWER) {
      if (!inside) return V_FALSE;
      seen = true;
    } else {
      inside = false;
    }
  }
  return from_bool(seen);
}
