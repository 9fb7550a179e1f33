// SPDX-License-Identifier: MIT
// sys.h - what the two files of the sys module share.
#ifndef ASTER_SYS_H
#define ASTER_SYS_H

#include "vm/core/vm.h"

#define ASTER_VERSION_TEXT "0.1.0"

bool sysinfo_add(VM *vm, Module *module);
bool sys_keep(VM *vm, Module *module, Value v_steal);  // holds a reference as long as the module lives

#endif
