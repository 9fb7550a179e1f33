// SPDX-License-Identifier: MIT
// textread.c - TextIOWrapper: reading, and where in the file a reader is.
//
// One chunk of bytes is read and decoded at a time. What cannot be decoded yet (half a character, a \r that may belong to \r\n) stays
// behind in `tail` and heads the next chunk, so that the bytes of `snapshot` alone decode to `decoded`. tell() therefore is the position
// of the snapshot in the file plus the bytes of the characters given out, found by walking it; it needs no decoder state.
#include "vm/io/io.h"

enum { VARIANT_NONE, VARIANT_LE, VARIANT_BE, VARIANT_PLAIN };

void textio_forget(VM *vm, TextIO *t) {
  Str *old = t->decoded;
  t->decoded = NULL;
  t->used = 0;
  t->tail_len = 0;
  t->eof = false;
  xdecref(vm, old);
  replace(vm, &t->snapshot, V_ABSENT);
}

// Newlines

static bool any_cr(const Str *s) {
  if (s->kind == 1) return memchr(s->data, '\r', s->len) != NULL;
  for (size_t i = 0; i < s->len; i++) if (str_char(s, i) == '\r') return true;
  return false;
}

static void seen_note(const Str *s, uint8_t *seen) {
  for (size_t i = 0; i < s->len && *seen != 7; i++) {
    uint32_t c = str_char(s, i);
    if (c == '\n') *seen |= NEWLINE_LF;
    else if (c == '\r' && i + 1 < s->len && str_char(s, i + 1) == '\n') *seen |= NEWLINE_CRLF, i++;
    else if (c == '\r') *seen |= NEWLINE_CR;
  }
}

static Str *cr_removed(VM *vm, Str *s) {
  StrBuilder sb;
  sb_init(&sb, vm);
  size_t start = 0;
  for (size_t i = 0; i < s->len; i++) {
    if (str_char(s, i) != '\r') continue;
    sb_substr(&sb, s, start, i);
    if (i + 1 >= s->len || str_char(s, i + 1) != '\n') sb_char(&sb, '\n');
    start = i + 1;
  }
  sb_substr(&sb, s, start, s->len);
  Value r = sb_finish(&sb);
  return r == V_ABSENT ? NULL : as_str(r);
}

// text with a held \r before it, and without one at its end that must be held.
static Str *cr_carried_steal(VM *vm, Str *text, bool final, bool *held) {
  bool before = *held && (text->len || final);
  bool hold = !final && text->len && str_char(text, text->len - 1) == '\r';
  if (before) *held = false;
  if (!before && !hold) return text;
  StrBuilder sb;
  sb_init(&sb, vm);
  if (before) sb_char(&sb, '\r');
  sb_substr(&sb, text, 0, text->len - hold);
  if (hold) *held = true;
  decref(vm, text);
  Value r = sb_finish(&sb);
  return r == V_ABSENT ? NULL : as_str(r);
}

Str *newlines_translate_steal(VM *vm, Str *text, bool translate, bool final, bool *held, uint8_t *seen) {
  if (held && !(text = cr_carried_steal(vm, text, final, held))) return NULL;
  seen_note(text, seen);
  if (!translate || !any_cr(text)) return text;
  Str *r = cr_removed(vm, text);
  decref(vm, text);
  return r;
}

Value newlines_seen(VM *vm, uint8_t seen) {
  static const char *const texts[] = {"\r", "\n", "\r\n"};
  Value found[3];
  size_t n = 0;
  for (int i = 0; i < 3; i++) {
    if (!(seen >> i & 1)) continue;
    if ((found[n++] = str_from_c(vm, texts[i])) != V_ABSENT) continue;
    while (n--) release(vm, found[n]);
    return V_ABSENT;
  }
  return n == 0 ? V_NONE : n == 1 ? found[0] : tuple_from_steal(vm, found, n);
}

// Decoding

