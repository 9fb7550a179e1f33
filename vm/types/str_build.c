// SPDX-License-Identifier: MIT
// str_build.c - growing text: the StrBuilder, repr of strs, and C format strings.
//
// The buffer starts one byte wide and is widened when a wider character comes. `kind` is only an upper bound of what the text
// needs (a substring may be narrower than its source), so sb_finish narrows.
#include "vm/base/utf8.h"
#include "vm/types/unicode.h"
#include "vm/core/vm.h"

enum { SB_FIRST = 64 };

void sb_init(StrBuilder *sb, VM *vm) { *sb = (StrBuilder){.vm = vm, .kind = 1}; }

void sb_discard(StrBuilder *sb) {
  vm_dealloc(sb->vm, sb->data, sb->cap * sb->kind);
  sb->data = NULL;
  sb->len = sb->cap = 0;
}

static void sb_fail(StrBuilder *sb) {
  sb->failed = true;
  sb_discard(sb);
}

static bool sb_widen(StrBuilder *sb, unsigned kind, size_t cap) {
  if (cap > PTRDIFF_MAX / 8) return raise_no_memory(sb->vm), sb_fail(sb), false;
  uint8_t *data = (uint8_t *)vm_alloc(sb->vm, cap * kind);
  if (!data) return sb_fail(sb), false;
  if (sb->data) chars_copy(data, kind, sb->data, sb->kind, sb->len);
  vm_dealloc(sb->vm, sb->data, sb->cap * sb->kind);
  sb->data = data;
  sb->cap = cap;
  sb->kind = (uint8_t)kind;
  return true;
}

// Room for `extra` characters up to max_char; false: the builder has failed.
static NOINLINE bool sb_room_slow(StrBuilder *sb, size_t extra, unsigned kind) {
  if (sb->failed) return false;
  if (kind < sb->kind) kind = sb->kind;
  size_t need = sb->len + extra, cap = sb->cap;
  if (need > cap || cap == 0) {
    cap = cap + cap / 2;
    if (cap < need) cap = need;
    if (cap < SB_FIRST) cap = SB_FIRST;
  }
  return sb_widen(sb, kind, cap);
}

static inline bool sb_room(StrBuilder *sb, size_t extra, unsigned kind) {
  if (LIKELY(kind <= sb->kind && extra <= sb->cap - sb->len && sb->data)) return true;
  return sb_room_slow(sb, extra, kind);
}

static inline unsigned kind_for(uint32_t max_char) { return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4; }

void sb_reserve(StrBuilder *sb, size_t extra, uint32_t max_char) { (void)sb_room(sb, extra, kind_for(max_char)); }

void sb_char(StrBuilder *sb, uint32_t c) {
  if (sb_room(sb, 1, kind_for(c))) chars_set(sb->data, sb->kind, sb->len++, c);
}

void sb_chars(StrBuilder *sb, const void *chars, unsigned kind, size_t n) {
  if (n == 0) return;
  unsigned need = kind;
  if (kind > sb->kind) need = kind_for(chars_max(chars, kind, n));
  if (!sb_room(sb, n, need)) return;
  chars_copy(sb->data + sb->len * sb->kind, sb->kind, chars, kind, n);
  sb->len += n;
}

void sb_ascii(StrBuilder *sb, const char *s, size_t len) { sb_chars(sb, s, 1, len); }
void sb_c(StrBuilder *sb, const char *ascii) { sb_chars(sb, ascii, 1, strlen(ascii)); }
void sb_str(StrBuilder *sb, const Str *s) { sb_chars(sb, s->data, s->kind, s->len); }
void sb_substr(StrBuilder *sb, const Str *s, size_t start, size_t stop) {
  sb_chars(sb, s->data + start * s->kind, s->kind, stop - start);
}

void sb_utf8(StrBuilder *sb, const char *s, size_t len) {
  for (const char *at = s, *end = s + len; at < end;) sb_char(sb, utf8_next(&at));
}

void sb_fill(StrBuilder *sb, uint32_t c, size_t count) {
  if (count == 0 || !sb_room(sb, count, kind_for(c))) return;
  chars_fill(sb->data + sb->len * sb->kind, sb->kind, count, c);
  sb->len += count;
}

