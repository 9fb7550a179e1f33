// SPDX-License-Identifier: MIT
// text.c - the algorithms that str, bytes and bytearray share.
#include "vm/types/text.h"

#include "vm/types/unicode.h"

static const size_t TEXT_MAX = (size_t)PTRDIFF_MAX / 8;

// --- arguments ---

bool text_range(VM *vm, Value start, Value end, size_t len, size_t *from, size_t *to) {
  int64_t bounds[2] = {0, (int64_t)len};
  Value given[2] = {start, end};
  for (int i = 0; i < 2; i++) {
    if (given[i] == V_ABSENT || given[i] == V_NONE) continue;
    if (is_int(given[i])) {
      bounds[i] = as_int(given[i]);
    } else if (!is_integer(given[i]) && !type_of_get(vm, given[i])->slots.index) {
      return raise_type(vm, "slice indices must be integers or None or have an __index__ method"), false;
    } else if (!obj_index_clamped(vm, given[i], &bounds[i])) {
      return false;
    }
    if (bounds[i] < 0) bounds[i] += (int64_t)len;
    if (bounds[i] < 0) bounds[i] = 0;
  }
  if (bounds[1] > (int64_t)len) bounds[1] = (int64_t)len;
  *from = (size_t)bounds[0];
  *to = (size_t)bounds[1];
  return true;
}

bool text_index(VM *vm, Value v, int64_t otherwise, int64_t *out) {
  *out = otherwise;
  if (v == V_ABSENT) return true;
  if (is_int(v)) return *out = as_int(v), true;
  return obj_index_i64(vm, v, out);
}

bool text_c_arg(VM *vm, Value v, const char *function, const char *name, const char **out) {
  *out = NULL;
  if (v == V_ABSENT) return true;
  if (!is_str(v)) return raise_type(vm, "%s() argument '%s' must be str, not %T", function, name, v), false;
  size_t len;
  *out = str_utf8_get(vm, as_str(v), &len);
  if (*out && strlen(*out) != len) return raise_value(vm, "embedded null character"), false;
  return *out != NULL;
}

bool text_defers(VM *vm, Value other, BinOp op) {
  const Type *type = type_of_get(vm, other);
  return type_has(type, TYPE_HEAP) && type->slots.binary[op] && !is_integer(other);
}

// --- pieces ---

Value text_piece(VM *vm, const Text *t, size_t start, size_t stop) {
  if (t->family == TEXT_STR) return str_slice(vm, as_str(t->owner), start, stop);
  if (t->family == TEXT_BYTEARRAY) return bytearray_new(vm, t->chars + start, stop - start);
  if (stop - start == t->len && obj_type(as_obj(t->owner)) == vm->types.bytes) return retain(t->owner);
  return bytes_new(vm, t->chars + start, stop - start);
}

// An empty text of t's family with `len` code points to be filled in.
static Value text_blank(VM *vm, const Text *t, size_t len, uint32_t max_char, uint8_t **chars, unsigned *kind) {
  Value v = t->family == TEXT_STR ? from_obj(str_new_uninit(vm, len, max_char))
            : t->family == TEXT_BYTES ? bytes_new(vm, NULL, len) : bytearray_new(vm, NULL, len);
  if (v == V_ABSENT) return v;
  *chars = t->family == TEXT_STR ? as_str(v)->data : t->family == TEXT_BYTES ? as_bytes(v)->data : ((ByteArray *)as_obj(v))->data;
  *kind = t->family == TEXT_STR ? as_str(v)->kind : 1;
  return v;
}

static uint32_t text_max_char(const Text *t) { return t->family == TEXT_STR ? str_max_char(as_str(t->owner)) : 0; }

bool text_is_space(const Text *t, uint32_t c) {
  if (c == ' ' || (c >= '\t' && c <= '\r')) return true;
  return t->family == TEXT_STR && c >= 0x1c && uni_is(c, UNI_SPACE);
}

static bool list_add_piece(VM *vm, List *list, const Text *t, size_t start, size_t stop) {
  Value piece = text_piece(vm, t, start, stop);
  return piece != V_ABSENT && list_append_steal(vm, list, piece);
}

