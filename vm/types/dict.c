// SPDX-License-Identifier: MIT
// dict.c - the table behind dict: entries in insertion order, found through an index of positions.
//
//   entries   [key value hash] [key value hash] [absent] [key value hash] ...        fill = 4, used = 3
//   index     -1 2 -1 0 -2 1 ...           int8 while there are at most 127 positions, then int16, int32
//
// The capacities are CPython's (5, 10, 21, 42 ...: two thirds of a power of two, grown to three times what is used), because they
// decide what an iteration over a dict that changes meanwhile comes across. Up to SMALL entries there is no index: they are
// searched one after the other, which beats hashing into a table for the sizes that most dicts have. While every key is an interned str (`plain`), a name is found
// or proved absent by comparing pointers.
//
// Equality of keys can run script code, which can change the dict: the search holds the key that it compares, and starts again
// when the entry has moved or changed meanwhile. A deleted entry leaves a hole (key absent, position -2 in the index) until the
// entries are packed, which happens when they are full. Packing keeps order, as insertion must.
#include "vm/core/vm.h"

enum { SMALL = 5, MIN_SLOTS = 8, FREE_POSITION = -1, DELETED_POSITION = -2 };

// ---- hashing

bool dict_key_hash(VM *vm, Value key, uint64_t *hash) {
  if (is_int(key)) {
    int64_t n = as_int(key);
    *hash = (uint64_t)(n == -1 ? -2 : n);
    return true;
  }
  if (is_heap(key) && as_obj(key)->shape == vm->shape.str) {
    *hash = str_hash(vm, as_str(key));
    return true;
  }
  return obj_hash(vm, key, (int64_t *)hash);
}

// ---- the index

static inline size_t position_bytes(uint32_t cap) { return cap <= INT8_MAX ? 1 : cap <= INT16_MAX ? 2 : 4; }

static inline int32_t index_get(const Dict *d, size_t slot) {
  if (d->cap <= INT8_MAX) return ((const int8_t *)d->index)[slot];
  if (d->cap <= INT16_MAX) return ((const int16_t *)d->index)[slot];
  return ((const int32_t *)d->index)[slot];
}

static inline void index_set(Dict *d, size_t slot, int32_t position) {
  if (d->cap <= INT8_MAX) ((int8_t *)d->index)[slot] = (int8_t)position;
  else if (d->cap <= INT16_MAX) ((int16_t *)d->index)[slot] = (int16_t)position;
  else ((int32_t *)d->index)[slot] = position;
}

// for each slot of the probe sequence of `hash`
#define PROBE(d, hash, slot) \
  for (size_t mask_ = (d)->index_size - 1, perturb_ = (size_t)(hash), slot = perturb_ & mask_;; \
       perturb_ >>= 5, slot = (slot * 5 + perturb_ + 1) & mask_)

static void index_insert(Dict *d, uint64_t hash, uint32_t position) {
  PROBE(d, hash, slot) {
    if (index_get(d, slot) >= 0) continue;
    index_set(d, slot, (int32_t)position);
    return;
  }
}

static void index_rebuild(Dict *d) {
  memset(d->index, 0xff, d->index_size * position_bytes(d->cap));
  d->lost = 0;
  for (uint32_t i = 0; i < d->fill; i++)
    if (d->entries[i].key) index_insert(d, d->entries[i].hash, i);
}

static void index_remove(Dict *d, uint64_t hash, uint32_t position) {
  PROBE(d, hash, slot) {
    if (index_get(d, slot) != (int32_t)position) continue;
    index_set(d, slot, DELETED_POSITION);
    return;
  }
}

// ---- storage

Dict *dict_new(VM *vm) {
  Dict *d = object_new_raw(vm, vm->types.dict, sizeof(Dict));
  if (!d) return NULL;
  d->entries = NULL;
  d->index = NULL;
  d->used = d->fill = d->cap = d->index_size = d->keys_version = d->lost = 0;
  d->plain = 1;
  if (!gc_track(vm, &d->header)) return decref(vm, d), NULL;
  return d;
}

static void pack(Dict *d) {
  if (d->fill == d->used) return;
  uint32_t to = 0;
  for (uint32_t i = 0; i < d->fill; i++)
    if (d->entries[i].key) d->entries[to++] = d->entries[i];
  d->fill = to;
  d->keys_version = 0;
}

