// SPDX-License-Identifier: MIT
// cycle.c - the collector: finds groups of objects that only refer to each other, finalises them, and takes them apart.
//
// One collection, of the young objects or of all:
//   1. counts are copied beside; each reference from inside the set is subtracted. What keeps a positive count is held from outside.
//   2. what can be reached from there survives (and is old from now on). The rest moves to a list of its own, held by one reference
//      more each, its place in the header pointing into that list (GC_GARBAGE).
//   3. weak references to garbage are cleared; callbacks of those that are not garbage themselves run.
//   4. finalisers run, each once. If any ran, step 1 is done again within the garbage: what has come back, and all that it reaches,
//      is tracked as old again.
//   5. the rest is emptied: classes leave their bases' lists while these can still be read; then all but classes is emptied, then
//      the classes, whose slots and layouts the others need. The blocks follow as the counts fall to nothing (GC_CLEARED keeps a block's size, because an emptied object may not know it any more).
// Script code runs in steps 3 to 5; it can reach nothing of the garbage but what it was given. No collection starts within another.
#include "vm/core/typeslots.h"

static GcList *list_of(Gc *gc, const Object *o) { return o->gc & GC_FROZEN ? &gc->frozen : o->gc & GC_OLD ? &gc->old : &gc->young; }

static void gclist_compact(GcList *list) {
  uint32_t kept = 0;
  for (uint32_t i = 0; list->holes && i < list->len; i++) {
    Object *o = list->items[i];
    if (!o) continue;
    list->items[kept++] = o;
    o->gc = (o->gc & ~GC_INDEX) | kept;
  }
  if (list->holes) list->len = kept;
  list->holes = 0;
}

static bool gclist_push(VM *vm, GcList *list, Object *o, uint32_t flags) {
  if (UNLIKELY(list->len == list->cap) && list->holes > list->cap / 2) gclist_compact(list);
  if (UNLIKELY(list->len == list->cap)) {
    uint32_t cap = list->cap ? list->cap * 2 : 256;
    Object **items = cap < GC_INDEX ? vm_realloc(vm, list->items, list->cap * sizeof *items, cap * sizeof *items) : NULL;
    if (!items) return false;
    list->items = items;
    list->cap = cap;
  }
  list->items[list->len++] = o;
  o->gc = (o->gc & GC_FINALIZED) | flags | list->len;
  return true;
}

void gc_due(VM *vm) {
  const Gc *gc = &vm->gc;
  if (gc->enabled && !gc->collecting && gc->threshold) breaker_set(vm, BREAK_GC);
}

bool gc_track_slow(VM *vm, Object *o) {
  if (o->gc & GC_INDEX) return true;
  if (!gclist_push(vm, &vm->gc.young, o, 0)) return false;
  gc_due(vm);
  return true;
}

void gc_untrack_slow(VM *vm, Object *o) {
  uint32_t at = o->gc & GC_INDEX;
  if (!at || (o->gc & GC_CLEARED)) return;
  if (!(o->gc & GC_GARBAGE)) {
    GcList *list = list_of(&vm->gc, o);
    list->items[at - 1] = NULL;
    list->holes++;
    gclist_trim(list);
  }
  o->gc &= GC_FINALIZED;
}

void gc_free_lists(VM *vm) {
  Gc *gc = &vm->gc;
  vm_dealloc(vm, gc->young.items, gc->young.cap * sizeof(Object *));
  vm_dealloc(vm, gc->old.items, gc->old.cap * sizeof(Object *));
  vm_dealloc(vm, gc->frozen.items, gc->frozen.cap * sizeof(Object *));
  gc->young = gc->old = gc->frozen = (GcList){0};
}

bool gc_init(VM *vm) {
  Gc *gc = &vm->gc;
  gc->threshold = 2000;
  gc->threshold1 = gc->threshold2 = 10;
  Value garbage = list_new(vm, 0), callbacks = list_new(vm, 0);
  gc->garbage = garbage == V_ABSENT ? NULL : as_list(garbage);
  gc->callbacks = callbacks == V_ABSENT ? NULL : as_list(callbacks);
  return gc->garbage && gc->callbacks;
}

// ---- finding garbage

#define REACHED UINT32_MAX

typedef struct Scan {
  Object **items;
  uint32_t len;
  uint32_t which;    // the flags of a header whose place is in this set
  uint32_t *counts;  // references from outside; REACHED: survives
  uint32_t *stack, depth;
} Scan;

