// SPDX-License-Identifier: MIT
// fcntl.c - the fcntl module: control of open files, and locks on them.
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "stdlib/native/posix.h"

enum { BUFFER_MAX = 1024 };

// After a call that RETRY made: V_ABSENT with its error, or the number it gave.
static Value outcome(VM *vm, int r) { return has_error(vm) ? V_ABSENT : r < 0 ? os_error_now(vm) : from_int(r); }
static Value nothing(VM *vm, int r) { return has_error(vm) ? V_ABSENT : r < 0 ? os_error_now(vm) : V_NONE; }

// Bytes in, changed bytes out, through a buffer on the C stack.
static Value call_with_bytes(VM *vm, int fd, unsigned long command, const Buffer *in, bool is_ioctl) {
  char data[BUFFER_MAX + 1];
  int r;
  if (in->len > BUFFER_MAX) return raise_value(vm, is_ioctl ? "ioctl string arg too long" : "fcntl string arg too long");
  memcpy(data, in->data, in->len);
  data[in->len] = 0;
  if (is_ioctl) RETRY(r, ioctl(fd, command, data));
  else RETRY(r, fcntl(fd, (int)command, data));
  return r < 0 || has_error(vm) ? outcome(vm, r) : bytes_new(vm, data, in->len);
}

static Value fcntl_fcntl(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, command, number, r;
  Buffer buffer;
  if (!fd_arg(vm, args[0], &fd) || !int32_arg(vm, args[1], 0, &command)) return V_ABSENT;
  if (args[2] && (is_bytes(args[2]) || is_str(args[2]))) {
    Value held = is_str(args[2]) ? str_encode_utf8(vm, as_str(args[2]), false) : retain(args[2]);
    if (!held || !buffer_get(vm, held, &buffer)) return release(vm, held), V_ABSENT;
    Value result = call_with_bytes(vm, fd, (unsigned long)command, &buffer, false);
    buffer_release(vm, &buffer);
    release(vm, held);
    return result;
  }
  if (!int32_arg(vm, args[2], 0, &number)) return V_ABSENT;
  RETRY(r, fcntl(fd, command, number));
  return outcome(vm, r);
}

// ioctl over a buffer: one that can be written is changed in place (the number is the result), others give the changed bytes.
static Value ioctl_buffer(VM *vm, int fd, unsigned long request, Value v, bool mutate) {
  Buffer buffer;
  int r;
  if (!buffer_get(vm, v, &buffer)) return V_ABSENT;
  Value result;
  if (buffer.readonly || !mutate) {
    result = call_with_bytes(vm, fd, request, &buffer, true);
  } else if (buffer.len <= BUFFER_MAX) {  // the request may write what lies beyond a short buffer: only the copy can suffer
    char data[BUFFER_MAX + 1];
    memcpy(data, buffer.data, buffer.len);
    data[buffer.len] = 0;
    RETRY(r, ioctl(fd, request, data));
    memcpy(buffer.data, data, buffer.len);
    result = outcome(vm, r);
  } else {
    RETRY(r, ioctl(fd, request, buffer.data));
    result = outcome(vm, r);
  }
  buffer_release(vm, &buffer);
  return result;
}

static Value fcntl_ioctl(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, number, r;
  int64_t request;
  bool mutate;
  if (!fd_arg(vm, args[0], &fd) || !obj_index_i64(vm, args[1], &request) || !flag_arg(vm, args[3], true, &mutate)) return V_ABSENT;
  if (args[2] && is_str(args[2])) {
    Value held = str_encode_utf8(vm, as_str(args[2]), false), result = held ? ioctl_buffer(vm, fd, (unsigned long)request, held, false) : V_ABSENT;
    release(vm, held);
    return result;
  }
  if (args[2] && !is_integer(args[2]) && !type_of_get(vm, args[2])->slots.index) return ioctl_buffer(vm, fd, (unsigned long)request, args[2], mutate);
  if (!int32_arg(vm, args[2], 0, &number)) return V_ABSENT;
  RETRY(r, ioctl(fd, (unsigned long)request, number));
  return outcome(vm, r);
}

static Value fcntl_flock(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, operation, r;
  if (!fd_arg(vm, args[0], &fd) || !int32_arg(vm, args[1], 0, &operation)) return V_ABSENT;
  RETRY(r, flock(fd, operation));
  return nothing(vm, r);
}

static Value fcntl_lockf(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, operation, whence, r;
  int64_t len = 0, start = 0;
  if (!fd_arg(vm, args[0], &fd) || !int32_arg(vm, args[1], 0, &operation)) return V_ABSENT;
  if ((args[2] && !obj_index_i64(vm, args[2], &len)) || (args[3] && !obj_index_i64(vm, args[3], &start)) || !int32_arg(vm, args[4], 0, &whence)) {
    return V_ABSENT;
  }
  struct flock lock = {.l_whence = (short)whence, .l_start = (off_t)start, .l_len = (off_t)len};
  if (operation == LOCK_UN) lock.l_type = F_UNLCK;
  else if (operation & LOCK_SH) lock.l_type = F_RDLCK;
  else if (operation & LOCK_EX) lock.l_type = F_WRLCK;
  else return raise_value(vm, "unrecognized lockf argument");
  RETRY(r, fcntl(fd, operation & LOCK_NB ? F_SETLK : F_SETLKW, &lock));
  return nothing(vm, r);
}

static const NativeDef functions[] = {
  {"fcntl", "(fd, cmd, arg=0, /)", fcntl_fcntl, 0, "Perform the operation `cmd` on file descriptor fd."},
  {"ioctl", "(fd, request, arg=0, mutate_flag=True, /)", fcntl_ioctl, 0, "Perform the operation `request` on file descriptor fd."},
  {"flock", "(fd, operation, /)", fcntl_flock, 0, "Perform the lock operation `operation` on file descriptor fd."},
  {"lockf", "(fd, cmd, len=0, start=0, whence=0, /)", fcntl_lockf, 0, "A wrapper around the fcntl() locking calls."},
  {0},
};

#define C(name) {#name, name},
static const struct { const char *name; int64_t value; } constants[] = {
  C(FD_CLOEXEC) C(FASYNC) C(F_DUPFD) C(F_DUPFD_CLOEXEC) C(F_GETFD) C(F_GETFL) C(F_GETLEASE) C(F_GETLK) C(F_GETOWN) C(F_GETPIPE_SZ) C(F_GETSIG)
  C(F_GET_SEALS) C(F_ADD_SEALS) C(F_NOTIFY) C(F_OFD_GETLK) C(F_OFD_SETLK) C(F_OFD_SETLKW) C(F_RDLCK) C(F_SEAL_GROW) C(F_SEAL_SEAL)
  C(F_SEAL_SHRINK) C(F_SEAL_WRITE) C(F_SETFD) C(F_SETFL) C(F_SETLEASE) C(F_SETLK) C(F_SETLKW) C(F_SETOWN) C(F_SETPIPE_SZ) C(F_SETSIG) C(F_UNLCK)
  C(F_WRLCK) C(LOCK_EX) C(LOCK_NB) C(LOCK_SH) C(LOCK_UN)
};

static bool init(VM *vm, Module *module) {
  if (!module_add_guarded(vm, module, functions, CAN_FILES)) return false;
  bool ok = true;
  for (size_t i = 0; ok && i < sizeof constants / sizeof *constants; i++) ok = module_add_int(vm, module, constants[i].name, constants[i].value);
  return ok;
}

const ModuleDef fcntl_module = {"fcntl", "Control of open files through fcntl() and ioctl(), and locks on them.", NULL, init};
