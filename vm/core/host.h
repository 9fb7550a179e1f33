// SPDX-License-Identifier: MIT
// host.h - what the VM may do outside itself: the capabilities of a sandboxed VM, and the host's hooks for output, clock and chance.
//
// A native that reaches outside stands behind one of these choke points; nothing else in the VM or in stdlib/native may:
//
//   vm_require            called by a native that needs a capability
//   NATIVE_NEEDS(cap)     in a NativeDef's flags: the function is made as one that only refuses where the capability is missing
//   module_add_guarded    the same for a whole table, except for rows with NATIVE_PURE (need nothing) or NATIVE_ROOTED (work under a root too)
//   root_*                the file system as a sandboxed VM sees it
//   vm_clock, vm_random   time and chance
//
// Under a root, paths are walked here, part by part, with descriptors: "..", absolute paths and symbolic links lead nowhere else, and no rename
// between a check and its use matters, since there is no check apart from the walk. Descriptors given as numbers are refused: they may be the
// host's. What cannot be confined so (links, owners, pipes, the current folder) is refused under a root.
#ifndef ASTER_CORE_HOST_H
#define ASTER_CORE_HOST_H

#include <sys/types.h>

#include "vm/core/vm.h"

enum {  // as ASTER_CAN_*
  CAN_CLOCK = 1, CAN_STDOUT = 2, CAN_ENVIRONMENT = 4, CAN_FILES = 8, CAN_NETWORK = 16, CAN_PROCESSES = 32, CAN_THREADS = 64
};

int64_t vm_option_count(const VMConfig *config, const char *letters);  // how often the command line gave one of them
static inline bool vm_can(const VM *vm, uint32_t capability) { return !vm->config.sandbox || (vm->config.allow & capability); }
bool vm_require(VM *vm, uint32_t capability) MUST_USE;   // false: PermissionError that names it
static inline bool vm_is_rooted(const VM *vm) { return vm->root >= 0; }
// Files by any path and any descriptor, not only below a root. false: PermissionError.
bool vm_require_all_files(VM *vm) MUST_USE;

// Descriptors as numbers: those that a sandboxed VM's natives made for its scripts may be taken up again, once; any other may be the host's.
int vm_fd_lend(VM *vm, int fd);                          // the same fd, now known
bool vm_fd_adopt(VM *vm, int fd) MUST_USE;               // false: PermissionError

typedef enum { CLOCK_WALL, CLOCK_MONO, CLOCK_CPU } HostClock;  // as AsterClock
bool vm_clock(VM *vm, HostClock which, double *seconds);       // false: the host has no hook, the system's clock counts
bool vm_random(VM *vm, void *bytes, size_t len) MUST_USE;      // false: OSError
void vm_log(VM *vm, bool is_error, const Str *text);           // what the VM itself reports: to the host's log, else to sys.stderr

bool root_open(VM *vm);                                        // at the VM's start; false: no such folder
void root_close(VM *vm);
// open(2) as this VM may: CAN_FILES, below the root where there is one. -1: errno; -2: exception set.
int root_open_file(VM *vm, const char *path, int flags, mode_t mode);
// A path taken apart for the *at functions: *folder (a descriptor to be closed, or AT_FDCWD) and the name in it. Where `follow`, a symbolic link as
// last part is resolved as well. false: errno is set.
typedef struct RootPath { int folder; char name[4096]; } RootPath;
bool root_path(VM *vm, const char *path, bool follow, RootPath *out);
void root_path_done(RootPath *path);

// The function, or one that only refuses. `capability` is needed where the row says nothing else; 0: nothing is.
Value native_guarded(VM *vm, const NativeDef *def, uint32_t capability) MUST_USE;
bool module_add_guarded(VM *vm, Module *module, const NativeDef *functions, uint32_t capability) MUST_USE;  // module.c

#endif
