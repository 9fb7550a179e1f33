// SPDX-License-Identifier: MIT
// textio.c - TextIOWrapper: writing, construction, attributes. Reading is in textread.c.
//
// What is written is encoded at once into `pending`, which goes to the buffer below when it is full, when a line ends on a terminal,
// at flush, and before anything that looks at the position. UTF-8, ASCII and Latin-1 are encoded here; others through codec_encode.
#include "vm/io/io.h"

static TextIO *as_text(Value v) { return (TextIO *)as_obj(v); }

enum { PENDING_LIMIT = 8192 };

static bool text_ready(VM *vm, const TextIO *t) {
  if (t->ready) return true;
  if (t->detached) raise_value(vm, "underlying buffer has been detached");
  else raise_value(vm, "I/O operation on uninitialized object");
  return false;
}

static int text_closed(VM *vm, const TextIO *t) {
  if (io_is_exact(vm, t->buffer, IO_READER) || io_is_exact(vm, t->buffer, IO_WRITER) || io_is_exact(vm, t->buffer, IO_RANDOM)) {
    const Buffered *b = (const Buffered *)as_obj(t->buffer);
    if (b->ready && io_is_exact(vm, b->raw, IO_FILE)) return ((const FileIO *)as_obj(b->raw))->fd < 0;
  }
  return io_is_closed(vm, t->buffer);
}

static bool text_open(VM *vm, const TextIO *t) {
  if (!text_ready(vm, t)) return false;
  int closed = text_closed(vm, t);
  if (closed > 0) io_closed_error(vm);
  return closed == 0;
}

// Encoding

static bool pending_reserve(VM *vm, TextIO *t, size_t extra) {
  if (extra <= t->pending_cap - t->pending_len) return true;
  size_t cap = t->pending_cap ? t->pending_cap * 2 : PENDING_LIMIT + 256;
  while (cap < t->pending_len + extra) cap *= 2;
  uint8_t *data = vm_realloc(vm, t->pending, t->pending_cap, cap);
  if (!data) return false;
  t->pending = data;
  t->pending_cap = cap;
  return true;
}

static bool pending_add(VM *vm, TextIO *t, const void *data, size_t len) {
  if (!pending_reserve(vm, t, len)) return false;
  if (len) memcpy(t->pending + t->pending_len, data, len);
  t->pending_len += len;
  return true;
}

static bool encode_other(VM *vm, TextIO *t, Str *s) {
  size_t elen, rlen;
  const char *encoding = str_utf8_get(vm, t->encoding, &elen), *errors = str_utf8_get(vm, t->errors, &rlen);
  if (!encoding || !errors) return false;
  Value b = codec_encode(vm, s, encoding, errors);
  if (b == V_ABSENT) return false;
  if (!is_bytes(b)) {
    raise_type(vm, "encoder should return a bytes object, not '%T'", b);
    release(vm, b);
    return false;
  }
  // Only the start of a file has a byte order mark.
  size_t mark = !t->wrote ? 0 : t->family == 8 ? 3 : t->family / 8;
  if (mark > as_bytes(b)->len) mark = 0;
  t->wrote = true;
  bool ok = pending_add(vm, t, as_bytes(b)->data + mark, as_bytes(b)->len - mark);
  release(vm, b);
  return ok;
}

static bool encode_utf8(VM *vm, TextIO *t, Str *s) {
  if (!pending_reserve(vm, t, s->len * (s->kind == 1 ? 2 : s->kind == 2 ? 3 : 4))) return false;
  uint8_t *at = t->pending + t->pending_len;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c < 0x80) *at++ = (uint8_t)c;
    else if (c < 0x800) *at++ = (uint8_t)(0xc0 | c >> 6), *at++ = (uint8_t)(0x80 | (c & 63));
    else if (c < 0x10000) {
      if (c >= 0xd800 && c < 0xe000) return encode_other(vm, t, s);
      *at++ = (uint8_t)(0xe0 | c >> 12), *at++ = (uint8_t)(0x80 | (c >> 6 & 63)), *at++ = (uint8_t)(0x80 | (c & 63));
    } else {
      *at++ = (uint8_t)(0xf0 | c >> 18), *at++ = (uint8_t)(0x80 | (c >> 12 & 63));
      *at++ = (uint8_t)(0x80 | (c >> 6 & 63)), *at++ = (uint8_t)(0x80 | (c & 63));
    }
  }
  t->pending_len = (size_t)(at - t->pending);
  return true;
}

