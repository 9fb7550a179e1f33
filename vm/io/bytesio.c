// SPDX-License-Identifier: MIT
// bytesio.c - BytesIO: a binary file in memory.
//
// The content is a bytearray: getbuffer() lends it as a memoryview, and the bytearray itself refuses to be resized meanwhile.
#include "vm/io/io.h"

static BytesIO *as_bio(Value v) { return (BytesIO *)as_obj(v); }
static ByteArray *content(const BytesIO *b) { return (ByteArray *)as_obj(b->buffer); }

static bool bio_check(VM *vm, const BytesIO *b) {
  if (b->buffer != V_ABSENT) return true;
  io_closed_error(vm);
  return false;
}

static Value bio_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Value self = instance_new(vm, type);
  if (self == V_ABSENT) return V_ABSENT;
  if ((as_bio(self)->buffer = bytearray_new(vm, "", 0)) != V_ABSENT) return self;
  release(vm, self);
  return V_ABSENT;
}

static bool bio_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in;
  if (!args_bind(vm, "BytesIO", "(initial_bytes=b'')", args, argc, kwnames, &in)) return false;
  Buffer buffer = {0};
  bool some = in != V_ABSENT && in != V_NONE;
  if (some && !buffer_get(vm, in, &buffer)) return false;
  Value data = bytearray_new(vm, some ? (const char *)buffer.data : "", some ? buffer.len : 0);
  if (some) buffer_release(vm, &buffer);
  if (data == V_ABSENT) return false;
  as_bio(self)->pos = 0;
  as_bio(self)->base.closed = false;
  replace(vm, &as_bio(self)->buffer, data);
  return true;
}

static void bio_free(VM *vm, Object *o) { replace(vm, &((BytesIO *)o)->buffer, V_ABSENT); }
static void bio_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((BytesIO *)o)->buffer); }

static size_t left(const BytesIO *b) {
  size_t len = content(b)->len;
  return b->pos < len ? len - b->pos : 0;
}

static Value cut(VM *vm, BytesIO *b, size_t n) {
  Value r = bytes_new(vm, n ? content(b)->data + b->pos : (const uint8_t *)"", n);
  if (r != V_ABSENT) b->pos += n;
  return r;
}

static Value bio_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  int64_t size;
  if (!bio_check(vm, b) || !io_size_arg(vm, args[1], &size)) return V_ABSENT;
  size_t n = left(b);
  return cut(vm, b, size >= 0 && (size_t)size < n ? (size_t)size : n);
}

static size_t line_length(const BytesIO *b, int64_t limit) {
  size_t n = left(b);
  const uint8_t *start = n ? content(b)->data + b->pos : NULL, *end = n ? memchr(start, '\n', n) : NULL;
  if (end) n = (size_t)(end - start) + 1;
  return limit >= 0 && (size_t)limit < n ? (size_t)limit : n;
}

static Value bio_readline(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t limit;
  if (!bio_check(vm, as_bio(args[0])) || !io_size_arg(vm, args[1], &limit)) return V_ABSENT;
  return cut(vm, as_bio(args[0]), line_length(as_bio(args[0]), limit));
}

static Value bio_readlines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  int64_t hint, total = 0;
  if (!bio_check(vm, b) || !io_size_arg(vm, args[1], &hint)) return V_ABSENT;
  Value lines = list_new(vm, 0);
  bool ok = lines != V_ABSENT;
  while (ok && left(b)) {
    size_t n = line_length(b, -1);
    Value line = cut(vm, b, n);
    ok = line != V_ABSENT && list_append_steal(vm, as_list(lines), line);
    total += (int64_t)n;
    if (hint > 0 && total >= hint) break;
  }
  if (ok) return lines;
  release(vm, lines);
  return V_ABSENT;
}

static Value bio_next(VM *vm, Value self) {
  BytesIO *b = as_bio(self);
  if (!bio_check(vm, b)) return V_ABSENT;
  size_t n = line_length(b, -1);
  return n ? cut(vm, b, n) : V_ABSENT;
}

