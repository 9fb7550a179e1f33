// SPDX-License-Identifier: MIT
// set_methods.c - what sets can do: the operations of sets, as operators and as methods that take any iterable.
//
// Which operand is walked, and how the result's table grows, decides the order in which a result shows its items. The choices here
// are CPython's: the smaller set is walked for an intersection, a difference copies when it would remove little, and so on.
#include "vm/core/vm.h"

static bool is_exact_dict(VM *vm, Value v) { return is_heap(v) && as_obj(v)->shape == vm->types.dict->root; }

// Walks the entries of a set that script code may change meanwhile: the key is held by the caller's reference.
static bool next_entry(VM *vm, Set *s, size_t *pos, SetEntry *entry) {
  (void)vm;
  for (size_t i = *pos; i <= s->mask; i++) {
    if (!s->table[i].key) continue;
    *pos = i + 1;
    *entry = s->table[i];
    retain(entry->key);
    return true;
  }
  return false;
}

static Value keep(VM *vm, Value set, bool ok) {
  if (ok) return set;
  release(vm, set);
  return V_ABSENT;
}

// ---- the operations

static bool intersect_sets(VM *vm, Set *in, Set *walked, Set *result) {
  SetEntry e;
  for (size_t pos = 0; next_entry(vm, walked, &pos, &e);) {
    int found = set_contains_hash(vm, in, e.key, e.hash);
    bool ok = found >= 0 && (!found || set_add_hash(vm, result, e.key, e.hash) >= 0);
    release(vm, e.key);
    if (!ok) return false;
  }
  return true;
}

static bool intersect_iterable(VM *vm, Set *s, Value other, Set *result) {
  Value it = obj_iter(vm, other), key;
  if (!it) return false;
  bool ok = true;
  while (ok && (key = obj_next(vm, it))) {
    uint64_t hash;
    int found = dict_key_hash(vm, key, &hash) ? set_contains_hash(vm, s, key, (int64_t)hash) : -1;
    ok = found >= 0 && (!found || set_add_hash(vm, result, key, (int64_t)hash) >= 0);
    release(vm, key);
  }
  release(vm, it);
  return ok && !has_error(vm);
}

Value set_intersection(VM *vm, Set *s, Value other) {
  if (from_obj(s) == other) return set_copy(vm, s);
  Value result = set_make(vm, set_base_type(vm, s), V_ABSENT);
  if (!result) return V_ABSENT;
  if (!is_anyset(other)) return keep(vm, result, intersect_iterable(vm, s, other, as_set(result)));
  Set *in = s, *walked = as_set(other);
  if (walked->used > in->used) {
    in = walked;
    walked = s;
  }
  return keep(vm, result, intersect_sets(vm, in, walked, as_set(result)));
}

static bool discard_all(VM *vm, Set *s, Set *gone) {
  SetEntry e;
  for (size_t pos = 0; next_entry(vm, gone, &pos, &e);) {
    int discarded = set_discard_hash(vm, s, e.key, e.hash);
    release(vm, e.key);
    if (discarded < 0) return false;
  }
  return true;
}

static bool discard_iterable(VM *vm, Set *s, Value other) {
  Value it = obj_iter(vm, other), key;
  if (!it) return false;
  int discarded = 0;
  while (discarded >= 0 && (key = obj_next(vm, it))) {
    discarded = set_discard(vm, s, key);
    release(vm, key);
  }
  release(vm, it);
  return discarded >= 0 && !has_error(vm);
}

bool set_difference_update(VM *vm, Set *s, Value other) {
  if (from_obj(s) == other) return set_clear(vm, s), true;
  bool ok;
  if (!is_anyset(other)) {
    ok = discard_iterable(vm, s, other);
  } else if (as_set(other)->used >> 3 > s->used) {
    Value both = set_intersection(vm, s, other);  // much smaller than what it stands for
    ok = both && discard_all(vm, s, as_set(both));
    release(vm, both);
  } else {
    ok = discard_all(vm, s, as_set(other));
  }
  return ok && set_shrink_dummies(vm, s);
}

