// SPDX-License-Identifier: MIT
// bytes_methods.c - the methods that bytes and bytearray share, and both types' method tables.
//
// Converting an argument may run script code, which may resize a bytearray: methods look at `self` (text_of) after that.
#include "vm/types/bytes_methods.h"

#include "vm/types/text.h"

static bool is_ascii_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_ascii_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_ascii_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_ascii_alpha(uint8_t c) { return is_ascii_upper(c) || is_ascii_lower(c); }
static bool is_ascii_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_ascii_alnum(uint8_t c) { return is_ascii_alpha(c) || is_ascii_digit(c); }
static uint8_t to_upper(uint8_t c) { return is_ascii_lower(c) ? c ^ 32 : c; }
static uint8_t to_lower(uint8_t c) { return is_ascii_upper(c) ? c ^ 32 : c; }

// A bytes-like argument as Text; pair with buffer_release.
static bool arg_text(VM *vm, Value v, Buffer *buffer, Text *t) {
  if (!buffer_get(vm, v, buffer)) return false;
  *t = (Text){buffer->data, buffer->len, v, 1, TEXT_BYTES};
  return true;
}

// A new object of self's family with `len` bytes at *out to fill in.
static Value blank_like(VM *vm, Value self, size_t len, uint8_t **out) {
  Value v = is_bytes(self) ? bytes_new(vm, NULL, len) : bytearray_new(vm, NULL, len);
  if (v != V_ABSENT) *out = is_bytes(v) ? as_bytes(v)->data : as_bytearray(v)->data;
  return v;
}

// --- find, count, startswith ---

// What is looked for: a bytes-like object or one byte.
typedef struct Needle { Buffer buffer; uint8_t byte; const uint8_t *data; size_t len; } Needle;

static bool needle_get(VM *vm, Value v, Needle *needle) {
  needle->buffer.owner = V_ABSENT;
  if (buffer_try(vm, v, &needle->buffer)) {
    needle->data = needle->buffer.data;
    needle->len = needle->buffer.len;
    return true;
  }
  if (has_error(vm)) return false;
  if (!is_integer(v) && !type_of_get(vm, v)->slots.index) {
    return raise_type(vm, "argument should be integer or bytes-like object, not '%T'", v), false;
  }
  needle->data = &needle->byte;
  needle->len = 1;
  return byte_value(vm, v, "byte must be in range(0, 256)", &needle->byte);
}

// The part of `self` that start and end arguments select; false: exception. `from` may lie behind the end.
static bool ranged_text(VM *vm, Value self, Value start, Value end, Text *t, size_t *from) {
  size_t to;
  *t = text_of(self);
  if (!text_range(vm, start, end, t->len, from, &to)) return false;
  *t = text_of(self);
  if (to < t->len) t->len = to;
  return true;
}

typedef enum { SEEK_FIRST, SEEK_LAST, SEEK_COUNT } Seek;

// The position or count; -1: not there; -2: exception.
static int64_t seek(VM *vm, const Value *args, Seek how) {
  Needle needle;
  Text t;
  size_t from;
  if (!needle_get(vm, args[1], &needle)) return -2;
  int64_t result = -2;
  if (ranged_text(vm, args[0], args[2], args[3], &t, &from)) {
    if (from > t.len) result = how == SEEK_COUNT ? 0 : -1;
    else if (how == SEEK_COUNT) result = chars_count(t.chars + from, 1, t.len - from, needle.data, 1, needle.len, -1);
    else if (how == SEEK_FIRST) result = chars_find(t.chars + from, 1, t.len - from, needle.data, 1, needle.len);
    else result = chars_rfind(t.chars + from, 1, t.len - from, needle.data, 1, needle.len);
    if (how != SEEK_COUNT && result >= 0) result += (int64_t)from;
  }
  buffer_release(vm, &needle.buffer);
  return result;
}

static Value seek_result(int64_t at) { return at == -2 ? V_ABSENT : from_int(at); }
static Value seek_or_raise(VM *vm, int64_t at) { return at == -1 ? raise_value(vm, "subsection not found") : seek_result(at); }

static Value m_find(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, SEEK_FIRST)); }
static Value m_rfind(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, SEEK_LAST)); }
static Value m_count(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, SEEK_COUNT)); }
static Value m_index(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_or_raise(vm, seek(vm, args, SEEK_FIRST)); }
static Value m_rindex(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_or_raise(vm, seek(vm, args, SEEK_LAST)); }