static Value bio_readinto(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  Buffer buffer;
  if (!bio_check(vm, b) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  size_t n = left(b) < buffer.len ? left(b) : buffer.len;
  bool ok = !buffer.readonly;
  if (!ok) raise_type(vm, "readinto() argument must be read-write bytes-like object, not %T", args[1]);
  else if (n) memcpy(buffer.data, content(b)->data + b->pos, n), b->pos += n;
  buffer_release(vm, &buffer);
  return ok ? from_int((int64_t)n) : V_ABSENT;
}

static bool put(VM *vm, BytesIO *b, const uint8_t *data, size_t len) {
  ByteArray *c = content(b);
  if (c->exports) return raise(vm, EXC_BufferError, "Existing exports of data: object cannot be re-sized"), false;
  size_t end = b->pos + len, old = c->len;
  if (len == 0) return true;
  if (end > old && !bytearray_resize(vm, c, end)) return false;
  if (b->pos > old) memset(c->data + old, 0, b->pos - old);
  memcpy(c->data + b->pos, data, len);
  b->pos = end;
  return true;
}

static Value bio_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  Buffer buffer;
  if (!bio_check(vm, b) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  size_t len = buffer.len;
  bool ok = put(vm, b, buffer.data, len);
  buffer_release(vm, &buffer);
  return ok ? from_int((int64_t)len) : V_ABSENT;
}

static Value bio_seek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  int64_t pos, whence = 0;
  if (!obj_index_i64(vm, args[1], &pos) || (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &whence)) || !bio_check(vm, b)) return V_ABSENT;
  if (pos < 0 && whence == 0) return raise_value(vm, "negative seek value %ld", pos);
  if (whence < 0 || whence > 2) return raise_value(vm, "invalid whence (%ld, should be 0, 1 or 2)", whence);
  pos += whence == 1 ? (int64_t)b->pos : whence == 2 ? (int64_t)content(b)->len : 0;
  b->pos = pos < 0 ? 0 : (size_t)pos;
  return int_from_i64(vm, (int64_t)b->pos);
}

static Value bio_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bio_check(vm, as_bio(args[0])) ? from_int((int64_t)as_bio(args[0])->pos) : V_ABSENT;
}

static Value bio_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  int64_t size;
  if (!bio_check(vm, b)) return V_ABSENT;
  if (content(b)->exports) return raise(vm, EXC_BufferError, "Existing exports of data: object cannot be re-sized");
  if (args[1] == V_ABSENT || args[1] == V_NONE) size = (int64_t)b->pos;
  else if (!io_size_arg(vm, args[1], &size)) return V_ABSENT;
  if (size < 0) return raise_value(vm, "negative size value %ld", size);
  if ((size_t)size < content(b)->len && !bytearray_resize(vm, content(b), (size_t)size)) return V_ABSENT;
  return int_from_i64(vm, size);
}

static Value bio_getvalue(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const BytesIO *b = as_bio(args[0]);
  return bio_check(vm, b) ? bytes_new(vm, content(b)->data ? (const char *)content(b)->data : "", content(b)->len) : V_ABSENT;
}

static Value bio_getbuffer(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!bio_check(vm, as_bio(args[0]))) return V_ABSENT;
  return obj_call(vm, from_obj(vm->types.memoryview), &as_bio(args[0])->buffer, 1);
}

static Value bio_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  BytesIO *b = as_bio(args[0]);
  if (b->buffer != V_ABSENT && content(b)->exports) return raise(vm, EXC_BufferError, "Existing exports of data: object cannot be re-sized");
  b->base.closed = true;
  replace(vm, &b->buffer, V_ABSENT);
  return V_NONE;
}