Value sb_finish(StrBuilder *sb) {
  if (sb->failed) return V_ABSENT;
  Str *s = sb->data ? str_from_chars(sb->vm, sb->data, sb->kind, sb->len) : str_empty(sb->vm);
  sb_discard(sb);
  return from_obj(s);
}

bool sb_value_repr(StrBuilder *sb, Value v) {
  if (sb->failed) return false;
  Value text = obj_repr(sb->vm, v);
  if (text == V_ABSENT) return false;
  sb_str(sb, as_str(text));
  release(sb->vm, text);
  return !sb->failed;
}

bool sb_value_str(StrBuilder *sb, Value v) {
  if (sb->failed) return false;
  if (is_str_exact(v)) return sb_str(sb, as_str(v)), !sb->failed;
  Value text = obj_str(sb->vm, v);
  if (text == V_ABSENT) return false;
  sb_str(sb, as_str(text));
  release(sb->vm, text);
  return !sb->failed;
}

// --- repr ---

static const char hex_digits[] = "0123456789abcdef";

static void sb_escape(StrBuilder *sb, uint32_t c) {
  char text[10] = "\\x";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  for (int i = 0; i < digits; i++) text[2 + i] = hex_digits[c >> (4 * (digits - 1 - i)) & 15];
  sb_ascii(sb, text, (size_t)digits + 2);
}

static void sb_repr_char(StrBuilder *sb, uint32_t c, uint32_t quote) {
  if (c == quote || c == '\\') {
    sb_char(sb, '\\');
    sb_char(sb, c);
  } else if (c >= ' ' && c < 127) {
    sb_char(sb, c);
  } else if (c == '\n' || c == '\t' || c == '\r') {
    sb_ascii(sb, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r", 2);
  } else if (c < 128 || !uni_is(c, UNI_PRINTABLE)) {
    sb_escape(sb, c);
  } else {
    sb_char(sb, c);
  }
}

static uint32_t quote_for(const void *chars, unsigned kind, size_t len) {
  return chars_find_char(chars, kind, len, '\'') >= 0 && chars_find_char(chars, kind, len, '"') < 0 ? '"' : '\'';
}

void sb_repr(StrBuilder *sb, const Str *s) {
  uint32_t quote = quote_for(s->data, s->kind, s->len);
  sb_reserve(sb, s->len + 2, 0);
  sb_char(sb, quote);
  size_t plain = 0;  // start of what needs no escape
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c >= ' ' && c < 127 && c != quote && c != '\\') continue;
    sb_substr(sb, s, plain, i);
    plain = i + 1;
    sb_repr_char(sb, c, quote);
  }
  sb_substr(sb, s, plain, s->len);
  sb_char(sb, quote);
}

Value str_repr(VM *vm, const Str *s) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_repr(&sb, s);
  return sb_finish(&sb);
}

static void repr_bytes(StrBuilder *sb, const uint8_t *bytes, size_t len, bool every_quote) {
  uint32_t quote = quote_for(bytes, 1, len);
  sb_reserve(sb, len + 3, 0);
  sb_char(sb, 'b');
  sb_char(sb, quote);
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] < 128) sb_repr_char(sb, bytes[i], every_quote && bytes[i] == '\'' ? bytes[i] : quote);
    else sb_escape(sb, bytes[i]);
  }
  sb_char(sb, quote);
}

void sb_repr_bytes(StrBuilder *sb, const uint8_t *bytes, size_t len) { repr_bytes(sb, bytes, len, false); }
void sb_repr_bytearray(StrBuilder *sb, const uint8_t *bytes, size_t len) { repr_bytes(sb, bytes, len, true); }

// --- C format strings ---

typedef struct Directive { char kind, pad; int width, precision; bool wide; } Directive;

// Reads what stands between % and the letter, and the letter.
static const char *directive_read(const char *at, Directive *d) {
  *d = (Directive){.pad = ' ', .precision = -1};
  if (*at == '0') d->pad = *at++;
  while (*at >= '0' && *at <= '9') d->width = d->width * 10 + (*at++ - '0');
  if (*at == '.') {
    d->precision = 0;
    for (at++; *at >= '0' && *at <= '9'; at++) d->precision = d->precision * 10 + (*at - '0');
  }
  for (; *at == 'l' || *at == 'z'; at++) d->wide = true;
  d->kind = *at;
  return *at ? at + 1 : at;
}