// Gives the dict the capacity that belongs to at least `slots` places in the index, packing and indexing the entries anew.
static NOINLINE bool resize(VM *vm, Dict *d, uint64_t slots) {
  uint64_t size = MIN_SLOTS;
  while (size < slots) size *= 2;
  if (size > (1u << 30)) return raise_no_memory(vm), false;
  uint32_t cap = (uint32_t)(size * 2 / 3), index_size = size > MIN_SLOTS ? (uint32_t)size : 0;
  void *index = NULL;
  size_t index_bytes = index_size * position_bytes(cap);
  if (index_size && !(index = vm_alloc(vm, index_bytes))) return false;
  pack(d);
  DictEntry *entries = vm_realloc(vm, d->entries, d->cap * sizeof(DictEntry), cap * sizeof(DictEntry));
  if (!entries) {
    if (d->index) index_rebuild(d);
    return vm_dealloc(vm, index, index_bytes), false;
  }
  vm_dealloc(vm, d->index, d->index_size * position_bytes(d->cap));
  d->entries = entries;
  d->cap = cap;
  d->lost = 0;
  d->index = index;
  d->index_size = index_size;
  if (index) index_rebuild(d);
  return true;
}

static uint64_t slots_for(uint64_t count) { return count <= SMALL ? MIN_SLOTS : (count * 3 + 1) / 2; }

Dict *dict_new_sized(VM *vm, uint32_t count) {
  Dict *d = dict_new(vm);
  if (d && count && !resize(vm, d, slots_for(count))) return decref(vm, d), NULL;
  return d;
}

void dict_clear(VM *vm, Dict *d) {
  DictEntry *entries = d->entries;
  uint32_t fill = d->fill, cap = d->cap;
  vm_dealloc(vm, d->index, d->index_size * position_bytes(cap));
  d->entries = NULL;
  d->index = NULL;
  d->used = d->fill = d->cap = d->index_size = d->keys_version = d->lost = 0;
  d->plain = 1;
  for (uint32_t i = 0; i < fill; i++) {
    if (!entries[i].key) continue;
    release(vm, entries[i].key);
    release(vm, entries[i].value);
  }
  vm_dealloc(vm, entries, cap * sizeof(DictEntry));
}

// ---- searching

static inline bool both_str(VM *vm, Value a, Value b) {
  return is_heap(a) && is_heap(b) && as_obj(a)->shape == vm->shape.str && as_obj(b)->shape == vm->shape.str;
}

// Entry i has key's hash but other bits: 1 equal, 0 not, -1 exception, 2 the dict changed.
static NOINLINE int same_key(VM *vm, Dict *d, uint32_t i, Value key) {
  Value mine = d->entries[i].key;
  if (both_str(vm, mine, key)) return str_same_text(as_str(mine), as_str(key));
  if (is_int2(mine, key)) return 0;
  DictEntry *entries = d->entries;
  void *index = d->index;
  uint32_t cap = d->cap;
  retain(mine);
  int eq = obj_compare_bool(vm, mine, key, CMP_EQ);
  bool same = d->entries == entries && d->index == index && d->cap == cap && i < d->fill && entries[i].key == mine;
  release(vm, mine);
  return eq < 0 ? -1 : same && d->entries == entries && d->cap == cap && i < d->fill ? eq : 2;
}

static int64_t search_small(VM *vm, Dict *d, Value key, uint64_t hash) {
again:
  for (uint32_t i = 0; i < d->fill; i++) {
    if (d->entries[i].hash != hash || !d->entries[i].key) continue;
    if (d->entries[i].key == key) return i;
    int same = same_key(vm, d, i, key);
    if (same == 2) {
      if (d->index) return dict_position(vm, d, key, hash);
      goto again;
    }
    if (same) return same < 0 ? -2 : (int64_t)i;
  }
  return -1;
}

// The position of a str. Keys that are strs are compared here and now; a key of another type with that hash is left to
// dict_position, which lets it compare itself: NOT_STR.
enum { NOT_STR = -3 };
static inline __attribute__((always_inline)) int64_t str_position(const Dict *d, const Shape *str, Value key, uint64_t hash, size_t width) {
  const DictEntry *entries = d->entries;
  PROBE(d, hash, slot) {
    int32_t i = width == 1 ? ((const int8_t *)d->index)[slot] : width == 2 ? ((const int16_t *)d->index)[slot] : ((const int32_t *)d->index)[slot];
    if (i < 0) {
      if (i == FREE_POSITION) return -1;
      continue;
    }
    if (entries[i].hash != hash) continue;
    Value mine = entries[i].key;
    if (mine == key) return i;
    if (!is_heap(mine) || as_obj(mine)->shape != str) return NOT_STR;
    if (str_same_text(as_str(mine), as_str(key))) return i;
  }
}