static Value bio_true(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bio_check(vm, as_bio(args[0])) ? V_TRUE : V_ABSENT;
}
static Value bio_false(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bio_check(vm, as_bio(args[0])) ? V_FALSE : V_ABSENT;
}
static Value bio_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bio_check(vm, as_bio(args[0])) ? V_NONE : V_ABSENT;
}

static Value bio_getstate(VM *vm, Value *args, uint32_t argc) {
  Value data = bio_getvalue(vm, args, argc);
  if (data == V_ABSENT) return V_ABSENT;
  Value dict = instance_dict_copy(vm, as_obj(args[0]));
  Value r = dict == V_ABSENT ? V_ABSENT : tuple_pack(vm, 3, data, from_int((int64_t)as_bio(args[0])->pos), as_dict(dict)->used ? dict : V_NONE);
  release(vm, dict);
  release(vm, data);
  return r;
}

static Value bio_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_tuple(args[1]) || as_tuple(args[1])->len < 3)
    return raise_type(vm, "%T.__setstate__ argument should be 3-tuple, got %T", args[0], args[1]);
  Value *items = as_tuple(args[1])->items;
  int64_t pos;
  if (!bio_init(vm, args[0], items, 1, NULL) || !obj_index_i64(vm, items[1], &pos)) return V_ABSENT;
  if (pos < 0) return raise_value(vm, "position value cannot be negative");
  as_bio(args[0])->pos = (size_t)pos;
  return V_NONE;
}

static Value get_closed(VM *vm, Value self) { return (void)vm, from_bool(as_bio(self)->buffer == V_ABSENT); }
static const GetSetDef bio_getset[] = {{"closed", get_closed, NULL, "True if the file is closed."}, {NULL, NULL, NULL, NULL}};
static const NativeDef bio_methods[] = {
  {"read", "($self, size=-1, /)", bio_read, 0, "Read at most size bytes, returned as a bytes object."},
  {"read1", "($self, size=-1, /)", bio_read, 0, "Read at most size bytes, returned as a bytes object."},
  {"readline", "($self, size=-1, /)", bio_readline, 0, "Next line from the file, as a bytes object."},
  {"readlines", "($self, size=None, /)", bio_readlines, 0, "List of bytes objects, each a line from the file."},
  {"readinto", "($self, buffer, /)", bio_readinto, 0, "Read bytes into buffer."},
  {"write", "($self, b, /)", bio_write, 0, "Write bytes to file."},
  {"seek", "($self, pos, whence=0, /)", bio_seek, 0, "Change stream position."},
  {"tell", "($self, /)", bio_tell, 0, "Current file position, an integer."},
  {"truncate", "($self, size=None, /)", bio_truncate, 0, "Truncate the file to at most size bytes."},
  {"getvalue", "($self, /)", bio_getvalue, 0, "Retrieve the entire contents of the BytesIO object."},
  {"getbuffer", "($self, /)", bio_getbuffer, 0, "Get a read-write view over the contents of the BytesIO object."},
  {"close", "($self, /)", bio_close, 0, "Disable all I/O operations."},
  {"flush", "($self, /)", bio_flush, 0, "Does nothing."},
  {"isatty", "($self, /)", bio_false, 0, "Always returns False."},
  {"readable", "($self, /)", bio_true, 0, "Returns True if the IO object can be read."},
  {"writable", "($self, /)", bio_true, 0, "Returns True if the IO object can be written."},
  {"seekable", "($self, /)", bio_true, 0, "Returns True if the IO object can be seeked."},
  {"__getstate__", "($self, /)", bio_getstate, 0, NULL},
  {"__setstate__", "($self, state, /)", bio_setstate, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec bytesio_spec = {
  .name = "_io.BytesIO", .doc = "Buffered I/O implementation using an in-memory bytes buffer.", .kind = KIND_OTHER,
  .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE, .basicsize = sizeof(BytesIO),
  .methods = bio_methods, .getset = bio_getset,
  .slots = {.new = bio_new, .init = bio_init, .next = bio_next, .free = bio_free, .traverse = bio_traverse},
};
