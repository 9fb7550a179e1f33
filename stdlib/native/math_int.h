// SPDX-License-Identifier: MIT
// math_int.h - the functions of the math module that work on ints.
#ifndef ASTER_MATH_INT_H
#define ASTER_MATH_INT_H

#include "vm/core/vm.h"

Value math_factorial(VM *vm, Value *args, uint32_t argc);
Value math_perm(VM *vm, Value *args, uint32_t argc);
Value math_comb(VM *vm, Value *args, uint32_t argc);
Value math_gcd(VM *vm, Value *args, uint32_t argc);
Value math_lcm(VM *vm, Value *args, uint32_t argc);
Value math_isqrt(VM *vm, Value *args, uint32_t argc);
double math_gamma(double x);   // errno: EDOM, ERANGE
double math_lgamma(double x);

#endif
