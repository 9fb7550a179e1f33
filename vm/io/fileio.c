// SPDX-License-Identifier: MIT
// fileio.c - FileIO: a file descriptor. The only file of the core that makes system calls.
//
// A call interrupted by a signal first runs the script's handlers (they may raise), then tries again. What may block runs without the
// VM's lock: other threads may close the file meanwhile, so the descriptor is read before; the bytes are the caller's to keep alive.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "vm/io/io.h"

static FileIO *as_file(Value v) { return (FileIO *)as_obj(v); }

// After an interrupted call. false: a handler raised.
static bool interrupted(VM *vm) { return safepoint(vm); }

static Value file_error(VM *vm, const FileIO *f) {
  int error = errno;
  return raise_os(vm, error, f && is_str(f->name) ? f->name : V_ABSENT, V_ABSENT);
}

bool fd_write_all(int fd, const void *data, size_t len) {
  const char *at = data;
  while (len) {
    ssize_t n = write(fd, at, len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    at += n;
    len -= (size_t)n;
  }
  return true;
}

// Reads into `in`, or writes from `out` where there is no `in`. -2: it would block; -1: exception.
static int64_t transfer(VM *vm, const FileIO *f, uint8_t *in, const uint8_t *out, size_t len) {
  if (f->standard && !vm_require(vm, CAN_STDOUT)) return -1;
  if (len > 0x7ffff000) len = 0x7ffff000;
  int fd = f->fd;
  for (;;) {
    if (!signals_checked(vm)) return -1;
    Thread *self = thread_leave(vm);
    ssize_t n = in ? read(fd, in, len) : write(fd, out, len);
    thread_enter(vm, self);
    if (n >= 0) return n;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return -2;
    if (errno != EINTR) return raise_os(vm, errno, V_ABSENT, V_ABSENT), -1;
    if (!interrupted(vm)) return -1;
  }
}

int64_t fileio_read_into(VM *vm, FileIO *f, uint8_t *out, size_t len) {
  if (f->fd < 0) return raise_value(vm, "I/O operation on closed file"), -1;
  if (!f->readable) return io_unsupported(vm, "File not open for reading"), -1;
  uint8_t nothing;
  return transfer(vm, f, out ? out : &nothing, NULL, out ? len : 0);
}

int64_t fileio_write_from(VM *vm, FileIO *f, const uint8_t *data, size_t len) {
  if (f->fd < 0) return raise_value(vm, "I/O operation on closed file"), -1;
  if (!f->writable) return io_unsupported(vm, "File not open for writing"), -1;
  if (f->standard && vm->config.write) return vm->config.write(vm->config.write_user, f->fd, (const char *)data, len), (int64_t)len;
  return transfer(vm, f, NULL, data, len);
}

int64_t fileio_seek_to(VM *vm, FileIO *f, int64_t offset, int whence) {
  if (f->fd < 0) return raise_value(vm, "I/O operation on closed file"), -1;
  off_t at = lseek(f->fd, (off_t)offset, whence);
  if (f->seekable < 0) f->seekable = at >= 0;
  if (at < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT), -1;
  return at;
}

bool fileio_isatty(const FileIO *f) { return f->fd >= 0 && isatty(f->fd); }

// Opening

static bool mode_parse(VM *vm, FileIO *f, const char *mode, int *flags) {
  int kinds = 0, pluses = 0;
  *flags = 0;
  for (const char *c = mode; *c; c++) {
    switch (*c) {
      case 'r': kinds++, f->readable = true; break;
      case 'w': kinds++, f->writable = true, *flags |= O_CREAT | O_TRUNC; break;
      case 'x': kinds++, f->writable = f->created = true, *flags |= O_CREAT | O_EXCL; break;
      case 'a': kinds++, f->writable = f->appending = true, *flags |= O_CREAT | O_APPEND; break;
      case '+': pluses++; break;
      case 'b': break;
      default: return raise_value(vm, "invalid mode: %s", mode), false;
    }
  }
  if (kinds != 1 || pluses > 1) {
    raise_value(vm, "Must have exactly one of create/read/write/append mode and at most one plus");
    return false;
  }
  if (pluses) f->readable = f->writable = true;
  *flags |= (f->readable && f->writable ? O_RDWR : f->readable ? O_RDONLY : O_WRONLY) | O_CLOEXEC;
  return true;
}

static int open_path(VM *vm, Value file, int flags) {
  char path[4096];
  if (!io_path_c(vm, file, path, sizeof path)) return -1;
  for (;;) {
    if (!vm_require(vm, CAN_FILES)) return -1;
    Thread *self = thread_leave(vm);
    int fd = root_open_file(vm, path, flags, 0666);
    thread_enter(vm, self);
    if (fd >= 0) return fd;
    if (errno != EINTR) return raise_os(vm, errno, file, V_ABSENT), -1;
    if (!interrupted(vm)) return -1;
  }
}

static int open_by(VM *vm, Value opener, Value file, int flags) {
  Value args[2] = {file, from_int(flags)};
  Value r = obj_call(vm, opener, args, 2);
  int64_t fd = -1;
  if (r == V_ABSENT) return -1;
  if (!is_integer(r) || !obj_index_i64(vm, r, &fd)) {
    error_clear(vm);
    raise_type(vm, "expected integer from opener");
    fd = -1;
  } else if (fd < 0) {
    raise_value(vm, "opener returned %ld", fd);
  }
  release(vm, r);
  return (int)fd;
}

static bool descriptor_check(VM *vm, FileIO *f, Value file) {
  struct stat st;
  if (fstat(f->fd, &st) < 0) {
    if (errno == EBADF) return raise_os(vm, errno, is_int(file) ? V_ABSENT : file, V_ABSENT), false;
    return true;
  }
  if (S_ISDIR(st.st_mode)) return raise_os(vm, EISDIR, file, V_ABSENT), false;
  if (st.st_blksize > 1) f->block_size = (uint32_t)st.st_blksize;
  return true;
}

static bool file_init(VM *vm, FileIO *f, Value file, const char *mode, bool closefd, Value opener) {
  int flags;
  f->standard = false;
  f->closefd = closefd;
  f->seekable = -1;
  f->block_size = 8192;
  if (!mode_parse(vm, f, mode, &flags)) return false;
  bool given = is_integer(file) && !is_bool(file);
  if (given || is_bool(file)) {
    int64_t fd;
    if (!obj_index_i64(vm, file, &fd)) return false;
    if (fd < 0) return raise_value(vm, "negative file descriptor"), false;
    if (!vm_require_all_files(vm)) return false;
    f->fd = (int)fd;
  } else {
    if (!closefd) return raise_value(vm, "Cannot use closefd=False with file name"), false;
    if (opener != V_ABSENT && opener != V_NONE && !vm_require_all_files(vm)) return false;
    f->fd = opener == V_ABSENT || opener == V_NONE ? open_path(vm, file, flags) : open_by(vm, opener, file, flags);
    if (f->fd < 0) return false;
    f->closefd = true;
  }
  if (!descriptor_check(vm, f, file)) {
    if (!given) close(f->fd);
    f->fd = -1;
    return false;
  }
  replace(vm, &f->name, retain(file));
  if (f->appending) lseek(f->fd, 0, SEEK_END);
  f->base.closed = false;
  return true;
}

Value fileio_open(VM *vm, Value file, const char *mode, bool closefd, Value opener) {
  Value self = instance_new(vm, io_state(vm)->types[IO_FILE]);
  if (self == V_ABSENT) return V_ABSENT;
  as_file(self)->fd = -1;
  if (file_init(vm, as_file(self), file, mode, closefd, opener)) return self;
  as_file(self)->base.closed = true;
  release(vm, self);
  return V_ABSENT;
}

StdFile fileio_standard_probe(const VM *vm, int fd) {
  if (fd && vm->config.write) return (StdFile){true, true, 8192};  // the host's: lines are written as they end
  struct stat st;
  if (fstat(fd, &st) < 0) return (StdFile){errno != EBADF, false, 8192};
  return (StdFile){!S_ISDIR(st.st_mode), isatty(fd), st.st_blksize > 1 ? (uint32_t)st.st_blksize : 8192};
}

Value fileio_standard_new(VM *vm, int fd, const char *mode) {
  int flags;
  Value self = instance_new(vm, io_state(vm)->types[IO_FILE]);
  if (self == V_ABSENT) return V_ABSENT;
  FileIO *f = as_file(self);
  f->fd = fd;
  f->standard = true;
  f->seekable = -1;
  f->block_size = io_state(vm)->std[fd].block_size;
  if (mode_parse(vm, f, mode, &flags)) return self;
  release(vm, self);
  return V_ABSENT;
}

static Value file_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Value self = instance_new(vm, type);
  if (self == V_ABSENT) return V_ABSENT;
  as_file(self)->fd = -1;
  as_file(self)->base.closed = true;
  return self;
}

