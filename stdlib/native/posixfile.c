// SPDX-License-Identifier: MIT
// posixfile.c - the posix module: descriptors, and what is done to files by name.
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "stdlib/native/posix.h"

static Value done(VM *vm, int r, PathArg *path) {
  if (has_error(vm)) return path_done(vm, path), V_ABSENT;
  if (r < 0) return path_error(vm, path);
  path_done(vm, path);
  return V_NONE;
}

static Value result(VM *vm, int64_t r) { return has_error(vm) ? V_ABSENT : r < 0 ? os_error_now(vm) : int_from_i64(vm, r); }
static Value nothing(VM *vm, int64_t r) { return has_error(vm) ? V_ABSENT : r < 0 ? os_error_now(vm) : V_NONE; }

static Value posix_open(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int flags, mode, dir, fd;
  if (!int32_arg(vm, args[1], 0, &flags) || !int32_arg(vm, args[2], 0777, &mode) || !dir_fd_arg(vm, args[3], &dir)) return V_ABSENT;
  if (!path_arg(vm, args[0], false, &path)) return V_ABSENT;
  RETRY(fd, openat(dir, path.c, flags | O_CLOEXEC, mode));
  Value r = done(vm, fd, &path);
  return r == V_ABSENT ? V_ABSENT : from_int(fd);
}

static Value posix_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  if (!fd_arg(vm, args[0], &fd)) return V_ABSENT;
  return close(fd) < 0 && errno != EINTR ? os_error_now(vm) : V_NONE;
}

static Value posix_closerange(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int from, to;
  if (!int32_arg(vm, args[0], 0, &from) || !int32_arg(vm, args[1], 0, &to)) return V_ABSENT;
  for (int fd = from < 0 ? 0 : from; fd < to && fd < 65536; fd++) close(fd);
  return V_NONE;
}