static uint32_t *scan_place(Scan *scan, Value v) {
  if (!is_heap(v)) return NULL;
  uint32_t header = as_obj(v)->gc, at = header & GC_INDEX;
  if (!at || (header & (GC_OLD | GC_GARBAGE | GC_CLEARED | GC_FROZEN)) != scan->which) return NULL;
  return &scan->counts[at - 1];
}

static void subtract(void *arg, Value v) {
  uint32_t *count = scan_place(arg, v);
  if (count && *count) --*count;
}

static void reach(void *arg, Value v) {
  Scan *scan = arg;
  uint32_t *count = scan_place(scan, v);
  if (!count || *count == REACHED) return;
  *count = REACHED;
  scan->stack[scan->depth++] = (uint32_t)(count - scan->counts);
}

// `held`: references that the collector itself has to each object. false: no memory, nothing is known.
static bool scan_run(VM *vm, Scan *scan, uint32_t held) {
  size_t bytes = (size_t)scan->len * 2 * sizeof(uint32_t);
  scan->counts = mem_alloc(&vm->alloc, bytes + 1);
  if (!scan->counts) return false;
  scan->stack = scan->counts + scan->len;
  scan->depth = 0;
  for (uint32_t i = 0; i < scan->len; i++) scan->counts[i] = scan->items[i]->rc - held;
  for (uint32_t i = 0; i < scan->len; i++) object_traverse(scan->items[i], subtract, scan);
  for (uint32_t i = 0; i < scan->len; i++) {
    if (!scan->counts[i] || scan->counts[i] == REACHED) continue;
    scan->counts[i] = REACHED;
    scan->stack[scan->depth++] = i;
    while (scan->depth) object_traverse(scan->items[scan->stack[--scan->depth]], reach, scan);
  }
  return true;
}

static void scan_free(VM *vm, Scan *scan) { mem_free(&vm->alloc, scan->counts, (size_t)scan->len * 2 * sizeof(uint32_t) + 1); }

// Moves every object of one list to another; those for which there is no memory stay.
static bool move_all(VM *vm, GcList *from, GcList *to, uint32_t flags) {
  gclist_compact(from);
  uint32_t moved = 0;
  while (moved < from->len && gclist_push(vm, to, from->items[moved], flags)) from->items[moved++] = NULL;
  from->holes = moved;
  gclist_compact(from);
  return !from->len;
}

static bool all_to_old(VM *vm) { return move_all(vm, &vm->gc.young, &vm->gc.old, GC_OLD); }

void gc_freeze(VM *vm) {
  if (!move_all(vm, &vm->gc.young, &vm->gc.frozen, GC_FROZEN) || !move_all(vm, &vm->gc.old, &vm->gc.frozen, GC_FROZEN)) error_clear(vm);
}

void gc_unfreeze(VM *vm) {
  vm->gc.frozen_at_start = 0;
  if (!move_all(vm, &vm->gc.frozen, &vm->gc.old, GC_OLD)) error_clear(vm);
}

static uint32_t count_unreached(const Scan *scan) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < scan->len; i++) count += scan->counts[i] != REACHED;
  return count;
}

// Moves what was not reached from `list` to `garbage`; survivors of the young go to the old list. false: no memory, nothing moved.
static bool split(VM *vm, GcList *list, Scan *scan, GcList *garbage) {
  Gc *gc = &vm->gc;
  uint32_t count = count_unreached(scan), kept = 0, survivors = scan->len - count;
  garbage->items = mem_alloc(&vm->alloc, (size_t)count * sizeof(Object *) + 1);
  garbage->cap = count;
  if (!garbage->items) return false;
  if (list == &gc->young && gc->old.cap - gc->old.len < survivors) {
    uint32_t cap = gc->old.len + survivors + (gc->old.len >> 1);
    Object **items = mem_realloc(&vm->alloc, gc->old.items, gc->old.cap * sizeof *items, cap * sizeof *items);
    if (!items) {
      mem_free(&vm->alloc, garbage->items, (size_t)count * sizeof(Object *) + 1);
      return false;
    }
    gc->old.items = items;
    gc->old.cap = cap;
  }
  for (uint32_t i = 0; i < scan->len; i++) {
    Object *o = scan->items[i];
    uint32_t finalized = o->gc & GC_FINALIZED;
    if (scan->counts[i] != REACHED) {
      garbage->items[garbage->len++] = o;
      o->gc = finalized | GC_GARBAGE | garbage->len;
      incref(o);
    } else if (list == &gc->young) {
      gc->old.items[gc->old.len++] = o;
      o->gc = finalized | GC_OLD | gc->old.len;
    } else {
      list->items[kept++] = o;
      o->gc = finalized | GC_OLD | kept;
    }
  }
  list->len = kept;
  return true;
}

