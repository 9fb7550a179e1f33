// SPDX-License-Identifier: MIT
// codec_wide.c - UTF-16 and UTF-32, in either byte order.
#include "vm/io/codec.h"

static bool is_surrogate(uint32_t c) { return (c & 0xfffff800) == 0xd800; }

static bool put_unit(Encoder *e, uint32_t n, unsigned size) {
  uint8_t out[4];
  for (unsigned i = 0; i < size; i++) out[i] = (uint8_t)(n >> 8 * (e->big_endian ? size - 1 - i : i));
  return encoder_bytes(e, out, size);
}

bool utf16_put(Encoder *e, uint32_t c) {
  if (is_surrogate(c)) return false;
  if (c < 0x10000) return put_unit(e, c, 2);
  return put_unit(e, 0xd7c0 + (c >> 10), 2) && put_unit(e, 0xdc00 | (c & 0x3ff), 2);
}

bool utf32_put(Encoder *e, uint32_t c) { return !is_surrogate(c) && put_unit(e, c, 4); }

static uint32_t unit_at(const Decoder *d, size_t at) {
  uint32_t n = 0;
  for (unsigned i = 0; i < d->unit; i++) n |= (uint32_t)d->bytes[at + i] << 8 * (d->big_endian ? d->unit - 1u - i : i);
  return n;
}

bool utf16_decode(Decoder *d, size_t start) {
  size_t at = start;
  while (at < d->len) {
    const char *reason = NULL;
    size_t end = at + 2;
    uint32_t c = d->len - at >= 2 ? unit_at(d, at) : 0, low;
    if (d->len - at < 2) {
      reason = "truncated data";
      end = d->len;
    } else if (c >= 0xdc00 && c <= 0xdfff) {
      reason = "illegal encoding";
    } else if (c >= 0xd800 && c <= 0xdbff) {
      if (d->len - at < 4) {
        reason = "unexpected end of data";
        end = d->len;
      } else if ((low = unit_at(d, at + 2)) < 0xdc00 || low > 0xdfff) {
        reason = "illegal UTF-16 surrogate";
      } else {
        c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
        end = at + 4;
      }
    }
    if (!reason) sb_char(&d->sb, c);
    else if (!decoder_error(d, at, &end, reason)) return false;
    at = end;
  }
  return true;
}

bool utf32_decode(Decoder *d, size_t start) {
  size_t at = start;
  while (at < d->len) {
    const char *reason = NULL;
    size_t end = at + 4;
    uint32_t c = d->len - at >= 4 ? unit_at(d, at) : 0;
    if (d->len - at < 4) {
      reason = "truncated data";
      end = d->len;
    } else if (is_surrogate(c)) {
      reason = "code point in surrogate code point range(0xd800, 0xe000)";
    } else if (c >= 0x110000) {
      reason = "code point not in range(0x110000)";
    }
    if (!reason) sb_char(&d->sb, c);
    else if (!decoder_error(d, at, &end, reason)) return false;
    at = end;
  }
  return true;
}
