// SPDX-License-Identifier: MIT
// gc.c - the module gc: asks and steers the collector of cycles.
#include "vm/core/vm.h"

enum { DEBUG_STATS = 1, DEBUG_COLLECTABLE = 2, DEBUG_UNCOLLECTABLE = 4, DEBUG_SAVEALL = GC_SAVEALL, DEBUG_LEAK = 38 };

static Value gc_collect_fn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t generation = 2;
  if (args[0] != V_ABSENT && !obj_index_i64(vm, args[0], &generation)) return V_ABSENT;
  if (generation < 0 || generation > 2) return raise_value(vm, "invalid generation");
  return from_int(gc_collect(vm, (int)generation));
}

static Value gc_enable(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  vm->gc.enabled = true;
  return V_NONE;
}

static Value gc_disable(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  vm->gc.enabled = false;
  return V_NONE;
}

static Value gc_isenabled(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return from_bool(vm->gc.enabled);
}

static Value three(VM *vm, int64_t a, int64_t b, int64_t c) {
  Value items[] = {from_int(a), from_int(b), from_int(c)};
  return tuple_from(vm, items, 3);
}

static Value gc_get_threshold(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return three(vm, vm->gc.threshold, vm->gc.threshold1, vm->gc.threshold2);
}

static Value gc_set_threshold(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint32_t *places[] = {&vm->gc.threshold, &vm->gc.threshold1, &vm->gc.threshold2};
  for (int i = 0; i < 3; i++) {
    int64_t n;
    if (args[i] == V_ABSENT) continue;
    if (!obj_index_i64(vm, args[i], &n)) return V_ABSENT;
    *places[i] = n < 0 ? 0 : n > INT32_MAX ? INT32_MAX : (uint32_t)n;
  }
  return V_NONE;
}

static Value gc_get_count(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return three(vm, vm->gc.young.len - vm->gc.young.holes, 0, 0);
}

static Value gc_get_stats(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value list = list_new(vm, 3);
  for (int i = 0; i < 3 && list != V_ABSENT; i++) {
    Dict *d = dict_new(vm);
    bool ok = d && dict_set_c(vm, d, "collections", from_int((int64_t)vm->gc.collections[i])) &&
              dict_set_c(vm, d, "collected", from_int((int64_t)vm->gc.collected[i])) &&
              dict_set_c(vm, d, "uncollectable", from_int((int64_t)vm->gc.uncollectable[i])) && list_append(vm, as_list(list), from_obj(d));
    xdecref(vm, d);
    if (ok) continue;
    release(vm, list);
    return V_ABSENT;
  }
  return list;
}

static bool add_objects(VM *vm, List *out, const GcList *from) {
  for (uint32_t i = 0; i < from->len; i++)
    if (from->items[i] && from->items[i] != &out->header && !list_append(vm, out, from_obj(from->items[i]))) return false;
  return true;
}

static Value gc_get_objects(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t generation = -1;
  if (args[0] != V_ABSENT && args[0] != V_NONE) {
    if (!obj_index_i64(vm, args[0], &generation)) return V_ABSENT;
    if (generation < 0) return raise_value(vm, "generation parameter cannot be negative");
    if (generation > 2) return raise_value(vm, "generation parameter must be less than the number of available generations (3)");
  }
  Value list = list_new(vm, vm->gc.young.len + vm->gc.old.len);
  if (list == V_ABSENT) return V_ABSENT;
  bool ok = generation > 0 || add_objects(vm, as_list(list), &vm->gc.young);
  if (ok && (generation < 0 || generation == 2)) ok = add_objects(vm, as_list(list), &vm->gc.old);
  if (ok) return list;
  release(vm, list);
  return V_ABSENT;
}

typedef struct Search { const Value *wanted; uint32_t count; bool found; } Search;

static void search_visit(void *arg, Value v) {
  Search *search = arg;
  for (uint32_t i = 0; i < search->count && !search->found; i++) search->found = search->wanted[i] == v;
}

static bool add_referrers(VM *vm, List *out, const GcList *from, Search *search) {
  for (uint32_t i = 0; i < from->len; i++) {
    Object *o = from->items[i];
    search->found = false;
    if (o && o != &out->header) object_traverse(o, search_visit, search);
    if (search->found && !list_append(vm, out, from_obj(o))) return false;
  }
  return true;
}

static Value gc_get_referrers(VM *vm, Value *args, uint32_t argc) {
  Search search = {args, argc, false};
  Value list = list_new(vm, 0);
  if (list == V_ABSENT) return V_ABSENT;
  if (add_referrers(vm, as_list(list), &vm->gc.old, &search) && add_referrers(vm, as_list(list), &vm->gc.young, &search)) return list;
  release(vm, list);
  return V_ABSENT;
}

typedef struct Gather { VM *vm; List *out; bool failed; } Gather;

static void gather_visit(void *arg, Value v) {
  Gather *gather = arg;
  if (v != V_ABSENT && !gather->failed) gather->failed = !list_append(gather->vm, gather->out, v);
}

