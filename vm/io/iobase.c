// SPDX-License-Identifier: MIT
// iobase.c - IOBase, RawIOBase, BufferedIOBase, TextIOBase: what every file does in terms of a few methods.
//
// Scripts subclass these; so everything here goes through methods of the object, which may be the script's.
#include "vm/io/io.h"

static IoBase *as_io(Value v) { return (IoBase *)as_obj(v); }

static bool check_closed(VM *vm, Value self) {
  int closed = io_is_closed(vm, self);
  if (closed > 0) io_closed_error(vm);
  return closed == 0;
}

// Calls self.<method>() and asks whether it is true; -1: exception.
static int ask(VM *vm, Value self, const char *method) {
  Value r = io_call(vm, self, method, NULL, 0);
  if (r == V_ABSENT) return -1;
  int yes = obj_truthy(vm, r);
  release(vm, r);
  return yes;
}

static Value unsupported(VM *vm, Value *args, uint32_t argc, const char *name) {
  (void)args, (void)argc;
  return io_unsupported(vm, name);
}
#define UNSUPPORTED(name) static Value base_##name(VM *vm, Value *args, uint32_t argc) { return unsupported(vm, args, argc, #name); }
UNSUPPORTED(seek)
UNSUPPORTED(truncate)
UNSUPPORTED(fileno)
UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(write)
UNSUPPORTED(detach)
UNSUPPORTED(readline)

static Value base_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value call[2] = {from_int(0), from_int(1)};
  return io_call(vm, args[0], "seek", call, 2);
}

static Value base_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_closed(vm, args[0]) ? V_NONE : V_ABSENT;
}

static Value base_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  IoBase *io = as_io(args[0]);
  if (io->closed) return V_NONE;
  Value r = io_call(vm, args[0], "flush", NULL, 0);
  io->closed = true;
  release(vm, r);
  return r == V_ABSENT ? V_ABSENT : V_NONE;
}

static Value base_get_closed(VM *vm, Value self) {
  (void)vm;
  return from_bool(as_io(self)->closed);
}

static Value base_no(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_closed(vm, args[0]) ? V_FALSE : V_ABSENT;
}

static Value base_false(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)args, (void)argc;
  return V_FALSE;
}

static Value check_method(VM *vm, Value self, const char *method, const char *text) {
  int yes = ask(vm, self, method);
  if (yes < 0) return V_ABSENT;
  return yes ? V_TRUE : io_unsupported(vm, text);
}

static Value base_check_closed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_closed(vm, args[0]) ? V_NONE : V_ABSENT;
}
static Value base_check_seekable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_method(vm, args[0], "seekable", "File or stream is not seekable.");
}
static Value base_check_readable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_method(vm, args[0], "readable", "File or stream is not readable.");
}
static Value base_check_writable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_method(vm, args[0], "writable", "File or stream is not writable.");
}

static Value base_enter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return check_closed(vm, args[0]) ? retain(args[0]) : V_ABSENT;
}

static Value base_exit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return io_call(vm, args[0], "close", NULL, 0);
}

static Value base_iter(VM *vm, Value self) { return check_closed(vm, self) ? retain(self) : V_ABSENT; }

static Value base_next(VM *vm, Value self) {
  Value line = io_call(vm, self, "readline", NULL, 0);
  if (line == V_ABSENT) return V_ABSENT;
  int64_t len = obj_len(vm, line);
  if (len > 0) return line;
  release(vm, line);
  return V_ABSENT;
}

// How many bytes of a peek belong to the line.
static size_t peeked_length(const Bytes *b, size_t limit) {
  const uint8_t *end = memchr(b->data, '\n', b->len);
  size_t n = end ? (size_t)(end - b->data) + 1 : b->len;
  return n < limit ? n : limit;
}

// One step of readline: how much to read so that nothing behind the newline is taken. -1: exception.
static int64_t line_step(VM *vm, Value self, bool has_peek, size_t limit) {
  if (!has_peek) return 1;
  Value one = from_int(1), peeked = io_call(vm, self, "peek", &one, 1);
  if (peeked == V_ABSENT) return -1;
  int64_t n = 1;
  if (!is_bytes(peeked)) {
    raise(vm, EXC_OSError, "peek() should have returned a bytes object, not '%T'", peeked);
    n = -1;
  } else if (as_bytes(peeked)->len) {
    n = (int64_t)peeked_length(as_bytes(peeked), limit);
  }
  release(vm, peeked);
  return n;
}

