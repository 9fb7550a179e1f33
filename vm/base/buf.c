// SPDX-License-Identifier: MIT
// buf.c - a byte buffer that doubles when it is full.
#include "vm/base/buf.h"

#include <stdio.h>
#include <string.h>

#include "vm/base/utf8.h"

void buf_init(Buf *buf, ArenaAllocFn alloc, void *user) {
    memset(buf, 0, sizeof *buf);
    buf->alloc = alloc ? alloc : arena_libc_alloc;
    buf->user = user;
}

void buf_free(Buf *buf) {
    if (buf->data)
        buf->alloc(buf->user, buf->data, buf->cap, 0);
    buf_init(buf, buf->alloc, buf->user);
}

void buf_clear(Buf *buf) {
    buf->len = 0;
    buf->failed = false;
    if (buf->data)
        buf->data[0] = '\0';
}

bool buf_reserve(Buf *buf, size_t extra) {
    if (buf->failed)
        return false;
    if (extra < buf->cap - buf->len)
        return true;
    size_t cap = buf->cap ? buf->cap * 2 : 64;
    if (extra > SIZE_MAX / 2 - buf->len) {
        buf->failed = true;
        return false;
    }
    while (cap <= buf->len + extra)
        cap *= 2;
    char *data = buf->alloc(buf->user, buf->data, buf->cap, cap);
    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    buf->data[buf->len] = '\0';
    return true;
}

bool buf_append(Buf *buf, const void *bytes, size_t len) {
    if (!buf_reserve(buf, len))
        return false;
    if (len)
        memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
    return true;
}

bool buf_puts(Buf *buf, const char *text) {
    return buf_append(buf, text, strlen(text));
}

bool buf_putc(Buf *buf, char c) {
    return buf_append(buf, &c, 1);
}

bool buf_vprintf(Buf *buf, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    bool ok = need >= 0 && buf_reserve(buf, (size_t)need + 1);
    if (ok) {
        vsnprintf(buf->data + buf->len, (size_t)need + 1, format, again);
        buf->len += (size_t)need;
    } else {
        buf->failed = true;
    }
    va_end(again);
    return ok;
}

bool buf_printf(Buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    bool ok = buf_vprintf(buf, format, args);
    va_end(args);
    return ok;
}

bool buf_put_utf8(Buf *buf, uint32_t code_point) {
    char bytes[4];
    return buf_append(buf, bytes, utf8_encode(code_point, bytes));
}