static bool encode(VM *vm, TextIO *t, Str *s) {
  if (s->ascii && t->codec != TEXT_OTHER) return pending_add(vm, t, s->data, s->len);
  if (t->codec == TEXT_UTF8) return encode_utf8(vm, t, s);
  if (t->codec == TEXT_LATIN1 && s->kind == 1) return pending_add(vm, t, s->data, s->len);
  return encode_other(vm, t, s);
}

// s with every \n replaced; owned.
static Str *newlines_written(VM *vm, const TextIO *t, Str *s) {
  StrBuilder sb;
  sb_init(&sb, vm);
  size_t start = 0;
  for (size_t i = 0; i < s->len; i++) {
    if (str_char(s, i) != '\n') continue;
    sb_substr(&sb, s, start, i);
    sb_c(&sb, t->write_newline);
    start = i + 1;
  }
  sb_substr(&sb, s, start, s->len);
  Value r = sb_finish(&sb);
  return r == V_ABSENT ? NULL : as_str(r);
}

// Flushing

// While it is written other threads may add to what is pending: that is a new block then.
static bool pending_write(VM *vm, TextIO *t, Buffered *b) {
  if (!b->ready) return raise_value(vm, "raw stream has been detached"), false;
  uint8_t *data = t->pending;
  size_t len = t->pending_len, cap = t->pending_cap;
  t->pending = NULL;
  t->pending_len = t->pending_cap = 0;
  bool ok = buffered_write_from(vm, b, data, len);
  if (t->pending) return vm_dealloc(vm, data, cap), ok;
  t->pending = data;
  t->pending_cap = cap;
  return ok;
}

bool textio_pending_out(VM *vm, TextIO *t) {
  if (t->pending_len == 0) return true;
  size_t len = t->pending_len;
  if (io_is_exact(vm, t->buffer, IO_WRITER) || io_is_exact(vm, t->buffer, IO_RANDOM)) {
    Buffered *b = (Buffered *)as_obj(t->buffer);
    if (!buffered_hold(vm, b)) return false;
    bool ok = pending_write(vm, t, b);
    buffered_let_go(vm, b);
    return ok;
  }
  Value bytes = bytes_new(vm, t->pending, len);
  if (bytes == V_ABSENT) return false;
  t->pending_len = 0;
  Value r = obj_call_method(vm, t->buffer, vm->names.write, &bytes, 1);
  release(vm, bytes);
  release(vm, r);
  return r != V_ABSENT;
}

bool textio_flush(VM *vm, TextIO *t) {
  if (!textio_pending_out(vm, t)) return false;
  Value r = obj_call_method(vm, t->buffer, vm->names.flush, NULL, 0);
  release(vm, r);
  return r != V_ABSENT;
}

static bool has_line_end(const Str *s) {
  if (s->kind == 1) return memchr(s->data, '\n', s->len) || memchr(s->data, '\r', s->len);
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c == '\n' || c == '\r') return true;
  }
  return false;
}

bool textio_write_str(VM *vm, TextIO *t, Str *s) {
  if (!text_open(vm, t)) return false;
  if (!t->can_write) return io_unsupported(vm, "not writable"), false;
  bool ok;
  if (t->write_newline[0]) {
    Str *translated = newlines_written(vm, t, s);
    ok = translated && encode(vm, t, translated);
    xdecref(vm, translated);
  } else {
    ok = encode(vm, t, s);
  }
  if (!ok) return false;
  if (t->pending_len > PENDING_LIMIT || t->write_through) ok = textio_pending_out(vm, t);
  if (ok && t->line_buffering && has_line_end(s)) ok = textio_flush(vm, t);
  if (t->decoded || t->snapshot != V_ABSENT) textio_forget(vm, t);
  return ok;
}

// Construction

