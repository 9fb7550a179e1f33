// SPDX-License-Identifier: MIT
// set.c - set and frozenset: the table, the types and the iterator.
//
// A set shows its items in the order of the table, so the table is CPython's: open addressing in a power of two, up to LINEAR_PROBES
// neighbours looked at before the next jump, i = i * 5 + 1 + perturb; grown to four times what is used (twice beyond 50,000) when
// three fifths are filled; removed items leave a dummy. Ints, floats, and tuples and frozensets of them hash as CPython's, so their
// sets print alike. Eight entries lie in the object itself.
#include "vm/core/vm.h"

enum { LINEAR_PROBES = 9, PERTURB_SHIFT = 5, MIN_SIZE = 8 };

// ---- table

static void table_reset(Set *s) {
  memset(s->small, 0, sizeof s->small);
  s->table = s->small;
  s->mask = MIN_SIZE - 1;
  s->used = s->fill = 0;
  s->hash = -1;
}

static Set *set_alloc(VM *vm, Type *type) {
  Set *s = object_new(vm, type, sizeof(Set));
  if (!s) return NULL;
  table_reset(s);
  if (!gc_track(vm, &s->header)) return decref(vm, s), NULL;
  return s;
}

Value set_new(VM *vm) { return from_obj(set_alloc(vm, vm->types.set)); }
Value frozenset_new(VM *vm) { return from_obj(set_alloc(vm, vm->types.frozenset)); }