static int64_t str_position_any(const Dict *d, const Shape *str, Value key, uint64_t hash) {
  if (d->cap <= INT8_MAX) return str_position(d, str, key, hash, 1);
  if (d->cap <= INT16_MAX) return str_position(d, str, key, hash, 2);
  return str_position(d, str, key, hash, 4);
}

int64_t dict_position(VM *vm, Dict *d, Value key, uint64_t hash) {
again:
  if (!d->index) return search_small(vm, d, key, hash);
  if (is_heap(key) && as_obj(key)->shape == vm->shape.str) {
    int64_t at = str_position_any(d, vm->shape.str, key, hash);
    if (at != NOT_STR) return at;
  }
  PROBE(d, hash, slot) {
    int32_t i = index_get(d, slot);
    if (i == FREE_POSITION) return -1;
    if (i < 0) continue;
    if (d->entries[i].hash != hash) continue;
    if (d->entries[i].key == key) return i;
    int same = same_key(vm, d, (uint32_t)i, key);
    if (same == 2) goto again;
    if (same) return same < 0 ? -2 : (int64_t)i;
  }
}

// Names: nothing runs, so only strs are compared.
int64_t dict_name_position(const Dict *d, Str *name) {
  Value key = from_obj(name);
  if (!d->index) {
    for (uint32_t i = 0; i < d->fill; i++)
      if (d->entries[i].key == key) return i;
    if (d->plain) return -1;
    for (uint32_t i = 0; i < d->fill; i++) {
      Value k = d->entries[i].key;
      if (k && d->entries[i].hash == name->hash && is_str(k) && str_equal(as_str(k), name)) return i;
    }
    return -1;
  }
  PROBE(d, name->hash, slot) {
    int32_t i = index_get(d, slot);
    if (i == FREE_POSITION) return -1;
    if (i < 0) continue;
    Value k = d->entries[i].key;
    if (k == key) return i;
    if (!d->plain && d->entries[i].hash == name->hash && is_str(k) && str_equal(as_str(k), name)) return i;
  }
}

Value dict_get_name(VM *vm, const Dict *d, Str *name) {
  if (d->used == 0) return V_ABSENT;
  (void)str_hash(vm, name);
  int64_t i = dict_name_position(d, name);
  return i < 0 ? V_ABSENT : d->entries[i].value;
}

int dict_find(VM *vm, Dict *d, Value key, Value *out) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return -1;
  int64_t i = dict_position(vm, d, key, hash);
  if (i < 0) return i == -1 ? 0 : -1;
  *out = d->entries[i].value;
  return 1;
}

uint32_t dict_version(VM *vm, Dict *d) {
  if (!d->keys_version) d->keys_version = ++vm->next_version;
  return d->keys_version;
}

// ---- changing

// A key that is not there. Takes both references, even when it fails.
static bool add_steal(VM *vm, Dict *d, Value key, uint64_t hash, Value v) {
  if (UNLIKELY(d->fill + d->lost >= d->cap) && !resize(vm, d, (uint64_t)d->used * 3)) {
    release(vm, key);
    release(vm, v);
    return false;
  }
  if (d->plain && !(is_heap(key) && as_obj(key)->shape == vm->types.str->root && as_str(key)->interned)) d->plain = 0;
  d->entries[d->fill] = (DictEntry){key, v, hash};
  if (d->index) index_insert(d, hash, d->fill);
  d->fill++;
  d->used++;
  d->keys_version = 0;
  return true;
}

static bool insert_steal(VM *vm, Dict *d, Value key, uint64_t hash, Value v) {
  int64_t i = dict_position(vm, d, key, hash);
  if (i == -1) return add_steal(vm, d, key, hash, v);
  if (i >= 0) {
    Value old = d->entries[i].value;
    d->entries[i].value = v;
    release(vm, old);
  } else {
    release(vm, v);
  }
  release(vm, key);
  return i >= 0;
}

bool dict_insert(VM *vm, Dict *d, Value key, uint64_t hash, Value v) { return insert_steal(vm, d, retain(key), hash, retain(v)); }

bool dict_set_steal(VM *vm, Dict *d, Value key, Value v) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return release(vm, key), release(vm, v), false;
  return insert_steal(vm, d, key, hash, v);
}

bool dict_set(VM *vm, Dict *d, Value key, Value v) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return false;
  return insert_steal(vm, d, retain(key), hash, retain(v));
}

bool dict_set_name(VM *vm, Dict *d, Str *name, Value v) {
  uint64_t hash = str_hash(vm, name);
  int64_t i = dict_name_position(d, name);
  if (i >= 0) return replace(vm, &d->entries[i].value, retain(v)), true;
  return add_steal(vm, d, retain_obj(name), hash, retain(v));
}

