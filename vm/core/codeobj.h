// SPDX-License-Identifier: MIT
// codeobj.h - what the files of the code type share.
#ifndef ASTER_CODEOBJ_H
#define ASTER_CODEOBJ_H

#include "vm/core/vm.h"

Value code_compare(VM *vm, Value left, Value right, CmpOp op);
bool code_hash(VM *vm, Value self, int64_t *hash);
Value code_replace(VM *vm, Value *args, uint32_t argc);
#define CODE_REPLACE_SIG "($self, /, *, co_name=None, co_qualname=None, co_filename=None, co_firstlineno=None, co_flags=None, co_consts=None)"

#endif