static TextCodec codec_of(const Str *encoding) {
  static const struct { const char *name; TextCodec codec; } known[] = {
    {"utf8", TEXT_UTF8}, {"u8", TEXT_UTF8}, {"cp65001", TEXT_UTF8}, {"ascii", TEXT_ASCII}, {"usascii", TEXT_ASCII}, {"646", TEXT_ASCII},
    {"latin1", TEXT_LATIN1}, {"latin", TEXT_LATIN1}, {"iso88591", TEXT_LATIN1}, {"l1", TEXT_LATIN1},
  };
  char name[16];
  size_t n = 0;
  for (size_t i = 0; i < encoding->len && n < sizeof name - 1; i++) {
    uint32_t c = str_char(encoding, i);
    if (c == '-' || c == '_' || c == ' ') continue;
    name[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  name[n] = 0;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) if (strcmp(name, known[i].name) == 0) return known[i].codec;
  return TEXT_OTHER;
}

static bool encoding_check(VM *vm, const TextIO *t) {
  if (t->codec != TEXT_OTHER) return true;
  size_t len;
  const char *name = str_utf8_get(vm, t->encoding, &len);
  if (!name) return false;
  Value probe = codec_decode(vm, (const uint8_t *)"", 0, name, NULL);
  release(vm, probe);
  return probe != V_ABSENT;
}

static bool newline_set(VM *vm, TextIO *t, Value newline) {
  CLEAR_REF(vm, t->newline);
  t->write_newline[0] = 0;
  t->universal = t->translate = newline == V_ABSENT || newline == V_NONE;
  if (t->translate) return true;
  if (!is_str(newline)) return raise_type(vm, "TextIOWrapper() argument 'newline' must be str or None, not %T", newline), false;
  Str *s = as_str(newline);
  if (!(s->len == 0 || str_is(s, "\n") || str_is(s, "\r") || str_is(s, "\r\n"))) return raise_value(vm, "illegal newline value: %S", newline), false;
  t->newline = s;
  incref(&s->header);
  t->universal = s->len == 0;
  if (s->len && s->data[0] == '\r') memcpy(t->write_newline, s->data, s->len), t->write_newline[s->len] = 0;
  return true;
}

static bool str_option(VM *vm, Str **field, Value v, const char *otherwise, const char *what) {
  Value s = v == V_ABSENT || v == V_NONE ? str_from_c(vm, otherwise) : retain(v);
  if (s == V_ABSENT) return false;
  if (!is_str(s)) {
    raise_type(vm, "TextIOWrapper() argument '%s' must be str or None, not %T", what, s);
    release(vm, s);
    return false;
  }
  Str *old = *field;
  *field = as_str(s);
  xdecref(vm, old);
  return true;
}

static bool ability(VM *vm, Value buffer, const char *question, bool *out) {
  Value r = io_call(vm, buffer, question, NULL, 0);
  int yes = r == V_ABSENT ? -1 : obj_truthy(vm, r);
  release(vm, r);
  *out = yes > 0;
  return yes >= 0;
}

static uint8_t family_of(const Str *encoding) {
  char digits[8] = "", *d = digits;
  for (size_t i = 0; i < encoding->len; i++) {
    uint32_t c = str_char(encoding, i) | 32;
    if (c == 's') return 8;  // utf-8-sig
    if (c == 'l' || c == 'b') return 0;
    if (c >= '0' && c <= '9' && d < digits + 7) *d++ = (char)c;
  }
  return strcmp(digits, "16") == 0 ? 16 : strcmp(digits, "32") == 0 ? 32 : 0;
}

static void codec_set(TextIO *t) {
  t->codec = (uint8_t)codec_of(t->encoding);
  t->family = t->codec == TEXT_OTHER ? family_of(t->encoding) : 0;
  t->variant = 0;
}

static bool text_setup(VM *vm, TextIO *t, Value buffer, Value encoding, Value errors, Value newline) {
  t->ready = t->detached = false;
  bool locale = is_str(encoding) && str_is(as_str(encoding), "locale");
  if (!str_option(vm, &t->encoding, locale ? V_NONE : encoding, "UTF-8", "encoding") || !str_option(vm, &t->errors, errors, "strict", "errors")) return false;
  if (!newline_set(vm, t, newline)) return false;
  codec_set(t);
  if (!encoding_check(vm, t)) return false;
  replace(vm, &t->buffer, retain(buffer));
  textio_forget(vm, t);
  t->pending_len = 0;
  t->chunk = 8192;
  t->wrote = false;
  t->tail_len = t->seen = 0;
  if (!ability(vm, buffer, "seekable", &t->seekable) || !ability(vm, buffer, "readable", &t->can_read)) return false;
  if (!ability(vm, buffer, "writable", &t->can_write)) return false;
  t->telling = t->seekable;
  t->ready = true;
  return true;
}

// Appending to a file that has something: no second byte order mark.
static bool start_find(VM *vm, TextIO *t) {
  if (!t->seekable || t->codec != TEXT_OTHER) return true;
  Value at = io_call(vm, t->buffer, "tell", NULL, 0);
  if (at == V_ABSENT) return error_clear(vm), true;
  t->wrote = at != from_int(0);
  release(vm, at);
  return true;
}

Value textio_open(VM *vm, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering, bool write_through) {
  Value self = instance_new(vm, io_state(vm)->types[IO_TEXT]);
  if (self == V_ABSENT) return V_ABSENT;
  TextIO *t = as_text(self);
  t->line_buffering = line_buffering;
  t->write_through = write_through;
  if (text_setup(vm, t, buffer, encoding, errors, newline) && start_find(vm, t)) return self;
  release(vm, self);
  return V_ABSENT;
}

static Value text_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool text_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[6];
  static const char *const sig = "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)";
  if (!args_bind(vm, "TextIOWrapper", sig, args, argc, kwnames, in)) return false;
  int line = in[4] == V_ABSENT ? 0 : obj_truthy(vm, in[4]), through = in[5] == V_ABSENT ? 0 : obj_truthy(vm, in[5]);
  if (line < 0 || through < 0) return false;
  TextIO *t = as_text(self);
  t->line_buffering = line;
  t->write_through = through;
  return text_setup(vm, t, in[0], in[1], in[2], in[3]) && start_find(vm, t);
}