// 1, 0, -1: exception.
static int affix_matches(VM *vm, const Text *t, size_t from, Value affix, bool at_end) {
  Buffer b;
  if (!buffer_get(vm, affix, &b)) return -1;
  bool fits = from <= t->len && b.len <= t->len - from;
  size_t at = fits && at_end ? t->len - b.len : from;
  int result = fits && (b.len == 0 || memcmp(t->chars + at, b.data, b.len) == 0);
  buffer_release(vm, &b);
  return result;
}

static Value affix_test(VM *vm, Value *args, bool at_end) {
  Text t;
  size_t from;
  if (!ranged_text(vm, args[0], args[2], args[3], &t, &from)) return V_ABSENT;
  if (is_tuple(args[1])) {
    const Tuple *tuple = as_tuple(args[1]);
    for (size_t i = 0; i < tuple->len; i++) {
      int hit = affix_matches(vm, &t, from, tuple->items[i], at_end);
      if (hit) return hit < 0 ? V_ABSENT : V_TRUE;
    }
    return V_FALSE;
  }
  int hit = affix_matches(vm, &t, from, args[1], at_end);
  if (hit >= 0) return from_bool(hit);
  if (error_clear_if(vm, EXC_TypeError)) {
    raise_type(vm, "%s first arg must be bytes or a tuple of bytes, not %T", at_end ? "endswith" : "startswith", args[1]);
  }
  return V_ABSENT;
}

static Value m_startswith(VM *vm, Value *args, uint32_t argc) { return (void)argc, affix_test(vm, args, false); }
static Value m_endswith(VM *vm, Value *args, uint32_t argc) { return (void)argc, affix_test(vm, args, true); }

static Value remove_affix(VM *vm, Value *args, bool at_end) {
  Buffer b;
  if (!buffer_get(vm, args[1], &b)) return V_ABSENT;
  Text t = text_of(args[0]);
  size_t start = 0, stop = t.len;
  if (b.len && b.len <= t.len && memcmp(t.chars + (at_end ? t.len - b.len : 0), b.data, b.len) == 0) {
    if (at_end) stop -= b.len;
    else start = b.len;
  }
  Value v = text_piece(vm, &t, start, stop);
  buffer_release(vm, &b);
  return v;
}

static Value m_removeprefix(VM *vm, Value *args, uint32_t argc) { return (void)argc, remove_affix(vm, args, false); }
static Value m_removesuffix(VM *vm, Value *args, uint32_t argc) { return (void)argc, remove_affix(vm, args, true); }

// --- strip, split, partition, replace ---

static Value strip(VM *vm, Value *args, TextSide side) {
  Text t = text_of(args[0]), set;
  if (args[1] == V_ABSENT || args[1] == V_NONE) return text_strip(vm, &t, NULL, side);
  Buffer b;
  if (!arg_text(vm, args[1], &b, &set)) return V_ABSENT;
  Value v = text_strip(vm, &t, &set, side);
  buffer_release(vm, &b);
  return v;
}

static Value m_strip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, SIDE_BOTH); }
static Value m_lstrip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, SIDE_LEFT); }
static Value m_rstrip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, SIDE_RIGHT); }

static Value split(VM *vm, Value *args, bool from_right) {
  int64_t most;
  Buffer b = {.owner = V_ABSENT};
  Text sep;
  if (!text_index(vm, args[2], -1, &most)) return V_ABSENT;
  bool spaces = args[1] == V_ABSENT || args[1] == V_NONE;
  if (!spaces && !arg_text(vm, args[1], &b, &sep)) return V_ABSENT;
  Text t = text_of(args[0]);
  Value list = from_right ? text_rsplit(vm, &t, spaces ? NULL : &sep, most) : text_split(vm, &t, spaces ? NULL : &sep, most);
  buffer_release(vm, &b);
  return list;
}

static Value m_split(VM *vm, Value *args, uint32_t argc) { return (void)argc, split(vm, args, false); }
static Value m_rsplit(VM *vm, Value *args, uint32_t argc) { return (void)argc, split(vm, args, true); }

