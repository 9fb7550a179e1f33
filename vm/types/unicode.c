// SPDX-License-Identifier: MIT
// unicode.c - properties and case mappings of code points.
//
// The code space is cut into ranges in which the record alternates between two (even and odd offsets): that makes one range of
// "Aa Bb Cc ..." blocks, where every second letter is a capital. A record holds the property bits and the distances to the mapped
// characters; mappings to several characters are in a list of their own. Lookup is a binary search over some 2,000 ranges,
// which only characters beyond ASCII pay for.
#include "vm/types/unicode.h"

#include <stddef.h>

typedef struct UniRecord { uint16_t flags; int32_t delta[4]; } UniRecord;  // delta by UniCase
typedef struct UniRange { uint32_t start; uint16_t even, odd; } UniRange;
typedef struct UniSpecial { uint32_t c; uint32_t to[4][3]; } UniSpecial;  // zero-terminated
typedef struct UniNumeric { uint32_t start, count; int64_t numerator; int denominator; } UniNumeric;

#include "vm/types/unicode.inc"

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

// The record of `c`. Ranges cover the whole code space.
static const UniRecord *record_of(uint32_t c) {
  size_t low = 0, high = COUNT_OF(uni_ranges);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (uni_ranges[middle].start <= c) low = middle;
    else high = middle;
  }
  const UniRange *range = &uni_ranges[low];
  return &uni_records[(c - range->start) & 1 ? range->odd : range->even];
}

uint32_t uni_flags_slow(uint32_t c) { return c < 0x110000 ? record_of(c)->flags : 0; }

static const UniSpecial *special_of(uint32_t c) {
  size_t low = 0, high = COUNT_OF(uni_specials);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (uni_specials[middle].c <= c) low = middle;
    else high = middle;
  }
  return &uni_specials[low];
}

unsigned uni_map(uint32_t c, UniCase which, uint32_t out[3]) {
  if (c < 128) {
    bool change = which == UNI_TO_LOWER || which == UNI_FOLD ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
    out[0] = change ? c ^ 32 : c;
    return 1;
  }
  const UniRecord *record = record_of(c);
  if (!(record->flags & UNI_CASE_SPECIAL)) {
    out[0] = (uint32_t)((int32_t)c + record->delta[which]);
    return 1;
  }
  const uint32_t *to = special_of(c)->to[which];
  unsigned count = 0;
  while (count < 3 && to[count]) {
    out[count] = to[count];
    count++;
  }
  return count;
}

bool uni_numeric(uint32_t c, int64_t *numerator, int *denominator) {
  size_t low = 0, high = COUNT_OF(uni_numerics);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (uni_numerics[middle].start <= c) low = middle;
    else high = middle;
  }
  const UniNumeric *row = &uni_numerics[low];
  if (c < row->start || c - row->start >= row->count) return false;
  *numerator = row->numerator + (int64_t)(c - row->start);
  *denominator = row->denominator;
  return true;
}

int uni_digit(uint32_t c) {
  if (c < 128) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
  int64_t numerator;
  int denominator;
  if (!uni_is(c, UNI_DIGIT) || !uni_numeric(c, &numerator, &denominator)) return -1;
  return (int)numerator;
}

int uni_decimal(uint32_t c) { return uni_is(c, UNI_DECIMAL) ? uni_digit(c) : -1; }
