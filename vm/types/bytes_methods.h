// SPDX-License-Identifier: MIT
// bytes_methods.h - what the files of bytes and bytearray share among themselves.
#ifndef ASTER_BYTES_METHODS_H
#define ASTER_BYTES_METHODS_H

#include "vm/core/vm.h"

extern const NativeDef bytes_methods[];            // bytes_methods.c
extern const NativeDef bytearray_methods[];        // bytes_methods.c, with those that bytearray adds
Value bytes_iter_next(VM *vm, Value self);
int bytes_like_contains(VM *vm, Value self, Value item);
Value bytes_like_add(VM *vm, Value a, Value b);
Value bytes_like_mul(VM *vm, Value a, Value b);
Value bytes_from_text(VM *vm, const Value *in, const char *function);
Value bytes_str(VM *vm, Value self);                                    // str() of bytes and bytearray: as repr, but -b tells of it
bool bytes_mixed(VM *vm, const char *kind, Value other) MUST_USE;       // -b: a comparison with a str or an int is told. False: it is an error
int bytes_order(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len);
Value order_result(int order, CmpOp op);
void bytes_pick(uint8_t *out, const uint8_t *data, int64_t start, int64_t step, int64_t count);

// bytearray's own methods
Value bytearray_append_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_extend_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_insert_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_pop_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_remove_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_clear_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_copy_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_reverse_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_alloc_m(VM *vm, Value *args, uint32_t argc);
Value bytearray_reduce_m(VM *vm, Value *args, uint32_t argc);

#endif
