// SPDX-License-Identifier: MIT
// library.h - what a complete library brings to a VM: the compiler and the tables of modules. Defined outside the VM (stdlib/library.c),
// so that the VM alone links without them.
#ifndef ASTER_LIBRARY_H
#define ASTER_LIBRARY_H

#include "vm/core/vm.h"

struct AsterHost;
extern const struct AsterHost library_host;  // stdlib/loop
extern const CompileFn library_compile;
extern const ModuleDef *const library_natives[];
extern const FrozenModule library_frozen[];
extern const UnpackFn library_unpack;        // for their bytes

#endif
