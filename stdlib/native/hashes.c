// SPDX-License-Identifier: MIT
// hashes.c - the _hashes module: MD5 (RFC 1321), SHA-1 and SHA-3 (FIPS 180-4, 202), BLAKE2 (RFC 7693). hashlib puts SHA-2 beside them.
//
// One object serves all: a block that fills, a state, and a row of `kinds` that says what to do with a full block and at the end. A digest
// finishes a copy, so that more can be fed afterwards.
#include "vm/core/vm.h"

typedef struct Hash Hash;
typedef struct HashKind {
  const char *name;
  uint16_t digest, block;  // bytes; digest 0: as many as are asked for
  void (*start)(Hash *h);
  void (*compress)(Hash *h, bool last);
  void (*finish)(Hash *h, uint8_t *out, size_t len);
  bool lazy;               // a full block waits, since the last one is compressed in another way
} HashKind;

struct Hash {
  Object header;
  const HashKind *kind;
  union { uint32_t w[8]; uint64_t q[25]; } s;
  uint64_t bytes;
  uint32_t fill, digest;
  bool last_node;          // BLAKE2: the last of its row in a tree
  uint8_t block[200];
};

static Hash *as_hash(Value v) { return (Hash *)as_obj(v); }
static inline uint32_t left32(uint32_t x, unsigned n) { return x << n | x >> (32 - n); }
static inline uint32_t right32(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }
static inline uint64_t left64(uint64_t x, unsigned n) { return n ? x << n | x >> (64 - n) : x; }
static inline uint64_t right64(uint64_t x, unsigned n) { return x >> n | x << (64 - n); }

static uint64_t little(const uint8_t *p, unsigned width) {
  uint64_t n = 0;
  for (unsigned i = width; i--;) n = n << 8 | p[i];
  return n;
}

static void feed(Hash *h, const uint8_t *data, size_t len) {
  bool lazy = h->kind->lazy;
  h->bytes += len;
  while (len) {
    if (lazy && h->fill == h->kind->block) h->kind->compress(h, false), h->fill = 0;
    size_t n = h->kind->block - h->fill < len ? h->kind->block - h->fill : len;
    memcpy(h->block + h->fill, data, n);
    h->fill += (uint32_t)n;
    data += n;
    len -= n;
    if (!lazy && h->fill == h->kind->block) h->kind->compress(h, false), h->fill = 0;
  }
}

// ---- MD5 and SHA-1

