// SPDX-License-Identifier: MIT
// codetext.h - code objects as text, for the module _traceback.
#ifndef ASTER_CODETEXT_H
#define ASTER_CODETEXT_H

#include "vm/core/vm.h"

Value codetext_disassemble(VM *vm, Value *args, uint32_t argc);  // disassemble(code, source=None): source is what lines are taken from

#endif
