// SPDX-License-Identifier: MIT
// bufio.c - BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair: an array of bytes above a raw file.
//
// One array serves both directions in turn (struct Buffered). Reading first writes out what waits; writing first gives back what was
// read ahead, by seeking the raw file. Above an exact FileIO no method is called; above anything else readinto, write and seek are.
// A raw call may let other threads run: whoever works on the array holds the object meanwhile, and others wait.
#include <errno.h>
#include <stdio.h>

#include "vm/io/io.h"

static Buffered *as_buf(Value v) { return (Buffered *)as_obj(v); }

// Holding

bool buffered_hold(VM *vm, Buffered *b) {
  Thread *self = vm->thread.self;
  while (b->owner && !vm->lock.only) {  // a frozen owner never comes back
    if (b->owner == self) return raise(vm, EXC_RuntimeError, "reentrant call inside %R", from_obj(b)), false;
    if (thread_park(vm, &b->waiters, WAIT_FOREVER) == PARK_INTERRUPTED && !safepoint(vm)) return false;
  }
  b->owner = self;
  incref(&b->base.header);
  return true;
}

void buffered_let_go(VM *vm, Buffered *b) {
  b->owner = NULL;
  thread_wake_one(&b->waiters);
  decref(vm, b);
}

// A method that works on the array.
static Value held(VM *vm, Value *args, uint32_t argc, NativeFn method) {
  if (!buffered_hold(vm, as_buf(args[0]))) return V_ABSENT;
  Value r = method(vm, args, argc);
  buffered_let_go(vm, as_buf(args[0]));
  return r;
}
#define HELD(name) static Value bio_h_##name(VM *vm, Value *args, uint32_t argc) { return held(vm, args, argc, bio_m_##name); }

// The raw file

static FileIO *raw_file(VM *vm, const Buffered *b) { return io_is_exact(vm, b->raw, IO_FILE) ? (FileIO *)as_obj(b->raw) : NULL; }

static int64_t raw_count(VM *vm, Value r, size_t len, const char *method) {
  int64_t n;
  if (r == V_ABSENT) return -1;
  if (r == V_NONE) return -2;
  bool ok = obj_index_i64(vm, r, &n);
  release(vm, r);
  if (!ok) return -1;
  if (n >= 0 && (size_t)n <= len) return n;
  raise(vm, EXC_OSError, "raw %s() returned invalid length %ld (should have been between 0 and %zu)", method, n, len);
  return -1;
}

static int64_t raw_read(VM *vm, Buffered *b, uint8_t *out, size_t len) {
  FileIO *f = raw_file(vm, b);
  if (f) return fileio_read_into(vm, f, out, len);
  Value into = bytearray_new(vm, NULL, len);
  if (into == V_ABSENT) return -1;
  int64_t n = raw_count(vm, io_call(vm, b->raw, "readinto", &into, 1), len, "readinto");
  if (n > 0) memcpy(out, ((ByteArray *)as_obj(into))->data, (size_t)n);
  release(vm, into);
  return n;
}

static int64_t raw_write(VM *vm, Buffered *b, const uint8_t *data, size_t len) {
  FileIO *f = raw_file(vm, b);
  if (f) return fileio_write_from(vm, f, data, len);
  Value bytes = bytes_new(vm, data, len);
  if (bytes == V_ABSENT) return -1;
  Value r = io_call(vm, b->raw, "write", &bytes, 1);
  release(vm, bytes);
  return raw_count(vm, r, len, "write");
}

static int64_t raw_seek(VM *vm, Buffered *b, int64_t offset, int whence) {
  FileIO *f = raw_file(vm, b);
  if (f) return fileio_seek_to(vm, f, offset, whence);
  Value args[2] = {int_from_i64(vm, offset), from_int(whence)};
  Value r = whence == 1 && offset == 0 ? io_call(vm, b->raw, "tell", NULL, 0) : io_call(vm, b->raw, "seek", args, 2);
  int64_t at = -1;
  if (r == V_ABSENT || !obj_index_i64(vm, r, &at)) at = -1;
  else if (at < 0) raise(vm, EXC_OSError, "Raw stream returned invalid position %ld", at);
  release(vm, r);
  return at;
}

static bool bio_ready(VM *vm, const Buffered *b) {
  if (b->ready) return true;
  if (b->detached) raise_value(vm, "raw stream has been detached");
  else raise_value(vm, "I/O operation on uninitialized object");
  return false;
}

