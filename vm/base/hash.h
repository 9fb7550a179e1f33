// SPDX-License-Identifier: MIT
// hash.h - a keyed hash of bytes: multiply-and-fold over 128-bit products, seeded per VM so that keys cannot be chosen to collide.
#ifndef ASTER_BASE_HASH_H
#define ASTER_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t hash_fold(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 Wide;
  Wide product = (Wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_load8(const uint8_t *p) {
  uint64_t word;
  memcpy(&word, p, 8);
  return word;
}

static inline uint64_t hash_load4(const uint8_t *p) {
  uint32_t word;
  memcpy(&word, p, 4);
  return word;
}

static inline uint64_t hash_bytes(const uint64_t key[2], const void *data, size_t len) {
  const uint64_t odd1 = UINT64_C(0x9e3779b97f4a7c15), odd2 = UINT64_C(0xd6e8feb86659fd93);
  const uint8_t *p = (const uint8_t *)data;
  uint64_t state = key[0] ^ odd1, a, b;
  size_t left = len;
  for (; left > 16; left -= 16, p += 16) state = hash_fold(hash_load8(p) ^ odd2, hash_load8(p + 8) ^ state);
  if (left >= 8) {
    a = hash_load8(p);
    b = hash_load8(p + left - 8);
  } else if (left >= 4) {
    a = hash_load4(p);
    b = hash_load4(p + left - 4);
  } else if (left) {
    a = (uint64_t)p[0] << 16 | (uint64_t)p[left / 2] << 8 | p[left - 1];
    b = 0;
  } else {
    a = b = 0;
  }
  return hash_fold(hash_fold(a ^ odd2 ^ key[1], b ^ state) ^ len, odd1 ^ key[1]);
}

#endif