static Value m_splitlines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int keep = args[1] == V_ABSENT ? 0 : obj_truthy(vm, args[1]);
  if (keep < 0) return V_ABSENT;
  Text t = text_of(args[0]);
  return text_splitlines(vm, &t, keep);
}

static Value partition(VM *vm, Value *args, bool from_right) {
  Buffer b;
  Text sep;
  if (!arg_text(vm, args[1], &b, &sep)) return V_ABSENT;
  Text t = text_of(args[0]);
  Value v = text_partition(vm, &t, &sep, from_right);
  buffer_release(vm, &b);
  return v;
}

static Value m_partition(VM *vm, Value *args, uint32_t argc) { return (void)argc, partition(vm, args, false); }
static Value m_rpartition(VM *vm, Value *args, uint32_t argc) { return (void)argc, partition(vm, args, true); }

static Value m_replace(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t most;
  Buffer from_b, to_b;
  Text from, to;
  if (!text_index(vm, args[3], -1, &most)) return V_ABSENT;
  if (!arg_text(vm, args[1], &from_b, &from)) return V_ABSENT;
  if (!arg_text(vm, args[2], &to_b, &to)) return buffer_release(vm, &from_b), V_ABSENT;
  Text t = text_of(args[0]);
  Value v = text_replace(vm, &t, &from, &to, most);
  buffer_release(vm, &from_b);
  buffer_release(vm, &to_b);
  return v;
}

// --- padding ---

static Value m_expandtabs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  if (!text_index(vm, args[1], 8, &size)) return V_ABSENT;
  Text t = text_of(args[0]);
  return text_expandtabs(vm, &t, size);
}

static Value pad(VM *vm, Value *args, const char *name, TextSide side) {
  int64_t width;
  uint8_t fill = ' ';
  if (!text_index(vm, args[1], 0, &width)) return V_ABSENT;
  if (args[2] != V_ABSENT) {
    bool fits = (is_bytes(args[2]) || is_bytearray(args[2])) && text_of(args[2]).len == 1;
    if (!fits) return raise_type(vm, "%s() argument 2 must be a byte string of length 1, not %T", name, args[2]);
    fill = text_of(args[2]).chars[0];
  }
  Text t = text_of(args[0]);
  return text_pad(vm, &t, width, fill, side);
}

static Value m_center(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, "center", SIDE_BOTH); }
static Value m_ljust(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, "ljust", SIDE_RIGHT); }
static Value m_rjust(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, "rjust", SIDE_LEFT); }

static Value m_zfill(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t width;
  if (!text_index(vm, args[1], 0, &width)) return V_ABSENT;
  Text t = text_of(args[0]);
  return text_zfill(vm, &t, width);
}

// --- case ---

static Value map_bytes(VM *vm, Value self, uint8_t (*map)(uint8_t)) {
  uint8_t *out = NULL;
  Text t = text_of(self);
  Value v = blank_like(vm, self, t.len, &out);
  for (size_t i = 0; v != V_ABSENT && i < t.len; i++) out[i] = map(t.chars[i]);
  return v;
}

static uint8_t swap_case(uint8_t c) { return is_ascii_alpha(c) ? c ^ 32 : c; }
static Value m_upper(VM *vm, Value *args, uint32_t argc) { return (void)argc, map_bytes(vm, args[0], to_upper); }
static Value m_lower(VM *vm, Value *args, uint32_t argc) { return (void)argc, map_bytes(vm, args[0], to_lower); }
static Value m_swapcase(VM *vm, Value *args, uint32_t argc) { return (void)argc, map_bytes(vm, args[0], swap_case); }

static Value m_capitalize(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = map_bytes(vm, args[0], to_lower);
  if (v == V_ABSENT || text_of(v).len == 0) return v;
  uint8_t *first = (uint8_t *)(uintptr_t)text_of(v).chars;
  *first = to_upper(*first);
  return v;
}

static Value m_title(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint8_t *out = NULL;
  Text t = text_of(args[0]);
  Value v = blank_like(vm, args[0], t.len, &out);
  bool inside = false;
  for (size_t i = 0; v != V_ABSENT && i < t.len; i++) {
    out[i] = inside ? to_lower(t.chars[i]) : to_upper(t.chars[i]);
    inside = is_ascii_alpha(t.chars[i]);
  }
  return v;
}

