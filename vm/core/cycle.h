// SPDX-License-Identifier: MIT
// cycle.h - the collector of cycles that reference counts cannot free.
//
// Every tracked object has a place in one of two arrays (young, old); its header's gc field is that place + 1, with GC_OLD set in
// the old one; its upper bits are flags. Collecting copies counts into a side array, subtracts the references inside the set, and
// what is not reachable from a positive count is garbage. Young objects that survive become old; all are collected when the old have
// doubled, so that a heap which only grows is walked about once an object. Where the young are seldom garbage (suspended tasks, say),
// only every eighth batch is looked at until one holds some again: the others become old as they are.
// The arrays keep the order in which objects were tracked, as finalisers are expected to run in it: what leaves makes a hole.
// Tracking never collects by itself: past the threshold it sets BREAK_GC, and the next safepoint calls gc_step.
#ifndef ASTER_CYCLE_H
#define ASTER_CYCLE_H

#include "vm/core/type.h"

#define GC_OLD 0x80000000u
#define GC_FINALIZED 0x40000000u  // __del__ has run: never again
#define GC_GARBAGE 0x20000000u    // found unreachable by the collection under way; the index is into its own list
#define GC_CLEARED 0x10000000u    // its contents are gone; the index is the block's size / 8
#define GC_FROZEN 0x08000000u    // in the list that no collection looks at (gc.freeze; everything made before the first script)
#define GC_INDEX 0x07ffffffu

enum { GC_SAVEALL = 32 };
typedef struct GcList { Object **items; uint32_t len, cap, holes; } GcList;  // holes: items that are NULL
typedef struct Gc {
  GcList young, old, frozen;
  uint32_t frozen_at_start;
  uint32_t threshold;      // young objects that start a collection (gc.set_threshold's first)
  uint32_t threshold1, threshold2;
  uint32_t patience;       // added to the threshold while there is no memory to collect with
  uint32_t old_at_last;    // old.len after the last full collection
  uint32_t fruitless;      // batches of young objects on end that held next to no garbage
  uint32_t debug;          // gc.set_debug; GC_SAVEALL: garbage goes to the list of that name instead of being freed
  bool enabled, collecting, stress;
  List *garbage, *callbacks;
  uint64_t collections[3], collected[3], uncollectable[3];
} Gc;

static inline bool gc_track(VM *vm, Object *o) MUST_USE;  // vm.h. false: no memory (MemoryError set); runs nothing
static inline void gc_untrack(VM *vm, Object *o);
bool gc_track_slow(VM *vm, Object *o) MUST_USE;
void gc_untrack_slow(VM *vm, Object *o);
void gc_due(VM *vm);                         // enough young objects: the next safepoint collects
int64_t gc_collect(VM *vm, int generation);  // objects found unreachable. Runs finalisers
void gc_step(VM *vm);                        // the automatic collection: young objects, and the old ones when they have doubled
void gc_free_lists(VM *vm);                  // at the VM's end
void gc_freeze(VM *vm);                      // all tracked objects are left alone by collections from now on
void gc_unfreeze(VM *vm);
bool gc_init(VM *vm);                        // thresholds, garbage and callbacks lists; collecting stays off until gc.enabled is set
static inline bool gc_is_tracked(const Object *o) { return (o->gc & GC_INDEX) && !(o->gc & GC_CLEARED); }
static inline void visit_heap(VisitFn visit, void *arg, Value v) { if (is_heap(v)) visit(arg, v); }  // of what is often no object
void object_traverse(Object *o, VisitFn visit, void *arg);  // everything that `o` owns: fields, attributes, its class
// dealloc.c, for the collector: the finaliser, once; the contents without the block (false: too large to be cleared ahead).
void object_finalize(VM *vm, Object *o);
bool object_clear(VM *vm, Object *o);
Value *object_member(Object *o, const Type *type, uint32_t index);  // place of a member of __slots__

// weakref.c
typedef struct WeakRef { Object header; Object *target; Value callback; struct WeakRef *prev, *next; int64_t hash; } WeakRef;
Value weakref_new(VM *vm, Type *type, Value target, Value callback) MUST_USE;
void weakref_clear_all(VM *vm, Object *o);   // the object dies: references are cleared, then callbacks run
bool weakref_detach_all(VM *vm, Object *o, List *callbacks); // clears without calling: (weakref, callback) go to the list
Value weakref_get(VM *vm, Value ref);        // the target, owned, or V_NONE
WeakRef *weakref_list_get(const Object *o);  // the first one, or NULL
bool weakref_types_init(VM *vm);
#endif