bool dict_set_c(VM *vm, Dict *d, const char *name, Value v_steal) {
  Str *key = v_steal ? str_intern(vm, name, strlen(name)) : NULL;
  if (!key) return release(vm, v_steal), false;
  bool ok = dict_set_name(vm, d, key, v_steal);
  decref(vm, key);
  release(vm, v_steal);
  return ok;
}

// Takes entry i out of the table; its references go to the caller.
static DictEntry take_entry(Dict *d, uint32_t i) {
  DictEntry entry = d->entries[i];
  if (d->index) index_remove(d, entry.hash, i);
  d->entries[i] = (DictEntry){V_ABSENT, V_ABSENT, 0};
  d->used--;
  d->keys_version = 0;
  return entry;
}

int dict_remove_hash(VM *vm, Dict *d, Value key, uint64_t hash, Value *out) {
  int64_t i = dict_position(vm, d, key, hash);
  if (i < 0) return i == -1 ? 0 : -1;
  DictEntry entry = take_entry(d, (uint32_t)i);
  if (out) *out = entry.value;
  release(vm, entry.key);
  if (!out) release(vm, entry.value);
  return 1;
}

int dict_remove(VM *vm, Dict *d, Value key, Value *out) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return -1;
  return dict_remove_hash(vm, d, key, hash, out);
}

// Removes the newest entry into *entry; false: empty.
bool dict_pop_last(Dict *d, DictEntry *entry) {
  if (!d->used) return false;
  uint32_t i = d->fill - 1;
  while (!d->entries[i].key) i--;
  *entry = take_entry(d, i);
  if (d->used && i < d->fill) {
    if (d->index) d->lost += d->fill - i;
    d->fill = i;
  }
  return true;
}

// ---- whole dicts

bool dict_step(const Dict *d, uint32_t *pos, Value *key, Value *value) {
  for (uint32_t i = *pos; i < d->fill; i++) {
    if (!d->entries[i].key) continue;
    *pos = i + 1;
    *key = d->entries[i].key;
    *value = d->entries[i].value;
    return true;
  }
  *pos = d->fill;
  return false;
}

Dict *dict_copy(VM *vm, Dict *d) {
  Dict *copy = dict_new_sized(vm, d->used);
  if (!copy || !d->used) return copy;
  uint32_t to = 0;
  for (uint32_t i = 0; i < d->fill; i++) {
    if (!d->entries[i].key) continue;
    copy->entries[to] = d->entries[i];
    retain(copy->entries[to].key);
    retain(copy->entries[to++].value);
  }
  copy->fill = copy->used = to;
  copy->plain = d->plain;
  if (copy->index) index_rebuild(copy);
  return copy;
}

bool dict_merge(VM *vm, Dict *d, Dict *from, bool overwrite) {
  if (d == from || from->used == 0) return true;
  if (d->cap < from->used && !resize(vm, d, slots_for((uint64_t)d->used + from->used))) return false;
  bool fresh = d->used == 0;
  uint32_t fill = from->fill;
  for (uint32_t i = 0; i < from->fill; i++) {
    DictEntry e = from->entries[i];
    if (!e.key) continue;
    bool ok;
    retain(e.key);
    retain(e.value);
    if (fresh) {
      ok = add_steal(vm, d, e.key, e.hash, e.value);
    } else if (overwrite) {
      ok = insert_steal(vm, d, e.key, e.hash, e.value);
    } else {
      int64_t at = dict_position(vm, d, e.key, e.hash);
      ok = at == -1 ? add_steal(vm, d, e.key, e.hash, e.value) : (release(vm, e.key), release(vm, e.value), at >= 0);
    }
    if (!ok) return false;
    if (from->fill != fill) return raise(vm, EXC_RuntimeError, "dict mutated during update"), false;
  }
  return true;
}

bool dict_equal(VM *vm, Dict *a, Dict *b, bool *equal) {
  *equal = false;
  if (a->used != b->used) return true;
  for (uint32_t i = 0; i < a->fill; i++) {
    DictEntry e = a->entries[i];
    if (!e.key) continue;
    retain(e.key);
    retain(e.value);
    int64_t at = dict_position(vm, b, e.key, e.hash);
    int eq = at < 0 ? (int)at : list_item_equal(vm, e.value, b->entries[at].value);
    release(vm, e.key);
    release(vm, e.value);
    if (at == -2 || (at >= 0 && eq < 0)) return false;
    if (at == -1 || !eq) return true;
  }
  *equal = true;
  return true;
}

void key_error(VM *vm, Value key) { raise_with(vm, EXC_KeyError, retain(key)); }
