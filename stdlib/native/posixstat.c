// SPDX-License-Identifier: MIT
// posixstat.c - the posix module: stat, and folders: listdir, scandir.
//
// scandir reads the whole folder at once: its iterator holds no open descriptor, so close() has nothing to do but to end it.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "stdlib/native/posix.h"

#define F(i, name) {name, structseq_get_##i, NULL, NULL}
static const GetSetDef stat_fields[] = {
  F(0, "st_mode"), F(1, "st_ino"), F(2, "st_dev"), F(3, "st_nlink"), F(4, "st_uid"), F(5, "st_gid"), F(6, "st_size"),
  F(10, "st_atime"), F(11, "st_mtime"), F(12, "st_ctime"), F(13, "st_atime_ns"), F(14, "st_mtime_ns"), F(15, "st_ctime_ns"),
  F(16, "st_blksize"), F(17, "st_blocks"), F(18, "st_rdev"), {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec stat_spec = {.type = {STRUCTSEQ("os.stat_result", 19), .getset = stat_fields}, .visible = 10};

static const GetSetDef vfs_fields[] = {
  F(0, "f_bsize"), F(1, "f_frsize"), F(2, "f_blocks"), F(3, "f_bfree"), F(4, "f_bavail"), F(5, "f_files"), F(6, "f_ffree"),
  F(7, "f_favail"), F(8, "f_flag"), F(9, "f_namemax"), F(10, "f_fsid"), {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec vfs_spec = {.type = {STRUCTSEQ("os.statvfs_result", 11), .getset = vfs_fields}, .visible = 10};

static Value nanoseconds(VM *vm, struct timespec t) { return int_from_i64(vm, (int64_t)t.tv_sec * 1000000000 + t.tv_nsec); }
static Value seconds(struct timespec t) { return from_double((double)t.tv_sec + 1e-9 * (double)t.tv_nsec); }

static Value made(VM *vm, const char *type_name, Value *values, uint32_t count) {
  Value type = import_attr(vm, "posix", type_name);
  Value r = V_ABSENT;
  if (type == V_ABSENT) for (uint32_t i = 0; i < count; i++) release(vm, values[i]);
  else r = structseq_from_steal(vm, (Type *)as_obj(type), values);
  release(vm, type);
  return r;
}

static Value stat_made(VM *vm, const struct stat *st) {
  Value v[19] = {
    from_int(st->st_mode), int_from_u64(vm, st->st_ino), int_from_u64(vm, st->st_dev), int_from_u64(vm, st->st_nlink), from_int(st->st_uid),
    from_int(st->st_gid), int_from_i64(vm, st->st_size), int_from_i64(vm, st->st_atim.tv_sec), int_from_i64(vm, st->st_mtim.tv_sec),
    int_from_i64(vm, st->st_ctim.tv_sec), seconds(st->st_atim), seconds(st->st_mtim), seconds(st->st_ctim), nanoseconds(vm, st->st_atim),
    nanoseconds(vm, st->st_mtim), nanoseconds(vm, st->st_ctim), from_int(st->st_blksize), int_from_i64(vm, st->st_blocks),
    int_from_u64(vm, st->st_rdev),
  };
  return made(vm, "stat_result", v, 19);
}

static Value stat_of(VM *vm, Value file, Value dir_fd, bool follow) {
  PathArg path;
  struct stat st;
  int dir;
  if (!dir_fd_arg(vm, dir_fd, &dir) || !path_arg(vm, file, true, &path)) return V_ABSENT;
  bool by_fd = path.fd >= 0 || is_integer(path.v);
  RootPath at;
  if (by_fd && !vm_require_all_files(vm)) return path_done(vm, &path), V_ABSENT;
  if (!by_fd && !rooted_path(vm, &path, dir, follow, &at)) return V_ABSENT;
  int r = by_fd ? fstat(path.fd, &st) : fstatat(at.folder, at.name, &st, follow && !vm_is_rooted(vm) ? 0 : AT_SYMLINK_NOFOLLOW);
  if (!by_fd) root_path_done(&at);
  if (r < 0) return path_error(vm, &path);
  path_done(vm, &path);
  return stat_made(vm, &st);
}

static Value posix_stat(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool follow;
  return flag_arg(vm, args[2], true, &follow) ? stat_of(vm, args[0], args[1], follow) : V_ABSENT;
}

static Value posix_lstat(VM *vm, Value *args, uint32_t argc) { return (void)argc, stat_of(vm, args[0], args[1], false); }

static Value posix_fstat(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  struct stat st;
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  return fstat(fd, &st) < 0 ? os_error_now(vm) : stat_made(vm, &st);
}

static Value posix_statvfs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  struct statvfs st;
  if (!path_arg(vm, args[0], true, &path)) return V_ABSENT;
  if ((path.fd >= 0 ? fstatvfs(path.fd, &st) : statvfs(path.c, &st)) < 0) return path_error(vm, &path);
  path_done(vm, &path);
  Value v[11] = {
    int_from_u64(vm, st.f_bsize), int_from_u64(vm, st.f_frsize), int_from_u64(vm, st.f_blocks), int_from_u64(vm, st.f_bfree),
    int_from_u64(vm, st.f_bavail), int_from_u64(vm, st.f_files), int_from_u64(vm, st.f_ffree), int_from_u64(vm, st.f_favail),
    int_from_u64(vm, st.f_flag), int_from_u64(vm, st.f_namemax), int_from_u64(vm, st.f_fsid),
  };
  return made(vm, "statvfs_result", v, 11);
}

// utime: (atime, mtime) in seconds, ns=(...) in nanoseconds, or now

static bool time_of(VM *vm, Value v, bool ns, struct timespec *out) {
  if (ns) {
    int64_t n;
    if (!obj_index_i64(vm, v, &n)) return false;
    out->tv_sec = n / 1000000000 - (n % 1000000000 < 0);
    out->tv_nsec = n - (int64_t)out->tv_sec * 1000000000;
    return true;
  }
  double d;
  if (!float_coerce(vm, v, &d)) return false;
  out->tv_sec = (time_t)d - (d < 0 && d != (double)(time_t)d);
  out->tv_nsec = (long)((d - (double)out->tv_sec) * 1e9);
  return true;
}

static Value posix_utime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  bool by_ns = args[2] != V_ABSENT, follow;
  Value pair = by_ns ? args[2] : args[1] == V_NONE ? V_ABSENT : args[1];
  int dir;
  if (by_ns && args[1] != V_ABSENT && args[1] != V_NONE) return raise_value(vm, "utime: you may specify either 'times' or 'ns' but not both");
  if (pair != V_ABSENT && (!is_tuple(pair) || as_tuple(pair)->len != 2))
    return raise_type(vm, by_ns ? "utime: 'ns' must be a tuple of two ints" : "utime: 'times' must be either a tuple of two ints or None");
  for (int i = 0; pair != V_ABSENT && i < 2; i++) if (!time_of(vm, as_tuple(pair)->items[i], by_ns, &times[i])) return V_ABSENT;
  if (!dir_fd_arg(vm, args[3], &dir) || !flag_arg(vm, args[4], true, &follow) || !path_arg(vm, args[0], true, &path)) return V_ABSENT;
  int r = path.fd >= 0 ? futimens(path.fd, times) : utimensat(dir, path.c, times, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  if (r < 0) return path_error(vm, &path);
  path_done(vm, &path);
  return V_NONE;
}

// Folders

typedef struct DirEntry { Object header; Value name, path; uint64_t inode; int dir_fd; uint8_t type; } DirEntry;
typedef struct Scan { Object header; Value entries; size_t next; } Scan;
static DirEntry *as_entry(Value v) { return (DirEntry *)as_obj(v); }
static Scan *as_scan(Value v) { return (Scan *)as_obj(v); }

static DIR *folder_open(VM *vm, PathArg *path) {
  if (path->fd < 0) {
    int fd = root_open_file(vm, path->c[0] ? path->c : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    return fd < 0 ? NULL : fdopendir(fd);
  }
  if (!vm_require_all_files(vm)) return NULL;
  int fd = fcntl(path->fd, F_DUPFD_CLOEXEC, 0);
  DIR *dir = fd < 0 ? NULL : fdopendir(fd);
  if (dir) rewinddir(dir);
  else if (fd >= 0) close(fd);
  return dir;
}

static bool is_dots(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

static bool folder_arg(VM *vm, Value v, PathArg *path) {
  Value dot = v == V_ABSENT || v == V_NONE ? str_from_c(vm, ".") : retain(v);
  bool ok = dot != V_ABSENT && path_arg(vm, dot, true, path);
  release(vm, dot);
  return ok;
}

static Value posix_listdir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  if (!folder_arg(vm, args[0], &path)) return V_ABSENT;
  DIR *dir = folder_open(vm, &path);
  if (!dir) return has_error(vm) ? (path_done(vm, &path), V_ABSENT) : path_error(vm, &path);
  Value list = list_new(vm, 16);
  for (struct dirent *e; list != V_ABSENT && (e = readdir(dir));) {
    if (is_dots(e->d_name)) continue;
    Value name = path_text(vm, e->d_name, path.bytes);
    if (name == V_ABSENT || !list_append_steal(vm, as_list(list), name)) replace(vm, &list, V_ABSENT);
  }
  closedir(dir);
  path_done(vm, &path);
  return list;
}

static Value entry_path(VM *vm, const PathArg *path, const char *name) {
  char full[PATH_MAX * 2];
  size_t len = strlen(path->c);
  snprintf(full, sizeof full, "%s%s%s", path->c, len && path->c[len - 1] != '/' ? "/" : "", name);
  return path_text(vm, path->fd >= 0 ? name : full, path->bytes);
}

static Value entry_new(VM *vm, Type *type, const PathArg *path, const struct dirent *e) {
  DirEntry *entry = object_new(vm, type, sizeof *entry);
  if (!entry) return V_ABSENT;
  entry->inode = e->d_ino;
  entry->type = e->d_type;
  entry->dir_fd = path->fd >= 0 ? path->fd : AT_FDCWD;
  entry->name = path_text(vm, e->d_name, path->bytes);
  entry->path = entry_path(vm, path, e->d_name);
  if (entry->name != V_ABSENT && entry->path != V_ABSENT) return from_obj(entry);
  decref(vm, entry);
  return V_ABSENT;
}

static void entry_free(VM *vm, Object *o) {
  replace(vm, &((DirEntry *)o)->name, V_ABSENT);
  replace(vm, &((DirEntry *)o)->path, V_ABSENT);
}

static int entry_mode(VM *vm, DirEntry *entry, bool follow, mode_t *mode) {  // 1: known; 0: gone; -1: exception
  static const struct { uint8_t type; mode_t mode; } known[] = {{DT_DIR, S_IFDIR}, {DT_REG, S_IFREG}, {DT_LNK, S_IFLNK}, {DT_FIFO, S_IFIFO},
                                                                  {DT_SOCK, S_IFSOCK}, {DT_CHR, S_IFCHR}, {DT_BLK, S_IFBLK}};
  char path[PATH_MAX];
  struct stat st;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (entry->type == known[i].type && !(follow && entry->type == DT_LNK)) return *mode = known[i].mode, 1;
  if (!io_path_c(vm, entry->path, path, sizeof path)) return -1;
  RootPath at = {.folder = AT_FDCWD};
  bool reached = entry->dir_fd != AT_FDCWD || root_path(vm, path, follow, &at);
  int folder = entry->dir_fd != AT_FDCWD ? entry->dir_fd : at.folder;
  const char *name = entry->dir_fd != AT_FDCWD ? path : at.name;
  reached = reached && fstatat(folder, name, &st, follow && !vm_is_rooted(vm) ? 0 : AT_SYMLINK_NOFOLLOW) == 0;
  root_path_done(&at);
  if (reached) return *mode = st.st_mode, 1;
  if (errno == ENOENT) return 0;
  raise_os(vm, errno, entry->path, V_ABSENT);
  return -1;
}

static Value entry_is(VM *vm, Value self, Value follow_arg, mode_t want) {
  bool follow;
  mode_t mode = 0;
  if (!flag_arg(vm, follow_arg, true, &follow)) return V_ABSENT;
  int known = entry_mode(vm, as_entry(self), follow, &mode);
  return known < 0 ? V_ABSENT : from_bool(known && (mode & S_IFMT) == want);
}
static Value entry_is_dir(VM *vm, Value *args, uint32_t argc) { return (void)argc, entry_is(vm, args[0], args[1], S_IFDIR); }
static Value entry_is_file(VM *vm, Value *args, uint32_t argc) { return (void)argc, entry_is(vm, args[0], args[1], S_IFREG); }
static Value entry_is_symlink(VM *vm, Value *args, uint32_t argc) { return (void)argc, entry_is(vm, args[0], V_FALSE, S_IFLNK); }
static Value entry_is_junction(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_FALSE; }
static Value entry_inode(VM *vm, Value *args, uint32_t argc) { return (void)argc, int_from_u64(vm, as_entry(args[0])->inode); }
static Value entry_fspath(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, retain(as_entry(args[0])->path); }
static Value entry_stat(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool follow;
  DirEntry *e = as_entry(args[0]);
  return flag_arg(vm, args[1], true, &follow) ? stat_of(vm, e->path, e->dir_fd == AT_FDCWD ? V_NONE : from_int(e->dir_fd), follow) : V_ABSENT;
}
static Value entry_repr(VM *vm, Value self) { return str_format_c(vm, "<DirEntry %R>", as_entry(self)->name); }
static Value entry_get_name(VM *vm, Value self) { return (void)vm, retain(as_entry(self)->name); }
static Value entry_get_path(VM *vm, Value self) { return (void)vm, retain(as_entry(self)->path); }
static const GetSetDef entry_getset[] = {
  {"name", entry_get_name, NULL, "the entry's base filename, relative to scandir() \"path\" argument"},
  {"path", entry_get_path, NULL, "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"}, {NULL, NULL, NULL, NULL},
};
static const NativeDef entry_methods[] = {
  {"is_dir", "($self, /, *, follow_symlinks=True)", entry_is_dir, 0, "Return True if the entry is a directory; cached per entry."},
  {"is_file", "($self, /, *, follow_symlinks=True)", entry_is_file, 0, "Return True if the entry is a file; cached per entry."},
  {"is_symlink", "($self, /)", entry_is_symlink, 0, "Return True if the entry is a symbolic link; cached per entry."},
  {"is_junction", "($self, /)", entry_is_junction, 0, "Return True if the entry is a junction; cached per entry."},
  {"inode", "($self, /)", entry_inode, 0, "Return inode of the entry; cached per entry."},
  {"stat", "($self, /, *, follow_symlinks=True)", entry_stat, 0, "Return stat_result object for the entry; cached per entry."},
  {"__fspath__", "($self, /)", entry_fspath, 0, "Returns the path for the entry."},
  {NULL, NULL, NULL, 0, NULL},
};
static const TypeSpec entry_spec = {
  .name = "posix.DirEntry", .kind = KIND_OTHER, .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, .basicsize = sizeof(DirEntry), .methods = entry_methods,
  .getset = entry_getset, .slots = {.repr = entry_repr, .free = entry_free},
};

static void scan_free(VM *vm, Object *o) { replace(vm, &((Scan *)o)->entries, V_ABSENT); }
static Value scan_iter(VM *vm, Value self) { return (void)vm, retain(self); }
static Value scan_next(VM *vm, Value self) {
  Scan *scan = as_scan(self);
  if (scan->entries == V_ABSENT) return V_ABSENT;
  if (scan->next < as_list(scan->entries)->len) return retain(as_list(scan->entries)->items[scan->next++]);
  replace(vm, &scan->entries, V_ABSENT);
  return V_ABSENT;
}
static Value scan_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  replace(vm, &as_scan(args[0])->entries, V_ABSENT);
  return V_NONE;
}
static Value scan_enter(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, retain(args[0]); }
static const NativeDef scan_methods[] = {
  {"close", "($self, /)", scan_close, 0, NULL}, {"__enter__", "($self, /)", scan_enter, 0, NULL},
  {"__exit__", "($self, /, *args)", scan_close, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
static const TypeSpec scan_spec = {
  .name = "posix.ScandirIterator", .kind = KIND_ITERATOR, .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, .basicsize = sizeof(Scan), .methods = scan_methods,
  .slots = {.iter = scan_iter, .next = scan_next, .free = scan_free},
};

static Value entries_read(VM *vm, DIR *dir, const PathArg *path) {
  Value type = import_attr(vm, "posix", "DirEntry"), list = type == V_ABSENT ? V_ABSENT : list_new(vm, 16);
  for (struct dirent *e; list != V_ABSENT && (e = readdir(dir));) {
    if (is_dots(e->d_name)) continue;
    Value entry = entry_new(vm, (Type *)as_obj(type), path, e);
    if (entry == V_ABSENT || !list_append_steal(vm, as_list(list), entry)) replace(vm, &list, V_ABSENT);
  }
  release(vm, type);
  return list;
}

static Value posix_scandir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg path;
  if (!folder_arg(vm, args[0], &path)) return V_ABSENT;
  DIR *dir = folder_open(vm, &path);
  if (!dir) return has_error(vm) ? (path_done(vm, &path), V_ABSENT) : path_error(vm, &path);
  Value list = entries_read(vm, dir, &path);
  closedir(dir);
  path_done(vm, &path);
  Value type = list == V_ABSENT ? V_ABSENT : import_attr(vm, "posix", "ScandirIterator");
  Scan *scan = type == V_ABSENT ? NULL : object_new(vm, (Type *)as_obj(type), sizeof *scan);
  release(vm, type);
  if (!scan) return release(vm, list), V_ABSENT;
  scan->entries = list;
  return from_obj(scan);
}

const NativeDef posix_stat_functions[] = {
  {"stat", "(path, *, dir_fd=None, follow_symlinks=True)", posix_stat, NATIVE_ROOTED, "Perform a stat system call on the given path."},
  {"lstat", "(path, *, dir_fd=None)", posix_lstat, NATIVE_ROOTED, "Perform a stat system call on the given path, without following symbolic links."},
  {"fstat", "(fd)", posix_fstat, 0, "Perform a stat system call on the given file descriptor."},
  {"statvfs", "(path)", posix_statvfs, 0, "Perform a statvfs system call on the given path."},
  {"utime", "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", posix_utime, 0, "Set the access and modified time of path."},
  {"listdir", "(path=None)", posix_listdir, NATIVE_ROOTED, "Return a list containing the names of the files in the directory."},
  {"scandir", "(path=None)", posix_scandir, NATIVE_ROOTED, "Return an iterator of DirEntry objects for given path."},
  {NULL, NULL, NULL, 0, NULL},
};

bool posix_stat_init(VM *vm, Module *module) {
  Type *types[4] = {structseq_type_new(vm, &stat_spec), structseq_type_new(vm, &vfs_spec), type_from_spec(vm, &entry_spec, NULL),
                    type_from_spec(vm, &scan_spec, NULL)};
  static const char *const names[4] = {"stat_result", "statvfs_result", "DirEntry", "ScandirIterator"};
  for (int i = 0; i < 4; i++) if (!types[i] || !module_add(vm, module, names[i], from_obj(types[i]))) return false;
  return true;
}