static Value posix_read(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  int64_t size;
  ssize_t n;
  if (!int32_arg(vm, args[0], -1, &fd) || !obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  if (size < 0) return errno = EINVAL, os_error_now(vm);
  Value b = bytes_new(vm, NULL, (size_t)size);
  if (b == V_ABSENT) return V_ABSENT;
  RETRY(n, read(fd, as_bytes(b)->data, (size_t)size));
  Value r = has_error(vm) ? V_ABSENT : n < 0 ? os_error_now(vm) : n == size ? retain(b) : bytes_new(vm, as_bytes(b)->data, (size_t)n);
  release(vm, b);
  return r;
}

static Value posix_write(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  ssize_t n;
  Buffer buffer;
  if (!int32_arg(vm, args[0], -1, &fd) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  RETRY(n, write(fd, buffer.data, buffer.len));
  buffer_release(vm, &buffer);
  return result(vm, n);
}

static Value posix_pread(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  int64_t size, offset;
  ssize_t n;
  if (!int32_arg(vm, args[0], -1, &fd) || !obj_index_i64(vm, args[1], &size) || !obj_index_i64(vm, args[2], &offset)) return V_ABSENT;
  if (size < 0) return errno = EINVAL, os_error_now(vm);
  Value b = bytes_new(vm, NULL, (size_t)size);
  if (b == V_ABSENT) return V_ABSENT;
  RETRY(n, pread(fd, as_bytes(b)->data, (size_t)size, (off_t)offset));
  Value r = has_error(vm) ? V_ABSENT : n < 0 ? os_error_now(vm) : bytes_new(vm, as_bytes(b)->data, (size_t)n);
  release(vm, b);
  return r;
}

static Value posix_pwrite(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  int64_t offset;
  ssize_t n;
  Buffer buffer;
  if (!int32_arg(vm, args[0], -1, &fd) || !obj_index_i64(vm, args[2], &offset) || !buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  RETRY(n, pwrite(fd, buffer.data, buffer.len, (off_t)offset));
  buffer_release(vm, &buffer);
  return result(vm, n);
}

static Value posix_sendfile(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int out, in;
  int64_t offset = 0, count;
  ssize_t n;
  if (!int32_arg(vm, args[0], -1, &out) || !int32_arg(vm, args[1], -1, &in) || !obj_index_i64(vm, args[3], &count)) return V_ABSENT;
  if (args[2] != V_NONE && !obj_index_i64(vm, args[2], &offset)) return V_ABSENT;
  off_t at = (off_t)offset;
  RETRY(n, sendfile(out, in, args[2] == V_NONE ? NULL : &at, (size_t)count));
  return result(vm, n);
}

static Value posix_lseek(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, whence;
  int64_t offset;
  if (!int32_arg(vm, args[0], -1, &fd) || !obj_index_i64(vm, args[1], &offset) || !int32_arg(vm, args[2], 0, &whence)) return V_ABSENT;
  return result(vm, (int64_t)lseek(fd, (off_t)offset, whence));
}

static Value posix_dup(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  return int32_arg(vm, args[0], -1, &fd) ? result(vm, fcntl(fd, F_DUPFD_CLOEXEC, 0)) : V_ABSENT;
}

static Value posix_dup2(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, to, r;
  bool inherit;
  if (!int32_arg(vm, args[0], -1, &fd) || !int32_arg(vm, args[1], -1, &to) || !flag_arg(vm, args[2], true, &inherit)) return V_ABSENT;
  RETRY(r, inherit || fd == to ? dup2(fd, to) : dup3(fd, to, O_CLOEXEC));
  return result(vm, r);
}

static Value posix_pipe(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return os_error_now(vm);
  return tuple_pack(vm, 2, from_int(ends[0]), from_int(ends[1]));
}

static Value posix_isatty(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  return int32_arg(vm, args[0], -1, &fd) ? from_bool(isatty(fd)) : V_ABSENT;
}

static Value posix_ttyname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  char name[256];
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  int error = ttyname_r(fd, name, sizeof name);
  return error ? raise_os(vm, error, V_ABSENT, V_ABSENT) : str_from_c(vm, name);
}

static Value fd_call(VM *vm, Value arg, int (*call)(int fd)) {
  int fd, r;
  if (!fd_arg(vm, arg, &fd)) return V_ABSENT;
  RETRY(r, call(fd));
  return nothing(vm, r);
}
static Value posix_fsync(VM *vm, Value *args, uint32_t argc) { return (void)argc, fd_call(vm, args[0], fsync); }
static Value posix_fdatasync(VM *vm, Value *args, uint32_t argc) { return (void)argc, fd_call(vm, args[0], fdatasync); }
static Value posix_fchdir(VM *vm, Value *args, uint32_t argc) { return (void)argc, fd_call(vm, args[0], fchdir); }

static Value posix_ftruncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, r;
  int64_t length;
  if (!int32_arg(vm, args[0], -1, &fd) || !obj_index_i64(vm, args[1], &length)) return V_ABSENT;
  RETRY(r, ftruncate(fd, (off_t)length));
  return nothing(vm, r);
}

static Value posix_truncate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int64_t length;
  if (!obj_index_i64(vm, args[1], &length) || !path_arg(vm, args[0], true, &path)) return V_ABSENT;
  return done(vm, path.fd >= 0 ? ftruncate(path.fd, (off_t)length) : truncate(path.c, (off_t)length), &path);
}

static Value posix_get_blocking(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, flags;
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  flags = fcntl(fd, F_GETFL);
  return flags < 0 ? os_error_now(vm) : from_bool(!(flags & O_NONBLOCK));
}

static Value posix_set_blocking(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, flags;
  bool blocking;
  if (!int32_arg(vm, args[0], -1, &fd) || !flag_arg(vm, args[1], true, &blocking)) return V_ABSENT;
  if ((flags = fcntl(fd, F_GETFL)) < 0) return os_error_now(vm);
  return nothing(vm, fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

static Value posix_get_inheritable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, flags;
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  flags = fcntl(fd, F_GETFD);
  return flags < 0 ? os_error_now(vm) : from_bool(!(flags & FD_CLOEXEC));
}

static Value posix_set_inheritable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  bool inherit;
  if (!int32_arg(vm, args[0], -1, &fd) || !flag_arg(vm, args[1], false, &inherit)) return V_ABSENT;
  return nothing(vm, fcntl(fd, F_SETFD, inherit ? 0 : FD_CLOEXEC));
}