static void sb_number(StrBuilder *sb, const Directive *d, uint64_t n, bool negative, unsigned base) {
  char digits[24];
  int at = sizeof digits;
  do {
    digits[--at] = hex_digits[n % base];
    n /= base;
  } while (n);
  int count = (int)sizeof digits - at + negative;
  if (negative && d->pad == '0') sb_char(sb, '-');
  if (d->width > count) sb_fill(sb, (uint32_t)d->pad, (size_t)(d->width - count));
  if (negative && d->pad != '0') sb_char(sb, '-');
  sb_ascii(sb, digits + at, sizeof digits - (size_t)at);
}

static void sb_utf8_some(StrBuilder *sb, const Directive *d, const char *text) {
  size_t len = d->precision >= 0 ? strnlen(text, (size_t)d->precision) : strlen(text);
  if (text[len]) {
    while (len && ((uint8_t)text[len] & 0xc0) == 0x80) len--;
  }
  sb_utf8(sb, text, len);
}

static bool sb_ascii_repr(StrBuilder *sb, Value v) {
  Value text = obj_ascii(sb->vm, v);
  if (text == V_ABSENT) return false;
  sb_str(sb, as_str(text));
  release(sb->vm, text);
  return true;
}

// As CPython's messages name types: one in C with its module, unless that is builtins.
static void sb_type_name(StrBuilder *sb, const Type *type) {
  if (type_has(type, TYPE_HEAP) || !type->spec) sb_str(sb, type->name);
  else sb_c(sb, type->spec->name);
}

// Writes one directive; false: an exception is set.
static bool sb_directive(StrBuilder *sb, const Directive *d, va_list *args) {
  int64_t n;
  switch (d->kind) {
    case 's': sb_utf8_some(sb, d, va_arg(*args, const char *)); return true;
    case 'd':
    case 'i':
      n = d->wide ? va_arg(*args, int64_t) : va_arg(*args, int);
      sb_number(sb, d, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, n < 0, 10);
      return true;
    case 'u': sb_number(sb, d, d->wide ? va_arg(*args, uint64_t) : va_arg(*args, unsigned), false, 10); return true;
    case 'x': sb_number(sb, d, d->wide ? va_arg(*args, uint64_t) : va_arg(*args, unsigned), false, 16); return true;
    case 'p':
      sb_ascii(sb, "0x", 2);
      sb_number(sb, d, (uint64_t)(uintptr_t)va_arg(*args, void *), false, 16);
      return true;
    case 'c': sb_char(sb, va_arg(*args, unsigned)); return true;
    case 'S': return sb_value_str(sb, va_arg(*args, Value));
    case 'R': return sb_value_repr(sb, va_arg(*args, Value));
    case 'A': return sb_ascii_repr(sb, va_arg(*args, Value));
    case 'T': sb_type_name(sb, type_of_get(sb->vm, va_arg(*args, Value))); return true;
    case 'N': sb_type_name(sb, va_arg(*args, Type *)); return true;
    case 'U': sb_str(sb, va_arg(*args, Str *)); return true;
    default: sb_char(sb, (uint8_t)d->kind); return true;
  }
}

Value str_vformat_c(VM *vm, const char *fmt, va_list args) {
  StrBuilder sb;
  va_list copy;
  bool ok = true;
  va_copy(copy, args);
  sb_init(&sb, vm);
  while (ok && *fmt) {
    size_t plain = strcspn(fmt, "%");
    sb_utf8(&sb, fmt, plain);
    fmt += plain;
    if (!*fmt) break;
    Directive d;
    fmt = directive_read(fmt + 1, &d);
    if (d.kind) ok = sb_directive(&sb, &d, &copy);
  }
  va_end(copy);
  if (ok) return sb_finish(&sb);
  sb_discard(&sb);
  return V_ABSENT;
}

Value str_format_c(VM *vm, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value text = str_vformat_c(vm, fmt, args);
  va_end(args);
  return text;
}