// ---- taking it apart

static bool is_garbage(const Object *o) { return (o->gc & GC_GARBAGE) && !(o->gc & GC_CLEARED); }

static void call_callback(VM *vm, Value ref, Value callback) {
  Value r = obj_call(vm, callback, &ref, 1);
  if (r == V_ABSENT) error_unraisable(vm, NULL, callback);
  release(vm, r);
}

static void clear_weakrefs(VM *vm, GcList *garbage) {
  Value pending = list_new(vm, 0);
  if (pending == V_ABSENT) error_clear(vm);
  for (uint32_t i = 0; i < garbage->len; i++)
    if (!weakref_detach_all(vm, garbage->items[i], pending == V_ABSENT ? NULL : as_list(pending))) error_clear(vm);
  if (pending == V_ABSENT) return;
  for (size_t i = 0; i + 1 < as_list(pending)->len; i += 2) {
    Value ref = as_list(pending)->items[i];
    if (!is_garbage(as_obj(ref))) call_callback(vm, ref, as_list(pending)->items[i + 1]);
  }
  release(vm, pending);
}

// What a finaliser has dropped the last other reference to ends as it would at any time, its own finaliser first.
static bool run_finalizers(VM *vm, GcList *garbage) {
  bool any = false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < garbage->len; i++) {
    Object *o = garbage->items[i];
    if (o->rc == 1) {
      o->gc &= GC_FINALIZED;
      decref(vm, o);
      continue;
    }
    garbage->items[kept++] = o;
    if (!obj_type(o)->slots.finalize || (o->gc & GC_FINALIZED)) continue;
    any = true;
    object_finalize(vm, o);
  }
  garbage->len = kept;
  return any;
}

static void drop(VM *vm, Object *o) { decref(vm, o); }

// Finalisers may have stored references: what is held from outside now lives on with all that it reaches.
static bool keep_resurrected(VM *vm, GcList *garbage) {
  uint32_t still = 0;
  for (uint32_t i = 0; i < garbage->len; i++) {
    Object *o = garbage->items[i];
    if (!is_garbage(o)) {
      drop(vm, o);
      continue;
    }
    garbage->items[still++] = o;
    o->gc = (o->gc & GC_FINALIZED) | GC_GARBAGE | still;
  }
  garbage->len = still;
  Scan scan = {.items = garbage->items, .len = garbage->len, .which = GC_GARBAGE};
  bool known = scan_run(vm, &scan, 1);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < scan.len; i++) {
    Object *o = garbage->items[i];
    if (known && scan.counts[i] != REACHED) {
      garbage->items[kept++] = o;
      o->gc = (o->gc & GC_FINALIZED) | GC_GARBAGE | kept;
      continue;
    }
    o->gc &= GC_FINALIZED;
    if (!gclist_push(vm, &vm->gc.old, o, GC_OLD)) error_clear(vm);
    drop(vm, o);
  }
  garbage->len = kept;
  if (known) scan_free(vm, &scan);
  return known;
}

// Generators go first, and tasks that own one, while their code still says how long they are; classes go last.
static int clear_turn(const Object *o) {
  Kind kind = obj_type(o)->kind;
  if (kind == KIND_GENERATOR || kind == KIND_COROUTINE || kind == KIND_ASYNC_GENERATOR || kind == KIND_TASK) return 0;
  return kind == KIND_TYPE ? 2 : 1;
}

static void empty_all(VM *vm, GcList *garbage) {
  for (uint32_t i = 0; i < garbage->len; i++)
    if (is_garbage(garbage->items[i]) && obj_type(garbage->items[i])->kind == KIND_TYPE) type_forget(vm, (Type *)garbage->items[i]);
  for (int turn = 0; turn < 3; turn++)
    for (uint32_t i = 0; i < garbage->len; i++) {
      Object *o = garbage->items[i];
      if (is_garbage(o) && clear_turn(o) == turn && !object_clear(vm, o)) o->gc &= GC_FINALIZED;
    }
  for (uint32_t i = 0; i < garbage->len; i++) drop(vm, garbage->items[i]);
}

// gc.DEBUG_SAVEALL: it lives on in gc.garbage.
static void save_all(VM *vm, GcList *garbage) {
  for (uint32_t i = 0; i < garbage->len; i++) {
    Object *o = garbage->items[i];
    o->gc &= GC_FINALIZED;
    if (!gclist_push(vm, &vm->gc.old, o, GC_OLD) || !list_append(vm, vm->gc.garbage, from_obj(o))) error_clear(vm);
    drop(vm, o);
  }
}

