// SPDX-License-Identifier: MIT
// warn.h - the `_warnings` module.
#ifndef ASTER_WARN_H
#define ASTER_WARN_H

#include "vm/core/module.h"

extern const ModuleDef warnings_native_module;  // `_warnings`

#endif
