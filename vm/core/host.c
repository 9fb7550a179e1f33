// SPDX-License-Identifier: MIT
// host.c - capabilities, the file system below a root, and the host's hooks.
#include "vm/core/host.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/io/io.h"
#include "vm/include/aster.h"

_Static_assert((int)CAN_CLOCK == ASTER_CAN_CLOCK && (int)CAN_STDOUT == ASTER_CAN_STDOUT && (int)CAN_ENVIRONMENT == ASTER_CAN_ENVIRONMENT &&
               (int)CAN_FILES == ASTER_CAN_FILES && (int)CAN_NETWORK == ASTER_CAN_NETWORK && (int)CAN_PROCESSES == ASTER_CAN_PROCESSES &&
               (int)CAN_THREADS == ASTER_CAN_THREADS, "capabilities");
_Static_assert((int)CLOCK_WALL == ASTER_CLOCK_WALL && (int)CLOCK_MONO == ASTER_CLOCK_MONOTONIC && (int)CLOCK_CPU == ASTER_CLOCK_CPU, "clocks");

// ---- capabilities

static const char *capability_name(uint32_t capability) {
  switch (capability) {
    case CAN_CLOCK: return "clock";
    case CAN_STDOUT: return "stdout";
    case CAN_ENVIRONMENT: return "environment";
    case CAN_FILES: return "files";
    case CAN_NETWORK: return "network";
    case CAN_PROCESSES: return "processes";
    default: return "threads";
  }
}

static bool refuse(VM *vm, const char *what, const char *why) {
  raise(vm, EXC_PermissionError, "the capability '%s' is not granted%s", what, why);
  return false;
}

bool vm_require(VM *vm, uint32_t capability) { return vm_can(vm, capability) || refuse(vm, capability_name(capability), ""); }

bool vm_require_all_files(VM *vm) {
  if (!vm_require(vm, CAN_FILES)) return false;
  return !vm_is_rooted(vm) || refuse(vm, "files", " outside the root: paths below it only");
}

int vm_fd_lend(VM *vm, int fd) {
  if (fd >= 0 && fd < 1024) vm->own_fds[fd / 64] |= UINT64_C(1) << fd % 64;
  return fd;
}

bool vm_fd_adopt(VM *vm, int fd) {
  bool own = fd >= 0 && fd < 1024 && (vm->own_fds[fd / 64] >> fd % 64 & 1);
  if (own) vm->own_fds[fd / 64] &= ~(UINT64_C(1) << fd % 64);
  return own || !vm->config.sandbox || vm_require_all_files(vm);
}

// What stands for a function that this VM may not call.
#define REFUSING(name, capability) \
  static Value name(VM *vm, const Value *args, uint32_t argc, Tuple *kwnames) { \
    (void)args, (void)argc, (void)kwnames; \
    refuse(vm, capability_name(capability), ""); \
    return V_ABSENT; \
  }
REFUSING(no_clock, CAN_CLOCK)
REFUSING(no_stdout, CAN_STDOUT)
REFUSING(no_environment, CAN_ENVIRONMENT)
REFUSING(no_files, CAN_FILES)
REFUSING(no_network, CAN_NETWORK)
REFUSING(no_processes, CAN_PROCESSES)
REFUSING(no_threads, CAN_THREADS)
static Value not_below_root(VM *vm, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return vm_require_all_files(vm) ? V_NONE : V_ABSENT;
}

typedef Value (*RefusingFn)(VM *vm, const Value *args, uint32_t argc, Tuple *kwnames);
static RefusingFn refusing(uint32_t capability) {
  switch (capability) {
    case CAN_CLOCK: return no_clock;
    case CAN_STDOUT: return no_stdout;
    case CAN_ENVIRONMENT: return no_environment;
    case CAN_FILES: return no_files;
    case CAN_NETWORK: return no_network;
    case CAN_PROCESSES: return no_processes;
    default: return no_threads;
  }
}

Value native_guarded(VM *vm, const NativeDef *def, uint32_t capability) {
  uint32_t needs = def->flags >> NATIVE_NEEDS_SHIFT;
  if (!needs && !(def->flags & NATIVE_PURE)) needs = capability;
  bool rooted = needs == CAN_FILES && vm_is_rooted(vm) && !(def->flags & NATIVE_ROOTED);
  if (!needs || (vm_can(vm, needs) && !rooted)) return native_new(vm, def, V_ABSENT, NULL);
  NativeDef *refused = vm_permanent(vm, sizeof *refused);
  if (!refused) return V_ABSENT;
  RefusingFn fn = vm_can(vm, needs) ? not_below_root : refusing(needs);
  *refused = (NativeDef){def->name, "(*args, **kwargs)", NATIVE_RAW(fn), NATIVE_KW, def->doc};
  return native_new(vm, refused, V_ABSENT, NULL);
}

// ---- hooks

bool vm_clock(VM *vm, HostClock which, double *seconds) {
  if (!vm->config.clock) return false;
  *seconds = vm->config.clock(vm->config.clock_user, (int)which);
  return true;
}

bool vm_random(VM *vm, void *bytes, size_t len) {
  if (vm->config.random) {
    if (vm->config.random(vm->config.random_user, bytes, len)) return true;
    raise_os(vm, ENOSYS, V_ABSENT, V_ABSENT);
    return false;
  }
  for (size_t at = 0; at < len;) {
    size_t part = len - at < 256 ? len - at : 256;  // whole, whatever signals come
    ssize_t n = getrandom((char *)bytes + at, part, 0);
    if (n < 0 && errno != EINTR) return raise_os(vm, errno, V_ABSENT, V_ABSENT), false;
    if (n > 0) at += (size_t)n;
  }
  return true;
}

