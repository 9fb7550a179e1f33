// SPDX-License-Identifier: MIT
// utf8.c - UTF-8 by code point.
#include "vm/base/utf8.h"

#include <string.h>

size_t utf8_encode(uint32_t cp, char out[4]) {
    if (cp > 0x10FFFF)
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

uint32_t utf8_next(const char **at) {
    const unsigned char *p = (const unsigned char *)*at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

static bool fail(Utf8Error *error, size_t pos, size_t len, const char *reason) {
    if (error) {
        error->pos = pos;
        error->len = len;
        error->reason = reason;
    }
    return false;
}

// Checks the multi-byte sequence at `i`; the second byte's range rules out overlong forms, surrogates and > 0x10FFFF
// (Unicode standard, table 3-7). Returns its length, or 0 with the error set.
static size_t check_sequence(const unsigned char *p, size_t len, size_t i, Utf8Error *error) {
    unsigned char c = p[i];
    size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4) {
        fail(error, i, 1, "invalid start byte");
        return 0;
    }
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (size_t k = 1; k < need; k++) {
        if (i + k >= len) {
            fail(error, i, k, "unexpected end of data");
            return 0;
        }
        if (p[i + k] < low || p[i + k] > high) {
            fail(error, i, k, "invalid continuation byte");
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return need;
}

bool utf8_check(const char *bytes, size_t len, Utf8Error *error) {
    const unsigned char *p = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < len) {
        if (i + 8 <= len) {
            uint64_t word;
            memcpy(&word, p + i, 8);
            if (!(word & 0x8080808080808080ull)) {
                i += 8;
                continue;
            }
        }
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        size_t step = check_sequence(p, len, i, error);
        if (!step)
            return false;
        i += step;
    }
    return true;
}

size_t utf8_count(const char *bytes, size_t len) {
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}