static int bio_closed(VM *vm, const Buffered *b) {
  FileIO *f = raw_file(vm, b);
  return f ? f->fd < 0 : io_is_closed(vm, b->raw);
}

static bool bio_open(VM *vm, const Buffered *b, const char *what) {
  if (!bio_ready(vm, b)) return false;
  int closed = bio_closed(vm, b);
  if (closed > 0) raise_value(vm, "%s file", what);
  return closed == 0;
}

// Moving bytes

static bool would_block(VM *vm, size_t written) {
  Value args[3] = {from_int(EAGAIN), str_from_c(vm, "write could not complete without blocking"), from_int((int64_t)written)};
  Value exc = args[1] == V_ABSENT ? V_ABSENT : type_call(vm, from_obj(error_type_get(vm, EXC_BlockingIOError)), args, 3, NULL);
  release(vm, args[1]);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return false;
}

bool buffered_flush_out(VM *vm, Buffered *b) {
  if (!b->dirty) return true;
  size_t at = b->pos;  // the part before it went out in a flush that failed
  while (at < b->len) {
    int64_t n = raw_write(vm, b, b->data + at, b->len - at);
    if (n < 0) {
      memmove(b->data, b->data + at, b->len - at);
      b->len -= at;
      b->pos = 0;
      return n == -2 ? would_block(vm, 0) : false;
    }
    at += (size_t)n;
  }
  b->dirty = false;
  b->pos = b->len = 0;
  return true;
}

// Forgets what was read ahead; the raw file goes back to where the reader is.
static bool rewind_ahead(VM *vm, Buffered *b) {
  if (b->dirty || b->pos == b->len) {
    if (!b->dirty) b->pos = b->len = 0;
    return true;
  }
  int64_t ahead = (int64_t)(b->len - b->pos);
  b->pos = b->len = 0;
  return raw_seek(vm, b, -ahead, 1) >= 0;
}

// Puts into the buffer what has room there: how much.
static size_t put_in(Buffered *b, const uint8_t *data, size_t len) {
  if (!b->dirty) b->pos = b->len = 0;
  if (len > b->size - b->len) len = b->size - b->len;
  memcpy(b->data + b->len, data, len);
  b->len += len;
  b->dirty |= len != 0;
  return len;
}

// The file takes no more just now: the buffer takes what it can of the rest. False: not all of it, and the error says how much was
// taken altogether.
static bool keep_blocked(VM *vm, Buffered *b, const uint8_t *data, size_t len, size_t done) {
  done += put_in(b, data + done, len - done);
  return done == len || would_block(vm, done);
}

// Sends pieces as long as the buffer past it. What it leaves has room in the buffer; `blocked`: it could not send that many.
static bool write_through(VM *vm, Buffered *b, const uint8_t *data, size_t len, size_t *done, bool *blocked) {
  while (len - *done >= b->size && !*blocked) {
    int64_t n = raw_write(vm, b, data + *done, len - *done);
    if (n == -1) return false;
    *blocked = n == -2;
    if (n > 0) *done += (size_t)n;
  }
  return true;
}

bool buffered_write_from(VM *vm, Buffered *b, const uint8_t *data, size_t len) {
  if (!b->dirty && !rewind_ahead(vm, b)) return false;
  size_t done = 0;
  bool blocked = false;
  if (b->dirty && len > b->size - b->len) {
    done = put_in(b, data, len);
    if (!buffered_flush_out(vm, b) && !(blocked = error_clear_if(vm, EXC_BlockingIOError))) return false;
  }
  if (!b->dirty && !write_through(vm, b, data, len, &done, &blocked)) return false;
  return keep_blocked(vm, b, data, len, done);
}

// Fills the empty buffer with one raw read: bytes read, 0 at the end, -1, -2.
static int64_t refill(VM *vm, Buffered *b) {
  if (!buffered_flush_out(vm, b)) return -1;
  int64_t n = raw_read(vm, b, b->data, b->size);
  b->pos = 0;
  b->len = n > 0 ? (size_t)n : 0;
  return n;
}

static size_t take(Buffered *b, uint8_t *out, size_t len) {
  size_t have = b->dirty ? 0 : b->len - b->pos;
  if (have > len) have = len;
  memcpy(out, b->data + b->pos, have);
  b->pos += have;
  return have;
}

