// SPDX-License-Identifier: MIT
// stringio.c - StringIO: a text file in memory; and IncrementalNewlineDecoder.
//
// The content is an array of code points, so that positions are plain indices whatever is overwritten. Newlines are translated on
// the way in, as TextIOWrapper would on the way out.
#include "vm/io/io.h"

static StringIO *as_sio(Value v) { return (StringIO *)as_obj(v); }

static bool sio_check(VM *vm, const StringIO *s) {
  if (s->base.closed) return io_closed_error(vm), false;
  if (!s->ready) return raise_value(vm, "I/O operation on uninitialized object"), false;
  return true;
}

static bool reserve(VM *vm, StringIO *s, size_t len) {
  if (len <= s->cap) return true;
  size_t cap = s->cap ? s->cap : 64;
  while (cap < len) cap += cap / 2 + 16;
  uint32_t *data = vm_realloc(vm, s->data, s->cap * sizeof *data, cap * sizeof *data);
  if (!data) return false;
  s->data = data;
  s->cap = cap;
  return true;
}

static bool put_raw(VM *vm, StringIO *s, const Str *text) {
  size_t end = s->pos + text->len;
  if (text->len == 0) return true;
  if (!reserve(vm, s, end)) return false;
  for (size_t i = s->len; i < s->pos; i++) s->data[i] = 0;
  for (size_t i = 0; i < text->len; i++) s->data[s->pos + i] = str_char(text, i);
  s->pos = end;
  if (end > s->len) s->len = end;
  return true;
}

// What write() puts: with newline=None all line ends become \n; with \r or \r\n each \n becomes that.
static Str *translated(VM *vm, StringIO *s, Str *text) {
  incref(&text->header);
  if (s->universal) text = newlines_translate_steal(vm, text, s->translate, true, NULL, &s->seen);
  if (!text || !s->newline || s->newline->len == 0 || str_char(s->newline, 0) == '\n') return text;
  StrBuilder sb;
  sb_init(&sb, vm);
  size_t start = 0;
  for (size_t i = 0; i < text->len; i++) {
    if (str_char(text, i) != '\n') continue;
    sb_substr(&sb, text, start, i);
    sb_str(&sb, s->newline);
    start = i + 1;
  }
  sb_substr(&sb, text, start, text->len);
  decref(vm, text);
  Value r = sb_finish(&sb);
  return r == V_ABSENT ? NULL : as_str(r);
}

static bool put(VM *vm, StringIO *s, Str *text) {
  Str *t = translated(vm, s, text);
  bool ok = t && put_raw(vm, s, t);
  xdecref(vm, t);
  return ok;
}

static Value sio_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool newline_set(VM *vm, StringIO *s, Value v) {
  Str *newline = v == V_ABSENT || v == V_NONE ? NULL : as_str(v);
  if (v != V_ABSENT && v != V_NONE && !is_str(v)) return raise_type(vm, "newline must be str or None, not %T", v), false;
  if (newline && newline->len && !str_is(newline, "\n") && !str_is(newline, "\r") && !str_is(newline, "\r\n"))
    return raise_value(vm, "illegal newline value: %R", v), false;
  CLEAR_REF(vm, s->newline);
  s->newline = newline;
  if (newline) incref(&newline->header);
  s->translate = v == V_NONE;
  s->universal = v == V_NONE || (newline && newline->len == 0);
  return true;
}

static bool sio_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  StringIO *s = as_sio(self);
  if (!args_bind(vm, "StringIO", "(initial_value='', newline='\\n')", args, argc, kwnames, in)) return false;
  s->ready = s->base.closed = false;
  s->len = s->pos = s->seen = 0;
  if (!newline_set(vm, s, in[1])) return false;
  s->ready = true;
  if (in[0] == V_ABSENT || in[0] == V_NONE) return true;
  if (!is_str(in[0])) return raise_type(vm, "initial_value must be str or None, not %T", in[0]), false;
  if (!put(vm, s, as_str(in[0]))) return false;
  s->pos = 0;
  return true;
}

static void sio_free(VM *vm, Object *o) {
  StringIO *s = (StringIO *)o;
  vm_dealloc(vm, s->data, s->cap * sizeof *s->data);
  s->data = NULL;
  s->len = s->cap = 0;
  s->ready = false;
  CLEAR_REF(vm, s->newline);
}

