// SPDX-License-Identifier: MIT
// float.h - float and complex: IEEE doubles inside the value; complex numbers as objects.
#ifndef ASTER_FLOAT_H
#define ASTER_FLOAT_H

#include "vm/core/type.h"

typedef struct Float { Object header; double value; } Float;  // an instance of a script's subclass of float; plain floats are never objects
typedef struct Complex { Object header; double real, imag; } Complex;

bool is_float(Value v);                                    // plain or subclass
double float_value(Value v);                               // of an is_float value
bool float_convert(VM *vm, Value v, double *out) MUST_USE;  // float_coerce of what is no exact float or int: an overriding __float__ counts
bool float_coerce(VM *vm, Value v, double *out) MUST_USE;  // float(v) without strings: float, int, __float__, __index__; TypeError "must be real number, not X"
Value float_from_str(VM *vm, Value text) MUST_USE;         // ValueError as CPython's
bool float_hash(double d, int64_t *hash);
Value complex_new(VM *vm, double real, double imag) MUST_USE;
Value float_binary(VM *vm, double a, double b, BinOp op) MUST_USE;
Value float_floordiv(VM *vm, double a, double b) MUST_USE;
Value float_mod(VM *vm, double a, double b) MUST_USE;
Value float_pow(VM *vm, double a, double b) MUST_USE;      // may be complex
Value float_repr(VM *vm, double d) MUST_USE;
Complex complex_quotient(Complex a, Complex b);
bool complex_coerce(VM *vm, Value v, Complex *out) MUST_USE;  // complex(v) of a number: complex, __complex__, or as float_coerce
double complex_abs(double real, double imag);
Complex complex_power(Complex a, Complex b);  // only real and imag count; errno ERANGE, EDOM on failure
bool float_types_init(VM *vm);    // float, complex
bool complex_types_init(VM *vm);  // called by it
#endif