static Value all_are(Value self, bool (*test)(uint8_t)) {
  Text t = text_of(self);
  for (size_t i = 0; i < t.len; i++) {
    if (!test(t.chars[i])) return V_FALSE;
  }
  return from_bool(t.len != 0);
}

static Value m_isalnum(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, all_are(args[0], is_ascii_alnum); }
static Value m_isalpha(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, all_are(args[0], is_ascii_alpha); }
static Value m_isdigit(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, all_are(args[0], is_ascii_digit); }
static Value m_isspace(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, all_are(args[0], is_ascii_space); }

static Value m_isascii(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Text t = text_of(args[0]);
  return from_bool(chars_max(t.chars, 1, t.len) < 128);
}

static Value has_only_case(Value self, bool (*wanted)(uint8_t), bool (*other)(uint8_t)) {
  Text t = text_of(self);
  bool seen = false;
  for (size_t i = 0; i < t.len; i++) {
    if (other(t.chars[i])) return V_FALSE;
    seen |= wanted(t.chars[i]);
  }
  return from_bool(seen);
}

static Value m_islower(VM *vm, Value *args, uint32_t argc) {
  return (void)vm, (void)argc, has_only_case(args[0], is_ascii_lower, is_ascii_upper);
}
static Value m_isupper(VM *vm, Value *args, uint32_t argc) {
  return (void)vm, (void)argc, has_only_case(args[0], is_ascii_upper, is_ascii_lower);
}

static Value m_istitle(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Text t = text_of(args[0]);
  bool inside = false, seen = false;
  for (size_t i = 0; i < t.len; i++) {
    if (is_ascii_upper(t.chars[i]) ? inside : is_ascii_lower(t.chars[i]) && !inside) return V_FALSE;
    inside = is_ascii_alpha(t.chars[i]);
    seen |= inside;
  }
  return from_bool(seen);
}

// --- join ---

static bool join_measure(VM *vm, const Value *items, size_t count, size_t sep_len, size_t *total) {
  size_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    Buffer b;
    if (!buffer_get(vm, items[i], &b)) {
      if (error_clear_if(vm, EXC_TypeError)) {
        raise_type(vm, "sequence item %zu: expected a bytes-like object, %T found", i, items[i]);
      }
      return false;
    }
    sum += b.len + (i ? sep_len : 0);
    buffer_release(vm, &b);
    if (sum > PTRDIFF_MAX / 2) return raise(vm, EXC_OverflowError, "join() result is too long"), false;
  }
  *total = sum;
  return true;
}

static Value join_items(VM *vm, Value self, const Value *items, size_t count) {
  size_t total;
  uint8_t *out = NULL;
  if (!join_measure(vm, items, count, text_of(self).len, &total)) return V_ABSENT;
  if (count == 1 && is_bytes(self) && is_bytes(items[0]) && obj_type(as_obj(items[0])) == vm->types.bytes) return retain(items[0]);
  Value v = blank_like(vm, self, total, &out);
  if (v == V_ABSENT || total == 0) return v;
  Text sep = text_of(self);
  for (size_t i = 0; i < count; i++) {
    Buffer b;
    if (i && sep.len) {
      memcpy(out, sep.chars, sep.len);
      out += sep.len;
    }
    if (!buffer_get(vm, items[i], &b)) return release(vm, v), V_ABSENT;
    if (b.len) memcpy(out, b.data, b.len);
    out += b.len;
    buffer_release(vm, &b);
  }
  return v;
}

static Value m_join(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_tuple(args[1])) return join_items(vm, args[0], as_tuple(args[1])->items, as_tuple(args[1])->len);
  Value it = obj_iter(vm, args[1]);
  if (it == V_ABSENT) return error_clear_if(vm, EXC_TypeError) ? raise_type(vm, "can only join an iterable") : V_ABSENT;
  Value tuple = sequence_tuple(vm, it);
  release(vm, it);
  Value v = tuple == V_ABSENT ? V_ABSENT : join_items(vm, args[0], as_tuple(tuple)->items, as_tuple(tuple)->len);
  release(vm, tuple);
  return v;
}

// --- translate ---

