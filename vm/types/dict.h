// SPDX-License-Identifier: MIT
// dict.h - dict in insertion order: an index of positions beside a dense array of entries; and set, in CPython's probe order.
//
// keys_version changes whenever a key is added, removed or the entries move (never when only a value changes): inline caches of
// globals compare it. Deleted entries keep key V_ABSENT until the next resize. Small dicts (<= 8 entries) have no index.
#ifndef ASTER_DICT_H
#define ASTER_DICT_H

#include "vm/core/type.h"

typedef struct DictEntry { Value key, value; uint64_t hash; } DictEntry;

struct Dict {
  Object header;
  DictEntry *entries;
  void *index;            // int8_t/int16_t/int32_t positions by capacity, -1 empty, -2 deleted
  uint32_t used;          // live entries
  uint32_t fill;          // entries in use, deleted ones included
  uint32_t cap;           // of entries
  uint32_t index_size;    // power of two; 0: no index, search linearly
  uint32_t keys_version;  // unique per VM; 0: not assigned yet
  uint32_t plain;         // 1: every key is an interned str, so that names are compared by pointer alone
  uint32_t lost;          // index slots marked deleted whose entries have been given back: they use up room until the next rebuild
};

typedef struct SetEntry { Value key; int64_t hash; } SetEntry;  // V_ABSENT: empty; hash -1 with V_ABSENT: deleted (dummy)
typedef struct Set {     // set and frozenset
  Object header;
  SetEntry *table;
  size_t mask, used, fill;
  int64_t hash;           // frozenset's, -1: not computed
  size_t finger;          // where pop() goes on
  SetEntry small[8];
} Set;

static inline Dict *as_dict(Value v) { return (Dict *)as_obj(v); }
static inline bool is_dict(Value v) { return is_kind(v, KIND_DICT); }
static inline Set *as_set(Value v) { return (Set *)as_obj(v); }
static inline bool is_anyset(Value v) { return is_kind(v, KIND_SET) || is_kind(v, KIND_FROZENSET); }

Dict *dict_new(VM *vm) MUST_USE;
Dict *dict_new_sized(VM *vm, uint32_t count) MUST_USE;
// Any key: hashing and comparing may run script code. `out` borrowed. 1 found, 0 not, -1 exception.
int dict_find(VM *vm, Dict *d, Value key, Value *out) MUST_USE;
bool dict_set(VM *vm, Dict *d, Value key, Value v) MUST_USE;       // both borrowed
bool dict_set_steal(VM *vm, Dict *d, Value key, Value v) MUST_USE;
int dict_remove(VM *vm, Dict *d, Value key, Value *out) MUST_USE;  // 1 removed (value owned in *out, or dropped if out NULL), 0, -1
// Str keys that are interned (names): nothing runs.
Value dict_get_name(VM *vm, const Dict *d, Str *name);             // borrowed or V_ABSENT
bool dict_set_name(VM *vm, Dict *d, Str *name, Value v) MUST_USE;
bool dict_set_c(VM *vm, Dict *d, const char *name, Value v_steal) MUST_USE;
int64_t dict_name_position(const Dict *d, Str *name);              // index into entries, or -1
uint32_t dict_version(VM *vm, Dict *d);                            // keys_version, assigned when it was 0
Dict *dict_copy(VM *vm, Dict *d) MUST_USE;
bool dict_update(VM *vm, Dict *d, Value mapping_or_pairs) MUST_USE;  // as dict.update(x)
bool dict_merge(VM *vm, Dict *d, Dict *from, bool overwrite) MUST_USE;
bool dict_pop_last(Dict *d, DictEntry *entry);                      // the newest entry, owned; false: empty
void dict_clear(VM *vm, Dict *d);
// for (uint32_t pos = 0; dict_step(d, &pos, &key, &value);) borrowed; the dict must not change meanwhile.
bool dict_step(const Dict *d, uint32_t *pos, Value *key, Value *value);
Value dict_getitem(VM *vm, Value d, Value key) MUST_USE;           // d[key] with __missing__ and KeyError
void key_error(VM *vm, Value key);

