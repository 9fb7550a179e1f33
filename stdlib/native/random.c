// SPDX-License-Identifier: MIT
// random.c - the _random module: the Mersenne Twister MT19937 of Matsumoto and Nishimura, seeded as CPython seeds it.
// The functions of the random module are written in script on top of it.
#include "vm/core/host.h"

enum { MT_WORDS = 624, MT_SHIFT = 397 };

typedef struct Random {
  Object header;
  uint32_t words[MT_WORDS];
  uint32_t next;  // word to hand out; MT_WORDS: make new ones first
} Random;

static Random *as_random(Value v) { return (Random *)as_obj(v); }

// ---- the generator

static uint32_t twist(uint32_t upper, uint32_t lower) {
  uint32_t mixed = (upper & 0x80000000u) | (lower & 0x7fffffffu);
  return mixed >> 1 ^ (lower & 1 ? 0x9908b0dfu : 0);
}

static uint32_t draw(Random *r) {
  if (r->next >= MT_WORDS) {
    uint32_t *w = r->words;
    for (int i = 0; i < MT_WORDS; i++) w[i] = w[(i + MT_SHIFT) % MT_WORDS] ^ twist(w[i], w[(i + 1) % MT_WORDS]);
    r->next = 0;
  }
  uint32_t y = r->words[r->next++];
  y ^= y >> 11;
  y ^= y << 7 & 0x9d2c5680u;
  y ^= y << 15 & 0xefc60000u;
  return y ^ y >> 18;
}

static void seed_word(Random *r, uint32_t seed) {
  uint32_t *w = r->words;
  w[0] = seed;
  for (uint32_t i = 1; i < MT_WORDS; i++) w[i] = 1812433253u * (w[i - 1] ^ w[i - 1] >> 30) + i;
  r->next = MT_WORDS;
}

static void seed_array(Random *r, const uint32_t *key, size_t len) {
  uint32_t *w = r->words;
  seed_word(r, 19650218u);
  uint32_t i = 1;
  size_t j = 0;
  for (size_t k = len > MT_WORDS ? len : MT_WORDS; k; k--) {
    w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
    if (++i == MT_WORDS) w[0] = w[MT_WORDS - 1], i = 1;
    if (++j == len) j = 0;
  }
  for (uint32_t k = MT_WORDS - 1; k; k--) {
    w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >> 30) * 1566083941u) - i;
    if (++i == MT_WORDS) w[0] = w[MT_WORDS - 1], i = 1;
  }
  w[0] = 0x80000000u;
}

// ---- seeding

static bool seed_from_system(VM *vm, Random *r) {
  uint32_t key[MT_WORDS];
  if (!vm_random(vm, key, sizeof key)) return false;
  seed_array(r, key, MT_WORDS);
  return true;
}

// The absolute value, least significant word first.
static bool seed_from_int(VM *vm, Random *r, Value n) {
  IntView view;
  const mp_int *mp = int_view(n, &view);
  size_t len = (size_t)((int_bit_length(n) + 31) / 32);
  if (len == 0) len = 1;
  uint32_t small[8], *key = small;
  if (len > 8 && !(key = vm_alloc(vm, len * sizeof *key))) return false;
  unsigned __int128 pool = 0;
  int have = 0, word = 0;
  for (size_t i = 0; i < len; i++) {
    if (have < 32 && word < mp->used) {
      pool |= (unsigned __int128)mp->dp[word++] << have;
      have += MP_DIGIT_BIT;
    }
    key[i] = (uint32_t)pool;
    pool >>= 32;
    have = have >= 32 ? have - 32 : 0;
  }
  seed_array(r, key, len);
  if (key != small) vm_dealloc(vm, key, len * sizeof *key);
  return true;
}

static bool seed(VM *vm, Random *r, Value v) {
  if (v == V_ABSENT || v == V_NONE) return seed_from_system(vm, r);
  if (is_integer(v)) return seed_from_int(vm, r, v);
  int64_t hash;
  if (!obj_hash(vm, v, &hash)) return false;
  Value n = int_from_u64(vm, (uint64_t)hash);
  bool ok = n != V_ABSENT && seed_from_int(vm, r, n);
  release(vm, n);
  return ok;
}

// ---- the type

static Value random_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  (void)argc;
  (void)kwnames;
  Value v = instance_new(vm, type);
  if (v != V_ABSENT && !seed_from_system(vm, as_random(v))) return release(vm, v), V_ABSENT;
  return v;
}

