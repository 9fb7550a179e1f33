// SPDX-License-Identifier: MIT
// int.h - integers: 49-bit ones inside the value, bigger ones as objects around libtommath's mp_int; and bool.
// A big int object never holds a value that fits 49 bits, except inside an instance of a script's subclass of int.
#ifndef ASTER_INT_H
#define ASTER_INT_H

#include <tommath.h>

#include "vm/core/type.h"

enum { INT_INLINE_DIGITS = 3, INT_MAX_STR_DIGITS = 4300, INT_MIN_STR_DIGITS_LIMIT = 640 };
typedef struct Int {  // a big int, or an instance of a subclass of int
  Object header;
  mp_int mp;          // immutable; its digits lie in `digits`, or in a block of the VM's allocator of mp.alloc digits
  mp_digit digits[INT_INLINE_DIGITS];
} Int;

// Any is_integer value as an mp_int to read; lives as long as the view and `n`.
typedef struct IntView { mp_int mp; mp_digit digit; } IntView;
const mp_int *int_view(Value n, IntView *view);
Value int_from_mp(VM *vm, const mp_int *mp) MUST_USE;             // copies; normalised
Value int_from_mp_steal(VM *vm, mp_int *mp, mp_err err) MUST_USE; // also clears mp; MemoryError when err says so
Value int_instance(VM *vm, Type *type, Value n) MUST_USE;         // n as an instance of a subclass of int (or int itself)
// Use these, not mp_mul, mp_div and mp_gcd (int_mul.c); results are initialised before. MP_ERR: interrupted, the exception is set.
mp_err int_mul_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *r) MUST_USE;
mp_err int_pow_mp(VM *vm, const mp_int *base, uint64_t exponent, mp_int *r) MUST_USE;
mp_err int_div_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *q, mp_int *r) MUST_USE;  // as mp_div; q or r may be NULL, or x
mp_err int_gcd_mp(VM *vm, const mp_int *x, const mp_int *y, mp_int *r) MUST_USE;
mp_err int_invmod_mp(VM *vm, const mp_int *x, const mp_int *m, mp_int *r) MUST_USE;  // 0 <= x < m; MP_VAL: no inverse. r may be x
mp_err int_sqrt_mp(VM *vm, const mp_int *n, mp_int *r) MUST_USE;                     // of n >= 0, rounded down
bool int_room(VM *vm, uint64_t bits) MUST_USE;                    // may a result be this long? MemoryError
uint64_t int_top_bits(Value n, bool *sticky, int64_t *exp);       // |n| = top * 2^exp, sticky: plus a fraction; top < 2^64
// The text as ASCII: decimal digits of any script become 0-9, spaces ' ', others '?'. *block is NULL or to be given back with
// vm_dealloc(vm, block, *size).
const char *int_text_ascii(VM *vm, Str *text, size_t *len, void **block, size_t *size) MUST_USE;

bool is_integer(Value v);                          // int, bool, big or an instance of a subclass
Value int_from_i64(VM *vm, int64_t n) MUST_USE;
Value int_from_u64(VM *vm, uint64_t n) MUST_USE;
Value int_from_double(VM *vm, double d) MUST_USE;  // truncates; ValueError/OverflowError for nan/inf with CPython's text
Value int_from_digits(VM *vm, const char *digits, size_t len, int base) MUST_USE;  // sign and digits, no underscores, base 2..36
Value int_from_str(VM *vm, Value text, int base) MUST_USE;  // int('...', base): ValueError as CPython's
Value int_from_bytes(VM *vm, const uint8_t *bytes, size_t len, bool little, bool is_signed) MUST_USE;
Value int_parse(VM *vm, Value error_text, const char *s, size_t len, int base) MUST_USE;  // ASCII; error_text stands in messages
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
Value int_divmod(VM *vm, Value a, Value b) MUST_USE;        // a tuple
Value int_round(VM *vm, Value n, Value ndigits) MUST_USE;   // round(n, ndigits): half to even; ndigits an is_integer value
Value int_from_value(VM *vm, Value v) MUST_USE;             // int(v): __int__, __index__, __trunc__, text
Value int_gcd(VM *vm, Value a, Value b) MUST_USE;
uint64_t int_bit_length(Value n);
Value int_true_divide(VM *vm, Value a, Value b) MUST_USE;   // correctly rounded
uint64_t int_max_str_digits(const VM *vm);  // of decimal text (sys.get_int_max_str_digits); no limit: UINT64_MAX
bool int_types_init(VM *vm);  // int, bool
#endif