static void text_free(VM *vm, Object *o) {
  TextIO *t = (TextIO *)o;
  t->ready = false;
  vm_dealloc(vm, t->pending, t->pending_cap);
  t->pending = NULL;
  t->pending_len = t->pending_cap = 0;
  textio_forget(vm, t);
  CLEAR_REF(vm, t->encoding);
  CLEAR_REF(vm, t->errors);
  CLEAR_REF(vm, t->newline);
  replace(vm, &t->mode, V_ABSENT);
  replace(vm, &t->buffer, V_ABSENT);
}

static void text_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((TextIO *)o)->buffer);
  visit(arg, ((TextIO *)o)->mode);
}

// Methods

static Value text_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "write() argument must be str, not %T", args[1]);
  if (!textio_write_str(vm, as_text(args[0]), as_str(args[1]))) return V_ABSENT;
  return from_int((int64_t)as_str(args[1])->len);
}

static Value text_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  TextIO *t = as_text(args[0]);
  if (!text_open(vm, t)) return V_ABSENT;
  t->telling = t->seekable;
  return textio_flush(vm, t) ? V_NONE : V_ABSENT;
}

static void warn_unclosed(VM *vm, TextIO *t, Value self) {
  if (!io_is(vm, t->buffer, IO_READER) && !io_is(vm, t->buffer, IO_WRITER) && !io_is(vm, t->buffer, IO_RANDOM)) return;
  Buffered *b = (Buffered *)as_obj(t->buffer);
  if (b->ready && io_is(vm, b->raw, IO_FILE)) fileio_warn_unclosed(vm, (FileIO *)as_obj(b->raw), self);
}

static Value text_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  TextIO *t = as_text(args[0]);
  if (!text_ready(vm, t)) return V_ABSENT;
  int closed = text_closed(vm, t);
  if (closed) return closed < 0 ? V_ABSENT : V_NONE;
  if (t->base.finalizing) warn_unclosed(vm, t, args[0]);
  Value flushed = io_call(vm, args[0], "flush", NULL, 0), pending = error_take(vm);
  release(vm, flushed);
  Value buffer = retain(t->buffer), r = io_call(vm, buffer, "close", NULL, 0);
  release(vm, buffer);
  t->base.closed = true;
  if (pending == V_ABSENT) return r;
  if (r == V_ABSENT) {
    Value second = error_take(vm);
    error_chain_context(vm, second, pending);
    release(vm, pending);
    pending = second;
  }
  release(vm, r);
  error_restore_steal(vm, pending);
  return V_ABSENT;
}

static Value text_detach(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  TextIO *t = as_text(args[0]);
  if (!text_ready(vm, t)) return V_ABSENT;
  Value r = io_call(vm, args[0], "flush", NULL, 0);
  if (r == V_ABSENT) return V_ABSENT;
  release(vm, r);
  Value buffer = t->buffer;
  t->buffer = V_ABSENT;
  t->ready = false;
  t->detached = true;
  return buffer;
}

static int flag_arg(VM *vm, Value v, bool otherwise) { return v == V_ABSENT || v == V_NONE ? otherwise : obj_truthy(vm, v); }