static int64_t dispose_garbage(VM *vm, GcList *garbage) {
  int64_t found = garbage->len;
  clear_weakrefs(vm, garbage);
  if (run_finalizers(vm, garbage)) {
    keep_resurrected(vm, garbage);
    // References that finalisers made must not lead to what is about to be emptied.
    for (uint32_t i = 0; i < garbage->len; i++)
      if (!weakref_detach_all(vm, garbage->items[i], NULL)) error_clear(vm);
  }
  if (vm->gc.debug & GC_SAVEALL && vm->gc.garbage) save_all(vm, garbage);
  else empty_all(vm, garbage);
  mem_free(&vm->alloc, garbage->items, (size_t)garbage->cap * sizeof(Object *) + 1);
  return found;
}

// ---- collecting

static void tell_callbacks(VM *vm, const char *phase, int generation, int64_t found) {
  List *callbacks = vm->gc.callbacks;
  if (!callbacks || !callbacks->len) return;
  Dict *info = dict_new(vm);
  Value text = str_from_c(vm, phase);
  bool ok = info && text != V_ABSENT && dict_set_c(vm, info, "generation", from_int(generation)) &&
            dict_set_c(vm, info, "collected", from_int(found)) && dict_set_c(vm, info, "uncollectable", from_int(0));
  for (size_t i = 0; ok && i < callbacks->len; i++) {
    Value callback = retain(callbacks->items[i]), args[] = {text, from_obj(info)};
    Value r = obj_call(vm, callback, args, 2);
    if (r == V_ABSENT) error_unraisable(vm, NULL, callback);
    release(vm, r);
    release(vm, callback);
  }
  if (!ok) error_clear(vm);
  release(vm, text);
  xdecref(vm, info);
}

enum { NO_MEMORY = -1 };

static int64_t collect(VM *vm, int generation) {
  Gc *gc = &vm->gc;
  bool full = generation >= 2;
  gclist_compact(&gc->young);
  if (full) gclist_compact(&gc->old);
  if (full && !all_to_old(vm)) {
    error_clear(vm);
    return NO_MEMORY;
  }
  GcList *list = full ? &gc->old : &gc->young, garbage = {0};
  Scan scan = {.items = list->items, .len = list->len, .which = full ? GC_OLD : 0};
  if (!scan_run(vm, &scan, 0)) return NO_MEMORY;
  bool moved = split(vm, list, &scan, &garbage);
  scan_free(vm, &scan);
  int64_t found = moved ? dispose_garbage(vm, &garbage) : NO_MEMORY;
  if (full) gc->old_at_last = gc->old.len;
  return found;
}

int64_t gc_collect(VM *vm, int generation) {
  Gc *gc = &vm->gc;
  if (gc->collecting) return 0;
  Value exc = vm->thread.exc;
  vm->thread.exc = V_ABSENT;
  gc->collecting = true;
  tell_callbacks(vm, "start", generation, 0);
  int64_t found = collect(vm, generation);
  gc->patience = found == NO_MEMORY ? gc->young.len : 0;
  if (found == NO_MEMORY) found = 0;
  gc->collections[generation]++;
  gc->collected[generation] += (uint64_t)found;
  tell_callbacks(vm, "stop", generation, found);
  gc->collecting = false;
  if (has_error(vm)) error_clear(vm);
  vm->thread.exc = exc;
  return found;
}

enum { OLD_GROWTH = 50, FRUITLESS = 4, SAMPLE = 8, FRUIT = 32 };  // in thresholds; batches; one object of FRUIT is fruit enough

static void step_young(VM *vm) {
  Gc *gc = &vm->gc;
  if (gc->fruitless > FRUITLESS && gc->fruitless % SAMPLE) {
    gc->fruitless++;
    if (!all_to_old(vm)) error_clear(vm);
    return;
  }
  uint32_t count = gc->young.len - gc->young.holes;
  gc->fruitless = gc_collect(vm, 0) > count / FRUIT ? 0 : gc->fruitless + 1;
}

void gc_step(VM *vm) {
  Gc *gc = &vm->gc;
  if (!gc->enabled || gc->collecting) return;
  uint32_t least = gc->threshold * OLD_GROWTH, growth = gc->old_at_last > least ? gc->old_at_last : least;
  if (gc->stress || gc->old.len - gc->old.holes > (uint64_t)gc->old_at_last + growth) gc_collect(vm, 2);
  else if (gc->young.len - gc->young.holes > gc->threshold + gc->patience) step_young(vm);
}