static Value list_done(VM *vm, Value list, bool ok) {
  if (ok) return list;
  release(vm, list);
  return V_ABSENT;
}

// --- strip ---

static bool in_set(const Text *t, const Text *set, uint32_t c) {
  return set ? chars_find_char(set->chars, set->kind, set->len, c) >= 0 : text_is_space(t, c);
}

Value text_strip(VM *vm, const Text *t, const Text *set, TextSide side) {
  size_t start = 0, stop = t->len;
  if (side & SIDE_LEFT) {
    while (start < stop && in_set(t, set, text_char(t, start))) start++;
  }
  if (side & SIDE_RIGHT) {
    while (stop > start && in_set(t, set, text_char(t, stop - 1))) stop--;
  }
  return text_piece(vm, t, start, stop);
}

// --- split ---

static bool split_space(VM *vm, List *list, const Text *t, int64_t most) {
  size_t i = 0, len = t->len;
  while (true) {
    while (i < len && text_is_space(t, text_char(t, i))) i++;
    if (i == len) return true;
    size_t start = i;
    if (most-- == 0) return list_add_piece(vm, list, t, start, len);
    while (i < len && !text_is_space(t, text_char(t, i))) i++;
    if (!list_add_piece(vm, list, t, start, i)) return false;
  }
}

static bool split_by_byte(VM *vm, List *list, const Text *t, uint8_t sep, int64_t most) {
  const uint8_t *start = t->chars, *end = start + t->len, *hit;
  for (; most-- != 0 && (hit = memchr(start, sep, (size_t)(end - start))); start = hit + 1)
    if (!list_add_piece(vm, list, t, (size_t)(start - t->chars), (size_t)(hit - t->chars))) return false;
  return list_add_piece(vm, list, t, (size_t)(start - t->chars), t->len);
}

static bool split_by(VM *vm, List *list, const Text *t, const Text *sep, int64_t most) {
  if (t->len && t->kind == 1 && sep->kind == 1 && sep->len == 1) return split_by_byte(vm, list, t, sep->chars[0], most);
  size_t start = 0;
  while (most-- != 0) {
    int64_t step = chars_find(t->chars + start * t->kind, t->kind, t->len - start, sep->chars, sep->kind, sep->len);
    if (step < 0) break;
    if (!list_add_piece(vm, list, t, start, start + (size_t)step)) return false;
    start += (size_t)step + sep->len;
  }
  return list_add_piece(vm, list, t, start, t->len);
}

Value text_split(VM *vm, const Text *t, const Text *sep, int64_t most) {
  if (sep && sep->len == 0) return raise_value(vm, "empty separator");
  Value list = list_new(vm, 0);
  if (list == V_ABSENT) return list;
  return list_done(vm, list, sep ? split_by(vm, as_list(list), t, sep, most) : split_space(vm, as_list(list), t, most));
}

static bool rsplit_space(VM *vm, List *list, const Text *t, int64_t most) {
  size_t i = t->len;
  while (true) {
    while (i > 0 && text_is_space(t, text_char(t, i - 1))) i--;
    if (i == 0) return true;
    size_t stop = i;
    if (most-- == 0) return list_add_piece(vm, list, t, 0, stop);
    while (i > 0 && !text_is_space(t, text_char(t, i - 1))) i--;
    if (!list_add_piece(vm, list, t, i, stop)) return false;
  }
}

static bool rsplit_by(VM *vm, List *list, const Text *t, const Text *sep, int64_t most) {
  size_t stop = t->len;
  while (most-- != 0) {
    int64_t at = chars_rfind(t->chars, t->kind, stop, sep->chars, sep->kind, sep->len);
    if (at < 0) break;
    if (!list_add_piece(vm, list, t, (size_t)at + sep->len, stop)) return false;
    stop = (size_t)at;
  }
  return list_add_piece(vm, list, t, 0, stop);
}

static void list_turn(List *list) {
  for (size_t i = 0, j = list->len; i + 1 < j; i++) {
    Value v = list->items[i];
    list->items[i] = list->items[--j];
    list->items[j] = v;
  }
}

