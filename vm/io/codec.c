// SPDX-License-Identifier: MIT
// codec.c - text to bytes and back: names of encodings, error handlers, and UTF-8, ASCII, Latin-1.
//
// An encoder writes one character at a time and says when it cannot; the loop around it finds how far the trouble reaches and asks
// the error handler. A decoder does its own scanning and calls decoder_error. The usual handlers are known by name here; others
// are looked up in what codecs.register_error has collected (the dict `error_handlers` of the module _codecs).
#include "vm/io/codec.h"

#include <stdio.h>

#include "vm/base/uninames.h"
#include "vm/base/utf8.h"

typedef enum {
  ENC_UNKNOWN, ENC_UTF8, ENC_UTF8_SIG, ENC_ASCII, ENC_LATIN1, ENC_UTF16, ENC_UTF16_LE, ENC_UTF16_BE, ENC_UTF32, ENC_UTF32_LE,
  ENC_UTF32_BE, ENC_ESCAPE, ENC_RAW_ESCAPE, ENC_CHARMAP, ENC_NOT_TEXT
} Encoding;

static const struct { const char *alias; Encoding encoding; } aliases[] = {
  {"utf8", ENC_UTF8}, {"u8", ENC_UTF8}, {"utf", ENC_UTF8}, {"cp65001", ENC_UTF8}, {"utf8ucs2", ENC_UTF8}, {"utf8ucs4", ENC_UTF8},
  {"utf8sig", ENC_UTF8_SIG}, {"ascii", ENC_ASCII}, {"usascii", ENC_ASCII}, {"646", ENC_ASCII}, {"us", ENC_ASCII},
  {"iso646us", ENC_ASCII}, {"ansix3.41968", ENC_ASCII}, {"ansix341968", ENC_ASCII}, {"cp367", ENC_ASCII}, {"ibm367", ENC_ASCII},
  {"latin1", ENC_LATIN1}, {"latin", ENC_LATIN1}, {"l1", ENC_LATIN1}, {"iso88591", ENC_LATIN1}, {"8859", ENC_LATIN1},
  {"cp819", ENC_LATIN1}, {"ibm819", ENC_LATIN1}, {"isoir100", ENC_LATIN1}, {"csisolatin1", ENC_LATIN1},
  {"utf16", ENC_UTF16}, {"u16", ENC_UTF16}, {"utf16le", ENC_UTF16_LE}, {"unicodelittleunmarked", ENC_UTF16_LE},
  {"utf16be", ENC_UTF16_BE}, {"unicodebigunmarked", ENC_UTF16_BE}, {"utf32", ENC_UTF32}, {"u32", ENC_UTF32},
  {"utf32le", ENC_UTF32_LE}, {"utf32be", ENC_UTF32_BE}, {"unicodeescape", ENC_ESCAPE}, {"rawunicodeescape", ENC_RAW_ESCAPE},
  {"hex", ENC_NOT_TEXT}, {"hexcodec", ENC_NOT_TEXT}, {"base64", ENC_NOT_TEXT}, {"base64codec", ENC_NOT_TEXT}, {"rot13", ENC_NOT_TEXT},
  {"zlib", ENC_NOT_TEXT}, {"zip", ENC_NOT_TEXT}, {"bz2", ENC_NOT_TEXT}, {"quopri", ENC_NOT_TEXT}, {"uu", ENC_NOT_TEXT},
};

// The encoding by that name: case and separators do not count.
static Encoding encoding_find(const char *name, const uint16_t **map) {
  char plain[40];
  size_t n = 0;
  if (strcmp(name, "utf-8") == 0) return ENC_UTF8;
  for (const char *p = name; *p; p++) {
    if (n + 1 >= sizeof plain || (uint8_t)*p >= 128) return ENC_UNKNOWN;
    if (*p >= 'A' && *p <= 'Z') plain[n++] = (char)(*p | 32);
    else if (*p != '-' && *p != '_' && *p != ' ') plain[n++] = *p;
  }
  plain[n] = 0;
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
    if (strcmp(aliases[i].alias, plain) == 0) return aliases[i].encoding;
  }
  *map = charmap_find(plain);
  return *map ? ENC_CHARMAP : ENC_UNKNOWN;
}

