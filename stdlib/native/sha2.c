// SPDX-License-Identifier: MIT
// sha2.c - the _sha2 module: SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4).
#include "vm/core/vm.h"

typedef struct Hash {
  Object header;
  uint64_t state[8], bytes;   // the 32-bit kinds use the low halves
  uint8_t block[128];
  uint32_t fill;
  uint16_t bits;              // 224, 256, 384, 512
} Hash;

static Hash *as_hash(Value v) { return (Hash *)as_obj(v); }
static bool is_wide(const Hash *h) { return h->bits > 256; }
static size_t block_size(const Hash *h) { return is_wide(h) ? 128 : 64; }

static const uint64_t start_224[8] = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
static const uint64_t start_256[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
static const uint64_t start_384[8] = {
  0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
  0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
static const uint64_t start_512[8] = {
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// Fractional parts of the cube roots of the first 80 primes; SHA-256 uses the upper halves of the first 64.
static const uint64_t rounds[80] = {
  0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
  0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
  0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
  0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
  0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
  0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
  0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
  0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
  0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
  0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
  0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
  0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
  0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
  0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
  0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
  0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static uint64_t turn(uint64_t x, unsigned n, bool wide) {
  return wide ? x >> n | x << (64 - n) : (uint32_t)((uint32_t)x >> n | (uint32_t)x << (32 - n));
}

static uint64_t mix(uint64_t x, const uint8_t *wide_turns, const uint8_t *turns, bool wide, bool shift_last) {
  const uint8_t *t = wide ? wide_turns : turns;
  uint64_t last = shift_last ? (wide ? x : (uint32_t)x) >> t[2] : turn(x, t[2], wide);
  return turn(x, t[0], wide) ^ turn(x, t[1], wide) ^ last;
}

static uint64_t big_sigma0(uint64_t x, bool wide) { return mix(x, (const uint8_t[]){28, 34, 39}, (const uint8_t[]){2, 13, 22}, wide, false); }
static uint64_t big_sigma1(uint64_t x, bool wide) { return mix(x, (const uint8_t[]){14, 18, 41}, (const uint8_t[]){6, 11, 25}, wide, false); }
static uint64_t sigma0(uint64_t x, bool wide) { return mix(x, (const uint8_t[]){1, 8, 7}, (const uint8_t[]){7, 18, 3}, wide, true); }
static uint64_t sigma1(uint64_t x, bool wide) { return mix(x, (const uint8_t[]){19, 61, 6}, (const uint8_t[]){17, 19, 10}, wide, true); }

static inline __attribute__((always_inline)) void compress_as(Hash *h, bool wide) {
  uint64_t w[80], s[8], mask = wide ? UINT64_MAX : UINT32_MAX;
  size_t width = wide ? 8 : 4, count = wide ? 80 : 64;
  for (size_t i = 0; i < 16; i++) {
    w[i] = 0;
    for (size_t k = 0; k < width; k++) w[i] = w[i] << 8 | h->block[i * width + k];
  }
  for (size_t i = 16; i < count; i++) w[i] = (sigma1(w[i - 2], wide) + w[i - 7] + sigma0(w[i - 15], wide) + w[i - 16]) & mask;
  memcpy(s, h->state, sizeof s);
  for (size_t i = 0; i < count; i++) {
    uint64_t k = wide ? rounds[i] : rounds[i] >> 32;
    uint64_t t1 = s[7] + big_sigma1(s[4], wide) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k + w[i];
    uint64_t t2 = big_sigma0(s[0], wide) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] = (s[4] + t1) & mask;
    s[0] = (t1 + t2) & mask;
  }
  for (int i = 0; i < 8; i++) h->state[i] = (h->state[i] + s[i]) & mask;
}

static void compress(Hash *h) {
  if (is_wide(h)) compress_as(h, true);
  else compress_as(h, false);
}

static void feed(Hash *h, const uint8_t *data, size_t len) {
  size_t size = block_size(h);
  h->bytes += len;
  while (len) {
    size_t n = size - h->fill < len ? size - h->fill : len;
    memcpy(h->block + h->fill, data, n);
    h->fill += (uint32_t)n;
    data += n;
    len -= n;
    if (h->fill == size) compress(h), h->fill = 0;
  }
}

static void finish(const Hash *from, uint8_t *out) {
  Hash h = *from;
  size_t size = block_size(&h), width = size / 16, tail = size / 8;
  uint64_t bits = h.bytes * 8;
  uint8_t end[256] = {0x80};
  size_t pad = (h.fill < size - tail ? size : 2 * size) - h.fill;
  for (int i = 0; i < 8; i++) end[pad - 1 - (size_t)i] = (uint8_t)(bits >> (8 * i));
  feed(&h, end, pad);
  for (size_t i = 0; i < (size_t)h.bits / 8; i++) out[i] = (uint8_t)(h.state[i / width] >> (8 * (width - 1 - i % width)));
}

// ---- the objects

static const char *name_of(const Hash *h) { return h->bits == 224 ? "sha224" : h->bits == 256 ? "sha256" : h->bits == 384 ? "sha384" : "sha512"; }

static bool update(VM *vm, Hash *h, Value data) {
  Buffer buffer;
  if (is_str(data)) return raise_type(vm, "Strings must be encoded before hashing"), false;
  if (!buffer_try(vm, data, &buffer)) return error_clear(vm), raise_type(vm, "object supporting the buffer API required"), false;
  feed(h, buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return true;
}

static Value hash_new(VM *vm, Value *args, uint16_t bits, const uint64_t *start) {
  Value type = import_attr(vm, "_sha2", bits > 256 ? "SHA512Type" : "SHA256Type");
  Hash *h = type ? object_new(vm, (Type *)as_obj(type), sizeof *h) : NULL;
  release(vm, type);
  if (!h) return V_ABSENT;
  h->bits = bits;
  memcpy(h->state, start, sizeof h->state);
  if (args[0] == V_ABSENT || update(vm, h, args[0])) return from_obj(h);
  decref(vm, h);
  return V_ABSENT;
}

static Value new_224(VM *vm, Value *args, uint32_t argc) { return (void)argc, hash_new(vm, args, 224, start_224); }
static Value new_256(VM *vm, Value *args, uint32_t argc) { return (void)argc, hash_new(vm, args, 256, start_256); }
static Value new_384(VM *vm, Value *args, uint32_t argc) { return (void)argc, hash_new(vm, args, 384, start_384); }
static Value new_512(VM *vm, Value *args, uint32_t argc) { return (void)argc, hash_new(vm, args, 512, start_512); }

static Value method_update(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, update(vm, as_hash(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

static Value method_digest(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint8_t out[64];
  finish(as_hash(args[0]), out);
  return bytes_new(vm, out, as_hash(args[0])->bits / 8);
}

static Value method_hexdigest(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint8_t out[64];
  finish(as_hash(args[0]), out);
  return bytes_hex(vm, out, as_hash(args[0])->bits / 8, V_ABSENT, V_ABSENT);
}

static Value method_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Hash *from = as_hash(args[0]);
  Hash *h = object_new(vm, type_of_get(vm, args[0]), sizeof *h);
  if (!h) return V_ABSENT;
  memcpy((char *)h + sizeof(Object), (const char *)from + sizeof(Object), sizeof *h - sizeof(Object));
  return from_obj(h);
}

static Value get_name(VM *vm, Value self) { return str_from_c(vm, name_of(as_hash(self))); }
static Value get_digest_size(VM *vm, Value self) { return (void)vm, from_int(as_hash(self)->bits / 8); }
static Value get_block_size(VM *vm, Value self) { return (void)vm, from_int((int64_t)block_size(as_hash(self))); }

static const NativeDef hash_methods[] = {
  {"update", "($self, obj, /)", method_update, 0, "Update this hash object's state with the provided string."},
  {"digest", "($self, /)", method_digest, 0, "Return the digest value as a bytes object."},
  {"hexdigest", "($self, /)", method_hexdigest, 0, "Return the digest value as a string of hexadecimal digits."},
  {"copy", "($self, /)", method_copy, 0, "Return a copy of the hash object."},
  {0},
};
static const GetSetDef hash_getset[] = {
  {"name", get_name, NULL, NULL}, {"digest_size", get_digest_size, NULL, NULL}, {"block_size", get_block_size, NULL, NULL}, {0}};
#define HASH_SPEC .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Hash), .methods = hash_methods, .getset = hash_getset
static const TypeSpec spec_256 = {.name = "_sha2.SHA256Type", HASH_SPEC};
static const TypeSpec spec_512 = {.name = "_sha2.SHA512Type", HASH_SPEC};

static const NativeDef sha2_functions[] = {
  {"sha224", "(string=b'', *, usedforsecurity=True)", new_224, 0, "Return a new SHA-224 hash object; optionally initialized with a string."},
  {"sha256", "(string=b'', *, usedforsecurity=True)", new_256, 0, "Return a new SHA-256 hash object; optionally initialized with a string."},
  {"sha384", "(string=b'', *, usedforsecurity=True)", new_384, 0, "Return a new SHA-384 hash object; optionally initialized with a string."},
  {"sha512", "(string=b'', *, usedforsecurity=True)", new_512, 0, "Return a new SHA-512 hash object; optionally initialized with a string."},
  {0},
};

static bool add(VM *vm, Module *module, const TypeSpec *spec) {
  Type *type = type_from_spec(vm, spec, NULL);
  bool ok = type && module_add_type(vm, module, type);
  xdecref(vm, type);
  return ok;
}

static bool sha2_init(VM *vm, Module *module) { return add(vm, module, &spec_256) && add(vm, module, &spec_512); }

const ModuleDef sha2_module = {"_sha2", "The SHA-2 family of hash functions.", sha2_functions, sha2_init};