void vm_log(VM *vm, bool is_error, const Str *text) {
  if (!vm->config.log) return io_stderr_write(vm, text);
  Value pending = error_take(vm), bytes = str_encode_utf8(vm, (Str *)text, true);
  if (bytes) vm->config.log(vm->config.log_user, is_error ? ASTER_LOG_ERROR : ASTER_LOG_WARNING, (const char *)as_bytes(bytes)->data, as_bytes(bytes)->len);
  release(vm, bytes);
  error_clear(vm);
  error_restore_steal(vm, pending);
}

// ---- the file system below a root

enum { MOST_LINKS = 40, MOST_DEPTH = 256 };

bool root_open(VM *vm) {
  vm->root = -1;
  if (!vm->config.sandbox || !vm->config.root) return true;
  vm->root = open(vm->config.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  size_t size = strlen(vm->config.root) + 1;
  char *copy = vm->root < 0 ? NULL : vm_permanent(vm, size);  // VMs that this one makes have the same root
  vm->config.root = copy ? memcpy(copy, vm->config.root, size) : NULL;
  return copy != NULL;
}

void root_close(VM *vm) {
  if (vm->root >= 0) close(vm->root);
  vm->root = -1;
}

// The folders from the root to where the walk stands: ".." pops one, and nothing at the root.
typedef struct Walk {
  int depth;
  int folders[MOST_DEPTH];  // [0] is the root's own
  char rest[4096];          // what is still to be walked
  char name[4096];          // the part at hand
  int links;
} Walk;

static void walk_end(Walk *w) {
  for (int i = w->depth; i > 0; i--) close(w->folders[i]);
}

// Takes the next part off `rest`. False: there is none.
static bool next_part(Walk *w) {
  size_t start = strspn(w->rest, "/"), len = strcspn(w->rest + start, "/");
  if (!len) return false;
  memcpy(w->name, w->rest + start, len);
  w->name[len] = 0;
  memmove(w->rest, w->rest + start + len, strlen(w->rest + start + len) + 1);
  return true;
}

// The part is a symbolic link: its target takes its place. -1: it is none; 0: errno; 1: done.
static int follow_link(Walk *w) {
  char target[4096], joined[8192];
  ssize_t n = readlinkat(w->folders[w->depth], w->name, target, sizeof target - 1);
  if (n < 0) return -1;
  target[n] = 0;
  if (++w->links > MOST_LINKS) return errno = ELOOP, 0;
  if ((size_t)snprintf(joined, sizeof joined, "%s%s%s", target, *w->rest ? "/" : "", w->rest) >= sizeof w->rest) return errno = ENAMETOOLONG, 0;
  memcpy(w->rest, joined, strlen(joined) + 1);
  if (*target == '/') {
    walk_end(w);
    w->depth = 0;
  }
  return 1;
}

static bool enter_folder(Walk *w) {
  if (w->depth + 1 == MOST_DEPTH) return errno = ENAMETOOLONG, false;
  int fd = openat(w->folders[w->depth], w->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return false;
  w->folders[++w->depth] = fd;
  return true;
}

// Walks all but the last part, which stays in `name` ("." where the path ends at a folder that was entered).
static bool walk(Walk *w, bool follow) {
  while (next_part(w)) {
    bool last = !w->rest[strspn(w->rest, "/")];
    if (strcmp(w->name, ".") == 0) continue;
    if (strcmp(w->name, "..") == 0) {
      if (w->depth) close(w->folders[w->depth--]);
      continue;
    }
    int linked = !last || follow || *w->rest ? follow_link(w) : -1;
    if (linked == 0) return false;
    if (linked == 1) continue;
    if (last && !*w->rest) return true;
    if (!enter_folder(w)) return false;
  }
  strcpy(w->name, ".");
  return true;
}

bool root_path(VM *vm, const char *path, bool follow, RootPath *out) {
  size_t len = strlen(path);
  out->folder = AT_FDCWD;
  if (len >= sizeof out->name) return errno = ENAMETOOLONG, false;
  if (!len) return errno = ENOENT, false;
  if (!vm_is_rooted(vm)) return memcpy(out->name, path, len + 1), true;
  Walk w = {.depth = 0};
  w.folders[0] = vm->root;
  memcpy(w.rest, path, len + 1);
  bool ok = walk(&w, follow);
  if (ok) {
    out->folder = fcntl(w.folders[w.depth], F_DUPFD_CLOEXEC, 3);
    ok = out->folder >= 0;
    memcpy(out->name, w.name, strlen(w.name) + 1);
  }
  int saved = errno;
  walk_end(&w);
  errno = saved;
  return ok;
}

void root_path_done(RootPath *path) {
  int saved = errno;
  if (path->folder >= 0) close(path->folder);
  path->folder = AT_FDCWD;
  errno = saved;
}

int root_open_file(VM *vm, const char *path, int flags, mode_t mode) {
  if (!vm_require(vm, CAN_FILES)) return -2;
  if (!vm_is_rooted(vm)) return open(path, flags, mode);
  RootPath at;
  if (!root_path(vm, path, !(flags & O_NOFOLLOW), &at)) return -1;
  int fd = openat(at.folder, at.name, flags | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, mode);
  root_path_done(&at);
  return fd;
}

int64_t vm_option_count(const VMConfig *config, const char *letters) {
  int64_t n = 0;
  for (const char *p = config->options; *p; p++) n += strchr(letters, *p) != NULL;
  return n;
}
