// SPDX-License-Identifier: MIT
// str.h - text: an immutable array of code points, 1, 2 or 4 bytes each, as narrow as its widest allows.
//
//   Object 16 | hash u32 | kind u8 ascii u8 interned u8 - | len u64 | data, (len + 1) * kind bytes, zero-terminated
//
// `kind` is always the smallest that holds the text, so equal texts are equal bytes. Interned strs are unique per VM: names are
// compared by pointer. A str whose only reference is held by the left operand's register is grown in place by + (str_append_steal).
#ifndef ASTER_STR_H
#define ASTER_STR_H

#include <stdarg.h>

#include "vm/core/type.h"

struct Str {
  Object header;
  uint32_t hash;  // 0: not computed
  uint8_t kind;   // bytes a code point: 1, 2, 4
  uint8_t ascii;  // every code point < 128: data is then UTF-8 too
  uint8_t interned;
  uint8_t grown;  // appended to in place: the block is rounded up (str_block_size)
  size_t len;     // code points
  uint8_t data[];
};

static inline Str *as_str(Value v) { return (Str *)as_obj(v); }
static inline bool is_str(Value v) { return is_kind(v, KIND_STR); }
static inline uint32_t str_char(const Str *s, size_t i) {
  return s->kind == 1 ? s->data[i] : s->kind == 2 ? ((const uint16_t *)s->data)[i] : ((const uint32_t *)s->data)[i];
}
static inline uint32_t chars_get(const void *chars, unsigned kind, size_t i) {
  return kind == 1 ? ((const uint8_t *)chars)[i] : kind == 2 ? ((const uint16_t *)chars)[i] : ((const uint32_t *)chars)[i];
}
static inline void chars_set(void *chars, unsigned kind, size_t i, uint32_t c) {
  if (kind == 1) ((uint8_t *)chars)[i] = (uint8_t)c;
  else if (kind == 2) ((uint16_t *)chars)[i] = (uint16_t)c;
  else ((uint32_t *)chars)[i] = c;
}
// Copies n code points; the target may be wider than the source, or narrower when every one fits.
void chars_copy(void *to, unsigned to_kind, const void *from, unsigned from_kind, size_t n);
void chars_fill(void *to, unsigned kind, size_t n, uint32_t c);
uint32_t chars_max(const void *chars, unsigned kind, size_t n);  // 127, 255, 0xffff or 0x10ffff: the class of the widest
static inline uint32_t str_max_char(const Str *s) { return s->ascii ? 127 : s->kind == 1 ? 255 : s->kind == 2 ? 0xffff : 0x10ffff; }
static inline bool is_str_exact(Value v) {
  return is_kind(v, KIND_STR) && !type_has(obj_type(as_obj(v)), TYPE_HEAP);
}
size_t str_block_size(const Object *o);
uint32_t str_hash_slow(VM *vm, Str *s);
uint32_t str_hash_of(const VM *vm, const void *data, size_t bytes);  // of a str of these bytes, and of bytes
static inline uint32_t str_hash(VM *vm, Str *s) { return s->hash ? s->hash : str_hash_slow(vm, s); }

