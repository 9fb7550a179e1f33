// SPDX-License-Identifier: MIT
// list.h - list and tuple.
#ifndef ASTER_LIST_H
#define ASTER_LIST_H

#include "vm/core/error.h"
#include "vm/core/type.h"

struct List { Object header; Value *items; size_t len, cap; };
struct Tuple { Object header; size_t len; Value items[]; };  // variable-sized: attributes of subclasses' instances lie before the header

static inline List *as_list(Value v) { return (List *)as_obj(v); }
static inline Tuple *as_tuple(Value v) { return (Tuple *)as_obj(v); }
static inline bool is_list(Value v) { return is_kind(v, KIND_LIST); }
static inline bool is_tuple(Value v) { return is_kind(v, KIND_TUPLE); }
Value list_new(VM *vm, size_t cap) MUST_USE;
Value list_from(VM *vm, const Value *items, size_t count) MUST_USE;
Value list_from_steal(VM *vm, Value *items, size_t count) MUST_USE;      // takes the references, even when it fails
bool list_grow(VM *vm, List *l, size_t extra) MUST_USE;                  // room for `extra` more
bool list_append(VM *vm, List *l, Value v) MUST_USE;
static inline bool list_append_steal(VM *vm, List *l, Value v) {         // the hot path of [].append and list displays
  if (UNLIKELY(l->len == l->cap) && !list_grow(vm, l, 1)) return release(vm, v), false;
  l->items[l->len++] = v;
  return true;
}
bool list_extend(VM *vm, List *l, Value iterable) MUST_USE;              // TypeError as list += x
Value list_pop(VM *vm, List *l, int64_t index) MUST_USE;                 // index in range
bool list_sort(VM *vm, List *l, Value key, bool reverse) MUST_USE;       // key V_ABSENT or V_NONE: none
Value list_to_tuple(VM *vm, const List *l) MUST_USE;
Value sequence_list(VM *vm, Value iterable) MUST_USE;                    // list(iterable)
Value sequence_tuple(VM *vm, Value iterable) MUST_USE;                   // tuple(iterable)
Tuple *tuple_new_uninit(VM *vm, size_t len) MUST_USE;                    // items V_ABSENT; 0: the empty tuple
Value tuple_from(VM *vm, const Value *items, size_t count) MUST_USE;
Value tuple_from_steal(VM *vm, Value *items, size_t count) MUST_USE;     // takes the references, even when it fails
Value tuple_pack(VM *vm, uint32_t count, ...) MUST_USE;                  // Values, borrowed
bool list_types_init(VM *vm);  // list, tuple, their iterators (forward and reversed)
bool tuple_types_init(VM *vm); // called by list_types_init

void list_clear(VM *vm, List *l);
bool list_insert(VM *vm, List *l, int64_t index, Value v) MUST_USE;      // as list.insert: clamps
Value list_slice(VM *vm, const List *l, size_t start, size_t stop) MUST_USE;
bool list_assign_slice(VM *vm, List *l, size_t start, size_t stop, Value v) MUST_USE;  // l[start:stop] = v; V_ABSENT deletes
int64_t tuple_hash_items(VM *vm, const Value *items, size_t count, bool *ok);  // hash(tuple) of the items
bool sort_values(VM *vm, Value *keys, Value *values, size_t count, bool reverse) MUST_USE;  // stable; values (may be NULL) follow keys

// Equality of two items of containers: identity first (a NaN is itself). 1, 0, -1. Holds both while script code may run.
int list_item_equal_slow(VM *vm, Value a, Value b);
static inline int list_item_equal(VM *vm, Value a, Value b) {
  if (a == b) return 1;
  if (is_int2(a, b)) return 0;
  return list_item_equal_slow(vm, a, b);
}

// Marks a container while its repr is being made, so that one that contains itself shows "...". Lives on the C stack.
typedef struct ReprGuard { Object *object; struct ReprGuard *prev; } ReprGuard;
bool repr_enter(VM *vm, ReprGuard *guard, void *object);  // false: its repr is being made already (no exception; do not leave)
void repr_leave(VM *vm, ReprGuard *guard);

// Index arguments. `id` is what an int beyond 64 bits raises: "cannot fit 'int' into an index-sized integer".
bool sequence_index(VM *vm, Value v, ExcId id, int64_t *out) MUST_USE;
int sequence_count(VM *vm, Value v, int64_t *out) MUST_USE;              // factor of a sequence: 1; 0: v has a * of its own; -1
bool sequence_slice_index(VM *vm, Value v, int64_t *out) MUST_USE;       // start and stop of index(): clamps; None is a TypeError
bool sequence_has_index(VM *vm, Value v);                                // has __index__
// Argument checks in the words of CPython's positional-only parsing: "name expected at most 1 argument, got 2".
bool args_count(VM *vm, const char *name, uint32_t argc, uint32_t min, uint32_t max) MUST_USE;
// Keywords given to a type in C are an error unless a subclass overrides the other of __new__ and __init__, which then sees to them.
static inline bool new_takes_all(const Type *type, const Type *base) { return type->slots.init == base->slots.init; }
static inline bool init_takes_all(const Type *type, const Type *base) { return type->slots.new == base->slots.new; }
bool args_no_keywords(VM *vm, const char *name, Tuple *kwnames) MUST_USE;  // "name() takes no keyword arguments"
Value generic_class_getitem(VM *vm, Value *args, uint32_t argc);         // __class_getitem__ of every generic builtin
Value builtin_named(VM *vm, const char *name) MUST_USE;                  // owned; AttributeError
Value iterator_self(VM *vm, Value self);                                 // __iter__ of an iterator
#endif
