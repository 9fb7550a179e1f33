// SPDX-License-Identifier: MIT
// list.h - list and tuple.
#ifndef ASTER_LIST_H
#define ASTER_LIST_H

#include "vm/core/type.h"

struct List { Object header; Value *items; size_t len, cap; };
struct Tuple { Object header; size_t len; Value items[]; };  // instances of subclasses have their slots after the items

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
#endif
