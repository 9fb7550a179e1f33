// SPDX-License-Identifier: MIT
// radix.h - a stable sort of many items by a 64-bit rank.
#ifndef ASTER_BASE_RADIX_H
#define ASTER_BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

typedef struct Ranked {
  uint64_t rank;
  uint32_t at;  // where the item stood
} Ranked;

// Orders the items by rank, equal ranks as they stood. `spare` has room for as many; either array may end up with the result, which
// is returned. Bytes in which all ranks agree cost nothing.
Ranked *radix_sort(Ranked *items, Ranked *spare, size_t count);

#endif
