// SPDX-License-Identifier: MIT
// posix.h - what the files of the posix module share.
#ifndef ASTER_POSIX_H
#define ASTER_POSIX_H

#include <limits.h>

#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/types/structseq.h"

// A path or descriptor argument.
typedef struct PathArg { Value v; int fd; bool bytes; char c[PATH_MAX]; } PathArg;

bool path_arg(VM *vm, Value v, bool allow_fd, PathArg *out) MUST_USE;  // fd -1 unless a descriptor was given; path_done releases
void path_done(VM *vm, PathArg *path);
Value path_error(VM *vm, PathArg *path);                                // OSError of errno about it; also releases it
Value path_text(VM *vm, const char *bytes, bool as_bytes) MUST_USE;     // a name that the system gave
bool fd_arg(VM *vm, Value v, int *out) MUST_USE;                        // an int or an object with fileno()
bool int32_arg(VM *vm, Value v, int otherwise, int *out) MUST_USE;      // V_ABSENT: otherwise
bool dir_fd_arg(VM *vm, Value v, int *out) MUST_USE;                    // None or absent: AT_FDCWD
bool flag_arg(VM *vm, Value v, bool otherwise, bool *out) MUST_USE;
// Where a path leads in this VM: a folder and a name for the *at functions (root_path_done ends it). false: exception set, `path` released.
bool rooted_path(VM *vm, PathArg *path, int dir, bool follow, RootPath *out) MUST_USE;
Value os_error_now(VM *vm);                                             // OSError of errno
bool os_retry(VM *vm);                                                  // after EINTR: run handlers; false: one raised
// Runs `call` while other threads run, until it is not interrupted; n is its result, -1 with an exception set if a handler raised.
#define RETRY(n, call) do { \
    (n) = -1; \
    if (!signals_checked(vm)) break; \
    THREAD_BLOCKING(vm, n, call); \
  } while ((n) < 0 && errno == EINTR && os_retry(vm))

extern const NativeDef posix_file_functions[], posix_stat_functions[], posix_process_functions[];
bool posix_file_init(VM *vm, Module *module) MUST_USE;
bool posix_stat_init(VM *vm, Module *module) MUST_USE;
bool posix_process_init(VM *vm, Module *module) MUST_USE;

#endif