static bool add_missing(VM *vm, Set *s, Value other, Set *result) {
  SetEntry e;
  for (size_t pos = 0; next_entry(vm, s, &pos, &e);) {
    int64_t in;
    if (is_anyset(other)) in = set_contains_hash(vm, as_set(other), e.key, e.hash);
    else in = dict_position(vm, as_dict(other), e.key, (uint64_t)e.hash), in = in >= 0 ? 1 : in == -1 ? 0 : -1;
    bool ok = in >= 0 && (in || set_add_hash(vm, result, e.key, e.hash) >= 0);
    release(vm, e.key);
    if (!ok) return false;
  }
  return true;
}

Value set_difference(VM *vm, Set *s, Value other) {
  size_t other_used = is_anyset(other) ? as_set(other)->used : is_exact_dict(vm, other) ? as_dict(other)->used : 0;
  if ((!is_anyset(other) && !is_exact_dict(vm, other)) || s->used >> 2 > other_used) {
    Value copy = set_copy(vm, s);
    return copy ? keep(vm, copy, set_difference_update(vm, as_set(copy), other)) : V_ABSENT;
  }
  Value result = set_make(vm, set_base_type(vm, s), V_ABSENT);
  return result ? keep(vm, result, add_missing(vm, s, other, as_set(result))) : V_ABSENT;
}

static bool toggle(VM *vm, Set *s, Value key, int64_t hash) {
  int discarded = set_discard_hash(vm, s, key, hash);
  return discarded > 0 || (discarded == 0 && set_add_hash(vm, s, key, hash) >= 0);
}

static bool toggle_dict(VM *vm, Set *s, Dict *d) {
  for (uint32_t i = 0; i < d->fill; i++) {
    DictEntry e = d->entries[i];
    if (!e.key) continue;
    retain(e.key);
    bool ok = toggle(vm, s, e.key, (int64_t)e.hash);
    release(vm, e.key);
    if (!ok) return false;
  }
  return true;
}

bool set_symmetric_difference_update(VM *vm, Set *s, Value other) {
  if (from_obj(s) == other) return set_clear(vm, s), true;
  if (is_exact_dict(vm, other)) return toggle_dict(vm, s, as_dict(other));
  Value set = is_anyset(other) ? retain(other) : set_make(vm, set_base_type(vm, s), other);
  if (!set) return false;
  bool ok = true;
  SetEntry e;
  for (size_t pos = 0; ok && next_entry(vm, as_set(set), &pos, &e);) {
    ok = toggle(vm, s, e.key, e.hash);
    release(vm, e.key);
  }
  release(vm, set);
  return ok;
}

Value set_symmetric_difference(VM *vm, Set *s, Value other) {
  Value result = set_make(vm, set_base_type(vm, s), other);
  return result ? keep(vm, result, set_symmetric_difference_update(vm, as_set(result), from_obj(s))) : V_ABSENT;
}

static bool intersection_update(VM *vm, Set *s, Value other) {
  Value both = set_intersection(vm, s, other);
  if (!both) return false;
  Set *t = as_set(both);
  SetEntry small[8], *table = s->table;
  size_t mask = s->mask, fill = s->fill, used = s->used;
  memcpy(small, s->small, sizeof small);
  bool mine_small = s->table == s->small, other_small = t->table == t->small;
  memcpy(s->small, t->small, sizeof small);
  s->table = other_small ? s->small : t->table;
  s->mask = t->mask, s->fill = t->fill, s->used = t->used;
  memcpy(t->small, small, sizeof small);
  t->table = mine_small ? t->small : table;
  t->mask = mask, t->fill = fill, t->used = used;
  release(vm, both);
  return true;
}

int set_is_subset(VM *vm, Set *s, Set *of) {
  if (s->used > of->used) return 0;
  SetEntry e;
  for (size_t pos = 0; next_entry(vm, s, &pos, &e);) {
    int in = set_contains_hash(vm, of, e.key, e.hash);
    release(vm, e.key);
    if (in <= 0) return in;
  }
  return 1;
}

