// SPDX-License-Identifier: MIT
// codec_charmap.c - single-byte encodings by table.
#include "vm/io/codec.h"

#include "vm/io/charmaps.inc"

enum { UNDEFINED = 0xfffe };

const uint16_t *charmap_find(const char *name) {
  for (size_t i = 0; i < sizeof charmaps / sizeof *charmaps; i++) {
    for (unsigned k = 0; k < 4 && charmaps[i].names[k]; k++) {
      if (strcmp(charmaps[i].names[k], name) == 0) return charmaps[i].upper;
    }
  }
  return NULL;
}

bool charmap_put(Encoder *e, uint32_t c) {
  uint8_t byte = (uint8_t)c;
  if (c >= 128) {
    unsigned i = 0;
    while (i < 128 && e->map[i] != c) i++;
    if (i == 128 || c == UNDEFINED) return false;
    byte = (uint8_t)(128 + i);
  }
  return encoder_bytes(e, &byte, 1);
}

bool charmap_decode(Decoder *d) {
  for (size_t i = 0; i < d->len;) {
    uint32_t c = d->bytes[i] < 128 ? d->bytes[i] : d->map[d->bytes[i] - 128];
    size_t end = i + 1;
    if (c != UNDEFINED) sb_char(&d->sb, c);
    else if (!decoder_error(d, i, &end, "character maps to <undefined>")) return false;
    i = end;
  }
  return true;
}