static Value base_readline_bytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t limit;
  if (!io_size_arg(vm, args[1], &limit)) return V_ABSENT;
  Value peek = obj_getattr_opt(vm, args[0], vm->names.peek), line = bytearray_new(vm, "", 0);
  bool has_peek = peek != V_ABSENT, ok = line != V_ABSENT && !(peek == V_ABSENT && has_error(vm));
  release(vm, peek);
  while (ok && (limit < 0 || (int64_t)((ByteArray *)as_obj(line))->len < limit)) {
    size_t have = ((ByteArray *)as_obj(line))->len;
    int64_t step = line_step(vm, args[0], has_peek, limit < 0 ? SIZE_MAX : (size_t)limit - have);
    Value size = from_int(step), part = step < 0 ? V_ABSENT : io_call(vm, args[0], "read", &size, 1);
    ok = part != V_ABSENT;
    if (ok && !is_bytes(part)) {
      raise(vm, EXC_OSError, "read() should have returned a bytes object, not '%T'", part);
      ok = false;
    }
    size_t got = ok ? as_bytes(part)->len : 0;
    ok = ok && bytearray_resize(vm, (ByteArray *)as_obj(line), have + got);
    if (ok && got) memcpy(((ByteArray *)as_obj(line))->data + have, as_bytes(part)->data, got);
    bool end = ok && (got == 0 || as_bytes(part)->data[got - 1] == '\n');
    release(vm, part);
    if (end) break;
  }
  Value r = ok ? bytes_new(vm, ((ByteArray *)as_obj(line))->data, ((ByteArray *)as_obj(line))->len) : V_ABSENT;
  release(vm, line);
  return r;
}

static Value base_readlines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t hint, total = 0;
  if (!io_size_arg(vm, args[1], &hint)) return V_ABSENT;
  Value lines = list_new(vm, 0), it = lines == V_ABSENT ? V_ABSENT : obj_iter(vm, args[0]);
  bool ok = it != V_ABSENT;
  while (ok) {
    Value line = obj_next(vm, it);
    if (line == V_ABSENT) {
      ok = !has_error(vm);
      break;
    }
    int64_t len = hint > 0 ? obj_len(vm, line) : 0;
    ok = len >= 0 && list_append(vm, as_list(lines), line);
    release(vm, line);
    total += len;
    if (hint > 0 && total >= hint) break;
  }
  release(vm, it);
  if (ok) return lines;
  release(vm, lines);
  return V_ABSENT;
}

static Value base_writelines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!check_closed(vm, args[0])) return V_ABSENT;
  Value it = obj_iter(vm, args[1]);
  if (it == V_ABSENT) return V_ABSENT;
  bool ok = true;
  while (ok) {
    Value line = obj_next(vm, it);
    if (line == V_ABSENT) {
      ok = !has_error(vm);
      break;
    }
    Value r = obj_call_method(vm, args[0], vm->names.write, &line, 1);
    ok = r != V_ABSENT;
    release(vm, r);
    release(vm, line);
  }
  release(vm, it);
  return ok ? V_NONE : V_ABSENT;
}

// The last reference is gone: an open file is closed, and whatever goes wrong is nobody's business any more.
static Value base_finalize(VM *vm, Value self) {
  int closed = io_is_closed(vm, self);
  if (closed == 0) {
    as_io(self)->finalizing = true;
    Value r = io_call(vm, self, "close", NULL, 0);
    release(vm, r);
  }
  error_clear(vm);
  return V_NONE;
}

