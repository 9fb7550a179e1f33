// SPDX-License-Identifier: MIT
// collections.h - what the files of module `_collections` share.
#ifndef ASTER_COLLECTIONS_H
#define ASTER_COLLECTIONS_H

#include "vm/core/vm.h"

bool deque_init_types(VM *vm, Module *m) MUST_USE;

#endif