static size_t utf8_complete(const uint8_t *b, size_t len) {
  for (size_t back = 1; back <= 3 && back <= len; back++) {
    uint8_t c = b[len - back];
    if ((c & 0xc0) == 0x80) continue;
    size_t need = c >= 0xf0 && c < 0xf5 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;
    return c < 0xf8 && need > back ? len - back : len;
  }
  return len;
}

static uint32_t unit_at(const TextIO *t, const uint8_t *b, size_t width) {
  uint32_t u = 0;
  for (size_t i = 0; i < width; i++) u |= (uint32_t)b[i] << 8 * (t->variant == VARIANT_BE ? width - 1 - i : i);
  return u;
}

static size_t wide_complete(const TextIO *t, const uint8_t *b, size_t len, bool hold_cr) {
  size_t width = t->family / 8;
  len -= len % width;
  if (len >= width && width == 2 && (unit_at(t, b + len - 2, 2) & 0xfc00) == 0xd800) len -= 2;
  if (len >= width && hold_cr && unit_at(t, b + len - width, width) == '\r') len -= width;
  return len;
}

static bool holds_cr(const TextIO *t) { return t->universal || (t->newline && t->newline->len == 2); }

// How many of the bytes can be decoded now.
static size_t complete(const TextIO *t, const uint8_t *b, size_t len) {
  if (t->family == 16 || t->family == 32) return wide_complete(t, b, len, holds_cr(t));
  if (t->codec == TEXT_UTF8 || t->family == 8) len = utf8_complete(b, len);
  if (len && holds_cr(t) && b[len - 1] == '\r') len--;
  return len;
}