static bool file_slot_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[4];
  if (!args_bind(vm, "FileIO", "(file, mode='r', closefd=True, opener=None)", args, argc, kwnames, in)) return false;
  if (in[1] != V_ABSENT && !is_str(in[1])) return raise_type(vm, "FileIO() argument 'mode' must be str, not %T", in[1]), false;
  int closefd = in[2] == V_ABSENT ? 1 : obj_truthy(vm, in[2]);
  if (closefd < 0) return false;
  char mode[16] = "r";
  if (in[1] != V_ABSENT) {
    size_t len;
    const char *text = str_utf8_get(vm, as_str(in[1]), &len);
    if (!text) return false;
    if (len >= sizeof mode) return raise_value(vm, "invalid mode: %S", in[1]), false;
    memcpy(mode, text, len + 1);
  }
  Value file = io_path_arg(vm, in[0], true);
  if (file == V_ABSENT) return false;
  bool ok = file_init(vm, as_file(self), file, mode, closefd, in[3]);
  release(vm, file);
  return ok;
}

void fileio_warn_unclosed(VM *vm, FileIO *f, Value source) {
  if (f->fd < 0 || !f->closefd) return;
  Value text = str_format_c(vm, "unclosed file %R", source);
  if (text == V_ABSENT || !warn_with(vm, error_type_get(vm, EXC_ResourceWarning), 1, text, source)) {
    if (error_is(vm, EXC_Warning)) error_unraisable(vm, NULL, source);
    error_clear(vm);
  }
  release(vm, text);
}