static const uint32_t md5_sines[64] = {  // floor(2^32 * |sin(i + 1)|)
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static void md5_start(Hash *h) {
  static const uint32_t first[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  memcpy(h->s.w, first, sizeof first);
}

static void md5_compress(Hash *h, bool last) {
  static const uint8_t turns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t a = h->s.w[0], b = h->s.w[1], c = h->s.w[2], d = h->s.w[3];
  (void)last;
  for (unsigned i = 0; i < 64; i++) {
    unsigned round = i / 16, word = round == 0 ? i : round == 1 ? 5 * i + 1 : round == 2 ? 3 * i + 5 : 7 * i;
    uint32_t f = round == 0 ? (b & c) | (~b & d) : round == 1 ? (b & d) | (c & ~d) : round == 2 ? b ^ c ^ d : c ^ (b | ~d);
    uint32_t t = a + f + md5_sines[i] + (uint32_t)little(h->block + 4 * (word & 15), 4);
    a = d;
    d = c;
    c = b;
    b += left32(t, turns[round][i & 3]);
  }
  h->s.w[0] += a;
  h->s.w[1] += b;
  h->s.w[2] += c;
  h->s.w[3] += d;
}

static void sha1_start(Hash *h) {
  static const uint32_t first[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  memcpy(h->s.w, first, sizeof first);
}

static void sha1_compress(Hash *h, bool last) {
  static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
  uint32_t w[80], s[5];
  (void)last;
  for (unsigned i = 0; i < 16; i++) w[i] = __builtin_bswap32((uint32_t)little(h->block + 4 * i, 4));
  for (unsigned i = 16; i < 80; i++) w[i] = left32(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  memcpy(s, h->s.w, sizeof s);
  for (unsigned i = 0; i < 80; i++) {
    unsigned round = i / 20;
    uint32_t f = round == 0 ? (s[1] & s[2]) | (~s[1] & s[3]) : round == 2 ? (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3]) : s[1] ^ s[2] ^ s[3];
    uint32_t t = left32(s[0], 5) + f + s[4] + constants[round] + w[i];
    s[4] = s[3];
    s[3] = s[2];
    s[2] = left32(s[1], 30);
    s[1] = s[0];
    s[0] = t;
  }
  for (unsigned i = 0; i < 5; i++) h->s.w[i] += s[i];
}

// A one, zeros, and the length in bits, in the order of the words.
static void finish_length(Hash *h, uint8_t *out, size_t len, bool big) {
  uint64_t bits = h->bytes * 8;
  uint8_t end[128] = {0x80};
  size_t pad = (h->fill < 56 ? 64 : 128) - h->fill;
  for (unsigned i = 0; i < 8; i++) end[pad - 8 + i] = (uint8_t)(bits >> (8 * (big ? 7 - i : i)));
  feed(h, end, pad);
  for (size_t i = 0; i < len; i++) out[i] = (uint8_t)(h->s.w[i / 4] >> (8 * (big ? 3 - i % 4 : i % 4)));
}
static void md5_finish(Hash *h, uint8_t *out, size_t len) { finish_length(h, out, len, false); }
static void sha1_finish(Hash *h, uint8_t *out, size_t len) { finish_length(h, out, len, true); }

// ---- SHA-3 and SHAKE

static const uint64_t keccak_rounds[24] = {
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
  0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
  0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
  0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
  0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

static void keccak(uint64_t *s) {
  static const uint8_t turns[24] = {1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44};
  static const uint8_t lanes[24] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};
  for (unsigned round = 0; round < 24; round++) {
    uint64_t c[5], t;
    for (unsigned x = 0; x < 5; x++) c[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
    for (unsigned i = 0; i < 25; i++) s[i] ^= c[(i + 4) % 5] ^ left64(c[(i + 1) % 5], 1);
    t = s[1];
    for (unsigned i = 0; i < 24; i++) {
      uint64_t kept = s[lanes[i]];
      s[lanes[i]] = left64(t, turns[i]);
      t = kept;
    }
    for (unsigned y = 0; y < 25; y += 5) {
      memcpy(c, s + y, sizeof c);
      for (unsigned x = 0; x < 5; x++) s[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
    }
    s[0] ^= keccak_rounds[round];
  }
}

static void sha3_compress(Hash *h, bool last) {
  (void)last;
  for (unsigned i = 0; i < h->kind->block; i += 8) h->s.q[i / 8] ^= little(h->block + i, 8);
  keccak(h->s.q);
}

static void sha3_finish(Hash *h, uint8_t *out, size_t len) {
  memset(h->block + h->fill, 0, h->kind->block - h->fill);
  h->block[h->fill] ^= h->kind->digest ? 0x06 : 0x1f;
  h->block[h->kind->block - 1] ^= 0x80;
  sha3_compress(h, true);
  for (size_t i = 0; i < len; i++) {
    if (i && i % h->kind->block == 0) keccak(h->s.q);
    size_t at = i % h->kind->block;
    out[i] = (uint8_t)(h->s.q[at / 8] >> (8 * (at % 8)));
  }
}

// ---- BLAKE2

static const uint64_t blake2b_first[8] = {
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
static const uint8_t blake2_order[10][16] = {
  {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
  {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
  {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
  {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
  {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};
static const uint8_t blake2_cells[8][4] = {{0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14}};

static void blake2b_compress(Hash *h, bool last) {
  uint64_t v[16], m[16];
  memcpy(v, h->s.q, 64);
  memcpy(v + 8, blake2b_first, 64);
  v[12] ^= h->s.q[8] += last ? h->fill : 128;
  if (last) v[14] = ~v[14];
  if (last && h->last_node) v[15] = ~v[15];
  for (unsigned i = 0; i < 16; i++) m[i] = little(h->block + 8 * i, 8);
  for (unsigned i = 0; i < 96; i++) {
    const uint8_t *c = blake2_cells[i % 8], *order = blake2_order[i / 8 % 10] + i % 8 * 2;
    v[c[0]] += v[c[1]] + m[order[0]];
    v[c[3]] = right64(v[c[3]] ^ v[c[0]], 32);
    v[c[2]] += v[c[3]];
    v[c[1]] = right64(v[c[1]] ^ v[c[2]], 24);
    v[c[0]] += v[c[1]] + m[order[1]];
    v[c[3]] = right64(v[c[3]] ^ v[c[0]], 16);
    v[c[2]] += v[c[3]];
    v[c[1]] = right64(v[c[1]] ^ v[c[2]], 63);
  }
  for (unsigned i = 0; i < 8; i++) h->s.q[i] ^= v[i] ^ v[i + 8];
}

// The 32-bit form keeps its words in the low halves.
static void blake2s_compress(Hash *h, bool last) {
  uint32_t v[16], m[16];
  h->s.q[8] += last ? h->fill : 64;
  for (unsigned i = 0; i < 8; i++) v[i] = (uint32_t)h->s.q[i], v[i + 8] = (uint32_t)(blake2b_first[i] >> 32);
  v[12] ^= (uint32_t)h->s.q[8];
  v[13] ^= (uint32_t)(h->s.q[8] >> 32);
  if (last) v[14] = ~v[14];
  if (last && h->last_node) v[15] = ~v[15];
  for (unsigned i = 0; i < 16; i++) m[i] = (uint32_t)little(h->block + 4 * i, 4);
  for (unsigned i = 0; i < 80; i++) {
    const uint8_t *c = blake2_cells[i % 8], *order = blake2_order[i / 8] + i % 8 * 2;
    v[c[0]] += v[c[1]] + m[order[0]];
    v[c[3]] = right32(v[c[3]] ^ v[c[0]], 16);
    v[c[2]] += v[c[3]];
    v[c[1]] = right32(v[c[1]] ^ v[c[2]], 12);
    v[c[0]] += v[c[1]] + m[order[1]];
    v[c[3]] = right32(v[c[3]] ^ v[c[0]], 8);
    v[c[2]] += v[c[3]];
    v[c[1]] = right32(v[c[1]] ^ v[c[2]], 7);
  }
  for (unsigned i = 0; i < 8; i++) h->s.q[i] ^= v[i] ^ v[i + 8];
}

static void blake2_finish(Hash *h, uint8_t *out, size_t len) {
  unsigned width = h->kind->block / 16;
  memset(h->block + h->fill, 0, h->kind->block - h->fill);
  h->kind->compress(h, true);
  for (size_t i = 0; i < len; i++) out[i] = (uint8_t)(h->s.q[i / width] >> (8 * (i % width)));
}

static void blake2b_start(Hash *h) { memcpy(h->s.q, blake2b_first, sizeof blake2b_first); }
static void blake2s_start(Hash *h) {
  for (unsigned i = 0; i < 8; i++) h->s.q[i] = blake2b_first[i] >> 32;
}

// ---- the kinds

enum { MD5, SHA1, SHA3_224, SHA3_256, SHA3_384, SHA3_512, SHAKE_128, SHAKE_256, BLAKE2B, BLAKE2S };
static const HashKind kinds[] = {
  [MD5] = {"md5", 16, 64, md5_start, md5_compress, md5_finish, false},
  [SHA1] = {"sha1", 20, 64, sha1_start, sha1_compress, sha1_finish, false},
  [SHA3_224] = {"sha3_224", 28, 144, NULL, sha3_compress, sha3_finish, false},
  [SHA3_256] = {"sha3_256", 32, 136, NULL, sha3_compress, sha3_finish, false},
  [SHA3_384] = {"sha3_384", 48, 104, NULL, sha3_compress, sha3_finish, false},
  [SHA3_512] = {"sha3_512", 64, 72, NULL, sha3_compress, sha3_finish, false},
  [SHAKE_128] = {"shake_128", 0, 168, NULL, sha3_compress, sha3_finish, false},
  [SHAKE_256] = {"shake_256", 0, 136, NULL, sha3_compress, sha3_finish, false},
  [BLAKE2B] = {"blake2b", 64, 128, blake2b_start, blake2b_compress, blake2_finish, true},
  [BLAKE2S] = {"blake2s", 32, 64, blake2s_start, blake2s_compress, blake2_finish, true},
};

// ---- the objects

static bool update(VM *vm, Hash *h, Value data) {
  Buffer buffer;
  if (is_str(data)) return raise_type(vm, "Strings must be encoded before hashing"), false;
  if (!buffer_try(vm, data, &buffer)) return error_clear(vm), raise_type(vm, "object supporting the buffer API required"), false;
  feed(h, buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return true;
}

static Hash *hash_open(VM *vm, unsigned kind) {
  const char *type_name = kind >= BLAKE2B ? kinds[kind].name : kinds[kind].digest ? "HASH" : "HASHXOF";
  Value type = import_attr(vm, "_hashes", type_name);
  Hash *h = type ? object_new(vm, (Type *)as_obj(type), sizeof *h) : NULL;
  release(vm, type);
  if (!h) return NULL;
  h->kind = &kinds[kind];
  h->digest = h->kind->digest;
  if (h->kind->start) h->kind->start(h);
  return h;
}

static Value hash_new(VM *vm, unsigned kind, Value data) {
  Hash *h = hash_open(vm, kind);
  if (!h || data == V_ABSENT || update(vm, h, data)) return from_obj(h);
  decref(vm, h);
  return V_ABSENT;
}

#define NEW(name, kind) static Value new_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, hash_new(vm, kind, args[0]); }
NEW(md5, MD5)
NEW(sha1, SHA1)
NEW(sha3_224, SHA3_224)
NEW(sha3_256, SHA3_256)
NEW(sha3_384, SHA3_384)
NEW(sha3_512, SHA3_512)
NEW(shake_128, SHAKE_128)
NEW(shake_256, SHAKE_256)

// ---- BLAKE2's parameters

typedef struct Blake2Params { int64_t digest, fanout, depth, leaf, offset, node_depth, inner; Buffer key, salt, person; } Blake2Params;

static bool number_in(VM *vm, Value v, int64_t otherwise, int64_t low, int64_t high, const char *text, int64_t *out) {
  *out = otherwise;
  if (v != V_ABSENT && !obj_index_i64(vm, v, out)) return false;
  if (*out >= low && *out <= high) return true;
  return raise_value(vm, "%s", text), false;
}

static bool bytes_in(VM *vm, Value v, size_t most, const char *what, Buffer *out) {
  *out = (Buffer){0};
  if (v == V_ABSENT) return true;
  if (!buffer_get(vm, v, out)) return false;
  if (out->len <= most) return true;
  return raise_value(vm, "maximum %s length is %zu bytes", what, most), false;
}

static bool blake2_params(VM *vm, Value *in, bool wide, Blake2Params *p) {
  size_t most = wide ? 64 : 32;
  if (!number_in(vm, in[1], (int64_t)most, INT64_MIN, INT64_MAX, "", &p->digest)) return false;
  if (p->digest < 1 || p->digest > (int64_t)most) return raise_value(vm, "digest_size must be between 1 and %zu bytes", most), false;
  return bytes_in(vm, in[2], most, "key", &p->key) && bytes_in(vm, in[3], wide ? 16 : 8, "salt", &p->salt) &&
         bytes_in(vm, in[4], wide ? 16 : 8, "person", &p->person) &&
         number_in(vm, in[5], 1, 0, 255, "fanout must be between 0 and 255", &p->fanout) &&
         number_in(vm, in[6], 1, 1, 255, "depth must be between 1 and 255", &p->depth) &&
         number_in(vm, in[7], 0, 0, UINT32_MAX, "leaf_size is too large", &p->leaf) &&
         number_in(vm, in[8], 0, 0, wide ? INT64_MAX : INT64_C(0xffffffffffff), "node_offset is too large", &p->offset) &&
         number_in(vm, in[9], 0, 0, 255, "node_depth must be between 0 and 255", &p->node_depth) &&
         number_in(vm, in[10], 0, 0, (int64_t)most, wide ? "inner_size must be between 0 and is 64" : "inner_size must be between 0 and is 32", &p->inner);
}

static void blake2_apply(Hash *h, const Blake2Params *p, bool wide) {
  uint8_t block[64] = {(uint8_t)p->digest, (uint8_t)p->key.len, (uint8_t)p->fanout, (uint8_t)p->depth};
  unsigned width = wide ? 8 : 4;
  for (unsigned i = 0; i < 4; i++) block[4 + i] = (uint8_t)(p->leaf >> (8 * i));
  for (unsigned i = 0; i < (wide ? 8u : 6u); i++) block[8 + i] = (uint8_t)(p->offset >> (8 * i));
  block[wide ? 16 : 14] = (uint8_t)p->node_depth;
  block[wide ? 17 : 15] = (uint8_t)p->inner;
  if (p->salt.len) memcpy(block + (wide ? 32 : 16), p->salt.data, p->salt.len);
  if (p->person.len) memcpy(block + (wide ? 48 : 24), p->person.data, p->person.len);
  for (unsigned i = 0; i < 8; i++) h->s.q[i] ^= little(block + width * i, width);
  h->digest = (uint32_t)p->digest;
  if (!p->key.len) return;
  memcpy(h->block, p->key.data, p->key.len);
  h->fill = h->kind->block;
}

static Value blake2_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames, bool wide) {
  static const char sig[] = "(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, "
                            "node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)";
  Value in[13];
  Blake2Params p = {0};
  (void)type;
  if (!args_bind(vm, wide ? "blake2b" : "blake2s", sig, args, argc, kwnames, in)) return V_ABSENT;
  bool ok = blake2_params(vm, in, wide, &p);
  int last = ok && in[11] != V_ABSENT ? obj_truthy(vm, in[11]) : 0;
  Hash *h = ok && last >= 0 ? hash_open(vm, wide ? BLAKE2B : BLAKE2S) : NULL;
  if (h) {
    blake2_apply(h, &p, wide);
    h->last_node = last;
  }
  buffer_release(vm, &p.key);
  buffer_release(vm, &p.salt);
  buffer_release(vm, &p.person);
  if (!h || in[0] == V_ABSENT || update(vm, h, in[0])) return from_obj(h);
  decref(vm, h);
  return V_ABSENT;
}
static Value new_blake2b(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kw) { return blake2_new(vm, type, args, argc, kw, true); }
static Value new_blake2s(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kw) { return blake2_new(vm, type, args, argc, kw, false); }

// ---- methods

static Value method_update(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, update(vm, as_hash(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

static Value digest_of(VM *vm, const Hash *from, size_t len) {
  Hash h = *from;
  Value out = bytes_new(vm, NULL, len);
  if (out) h.kind->finish(&h, as_bytes(out)->data, len);
  return out;
}

static Value hex_of(VM *vm, Value digest_steal) {
  Value text = digest_steal ? bytes_hex(vm, as_bytes(digest_steal)->data, as_bytes(digest_steal)->len, V_ABSENT, V_ABSENT) : V_ABSENT;
  release(vm, digest_steal);
  return text;
}

static Value method_digest(VM *vm, Value *args, uint32_t argc) { return (void)argc, digest_of(vm, as_hash(args[0]), as_hash(args[0])->digest); }
static Value method_hexdigest(VM *vm, Value *args, uint32_t argc) { return hex_of(vm, method_digest(vm, args, argc)); }

static Value xof_digest(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t len;
  if (!obj_index_i64(vm, args[1], &len)) return V_ABSENT;
  if (len < 0) return raise_value(vm, "value must be positive");
  if (len >= 1 << 29) return raise_value(vm, "length is too large");
  return digest_of(vm, as_hash(args[0]), (size_t)len);
}
static Value xof_hexdigest(VM *vm, Value *args, uint32_t argc) { return hex_of(vm, xof_digest(vm, args, argc)); }

static Value method_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Hash *from = as_hash(args[0]);
  Hash *h = object_new(vm, type_of_get(vm, args[0]), sizeof *h);
  if (!h) return V_ABSENT;
  memcpy((char *)h + sizeof(Object), (const char *)from + sizeof(Object), sizeof *h - sizeof(Object));
  return from_obj(h);
}

static Value hash_repr(VM *vm, Value self) {
  if (as_hash(self)->kind >= &kinds[BLAKE2B]) return str_format_c(vm, "<_blake2.%s object at %p>", as_hash(self)->kind->name, as_obj(self));
  return str_format_c(vm, "<%s _hashlib.%T object @ %p>", as_hash(self)->kind->name, self, as_obj(self));
}
static Value get_name(VM *vm, Value self) { return str_from_c(vm, as_hash(self)->kind->name); }
static Value get_digest_size(VM *vm, Value self) { return (void)vm, from_int(as_hash(self)->digest); }
static Value get_block_size(VM *vm, Value self) { return (void)vm, from_int(as_hash(self)->kind->block); }

#define SHARED_METHODS \
  {"update", "($self, obj, /)", method_update, 0, "Update this hash object's state with the provided bytes-like object."}, \
  {"copy", "($self, /)", method_copy, 0, "Return a copy of the hash object."}
static const NativeDef hash_methods[] = {
  SHARED_METHODS,
  {"digest", "($self, /)", method_digest, 0, "Return the digest value as a bytes object."},
  {"hexdigest", "($self, /)", method_hexdigest, 0, "Return the digest value as a string of hexadecimal digits."},
  {0},
};
static const NativeDef xof_methods[] = {
  SHARED_METHODS,
  {"digest", "($self, length)", xof_digest, 0, "Return a digest of so many bytes."},
  {"hexdigest", "($self, length)", xof_hexdigest, 0, "Return a digest of so many bytes as a string of hexadecimal digits."},
  {0},
};
static const GetSetDef hash_getset[] = {
  {"name", get_name, NULL, NULL}, {"digest_size", get_digest_size, NULL, NULL}, {"block_size", get_block_size, NULL, NULL}, {0}};
#define HASH_SPEC .kind = KIND_OTHER, .basicsize = sizeof(Hash), .getset = hash_getset
static const TypeSpec hash_spec = {.name = "_hashlib.HASH", HASH_SPEC, .flags = TYPE_NO_NEW, .methods = hash_methods, .slots = {.repr = hash_repr}};
static const TypeSpec xof_spec = {.name = "_hashlib.HASHXOF", HASH_SPEC, .flags = TYPE_NO_NEW, .methods = xof_methods, .slots = {.repr = hash_repr}};
static const TypeSpec blake2b_spec = {.name = "_blake2.blake2b", HASH_SPEC, .methods = hash_methods, .slots = {.repr = hash_repr, .new = new_blake2b}};
static const TypeSpec blake2s_spec = {.name = "_blake2.blake2s", HASH_SPEC, .methods = hash_methods, .slots = {.repr = hash_repr, .new = new_blake2s}};

#define FUNCTION(name) {#name, "(string=b'', *, usedforsecurity=True)", new_##name, 0, "Returns a " #name " hash object; optionally initialized with a string."}
static const NativeDef functions[] = {
  FUNCTION(md5), FUNCTION(sha1), FUNCTION(sha3_224), FUNCTION(sha3_256), FUNCTION(sha3_384), FUNCTION(sha3_512), FUNCTION(shake_128), FUNCTION(shake_256), {0},
};

static bool add(VM *vm, Module *m, const TypeSpec *spec) {
  Type *type = type_from_spec(vm, spec, NULL);
  bool ok = type && module_add_type(vm, m, type);
  xdecref(vm, type);
  return ok;
}

static bool blake2_sizes(VM *vm, Module *m, const char *name, bool wide) {
  Value type = dict_get_c(vm, m->dict, name);
  Type *t = type ? (Type *)as_obj(type) : NULL;
  return t && type_set_attr_c(vm, t, "SALT_SIZE", from_int(wide ? 16 : 8)) && type_set_attr_c(vm, t, "PERSON_SIZE", from_int(wide ? 16 : 8)) &&
         type_set_attr_c(vm, t, "MAX_KEY_SIZE", from_int(wide ? 64 : 32)) && type_set_attr_c(vm, t, "MAX_DIGEST_SIZE", from_int(wide ? 64 : 32));
}

static bool init(VM *vm, Module *m) {
  return add(vm, m, &hash_spec) && add(vm, m, &xof_spec) && add(vm, m, &blake2b_spec) && add(vm, m, &blake2s_spec) &&
         blake2_sizes(vm, m, "blake2b", true) && blake2_sizes(vm, m, "blake2s", false);
}

const ModuleDef hashes_module = {"_hashes", "MD5, SHA-1, SHA-3 and BLAKE2.", functions, init};