// ---- operators

Value set_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_anyset(a) || !is_anyset(b)) return V_NOTIMPL;
  Set *s = as_set(a), *t = as_set(b);
  int result = 0;
  switch (op) {
    case CMP_EQ:
    case CMP_NE:
      if (s->used == t->used && (s->hash == -1 || t->hash == -1 || s->hash == t->hash)) result = set_is_subset(vm, s, t);
      if (op == CMP_NE && result >= 0) result = !result;
      break;
    case CMP_LT: result = s->used < t->used ? set_is_subset(vm, s, t) : 0; break;
    case CMP_LE: result = set_is_subset(vm, s, t); break;
    case CMP_GT: result = s->used > t->used ? set_is_subset(vm, t, s) : 0; break;
    case CMP_GE: result = set_is_subset(vm, t, s); break;
  }
  return result < 0 ? V_ABSENT : from_bool(result);
}

Value set_binary_and(VM *vm, Value a, Value b) {
  return is_anyset(a) && is_anyset(b) ? set_intersection(vm, as_set(a), b) : V_NOTIMPL;
}

Value set_binary_or(VM *vm, Value a, Value b) {
  if (!is_anyset(a) || !is_anyset(b)) return V_NOTIMPL;
  Value result = set_copy(vm, as_set(a));
  return result ? keep(vm, result, a == b || set_update(vm, as_set(result), b)) : V_ABSENT;
}

Value set_binary_sub(VM *vm, Value a, Value b) {
  return is_anyset(a) && is_anyset(b) ? set_difference(vm, as_set(a), b) : V_NOTIMPL;
}

Value set_binary_xor(VM *vm, Value a, Value b) {
  return is_anyset(a) && is_anyset(b) ? set_symmetric_difference(vm, as_set(a), b) : V_NOTIMPL;
}

Value set_inplace_and(VM *vm, Value a, Value b) {
  if (!is_anyset(b)) return V_NOTIMPL;
  return intersection_update(vm, as_set(a), b) ? retain(a) : V_ABSENT;
}

Value set_inplace_or(VM *vm, Value a, Value b) {
  if (!is_anyset(b)) return V_NOTIMPL;
  return set_update(vm, as_set(a), b) ? retain(a) : V_ABSENT;
}

Value set_inplace_sub(VM *vm, Value a, Value b) {
  if (!is_anyset(b)) return V_NOTIMPL;
  return set_difference_update(vm, as_set(a), b) ? retain(a) : V_ABSENT;
}

Value set_inplace_xor(VM *vm, Value a, Value b) {
  if (!is_anyset(b)) return V_NOTIMPL;
  return set_symmetric_difference_update(vm, as_set(a), b) ? retain(a) : V_ABSENT;
}

// ---- methods that change the set

static Value m_add(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return set_add(vm, as_set(args[0]), args[1]) < 0 ? V_ABSENT : V_NONE;
}

// discard of any key; a set stands for the frozenset of its items.
static int discard_key(VM *vm, Set *s, Value key) {
  int discarded = set_discard(vm, s, key);
  if (discarded >= 0 || !is_kind(key, KIND_SET) || !error_clear_if(vm, EXC_TypeError)) return discarded;
  Value frozen = set_make(vm, vm->types.frozenset, key);
  if (!frozen) return -1;
  discarded = set_discard(vm, s, frozen);
  release(vm, frozen);
  return discarded;
}

static Value m_discard(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return discard_key(vm, as_set(args[0]), args[1]) < 0 ? V_ABSENT : V_NONE;
}

static Value m_remove(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int discarded = discard_key(vm, as_set(args[0]), args[1]);
  if (discarded > 0) return V_NONE;
  if (discarded == 0) key_error(vm, args[1]);
  return V_ABSENT;
}

static Value m_pop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Set *s = as_set(args[0]);
  if (s->used == 0) return raise(vm, EXC_KeyError, "pop from an empty set");
  size_t i = s->finger & s->mask;
  while (!s->table[i].key) i = i == s->mask ? 0 : i + 1;
  Value key = s->table[i].key;
  s->table[i] = (SetEntry){V_ABSENT, -1};
  s->used--;
  s->finger = i + 1;
  return key;
}