// --- errors ---

static void raise_unicode(VM *vm, ExcId id, const char *encoding, Value object, size_t start, size_t end, const char *reason) {
  Value args[5] = {str_from_c(vm, encoding), object, from_int((int64_t)start), from_int((int64_t)end), str_from_c(vm, reason)};
  Value exc = V_ABSENT;
  if (args[0] != V_ABSENT && args[4] != V_ABSENT) exc = obj_call(vm, from_obj(error_type_get(vm, id)), args, 5);
  release(vm, args[0]);
  release(vm, args[4]);
  if (exc != V_ABSENT) raise_object(vm, exc);
  release(vm, exc);
}

static void raise_encode(Encoder *e, size_t start, size_t end) {
  raise_unicode(e->vm, EXC_UnicodeEncodeError, e->name, from_obj(e->s), start, end, e->reason);
  e->failed = true;
}

static bool raise_decode(Decoder *d, size_t start, size_t end, const char *reason) {
  Value object = bytes_new(d->vm, d->bytes, d->len);
  if (object != V_ABSENT) raise_unicode(d->vm, EXC_UnicodeDecodeError, d->name, object, start, end, reason);
  release(d->vm, object);
  return false;
}

static const char *const known_handlers[] = {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"};
typedef enum { ON_STRICT, ON_IGNORE, ON_REPLACE, ON_BACKSLASH, ON_XML, ON_NAME, ON_ESCAPE, ON_PASS, ON_OTHER } ErrorHandler;

static ErrorHandler handler_of(const char *errors) {
  if (!errors) return ON_STRICT;
  for (unsigned i = 0; i < ON_OTHER; i++) {
    if (strcmp(errors, known_handlers[i]) == 0) return (ErrorHandler)i;
  }
  return ON_OTHER;
}

// The function registered under a name; borrowed. V_ABSENT: LookupError set.
static Value handler_get(VM *vm, const char *errors) {
  Value module = V_ABSENT, table = V_ABSENT, handler = V_ABSENT;
  Value key = str_from_c(vm, "_codecs"), name = str_from_c(vm, errors), attr = str_from_c(vm, "error_handlers");
  bool found = key != V_ABSENT && name != V_ABSENT && attr != V_ABSENT && vm->modules &&
               dict_find(vm, vm->modules, key, &module) == 1 && is_kind(module, KIND_MODULE) &&
               dict_find(vm, ((Module *)as_obj(module))->dict, attr, &table) == 1 && is_dict(table) &&
               dict_find(vm, as_dict(table), name, &handler) == 1;
  release(vm, key);
  release(vm, name);
  release(vm, attr);
  if (found) return handler;
  if (!has_error(vm)) raise(vm, EXC_LookupError, "unknown error handler name '%s'", errors);
  return V_ABSENT;
}

// Asks a registered handler: its replacement (owned) and the position to go on at. V_ABSENT: exception.
static Value handler_call(VM *vm, const char *errors, size_t len, size_t *next, bool bytes_allowed) {
  Value exc = error_take(vm), handler = handler_get(vm, errors), out = V_ABSENT;
  int64_t position;
  Value result = handler == V_ABSENT ? V_ABSENT : obj_call(vm, handler, &exc, 1);
  release(vm, exc);
  if (result == V_ABSENT) return V_ABSENT;
  const Tuple *pair = is_tuple(result) && as_tuple(result)->len == 2 ? as_tuple(result) : NULL;
  bool fits = pair && is_integer(pair->items[1]) && (is_str(pair->items[0]) || (bytes_allowed && is_bytes(pair->items[0])));
  if (!fits) {
    raise_type(vm, bytes_allowed ? "encoding error handler must return (str/bytes, int) tuple" : "decoding error handler must return (str, int) tuple");
  } else if (obj_index_i64(vm, pair->items[1], &position)) {
    if (position < 0) position += (int64_t)len;
    if (position < 0 || position > (int64_t)len) {
      raise(vm, EXC_IndexError, "position %ld from error handler out of bounds", position);
    } else {
      *next = (size_t)position;
      out = retain(pair->items[0]);
    }
  }
  release(vm, result);
  return out;
}

// --- encoding ---

bool encoder_bytes(Encoder *e, const void *bytes, size_t n) {
  if (e->failed) return false;
  if (n > e->cap - e->len) {
    size_t cap = e->cap + e->cap / 2 + n + 32;
    uint8_t *out = (uint8_t *)vm_realloc(e->vm, e->out, e->cap, cap);
    if (!out) return e->failed = true, false;
    e->out = out;
    e->cap = cap;
  }
  memcpy(e->out + e->len, bytes, n);
  e->len += n;
  return true;
}

static bool byte_put(Encoder *e, uint32_t c) {
  uint8_t byte = (uint8_t)c;
  return encoder_bytes(e, &byte, 1);
}

static bool ascii_put(Encoder *e, uint32_t c) { return c < 128 && byte_put(e, c); }
static bool latin1_put(Encoder *e, uint32_t c) { return c < 256 && byte_put(e, c); }

static bool utf8_put(Encoder *e, uint32_t c) {
  char out[4];
  if (c < 128) return byte_put(e, c);
  return (c & 0xfffff800) != 0xd800 && encoder_bytes(e, out, utf8_encode(c, out));
}

static bool put_ascii(Encoder *e, const char *text) {
  bool ok = true;
  for (; ok && *text; text++) ok = e->put(e, (uint8_t)*text);
  return ok;
}

// The text that stands for one character under the replacing handlers.
static void replacement_for(ErrorHandler how, uint32_t c, char out[128]) {
  if (how == ON_REPLACE) strcpy(out, "?");
  else if (how == ON_XML) snprintf(out, 128, "&#%u;", c);
  else if (how == ON_NAME && uni_name(c, out + 3, 100)) {
    memcpy(out, "\\N{", 3);
    strcat(out, "}");
  } else snprintf(out, 128, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

static bool put_surrogate(Encoder *e, uint32_t c) {
  char out[4];
  if (e->put == utf8_put) return encoder_bytes(e, out, utf8_encode(c, out));
  for (unsigned i = 0; i < e->unit; i++) out[i] = (char)(c >> 8 * (e->big_endian ? e->unit - 1u - i : i));
  return encoder_bytes(e, out, e->unit);
}

// Handlers that pass surrogates on: as many as they can of [start, end). Returns the first they cannot.
static size_t put_surrogates(Encoder *e, ErrorHandler how, size_t start, size_t end) {
  bool unicode = e->put == utf8_put || e->unit > 1;
  for (; start < end; start++) {
    uint32_t c = str_char(e->s, start);
    if (how == ON_ESCAPE && e->unit == 1 && c >= 0xdc80 && c <= 0xdcff) byte_put(e, c & 0xff);
    else if (how == ON_PASS && unicode && (c & 0xfffff800) == 0xd800) put_surrogate(e, c);
    else break;
  }
  return start;
}

static void put_callback(Encoder *e, size_t start, size_t *end) {
  raise_encode(e, start, *end);
  if (!error_is(e->vm, EXC_UnicodeEncodeError)) return;
  size_t stop = *end;
  Value text = handler_call(e->vm, e->errors, e->s->len, end, true);
  if (text == V_ABSENT) return;
  e->failed = false;
  bool ok = true;
  if (is_bytes(text)) {
    ok = as_bytes(text)->len % e->unit == 0 && encoder_bytes(e, as_bytes(text)->data, as_bytes(text)->len);
  } else {
    for (size_t i = 0; ok && i < as_str(text)->len; i++) ok = e->put(e, str_char(as_str(text), i));
  }
  release(e->vm, text);
  if (!ok && !e->failed) raise_encode(e, start, stop);
}

// [start, *end) cannot be encoded: applies the handler. *end moves where a registered handler says.
static void encoder_error(Encoder *e, size_t start, size_t *end) {
  ErrorHandler how = handler_of(e->errors);
  if (how == ON_IGNORE) return;
  if (how == ON_STRICT) return raise_encode(e, start, *end);
  if (how == ON_OTHER) return put_callback(e, start, end);
  if (how == ON_ESCAPE || how == ON_PASS) {
    start = put_surrogates(e, how, start, *end);
    if (start < *end && !e->failed) raise_encode(e, start, *end);
    return;
  }
  for (size_t i = start; i < *end && !e->failed; i++) {
    char text[128];
    replacement_for(how, str_char(e->s, i), text);
    if (!put_ascii(e, text) && !e->failed) raise_encode(e, start, *end);
  }
}

// Whether the character behind trouble is in trouble too; nothing is written.
static bool encodable(Encoder *e, uint32_t c) {
  size_t len = e->len;
  bool ok = e->put(e, c);
  e->len = len;
  return ok || e->failed;
}

Value encoder_run(Encoder *e) {
  const Str *s = e->s;
  for (size_t i = 0; i < s->len && !e->failed;) {
    if (e->put(e, str_char(s, i))) {
      i++;
      continue;
    }
    if (e->failed) break;
    size_t end = i + 1;
    while (!e->single && end < s->len && !encodable(e, str_char(s, end))) end++;
    encoder_error(e, i, &end);
    i = end;
  }
  Value bytes = e->failed ? V_ABSENT : bytes_new(e->vm, e->out, e->len);
  vm_dealloc(e->vm, e->out, e->cap);
  return bytes;
}

static Value encode_with(Encoder *e, const char *name, EncodeChar put, const char *reason) {
  e->name = name;
  e->put = put;
  e->reason = reason;
  if (!e->unit) e->unit = 1;
  return encoder_run(e);
}

static Value encode_wide(Encoder *e, const char *name, unsigned unit, bool big_endian, bool mark) {
  e->unit = (uint8_t)unit;
  e->big_endian = big_endian;
  e->single = true;
  if (mark && !encoder_bytes(e, "\xff\xfe\0\0", unit)) return V_ABSENT;
  return encode_with(e, name, unit == 2 ? utf16_put : utf32_put, "surrogates not allowed");
}

Value codec_encode(VM *vm, Str *s, const char *encoding, const char *errors) {
  Encoder e = {.vm = vm, .s = s, .errors = errors};
  Encoding which = encoding_find(encoding, &e.map);
  if (s->ascii && (which == ENC_UTF8 || which == ENC_ASCII || which == ENC_LATIN1)) return bytes_new(vm, s->data, s->len);
  switch (which) {
    case ENC_UTF8_SIG:
      if (!encoder_bytes(&e, "\xef\xbb\xbf", 3)) return V_ABSENT;  // fall through
    case ENC_UTF8: return encode_with(&e, "utf-8", utf8_put, "surrogates not allowed");
    case ENC_ASCII: return encode_with(&e, "ascii", ascii_put, "ordinal not in range(128)");
    case ENC_LATIN1:
      if (s->kind == 1) return bytes_new(vm, s->data, s->len);
      return encode_with(&e, "latin-1", latin1_put, "ordinal not in range(256)");
    case ENC_UTF16: return encode_wide(&e, "utf-16", 2, false, true);
    case ENC_UTF16_LE: return encode_wide(&e, "utf-16-le", 2, false, false);
    case ENC_UTF16_BE: return encode_wide(&e, "utf-16-be", 2, true, false);
    case ENC_UTF32: return encode_wide(&e, "utf-32", 4, false, true);
    case ENC_UTF32_LE: return encode_wide(&e, "utf-32-le", 4, false, false);
    case ENC_UTF32_BE: return encode_wide(&e, "utf-32-be", 4, true, false);
    case ENC_CHARMAP: return encode_with(&e, "charmap", charmap_put, "character maps to <undefined>");
    case ENC_ESCAPE: return unicode_escape_encode(vm, s);
    case ENC_RAW_ESCAPE: return raw_unicode_escape_encode(vm, s);
    case ENC_NOT_TEXT:
      return raise(vm, EXC_LookupError, "'%s' is not a text encoding; use codecs.encode() to handle arbitrary codecs", encoding);
    default: return raise(vm, EXC_LookupError, "unknown encoding: %s", encoding);
  }
}

// --- decoding ---

static bool decode_callback(Decoder *d, size_t start, size_t *end, const char *reason) {
  raise_decode(d, start, *end, reason);
  if (!error_is(d->vm, EXC_UnicodeDecodeError)) return false;
  Value text = handler_call(d->vm, d->errors, d->len, end, false);
  if (text == V_ABSENT) return false;
  sb_str(&d->sb, as_str(text));
  release(d->vm, text);
  return true;
}

// Surrogates written as if they were characters.
static bool decode_pass(Decoder *d, size_t start, size_t *end, const char *reason) {
  const uint8_t *p = d->bytes + start;
  size_t left = d->len - start;
  uint32_t c = 0;
  size_t size = d->unit == 1 ? 3 : d->unit;
  if (left < size) return raise_decode(d, start, *end, reason);
  if (d->unit == 1) {
    if (p[0] == 0xed && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80 && strcmp(d->name, "utf-8") == 0) {
      c = 0xd000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    }
  } else {
    for (unsigned i = 0; i < size; i++) c |= (uint32_t)p[i] << 8 * (d->big_endian ? size - 1 - i : i);
  }
  if ((c & 0xfffff800) != 0xd800) return raise_decode(d, start, *end, reason);
  sb_char(&d->sb, c);
  *end = start + size;
  return true;
}

static bool decode_escape(Decoder *d, size_t start, size_t *end, const char *reason) {
  size_t at = start;
  for (; at < *end && at < start + 4 && d->bytes[at] >= 128; at++) sb_char(&d->sb, 0xdc00u + d->bytes[at]);
  if (at == start) return raise_decode(d, start, *end, reason);
  *end = at;
  return true;
}

bool decoder_error(Decoder *d, size_t start, size_t *end, const char *reason) {
  switch (handler_of(d->errors)) {
    case ON_STRICT: return raise_decode(d, start, *end, reason);
    case ON_IGNORE: return true;
    case ON_REPLACE: sb_char(&d->sb, 0xfffd); return true;
    case ON_BACKSLASH:
      for (size_t i = start; i < *end; i++) {
        char text[5];
        snprintf(text, sizeof text, "\\x%02x", d->bytes[i]);
        sb_c(&d->sb, text);
      }
      return true;
    case ON_ESCAPE: return decode_escape(d, start, end, reason);
    case ON_PASS: return decode_pass(d, start, end, reason);
    case ON_OTHER: return decode_callback(d, start, end, reason);
    default: return raise_type(d->vm, "don't know how to handle UnicodeDecodeError in error callback"), false;
  }
}

static bool utf8_decode(Decoder *d) {
  size_t at = 0;
  Utf8Error error;
  while (!utf8_check((const char *)d->bytes + at, d->len - at, &error)) {
    sb_utf8(&d->sb, (const char *)d->bytes + at, error.pos);
    size_t end = at + error.pos + error.len;
    if (!decoder_error(d, at + error.pos, &end, error.reason)) return false;
    at = end;
  }
  sb_utf8(&d->sb, (const char *)d->bytes + at, d->len - at);
  return true;
}

static bool ascii_decode(Decoder *d) {
  for (size_t i = 0; i < d->len;) {
    size_t end = i;
    while (end < d->len && d->bytes[end] < 128) end++;
    sb_ascii(&d->sb, (const char *)d->bytes + i, end - i);
    i = end++;
    if (i < d->len && !decoder_error(d, i, &end, "ordinal not in range(128)")) return false;
    i = end;
  }
  return true;
}

static Value decode_done(Decoder *d, bool ok) {
  if (ok) return sb_finish(&d->sb);
  sb_discard(&d->sb);
  return V_ABSENT;
}

static Value decode_utf8(Decoder *d) {
  d->name = "utf-8";
  if (utf8_check((const char *)d->bytes, d->len, NULL)) return from_obj(str_from_utf8(d->vm, (const char *)d->bytes, d->len));
  return decode_done(d, utf8_decode(d));
}

static Value decode_ascii(Decoder *d) {
  d->name = "ascii";
  if (chars_max(d->bytes, 1, d->len) < 128) return from_obj(str_from_ascii(d->vm, (const char *)d->bytes, d->len));
  return decode_done(d, ascii_decode(d));
}

// UTF-16 and UTF-32; with `mark`, a byte order mark decides and is dropped.
static Value decode_wide(Decoder *d, unsigned unit, bool big_endian, bool mark) {
  static const char *const names[2][2] = {{"utf-16-le", "utf-16-be"}, {"utf-32-le", "utf-32-be"}};
  size_t start = 0;
  if (mark && d->len >= unit) {
    bool little_mark = memcmp(d->bytes, "\xff\xfe\0\0", unit) == 0;
    bool big_mark = memcmp(d->bytes, unit == 2 ? "\xfe\xff" : "\0\0\xfe\xff", unit) == 0;
    big_endian = big_mark;
    if (little_mark || big_mark) start = unit;
  }
  d->unit = (uint8_t)unit;
  d->big_endian = big_endian;
  d->name = names[unit == 4][big_endian];
  return decode_done(d, unit == 2 ? utf16_decode(d, start) : utf32_decode(d, start));
}

Value codec_decode(VM *vm, const uint8_t *bytes, size_t len, const char *encoding, const char *errors) {
  Decoder d = {.vm = vm, .bytes = len ? bytes : (const uint8_t *)"", .len = len, .errors = errors, .unit = 1};
  sb_init(&d.sb, vm);
  switch (encoding_find(encoding, &d.map)) {
    case ENC_UTF8_SIG:
      if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) d.bytes += 3, d.len -= 3;  // fall through
    case ENC_UTF8: return decode_utf8(&d);
    case ENC_ASCII: return decode_ascii(&d);
    case ENC_LATIN1: return from_obj(str_from_chars(vm, d.bytes, 1, len));
    case ENC_UTF16: return decode_wide(&d, 2, false, true);
    case ENC_UTF16_LE: return decode_wide(&d, 2, false, false);
    case ENC_UTF16_BE: return decode_wide(&d, 2, true, false);
    case ENC_UTF32: return decode_wide(&d, 4, false, true);
    case ENC_UTF32_LE: return decode_wide(&d, 4, false, false);
    case ENC_UTF32_BE: return decode_wide(&d, 4, true, false);
    case ENC_CHARMAP:
      d.name = "charmap";
      return decode_done(&d, charmap_decode(&d));
    case ENC_ESCAPE:
      d.name = "unicodeescape";
      return decode_done(&d, unicode_escape_decode(&d));
    case ENC_RAW_ESCAPE:
      d.name = "rawunicodeescape";
      return decode_done(&d, raw_unicode_escape_decode(&d));
    case ENC_NOT_TEXT:
      return raise(vm, EXC_LookupError, "'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", encoding);
    default: return raise(vm, EXC_LookupError, "unknown encoding: %s", encoding);
  }
}