static Value translate_bytes(VM *vm, Value self, const uint8_t *table, const Buffer *drop) {
  bool dropped[256] = {false};
  uint8_t *out = NULL;
  Text t = text_of(self);
  for (size_t i = 0; i < drop->len; i++) dropped[drop->data[i]] = true;
  size_t count = 0;
  for (size_t i = 0; i < t.len; i++) count += !dropped[t.chars[i]];
  if (!table && count == t.len) return text_piece(vm, &t, 0, t.len);
  Value v = blank_like(vm, self, count, &out);
  for (size_t i = 0; v != V_ABSENT && i < t.len; i++) {
    if (!dropped[t.chars[i]]) *out++ = table ? table[t.chars[i]] : t.chars[i];
  }
  return v;
}

static Value m_translate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer table = {.owner = V_ABSENT}, drop = {.owner = V_ABSENT};
  Value v = V_ABSENT;
  if (args[1] != V_NONE && !buffer_get(vm, args[1], &table)) return V_ABSENT;
  if (args[1] != V_NONE && table.len != 256) raise_value(vm, "translation table must be 256 characters long");
  else if (args[2] == V_ABSENT || buffer_get(vm, args[2], &drop)) v = translate_bytes(vm, args[0], table.data, &drop);
  buffer_release(vm, &table);
  buffer_release(vm, &drop);
  return v;
}

static Value m_maketrans(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer from, to;
  Value v = V_ABSENT;
  if (!buffer_get(vm, args[0], &from)) return V_ABSENT;
  if (!buffer_get(vm, args[1], &to)) return buffer_release(vm, &from), V_ABSENT;
  if (from.len != to.len) raise_value(vm, "maketrans arguments must have same length");
  else v = bytes_new(vm, NULL, 256);
  if (v != V_ABSENT) {
    uint8_t *table = as_bytes(v)->data;
    for (int i = 0; i < 256; i++) table[i] = (uint8_t)i;
    for (size_t i = 0; i < from.len; i++) table[from.data[i]] = to.data[i];
  }
  buffer_release(vm, &from);
  buffer_release(vm, &to);
  return v;
}

// --- hexadecimal ---

static int hex_value(uint32_t c) {
  if (c >= '0' && c <= '9') return (int)c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

// Writes the bytes that `s` spells; returns how many, or -1 with *bad set to the position of the mistake.
static int64_t hex_parse(const Str *s, uint8_t *out, size_t *bad) {
  int64_t count = 0;
  size_t i = 0;
  if (!s->ascii) {
    for (*bad = 0; str_char(s, *bad) < 128; ++*bad) {}
    return -1;
  }
  while (true) {
    while (i < s->len && is_ascii_space(s->data[i])) i++;
    if (i == s->len) return count;
    int high = hex_value(s->data[i]), low = high < 0 || i + 1 >= s->len ? -1 : hex_value(s->data[i + 1]);
    if (high < 0 || low < 0) return *bad = high < 0 ? i : i + 1, -1;
    out[count++] = (uint8_t)(high << 4 | low);
    i += 2;
  }
}

static Value fromhex(VM *vm, Value *args, Type *base) {
  if (!is_str(args[1])) return raise_type(vm, "fromhex() argument must be str, not %T", args[1]);
  const Str *s = as_str(args[1]);
  size_t bad = 0;
  uint8_t *out = (uint8_t *)vm_alloc(vm, s->len / 2 + 1);
  if (!out) return V_ABSENT;
  int64_t count = hex_parse(s, out, &bad);
  Value v = V_ABSENT;
  if (count < 0) raise_value(vm, "non-hexadecimal number found in fromhex() arg at position %zu", bad);
  else v = base == vm->types.bytes ? bytes_new(vm, out, (size_t)count) : bytearray_new(vm, out, (size_t)count);
  vm_dealloc(vm, out, s->len / 2 + 1);
  if (v == V_ABSENT || args[0] == from_obj(base)) return v;
  Value made = obj_call(vm, args[0], &v, 1);
  release(vm, v);
  return made;
}

static Value m_bytes_fromhex(VM *vm, Value *args, uint32_t argc) { return (void)argc, fromhex(vm, args, vm->types.bytes); }
static Value m_bytearray_fromhex(VM *vm, Value *args, uint32_t argc) { return (void)argc, fromhex(vm, args, vm->types.bytearray); }

// -1: exception.
static int separator(VM *vm, Value sep) {
  int64_t len = obj_len(vm, sep);
  if (len < 0) return -1;
  if (len != 1) return raise_value(vm, "sep must be length 1."), -1;
  uint32_t c;
  if (is_str(sep)) c = str_char(as_str(sep), 0);
  else if (is_bytes(sep)) c = as_bytes(sep)->data[0];
  else return raise_type(vm, "sep must be str or bytes."), -1;
  if (is_str(sep) && c > 127) return raise_value(vm, "sep must be ASCII."), -1;
  return (int)c;
}

Value bytes_hex(VM *vm, const uint8_t *data, size_t len, Value sep, Value per_sep) {
  static const char digits[] = "0123456789abcdef";
  int64_t group;
  int mark = 0;
  if (!text_index(vm, per_sep, 1, &group)) return V_ABSENT;
  if (sep != V_ABSENT && (mark = separator(vm, sep)) < 0) return V_ABSENT;
  size_t step = group < 0 ? (size_t)-group : (size_t)group;
  if (sep == V_ABSENT || step == 0 || step >= len) step = len;
  size_t marks = step && len ? (len - 1) / step : 0;
  if (len > PTRDIFF_MAX / 4) return raise_no_memory(vm);
  Str *s = str_new_uninit(vm, len * 2 + marks, (uint32_t)mark > 127 ? 255 : 127);
  if (!s || len == 0) return from_obj(s);
  size_t phase = group < 0 ? step : (len - 1) % step + 1;  // bytes before the first mark
  uint8_t *out = s->data;
  for (size_t i = 0; i < len; i++) {
    if (i && i == phase) {
      *out++ = (uint8_t)mark;
      phase += step;
    }
    *out++ = (uint8_t)digits[data[i] >> 4];
    *out++ = (uint8_t)digits[data[i] & 15];
  }
  return from_obj(s);
}

static Value m_hex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  if (!buffer_get(vm, args[0], &b)) return V_ABSENT;
  Value v = bytes_hex(vm, b.data, b.len, args[1], args[2]);
  buffer_release(vm, &b);
  return v;
}