Value text_rsplit(VM *vm, const Text *t, const Text *sep, int64_t most) {
  if (sep && sep->len == 0) return raise_value(vm, "empty separator");
  Value list = list_new(vm, 0);
  if (list == V_ABSENT) return list;
  bool ok = sep ? rsplit_by(vm, as_list(list), t, sep, most) : rsplit_space(vm, as_list(list), t, most);
  list_turn(as_list(list));
  return list_done(vm, list, ok);
}

static bool is_line_break(const Text *t, uint32_t c) {
  if (c == '\n' || c == '\r') return true;
  return t->family == TEXT_STR && c >= 0x0b && uni_is(c, UNI_LINEBREAK);
}

Value text_splitlines(VM *vm, const Text *t, bool keep_ends) {
  Value list = list_new(vm, 0);
  if (list == V_ABSENT) return list;
  bool ok = true;
  for (size_t i = 0; ok && i < t->len;) {
    size_t start = i;
    while (i < t->len && !is_line_break(t, text_char(t, i))) i++;
    size_t stop = i;
    if (i < t->len) i += text_char(t, i) == '\r' && i + 1 < t->len && text_char(t, i + 1) == '\n' ? 2 : 1;
    ok = list_add_piece(vm, as_list(list), t, start, keep_ends ? i : stop);
  }
  return list_done(vm, list, ok);
}

Value text_partition(VM *vm, const Text *t, const Text *sep, bool from_right) {
  if (sep->len == 0) return raise_value(vm, "empty separator");
  int64_t at = from_right ? chars_rfind(t->chars, t->kind, t->len, sep->chars, sep->kind, sep->len)
                          : chars_find(t->chars, t->kind, t->len, sep->chars, sep->kind, sep->len);
  size_t cut[4] = {0, t->len, t->len, t->len};  // start, end of head, start of tail, end
  if (at >= 0) {
    cut[1] = (size_t)at;
    cut[2] = (size_t)at + sep->len;
  } else if (from_right) {
    cut[1] = cut[2] = 0;
  }
  Value parts[3];
  parts[0] = text_piece(vm, t, cut[0], cut[1]);
  parts[1] = t->family == TEXT_BYTEARRAY ? text_piece(vm, t, cut[1], cut[2])
             : at >= 0 ? text_piece(vm, sep, 0, sep->len) : text_piece(vm, t, 0, 0);
  parts[2] = text_piece(vm, t, cut[2], cut[3]);
  if (parts[0] != V_ABSENT && parts[1] != V_ABSENT && parts[2] != V_ABSENT) return tuple_from_steal(vm, parts, 3);
  for (int i = 0; i < 3; i++) release(vm, parts[i]);
  return V_ABSENT;
}

// --- replace ---

// Copies t to `out` (room for the result, `kind` wide) with `count` matches replaced.
static void replace_into(uint8_t *out, unsigned kind, const Text *t, const Text *from, const Text *to, int64_t count) {
  size_t at = 0;
  for (; count > 0; count--) {
    size_t step = 0;
    if (from->len) step = (size_t)chars_find(t->chars + at * t->kind, t->kind, t->len - at, from->chars, from->kind, from->len);
    chars_copy(out, kind, t->chars + at * t->kind, t->kind, step);
    out += step * kind;
    at += step + from->len;
    chars_copy(out, kind, to->chars, to->kind, to->len);
    out += to->len * kind;
    if (from->len == 0 && at < t->len) {
      chars_copy(out, kind, t->chars + at * t->kind, t->kind, 1);
      out += kind;
      at++;
    }
  }
  chars_copy(out, kind, t->chars + at * t->kind, t->kind, t->len - at);
}

// One ASCII character (or byte) for another: a tight loop over a copy.
static Value replace_byte(VM *vm, const Text *t, uint8_t from, uint8_t to) {
  uint8_t *out;
  unsigned kind;
  Value v = text_blank(vm, t, t->len, 127, &out, &kind);
  if (v == V_ABSENT) return v;
  for (size_t i = 0; i < t->len; i++) out[i] = t->chars[i] == from ? to : t->chars[i];
  return v;
}