int64_t buffered_read_chunk(VM *vm, Buffered *b, uint8_t *out, size_t len) {
  if (!buffered_flush_out(vm, b)) return -1;
  size_t got = take(b, out, len);
  if (got || !len) return (int64_t)got;
  if (len >= b->size) return raw_read(vm, b, out, len);
  int64_t n = refill(vm, b);
  return n <= 0 ? n : (int64_t)take(b, out, len);
}

// Until `len` bytes, the end, or a raw file that would block. -1; -2: nothing at all because it would block.
static int64_t read_fully(VM *vm, Buffered *b, uint8_t *out, size_t len) {
  size_t got = 0;
  while (got < len) {
    int64_t n = buffered_read_chunk(vm, b, out + got, len - got);
    if (n == -1) return -1;
    if (n == -2 && got == 0) return -2;
    if (n <= 0) break;
    got += (size_t)n;
  }
  return (int64_t)got;
}

static Value join2(VM *vm, const uint8_t *head, size_t head_len, Value tail) {
  Value r = bytes_new(vm, NULL, head_len + as_bytes(tail)->len);
  if (r == V_ABSENT) return V_ABSENT;
  memcpy(as_bytes(r)->data, head, head_len);
  memcpy(as_bytes(r)->data + head_len, as_bytes(tail)->data, as_bytes(tail)->len);
  return r;
}

Value buffered_read_all(VM *vm, Buffered *b) {
  if (!buffered_flush_out(vm, b)) return V_ABSENT;
  size_t ahead = b->len - b->pos;
  Value rest = io_call(vm, b->raw, "readall", NULL, 0);
  if (rest == V_ABSENT && error_is(vm, EXC_AttributeError)) {
    error_clear(vm);
    Value all = from_int(-1);
    rest = io_call(vm, b->raw, "read", &all, 1);
  }
  if (rest == V_ABSENT) return V_ABSENT;
  Value r = V_ABSENT;
  if (rest == V_NONE) r = ahead ? bytes_new(vm, b->data + b->pos, ahead) : V_NONE;
  else if (!is_bytes(rest)) raise_type(vm, "readall() should return bytes");
  else r = ahead ? join2(vm, b->data + b->pos, ahead, rest) : retain(rest);
  if (r != V_ABSENT) b->pos = b->len = 0;
  release(vm, rest);
  return r;
}

// Construction

static Value bio_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool bio_setup(VM *vm, Buffered *b, Value raw, int64_t size) {
  if (size <= 0) return raise_value(vm, "buffer size must be strictly positive"), false;
  uint8_t *data = vm_alloc(vm, (size_t)size);
  if (!data) return false;
  if (!buffered_hold(vm, b)) return vm_dealloc(vm, data, (size_t)size), false;
  b->ready = b->detached = false;
  vm_dealloc(vm, b->data, b->size);
  b->data = data;
  b->size = (size_t)size;
  b->pos = b->len = 0;
  b->dirty = false;
  replace(vm, &b->raw, retain(raw));
  b->ready = true;
  buffered_let_go(vm, b);
  return true;
}

Value buffered_open(VM *vm, IoTypeId id, Value raw, size_t size) {
  Value self = instance_new(vm, io_state(vm)->types[id]);
  if (self == V_ABSENT || bio_setup(vm, as_buf(self), raw, (int64_t)size)) return self;
  release(vm, self);
  return V_ABSENT;
}

static bool raw_can(VM *vm, Value raw, const char *question, const char *text) {
  Value r = io_call(vm, raw, question, NULL, 0);
  if (r == V_ABSENT) return false;
  int yes = obj_truthy(vm, r);
  release(vm, r);
  if (yes == 0) io_unsupported(vm, text);
  return yes > 0;
}

static bool bio_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames, const char *name, bool reads, bool writes, bool seeks) {
  Value in[2];
  int64_t size = 8192;
  if (!args_bind(vm, name, "(raw, buffer_size=8192)", args, argc, kwnames, in)) return false;
  if (in[1] != V_ABSENT && !obj_index_i64(vm, in[1], &size)) return false;
  if (seeks && !raw_can(vm, in[0], "seekable", "File or stream is not seekable.")) return false;
  if (reads && !raw_can(vm, in[0], "readable", "File or stream is not readable.")) return false;
  if (writes && !raw_can(vm, in[0], "writable", "File or stream is not writable.")) return false;
  return bio_setup(vm, as_buf(self), in[0], size);
}
static bool reader_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return bio_init(vm, self, args, argc, kwnames, "BufferedReader", true, false, false);
}
static bool writer_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return bio_init(vm, self, args, argc, kwnames, "BufferedWriter", false, true, false);
}
static bool random_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return bio_init(vm, self, args, argc, kwnames, "BufferedRandom", true, true, true);
}

