// SPDX-License-Identifier: MIT
// errtypes.h - what the files that define exception types share.
#ifndef ASTER_ERRTYPES_H
#define ASTER_ERRTYPES_H

#include "vm/core/error.h"

// A getter and setter of one field: shows None when it is absent. FIELD(errno, OS_ERROR_ERRNO) makes field_get_errno and field_set_errno.
#define EXC_FIELD(prefix, name, index) \
  static Value prefix##_get_##name(VM *vm, Value self) { return exc_field_get(vm, self, index); } \
  static bool prefix##_set_##name(VM *vm, Value self, Value v) { return exc_field_set(vm, self, index, v); }
#define EXC_FIELD_ROW(prefix, name) {#name, prefix##_get_##name, prefix##_set_##name, NULL}

Value exc_field_get(VM *vm, Value self, unsigned index);
bool exc_field_set(VM *vm, Value self, unsigned index, Value v);
// A new exception of `type` with n fields; args taken from the call, keywords ignored.
Value exc_new(VM *vm, Type *type, unsigned nfields, const Value *args, uint32_t argc) MUST_USE;
bool exc_no_keywords(VM *vm, Value self, Tuple *kwnames) MUST_USE;
bool exc_base_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
Value exc_base_str(VM *vm, Value self);
Value exc_dict_copy(VM *vm, Value self) MUST_USE;  // of its own attributes, V_NONE when there are none
// Keyword-only arguments of a constructor: out[i] borrowed, V_ABSENT when not given.
bool exc_keywords(VM *vm, const char *fname, const Value *values, Tuple *kwnames, const char *const *names, unsigned n, Value *out) MUST_USE;
// Native functions that take exactly what PyArg_ParseTuple wanted: "function takes exactly 5 arguments (1 given)".

// oserror.c
extern const GetSetDef os_error_getset[];
extern const NativeDef os_error_methods[];
Value os_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
bool os_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
Value os_error_str(VM *vm, Value self);
Value os_error_text(VM *vm, int errnum) MUST_USE;  // strerror
// unierror.c
extern const GetSetDef unicode_error_getset[], translate_error_getset[];
Value unicode_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
bool decode_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
bool encode_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
bool translate_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
Value decode_error_str(VM *vm, Value self);
Value encode_error_str(VM *vm, Value self);
Value translate_error_str(VM *vm, Value self);
// syntaxerror.c
extern const GetSetDef syntax_error_getset[];
Value syntax_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
bool syntax_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
Value syntax_error_str(VM *vm, Value self);
// excgroup.c
extern const GetSetDef group_getset[];
extern const NativeDef group_methods[];
Value group_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
bool group_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);
Value group_str(VM *vm, Value self);
// traceback.c
bool traceback_types_init(VM *vm);

#endif
