// SPDX-License-Identifier: MIT
// buf.h - a byte buffer that grows.
//
// Appending can fail; the buffer then keeps what it had, sets `failed`, and every later append fails too, so a writer
// may check once at the end. The bytes are always followed by a NUL once something has been reserved.
#ifndef ASTER_BASE_BUF_H
#define ASTER_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/arena.h"

typedef struct Buf {
    char *data;
    size_t len;
    size_t cap;
    ArenaAllocFn alloc;
    void *user;
    bool failed;
} Buf;

// `alloc` NULL means the C library's realloc and free.
void buf_init(Buf *buf, ArenaAllocFn alloc, void *user);
void buf_free(Buf *buf);
void buf_clear(Buf *buf);

// Makes room for `extra` more bytes behind `len`.
bool buf_reserve(Buf *buf, size_t extra);
bool buf_append(Buf *buf, const void *bytes, size_t len);
bool buf_puts(Buf *buf, const char *text);
bool buf_putc(Buf *buf, char c);
bool buf_printf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buf_vprintf(Buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
// A code point as UTF-8; surrogates are written as three bytes.
bool buf_put_utf8(Buf *buf, uint32_t code_point);

#endif