// A dict whose keys are all strs refers to its values alone: so CPython tells it, which keeps such keys elsewhere.
static void gather_of(Gather *gather, Value v) {
  if (!is_heap(v) || !type_has(obj_type(as_obj(v)), TYPE_GC)) return;
  Value key, value;
  bool named = is_dict(v) && obj_type(as_obj(v)) == gather->vm->types.dict;
  for (uint32_t pos = 0; named && dict_step(as_dict(v), &pos, &key, &value);) named = is_str(key);
  if (!named) object_traverse(as_obj(v), gather_visit, gather);
  else for (uint32_t pos = 0; dict_step(as_dict(v), &pos, &key, &value);) gather_visit(gather, value);
}

static Value gc_get_referents(VM *vm, Value *args, uint32_t argc) {
  Value list = list_new(vm, 0);
  Gather gather = {vm, list == V_ABSENT ? NULL : as_list(list), list == V_ABSENT};
  for (uint32_t i = 0; i < argc && !gather.failed; i++) gather_of(&gather, args[i]);
  if (!gather.failed) return list;
  release(vm, list);
  return V_ABSENT;
}

static Value gc_is_tracked_fn(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(is_heap(args[0]) && gc_is_tracked(as_obj(args[0])));
}

static Value gc_is_finalized(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(is_heap(args[0]) && (as_obj(args[0])->gc & GC_FINALIZED));
}

// Processes are not forked from a warm heap here: nothing is set aside, and the count says so.
static Value freeze(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, gc_freeze(vm), V_NONE; }
static Value unfreeze(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, gc_unfreeze(vm), V_NONE; }
// What was frozen before the first script does not count.
static Value gc_freeze_count(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  int64_t count = (int64_t)(vm->gc.frozen.len - vm->gc.frozen.holes) - vm->gc.frozen_at_start;
  return from_int(count > 0 ? count : 0);
}

static Value gc_set_debug(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t flags;
  if (!obj_index_i64(vm, args[0], &flags)) return V_ABSENT;
  vm->gc.debug = (uint32_t)flags;
  return V_NONE;
}

static Value gc_get_debug(VM *vm, Value *args, uint32_t argc) { (void)args, (void)argc; return from_int(vm->gc.debug); }

static const NativeDef gc_functions[] = {
  {"collect", "(generation=2)", gc_collect_fn, 0, "Run the garbage collector."},
  {"enable", "()", gc_enable, 0, "Enable automatic garbage collection."},
  {"disable", "()", gc_disable, 0, "Disable automatic garbage collection."},
  {"isenabled", "()", gc_isenabled, 0, "Returns true if automatic garbage collection is enabled."},
  {"get_threshold", "()", gc_get_threshold, 0, "Return the current collection thresholds."},
  {"set_threshold", "(threshold0, threshold1=10, threshold2=10, /)", gc_set_threshold, 0, "Set the collection thresholds (the collection frequency)."},
  {"get_count", "()", gc_get_count, 0, "Return a three-tuple of the current collection counts."},
  {"get_stats", "()", gc_get_stats, 0, "Return a list of dictionaries containing per-generation statistics."},
  {"get_objects", "(generation=None)", gc_get_objects, 0, "Return a list of objects tracked by the collector (excluding the list returned)."},
  {"get_referrers", "(*objs)", gc_get_referrers, 0, "Return the list of objects that directly refer to any of 'objs'."},
  {"get_referents", "(*objs)", gc_get_referents, 0, "Return the list of objects that are directly referred to by 'objs'."},
  {"is_tracked", "(obj, /)", gc_is_tracked_fn, 0, "Returns true if the object is tracked by the garbage collector."},
  {"is_finalized", "(obj, /)", gc_is_finalized, 0, "Returns true if the object has been already finalized by the GC."},
  {"freeze", "()", freeze, 0, "Freeze all current tracked objects and ignore them for future collections."},
  {"unfreeze", "()", unfreeze, 0, "Unfreeze all objects in the permanent generation."},
  {"get_freeze_count", "()", gc_freeze_count, 0, "Return the number of objects in the permanent generation."},
  {"set_debug", "(flags, /)", gc_set_debug, 0, "Set the garbage collection debugging flags."},
  {"get_debug", "()", gc_get_debug, 0, "Get the garbage collection debugging flags."},
  {NULL, NULL, NULL, 0, NULL}};

static bool gc_module_init(VM *vm, Module *module) {
  return module_add(vm, module, "garbage", retain_obj(vm->gc.garbage)) && module_add(vm, module, "callbacks", retain_obj(vm->gc.callbacks)) &&
         module_add_int(vm, module, "DEBUG_STATS", DEBUG_STATS) && module_add_int(vm, module, "DEBUG_COLLECTABLE", DEBUG_COLLECTABLE) &&
         module_add_int(vm, module, "DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE) &&
         module_add_int(vm, module, "DEBUG_SAVEALL", DEBUG_SAVEALL) && module_add_int(vm, module, "DEBUG_LEAK", DEBUG_LEAK);
}

const ModuleDef gc_module = {"gc", "This module provides access to the garbage collector for reference cycles.", gc_functions, gc_module_init};