static void bio_free(VM *vm, Object *o) {
  Buffered *b = (Buffered *)o;
  vm_dealloc(vm, b->data, b->size);
  b->data = NULL;
  b->ready = false;
  replace(vm, &b->raw, V_ABSENT);
}

static void bio_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Buffered *)o)->raw); }

// Reading

static Value bytes_cut(VM *vm, Value b, int64_t n) {
  if (n == -1) return V_ABSENT;
  if (n == -2) return V_NONE;
  return (size_t)n == as_bytes(b)->len ? retain(b) : bytes_new(vm, as_bytes(b)->data, (size_t)n);
}

static Value bio_m_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  int64_t size;
  if (!bio_open(vm, b, "read of closed") || !io_size_arg(vm, args[1], &size)) return V_ABSENT;
  if (size < -1) return raise_value(vm, "read length must be non-negative or -1");
  if (size < 0) return buffered_read_all(vm, b);
  Value out = bytes_new(vm, NULL, (size_t)size);
  if (out == V_ABSENT) return V_ABSENT;
  Value r = bytes_cut(vm, out, read_fully(vm, b, as_bytes(out)->data, (size_t)size));
  release(vm, out);
  return r;
}
HELD(read)

static Value bio_m_read1(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  int64_t size = -1;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  if (!bio_open(vm, b, "read of closed")) return V_ABSENT;
  if (size < 0) size = (int64_t)b->size;
  Value out = bytes_new(vm, NULL, (size_t)size);
  if (out == V_ABSENT) return V_ABSENT;
  int64_t n = buffered_read_chunk(vm, b, as_bytes(out)->data, (size_t)size);
  Value r = bytes_cut(vm, out, n == -2 ? 0 : n);
  release(vm, out);
  return r;
}
HELD(read1)