static Value cut(VM *vm, StringIO *s, size_t n) {
  Str *r = n ? str_from_ucs4(vm, s->data + s->pos, n) : NULL;
  if (n == 0) return retain_obj(vm->names.empty);
  if (!r) return V_ABSENT;
  s->pos += n;
  return from_obj(r);
}

static size_t left(const StringIO *s) { return s->pos < s->len ? s->len - s->pos : 0; }

static Value sio_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  int64_t size;
  if (!sio_check(vm, s) || !io_size_arg(vm, args[1], &size)) return V_ABSENT;
  size_t n = left(s);
  return cut(vm, s, size >= 0 && (size_t)size < n ? (size_t)size : n);
}

static size_t line_length(const StringIO *s, int64_t limit) {
  size_t n = left(s), len = 0;
  const Str *newline = s->newline;
  bool two = newline && newline->len == 2;
  uint32_t end = newline && newline->len == 1 ? str_char(newline, 0) : '\n';
  while (len < n) {
    uint32_t c = s->data[s->pos + len++], next = len < n ? s->data[s->pos + len] : 0;
    if (two || (s->universal && !s->translate)) {
      if (c == '\r' && next == '\n') { len++; break; }
      if (!two && (c == '\n' || c == '\r')) break;
    } else if (c == end) {
      break;
    }
  }
  return limit >= 0 && (size_t)limit < len ? (size_t)limit : len;
}

static Value sio_readline(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t limit;
  if (!sio_check(vm, as_sio(args[0])) || !io_size_arg(vm, args[1], &limit)) return V_ABSENT;
  return cut(vm, as_sio(args[0]), line_length(as_sio(args[0]), limit));
}

static Value sio_next(VM *vm, Value self) {
  StringIO *s = as_sio(self);
  if (!sio_check(vm, s)) return V_ABSENT;
  size_t n = line_length(s, -1);
  return n ? cut(vm, s, n) : V_ABSENT;
}

static Value sio_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "string argument expected, got '%T'", args[1]);
  if (!sio_check(vm, as_sio(args[0])) || !put(vm, as_sio(args[0]), as_str(args[1]))) return V_ABSENT;
  return from_int((int64_t)as_str(args[1])->len);
}

static Value sio_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return sio_check(vm, as_sio(args[0])) ? from_int((int64_t)as_sio(args[0])->pos) : V_ABSENT;
}

static Value sio_seek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  int64_t pos, whence = 0;
  if (!obj_index_i64(vm, args[1], &pos) || (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &whence)) || !sio_check(vm, s)) return V_ABSENT;
  if (whence < 0 || whence > 2) return raise_value(vm, "Invalid whence (%ld, should be 0, 1 or 2)", whence);
  if (pos < 0 && whence == 0) return raise_value(vm, "Negative seek position %ld", pos);
  if (whence && pos) return raise(vm, EXC_OSError, "Can't do nonzero cur-relative seeks");
  s->pos = whence == 0 ? (size_t)pos : whence == 1 ? s->pos : s->len;
  return int_from_i64(vm, (int64_t)s->pos);
}

static Value sio_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  int64_t size = (int64_t)s->pos;
  if (!sio_check(vm, s)) return V_ABSENT;
  if (args[1] != V_ABSENT && args[1] != V_NONE && !io_size_arg(vm, args[1], &size)) return V_ABSENT;
  if (size < 0) return raise_value(vm, "Negative size value %ld", size);
  if ((size_t)size < s->len) s->len = (size_t)size;
  return int_from_i64(vm, size);
}

static Value sio_getvalue(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  if (!sio_check(vm, s)) return V_ABSENT;
  return s->len ? from_obj(str_from_ucs4(vm, s->data, s->len)) : retain_obj(vm->names.empty);
}

static Value sio_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  s->base.closed = true;
  vm_dealloc(vm, s->data, s->cap * sizeof *s->data);
  s->data = NULL;
  s->len = s->cap = 0;
  return V_NONE;
}

static Value sio_true(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return sio_check(vm, as_sio(args[0])) ? V_TRUE : V_ABSENT;
}