// Byte order marks: sets the variant at the start of the text; bytes to skip. SIZE_MAX: too little to tell.
static size_t mark_skip(TextIO *t, const uint8_t *b, size_t len, bool final) {
  if (!t->family || t->variant) return 0;
  size_t need = t->family == 8 ? 3 : t->family / 8;
  if (len < need && !final) return SIZE_MAX;
  t->variant = t->family == 8 ? VARIANT_PLAIN : VARIANT_LE;
  if (len < need) return 0;
  if (t->family == 8) return memcmp(b, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (unit_at(t, b, need) == 0xfeff) return need;
  t->variant = VARIANT_BE;
  if (unit_at(t, b, need) == 0xfeff) return need;
  t->variant = VARIANT_LE;
  return 0;
}

static const char *encoding_now(VM *vm, const TextIO *t) {
  static const char *const names[2][2] = {{"utf-16-le", "utf-16-be"}, {"utf-32-le", "utf-32-be"}};
  size_t len;
  if (t->codec == TEXT_UTF8 || t->family == 8) return "utf-8";
  if (t->family) return names[t->family == 32][t->variant == VARIANT_BE];
  return str_utf8_get(vm, t->encoding, &len);
}

static Str *decode(VM *vm, TextIO *t, const uint8_t *b, size_t len) {
  char encoding[64];
  size_t rlen;
  const char *name = encoding_now(vm, t);
  if (!name) return NULL;
  strncpy(encoding, name, sizeof encoding - 1)[sizeof encoding - 1] = 0;
  const char *errors = str_utf8_get(vm, t->errors, &rlen);
  if (!errors) return NULL;
  Value text = codec_decode(vm, b, len, encoding, str_is(t->errors, "strict") ? NULL : errors);
  if (text == V_ABSENT) return NULL;
  if (!is_str(text)) {
    raise_type(vm, "decoder should return a string result, not '%T'", text);
    release(vm, text);
    return NULL;
  }
  return t->universal ? newlines_translate_steal(vm, as_str(text), t->translate, true, NULL, &t->seen) : as_str(text);
}

// Takes `b` apart: decodes what is complete (everything when final) and leaves the rest in tail. Owned; NULL: exception.
static Str *decode_chunk(VM *vm, TextIO *t, const uint8_t *b, size_t len, bool final, size_t *start, size_t *end) {
  size_t skip = mark_skip(t, b, len, final);
  *start = skip == SIZE_MAX ? 0 : skip;
  *end = skip == SIZE_MAX ? 0 : final ? len : *start + complete(t, b + *start, len - *start);
  if (len - *end > sizeof t->tail) *end = len;
  t->tail_len = (uint8_t)(len - *end);
  memcpy(t->tail, b + *end, t->tail_len);
  return decode(vm, t, b + *start, *end - *start);
}

// Reading

static Buffered *direct(VM *vm, const TextIO *t) {
  if (!io_is_exact(vm, t->buffer, IO_READER) && !io_is_exact(vm, t->buffer, IO_RANDOM)) return NULL;
  Buffered *b = (Buffered *)as_obj(t->buffer);
  return b->ready ? b : NULL;
}

// The next bytes, behind those of tail, as a bytes object that starts with the tail.
static Value chunk_read_direct(VM *vm, TextIO *t, Buffered *b) {
  size_t tail = t->tail_len, chunk = t->chunk;  // other threads may change them while this one reads
  Value bytes = bytes_new(vm, NULL, tail + chunk);
  if (bytes == V_ABSENT) return V_ABSENT;
  memcpy(as_bytes(bytes)->data, t->tail, tail);
  int64_t n = -1;
  if (buffered_hold(vm, b)) {
    n = buffered_read_chunk(vm, b, as_bytes(bytes)->data + tail, chunk);
    buffered_let_go(vm, b);
  }
  Value r = n == -1 ? V_ABSENT : bytes_new(vm, as_bytes(bytes)->data, tail + (n < 0 ? 0 : (size_t)n));
  release(vm, bytes);
  return r;
}

static Value chunk_read(VM *vm, TextIO *t) {
  Buffered *b = direct(vm, t);
  if (b) return chunk_read_direct(vm, t, b);
  Value method = obj_getattr_c(vm, t->buffer, "read1");
  if (method == V_ABSENT && !error_clear_if(vm, EXC_AttributeError)) return V_ABSENT;
  Value size = from_int((int64_t)t->chunk);
  Value part = method == V_ABSENT ? io_call(vm, t->buffer, "read", &size, 1) : obj_call(vm, method, &size, 1);
  release(vm, method);
  if (part == V_ABSENT) return V_ABSENT;
  Buffer buffer;
  if (!buffer_try(vm, part, &buffer)) {
    raise_type(vm, "underlying %s() should have returned a bytes-like object, not '%T'", method == V_ABSENT ? "read" : "read1", part);
    release(vm, part);
    return V_ABSENT;
  }
  Value bytes = bytes_new(vm, NULL, t->tail_len + buffer.len);
  if (bytes != V_ABSENT) {
    memcpy(as_bytes(bytes)->data, t->tail, t->tail_len);
    memcpy(as_bytes(bytes)->data + t->tail_len, buffer.data, buffer.len);
  }
  buffer_release(vm, &buffer);
  release(vm, part);
  return bytes;
}

// Replaces `decoded`, which has been used up: 1; 0: the end; -1.
static int refill(VM *vm, TextIO *t) {
  if (!t->can_read) return io_unsupported(vm, "not readable"), -1;
  if (!textio_pending_out(vm, t)) return -1;
  Value bytes = chunk_read(vm, t);
  if (bytes == V_ABSENT) return -1;
  size_t len = as_bytes(bytes)->len, start, end;
  bool eof = len == t->tail_len;
  Str *text = decode_chunk(vm, t, as_bytes(bytes)->data, len, eof, &start, &end);
  if (!text) return release(vm, bytes), -1;
  bool all = start == 0 && end == len;
  Value snapshot = all ? bytes : bytes_new(vm, as_bytes(bytes)->data + start, end - start);
  if (!all) release(vm, bytes);
  Str *old = t->decoded;
  t->decoded = text;
  t->used = 0;
  xdecref(vm, old);
  replace(vm, &t->snapshot, snapshot);
  if (snapshot == V_ABSENT) return -1;
  return eof && text->len == 0 ? 0 : 1;
}

static Value buffered_rest(VM *vm, Buffered *b) {
  if (!buffered_hold(vm, b)) return V_ABSENT;
  Value bytes = buffered_read_all(vm, b);
  buffered_let_go(vm, b);
  return bytes;
}

static Value rest_read(VM *vm, TextIO *t) {
  Buffered *b = direct(vm, t);
  Value bytes = b ? buffered_rest(vm, b) : io_call(vm, t->buffer, "read", NULL, 0);
  if (bytes == V_NONE) bytes = bytes_new(vm, "", 0);
  if (bytes == V_ABSENT) return V_ABSENT;
  if (!is_bytes(bytes)) {
    raise_type(vm, "decoder should return a string result, not '%T'", bytes);
    release(vm, bytes);
    return V_ABSENT;
  }
  if (t->tail_len) {
    Value joined = bytes_new(vm, NULL, t->tail_len + as_bytes(bytes)->len);
    if (joined != V_ABSENT) {
      memcpy(as_bytes(joined)->data, t->tail, t->tail_len);
      memcpy(as_bytes(joined)->data + t->tail_len, as_bytes(bytes)->data, as_bytes(bytes)->len);
    }
    replace(vm, &bytes, joined);
    if (joined == V_ABSENT) return V_ABSENT;
  }
  size_t start, end;
  Str *text = decode_chunk(vm, t, as_bytes(bytes)->data, as_bytes(bytes)->len, true, &start, &end);
  release(vm, bytes);
  return text ? from_obj(text) : V_ABSENT;
}

static Value text_ahead_take(VM *vm, TextIO *t, size_t count) {
  Value r = str_slice(vm, t->decoded, t->used, t->used + count);
  if (r != V_ABSENT) t->used += count;
  return r;
}

static size_t ahead(const TextIO *t) { return t->decoded ? t->decoded->len - t->used : 0; }

static Value read_all(VM *vm, TextIO *t) {
  if (!t->can_read) return io_unsupported(vm, "not readable");
  if (!textio_pending_out(vm, t)) return V_ABSENT;
  Value rest = rest_read(vm, t);
  if (rest == V_ABSENT) return V_ABSENT;
  if (ahead(t)) {
    Value head = text_ahead_take(vm, t, ahead(t));
    Value both = head == V_ABSENT ? V_ABSENT : str_concat(vm, as_str(head), as_str(rest));
    release(vm, head);
    replace(vm, &rest, both);
  }
  textio_forget(vm, t);
  return rest;
}

Value textio_read(VM *vm, TextIO *t, int64_t size) {
  if (size < 0) return read_all(vm, t);
  if (!t->can_read) return io_unsupported(vm, "not readable");
  if ((size_t)size <= ahead(t) && t->decoded) return text_ahead_take(vm, t, (size_t)size);
  StrBuilder sb;
  sb_init(&sb, vm);
  while (sb.len < (size_t)size) {
    if (ahead(t) == 0) {
      int more = refill(vm, t);
      if (more < 0) return sb_discard(&sb), V_ABSENT;
      if (!more) break;
    }
    size_t want = (size_t)size - sb.len, n = want < ahead(t) ? want : ahead(t);
    sb_substr(&sb, t->decoded, t->used, t->used + n);
    t->used += n;
    if (sb.failed) break;
  }
  return sb_finish(&sb);
}

// Where the line that starts at `from` ends (behind its newline), or 0.
static size_t line_end(const TextIO *t, const Str *s, size_t from) {
  if (t->translate || (t->newline && t->newline->len == 1)) {
    uint32_t end = t->translate ? '\n' : str_char(t->newline, 0);
    if (s->kind == 1) {
      const uint8_t *at = memchr(s->data + from, (int)end, s->len - from);
      return at ? (size_t)(at - s->data) + 1 : 0;
    }
    for (size_t i = from; i < s->len; i++) if (str_char(s, i) == end) return i + 1;
    return 0;
  }
  for (size_t i = from; i < s->len; i++) {
    uint32_t c = str_char(s, i), next = i + 1 < s->len ? str_char(s, i + 1) : 0;
    if (c == '\r' && next == '\n') return i + 2;
    if (t->universal && (c == '\n' || c == '\r')) return i + 1;
  }
  return 0;
}

Value textio_readline(VM *vm, TextIO *t, int64_t limit) {
  StrBuilder sb;
  bool building = false;
  for (;;) {
    size_t have = building ? sb.len : 0;
    if (ahead(t)) {
      size_t end = line_end(t, t->decoded, t->used), n = end ? end - t->used : ahead(t);
      bool full = limit >= 0 && have + n >= (size_t)limit;
      if (full) n = (size_t)limit - have;
      if ((end || full) && !building) return text_ahead_take(vm, t, n);
      if (!building) sb_init(&sb, vm), building = true;
      sb_substr(&sb, t->decoded, t->used, t->used + n);
      t->used += n;
      if (end || full || sb.failed) return sb_finish(&sb);
    } else if (limit == 0) {
      return retain_obj(vm->names.empty);
    }
    int more = refill(vm, t);
    if (more > 0) continue;
    if (more < 0) {
      if (building) sb_discard(&sb);
      return V_ABSENT;
    }
    return building ? sb_finish(&sb) : retain_obj(vm->names.empty);
  }
}

// Position

// How many bytes of the snapshot make its first `chars` characters.
static size_t bytes_of(const TextIO *t, const Bytes *b, size_t chars) {
  size_t i = 0, width = t->family == 16 || t->family == 32 ? t->family / 8 : 1;
  while (chars && i < b->len) {
    uint32_t c = width > 1 ? unit_at(t, b->data + i, width) : b->data[i];
    i += width;
    if (c == '\r' && t->translate && i + width <= b->len && (width > 1 ? unit_at(t, b->data + i, width) : b->data[i]) == '\n') i += width;
    if (width == 2 && (c & 0xfc00) == 0xd800) i += 2;
    if (t->codec == TEXT_UTF8 || t->family == 8) while (i < b->len && (b->data[i] & 0xc0) == 0x80) i++;
    chars--;
  }
  return i;
}

Value textio_tell(VM *vm, TextIO *t) {
  if (!t->seekable) return io_unsupported(vm, "underlying stream is not seekable");
  if (!t->telling) return raise(vm, EXC_OSError, "telling position disabled by next() call");
  if (!textio_flush(vm, t)) return V_ABSENT;
  Value at = io_call(vm, t->buffer, "tell", NULL, 0);
  int64_t n;
  if (at == V_ABSENT || (!t->decoded && !t->tail_len) || !obj_index_i64(vm, at, &n)) return at;
  release(vm, at);
  n -= t->tail_len;
  if (t->snapshot != V_ABSENT) n -= (int64_t)(as_bytes(t->snapshot)->len - bytes_of(t, as_bytes(t->snapshot), t->used));
  return int_from_i64(vm, n);
}

static Value seek_buffer(VM *vm, TextIO *t, Value to, int whence) {
  t->telling = t->seekable;
  if (!textio_flush(vm, t)) return V_ABSENT;
  textio_forget(vm, t);
  Value args[2] = {to, from_int(whence)};
  Value at = io_call(vm, t->buffer, "seek", args, 2);
  if (at == V_ABSENT) return V_ABSENT;
  if (at == from_int(0)) t->variant = VARIANT_NONE;
  t->wrote = at != from_int(0);
  return at;
}

Value textio_seek(VM *vm, TextIO *t, Value cookie, int whence) {
  if (!t->seekable) return io_unsupported(vm, "underlying stream is not seekable");
  if (whence < 0 || whence > 2) return raise_value(vm, "invalid whence (%d, should be %d, %d or %d)", whence, 0, 1, 2);
  if (whence && cookie != from_int(0))
    return io_unsupported(vm, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
  if (whence == 2) return seek_buffer(vm, t, cookie, 2);
  Value to = whence == 1 ? (textio_flush(vm, t) ? textio_tell(vm, t) : V_ABSENT) : obj_index(vm, cookie);
  if (to == V_ABSENT) return V_ABSENT;
  Value r = int_sign(to) < 0 ? raise_value(vm, "negative seek position %R", to) : seek_buffer(vm, t, to, 0);
  release(vm, to);
  return r;
}