static bool file_close(VM *vm, FileIO *f) {
  int fd = f->fd;
  f->fd = -1;
  f->base.closed = true;
  if (fd < 0 || !f->closefd) return true;
  Thread *self = thread_leave(vm);
  int r = close(fd);
  thread_enter(vm, self);
  if (r == 0 || errno == EINTR) return true;
  file_error(vm, NULL);
  return false;
}

static void file_free(VM *vm, Object *o) {
  FileIO *f = (FileIO *)o;
  if (f->fd >= 0 && f->closefd) close(f->fd);
  f->fd = -1;
  replace(vm, &f->name, V_ABSENT);
}

static void file_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((FileIO *)o)->name); }

// Methods

static bool file_check(VM *vm, const FileIO *f) {
  if (f->fd >= 0) return true;
  raise_value(vm, "I/O operation on closed file");
  return false;
}

static Value file_m_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FileIO *f = as_file(args[0]);
  if (f->fd < 0) return V_NONE;
  if (f->base.finalizing) fileio_warn_unclosed(vm, f, args[0]);
  return file_close(vm, f) ? V_NONE : V_ABSENT;
}

static Value file_dealloc_warn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  fileio_warn_unclosed(vm, as_file(args[0]), args[1]);
  return V_NONE;
}

static Value file_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FileIO *f = as_file(args[0]);
  int64_t size;
  if (!file_check(vm, f)) return V_ABSENT;
  if (!f->readable) return io_unsupported(vm, "File not open for reading");
  if (!io_size_arg(vm, args[1], &size)) return V_ABSENT;
  if (size < 0) return io_call(vm, args[0], "readall", NULL, 0);
  Value b = bytes_new(vm, NULL, (size_t)size);
  if (b == V_ABSENT) return V_ABSENT;
  int64_t n = fileio_read_into(vm, f, as_bytes(b)->data, (size_t)size);
  Value r = n == -2 ? V_NONE : n < 0 ? V_ABSENT : n == size ? retain(b) : bytes_new(vm, as_bytes(b)->data, (size_t)n);
  release(vm, b);
  return r;
}