static Value m_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  set_clear(vm, as_set(args[0]));
  return V_NONE;
}

static Value m_update(VM *vm, Value *args, uint32_t argc) {
  for (uint32_t i = 1; i < argc; i++)
    if (!set_update(vm, as_set(args[0]), args[i])) return V_ABSENT;
  return V_NONE;
}

static Value intersect_many(VM *vm, Value *args, uint32_t argc) {
  if (argc == 1) return set_copy(vm, as_set(args[0]));
  Value result = retain(args[0]);
  for (uint32_t i = 1; i < argc; i++) {
    Value next = set_intersection(vm, as_set(result), args[i]);
    release(vm, result);
    if (!(result = next)) break;
  }
  return result;
}

static Value m_intersection_update(VM *vm, Value *args, uint32_t argc) {
  Value result = intersect_many(vm, args, argc);
  if (!result) return V_ABSENT;
  bool ok = intersection_update(vm, as_set(args[0]), result);
  release(vm, result);
  return ok ? V_NONE : V_ABSENT;
}

static Value m_difference_update(VM *vm, Value *args, uint32_t argc) {
  for (uint32_t i = 1; i < argc; i++)
    if (!set_difference_update(vm, as_set(args[0]), args[i])) return V_ABSENT;
  return V_NONE;
}

static Value m_symmetric_difference_update(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return set_symmetric_difference_update(vm, as_set(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

// ---- methods of both kinds

static Value m_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (obj_type(as_obj(args[0])) == vm->types.frozenset) return retain(args[0]);
  return set_copy(vm, as_set(args[0]));
}

static Value m_union(VM *vm, Value *args, uint32_t argc) {
  Value result = set_copy(vm, as_set(args[0]));
  for (uint32_t i = 1; result && i < argc; i++)
    if (args[i] != args[0]) result = keep(vm, result, set_update(vm, as_set(result), args[i]));
  return result;
}

static Value m_intersection(VM *vm, Value *args, uint32_t argc) {
  if (argc == 1) return m_copy(vm, args, 1);
  return intersect_many(vm, args, argc);
}

static Value m_difference(VM *vm, Value *args, uint32_t argc) {
  if (argc == 1) return m_copy(vm, args, 1);
  Value result = set_difference(vm, as_set(args[0]), args[1]);
  for (uint32_t i = 2; result && i < argc; i++) result = keep(vm, result, set_difference_update(vm, as_set(result), args[i]));
  return result;
}

static Value m_symmetric_difference(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return set_symmetric_difference(vm, as_set(args[0]), args[1]);
}

static Value m_issubset(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value other = args[1], made = V_ABSENT;
  if (!is_anyset(other)) {
    made = set_intersection(vm, as_set(args[0]), other);
    if (!made) return V_ABSENT;
    bool all = as_set(made)->used == as_set(args[0])->used;
    release(vm, made);
    return from_bool(all);
  }
  int result = set_is_subset(vm, as_set(args[0]), as_set(other));
  return result < 0 ? V_ABSENT : from_bool(result);
}

static Value m_issuperset(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_anyset(args[1])) {
    int result = set_is_subset(vm, as_set(args[1]), as_set(args[0]));
    return result < 0 ? V_ABSENT : from_bool(result);
  }
  Value it = obj_iter(vm, args[1]), key;
  if (!it) return V_ABSENT;
  int in = 1;
  while (in == 1 && (key = obj_next(vm, it))) {
    in = set_contains(vm, as_set(args[0]), key);
    release(vm, key);
  }
  release(vm, it);
  return in < 0 || has_error(vm) ? V_ABSENT : from_bool(in);
}

static int disjoint_sets(VM *vm, Set *s, Set *t) {
  if (s == t) return s->used == 0;
  Set *walked = s->used < t->used ? s : t, *other = walked == s ? t : s;
  SetEntry e;
  for (size_t pos = 0; next_entry(vm, walked, &pos, &e);) {
    int in = set_contains_hash(vm, other, e.key, e.hash);
    release(vm, e.key);
    if (in) return in < 0 ? -1 : 0;
  }
  return 1;
}

static Value m_isdisjoint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_anyset(args[1])) {
    int result = disjoint_sets(vm, as_set(args[0]), as_set(args[1]));
    return result < 0 ? V_ABSENT : from_bool(result);
  }
  Value it = obj_iter(vm, args[1]), key;
  if (!it) return V_ABSENT;
  int in = 0;
  while (in == 0 && (key = obj_next(vm, it))) {
    in = set_contains(vm, as_set(args[0]), key);
    release(vm, key);
  }
  release(vm, it);
  return in < 0 || has_error(vm) ? V_ABSENT : from_bool(!in);
}