static Value sio_getstate(VM *vm, Value *args, uint32_t argc) {
  StringIO *s = as_sio(args[0]);
  Value text = sio_getvalue(vm, args, argc), dict = text == V_ABSENT ? V_ABSENT : instance_dict_copy(vm, as_obj(args[0])), r = V_ABSENT;
  Value newline = s->translate ? V_NONE : s->newline ? from_obj(s->newline) : V_ABSENT, lf = str_from_char(vm, '\n');
  if (dict != V_ABSENT && lf != V_ABSENT)
    r = tuple_pack(vm, 4, text, newline == V_ABSENT ? lf : newline, from_int((int64_t)s->pos), as_dict(dict)->used ? dict : V_NONE);
  release(vm, lf);
  release(vm, dict);
  release(vm, text);
  return r;
}

static Value sio_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  StringIO *s = as_sio(args[0]);
  if (!is_tuple(args[1]) || as_tuple(args[1])->len < 4)
    return raise_type(vm, "%T.__setstate__ argument should be 4-tuple, got %T", args[0], args[1]);
  Value *items = as_tuple(args[1])->items;
  int64_t pos;
  Value none[2] = {V_NONE, items[1]};
  if (!sio_init(vm, args[0], none, 2, NULL) || !obj_index_i64(vm, items[2], &pos)) return V_ABSENT;
  if (!is_str(items[0])) return raise_type(vm, "initial_value must be str or None, not %T", items[0]);
  if (!put_raw(vm, s, as_str(items[0]))) return V_ABSENT;
  if (pos < 0) return raise_value(vm, "position value cannot be negative");
  s->pos = (size_t)pos;
  return V_NONE;
}

static Value get_closed(VM *vm, Value self) { return (void)vm, from_bool(as_sio(self)->base.closed); }
static Value get_newlines(VM *vm, Value self) { return sio_check(vm, as_sio(self)) ? newlines_seen(vm, as_sio(self)->universal ? as_sio(self)->seen : 0) : V_ABSENT; }
static Value get_line_buffering(VM *vm, Value self) { return sio_check(vm, as_sio(self)) ? V_FALSE : V_ABSENT; }
static const GetSetDef sio_getset[] = {
  {"closed", get_closed, NULL, NULL}, {"newlines", get_newlines, NULL, NULL}, {"line_buffering", get_line_buffering, NULL, NULL}, {NULL, NULL, NULL, NULL},
};
static const NativeDef sio_methods[] = {
  {"read", "($self, size=-1, /)", sio_read, 0, "Read at most size characters, returned as a string."},
  {"readline", "($self, size=-1, /)", sio_readline, 0, "Read until newline or EOF."},
  {"write", "($self, s, /)", sio_write, 0, "Write string to file."},
  {"tell", "($self, /)", sio_tell, 0, "Tell the current file position."},
  {"seek", "($self, pos, whence=0, /)", sio_seek, 0, "Change stream position."},
  {"truncate", "($self, pos=None, /)", sio_truncate, 0, "Truncate size to pos."},
  {"getvalue", "($self, /)", sio_getvalue, 0, "Retrieve the entire contents of the object."},
  {"close", "($self, /)", sio_close, 0, "Close the IO object."},
  {"readable", "($self, /)", sio_true, 0, "Returns True if the IO object can be read."},
  {"writable", "($self, /)", sio_true, 0, "Returns True if the IO object can be written."},
  {"seekable", "($self, /)", sio_true, 0, "Returns True if the IO object can be seeked."},
  {"__getstate__", "($self, /)", sio_getstate, 0, NULL},
  {"__setstate__", "($self, state, /)", sio_setstate, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec stringio_spec = {
  .name = "_io.StringIO", .doc = "Text I/O implementation using an in-memory buffer.", .kind = KIND_OTHER,
  .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE, .basicsize = sizeof(StringIO),
  .methods = sio_methods, .getset = sio_getset, .slots = {.new = sio_new, .init = sio_init, .next = sio_next, .free = sio_free},
};

// IncrementalNewlineDecoder: above another incremental decoder

typedef struct NewlineDecoder { Object header; Value decoder; bool translate, held, ready; uint8_t seen; } NewlineDecoder;
static NewlineDecoder *as_nld(Value v) { return (NewlineDecoder *)as_obj(v); }

static bool nld_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  if (!args_bind(vm, "IncrementalNewlineDecoder", "(decoder, translate, errors='strict')", args, argc, kwnames, in)) return false;
  int translate = obj_truthy(vm, in[1]);
  if (translate < 0) return false;
  NewlineDecoder *d = as_nld(self);
  replace(vm, &d->decoder, retain(in[0]));
  d->translate = translate;
  d->held = false;
  d->seen = 0;
  d->ready = true;
  return true;
}

static void nld_free(VM *vm, Object *o) { replace(vm, &((NewlineDecoder *)o)->decoder, V_ABSENT); }
static void nld_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((NewlineDecoder *)o)->decoder); }

