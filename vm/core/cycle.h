// SPDX-License-Identifier: MIT
// cycle.h - the collector of cycles that reference counts cannot free.
//
// Every tracked object has a place in one of two arrays (young, old); its header's gc field is that place + 1, with GC_OLD set in
// the old one. Collecting copies counts into a side array, subtracts the references inside the set, and what is not reachable from
// a positive count is garbage. Young objects that survive become old; old ones are collected when they have grown by a quarter.
#ifndef ASTER_CYCLE_H
#define ASTER_CYCLE_H

#include "vm/core/type.h"

#define GC_OLD 0x80000000u

typedef struct GcList { Object **items; uint32_t len, cap; } GcList;
typedef struct Gc {
  GcList young, old;
  uint32_t threshold;      // young objects that start a collection (gc.set_threshold's first)
  uint32_t threshold1, threshold2;
  uint32_t old_at_last;    // old.len after the last full collection
  bool enabled, collecting, stress;
  List *garbage, *callbacks;
  uint64_t collections[3], collected[3], uncollectable[3];
} Gc;

bool gc_track(VM *vm, Object *o) MUST_USE;   // false: no memory (MemoryError set); may collect, so `o` must be complete
void gc_untrack(VM *vm, Object *o);
int64_t gc_collect(VM *vm, int generation);  // objects found unreachable
static inline bool gc_is_tracked(const Object *o) { return o->gc != 0; }

// weakref.c
typedef struct WeakRef { Object header; Object *target; Value callback; struct WeakRef *prev, *next; int64_t hash; } WeakRef;
Value weakref_new(VM *vm, Type *type, Value target, Value callback) MUST_USE;
void weakref_clear_all(VM *vm, Object *o);   // the object dies: references are cleared, then callbacks run
bool weakref_types_init(VM *vm);
#endif