// What is left of a regular file, as a first guess of how much there is to read.
static size_t bytes_left(const FileIO *f) {
  struct stat st;
  off_t at = lseek(f->fd, 0, SEEK_CUR);
  if (at < 0 || fstat(f->fd, &st) < 0 || st.st_size <= at) return 0;
  return (size_t)(st.st_size - at);
}

static Value file_readall(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FileIO *f = as_file(args[0]);
  if (!file_check(vm, f)) return V_ABSENT;
  size_t cap = bytes_left(f) + 8192, len = 0;
  uint8_t *data = vm_alloc(vm, cap);
  int64_t n = data ? 0 : -1;
  while (data && (n = fileio_read_into(vm, f, data + len, cap - len)) > 0) {
    len += (size_t)n;
    if (cap - len >= 1024) continue;
    uint8_t *more = vm_realloc(vm, data, cap, cap * 2);
    if (!more) break;
    data = more;
    cap *= 2;
  }
  Value r = V_ABSENT;
  if (n == -2 && len == 0) r = V_NONE;
  else if (!has_error(vm)) r = bytes_new(vm, data, len);
  vm_dealloc(vm, data, cap);
  return r;
}

static Value file_readinto(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer buffer;
  if (!file_check(vm, as_file(args[0])) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  Value r = V_ABSENT;
  if (buffer.readonly) {
    raise_type(vm, "readinto() argument must be read-write bytes-like object, not %T", args[1]);
  } else {
    int64_t n = fileio_read_into(vm, as_file(args[0]), buffer.data, buffer.len);
    r = n == -2 ? V_NONE : n < 0 ? V_ABSENT : from_int(n);
  }
  buffer_release(vm, &buffer);
  return r;
}

static Value file_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer buffer;
  if (!file_check(vm, as_file(args[0])) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  int64_t n = fileio_write_from(vm, as_file(args[0]), buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return n == -2 ? V_NONE : n < 0 ? V_ABSENT : from_int(n);
}

static Value file_seek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t offset, whence = 0;
  if (!file_check(vm, as_file(args[0])) || !obj_index_i64(vm, args[1], &offset)) return V_ABSENT;
  if (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &whence)) return V_ABSENT;
  int64_t at = fileio_seek_to(vm, as_file(args[0]), offset, (int)whence);
  return at < 0 ? V_ABSENT : int_from_i64(vm, at);
}

static Value file_tell(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t at = fileio_seek_to(vm, as_file(args[0]), 0, SEEK_CUR);
  return at < 0 ? V_ABSENT : int_from_i64(vm, at);
}

static Value file_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FileIO *f = as_file(args[0]);
  int64_t size;
  if (!file_check(vm, f)) return V_ABSENT;
  if (!f->writable) return io_unsupported(vm, "File not open for writing");
  if (args[1] == V_ABSENT || args[1] == V_NONE) size = fileio_seek_to(vm, f, 0, SEEK_CUR);
  else if (!obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  if (has_error(vm)) return V_ABSENT;
  while (ftruncate(f->fd, (off_t)size) < 0) {
    if (errno != EINTR) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
    if (!interrupted(vm)) return V_ABSENT;
  }
  return int_from_i64(vm, size);
}

static Value file_fileno(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return file_check(vm, as_file(args[0])) ? from_int(as_file(args[0])->fd) : V_ABSENT;
}

static Value file_isatty(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return file_check(vm, as_file(args[0])) ? from_bool(fileio_isatty(as_file(args[0]))) : V_ABSENT;
}

static Value file_seekable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  FileIO *f = as_file(args[0]);
  if (!file_check(vm, f)) return V_ABSENT;
  if (f->seekable < 0) f->seekable = lseek(f->fd, 0, SEEK_CUR) >= 0;
  return from_bool(f->seekable);
}

static Value file_readable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return file_check(vm, as_file(args[0])) ? from_bool(as_file(args[0])->readable) : V_ABSENT;
}

static Value file_writable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return file_check(vm, as_file(args[0])) ? from_bool(as_file(args[0])->writable) : V_ABSENT;
}

