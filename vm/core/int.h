// SPDX-License-Identifier: MIT
// int.h - integers: 49-bit ones inside the value, bigger ones as objects around libtommath's mp_int; and bool.
// A big int object never holds a value that fits 49 bits, except inside an instance of a script's subclass of int.
#ifndef ASTER_INT_H
#define ASTER_INT_H

#include <tommath.h>

#include "vm/core/type.h"

typedef struct Int {  // a big int, or an instance of a subclass of int
  Object header;
  mp_int mp;
} Int;

// libtommath allocates through the C library's malloc; int.c charges mp's memory to the VM's limit before large operations.
bool is_integer(Value v);                          // int, bool, big or an instance of a subclass
Value int_from_i64(VM *vm, int64_t n) MUST_USE;
Value int_from_u64(VM *vm, uint64_t n) MUST_USE;
Value int_from_double(VM *vm, double d) MUST_USE;  // truncates; ValueError/OverflowError for nan/inf with CPython's text
Value int_from_digits(VM *vm, const char *digits, size_t len, int base) MUST_USE;  // sign and digits, no underscores, base 2..36
Value int_from_str(VM *vm, Value text, int base) MUST_USE;  // int('...', base): ValueError as CPython's
Value int_from_bytes(VM *vm, const uint8_t *bytes, size_t len, bool little, bool is_signed) MUST_USE;
Value int_to_str(VM *vm, Value n, int base) MUST_USE;       // no prefix; honours the 4300-digit limit for base 10
bool int_to_i64(Value n, int64_t *out);            // false: does not fit. Any is_integer value
bool int_to_double(VM *vm, Value n, double *out) MUST_USE;  // OverflowError: "int too large to convert to float"
Value int_normal(VM *vm, Value n) MUST_USE;        // a plain int of the same value (bool and subclasses become int)
int int_sign(Value n);
bool int_hash(Value n, int64_t *hash);
int int_cmp(Value a, Value b);                     // both is_integer
int int_cmp_double(Value n, double d);             // d not nan
Value int_binary(VM *vm, Value a, Value b, BinOp op) MUST_USE;  // both is_integer; ZeroDivisionError etc.
Value int_powmod(VM *vm, Value a, Value b, Value mod) MUST_USE;
Value int_neg(VM *vm, Value n) MUST_USE;
uint64_t int_bit_length(Value n);
Value int_true_divide(VM *vm, Value a, Value b) MUST_USE;   // correctly rounded
bool int_types_init(VM *vm);  // int, bool
#endif