// A key that is not there, into a table without dummies.
static void insert_clean(SetEntry *table, size_t mask, Value key, int64_t hash) {
  size_t perturb = (size_t)hash, i = perturb & mask;
  for (;;) {
    SetEntry *e = &table[i];
    size_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (size_t n = 0; n <= probes; n++, e++) {
      if (e->key) continue;
      *e = (SetEntry){key, hash};
      return;
    }
    perturb >>= PERTURB_SHIFT;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

static NOINLINE bool resize(VM *vm, Set *s, size_t min_used) {
  size_t size = MIN_SIZE, old_mask = s->mask;
  while (size <= min_used) size <<= 1;
  SetEntry *old = s->table, copy[MIN_SIZE], *table = s->small;
  if (size > MIN_SIZE) {
    if (!(table = vm_alloc(vm, size * sizeof(SetEntry)))) return false;
  } else if (old == s->small) {
    if (s->fill == s->used) return true;
    memcpy(copy, old, sizeof copy);
    old = copy;
  }
  memset(table, 0, size * sizeof(SetEntry));
  for (size_t i = 0; i <= old_mask; i++)
    if (old[i].key) insert_clean(table, size - 1, old[i].key, old[i].hash);
  s->table = table;
  s->mask = size - 1;
  s->fill = s->used;
  if (old != copy && old != s->small) vm_dealloc(vm, old, (old_mask + 1) * sizeof(SetEntry));
  return true;
}

void set_clear(VM *vm, Set *s) {
  SetEntry copy[MIN_SIZE], *table = s->table;
  size_t mask = s->mask;
  bool small = table == s->small;
  if (!s->fill) return;
  if (small) table = memcpy(copy, s->small, sizeof copy);
  table_reset(s);
  for (size_t i = 0; i <= mask; i++) release(vm, table[i].key);
  if (!small) vm_dealloc(vm, table, (mask + 1) * sizeof(SetEntry));
}

// The entry at `e` has key's hash: 1 equal, 0 not, -1 exception, 2 the table changed.
static int same_key(VM *vm, Set *s, SetEntry *e, Value key) {
  Value mine = e->key;
  if (mine == key) return 1;
  if (is_int2(mine, key)) return 0;
  if (is_heap(mine) && is_heap(key) && as_obj(mine)->shape == vm->shape.str && as_obj(key)->shape == vm->shape.str)
    return str_equal(as_str(mine), as_str(key));
  SetEntry *table = s->table;
  size_t mask = s->mask;
  retain(mine);
  int eq = obj_compare_bool(vm, mine, key, CMP_EQ);
  bool same = s->table == table && s->mask == mask && e->key == mine;
  release(vm, mine);
  return eq < 0 ? -1 : same && s->table == table && s->mask == mask ? eq : 2;
}

// Finds key's entry, or the one to put it into: the last dummy that the search passed, else the free one where it ended.
// 1 found, 0 not, -1 exception.
static inline int lookup(VM *vm, Set *s, Value key, int64_t hash, SetEntry **found) {
again:;
  size_t mask = s->mask, perturb = (size_t)hash, i = perturb & mask;
  SetEntry *dummy = NULL;
  for (;;) {
    SetEntry *e = &s->table[i];
    size_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (size_t n = 0; n <= probes; n++, e++) {
      if (!e->key) {
        if (e->hash == 0) return *found = dummy ? dummy : e, 0;
        dummy = e;
        continue;
      }
      if (e->hash != hash) continue;
      int same = same_key(vm, s, e, key);
      if (same == 2) goto again;
      if (same) return *found = e, same;
    }
    perturb >>= PERTURB_SHIFT;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

static size_t grown(const Set *s) { return s->used > 50000 ? s->used * 2 : s->used * 4; }

int set_add_hash(VM *vm, Set *s, Value key, int64_t hash) {
  SetEntry *e;
  int found = lookup(vm, s, key, hash, &e);
  if (found) return found < 0 ? -1 : 0;
  bool was_dummy = e->hash == -1;
  *e = (SetEntry){retain(key), hash};
  s->used++;
  if (was_dummy) return 1;
  s->fill++;
  if (s->fill * 5 < s->mask * 3) return 1;
  return resize(vm, s, grown(s)) ? 1 : -1;
}

int set_contains_hash(VM *vm, Set *s, Value key, int64_t hash) {
  SetEntry *e;
  return lookup(vm, s, key, hash, &e);
}

int set_discard_hash(VM *vm, Set *s, Value key, int64_t hash) {
  SetEntry *e;
  int found = lookup(vm, s, key, hash, &e);
  if (found <= 0) return found;
  Value old = e->key;
  *e = (SetEntry){V_ABSENT, -1};
  s->used--;
  release(vm, old);
  return 1;
}

int set_add(VM *vm, Set *s, Value key) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return -1;
  return set_add_hash(vm, s, key, (int64_t)hash);
}

int set_contains(VM *vm, Set *s, Value key) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return -1;
  return set_contains_hash(vm, s, key, (int64_t)hash);
}

int set_discard(VM *vm, Set *s, Value key) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return -1;
  return set_discard_hash(vm, s, key, (int64_t)hash);
}

bool set_step(const Set *s, size_t *pos, Value *key) {
  for (size_t i = *pos; i <= s->mask; i++) {
    if (!s->table[i].key) continue;
    *pos = i + 1;
    *key = s->table[i].key;
    return true;
  }
  *pos = s->mask + 1;
  return false;
}

bool set_shrink_dummies(VM *vm, Set *s) {
  return s->fill - s->used <= s->mask / 4 || resize(vm, s, grown(s));
}

// ---- filling

bool set_merge(VM *vm, Set *s, const Set *from) {
  if (s == from || from->used == 0) return true;
  if ((s->fill + from->used) * 5 >= s->mask * 3 && !resize(vm, s, (s->used + from->used) * 2)) return false;
  if (s->fill == 0) {
    bool same_places = s->mask == from->mask && from->fill == from->used;
    for (size_t i = 0; i <= from->mask; i++) {
      SetEntry e = from->table[i];
      if (!e.key) continue;
      retain(e.key);
      if (same_places) s->table[i] = e;
      else insert_clean(s->table, s->mask, e.key, e.hash);
    }
    s->fill = s->used = from->used;
    return true;
  }
  for (size_t i = 0; i <= from->mask; i++) {
    SetEntry e = from->table[i];
    if (!e.key) continue;
    retain(e.key);
    int added = set_add_hash(vm, s, e.key, e.hash);
    release(vm, e.key);
    if (added < 0) return false;
  }
  return true;
}

static bool update_from_dict(VM *vm, Set *s, Dict *d) {
  if ((s->fill + d->used) * 5 >= s->mask * 3 && !resize(vm, s, (s->used + d->used) * 2)) return false;
  for (uint32_t i = 0; i < d->fill; i++) {
    DictEntry e = d->entries[i];
    if (!e.key) continue;
    retain(e.key);
    int added = set_add_hash(vm, s, e.key, (int64_t)e.hash);
    release(vm, e.key);
    if (added < 0) return false;
  }
  return true;
}

bool set_update(VM *vm, Set *s, Value iterable) {
  if (is_anyset(iterable)) return set_merge(vm, s, as_set(iterable));
  if (is_heap(iterable) && as_obj(iterable)->shape == vm->types.dict->root) return update_from_dict(vm, s, as_dict(iterable));
  Value it = obj_iter(vm, iterable), key;
  if (!it) return false;
  int added = 0;
  while (added >= 0 && (key = obj_next(vm, it))) {
    added = set_add(vm, s, key);
    release(vm, key);
  }
  release(vm, it);
  return added >= 0 && !has_error(vm);
}

Value set_make(VM *vm, Type *type, Value iterable) {
  Set *s = set_alloc(vm, type);
  if (!s || !iterable || set_update(vm, s, iterable)) return from_obj(s);
  decref(vm, s);
  return V_ABSENT;
}

Type *set_base_type(VM *vm, const Set *s) { return obj_type(&s->header)->kind == KIND_SET ? vm->types.set : vm->types.frozenset; }

Value set_copy(VM *vm, Set *s) { return set_make(vm, set_base_type(vm, s), from_obj(s)); }

// ---- protocols

static int64_t set_len(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_set(self)->used;
}

// A set as a key stands for the frozenset of its items, in `in`, remove and discard.
static int set_slot_contains(VM *vm, Value self, Value key) {
  int in = set_contains(vm, as_set(self), key);
  if (in >= 0 || !is_kind(key, KIND_SET) || !error_clear_if(vm, EXC_TypeError)) return in;
  Value frozen = set_make(vm, vm->types.frozenset, key);
  if (!frozen) return -1;
  in = set_contains(vm, as_set(self), frozen);
  release(vm, frozen);
  return in;
}

static Value set_repr(VM *vm, Value self) {
  Set *s = as_set(self);
  Type *type = obj_type(&s->header);
  if (s->used == 0) return str_format_c(vm, "%T()", self);
  ReprGuard guard;
  if (!repr_enter(vm, &guard, s)) return str_format_c(vm, "%T(...)", self);
  StrBuilder sb;
  sb_init(&sb, vm);
  if (type != vm->types.set) {
    sb_str(&sb, type->name);
    sb_char(&sb, '(');
  }
  sb_char(&sb, '{');
  Value items = sequence_list(vm, self);
  bool ok = items != V_ABSENT;
  for (size_t i = 0; ok && i < as_list(items)->len; i++) {
    if (i) sb_ascii(&sb, ", ", 2);
    ok = sb_value_repr(&sb, as_list(items)->items[i]);
  }
  release(vm, items);
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_c(&sb, type != vm->types.set ? "})" : "}");
  return sb_finish(&sb);
}

static uint64_t shuffle_bits(uint64_t h) { return ((h ^ UINT64_C(89869747)) ^ (h << 16)) * UINT64_C(3644798167); }

// CPython's hash: independent of order, the free and dummy entries' share taken out again.
static bool frozenset_hash(VM *vm, Value self, int64_t *hash) {
  (void)vm;
  Set *s = as_set(self);
  *hash = s->hash;
  if (s->hash != -1) return true;
  uint64_t h = 0;
  for (size_t i = 0; i <= s->mask; i++) h ^= shuffle_bits((uint64_t)s->table[i].hash);
  if ((s->mask + 1 - s->fill) & 1) h ^= shuffle_bits(0);
  if ((s->fill - s->used) & 1) h ^= shuffle_bits(UINT64_MAX);
  h ^= ((uint64_t)s->used + 1) * UINT64_C(1927868237);
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069 + 907133923;
  if (h == UINT64_MAX) h = 590923713;
  *hash = s->hash = (int64_t)h;
  return true;
}

// ---- construction and life

static Value set_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return from_obj(set_alloc(vm, type));
}