// (type, ([items],), state)
static Value m_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value items = sequence_list(vm, args[0]), pack = items ? tuple_pack(vm, 1, items) : V_ABSENT, state = V_ABSENT, result = V_ABSENT;
  if (pack) state = obj_call_special(vm, args[0], vm->names.dunder_getstate, NULL, 0);
  if (pack && !state && !has_error(vm)) state = V_NONE;
  if (state) result = tuple_pack(vm, 3, from_obj(obj_type(as_obj(args[0]))), pack, state);
  release(vm, items);
  release(vm, pack);
  release(vm, state);
  return result;
}

static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Set *s = as_set(args[0]);
  return from_int((int64_t)(200 + (s->table == s->small ? 0 : (s->mask + 1) * sizeof(SetEntry))));
}

#define BOTH_KINDS \
  {"copy", "($self, /)", m_copy, 0, "Return a shallow copy of a set."}, \
  {"difference", "($self, /, *others)", m_difference, 0, "Return a new set with elements in the set that are not in the others."}, \
  {"intersection", "($self, /, *others)", m_intersection, 0, "Return a new set with elements common to the set and all others."}, \
  {"isdisjoint", "($self, other, /)", m_isdisjoint, 0, "Return True if two sets have a null intersection."}, \
  {"issubset", "($self, other, /)", m_issubset, 0, "Report whether another set contains this set."}, \
  {"issuperset", "($self, other, /)", m_issuperset, 0, "Report whether this set contains another set."}, \
  {"symmetric_difference", "($self, other, /)", m_symmetric_difference, 0, \
   "Return a new set with elements in either the set or other but not both."}, \
  {"union", "($self, /, *others)", m_union, 0, "Return a new set with elements from the set and all others."}, \
  {"__reduce__", "($self, /)", m_reduce, 0, "Return state information for pickling."}, \
  {"__sizeof__", "($self, /)", m_sizeof, 0, "S.__sizeof__() -> size of S in memory, in bytes."}, \
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"}

const NativeDef frozenset_methods[] = {
  BOTH_KINDS,
  {NULL, NULL, NULL, 0, NULL},
};

const NativeDef set_methods[] = {
  {"add", "($self, object, /)", m_add, 0, "Add an element to a set.\n\nThis has no effect if the element is already present."},
  {"clear", "($self, /)", m_clear, 0, "Remove all elements from this set."},
  {"discard", "($self, object, /)", m_discard, 0,
   "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\n"
   "an exception when an element is missing from the set."},
  {"difference_update", "($self, /, *others)", m_difference_update, 0, "Update the set, removing elements found in others."},
  {"intersection_update", "($self, /, *others)", m_intersection_update, 0,
   "Update the set, keeping only elements found in it and all others."},
  {"pop", "($self, /)", m_pop, 0, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."},
  {"remove", "($self, object, /)", m_remove, 0,
   "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
  {"symmetric_difference_update", "($self, other, /)", m_symmetric_difference_update, 0,
   "Update the set, keeping only elements found in either set, but not in both."},
  {"update", "($self, /, *others)", m_update, 0, "Update the set, adding elements from all others."},
  BOTH_KINDS,
  {NULL, NULL, NULL, 0, NULL},
};