static const GetSetDef size_fields[] = {
  {"columns", structseq_get_0, NULL, "width of the terminal window in characters"},
  {"lines", structseq_get_1, NULL, "height of the terminal window in characters"}, {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec size_spec = {.type = {STRUCTSEQ("os.terminal_size", 2), .getset = size_fields}, .visible = 2};

static Value posix_get_terminal_size(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  struct winsize size;
  if (!int32_arg(vm, args[0], STDOUT_FILENO, &fd)) return V_ABSENT;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return os_error_now(vm);
  Value type = import_attr(vm, "posix", "terminal_size"), r = V_ABSENT;
  Value both[2] = {from_int(size.ws_col), from_int(size.ws_row)}, pair = type == V_ABSENT ? V_ABSENT : tuple_from(vm, both, 2);
  if (pair != V_ABSENT) r = obj_call(vm, type, &pair, 1);
  release(vm, pair);
  release(vm, type);
  return r;
}

// Files by name

static Value posix_mkdir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int mode, dir;
  if (!int32_arg(vm, args[1], 0777, &mode) || !dir_fd_arg(vm, args[2], &dir) || !path_arg(vm, args[0], false, &path)) return V_ABSENT;
  RootPath at;
  if (!rooted_path(vm, &path, dir, false, &at)) return V_ABSENT;
  int r = mkdirat(at.folder, at.name, (mode_t)mode);
  root_path_done(&at);
  return done(vm, r, &path);
}

static Value remove_with(VM *vm, Value *args, int flags) {
  PathArg path;
  int dir;
  if (!dir_fd_arg(vm, args[1], &dir) || !path_arg(vm, args[0], false, &path)) return V_ABSENT;
  RootPath at;
  if (!rooted_path(vm, &path, dir, false, &at)) return V_ABSENT;
  int r = unlinkat(at.folder, at.name, flags);
  root_path_done(&at);
  return done(vm, r, &path);
}
static Value posix_unlink(VM *vm, Value *args, uint32_t argc) { return (void)argc, remove_with(vm, args, 0); }
static Value posix_rmdir(VM *vm, Value *args, uint32_t argc) { return (void)argc, remove_with(vm, args, AT_REMOVEDIR); }

static Value two_paths(VM *vm, Value *args, int (*call)(const char *from, int from_dir, const char *to, int to_dir, int flags), int flags) {
  PathArg from, to;
  int from_dir, to_dir;
  if (!dir_fd_arg(vm, args[2], &from_dir) || !dir_fd_arg(vm, args[3], &to_dir) || !path_arg(vm, args[0], false, &from)) return V_ABSENT;
  if (!path_arg(vm, args[1], false, &to)) return path_done(vm, &from), V_ABSENT;
  int r = call(from.c, from_dir, to.c, to_dir, flags);
  if (r < 0) raise_os(vm, errno, from.v, to.v);
  path_done(vm, &from);
  path_done(vm, &to);
  return r < 0 ? V_ABSENT : V_NONE;
}

static int call_rename(const char *from, int from_dir, const char *to, int to_dir, int flags) {
  (void)flags;
  return renameat(from_dir, from, to_dir, to);
}
static int call_link(const char *from, int from_dir, const char *to, int to_dir, int flags) { return linkat(from_dir, from, to_dir, to, flags); }
static int call_symlink(const char *from, int from_dir, const char *to, int to_dir, int flags) {
  (void)from_dir, (void)flags;
  return symlinkat(from, to_dir, to);
}

// Below a root both names are walked to first.
static Value rename_rooted(VM *vm, Value *args) {
  PathArg from, to;
  RootPath at, there;
  int from_dir, to_dir;
  if (!dir_fd_arg(vm, args[2], &from_dir) || !dir_fd_arg(vm, args[3], &to_dir) || !path_arg(vm, args[0], false, &from)) return V_ABSENT;
  if (!rooted_path(vm, &from, from_dir, false, &at)) return V_ABSENT;
  bool ok = path_arg(vm, args[1], false, &to) && rooted_path(vm, &to, to_dir, false, &there);
  if (ok && renameat(at.folder, at.name, there.folder, there.name) < 0) raise_os(vm, errno, from.v, to.v);
  root_path_done(&at);
  path_done(vm, &from);
  if (ok) root_path_done(&there), path_done(vm, &to);
  return has_error(vm) ? V_ABSENT : V_NONE;
}

static Value posix_rename(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return vm_is_rooted(vm) ? rename_rooted(vm, args) : two_paths(vm, args, call_rename, 0);
}
static Value posix_link(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool follow;
  return flag_arg(vm, args[4], true, &follow) ? two_paths(vm, args, call_link, follow ? AT_SYMLINK_FOLLOW : 0) : V_ABSENT;
}
static Value posix_symlink(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value call[4] = {args[0], args[1], V_ABSENT, args[3]};
  return two_paths(vm, call, call_symlink, 0);
}

static Value posix_readlink(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  char target[PATH_MAX];
  int dir;
  if (!dir_fd_arg(vm, args[1], &dir) || !path_arg(vm, args[0], false, &path)) return V_ABSENT;
  ssize_t n = readlinkat(dir, path.c, target, sizeof target - 1);
  if (n < 0) return path_error(vm, &path);
  target[n] = 0;
  Value r = path_text(vm, target, path.bytes);
  path_done(vm, &path);
  return r;
}

static Value posix_chdir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  if (!path_arg(vm, args[0], true, &path)) return V_ABSENT;
  return done(vm, path.fd >= 0 ? fchdir(path.fd) : chdir(path.c), &path);
}