static Value m_decode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const char *encoding, *errors;
  if (!text_c_arg(vm, args[1], "decode", "encoding", &encoding) || !text_c_arg(vm, args[2], "decode", "errors", &errors)) return V_ABSENT;
  Buffer b;
  if (!buffer_get(vm, args[0], &b)) return V_ABSENT;
  Value v = codec_decode(vm, b.data, b.len, encoding ? encoding : "utf-8", errors);
  buffer_release(vm, &b);
  return v;
}

static Value m_bytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (obj_type(as_obj(args[0])) == vm->types.bytes) return retain(args[0]);
  return bytes_new(vm, as_bytes(args[0])->data, as_bytes(args[0])->len);
}

static Value m_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value plain = bytes_new(vm, as_bytes(args[0])->data, as_bytes(args[0])->len);
  return plain == V_ABSENT ? plain : tuple_from_steal(vm, &plain, 1);
}

#define COMMON_METHODS \
  {"capitalize", "($self, /)", m_capitalize, 0, NULL}, \
  {"center", "($self, width, fillchar=b' ', /)", m_center, 0, NULL}, \
  {"count", "($self, sub, start=None, end=None, /)", m_count, 0, NULL}, \
  {"decode", "($self, /, encoding='utf-8', errors='strict')", m_decode, 0, NULL}, \
  {"endswith", "($self, suffix, start=None, end=None, /)", m_endswith, 0, NULL}, \
  {"expandtabs", "($self, /, tabsize=8)", m_expandtabs, 0, NULL}, \
  {"find", "($self, sub, start=None, end=None, /)", m_find, 0, NULL}, \
  {"hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", m_hex, 0, NULL}, \
  {"index", "($self, sub, start=None, end=None, /)", m_index, 0, NULL}, \
  {"isalnum", "($self, /)", m_isalnum, 0, NULL}, \
  {"isalpha", "($self, /)", m_isalpha, 0, NULL}, \
  {"isascii", "($self, /)", m_isascii, 0, NULL}, \
  {"isdigit", "($self, /)", m_isdigit, 0, NULL}, \
  {"islower", "($self, /)", m_islower, 0, NULL}, \
  {"isspace", "($self, /)", m_isspace, 0, NULL}, \
  {"istitle", "($self, /)", m_istitle, 0, NULL}, \
  {"isupper", "($self, /)", m_isupper, 0, NULL}, \
  {"join", "($self, iterable_of_bytes, /)", m_join, 0, NULL}, \
  {"ljust", "($self, width, fillchar=b' ', /)", m_ljust, 0, NULL}, \
  {"lower", "($self, /)", m_lower, 0, NULL}, \
  {"lstrip", "($self, bytes=None, /)", m_lstrip, 0, NULL}, \
  {"maketrans", "(frm, to, /)", m_maketrans, NATIVE_STATIC, NULL}, \
  {"partition", "($self, sep, /)", m_partition, 0, NULL}, \
  {"removeprefix", "($self, prefix, /)", m_removeprefix, 0, NULL}, \
  {"removesuffix", "($self, suffix, /)", m_removesuffix, 0, NULL}, \
  {"replace", "($self, old, new, count=-1, /)", m_replace, 0, NULL}, \
  {"rfind", "($self, sub, start=None, end=None, /)", m_rfind, 0, NULL}, \
  {"rindex", "($self, sub, start=None, end=None, /)", m_rindex, 0, NULL}, \
  {"rjust", "($self, width, fillchar=b' ', /)", m_rjust, 0, NULL}, \
  {"rpartition", "($self, sep, /)", m_rpartition, 0, NULL}, \
  {"rsplit", "($self, /, sep=None, maxsplit=-1)", m_rsplit, 0, NULL}, \
  {"rstrip", "($self, bytes=None, /)", m_rstrip, 0, NULL}, \
  {"split", "($self, /, sep=None, maxsplit=-1)", m_split, 0, NULL}, \
  {"splitlines", "($self, /, keepends=False)", m_splitlines, 0, NULL}, \
  {"startswith", "($self, prefix, start=None, end=None, /)", m_startswith, 0, NULL}, \
  {"strip", "($self, bytes=None, /)", m_strip, 0, NULL}, \
  {"swapcase", "($self, /)", m_swapcase, 0, NULL}, \
  {"title", "($self, /)", m_title, 0, NULL}, \
  {"translate", "($self, table, /, delete=b'')", m_translate, 0, NULL}, \
  {"upper", "($self, /)", m_upper, 0, NULL}, \
  {"zfill", "($self, width, /)", m_zfill, 0, NULL}

