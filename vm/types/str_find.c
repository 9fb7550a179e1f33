// SPDX-License-Identifier: MIT
// str_find.c - searching in text and bytes.
//
// One character is sought by memchr; a short text by comparing its first and last byte with sixteen places of the haystack at
// once, which beats memmem several times over; a long one by memmem (two-way in the C libraries that matter, so linear). Wider text reuses this
// over its bytes and skips matches that are not on a character boundary. A narrower needle is widened first when it is short. What none of
// these serves (from the right, long needles of another width) compares at each place; where that begins to cost more than a few steps a
// place, whoever made up such a text is met with rolling hashes, so that every search is linear: nothing here looks at the breaker.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // memmem
#endif
#include <string.h>

#include "vm/core/vm.h"

enum { WIDEN_MAX = 64, SHORT_MAX = 32, PATIENCE = 8, MISSES_MAX = 16 };

int64_t chars_find_char(const void *chars, unsigned kind, size_t len, uint32_t c) {
  if (kind == 1) {
    if (c > 255 || len == 0) return -1;
    const uint8_t *hit = (const uint8_t *)memchr(chars, (int)c, len);
    return hit ? hit - (const uint8_t *)chars : -1;
  }
  if (kind == 2) {
    if (c > 0xffff) return -1;
    for (size_t i = 0; i < len; i++) {
      if (((const uint16_t *)chars)[i] == c) return (int64_t)i;
    }
    return -1;
  }
  for (size_t i = 0; i < len; i++) {
    if (((const uint32_t *)chars)[i] == c) return (int64_t)i;
  }
  return -1;
}

static const uint8_t *char_address(const void *chars, unsigned kind, size_t i) { return (const uint8_t *)chars + i * kind; }

static bool matches_at(const void *chars, unsigned kind, size_t at, const void *sub, unsigned sub_kind, size_t sub_len) {
  if (kind == sub_kind) return memcmp(char_address(chars, kind, at), sub, sub_len * kind) == 0;
  for (size_t i = 0; i < sub_len; i++) {
    if (chars_get(chars, kind, at + i) != chars_get(sub, sub_kind, i)) return false;
  }
  return true;
}

// ---- rolling hashes: polynomials modulo 2^61 - 1

static uint64_t hash_mul(uint64_t a, uint64_t b) {
  const uint64_t prime = (UINT64_C(1) << 61) - 1;
  unsigned __int128 product = (unsigned __int128)a * b;
  uint64_t r = (uint64_t)(product & prime) + (uint64_t)(product >> 61);
  return r >= prime ? r - prime : r;
}

static uint64_t hash_add(uint64_t a, uint64_t b) {
  const uint64_t prime = (UINT64_C(1) << 61) - 1;
  return a + b >= prime ? a + b - prime : a + b;
}

static uint64_t hash_roll(uint64_t hash, uint64_t base, uint64_t out, uint64_t in) {
  const uint64_t prime = (UINT64_C(1) << 61) - 1;
  return hash_add(hash_mul(hash_add(hash, prime - out), base), in);
}

// The first place, counted from the left or the right end, where `sub` stands; as chars_find and chars_rfind give it.
static int64_t find_hashed(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len, bool from_right) {
#define TEXT(i) chars_get(chars, kind, from_right ? len - 1 - (i) : (i))
#define SUB(i) chars_get(sub, sub_kind, from_right ? sub_len - 1 - (i) : (i))
  const uint64_t base = UINT64_C(0x16a09e667f3bcc9) ^ (uintptr_t)chars;
  uint64_t wanted = 0, hash = 0, top = 1;
  for (size_t i = 0; i < sub_len; i++) {
    wanted = hash_add(hash_mul(wanted, base), SUB(i) + 1);
    hash = hash_add(hash_mul(hash, base), TEXT(i) + 1);
    if (i) top = hash_mul(top, base);
  }
  for (size_t at = 0;; at++) {
    size_t place = from_right ? len - at - sub_len : at;
    if (hash == wanted && matches_at(chars, kind, place, sub, sub_kind, sub_len)) return (int64_t)place;
    if (at + sub_len == len) return -1;
    hash = hash_roll(hash, base, hash_mul(TEXT(at) + 1, top), TEXT(at + sub_len) + 1);
  }
#undef TEXT
#undef SUB
}

// ---- from the left

typedef uint8_t Bytes16 __attribute__((vector_size(16)));