static Value cwd_get(VM *vm, bool as_bytes) {
  char path[PATH_MAX];
  if (vm_is_rooted(vm)) return path_text(vm, "/", as_bytes);
  return getcwd(path, sizeof path) ? path_text(vm, path, as_bytes) : os_error_now(vm);
}
static Value posix_getcwd(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, cwd_get(vm, false); }
static Value posix_getcwdb(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, cwd_get(vm, true); }

static Value posix_access(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int mode, dir;
  bool effective, follow;
  if (!int32_arg(vm, args[1], 0, &mode) || !dir_fd_arg(vm, args[2], &dir) || !flag_arg(vm, args[3], false, &effective)) return V_ABSENT;
  if (!flag_arg(vm, args[4], true, &follow) || !path_arg(vm, args[0], false, &path)) return V_ABSENT;
  RootPath at;
  if (!rooted_path(vm, &path, dir, follow, &at)) return error_is(vm, EXC_PermissionError) && vm_is_rooted(vm) ? V_ABSENT : (error_clear(vm), V_FALSE);
  int r = faccessat(at.folder, at.name, mode, (effective ? AT_EACCESS : 0) | (follow && !vm_is_rooted(vm) ? 0 : AT_SYMLINK_NOFOLLOW));
  root_path_done(&at);
  path_done(vm, &path);
  return from_bool(r == 0);
}

static Value posix_chmod(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int mode, dir;
  bool follow;
  if (!int32_arg(vm, args[1], 0, &mode) || !dir_fd_arg(vm, args[2], &dir) || !flag_arg(vm, args[3], true, &follow)) return V_ABSENT;
  if (!path_arg(vm, args[0], true, &path)) return V_ABSENT;
  return done(vm, path.fd >= 0 ? fchmod(path.fd, (mode_t)mode) : fchmodat(dir, path.c, (mode_t)mode, follow ? 0 : AT_SYMLINK_NOFOLLOW), &path);
}

