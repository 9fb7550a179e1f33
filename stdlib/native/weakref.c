// SPDX-License-Identifier: MIT
// weakref.c - the module _weakref: the types of weak references, and what asks an object for its own.
#include "vm/core/cycle.h"
#include "vm/core/vm.h"

static Value make_proxy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *type = obj_is_callable(vm, args[0]) ? vm->types.weakcallableproxy : vm->types.weakproxy;
  return weakref_new(vm, type, args[0], args[1]);
}

static Value get_count(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  int64_t count = 0;
  if (!is_heap(args[0])) return from_int(0);
  for (WeakRef *ref = weakref_list_get(as_obj(args[0])); ref; ref = ref->next) count += ref->header.rc != 0;
  return from_int(count);
}

static Value get_refs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value list = list_new(vm, 0);
  if (list == V_ABSENT || !is_heap(args[0])) return list;
  for (WeakRef *ref = weakref_list_get(as_obj(args[0])); ref; ref = ref->next) {
    if (!ref->header.rc || list_append(vm, as_list(list), from_obj(ref))) continue;
    release(vm, list);
    return V_ABSENT;
  }
  return list;
}

// Takes a key out of a dict when what it maps to is a dead reference: for WeakValueDictionary.
static Value remove_dead(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_dict(args[0])) return raise_type(vm, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
  Value found;
  int has = dict_find(vm, as_dict(args[0]), args[1], &found);
  if (has < 0) return V_ABSENT;
  if (!has) return V_NONE;
  if (!is_heap(found) || !type_is_subtype(obj_type(as_obj(found)), vm->types.weakref)) return raise_type(vm, "not a weakref");
  WeakRef *ref = (WeakRef *)as_obj(found);
  if (!ref->target || !ref->target->rc)
    if (dict_remove(vm, as_dict(args[0]), args[1], NULL) < 0) return V_ABSENT;
  return V_NONE;
}

static const NativeDef weakref_functions[] = {
  {"proxy", "(object, callback=None, /)", make_proxy, 0, "Create a proxy object that weakly references 'object'."},
  {"getweakrefcount", "(object, /)", get_count, 0, "Return the number of weak references to 'object'."},
  {"getweakrefs", "(object, /)", get_refs, 0, "Return a list of all weak reference objects pointing to 'object'."},
  {"_remove_dead_weakref", "(dct, key, /)", remove_dead, 0, "Atomically remove key from dict if it points to a dead weakref."},
  {NULL, NULL, NULL, 0, NULL}};

static bool weakref_module_init(VM *vm, Module *module) {
  const Types *t = &vm->types;
  return module_add(vm, module, "ref", retain_obj(t->weakref)) && module_add(vm, module, "ReferenceType", retain_obj(t->weakref)) &&
         module_add(vm, module, "ProxyType", retain_obj(t->weakproxy)) &&
         module_add(vm, module, "CallableProxyType", retain_obj(t->weakcallableproxy));
}

const ModuleDef weakref_module = {"_weakref", "Weak-reference support module.", weakref_functions, weakref_module_init};