static inline Bytes16 bytes16(const uint8_t *at) {
  Bytes16 bytes;
  memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// memmem for 2 <= sub_len <= SHORT_MAX, which bounds what a false candidate costs.
static const uint8_t *find_short(const uint8_t *at, size_t len, const uint8_t *sub, size_t sub_len) {
  size_t last = sub_len - 1;
  const Bytes16 firsts = (Bytes16){0} + sub[0], lasts = (Bytes16){0} + sub[last];
  for (; len >= last + sizeof(Bytes16); at += sizeof(Bytes16), len -= sizeof(Bytes16)) {
    Bytes16 same = (Bytes16)((bytes16(at) == firsts) & (bytes16(at + last) == lasts));
    uint64_t half[2];
    memcpy(half, &same, sizeof half);
    if (LIKELY(!(half[0] | half[1]))) continue;
    for (size_t i = 0; i < sizeof(Bytes16); i++)
      if (same[i] && memcmp(at + i, sub, sub_len) == 0) return at + i;
  }
  return len >= sub_len ? memmem(at, len, sub, sub_len) : NULL;
}

static const uint8_t *find_bytes(const uint8_t *at, size_t len, const void *sub, size_t sub_len) {
  return sub_len <= SHORT_MAX && sub_len >= 2 ? find_short(at, len, sub, sub_len) : memmem(at, len, sub, sub_len);
}

static int64_t find_same_kind(const uint8_t *chars, unsigned kind, size_t len, const void *sub, size_t sub_len) {
  const uint8_t *at = chars, *end = chars + len * kind;
  int misses = 0;
  while ((size_t)(end - at) >= sub_len * kind) {
    const uint8_t *hit = find_bytes(at, (size_t)(end - at), sub, sub_len * kind);
    if (!hit) return -1;
    if (kind == 1 || (size_t)(hit - chars) % kind == 0) return (hit - chars) / (int64_t)kind;
    if (++misses == MISSES_MAX) return find_hashed(chars, kind, len, sub, kind, sub_len, false);
    at = hit + 1;
  }
  return -1;
}

int64_t chars_find(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len) {
  if (sub_len == 0) return 0;
  if (sub_len > len || sub_kind > kind) return -1;
  if (sub_len == 1) return chars_find_char(chars, kind, len, chars_get(sub, sub_kind, 0));
  if (kind == sub_kind) return find_same_kind((const uint8_t *)chars, kind, len, sub, sub_len);
  if (sub_len <= WIDEN_MAX) {
    uint32_t wide[WIDEN_MAX];
    chars_copy(wide, kind, sub, sub_kind, sub_len);
    return find_same_kind((const uint8_t *)chars, kind, len, wide, sub_len);
  }
  uint32_t first = chars_get(sub, sub_kind, 0);
  for (size_t at = 0, spent = 0; at + sub_len <= len; at++, spent += sub_len) {
    if (spent > PATIENCE * (at + sub_len)) return find_hashed(chars, kind, len, sub, sub_kind, sub_len, false);
    int64_t step = chars_find_char(char_address(chars, kind, at), kind, len - sub_len + 1 - at, first);
    if (step < 0) return -1;
    at += (size_t)step;
    if (matches_at(chars, kind, at, sub, sub_kind, sub_len)) return (int64_t)at;
  }
  return -1;
}

int64_t chars_rfind(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len) {
  if (sub_len == 0) return (int64_t)len;
  if (sub_len > len || sub_kind > kind) return -1;
  uint32_t first = chars_get(sub, sub_kind, 0);
  size_t spent = 0;
  for (size_t at = len - sub_len + 1; at-- > 0;) {
    if (chars_get(chars, kind, at) != first) continue;
    if (matches_at(chars, kind, at, sub, sub_kind, sub_len)) return (int64_t)at;
    spent += sub_len;
    if (sub_len > SHORT_MAX && spent > PATIENCE * (len - at)) return find_hashed(chars, kind, len, sub, sub_kind, sub_len, true);
  }
  return -1;
}

int64_t str_find(const Str *s, const Str *sub, size_t start, size_t end) {
  if (start > end) return -1;
  int64_t at = chars_find(char_address(s->data, s->kind, start), s->kind, end - start, sub->data, sub->kind, sub->len);
  return at < 0 ? -1 : at + (int64_t)start;
}

int64_t str_rfind(const Str *s, const Str *sub, size_t start, size_t end) {
  if (start > end) return -1;
  int64_t at = chars_rfind(char_address(s->data, s->kind, start), s->kind, end - start, sub->data, sub->kind, sub->len);
  return at < 0 ? -1 : at + (int64_t)start;
}

static int64_t count_byte(const uint8_t *p, size_t len, uint8_t c) {
  int64_t count = 0;
  for (size_t i = 0; i < len; i++) count += p[i] == c;
  return count;
}

int64_t chars_count(const void *chars, unsigned kind, size_t len, const void *sub, unsigned sub_kind, size_t sub_len, int64_t most) {
  if (sub_len == 0) return most < 0 || (int64_t)len + 1 < most ? (int64_t)len + 1 : most;
  if (sub_kind > kind) return 0;
  if (kind == 1 && sub_len == 1 && most < 0) return count_byte((const uint8_t *)chars, len, *(const uint8_t *)sub);
  int64_t count = 0;
  for (size_t at = 0; count != most;) {
    int64_t step = chars_find(char_address(chars, kind, at), kind, len - at, sub, sub_kind, sub_len);
    if (step < 0) break;
    at += (size_t)step + sub_len;
    count++;
  }
  return count;
}

int64_t str_count(const Str *s, const Str *sub, size_t start, size_t end, int64_t most) {
  if (start > end) return 0;
  return chars_count(char_address(s->data, s->kind, start), s->kind, end - start, sub->data, sub->kind, sub->len, most);
}