// Everything returning Str* / Value is owned; NULL / V_ABSENT: exception set.
Str *str_new_uninit(VM *vm, size_t len, uint32_t max_char) MUST_USE;  // caller fills data; max_char must be the true maximum's class
Str *str_from_utf8(VM *vm, const char *bytes, size_t len) MUST_USE;   // WTF-8 accepted (surrogates); bytes are known to be valid
Str *str_empty(VM *vm) MUST_USE;
Str *str_from_chars(VM *vm, const void *chars, unsigned kind, size_t len) MUST_USE;  // narrowed; '' and Latin-1 characters are shared
Str *str_from_ascii(VM *vm, const char *bytes, size_t len) MUST_USE;
Str *str_exact(VM *vm, Str *s) MUST_USE;                              // s itself, or a plain copy of a subclass's instance
Value str_from_c(VM *vm, const char *utf8) MUST_USE;
Value str_from_char(VM *vm, uint32_t c) MUST_USE;                     // Latin-1 ones are cached
Str *str_from_ucs4(VM *vm, const uint32_t *chars, size_t len) MUST_USE;
Str *str_intern(VM *vm, const char *utf8, size_t len) MUST_USE;       // owned reference to the interned str
Str *str_intern_steal(VM *vm, Str *s) MUST_USE;
Value str_format_c(VM *vm, const char *fmt, ...) MUST_USE;            // directives: see error.h
Value str_vformat_c(VM *vm, const char *fmt, va_list args) MUST_USE;
Value str_concat(VM *vm, Str *a, Str *b) MUST_USE;
Value str_append_steal(VM *vm, Value a, Str *b) MUST_USE;             // a + b, reusing a's block where only the caller holds it
Value str_join(VM *vm, Str *sep, const Value *items, size_t count) MUST_USE;  // TypeError names the item that is no str
Value str_slice(VM *vm, Str *s, size_t start, size_t stop) MUST_USE;  // start <= stop <= len
bool str_equal(const Str *a, const Str *b);
static inline bool bytes_same(const uint8_t *a, const uint8_t *b, size_t n) {  // memcmp for short texts, without a call
  uint64_t x, y;
  if (n >= 8) {
    for (size_t i = 0; i < n - 8; i += 8) {
      memcpy(&x, a + i, 8), memcpy(&y, b + i, 8);
      if (x != y) return false;
    }
    memcpy(&x, a + n - 8, 8), memcpy(&y, b + n - 8, 8);
    return x == y;
  }
  if (n >= 4) {
    uint32_t p, q, s, t;
    memcpy(&p, a, 4), memcpy(&q, b, 4);
    memcpy(&s, a + n - 4, 4), memcpy(&t, b + n - 4, 4);
    return p == q && s == t;
  }
  for (size_t i = 0; i < n; i++)
    if (a[i] != b[i]) return false;
  return true;
}
// Two different strs: the same text? Their hashes need not be known.
static inline bool str_same_text(const Str *a, const Str *b) {
  if (a->len != b->len || a->kind != b->kind || (a->interned & b->interned)) return false;
  size_t bytes = a->len * a->kind;
  return bytes <= 64 ? bytes_same(a->data, b->data, bytes) : memcmp(a->data, b->data, bytes) == 0;
}
int str_compare(const Str *a, const Str *b);
bool str_is(const Str *s, const char *ascii);
int64_t str_find(const Str *s, const Str *sub, size_t start, size_t end);  // -1: not there
int64_t str_rfind(const Str *s, const Str *sub, size_t start, size_t end);
Value str_repeat(VM *vm, Str *s, int64_t count) MUST_USE;             // count <= 0: ''
// str_find.c: over any mix of kinds; positions are absolute, -1: not there. An empty `sub` is found at start (end for rfind).
int64_t chars_find(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len);
int64_t chars_rfind(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len);
int64_t chars_find_char(const void *chars, unsigned kind, size_t len, uint32_t c);
int64_t chars_count(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len, int64_t most);
int64_t str_count(const Str *s, const Str *sub, size_t start, size_t end, int64_t most);
Value str_getitem_index(VM *vm, Str *s, int64_t index) MUST_USE;      // negative allowed; IndexError
// UTF-8 view: NUL-terminated, lives as long as `s` (for non-ASCII a copy kept by the VM's cache until the next cycle, so copy it
// if you keep it). Lone surrogates: UnicodeEncodeError, NULL, unless `wtf`.
Value str_encode_utf8(VM *vm, Str *s, bool wtf) MUST_USE;             // a bytes object
const char *str_utf8_get(VM *vm, Str *s, size_t *len);
// Growing text, written by repr, format and join. The buffer starts 1 byte wide and widens as needed.
typedef struct StrBuilder {
  VM *vm;
  uint8_t *data;
  size_t len, cap;  // code points
  uint8_t kind;
  bool failed;      // no memory: exception set; further writes do nothing
} StrBuilder;
void sb_init(StrBuilder *sb, VM *vm);
void sb_char(StrBuilder *sb, uint32_t c);
void sb_ascii(StrBuilder *sb, const char *s, size_t len);
void sb_c(StrBuilder *sb, const char *ascii);
void sb_utf8(StrBuilder *sb, const char *s, size_t len);
void sb_str(StrBuilder *sb, const Str *s);
void sb_substr(StrBuilder *sb, const Str *s, size_t start, size_t stop);
void sb_fill(StrBuilder *sb, uint32_t c, size_t count);
void sb_chars(StrBuilder *sb, const void *chars, unsigned kind, size_t n);
void sb_reserve(StrBuilder *sb, size_t extra, uint32_t max_char);
void sb_repr(StrBuilder *sb, const Str *s);            // quoted as repr does
void sb_repr_bytes(StrBuilder *sb, const uint8_t *bytes, size_t len);
void sb_repr_bytearray(StrBuilder *sb, const uint8_t *bytes, size_t len);  // escapes every single quote, as CPython does
Value str_repr(VM *vm, const Str *s) MUST_USE;
bool sb_value_str(StrBuilder *sb, Value v) MUST_USE;   // runs script code
bool sb_value_repr(StrBuilder *sb, Value v) MUST_USE;  // runs script code
Value sb_finish(StrBuilder *sb) MUST_USE;              // the str; frees the buffer
void sb_discard(StrBuilder *sb);
// codecs (codec.c): errors is a handler name or NULL for "strict"; encoding any alias of utf-8/16/32, ascii, latin-1, with BOM rules
Value codec_encode(VM *vm, Str *s, const char *encoding, const char *errors) MUST_USE;
Value codec_decode(VM *vm, const uint8_t *bytes, size_t len, const char *encoding, const char *errors) MUST_USE;
// The format-spec language (format.c), used by format(), f-strings, str.format and %.
Value format_int(VM *vm, Value n, Str *spec) MUST_USE;
Value format_float(VM *vm, double d, Str *spec) MUST_USE;
Value format_complex(VM *vm, Value c, Str *spec) MUST_USE;
Value format_str(VM *vm, Str *s, Str *spec) MUST_USE;
Value str_percent(VM *vm, Str *format, Value args) MUST_USE;            // format % args
void str_types_free(VM *vm);  // caches and the table of interned strs, when the VM ends
bool str_types_init(VM *vm);  // str, its iterator, string-formatting helpers
#endif