Value set_new(VM *vm) MUST_USE;
Value frozenset_new(VM *vm) MUST_USE;
int set_contains(VM *vm, Set *s, Value key) MUST_USE;
int set_add(VM *vm, Set *s, Value key) MUST_USE;                   // 1 added, 0 was there, -1
int set_discard(VM *vm, Set *s, Value key) MUST_USE;
bool set_update(VM *vm, Set *s, Value iterable) MUST_USE;
bool set_step(const Set *s, size_t *pos, Value *key);
// Lookups with the hash known, as sets and counters do. Position in entries, -1 not there, -2 exception.
int64_t dict_position(VM *vm, Dict *d, Value key, uint64_t hash) MUST_USE;
bool dict_insert(VM *vm, Dict *d, Value key, uint64_t hash, Value v) MUST_USE;  // both borrowed
int dict_remove_hash(VM *vm, Dict *d, Value key, uint64_t hash, Value *out) MUST_USE;
bool dict_key_hash(VM *vm, Value key, uint64_t *hash) MUST_USE;
bool dict_equal(VM *vm, Dict *a, Dict *b, bool *equal) MUST_USE;
bool dict_update_args(VM *vm, const char *name, Dict *d, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;  // update(x, **kw)
Value dict_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;
void dict_slot_free(VM *vm, Object *o);
void dict_slot_traverse(Object *o, VisitFn visit, void *arg);
Value dict_repr(VM *vm, Value self) MUST_USE;
// dict_views.c
Value dict_view_new(VM *vm, Type *type, Value dict) MUST_USE;      // of types.dict_keys, dict_values or dict_items
Value dict_iter_new(VM *vm, Type *type, Value dict) MUST_USE;      // of types.dict_iter, dict_value_iter, ... dict_rev_item_iter
bool dict_views_init(VM *vm);

bool dict_types_init(VM *vm);  // dict, views, iterators
int set_add_hash(VM *vm, Set *s, Value key, int64_t hash) MUST_USE;       // 1, 0, -1
int set_contains_hash(VM *vm, Set *s, Value key, int64_t hash) MUST_USE;
int set_discard_hash(VM *vm, Set *s, Value key, int64_t hash) MUST_USE;
void set_clear(VM *vm, Set *s);
Value set_make(VM *vm, Type *type, Value iterable) MUST_USE;              // V_ABSENT: empty; type may be a subclass
Type *set_base_type(VM *vm, const Set *s);                                // set or frozenset, whichever it derives from
Value set_copy(VM *vm, Set *s) MUST_USE;                                  // of that type
bool set_merge(VM *vm, Set *s, const Set *from) MUST_USE;
bool set_shrink_dummies(VM *vm, Set *s) MUST_USE;                         // after many removals
// set_methods.c: the set operations. `other` is any iterable
Value set_intersection(VM *vm, Set *s, Value other) MUST_USE;
Value set_difference(VM *vm, Set *s, Value other) MUST_USE;
Value set_symmetric_difference(VM *vm, Set *s, Value other) MUST_USE;
bool set_difference_update(VM *vm, Set *s, Value other) MUST_USE;
bool set_symmetric_difference_update(VM *vm, Set *s, Value other) MUST_USE;
int set_is_subset(VM *vm, Set *s, Set *of) MUST_USE;
Value set_compare(VM *vm, Value a, Value b, CmpOp op) MUST_USE;
Value set_binary_and(VM *vm, Value a, Value b) MUST_USE;
Value set_binary_or(VM *vm, Value a, Value b) MUST_USE;
Value set_binary_sub(VM *vm, Value a, Value b) MUST_USE;
Value set_binary_xor(VM *vm, Value a, Value b) MUST_USE;
Value set_inplace_and(VM *vm, Value a, Value b) MUST_USE;
Value set_inplace_or(VM *vm, Value a, Value b) MUST_USE;
Value set_inplace_sub(VM *vm, Value a, Value b) MUST_USE;
Value set_inplace_xor(VM *vm, Value a, Value b) MUST_USE;
extern const NativeDef set_methods[], frozenset_methods[];
bool set_types_init(VM *vm);   // set, frozenset
#endif
