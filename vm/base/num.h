// SPDX-License-Identifier: MIT
// num.h - doubles to and from decimal text, and what Unicode says about digits and spaces.
#ifndef ASTER_BASE_NUM_H
#define ASTER_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUM_DIGITS_MAX = 18, NUM_REPR_MAX = 32 };

// The fewest decimal digits that read back as `d`, the closest to it among those: value = 0.DIGITS * 10^*point. No trailing
// zeros ("0" and point 1 for zero); not terminated. `d` is finite; its sign is ignored. Returns the count, at most 17.
int num_shortest(double d, char digits[NUM_DIGITS_MAX], int *point);
// Python's repr of a float ("1.0", "1e+16", "-inf", "nan"), NUL-terminated; returns its length. Without `point_zero` an integral
// value has no ".0" (as inside a complex).
size_t num_repr(double d, char out[NUM_REPR_MAX], bool point_zero);
// Correctly rounded, as printf's %.*e, %.*f, %.*g (conv 'e', 'f', 'g'; `alternate` is '#'): '.' is the point whatever the locale.
// Returns the length that is needed, as snprintf does. `d` is finite.
size_t num_format(double d, char conv, int precision, bool alternate, char *out, size_t size);
// Parses [+-]digits[.digits][e[+-]digits], "inf", "infinity", "nan" in any case; no spaces, no underscores. text[len] must be
// readable and no digit (a NUL does). Correctly rounded; too large gives infinity. false: not a number.
bool num_parse(const char *text, size_t len, double *out);
// m * 2^exp (plus a little, when `sticky`), rounded half to even; infinity when too large.
double num_scale(uint64_t m, bool sticky, int64_t exp);

// IEEE binary16, rounded half to even; false: too large.
bool num_half_pack(double d, uint16_t *out);
double num_half_unpack(unsigned half);

int num_unicode_digit(uint32_t c);  // decimal value of a code point, -1: none
bool num_unicode_space(uint32_t c);

#endif
