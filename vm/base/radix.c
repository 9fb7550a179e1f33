// SPDX-License-Identifier: MIT
// radix.c - least significant byte first: all histograms in one reading, then one distribution for each byte that tells items apart.
#include "vm/base/radix.h"

#include <string.h>

enum { BYTES = 8, BUCKETS = 256 };

static inline unsigned byte_of(uint64_t rank, unsigned byte) { return (unsigned)(rank >> (8 * byte)) & (BUCKETS - 1); }

// Counts of the buckets become the places where each begins.
static void places(uint32_t *counts) {
  uint32_t next = 0;
  for (unsigned i = 0; i < BUCKETS; i++) {
    uint32_t n = counts[i];
    counts[i] = next;
    next += n;
  }
}

Ranked *radix_sort(Ranked *items, Ranked *spare, size_t count) {
  uint32_t counts[BYTES][BUCKETS];
  memset(counts, 0, sizeof counts);
  for (size_t i = 0; i < count; i++)
    for (unsigned byte = 0; byte < BYTES; byte++) counts[byte][byte_of(items[i].rank, byte)]++;
  for (unsigned byte = 0; byte < BYTES; byte++) {
    if (count == 0 || counts[byte][byte_of(items[0].rank, byte)] == count) continue;
    places(counts[byte]);
    for (size_t i = 0; i < count; i++) spare[counts[byte][byte_of(items[i].rank, byte)]++] = items[i];
    Ranked *swap = items;
    items = spare;
    spare = swap;
  }
  return items;
}