static const GetSetDef iobase_getset[] = {{"closed", base_get_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};

const NativeDef iobase_methods[] = {
  {"seek", "($self, offset, whence=0, /)", base_seek, 0, "Change the stream position to the given byte offset."},
  {"tell", "($self, /)", base_tell, 0, "Return current stream position."},
  {"truncate", "($self, size=None, /)", base_truncate, 0, "Truncate file to size bytes."},
  {"flush", "($self, /)", base_flush, 0, "Flush write buffers, if applicable."},
  {"close", "($self, /)", base_close, 0, "Flush and close the IO object."},
  {"seekable", "($self, /)", base_false, 0, "Return whether object supports random access."},
  {"readable", "($self, /)", base_false, 0, "Return whether object was opened for reading."},
  {"writable", "($self, /)", base_false, 0, "Return whether object was opened for writing."},
  {"_checkClosed", "($self, msg=None, /)", base_check_closed, 0, NULL},
  {"_checkSeekable", "($self, msg=None, /)", base_check_seekable, 0, NULL},
  {"_checkReadable", "($self, msg=None, /)", base_check_readable, 0, NULL},
  {"_checkWritable", "($self, msg=None, /)", base_check_writable, 0, NULL},
  {"fileno", "($self, /)", base_fileno, 0, "Return underlying file descriptor if one exists."},
  {"isatty", "($self, /)", base_no, 0, "Return whether this is an 'interactive' stream."},
  {"__enter__", "($self, /)", base_enter, 0, NULL},
  {"__exit__", "($self, /, *args)", base_exit, 0, NULL},
  {"readline", "($self, size=-1, /)", base_readline_bytes, 0, "Read and return a line from the stream."},
  {"readlines", "($self, hint=-1, /)", base_readlines, 0, "Return a list of lines from the stream."},
  {"writelines", "($self, lines, /)", base_writelines, 0, "Write a list of lines to stream."},
  {NULL, NULL, NULL, 0, NULL},
};

#define IO_FLAGS (TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_IMMUTABLE)
const TypeSpec iobase_spec = {
  .name = "_io._IOBase", .doc = "The abstract base class for all I/O classes.", .kind = KIND_OTHER, .flags = IO_FLAGS | TYPE_HAS_DEL,
  .basicsize = sizeof(IoBase), .methods = iobase_methods, .getset = iobase_getset,
  .slots = {.iter = base_iter, .next = base_next, .finalize = base_finalize},
};

// RawIOBase

static Value raw_read_all(VM *vm, Value self) {
  Value all = bytearray_new(vm, "", 0), size = from_int(8192);
  while (all != V_ABSENT) {
    Value part = io_call(vm, self, "read", &size, 1);
    size_t have = ((ByteArray *)as_obj(all))->len;
    if (part == V_NONE && have == 0) return release(vm, all), V_NONE;
    if (part == V_NONE || (is_bytes(part) && as_bytes(part)->len == 0)) {
      release(vm, part);
      break;
    }
    if (part != V_ABSENT && !is_bytes(part)) raise_type(vm, "read() should return bytes");
    bool ok = !has_error(vm) && bytearray_resize(vm, (ByteArray *)as_obj(all), have + as_bytes(part)->len);
    if (ok) memcpy(((ByteArray *)as_obj(all))->data + have, as_bytes(part)->data, as_bytes(part)->len);
    release(vm, part);
    if (!ok) replace(vm, &all, V_ABSENT);
  }
  if (all == V_ABSENT) return V_ABSENT;
  Value r = bytes_new(vm, ((ByteArray *)as_obj(all))->data, ((ByteArray *)as_obj(all))->len);
  release(vm, all);
  return r;
}

static Value raw_readall(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raw_read_all(vm, args[0]);
}

static Value raw_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size = -1, got;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  if (size < 0) return io_call(vm, args[0], "readall", NULL, 0);
  Value into = bytearray_new(vm, NULL, (size_t)size);
  if (into == V_ABSENT) return V_ABSENT;
  Value n = io_call(vm, args[0], "readinto", &into, 1), r = V_ABSENT;
  if (n == V_NONE) r = V_NONE;
  else if (n != V_ABSENT && obj_index_i64(vm, n, &got)) {
    if (got < 0 || (size_t)got > ((ByteArray *)as_obj(into))->len) raise_value(vm, "readinto returned %ld outside buffer size %ld", got, size);
    else r = bytes_new(vm, ((ByteArray *)as_obj(into))->data, (size_t)got);
  }
  release(vm, n);
  release(vm, into);
  return r;
}