static Value bio_readinto(VM *vm, Value *args, bool once) {
  Buffered *b = as_buf(args[0]);
  Buffer buffer;
  if (!bio_open(vm, b, "readinto of closed") || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  int64_t n = -1;
  if (buffer.readonly) raise_type(vm, "readinto() argument must be read-write bytes-like object, not %T", args[1]);
  else n = once ? buffered_read_chunk(vm, b, buffer.data, buffer.len) : read_fully(vm, b, buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return n == -2 ? V_NONE : n < 0 ? V_ABSENT : from_int(n);
}
static Value bio_m_readinto(VM *vm, Value *args, uint32_t argc) { return (void)argc, bio_readinto(vm, args, false); }
HELD(readinto)
static Value bio_m_readinto1(VM *vm, Value *args, uint32_t argc) { return (void)argc, bio_readinto(vm, args, true); }
HELD(readinto1)

static Value bio_m_peek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  if (!bio_open(vm, b, "peek of closed") || !buffered_flush_out(vm, b)) return V_ABSENT;
  if (b->pos == b->len && refill(vm, b) == -1) return V_ABSENT;
  return bytes_new(vm, b->data + b->pos, b->len - b->pos);
}
HELD(peek)

static Value bio_line(VM *vm, Buffered *b, int64_t limit) {
  Value line = V_ABSENT;  // a bytearray, when the line is longer than what was read ahead
  for (;;) {
    size_t have = line == V_ABSENT ? 0 : ((ByteArray *)as_obj(line))->len;
    size_t ahead = b->len - b->pos, want = limit < 0 || (size_t)limit - have > ahead ? ahead : (size_t)limit - have;
    const uint8_t *start = b->data + b->pos, *end = memchr(start, '\n', want);
    size_t n = end ? (size_t)(end - start) + 1 : want;
    bool done = end || (limit >= 0 && have + n == (size_t)limit);
    b->pos += n;
    if (done && line == V_ABSENT) return bytes_new(vm, start, n);
    if (line == V_ABSENT && (line = bytearray_new(vm, "", 0)) == V_ABSENT) return V_ABSENT;
    bool ok = bytearray_resize(vm, (ByteArray *)as_obj(line), have + n);
    if (ok && n) memcpy(((ByteArray *)as_obj(line))->data + have, start, n);
    int64_t more = ok ? (done ? 0 : refill(vm, b)) : -1;
    if (more > 0) continue;
    Value r = more == -1 ? V_ABSENT : bytes_new(vm, ((ByteArray *)as_obj(line))->data, have + n);
    release(vm, line);
    return r;
  }
}

static Value bio_m_readline(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t limit;
  if (!io_size_arg(vm, args[1], &limit) || !bio_open(vm, as_buf(args[0]), "readline of closed")) return V_ABSENT;
  if (!buffered_flush_out(vm, as_buf(args[0]))) return V_ABSENT;
  return bio_line(vm, as_buf(args[0]), limit);
}
HELD(readline)

static Value bio_next(VM *vm, Value self) {
  Value line;
  if (io_is_exact(vm, self, IO_READER) || io_is_exact(vm, self, IO_RANDOM)) {
    Value args[2] = {self, V_ABSENT};
    line = bio_h_readline(vm, args, 2);
  } else {
    line = io_call(vm, self, "readline", NULL, 0);
    if (line != V_ABSENT && !is_bytes(line)) {
      raise(vm, EXC_OSError, "readline() should have returned a bytes object, not '%T'", line);
      replace(vm, &line, V_ABSENT);
    }
  }
  if (line == V_ABSENT || as_bytes(line)->len) return line;
  release(vm, line);
  return V_ABSENT;
}

// Writing

static Value bio_m_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  Buffer buffer;
  if (!bio_ready(vm, b)) return V_ABSENT;
  if (is_str(args[1])) return raise_type(vm, "a bytes-like object is required, not 'str'");
  if (!bio_open(vm, b, "write to closed") || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  int64_t len = (int64_t)buffer.len;
  bool ok = buffered_write_from(vm, b, buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return ok ? from_int(len) : V_ABSENT;
}
HELD(write)

static bool bio_flush(VM *vm, Buffered *b) {
  if (!buffered_flush_out(vm, b)) return false;
  if (raw_file(vm, b)) return true;
  Value r = io_call(vm, b->raw, "flush", NULL, 0);
  release(vm, r);
  return r != V_ABSENT;
}

static Value bio_m_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  return bio_open(vm, b, "flush of closed") && bio_flush(vm, b) ? V_NONE : V_ABSENT;
}
HELD(flush)

static Value reader_m_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!bio_open(vm, as_buf(args[0]), "flush of closed")) return V_ABSENT;
  return io_call(vm, as_buf(args[0])->raw, "flush", NULL, 0);
}

// Position

static Value bio_m_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  if (!bio_open(vm, b, "tell of closed")) return V_ABSENT;
  int64_t at = raw_seek(vm, b, 0, 1);
  if (at < 0) return V_ABSENT;
  at += b->dirty ? (int64_t)(b->len - b->pos) : -(int64_t)(b->len - b->pos);
  return int_from_i64(vm, at < 0 ? 0 : at);
}

// A target that was read ahead needs no system call but the one that tells where the raw file is.
static bool seek_inside(VM *vm, Buffered *b, int64_t target, int whence, int64_t *at) {
  if (b->dirty || b->len == 0 || whence == 2) return false;
  int64_t raw = raw_seek(vm, b, 0, 1);
  if (raw < 0) return error_clear(vm), false;
  if (whence == 1) target += raw - (int64_t)(b->len - b->pos);
  if (target < raw - (int64_t)b->len || target > raw) return false;
  b->pos = (size_t)(target - (raw - (int64_t)b->len));
  *at = target;
  return true;
}

static Value bio_m_seek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  int64_t target, whence = 0, at;
  if (!bio_ready(vm, b)) return V_ABSENT;
  if (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &whence)) return V_ABSENT;
  if (whence < 0 || whence > 4) return raise_value(vm, "whence value %ld unsupported", whence);
  if (!bio_open(vm, b, "seek of closed") || !raw_can(vm, b->raw, "seekable", "File or stream is not seekable.")) return V_ABSENT;
  if (!obj_index_i64(vm, args[1], &target)) return V_ABSENT;
  if (seek_inside(vm, b, target, (int)whence, &at)) return int_from_i64(vm, at);
  if (!buffered_flush_out(vm, b)) return V_ABSENT;
  if (whence == 1) target -= (int64_t)(b->len - b->pos);
  at = raw_seek(vm, b, target, (int)whence);
  if (at < 0) return V_ABSENT;
  b->pos = b->len = 0;
  return int_from_i64(vm, at);
}
HELD(seek)