static bool random_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (kwnames && kwnames->len) return raise_type(vm, "Random() takes no keyword arguments"), false;
  if (argc > 1) return raise_type(vm, "Random() requires 0 or 1 argument"), false;
  return seed(vm, as_random(self), argc ? args[0] : V_ABSENT);
}

static Value method_seed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return seed(vm, as_random(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

static Value method_random(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  Random *r = as_random(args[0]);
  uint32_t high = draw(r) >> 5, low = draw(r) >> 6;
  return from_double((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

static Value long_bits(VM *vm, Random *r, uint64_t bits) {
  if (!int_room(vm, bits)) return V_ABSENT;
  size_t len = (size_t)((bits + 31) / 32) * 4;
  uint8_t *bytes = vm_alloc(vm, len);
  if (!bytes) return V_ABSENT;
  for (size_t i = 0; i < len; i += 4, bits -= 32) {
    uint32_t word = draw(r);
    if (bits < 32) word >>= 32 - bits;
    for (int k = 0; k < 4; k++) bytes[i + (size_t)k] = (uint8_t)(word >> 8 * k);
    if (bits < 32) bits = 32;
  }
  Value v = int_from_bytes(vm, bytes, len, true, false);
  vm_dealloc(vm, bytes, len);
  return v;
}

static Value method_getrandbits(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value k = obj_index(vm, args[1]);
  if (k == V_ABSENT) return V_ABSENT;
  int64_t bits;
  bool fits = int_to_i64(k, &bits) && bits <= INT32_MAX && bits >= INT32_MIN;
  release(vm, k);
  if (!fits) return raise(vm, EXC_OverflowError, "Python int too large to convert to C int");
  if (bits < 0) return raise_value(vm, "number of bits must be non-negative");
  if (bits == 0) return from_int(0);
  Random *r = as_random(args[0]);
  return bits <= 32 ? from_int(draw(r) >> (32 - bits)) : long_bits(vm, r, (uint64_t)bits);
}

static Value method_getstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Random *r = as_random(args[0]);
  Tuple *state = tuple_new_uninit(vm, MT_WORDS + 1);
  if (!state) return V_ABSENT;
  for (int i = 0; i < MT_WORDS; i++) state->items[i] = from_int(r->words[i]);
  state->items[MT_WORDS] = from_int(r->next);
  return from_obj(state);
}

static bool state_word(VM *vm, Value v, uint32_t *out) {
  int64_t n;
  if (!is_integer(v)) return raise_type(vm, "an integer is required"), false;
  if (int_sign(v) < 0) return raise(vm, EXC_OverflowError, "can't convert negative value to unsigned int"), false;
  if (int_bit_length(v) > 64) return raise(vm, EXC_OverflowError, "Python int too large to convert to C unsigned long"), false;
  *out = int_to_i64(v, &n) ? (uint32_t)n : 0;
  return true;
}

static Value method_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_tuple(args[1])) return raise_type(vm, "state vector must be a tuple");
  const Tuple *state = as_tuple(args[1]);
  if (state->len != MT_WORDS + 1) return raise_value(vm, "state vector is the wrong size");
  uint32_t words[MT_WORDS], next;
  for (int i = 0; i < MT_WORDS; i++)
    if (!state_word(vm, state->items[i], &words[i])) return V_ABSENT;
  if (!state_word(vm, state->items[MT_WORDS], &next)) return V_ABSENT;
  if (next > MT_WORDS) return raise_value(vm, "invalid state");
  Random *r = as_random(args[0]);
  memcpy(r->words, words, sizeof words);
  r->next = next;
  return V_NONE;
}

static const NativeDef random_methods[] = {
    {"random", "($self, /)", method_random, 0, "A float in [0, 1)."},
    {"seed", "($self, n=None, /)", method_seed, 0, "Starts again from an int or the hash of an object; None: from the system."},
    {"getstate", "($self, /)", method_getstate, 0, "The generator's state as a tuple of ints."},
    {"setstate", "($self, state, /)", method_setstate, 0, "Returns to a state that getstate gave."},
    {"getrandbits", "($self, k, /)", method_getrandbits, 0, "An int of k random bits."},
    {0},
};

static const TypeSpec random_spec = {
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .kind = KIND_OTHER,
    .flags = TYPE_BASE,
    .basicsize = sizeof(Random),
    .methods = random_methods,
    .slots = {.new = random_new, .init = random_init},
};

static bool random_module_init(VM *vm, Module *module) {
  Type *type = type_from_spec(vm, &random_spec, NULL);
  if (!type) return false;
  bool ok = module_add_type(vm, module, type);
  decref(vm, type);
  return ok;
}

const ModuleDef random_module = {"_random", "The Mersenne Twister.", NULL, random_module_init};
