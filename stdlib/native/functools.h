// SPDX-License-Identifier: MIT
// functools.h - what the files of module `_functools` share.
#ifndef ASTER_FUNCTOOLS_H
#define ASTER_FUNCTOOLS_H

#include "vm/core/vm.h"

bool lrucache_init_type(VM *vm, Module *m) MUST_USE;

#endif