static Value nld_decode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  NewlineDecoder *d = as_nld(args[0]);
  if (!d->ready) return raise_value(vm, "IncrementalNewlineDecoder.__init__() not called");
  int final = args[2] == V_ABSENT ? 0 : obj_truthy(vm, args[2]);
  if (final < 0) return V_ABSENT;
  Value call[2] = {args[1], from_bool(final)};
  Value text = d->decoder == V_NONE ? retain(args[1]) : obj_call_method(vm, d->decoder, vm->names.decode, call, 2);
  if (text == V_ABSENT) return V_ABSENT;
  if (!is_str(text)) {
    raise_type(vm, "decoder should return a string result, not '%T'", text);
    release(vm, text);
    return V_ABSENT;
  }
  Str *r = newlines_translate_steal(vm, as_str(text), d->translate, final, &d->held, &d->seen);
  return r ? from_obj(r) : V_ABSENT;
}

static Value nld_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  NewlineDecoder *d = as_nld(args[0]);
  Value empty = bytes_new(vm, "", 0);
  Value state = empty == V_ABSENT ? V_ABSENT
                : d->decoder == V_NONE || d->decoder == V_ABSENT ? tuple_pack(vm, 2, empty, from_int(0)) : io_call(vm, d->decoder, "getstate", NULL, 0);
  release(vm, empty);
  int64_t flag;
  if (state == V_ABSENT) return V_ABSENT;
  if (!is_tuple(state) || as_tuple(state)->len != 2 || !obj_index_i64(vm, as_tuple(state)->items[1], &flag)) {
    error_clear(vm);
    release(vm, state);
    return raise_type(vm, "illegal decoder state");
  }
  Value r = tuple_pack(vm, 2, as_tuple(state)->items[0], int_from_i64(vm, flag << 1 | d->held));
  release(vm, state);
  return r;
}

static Value nld_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  NewlineDecoder *d = as_nld(args[0]);
  int64_t flag;
  if (!is_tuple(args[1]) || as_tuple(args[1])->len != 2) return raise_type(vm, "state argument must be a tuple");
  if (!obj_index_i64(vm, as_tuple(args[1])->items[1], &flag)) return V_ABSENT;
  d->held = flag & 1;
  if (d->decoder == V_NONE) return V_NONE;
  Value state = tuple_pack(vm, 2, as_tuple(args[1])->items[0], from_int(flag >> 1));
  Value r = state == V_ABSENT ? V_ABSENT : io_call(vm, d->decoder, "setstate", &state, 1);
  release(vm, state);
  return r;
}

static Value nld_reset(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  NewlineDecoder *d = as_nld(args[0]);
  d->seen = 0;
  d->held = false;
  return d->decoder == V_NONE || d->decoder == V_ABSENT ? V_NONE : io_call(vm, d->decoder, "reset", NULL, 0);
}

static Value nld_get_newlines(VM *vm, Value self) { return newlines_seen(vm, as_nld(self)->seen); }
static const GetSetDef nld_getset[] = {{"newlines", nld_get_newlines, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const NativeDef nld_methods[] = {
  {"decode", "($self, /, input, final=False)", nld_decode, 0, NULL}, {"getstate", "($self, /)", nld_getstate, 0, NULL},
  {"setstate", "($self, state, /)", nld_setstate, 0, NULL}, {"reset", "($self, /)", nld_reset, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec newlines_spec = {
  .name = "_io.IncrementalNewlineDecoder", .doc = "Codec used when reading a file in universal newlines mode.", .kind = KIND_OTHER,
  .flags = TYPE_BASE | TYPE_GC | TYPE_IMMUTABLE, .basicsize = sizeof(NewlineDecoder), .methods = nld_methods, .getset = nld_getset,
  .slots = {.new = sio_new, .init = nld_init, .free = nld_free, .traverse = nld_traverse},
};