static Value bio_m_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  if (!bio_open(vm, b, "truncate of closed")) return V_ABSENT;
  if (!raw_can(vm, b->raw, "writable", "truncate")) return V_ABSENT;
  if (!buffered_flush_out(vm, b) || !rewind_ahead(vm, b)) return V_ABSENT;
  return io_call(vm, b->raw, "truncate", args + 1, args[1] == V_ABSENT ? 0 : 1);
}
HELD(truncate)

// The rest

static void warn_unclosed(VM *vm, Buffered *b, Value source) {
  FileIO *f = raw_file(vm, b);
  if (f) fileio_warn_unclosed(vm, f, source);
}

static Value bio_dealloc_warn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_buf(args[0])->ready) warn_unclosed(vm, as_buf(args[0]), args[1]);
  return V_NONE;
}

static Value bio_m_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  if (!bio_ready(vm, b)) return V_ABSENT;
  int closed = bio_closed(vm, b);
  if (closed) return closed < 0 ? V_ABSENT : V_NONE;
  if (b->base.finalizing) warn_unclosed(vm, b, args[0]);
  Value flushed = io_call(vm, args[0], "flush", NULL, 0), pending = error_take(vm);
  Value raw = retain(b->raw), r = io_call(vm, raw, "close", NULL, 0);
  release(vm, raw);
  release(vm, flushed);
  if (pending != V_ABSENT) {
    if (r == V_ABSENT) {
      Value second = error_take(vm);
      error_chain_context(vm, second, pending);
      release(vm, pending);
      pending = second;
    }
    replace(vm, &r, V_ABSENT);
    error_restore_steal(vm, pending);
  }
  b->base.closed = true;
  b->dirty = false;
  b->pos = b->len = 0;
  if (r == V_ABSENT) return V_ABSENT;
  release(vm, r);
  return V_NONE;
}

static Value bio_detach(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffered *b = as_buf(args[0]);
  if (!bio_ready(vm, b)) return V_ABSENT;
  Value r = io_call(vm, args[0], "flush", NULL, 0);
  if (r == V_ABSENT) return V_ABSENT;
  release(vm, r);
  if (!buffered_hold(vm, b)) return V_ABSENT;
  Value raw = b->raw;
  b->raw = V_ABSENT;
  b->ready = false;
  b->detached = true;
  buffered_let_go(vm, b);
  return raw;
}

#define RAW_METHOD(name) \
  static Value bio_m_##name(VM *vm, Value *args, uint32_t argc) { \
    (void)argc; \
    return bio_ready(vm, as_buf(args[0])) ? io_call(vm, as_buf(args[0])->raw, #name, NULL, 0) : V_ABSENT; \
  }
RAW_METHOD(seekable)
RAW_METHOD(readable)
RAW_METHOD(writable)
RAW_METHOD(fileno)
RAW_METHOD(isatty)

static Value get_raw(VM *vm, Value self) { return (void)vm, as_buf(self)->raw == V_ABSENT ? V_NONE : retain(as_buf(self)->raw); }
static Value get_closed(VM *vm, Value self) {
  if (!bio_ready(vm, as_buf(self))) return V_ABSENT;
  int closed = bio_closed(vm, as_buf(self));
  return closed < 0 ? V_ABSENT : from_bool(closed);
}
static Value get_name(VM *vm, Value self) { return bio_ready(vm, as_buf(self)) ? obj_getattr(vm, as_buf(self)->raw, vm->names.name) : V_ABSENT; }
static Value get_mode(VM *vm, Value self) { return bio_ready(vm, as_buf(self)) ? obj_getattr(vm, as_buf(self)->raw, vm->names.mode) : V_ABSENT; }
static Value get_finalizing(VM *vm, Value self) { return (void)vm, from_bool(as_buf(self)->base.finalizing); }

static Value bio_repr(VM *vm, Value self) {
  const Type *type = obj_type(as_obj(self));
  Value name = obj_getattr_opt(vm, self, vm->names.name);
  if (name == V_ABSENT && has_error(vm) && !error_clear_if(vm, EXC_ValueError)) return V_ABSENT;
  const char *full = type->spec ? type->spec->name : NULL;
  Value r;
  if (name == V_ABSENT) r = full ? str_format_c(vm, "<%s>", full) : str_format_c(vm, "<%U>", type->name);
  else r = full ? str_format_c(vm, "<%s name=%R>", full, name) : str_format_c(vm, "<%U name=%R>", type->name, name);
  release(vm, name);
  return r;
}

