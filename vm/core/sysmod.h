// SPDX-License-Identifier: MIT
// sysmod.h - what the host puts into the sys module: arguments, paths, options.
#ifndef ASTER_SYSMOD_H
#define ASTER_SYSMOD_H

#include "vm/core/vm.h"

// sys.argv, sys.executable and sys.orig_argv.
bool sys_set_argv(VM *vm, int argc, char *const *argv, const char *executable, int orig_argc, char *const *orig_argv) MUST_USE;
bool sys_path_set(VM *vm, const char *const *folders, size_t count) MUST_USE;
bool sys_add_xoption(VM *vm, const char *option) MUST_USE;   // "name" or "name=value", as after -X
bool sys_add_warning(VM *vm, const char *filter) MUST_USE;   // as after -W

#endif
