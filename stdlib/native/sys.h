// SPDX-License-Identifier: MIT
// sys.h - what the host gives the sys module, and what its two files share.
#ifndef ASTER_SYS_H
#define ASTER_SYS_H

#include "vm/core/vm.h"

#define ASTER_VERSION_TEXT "0.1.0"

bool sys_set_argv(VM *vm, int argc, char **argv) MUST_USE;               // sys.argv; sys.orig_argv too when it is empty
bool sys_set_executable(VM *vm, const char *path) MUST_USE;
bool sys_path_set(VM *vm, const char *const *folders, size_t count) MUST_USE;

bool sysinfo_add(VM *vm, Module *module);
bool sys_keep(VM *vm, Module *module, Value v_steal);  // holds a reference as long as the module lives

#endif