static Value bio_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_type(vm, "cannot pickle '%T' instances", args[0]);
}

static const GetSetDef bio_getset[] = {
  {"raw", get_raw, NULL, NULL}, {"closed", get_closed, NULL, NULL}, {"name", get_name, NULL, NULL}, {"mode", get_mode, NULL, NULL},
  {"_finalizing", get_finalizing, NULL, NULL}, {NULL, NULL, NULL, NULL},
};
#define READ_METHODS \
  {"read", "($self, size=-1, /)", bio_h_read, 0, "Read and return up to n bytes."}, {"peek", "($self, size=0, /)", bio_h_peek, 0, NULL}, \
  {"read1", "($self, size=-1, /)", bio_h_read1, 0, "Read and return up to size bytes, with at most one read() call to the underlying raw stream."}, \
  {"readinto", "($self, buffer, /)", bio_h_readinto, 0, NULL}, {"readinto1", "($self, buffer, /)", bio_h_readinto1, 0, NULL}, \
  {"readline", "($self, size=-1, /)", bio_h_readline, 0, "Read and return a line from the stream."}
#define COMMON_METHODS \
  {"close", "($self, /)", bio_m_close, 0, "Flush and close the IO object."}, {"detach", "($self, /)", bio_detach, 0, NULL}, \
  {"seek", "($self, target, whence=0, /)", bio_h_seek, 0, "Change the stream position to the given byte offset."}, \
  {"tell", "($self, /)", bio_m_tell, 0, "Return current stream position."}, {"fileno", "($self, /)", bio_m_fileno, 0, NULL}, \
  {"isatty", "($self, /)", bio_m_isatty, 0, NULL}, {"_dealloc_warn", "($self, source, /)", bio_dealloc_warn, 0, NULL}, \
  {"truncate", "($self, pos=None, /)", bio_h_truncate, 0, NULL}, {"__getstate__", "($self, /)", bio_getstate, 0, NULL}, \
  {"seekable", "($self, /)", bio_m_seekable, 0, NULL}
