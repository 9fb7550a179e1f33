// SPDX-License-Identifier: MIT
// codec.h - what the codecs share: growing output, and what to do about what cannot be converted.
#ifndef ASTER_CODEC_H
#define ASTER_CODEC_H

#include "vm/core/vm.h"

typedef struct Encoder Encoder;
typedef bool (*EncodeChar)(Encoder *e, uint32_t c);  // false: the encoding has no such character (or e->failed)

struct Encoder {
  VM *vm;
  Str *s;
  const char *name;     // in messages
  const char *errors;
  const char *reason;   // of what cannot be encoded
  EncodeChar put;
  const uint16_t *map;  // of a single-byte encoding
  bool single;          // errors are told one character at a time
  bool big_endian;
  uint8_t unit;         // bytes a code unit: replacement bytes must be a multiple
  bool failed;          // exception set
  uint8_t *out;
  size_t len, cap;
};

typedef struct Decoder {
  VM *vm;
  const uint8_t *bytes;
  size_t len;
  const char *name, *errors;
  const uint16_t *map;
  uint8_t unit;
  bool big_endian;
  StrBuilder sb;
} Decoder;

bool encoder_bytes(Encoder *e, const void *bytes, size_t n);
Value encoder_run(Encoder *e);                        // encodes e->s; frees the buffer
// Applies the error handler to [start, *end) and moves *end to where decoding goes on; false: exception set.
bool decoder_error(Decoder *d, size_t start, size_t *end, const char *reason);

// codec_wide.c
bool utf16_put(Encoder *e, uint32_t c);
bool utf32_put(Encoder *e, uint32_t c);
bool utf16_decode(Decoder *d, size_t start);
bool utf32_decode(Decoder *d, size_t start);
// codec_escape.c
Value unicode_escape_encode(VM *vm, const Str *s);
Value raw_unicode_escape_encode(VM *vm, const Str *s);
bool unicode_escape_decode(Decoder *d);
bool raw_unicode_escape_decode(Decoder *d);
// codec_charmap.c
const uint16_t *charmap_find(const char *name);       // 128 code points of the upper half, 0xfffe: undefined; NULL: unknown
bool charmap_put(Encoder *e, uint32_t c);
bool charmap_decode(Decoder *d);

#endif