Value text_replace(VM *vm, const Text *t, const Text *from, const Text *to, int64_t most) {
  bool narrow = t->family != TEXT_STR || (text_max_char(t) < 128 && text_max_char(to) < 128);
  int64_t count = most == 0 ? 0 : chars_count(t->chars, t->kind, t->len, from->chars, from->kind, from->len, most);
  if (count == 0) return text_piece(vm, t, 0, t->len);
  if (narrow && from->len == 1 && to->len == 1 && most < 0) return replace_byte(vm, t, from->chars[0], to->chars[0]);
  size_t grown, len;
  if (__builtin_mul_overflow((size_t)count, to->len, &grown) || grown > TEXT_MAX ||
      (len = t->len - (size_t)count * from->len + grown) > TEXT_MAX) {
    return raise(vm, EXC_OverflowError, "replace %s is too long", t->family == TEXT_STR ? "string" : "bytes");
  }
  uint8_t *out;
  unsigned kind;
  if (narrow) {
    Value v = text_blank(vm, t, len, 127, &out, &kind);
    if (v != V_ABSENT && len) replace_into(out, kind, t, from, to, count);
    return v;
  }
  kind = t->kind > to->kind ? t->kind : to->kind;  // the widest characters may vanish: build, then narrow
  out = (uint8_t *)vm_alloc(vm, len * kind + 1);
  if (!out) return V_ABSENT;
  replace_into(out, kind, t, from, to, count);
  Str *s = str_from_chars(vm, out, kind, len);
  vm_dealloc(vm, out, len * kind + 1);
  return from_obj(s);
}

// --- padding ---

static size_t tab_width(size_t column, int64_t size) { return size > 0 ? (size_t)size - column % (size_t)size : 0; }

Value text_expandtabs(VM *vm, const Text *t, int64_t size) {
  size_t len = 0, column = 0;
  bool found = false;
  for (size_t i = 0; i < t->len; i++) {
    uint32_t c = text_char(t, i);
    size_t width = c == '\t' ? tab_width(column, size) : 1;
    found |= c == '\t';
    len += width;
    column = c == '\n' || c == '\r' ? 0 : column + width;
    if (len > TEXT_MAX) return raise(vm, EXC_OverflowError, t->family == TEXT_STR ? "new string is too long" : "result too long");
  }
  if (!found) return text_piece(vm, t, 0, t->len);
  uint8_t *out;
  unsigned kind;
  Value v = text_blank(vm, t, len, text_max_char(t), &out, &kind);
  if (v == V_ABSENT) return v;
  column = 0;
  for (size_t i = 0, at = 0; i < t->len; i++) {
    uint32_t c = text_char(t, i);
    size_t width = c == '\t' ? tab_width(column, size) : 1;
    if (width) chars_fill(out + at * kind, kind, width, c == '\t' ? ' ' : c);
    at += width;
    column = c == '\n' || c == '\r' ? 0 : column + width;
  }
  return v;
}

Value text_pad(VM *vm, const Text *t, int64_t width, uint32_t fill, TextSide side) {
  if (width <= (int64_t)t->len) return text_piece(vm, t, 0, t->len);
  size_t extra = (size_t)width - t->len, left = side == SIDE_LEFT ? extra : 0;
  if (side == SIDE_BOTH) left = extra / 2 + (extra & (size_t)width & 1);
  if ((size_t)width > TEXT_MAX) return raise_no_memory(vm);
  uint8_t *out;
  unsigned kind;
  uint32_t max_char = text_max_char(t);
  Value v = text_blank(vm, t, (size_t)width, fill > max_char ? fill : max_char, &out, &kind);
  if (v == V_ABSENT) return v;
  chars_fill(out, kind, left, fill);
  chars_copy(out + left * kind, kind, t->chars, t->kind, t->len);
  chars_fill(out + (left + t->len) * kind, kind, extra - left, fill);
  return v;
}

Value text_zfill(VM *vm, const Text *t, int64_t width) {
  Value v = text_pad(vm, t, width, '0', SIDE_LEFT);
  if (v == V_ABSENT || width <= (int64_t)t->len || t->len == 0) return v;
  uint32_t sign = text_char(t, 0);
  if (sign != '+' && sign != '-') return v;
  Text out = text_of(v);
  chars_set((void *)(uintptr_t)out.chars, out.kind, 0, sign);
  chars_set((void *)(uintptr_t)out.chars, out.kind, (size_t)width - t->len, '0');
  return v;
}