static Value posix_chown(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int user, group, dir;
  bool follow;
  if (!int32_arg(vm, args[1], -1, &user) || !int32_arg(vm, args[2], -1, &group) || !dir_fd_arg(vm, args[3], &dir)) return V_ABSENT;
  if (!flag_arg(vm, args[4], true, &follow) || !path_arg(vm, args[0], true, &path)) return V_ABSENT;
  int r = path.fd >= 0 ? fchown(path.fd, (uid_t)user, (gid_t)group)
                       : fchownat(dir, path.c, (uid_t)user, (gid_t)group, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return done(vm, r, &path);
}

static Value posix_mkfifo(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  int mode, dir;
  if (!int32_arg(vm, args[1], 0666, &mode) || !dir_fd_arg(vm, args[2], &dir) || !path_arg(vm, args[0], false, &path)) return V_ABSENT;
  return done(vm, mkfifoat(dir, path.c, (mode_t)mode), &path);
}

static Value posix_umask(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int mask;
  return int32_arg(vm, args[0], 0, &mask) ? from_int(umask((mode_t)mask)) : V_ABSENT;
}

static Value posix_urandom(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  if (!obj_index_i64(vm, args[0], &size)) return V_ABSENT;
  if (size < 0) return raise_value(vm, "negative argument not allowed");
  Value b = bytes_new(vm, NULL, (size_t)size);
  if (b != V_ABSENT && !vm_random(vm, as_bytes(b)->data, (size_t)size)) replace(vm, &b, V_ABSENT);
  return b;
}

const NativeDef posix_file_functions[] = {
  {"open", "(path, flags, mode=511, *, dir_fd=None)", posix_open, 0, "Open a file for low level IO.  Returns a file descriptor (integer)."},
  {"close", "(fd)", posix_close, 0, "Close a file descriptor."},
  {"closerange", "(fd_low, fd_high, /)", posix_closerange, 0, "Closes all file descriptors in [fd_low, fd_high), ignoring errors."},
  {"read", "(fd, length, /)", posix_read, 0, "Read from a file descriptor.  Returns a bytes object."},
  {"write", "(fd, data, /)", posix_write, 0, "Write a bytes object to a file descriptor."},
  {"pread", "(fd, length, offset, /)", posix_pread, 0, "Read a number of bytes from a file descriptor starting at a particular offset."},
  {"pwrite", "(fd, buffer, offset, /)", posix_pwrite, 0, "Write bytes to a file descriptor starting at a particular offset."},
  {"sendfile", "(out_fd, in_fd, offset, count)", posix_sendfile, 0, "Copy count bytes from file descriptor in_fd to file descriptor out_fd."},
  {"lseek", "(fd, position, whence, /)", posix_lseek, 0, "Set the position of a file descriptor.  Return the new position."},
  {"dup", "(fd, /)", posix_dup, 0, "Return a duplicate of a file descriptor."},
  {"dup2", "(fd, fd2, inheritable=True)", posix_dup2, 0, "Duplicate file descriptor."},
  {"pipe", "()", posix_pipe, 0, "Create a pipe."},
  {"isatty", "(fd, /)", posix_isatty, 0, "Return True if the fd is connected to a terminal."},
  {"ttyname", "(fd, /)", posix_ttyname, 0, "Return the name of the terminal device connected to 'fd'."},
  {"fsync", "(fd)", posix_fsync, 0, "Force write of fd to disk."},
  {"fdatasync", "(fd)", posix_fdatasync, 0, "Force write of fd to disk without forcing update of metadata."},
  {"fchdir", "(fd)", posix_fchdir, 0, "Change to the directory of the given file descriptor."},
  {"ftruncate", "(fd, length, /)", posix_ftruncate, 0, "Truncate a file, specified by file descriptor, to a specific length."},
  {"truncate", "(path, length)", posix_truncate, 0, "Truncate a file, specified by path, to a specific length."},
  {"get_blocking", "(fd, /)", posix_get_blocking, 0, "Get the blocking mode of the file descriptor."},
  {"set_blocking", "(fd, blocking, /)", posix_set_blocking, 0, "Set the blocking mode of the specified file descriptor."},
  {"get_inheritable", "(fd, /)", posix_get_inheritable, 0, "Get the close-on-exe flag of the specified file descriptor."},
  {"set_inheritable", "(fd, inheritable, /)", posix_set_inheritable, 0, "Set the inheritable flag of the specified file descriptor."},
  {"get_terminal_size", "(fd=1, /)", posix_get_terminal_size, 0, "Return the size of the terminal window as (columns, lines)."},
  {"mkdir", "(path, mode=511, *, dir_fd=None)", posix_mkdir, NATIVE_ROOTED, "Create a directory."},
  {"unlink", "(path, *, dir_fd=None)", posix_unlink, NATIVE_ROOTED, "Remove a file (same as remove())."},
  {"remove", "(path, *, dir_fd=None)", posix_unlink, NATIVE_ROOTED, "Remove a file (same as unlink())."},
  {"rmdir", "(path, *, dir_fd=None)", posix_rmdir, NATIVE_ROOTED, "Remove a directory."},
  {"rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename, NATIVE_ROOTED, "Rename a file or directory."},
  {"replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename, NATIVE_ROOTED, "Rename a file or directory, overwriting the destination."},
  {"link", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", posix_link, 0, "Create a hard link to a file."},
  {"symlink", "(src, dst, target_is_directory=False, *, dir_fd=None)", posix_symlink, 0, "Create a symbolic link pointing to src named dst."},
  {"readlink", "(path, *, dir_fd=None)", posix_readlink, 0, "Return a string representing the path to which the symbolic link points."},
  {"chdir", "(path)", posix_chdir, 0, "Change the current working directory to the specified path."},
  {"getcwd", "()", posix_getcwd, NATIVE_ROOTED, "Return a unicode string representing the current working directory."},
  {"getcwdb", "()", posix_getcwdb, NATIVE_ROOTED, "Return a bytes string representing the current working directory."},
  {"access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posix_access, NATIVE_ROOTED, "Use the real uid/gid to test for access to a path."},
  {"chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)", posix_chmod, 0, "Change the access permissions of a file."},
  {"chown", "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", posix_chown, 0, "Change the owner and group id of path to the numeric uid and gid."},
  {"mkfifo", "(path, mode=438, *, dir_fd=None)", posix_mkfifo, 0, "Create a \"fifo\" (a POSIX named pipe)."},
  {"umask", "(mask, /)", posix_umask, 0, "Set the current numeric umask and return the previous umask."},
  {"urandom", "(size, /)", posix_urandom, NATIVE_PURE, "Return a bytes object containing random bytes suitable for cryptographic use."},
  {NULL, NULL, NULL, 0, NULL},
};

bool posix_file_init(VM *vm, Module *module) {
  static const struct { const char *name; int value; } constants[] = {
    {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY}, {"O_RDWR", O_RDWR}, {"O_CREAT", O_CREAT}, {"O_EXCL", O_EXCL}, {"O_TRUNC", O_TRUNC},
    {"O_APPEND", O_APPEND}, {"O_NONBLOCK", O_NONBLOCK}, {"O_SYNC", O_SYNC}, {"O_DSYNC", O_DSYNC}, {"O_CLOEXEC", O_CLOEXEC},
    {"O_DIRECTORY", O_DIRECTORY}, {"O_NOFOLLOW", O_NOFOLLOW}, {"O_NOCTTY", O_NOCTTY}, {"O_NDELAY", O_NDELAY}, {"O_ACCMODE", O_ACCMODE},
    {"F_OK", F_OK}, {"R_OK", R_OK}, {"W_OK", W_OK}, {"X_OK", X_OK}, {"SEEK_DATA", 3}, {"SEEK_HOLE", 4},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add_int(vm, module, constants[i].name, constants[i].value)) return false;
  Type *size = structseq_type_new(vm, &size_spec);
  return size && module_add(vm, module, "terminal_size", from_obj(size));
}