static bool set_slot_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (init_takes_all(type_of_get(vm, self), vm->types.set) && !args_no_keywords(vm, "set", kwnames)) return false;
  if (!args_count(vm, "set", argc, 0, 1)) return false;
  set_clear(vm, as_set(self));
  return argc == 0 || set_update(vm, as_set(self), args[0]);
}

static Value empty_frozenset(VM *vm) {
  if (!vm->empty_frozenset) vm->empty_frozenset = frozenset_new(vm);
  return retain(vm->empty_frozenset);
}

static Value frozenset_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  bool exact = type == vm->types.frozenset;
  if (new_takes_all(type, vm->types.frozenset) && !args_no_keywords(vm, "frozenset", kwnames)) return V_ABSENT;
  if (!args_count(vm, "frozenset", argc, 0, 1)) return V_ABSENT;
  if (!exact) return set_make(vm, type, argc ? args[0] : V_ABSENT);
  if (argc == 0) return empty_frozenset(vm);
  if (is_heap(args[0]) && obj_type(as_obj(args[0])) == type) return retain(args[0]);
  Value s = set_make(vm, type, args[0]);
  if (!s || as_set(s)->used) return s;
  release(vm, s);
  return empty_frozenset(vm);
}

static void set_free(VM *vm, Object *o) {
  Set *s = (Set *)o;
  set_clear(vm, s);
}

static void set_traverse(Object *o, VisitFn visit, void *arg) {
  Set *s = (Set *)o;
  for (size_t i = 0; i <= s->mask; i++) visit(arg, s->table[i].key);
}

