// SPDX-License-Identifier: MIT
// str_methods.h - what the files of str share among themselves.
#ifndef ASTER_STR_METHODS_H
#define ASTER_STR_METHODS_H

#include "vm/core/vm.h"

void str_free(VM *vm, Object *o);

// str_case.c
Value str_upper_m(VM *vm, Value *args, uint32_t argc);
Value str_lower_m(VM *vm, Value *args, uint32_t argc);
Value str_title_m(VM *vm, Value *args, uint32_t argc);
Value str_casefold_m(VM *vm, Value *args, uint32_t argc);
Value str_swapcase_m(VM *vm, Value *args, uint32_t argc);
Value str_capitalize_m(VM *vm, Value *args, uint32_t argc);
Value str_isalnum_m(VM *vm, Value *args, uint32_t argc);
Value str_isalpha_m(VM *vm, Value *args, uint32_t argc);
Value str_isascii_m(VM *vm, Value *args, uint32_t argc);
Value str_isdecimal_m(VM *vm, Value *args, uint32_t argc);
Value str_isdigit_m(VM *vm, Value *args, uint32_t argc);
Value str_isidentifier_m(VM *vm, Value *args, uint32_t argc);
Value str_islower_m(VM *vm, Value *args, uint32_t argc);
Value str_isnumeric_m(VM *vm, Value *args, uint32_t argc);
Value str_isprintable_m(VM *vm, Value *args, uint32_t argc);
Value str_isspace_m(VM *vm, Value *args, uint32_t argc);
Value str_istitle_m(VM *vm, Value *args, uint32_t argc);
Value str_isupper_m(VM *vm, Value *args, uint32_t argc);

// str_translate.c
Value str_translate_m(VM *vm, Value *args, uint32_t argc);
Value str_maketrans_m(VM *vm, Value *args, uint32_t argc);

// str_format.c
Value str_format_m(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);
Value str_format_map_m(VM *vm, Value *args, uint32_t argc);
Value str_format_method(VM *vm, Value *args, uint32_t argc);  // __format__

#endif