static const NativeDef reader_methods[] = {
  READ_METHODS, COMMON_METHODS, {"flush", "($self, /)", reader_m_flush, 0, NULL}, {"readable", "($self, /)", bio_m_readable, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
static const NativeDef writer_methods[] = {
  COMMON_METHODS, {"flush", "($self, /)", bio_h_flush, 0, NULL}, {"write", "($self, buffer, /)", bio_h_write, 0, "Write buffer b to the IO stream."},
  {"writable", "($self, /)", bio_m_writable, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
static const NativeDef random_methods[] = {
  READ_METHODS, COMMON_METHODS, {"flush", "($self, /)", bio_h_flush, 0, NULL}, {"write", "($self, buffer, /)", bio_h_write, 0, NULL},
  {"readable", "($self, /)", bio_m_readable, 0, NULL}, {"writable", "($self, /)", bio_m_writable, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
#define BUF_TYPE .kind = KIND_OTHER, .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE, \
  .basicsize = sizeof(Buffered), .getset = bio_getset
const TypeSpec bufreader_spec = {
  .name = "_io.BufferedReader", .doc = "Create a new buffered reader using the given readable raw IO object.", BUF_TYPE, .methods = reader_methods,
  .slots = {.new = bio_new, .init = reader_init, .repr = bio_repr, .next = bio_next, .free = bio_free, .traverse = bio_traverse},
};
const TypeSpec bufwriter_spec = {
  .name = "_io.BufferedWriter", .doc = "A buffer for a writeable sequential RawIO object.", BUF_TYPE, .methods = writer_methods,
  .slots = {.new = bio_new, .init = writer_init, .repr = bio_repr, .free = bio_free, .traverse = bio_traverse},
};
const TypeSpec bufrandom_spec = {
  .name = "_io.BufferedRandom", .doc = "A buffered interface to random access streams.", BUF_TYPE, .methods = random_methods,
  .slots = {.new = bio_new, .init = random_init, .repr = bio_repr, .next = bio_next, .free = bio_free, .traverse = bio_traverse},
};

// BufferedRWPair: a reader and a writer above two raw files

typedef struct Pair { IoBase base; Value reader, writer; } Pair;
static Pair *as_pair(Value v) { return (Pair *)as_obj(v); }

static bool pair_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  int64_t size = 8192;
  if (!args_bind(vm, "BufferedRWPair", "(reader, writer, buffer_size=8192, /)", args, argc, kwnames, in)) return false;
  if (in[2] != V_ABSENT && !obj_index_i64(vm, in[2], &size)) return false;
  if (!raw_can(vm, in[0], "readable", "File or stream is not readable.")) return false;
  if (!raw_can(vm, in[1], "writable", "File or stream is not writable.")) return false;
  if (size <= 0) return raise_value(vm, "buffer size must be strictly positive"), false;
  Value reader = buffered_open(vm, IO_READER, in[0], (size_t)size), writer = V_ABSENT;
  if (reader != V_ABSENT) writer = buffered_open(vm, IO_WRITER, in[1], (size_t)size);
  if (writer == V_ABSENT) return release(vm, reader), false;
  replace(vm, &as_pair(self)->reader, reader);
  replace(vm, &as_pair(self)->writer, writer);
  return true;
}

static void pair_free(VM *vm, Object *o) {
  replace(vm, &((Pair *)o)->reader, V_ABSENT);
  replace(vm, &((Pair *)o)->writer, V_ABSENT);
}
static void pair_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Pair *)o)->reader);
  visit(arg, ((Pair *)o)->writer);
}

static Value pair_call(VM *vm, Value half, const char *method, Value *args, uint32_t argc) {
  if (half == V_ABSENT) return raise_value(vm, "I/O operation on uninitialized object");
  while (argc && args[argc - 1] == V_ABSENT) argc--;
  return io_call(vm, half, method, args, argc);
}
#define PAIR(name, half) \
  static Value pair_##name(VM *vm, Value *args, uint32_t argc) { return pair_call(vm, as_pair(args[0])->half, #name, args + 1, argc - 1); }
PAIR(read, reader)
PAIR(read1, reader)
PAIR(peek, reader)
PAIR(readinto, reader)
PAIR(readinto1, reader)
PAIR(readline, reader)
PAIR(readable, reader)
PAIR(write, writer)
PAIR(flush, writer)
PAIR(writable, writer)
static Value pair_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value r = pair_call(vm, as_pair(args[0])->writer, "close", NULL, 0), pending = error_take(vm);
  release(vm, r);
  r = pair_call(vm, as_pair(args[0])->reader, "close", NULL, 0);
  as_pair(args[0])->base.closed = true;
  if (pending == V_ABSENT) return r;
  release(vm, r);
  if (has_error(vm)) error_clear(vm);
  error_restore_steal(vm, pending);
  return V_ABSENT;
}
static Value pair_isatty(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value r = pair_call(vm, as_pair(args[0])->writer, "isatty", NULL, 0);
  if (r != V_FALSE) return r;
  return pair_call(vm, as_pair(args[0])->reader, "isatty", NULL, 0);
}
static Value pair_get_closed(VM *vm, Value self) {
  if (as_pair(self)->writer == V_ABSENT) return raise_value(vm, "I/O operation on uninitialized object");
  return obj_getattr(vm, as_pair(self)->writer, vm->names.closed);
}
static const GetSetDef pair_getset[] = {{"closed", pair_get_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const NativeDef pair_methods[] = {
  {"read", "($self, size=-1, /)", pair_read, 0, NULL}, {"read1", "($self, size=-1, /)", pair_read1, 0, NULL},
  {"peek", "($self, size=0, /)", pair_peek, 0, NULL}, {"readinto", "($self, buffer, /)", pair_readinto, 0, NULL},
  {"readinto1", "($self, buffer, /)", pair_readinto1, 0, NULL}, {"readline", "($self, size=-1, /)", pair_readline, 0, NULL},
  {"readable", "($self, /)", pair_readable, 0, NULL}, {"write", "($self, b, /)", pair_write, 0, NULL},
  {"flush", "($self, /)", pair_flush, 0, NULL}, {"writable", "($self, /)", pair_writable, 0, NULL},
  {"close", "($self, /)", pair_close, 0, NULL}, {"isatty", "($self, /)", pair_isatty, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec bufpair_spec = {
  .name = "_io.BufferedRWPair", .doc = "A buffered reader and writer object together.", .kind = KIND_OTHER,
  .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE, .basicsize = sizeof(Pair), .getset = pair_getset,
  .methods = pair_methods, .slots = {.new = bio_new, .init = pair_init, .free = pair_free, .traverse = pair_traverse},
};
