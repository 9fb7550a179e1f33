// SPDX-License-Identifier: MIT
// uninames.h - names of characters: for \N{...}, unicodedata, and the namereplace error handler.
#ifndef ASTER_BASE_UNINAMES_H
#define ASTER_BASE_UNINAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UNI_NAME_MAX = 128 };

// Writes the name, NUL-terminated, in at most `size` bytes; false: the character has none, or there is no room.
bool uni_name(uint32_t c, char *out, size_t size);
// The character with that name or alias, in any case.
bool uni_lookup(const char *name, size_t len, uint32_t *c);

#endif