// ---- iterator

typedef struct SetIter { Object header; Value set; size_t pos, used, left; } SetIter;

static Value set_iter(VM *vm, Value self) {
  SetIter *it = object_new_raw(vm, vm->types.set_iter, sizeof(SetIter));
  if (!it) return V_ABSENT;
  it->set = retain(self);
  it->pos = 0;
  it->used = it->left = as_set(self)->used;
  if (!gc_track(vm, &it->header)) return decref(vm, it), V_ABSENT;
  return from_obj(it);
}

static Value set_iter_next(VM *vm, Value self) {
  SetIter *it = (SetIter *)as_obj(self);
  if (!it->set) return V_ABSENT;
  Set *s = as_set(it->set);
  if (UNLIKELY(s->used != it->used)) {
    it->used = SIZE_MAX;
    return raise(vm, EXC_RuntimeError, "Set changed size during iteration");
  }
  Value key;
  if (set_step(s, &it->pos, &key)) {
    it->left--;
    return retain(key);
  }
  replace(vm, &it->set, V_ABSENT);
  return V_ABSENT;
}

static void set_iter_free(VM *vm, Object *o) { replace(vm, &((SetIter *)o)->set, V_ABSENT); }
static void set_iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((SetIter *)o)->set); }

static Value iter_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  SetIter *it = (SetIter *)as_obj(args[0]);
  return from_int(it->set && it->used == as_set(it->set)->used ? (int64_t)it->left : 0);
}

static Value iter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SetIter *it = (SetIter *)as_obj(args[0]);
  Value maker = builtin_named(vm, "iter"), rest = list_new(vm, 0), result = V_ABSENT;
  bool ok = maker && rest;
  Value key;
  if (ok && it->set)
    for (size_t pos = it->pos; ok && set_step(as_set(it->set), &pos, &key);) ok = list_append(vm, as_list(rest), key);
  Value pack = ok ? tuple_pack(vm, 1, rest) : V_ABSENT;
  if (pack) result = tuple_pack(vm, 2, maker, pack);
  release(vm, maker);
  release(vm, rest);
  release(vm, pack);
  return result;
}

static const NativeDef iter_methods[] = {
  {"__length_hint__", "($self, /)", iter_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", iter_reduce, 0, "Return state information for pickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec set_iter_spec = {
  .name = "set_iterator", .kind = KIND_ITERATOR, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(SetIter), .methods = iter_methods,
  .slots = {.iter = iterator_self, .next = set_iter_next, .free = set_iter_free, .traverse = set_iter_traverse},
};

// ---- the types

#define SET_BINARY .binary = {[BIN_SUB] = set_binary_sub, [BIN_AND] = set_binary_and, [BIN_OR] = set_binary_or, [BIN_XOR] = set_binary_xor}

static const TypeSpec set_spec = {
  .name = "set",
  .doc = "Build an unordered collection of unique elements.",
  .kind = KIND_SET,
  .flags = TYPE_BASE | TYPE_GC | TYPE_WEAKREF,
  .basicsize = sizeof(Set),
  .methods = set_methods,
  .slots = {
    .repr = set_repr, .compare = set_compare, .iter = set_iter, .len = set_len, .contains = set_slot_contains, .new = set_slot_new,
    .init = set_slot_init, .free = set_free, .traverse = set_traverse, SET_BINARY,
    .inplace = {[BIN_SUB] = set_inplace_sub, [BIN_AND] = set_inplace_and, [BIN_OR] = set_inplace_or, [BIN_XOR] = set_inplace_xor},
  },
};

static const TypeSpec frozenset_spec = {
  .name = "frozenset",
  .doc = "Build an immutable unordered collection of unique elements.",
  .kind = KIND_FROZENSET,
  .flags = TYPE_BASE | TYPE_GC | TYPE_WEAKREF,
  .basicsize = sizeof(Set),
  .methods = frozenset_methods,
  .slots = {
    .repr = set_repr, .hash = frozenset_hash, .compare = set_compare, .iter = set_iter, .len = set_len,
    .contains = set_slot_contains, .new = frozenset_slot_new, .free = set_free, .traverse = set_traverse, SET_BINARY,
  },
};

bool set_types_init(VM *vm) {
  if (!(vm->types.set = type_from_spec(vm, &set_spec, NULL))) return false;
  if (!(vm->types.frozenset = type_from_spec(vm, &frozenset_spec, NULL))) return false;
  return (vm->types.set_iter = type_from_spec(vm, &set_iter_spec, NULL)) != NULL;
}