const NativeDef bytes_methods[] = {
  COMMON_METHODS,
  {"__buffer__", "($self, flags, /)", buffer_method, 0, "Return a buffer object that exposes the underlying memory of the object."},
  {"__bytes__", "($self, /)", m_bytes, 0, "Convert this value to exact type bytes."},
  {"__getnewargs__", "($self, /)", m_getnewargs, 0, NULL},
  {"fromhex", "($type, string, /)", m_bytes_fromhex, NATIVE_CLASS, "Create a bytes object from a string of hexadecimal numbers."},
  {0},
};

const NativeDef bytearray_methods[] = {
  COMMON_METHODS,
  BUFFER_METHODS,
  {"__alloc__", "($self, /)", bytearray_alloc_m, 0, "Return the number of bytes actually allocated."},
  {"__reduce__", "($self, /)", bytearray_reduce_m, 0, "Return state information for pickling."},
  {"append", "($self, item, /)", bytearray_append_m, 0, "Append a single item to the end of the bytearray."},
  {"clear", "($self, /)", bytearray_clear_m, 0, "Remove all items from the bytearray."},
  {"copy", "($self, /)", bytearray_copy_m, 0, "Return a copy of B."},
  {"extend", "($self, iterable_of_ints, /)", bytearray_extend_m, 0, "Append all the items from the iterator or sequence to the end."},
  {"fromhex", "($type, string, /)", m_bytearray_fromhex, NATIVE_CLASS, "Create a bytearray object from a string of hexadecimal numbers."},
  {"insert", "($self, index, item, /)", bytearray_insert_m, 0, "Insert a single item into the bytearray before the given index."},
  {"pop", "($self, index=-1, /)", bytearray_pop_m, 0, "Remove and return a single item from B."},
  {"remove", "($self, value, /)", bytearray_remove_m, 0, "Remove the first occurrence of a value in the bytearray."},
  {"reverse", "($self, /)", bytearray_reverse_m, 0, "Reverse the order of the values in B in place."},
  {0},
};
