// SPDX-License-Identifier: MIT
// builtins.h - the functions of the `builtins` module, by the file that they are in.
#ifndef ASTER_BUILTINS_H
#define ASTER_BUILTINS_H

#include "vm/core/vm.h"

// Fills vm->builtins; every type exists by then, but not every exception: these are added when somebody asks for them. So names are
// looked up in a dict of builtins with builtins_get, and one that script is to see goes through builtins_shown_get.
bool builtins_init(VM *vm) MUST_USE;
Value builtins_get(VM *vm, Dict *builtins, Str *name);       // borrowed; V_ABSENT: none, or MemoryError
Dict *builtins_shown_get(VM *vm, Dict *builtins) MUST_USE;   // borrowed, with all that belongs there; NULL: MemoryError
bool builtins_rest(VM *vm, Module *module, Str *name) MUST_USE;  // a ModuleRest
bool builtins_types_init(VM *vm) MUST_USE;  // anext_awaitable; called by builtins_init

// An attribute name given by script code: interned, owned. NULL: TypeError.
Str *builtins_attr_name(VM *vm, Value v) MUST_USE;

// builtins_num.c
Value builtin_abs(VM *vm, Value *args, uint32_t argc);
Value builtin_bin(VM *vm, Value *args, uint32_t argc);
Value builtin_oct(VM *vm, Value *args, uint32_t argc);
Value builtin_hex(VM *vm, Value *args, uint32_t argc);
Value builtin_chr(VM *vm, Value *args, uint32_t argc);
Value builtin_ord(VM *vm, Value *args, uint32_t argc);
Value builtin_divmod(VM *vm, Value *args, uint32_t argc);
Value builtin_pow(VM *vm, Value *args, uint32_t argc);
Value builtin_round(VM *vm, Value *args, uint32_t argc);
Value builtin_sum(VM *vm, Value *args, uint32_t argc);
Value builtin_min(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);
Value builtin_max(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);
// builtins_code.c
Value builtin_compile(VM *vm, Value *args, uint32_t argc);
Value builtin_eval(VM *vm, Value *args, uint32_t argc);
Value builtin_exec(VM *vm, Value *args, uint32_t argc);
Value builtin_build_class(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);
Value builtin_import(VM *vm, Value *args, uint32_t argc);
Value builtin_globals(VM *vm, Value *args, uint32_t argc);
Value builtin_locals(VM *vm, Value *args, uint32_t argc);
Value builtin_vars(VM *vm, Value *args, uint32_t argc);
Value builtin_dir(VM *vm, Value *args, uint32_t argc);
Value builtin_breakpoint(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);
// builtins_async.c
Value builtin_aiter(VM *vm, Value *args, uint32_t argc);
Value builtin_anext(VM *vm, Value *args, uint32_t argc);

#endif
