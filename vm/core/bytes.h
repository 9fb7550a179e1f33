// SPDX-License-Identifier: MIT
// bytes.h - bytes, bytearray and memoryview, and the buffer that they lend.
#ifndef ASTER_BYTES_H
#define ASTER_BYTES_H

#include "vm/core/type.h"

typedef struct Bytes { Object header; int64_t hash; size_t len; uint8_t data[]; } Bytes;  // hash -1: not computed; data zero-terminated
typedef struct ByteArray { Object header; uint8_t *data; size_t len, cap; uint32_t exports; } ByteArray;  // exports > 0: cannot be resized

static inline bool is_bytes(Value v) { return is_kind(v, KIND_BYTES); }
static inline Bytes *as_bytes(Value v) { return (Bytes *)as_obj(v); }
Value bytes_new(VM *vm, const void *data, size_t len) MUST_USE;  // data NULL: zeroed
Value bytearray_new(VM *vm, const void *data, size_t len) MUST_USE;
bool bytearray_resize(VM *vm, ByteArray *b, size_t len) MUST_USE;  // BufferError when exported
// A borrowed view of a bytes-like object's memory. Objects other than bytes are locked against resizing until released.
// Types outside this file lend theirs through `buffer_hook` in vm.h (array.array, mmap).
typedef struct Buffer { uint8_t *data; size_t len; Value owner; size_t itemsize; char format[8]; bool readonly; } Buffer;
bool buffer_get(VM *vm, Value v, Buffer *out) MUST_USE;  // TypeError: "a bytes-like object is required, not 'X'"
bool buffer_try(VM *vm, Value v, Buffer *out);           // false without exception
void buffer_release(VM *vm, Buffer *buffer);
bool bytes_types_init(VM *vm);
#endif
