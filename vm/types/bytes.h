// SPDX-License-Identifier: MIT
// bytes.h - bytes, bytearray and memoryview, and the buffer that they lend.
#ifndef ASTER_BYTES_H
#define ASTER_BYTES_H

#include "vm/core/type.h"

typedef struct Bytes { Object header; int64_t hash; size_t len; uint8_t data[]; } Bytes;  // hash -1: not computed; data zero-terminated
// `data` lies in `block` (of cap bytes), not always at its start: deleting a prefix only moves it. exports > 0: cannot be resized.
typedef struct ByteArray { Object header; uint8_t *data, *block; size_t len, cap; uint32_t exports; } ByteArray;

static inline bool is_bytes(Value v) { return is_kind(v, KIND_BYTES); }
static inline Bytes *as_bytes(Value v) { return (Bytes *)as_obj(v); }
Value bytes_new(VM *vm, const void *data, size_t len) MUST_USE;  // data NULL: zeroed
Value bytearray_new(VM *vm, const void *data, size_t len) MUST_USE;
bool bytearray_resize(VM *vm, ByteArray *b, size_t len) MUST_USE;  // BufferError when exported
// A borrowed view of a bytes-like object's memory. Objects other than bytes are locked against resizing until released.
// Types outside bytes.c lend theirs through `lend` in their TypeSpec (array.array, mmap).
typedef struct Buffer { uint8_t *data; size_t len; Value owner; size_t itemsize; char format[8]; bool readonly; } Buffer;
bool buffer_get(VM *vm, Value v, Buffer *out) MUST_USE;  // TypeError: "a bytes-like object is required, not 'X'"
bool buffer_try(VM *vm, Value v, Buffer *out);           // false without exception
void buffer_release(VM *vm, Buffer *buffer);
bool loan_buffer(VM *vm, Value lender, Buffer *out);     // of a script class with __buffer__ (loan.c). false: no such method, or exception
Value buffer_method(VM *vm, Value *args, uint32_t argc); // __buffer__ and __release_buffer__ of types in C
Value release_buffer_method(VM *vm, Value *args, uint32_t argc);
#define BUFFER_METHODS \
  {"__buffer__", "($self, flags, /)", buffer_method, 0, "Return a buffer object that exposes the underlying memory of the object."}, \
  {"__release_buffer__", "($self, buffer, /)", release_buffer_method, 0, "Release the buffer object that exposes the underlying memory of the object."}
static inline bool is_bytearray(Value v) { return is_kind(v, KIND_BYTEARRAY); }
static inline ByteArray *as_bytearray(Value v) { return (ByteArray *)as_obj(v); }
// bytes(v) without encoding, as the constructor takes it; `what` names the type in messages ("bytes", "bytearray").
Value bytes_from_object(VM *vm, Value v) MUST_USE;
Value bytes_hex(VM *vm, const uint8_t *data, size_t len, Value sep, Value per_sep) MUST_USE;   // .hex(sep, bytes_per_sep)
Value bytes_percent(VM *vm, Value format, Value args) MUST_USE;                                // percent.c
bool byte_value(VM *vm, Value v, const char *range_error, uint8_t *out) MUST_USE;              // an index in 0..255
// memoryview.c
Value memoryview_new(VM *vm, Value exporter) MUST_USE;
bool memoryview_buffer(VM *vm, Value v, Buffer *out, bool raise_errors);   // for buffer_get
void memoryview_unlock(Value v);
Value memoryview_tobytes(VM *vm, Value v) MUST_USE;
bool bytes_types_init(VM *vm);       // bytes, bytearray, memoryview and their iterators
bool bytearray_types_init(VM *vm);   // called by bytes_types_init
bool memoryview_types_init(VM *vm);
bool loan_types_init(VM *vm);
#endif
