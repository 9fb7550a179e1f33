// SPDX-License-Identifier: MIT
// codec_escape.c - unicode_escape and raw_unicode_escape: text as it stands in source code.
#include <stdio.h>

#include "vm/io/codec.h"
#include "vm/base/uninames.h"

static void escape_char(StrBuilder *sb, uint32_t c) {
  char text[12];
  snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  sb_c(sb, text);
}

static Value builder_bytes(StrBuilder *sb) {
  Value text = sb_finish(sb);
  if (text == V_ABSENT) return text;
  Value bytes = bytes_new(sb->vm, as_str(text)->data, as_str(text)->len);
  release(sb->vm, text);
  return bytes;
}

Value unicode_escape_encode(VM *vm, const Str *s) {
  StrBuilder sb;
  sb_init(&sb, vm);
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c == '\\') sb_c(&sb, "\\\\");
    else if (c == '\n') sb_c(&sb, "\\n");
    else if (c == '\r') sb_c(&sb, "\\r");
    else if (c == '\t') sb_c(&sb, "\\t");
    else if (c >= ' ' && c < 127) sb_char(&sb, c);
    else escape_char(&sb, c);
  }
  return builder_bytes(&sb);
}

Value raw_unicode_escape_encode(VM *vm, const Str *s) {
  StrBuilder sb;
  sb_init(&sb, vm);
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c < 0x100) sb_char(&sb, c);
    else escape_char(&sb, c);
  }
  return builder_bytes(&sb);
}

static int hex_value(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// `digits` hexadecimal digits from `at`; *end is moved behind those that are there. false: the escape is wrong, *reason says how.
static bool hex_escape(const Decoder *d, size_t at, unsigned digits, uint32_t *c, size_t *end, const char **reason) {
  *c = 0;
  for (unsigned i = 0; i < digits; i++) {
    int value = at + i < d->len ? hex_value(d->bytes[at + i]) : -1;
    *end = at + i;
    if (value < 0) {
      *reason = digits == 2 ? "truncated \\xXX escape" : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
      return false;
    }
    *c = *c << 4 | (uint32_t)value;
  }
  *end = at + digits;
  *reason = "illegal Unicode character";
  return *c < 0x110000;
}

static bool name_escape(const Decoder *d, size_t at, uint32_t *c, size_t *end, const char **reason) {
  const uint8_t *close = at < d->len && d->bytes[at] == '{' ? (const uint8_t *)memchr(d->bytes + at, '}', d->len - at) : NULL;
  *reason = "malformed \\N character escape";
  *end = at;
  if (!close || close == d->bytes + at + 1) {
    if (close) *end = at + 2;
    else if (at < d->len && d->bytes[at] == '{') *end = d->len;
    return false;
  }
  *end = (size_t)(close - d->bytes) + 1;
  *reason = "unknown Unicode character name";
  return uni_lookup((const char *)d->bytes + at + 1, (size_t)(close - d->bytes) - at - 1, c);
}

// The escape whose letter is at `at`; *end behind it. false: *reason says what is wrong.
static bool one_escape(const Decoder *d, size_t at, uint32_t *c, size_t *end, const char **reason) {
  static const char letters[] = "\\'\"bftnrva", values[] = "\\'\"\b\f\t\n\r\v\a";
  uint8_t letter = d->bytes[at];
  const char *simple = letter ? strchr(letters, letter) : NULL;
  *end = at + 1;
  if (simple) return *c = (uint8_t)values[simple - letters], true;
  if (letter >= '0' && letter <= '7') {
    *c = 0;
    for (*end = at; *end < at + 3 && *end < d->len && d->bytes[*end] >= '0' && d->bytes[*end] <= '7'; ++*end) *c = *c * 8 + d->bytes[*end] - '0';
    return true;
  }
  if (letter == 'x') return hex_escape(d, at + 1, 2, c, end, reason);
  if (letter == 'u') return hex_escape(d, at + 1, 4, c, end, reason);
  if (letter == 'U') return hex_escape(d, at + 1, 8, c, end, reason);
  return name_escape(d, at + 1, c, end, reason);
}

bool unicode_escape_decode(Decoder *d) {
  for (size_t i = 0; i < d->len;) {
    if (d->bytes[i] != '\\') {
      sb_char(&d->sb, d->bytes[i++]);
      continue;
    }
    size_t end = i + 1;
    const char *reason = "\\ at end of string";
    uint32_t c = 0;
    if (end < d->len && d->bytes[end] == '\n') {
      i += 2;
      continue;
    }
    if (end < d->len && !strchr("\\'\"bftnrvaxuUN01234567", d->bytes[end] ? d->bytes[end] : '!')) {
      sb_char(&d->sb, '\\');  // not an escape: stays as it is
      i++;
      continue;
    }
    if (end < d->len && one_escape(d, end, &c, &end, &reason)) sb_char(&d->sb, c);
    else if (!decoder_error(d, i, &end, reason)) return false;
    i = end;
  }
  return true;
}

bool raw_unicode_escape_decode(Decoder *d) {
  for (size_t i = 0; i < d->len;) {
    uint8_t c = d->bytes[i], letter = i + 1 < d->len ? d->bytes[i + 1] : 0;
    if (c != '\\' || (letter != 'u' && letter != 'U')) {
      size_t count = c == '\\' && letter == '\\' ? 2 : 1;  // an escaped backslash escapes nothing
      for (size_t k = 0; k < count; k++) sb_char(&d->sb, d->bytes[i++]);
      continue;
    }
    size_t end;
    const char *reason;
    uint32_t code;
    if (hex_escape(d, i + 2, letter == 'u' ? 4 : 8, &code, &end, &reason)) sb_char(&d->sb, code);
    else if (!decoder_error(d, i, &end, strstr(reason, "illegal") ? "\\Uxxxxxxxx out of range" : reason)) return false;
    i = end;
  }
  return true;
}