static const NativeDef rawbase_methods[] = {
  {"read", "($self, size=-1, /)", raw_read, 0, NULL},
  {"readall", "($self, /)", raw_readall, 0, "Read until EOF, using multiple read() call."},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec rawiobase_spec = {
  .name = "_io._RawIOBase", .doc = "Base class for raw binary I/O.", .kind = KIND_OTHER, .flags = IO_FLAGS | TYPE_HAS_DEL,
  .basicsize = sizeof(IoBase), .methods = rawbase_methods,
};

// BufferedIOBase

static Value read_into(VM *vm, Value self, Value target, const char *method) {
  Buffer buffer;
  if (!buffer_get(vm, target, &buffer)) return V_ABSENT;
  Value size = from_int((int64_t)buffer.len), data = V_ABSENT, r = V_ABSENT;
  if (buffer.readonly) raise_type(vm, "readinto() argument must be read-write bytes-like object, not %T", target);
  else data = io_call(vm, self, method, &size, 1);
  if (data != V_ABSENT && !is_bytes(data)) {
    raise_type(vm, "read() should return bytes");
  } else if (data != V_ABSENT && as_bytes(data)->len > buffer.len) {
    raise_value(vm, "read() returned too much data: %zu bytes requested, %zu returned", buffer.len, as_bytes(data)->len);
  } else if (data != V_ABSENT) {
    memcpy(buffer.data, as_bytes(data)->data, as_bytes(data)->len);
    r = from_int((int64_t)as_bytes(data)->len);
  }
  release(vm, data);
  buffer_release(vm, &buffer);
  return r;
}

static Value bufbase_readinto(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return read_into(vm, args[0], args[1], "read");
}
static Value bufbase_readinto1(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return read_into(vm, args[0], args[1], "read1");
}

static const NativeDef bufbase_methods[] = {
  {"detach", "($self, /)", base_detach, 0, "Disconnect this buffer from its underlying raw stream and return it."},
  {"read", "($self, size=-1, /)", base_read, 0, "Read and return up to n bytes."},
  {"read1", "($self, size=-1, /)", base_read1, 0, "Read and return up to size bytes, with at most one read() call to the underlying raw stream."},
  {"readinto", "($self, buffer, /)", bufbase_readinto, 0, NULL},
  {"readinto1", "($self, buffer, /)", bufbase_readinto1, 0, NULL},
  {"write", "($self, b, /)", base_write, 0, "Write buffer b to the IO stream."},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec bufferediobase_spec = {
  .name = "_io._BufferedIOBase", .doc = "Base class for buffered IO objects.", .kind = KIND_OTHER, .flags = IO_FLAGS | TYPE_HAS_DEL,
  .basicsize = sizeof(IoBase), .methods = bufbase_methods,
};

// TextIOBase

static Value textbase_none(VM *vm, Value self) {
  (void)vm, (void)self;
  return V_NONE;
}
static const GetSetDef textbase_getset[] = {
  {"encoding", textbase_none, NULL, "Encoding of the text stream."}, {"newlines", textbase_none, NULL, "Line endings translated so far."},
  {"errors", textbase_none, NULL, "The error setting of the decoder or encoder."}, {NULL, NULL, NULL, NULL},
};
static const NativeDef textbase_methods[] = {
  {"detach", "($self, /)", base_detach, 0, "Separate the underlying buffer from the TextIOBase and return it."},
  {"read", "($self, size=-1, /)", base_read, 0, "Read at most size characters from stream."},
  {"readline", "($self, size=-1, /)", base_readline, 0, "Read until newline or EOF."},
  {"write", "($self, s, /)", base_write, 0, "Write string s to stream."},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec textiobase_spec = {
  .name = "_io._TextIOBase", .doc = "Base class for text I/O.", .kind = KIND_OTHER, .flags = IO_FLAGS | TYPE_HAS_DEL,
  .basicsize = sizeof(IoBase), .methods = textbase_methods, .getset = textbase_getset,
};
