// SPDX-License-Identifier: MIT
// posix.c - the posix module: arguments that its parts share, and its making. os stands on it.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "stdlib/native/posix.h"

bool path_arg(VM *vm, Value v, bool allow_fd, PathArg *out) {
  out->fd = -1;
  out->v = io_path_arg(vm, v, allow_fd);
  if (out->v == V_ABSENT) return false;
  out->bytes = is_bytes(out->v);
  if (is_integer(out->v)) {
    int64_t fd;
    if (!obj_index_i64(vm, out->v, &fd)) return path_done(vm, out), false;
    out->fd = (int)fd;
    out->c[0] = 0;
    return true;
  }
  if (io_path_c(vm, out->v, out->c, sizeof out->c)) return true;
  path_done(vm, out);
  return false;
}

void path_done(VM *vm, PathArg *path) { replace(vm, &path->v, V_ABSENT); }

Value path_error(VM *vm, PathArg *path) {
  int error = errno;
  raise_os(vm, error, path->v, V_ABSENT);
  path_done(vm, path);
  return V_ABSENT;
}

static bool refuse_descriptor(VM *vm, PathArg *path) {
  path_done(vm, path);
  return vm_require_all_files(vm);
}

bool rooted_path(VM *vm, PathArg *path, int dir, bool follow, RootPath *out) {
  out->folder = AT_FDCWD;
  if (vm_is_rooted(vm) && (dir != AT_FDCWD || is_integer(path->v))) return refuse_descriptor(vm, path);
  if (!root_path(vm, path->c, follow, out)) return (void)path_error(vm, path), false;
  if (dir != AT_FDCWD) out->folder = fcntl(dir, F_DUPFD_CLOEXEC, 3);
  if (dir == AT_FDCWD || out->folder >= 0) return true;
  return (void)path_error(vm, path), false;
}

Value os_error_now(VM *vm) { return raise_os(vm, errno, V_ABSENT, V_ABSENT); }

bool os_retry(VM *vm) { return safepoint(vm); }

Value path_text(VM *vm, const char *bytes, bool as_bytes) {
  if (as_bytes) return bytes_new(vm, bytes, strlen(bytes));
  return codec_decode(vm, (const uint8_t *)bytes, strlen(bytes), "utf-8", "surrogateescape");
}

bool int32_arg(VM *vm, Value v, int otherwise, int *out) {
  int64_t n;
  *out = otherwise;
  if (v == V_ABSENT) return true;
  if (!obj_index_i64(vm, v, &n)) return false;
  if (n < INT_MIN || n > UINT_MAX) {
    raise(vm, EXC_OverflowError, n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    return false;
  }
  *out = (int)n;
  return true;
}

static bool fd_valid(VM *vm, int fd) {
  if (fd < 0) raise_value(vm, "file descriptor cannot be a negative integer (%d)", fd);
  return fd >= 0;
}

bool fd_arg(VM *vm, Value v, int *out) {
  if (is_integer(v) || type_of_get(vm, v)->slots.index) return int32_arg(vm, v, -1, out) && fd_valid(vm, *out);
  Value fd = obj_getattr_opt(vm, v, vm->names.fileno);
  if (fd == V_ABSENT) {
    if (!has_error(vm)) raise_type(vm, "argument must be an int, or have a fileno() method.");
    return false;
  }
  Value r = obj_call(vm, fd, NULL, 0);
  release(vm, fd);
  bool ok = r != V_ABSENT && int32_arg(vm, r, -1, out) && fd_valid(vm, *out);
  release(vm, r);
  return ok;
}

bool dir_fd_arg(VM *vm, Value v, int *out) {
  *out = AT_FDCWD;
  return v == V_ABSENT || v == V_NONE || int32_arg(vm, v, AT_FDCWD, out);
}

bool flag_arg(VM *vm, Value v, bool otherwise, bool *out) {
  int yes = v == V_ABSENT ? otherwise : obj_truthy(vm, v);
  *out = yes > 0;
  return yes >= 0;
}

static Value posix_fspath(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return io_path_arg(vm, args[0], false);
}

static const NativeDef posix_functions[] = {
  {"fspath", "(path)", posix_fspath, 0, "Return the file system path representation of the object."},
  {NULL, NULL, NULL, 0, NULL},
};

static bool posix_init(VM *vm, Module *module) {
  return module_add_guarded(vm, module, posix_file_functions, CAN_FILES) && module_add_guarded(vm, module, posix_stat_functions, CAN_FILES) &&
         module_add_guarded(vm, module, posix_process_functions, CAN_PROCESSES) && posix_file_init(vm, module) && posix_stat_init(vm, module) &&
         posix_process_init(vm, module) && module_add(vm, module, "error", retain_obj(error_type_get(vm, EXC_OSError)));
}

const ModuleDef posix_module = {"posix", "The operating system's functions that POSIX standardises.", posix_functions, posix_init};
