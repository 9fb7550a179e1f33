// SPDX-License-Identifier: MIT
// utf8.h - UTF-8 by code point: encode, decode, validate, count.
#ifndef ASTER_BASE_UTF8_H
#define ASTER_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes 1 to 4 bytes and returns how many. Surrogates are written as three bytes (WTF-8), anything above 0x10FFFF as
// U+FFFD.
size_t utf8_encode(uint32_t code_point, char out[4]);

// Decodes one code point of a valid string (WTF-8 allowed) and moves *at behind it.
uint32_t utf8_next(const char **at);

// What is wrong with a byte string, in the words of Python's UnicodeDecodeError.
typedef struct Utf8Error {
    size_t pos;         // the first bad byte
    size_t len;         // how many bytes belong to the error
    const char *reason; // "invalid start byte", "invalid continuation byte", "unexpected end of data"
} Utf8Error;

// Strict UTF-8: no surrogates, no overlong forms. `error` may be NULL.
bool utf8_check(const char *bytes, size_t len, Utf8Error *error);

// How many code points `len` bytes of valid UTF-8 hold.
size_t utf8_count(const char *bytes, size_t len);

#endif