static const char *mode_text(const FileIO *f) {
  if (f->created) return f->readable ? "xb+" : "xb";
  if (f->appending) return f->readable ? "ab+" : "ab";
  if (f->readable) return f->writable ? "rb+" : "rb";
  return "wb";
}

static Value get_mode(VM *vm, Value self) { return str_from_c(vm, mode_text(as_file(self))); }
static Value get_closed(VM *vm, Value self) { return (void)vm, from_bool(as_file(self)->fd < 0); }
static Value get_closefd(VM *vm, Value self) { return (void)vm, from_bool(as_file(self)->closefd); }
static Value get_block_size(VM *vm, Value self) { return (void)vm, from_int(as_file(self)->block_size); }
static bool set_block_size(VM *vm, Value self, Value v) {
  int64_t n;
  if (v == V_ABSENT || !obj_index_i64(vm, v, &n)) return false;
  as_file(self)->block_size = (uint32_t)n;
  return true;
}
static Value get_name(VM *vm, Value self) {
  Value name = as_file(self)->name;
  if (name != V_ABSENT) return retain(name);
  return raise_attribute(vm, self, vm->names.name, "'%T' object has no attribute 'name'", self);
}
static bool set_name(VM *vm, Value self, Value v) {
  replace(vm, &as_file(self)->name, v == V_ABSENT ? V_ABSENT : retain(v));
  return true;
}

static Value file_repr(VM *vm, Value self) {
  const FileIO *f = as_file(self);
  const char *closefd = f->closefd ? "True" : "False";
  if (f->fd < 0) return str_format_c(vm, "<_io.FileIO [closed]>");
  if (f->name == V_ABSENT) return str_format_c(vm, "<_io.FileIO fd=%d mode='%s' closefd=%s>", f->fd, mode_text(f), closefd);
  return str_format_c(vm, "<_io.FileIO name=%R mode='%s' closefd=%s>", f->name, mode_text(f), closefd);
}

static Value file_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_type(vm, "cannot pickle '%T' instances", args[0]);
}

static const GetSetDef file_getset[] = {
  {"closed", get_closed, NULL, "True if the file is closed"}, {"closefd", get_closefd, NULL, NULL}, {"mode", get_mode, NULL, NULL},
  {"_blksize", get_block_size, set_block_size, NULL}, {"name", get_name, set_name, NULL}, {NULL, NULL, NULL, NULL},
};
static const NativeDef file_methods[] = {
  {"close", "($self, /)", file_m_close, 0, "Close the file."},
  {"_dealloc_warn", "($self, source, /)", file_dealloc_warn, 0, NULL},
  {"read", "($self, size=-1, /)", file_read, 0, "Read at most size bytes, returned as bytes."},
  {"readall", "($self, /)", file_readall, 0, "Read all data from the file, returned as bytes."},
  {"readinto", "($self, buffer, /)", file_readinto, 0, NULL},
  {"write", "($self, b, /)", file_write, 0, "Write buffer b to file, return number of bytes written."},
  {"seek", "($self, pos, whence=0, /)", file_seek, 0, "Move to new file position and return the file position."},
  {"tell", "($self, /)", file_tell, 0, "Current file position."},
  {"truncate", "($self, size=None, /)", file_truncate, 0, "Truncate the file to at most size bytes and return the truncated size."},
  {"fileno", "($self, /)", file_fileno, 0, "Return the underlying file descriptor (an integer)."},
  {"isatty", "($self, /)", file_isatty, 0, "True if the file is connected to a TTY device."},
  {"seekable", "($self, /)", file_seekable, 0, "True if file supports random-access."},
  {"readable", "($self, /)", file_readable, 0, "True if file was opened in a read mode."},
  {"writable", "($self, /)", file_writable, 0, "True if file was opened in a write mode."},
  {"__getstate__", "($self, /)", file_getstate, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};
const TypeSpec fileio_spec = {
  .name = "_io.FileIO", .doc = "Open a file.", .kind = KIND_OTHER, .flags = TYPE_BASE | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC | TYPE_HAS_DEL | TYPE_IMMUTABLE,
  .basicsize = sizeof(FileIO), .methods = file_methods, .getset = file_getset,
  .slots = {.repr = file_repr, .new = file_new, .init = file_slot_init, .free = file_free, .traverse = file_traverse},
};