// A default argument "Ellipsis" of reconfigure: newline was not given.
static Value text_reconfigure(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  TextIO *t = as_text(args[0]);
  Value encoding = args[1], errors = args[2], newline = args[3];
  bool has_encoding = encoding != V_ABSENT && encoding != V_NONE, has_errors = errors != V_ABSENT && errors != V_NONE;
  bool has_newline = newline != V_ABSENT && newline != V_ELLIPSIS;
  if (t->decoded && (has_encoding || has_errors || has_newline))
    return io_unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read");
  int line = flag_arg(vm, args[4], t->line_buffering), through = flag_arg(vm, args[5], t->write_through);
  if (line < 0 || through < 0 || !text_ready(vm, t) || !textio_flush(vm, t)) return V_ABSENT;
  if (has_encoding && !has_errors && !str_option(vm, &t->errors, V_NONE, "strict", "errors")) return V_ABSENT;
  if (has_errors && !str_option(vm, &t->errors, errors, "strict", "errors")) return V_ABSENT;
  if (has_encoding && !str_option(vm, &t->encoding, encoding, "UTF-8", "encoding")) return V_ABSENT;
  codec_set(t);
  if (!encoding_check(vm, t) || (has_newline && !newline_set(vm, t, newline))) return V_ABSENT;
  t->line_buffering = line;
  t->write_through = through;
  return V_NONE;
}

static Value text_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  if (!io_size_arg(vm, args[1], &size) || !text_open(vm, as_text(args[0]))) return V_ABSENT;
  return textio_read(vm, as_text(args[0]), size);
}

static Value text_readline(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size = -1;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  return text_open(vm, as_text(args[0])) ? textio_readline(vm, as_text(args[0]), size) : V_ABSENT;
}

static Value text_next(VM *vm, Value self) {
  TextIO *t = as_text(self);
  if (!text_open(vm, t)) return V_ABSENT;
  t->telling = false;
  Value line;
  if (io_is_exact(vm, self, IO_TEXT)) {
    line = textio_readline(vm, t, -1);
  } else {
    line = io_call(vm, self, "readline", NULL, 0);
    if (line != V_ABSENT && !is_str(line)) {
      raise(vm, EXC_OSError, "readline() should have returned a str object, not '%T'", line);
      replace(vm, &line, V_ABSENT);
    }
  }
  if (line == V_ABSENT || as_str(line)->len) return line;
  release(vm, line);
  t->telling = t->seekable;
  return V_ABSENT;
}

static Value text_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return text_open(vm, as_text(args[0])) ? textio_tell(vm, as_text(args[0])) : V_ABSENT;
}

static Value text_seek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t whence = 0;
  if (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &whence)) return V_ABSENT;
  return text_open(vm, as_text(args[0])) ? textio_seek(vm, as_text(args[0]), args[1], (int)whence) : V_ABSENT;
}

static Value text_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  TextIO *t = as_text(args[0]);
  if (!text_open(vm, t) || !textio_flush(vm, t)) return V_ABSENT;
  return io_call(vm, t->buffer, "truncate", args + 1, args[1] == V_ABSENT ? 0 : 1);
}

#define BUFFER_METHOD(name) \
  static Value text_##name(VM *vm, Value *args, uint32_t argc) { \
    (void)argc; \
    return text_ready(vm, as_text(args[0])) ? io_call(vm, as_text(args[0])->buffer, #name, NULL, 0) : V_ABSENT; \
  }
BUFFER_METHOD(readable)
BUFFER_METHOD(writable)
BUFFER_METHOD(seekable)
BUFFER_METHOD(fileno)
BUFFER_METHOD(isatty)

static Value get_buffer(VM *vm, Value self) { return text_ready(vm, as_text(self)) ? retain(as_text(self)->buffer) : V_ABSENT; }
static Value get_encoding(VM *vm, Value self) { return text_ready(vm, as_text(self)) ? retain_obj(as_text(self)->encoding) : V_ABSENT; }
static Value get_errors(VM *vm, Value self) { return text_ready(vm, as_text(self)) ? retain_obj(as_text(self)->errors) : V_ABSENT; }
static Value get_newlines(VM *vm, Value self) { return newlines_seen(vm, as_text(self)->seen); }
static Value get_line_buffering(VM *vm, Value self) { return (void)vm, from_bool(as_text(self)->line_buffering); }
static Value get_write_through(VM *vm, Value self) { return (void)vm, from_bool(as_text(self)->write_through); }
static Value get_name(VM *vm, Value self) { return text_ready(vm, as_text(self)) ? obj_getattr(vm, as_text(self)->buffer, vm->names.name) : V_ABSENT; }
static Value get_closed(VM *vm, Value self) {
  if (!text_ready(vm, as_text(self))) return V_ABSENT;
  int closed = text_closed(vm, as_text(self));
  return closed < 0 ? V_ABSENT : from_bool(closed);
}
static Value get_mode(VM *vm, Value self) {
  Value mode = as_text(self)->mode;
  return mode != V_ABSENT ? retain(mode) : raise_attribute(vm, self, vm->names.mode, "'%T' object has no attribute 'mode'", self);
}
static bool set_mode(VM *vm, Value self, Value v) {
  replace(vm, &as_text(self)->mode, v == V_ABSENT ? V_ABSENT : retain(v));
  return true;
}
static Value get_chunk(VM *vm, Value self) { return (void)vm, from_int((int64_t)as_text(self)->chunk); }
static bool set_chunk(VM *vm, Value self, Value v) {
  int64_t n;
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "cannot delete attribute"), false;
  if (!obj_index_i64(vm, v, &n)) return false;
  if (n <= 0) return raise_value(vm, "a strictly positive integer is required"), false;
  as_text(self)->chunk = (size_t)n;
  return true;
}

static Value text_repr(VM *vm, Value self) {
  TextIO *t = as_text(self);
  if (!text_ready(vm, t)) return V_ABSENT;
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "<_io.TextIOWrapper");
  Value name = obj_getattr_opt(vm, self, vm->names.name), mode = V_ABSENT;
  bool ok = name != V_ABSENT || !has_error(vm) || error_clear_if(vm, EXC_ValueError);
  if (ok && name != V_ABSENT) sb_c(&sb, " name="), ok = sb_value_repr(&sb, name);
  if (ok) mode = obj_getattr_opt(vm, self, vm->names.mode), ok = !has_error(vm);
  if (ok && mode != V_ABSENT) sb_c(&sb, " mode="), ok = sb_value_repr(&sb, mode);
  release(vm, name);
  release(vm, mode);
  if (ok) sb_c(&sb, " encoding="), ok = sb_value_repr(&sb, from_obj(t->encoding));
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_char(&sb, '>');
  return sb_finish(&sb);
}

static Value text_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_type(vm, "cannot pickle '%T' instances", args[0]);
}

static const GetSetDef text_getset[] = {
  {"buffer", get_buffer, NULL, NULL}, {"encoding", get_encoding, NULL, NULL}, {"errors", get_errors, NULL, NULL},
  {"newlines", get_newlines, NULL, NULL}, {"line_buffering", get_line_buffering, NULL, NULL},
  {"write_through", get_write_through, NULL, NULL}, {"name", get_name, NULL, NULL}, {"closed", get_closed, NULL, NULL},
  {"mode", get_mode, set_mode, NULL}, {"_CHUNK_SIZE", get_chunk, set_chunk, NULL}, {NULL, NULL, NULL, NULL},
};
static const NativeDef text_methods[] = {
  {"write", "($self, text, /)", text_write, 0, "Write string s to stream."},
  {"read", "($self, size=-1, /)", text_read, 0, "Read at most size characters from stream."},
  {"readline", "($self, size=-1, /)", text_readline, 0, "Read until newline or EOF."},
  {"flush", "($self, /)", text_flush, 0, NULL},
  {"close", "($self, /)", text_close, 0, NULL},
  {"detach", "($self, /)", text_detach, 0, NULL},
  {"reconfigure", "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)", text_reconfigure, 0, NULL},
  {"tell", "($self, /)", text_tell, 0, "Return the stream position as an opaque number."},
  {"seek", "($self, cookie, whence=0, /)", text_seek, 0, "Set the stream position, and return the new stream position."},
  {"truncate", "($self, pos=None, /)", text_truncate, 0, NULL},
  {"readable", "($self, /)", text_readable, 0, NULL},
  {"writable", "($self, /)", text_writable, 0, NULL},
  {"seekable", "($self, /)", text_seekable, 0, NULL},
  {"fileno", "($self, /)", text_fileno, 0, NULL},
  {"isatty", "($self, /)", text_isatty, 0, NULL},
  {"__getstate__", "($self, /)", text_getstate, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec textio_spec = {
  .name = "_io.TextIOWrapper", .doc = "Character and line based layer over a BufferedIOBase object, buffer.", .kind = KIND_OTHER,
  .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE, .basicsize = sizeof(TextIO),
  .methods = text_methods, .getset = text_getset,
  .slots = {.new = text_new, .init = text_init, .repr = text_repr, .next = text_next, .free = text_free, .traverse = text_traverse},
};
