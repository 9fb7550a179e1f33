// SPDX-License-Identifier: MIT
// typespec.c - types in C: made from their specs, and their dicts, once somebody looks.
//
// Most VMs never ask most types for an attribute by name: operators and protocols go through slots. So a type in C begins without a
// dict (TYPE_LAZY), and its spec's tables stand for it: slots that have dunders, methods, getsets, the doc. A lookup along an MRO
// passes over such a type unless one of the tables has the name; only then are the function objects and the dict made, all at once
// and in the order in which they always stood, so that vars(), dir() and what comes after see no difference. Nothing observable
// changes by that: neither versions nor caches are touched.
//
//   name in no table      next class of the MRO          costs a few compares, once per version and name (type_lookup_get's cache)
//   name in a table       type_dict_get makes the dict   may find no memory: the lookup then gives V_ABSENT with MemoryError
//   a class derived by script, type.__dict__, dir()      make it too (type_mro_update: the slots of a script's class are computed
//                                                        from the dicts of its whole MRO, which therefore cannot fail later)
//
// The dict of a type in C lives as long as the VM and holds nothing that a script put there: the collector need not know it.
#include "vm/core/vm.h"
#include "vm/core/typeslots.h"

// The types that types consist of: blank until their spec comes.
#define EARLY_TYPES(T) \
  T(object, "object", KIND_OBJECT) T(type, "type", KIND_TYPE) T(str, "str", KIND_STR) T(tuple, "tuple", KIND_TUPLE) \
  T(list, "list", KIND_LIST) T(dict, "dict", KIND_DICT) T(int_, "int", KIND_INT) T(bytes, "bytes", KIND_BYTES) \
  T(native, "builtin_function_or_method", KIND_NATIVE) T(method_descriptor, "method_descriptor", KIND_NATIVE) \
  T(wrapper_descriptor, "wrapper_descriptor", KIND_OTHER) T(classmethod_descriptor, "classmethod_descriptor", KIND_OTHER) \
  T(getset, "getset_descriptor", KIND_OTHER) T(member, "member_descriptor", KIND_OTHER) T(staticmethod, "staticmethod", KIND_STATICMETHOD)

static Type *type_alloc(VM *vm, Type *meta) {
  Type *type;
  if (meta) return object_new(vm, meta, meta->basicsize);
  type = vm_alloc(vm, TYPE_BLOCK);
  if (!type) return NULL;
  memset(type, 0, TYPE_BLOCK);
  type->header.rc = 1;
  vm->live_objects++;
  return type;
}

static bool early_type(VM *vm, Type **place, Kind kind) {
  Type *type = type_alloc(vm, NULL);
  if (!type) return false;
  *place = type;
  type->kind = (uint8_t)kind;
  type->root = shape_new(vm, type, NULL, NULL);
  return type->root != NULL;
}

bool type_bootstrap(VM *vm) {
#define T(field, text, kind) if (!early_type(vm, &vm->types.field, kind)) return false;
  EARLY_TYPES(T)
#undef T
#define T(field, text, kind) vm->types.field->header.shape = vm->types.type->root;
  EARLY_TYPES(T)
#undef T
  vm->types.type->basicsize = TYPE_BLOCK;
  return true;
}

static Type *early_type_get(VM *vm, const char *name) {
#define T(field, text, kind) if (!vm->types.field->spec && strcmp(name, text) == 0) return vm->types.field;
  EARLY_TYPES(T)
#undef T
  return NULL;
}

static bool type_set_names(VM *vm, Type *type, const TypeSpec *spec) {
  const char *dot = strrchr(spec->name, '.'), *name = dot ? dot + 1 : spec->name;
  type->name = str_intern(vm, name, strlen(name));
  if (!type->name) return false;
  incref(&type->name->header);
  type->qualname = type->name;
  return true;
}

static bool type_set_order(VM *vm, Type *type) {
  if (!type->base) {
    Value self = from_obj(type), mro = tuple_from(vm, &self, 1);
    type->mro = mro == V_ABSENT ? NULL : as_tuple(mro);
    type->bases = tuple_new_uninit(vm, 0);
    return type->mro && type->bases;
  }
  Value base = from_obj(type->base), bases = tuple_from(vm, &base, 1);
  if (bases == V_ABSENT) return false;
  type->bases = as_tuple(bases);
  Value mro = type_mro_compute(vm, type);
  if (mro == V_ABSENT) return false;
  type->mro = as_tuple(mro);
  return type_add_subclass(vm, type->base, type);
}

static void type_inherit_native(VM *vm, Type *type, const TypeSpec *spec) {
  Type *base = type->base;
  uint32_t inherited = TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_SEQUENCE | TYPE_MAPPING | TYPE_EXCEPTION | TYPE_HAS_DEL;
  type->flags = spec->flags | TYPE_IMMUTABLE | (base ? base->flags & inherited : 0);
  type->kind = (uint8_t)(spec->kind ? spec->kind : base ? base->kind : KIND_OBJECT);
  type->slots = spec->slots;
  bool bare = !spec->slots.new && base == vm->types.object;
  if (base) slots_inherit_native(type, base);
  if (bare) {
    type->slots.new = NULL;
    type->flags |= TYPE_NO_NEW;
  }
  uint32_t size = spec->basicsize ? spec->basicsize : base ? base->fixed_size : (uint32_t)sizeof(Object);
  type->fixed_size = (size + 7) / 8 * 8;
  type_layout(type, 4);
  if (type->root) type->root->has_slots = type->slots_offset != 0;
}

// ---- what the tables say

// The function of a slot that has dunders in the type's own dict; NULL: it has none there.
static SlotFn own_slot(const Type *type, const SlotDef *def) {
  bool made = def->wrap == WRAP_INIT || def->wrap == WRAP_NEW;  // each exception has its own, as CPython's have
  return slot_fn(made && type->kind == KIND_EXCEPTION ? &type->slots : &type->spec->slots, def);
}

static bool has_wrapper(const Type *type, const SlotDef *def) {
  if (!own_slot(type, def) || def->wrap == WRAP_HOOK) return false;
  return def->wrap != WRAP_REFLECTED || def->arg != BIN_ADD || !slots_concat_kind(type);
}

static bool hash_is_none(const Type *type) { return type->spec->slots.compare && !type->spec->slots.hash; }

static bool has_getset(const TypeSpec *spec, const char *name) {
  for (const GetSetDef *def = spec->getset; def && def->name; def++)
    if (strcmp(def->name, name) == 0) return true;
  return false;
}

static bool adds_dict(const TypeSpec *spec) { return (spec->flags & TYPE_HAS_DICT) && !has_getset(spec, "__dict__"); }

static bool slots_have(const Type *type, const char *name) {
  if (strcmp(name, "__doc__") == 0) return true;
  if (strcmp(name, "__hash__") == 0 && hash_is_none(type)) return true;
  if (strcmp(name, "__dict__") == 0 && adds_dict(type->spec)) return true;
  for (const SlotDef *def = slot_defs; def->name; def++)
    if (strcmp(def->name + 2, name + 2) == 0) return has_wrapper(type, def);
  return false;
}

// Will the dict have the name? Runs nothing, allocates nothing.
static bool tables_have(const Type *type, const Str *name) {
  const char *text = (const char *)name->data;
  if (!name->ascii || memchr(text, 0, name->len)) return false;
  for (const NativeDef *def = type->spec->methods; def && def->name; def++)
    if (strcmp(def->name, text) == 0) return true;
  return has_getset(type->spec, text) || (text[0] == '_' && text[1] == '_' && slots_have(type, text));
}

// ---- the dict

static Value type_member_new(VM *vm, Type *type, const NativeDef *def) {
  if (def->flags & NATIVE_CLASS) return classmethod_descr_new(vm, type, def);
  if (!(def->flags & NATIVE_STATIC)) return native_new(vm, def, V_ABSENT, type);
  Value function = native_new(vm, def, from_obj(type), NULL);
  if (function == V_ABSENT) return V_ABSENT;
  Value method = staticmethod_new(vm, function);
  release(vm, function);
  return method;
}

static bool add_wrappers(VM *vm, Type *type, Dict *dict) {
  for (const SlotDef *def = slot_defs; def->name; def++)
    if (has_wrapper(type, def) && !dict_set_c(vm, dict, def->name, slot_wrapper_new(vm, type, def))) return false;
  return !hash_is_none(type) || dict_set_c(vm, dict, "__hash__", V_NONE);
}

static bool add_members(VM *vm, Type *type, Dict *dict) {
  const TypeSpec *spec = type->spec;
  for (const NativeDef *def = spec->methods; def && def->name; def++)
    if (!dict_set_c(vm, dict, def->name, type_member_new(vm, type, def))) return false;
  for (const GetSetDef *def = spec->getset; def && def->name; def++)
    if (!dict_set_c(vm, dict, def->name, getset_new(vm, type, def))) return false;
  if (adds_dict(spec) && !dict_set_c(vm, dict, "__dict__", type_dict_getset_new(vm, type))) return false;
  return has_getset(spec, "__doc__") || dict_set_c(vm, dict, "__doc__", spec->doc ? str_from_c(vm, spec->doc) : V_NONE);
}

Dict *type_dict_get(VM *vm, Type *type) {
  if (LIKELY(!type_has(type, TYPE_LAZY))) return type->dict;
  Dict *dict = dict_new(vm);
  if (!dict) return NULL;
  gc_untrack(vm, &dict->header);
  if (!add_wrappers(vm, type, dict) || !add_members(vm, type, dict)) return decref(vm, dict), NULL;
  type->dict = dict;
  type->flags &= ~(uint32_t)TYPE_LAZY;
  return dict;
}

bool type_own_find(VM *vm, Type *type, Str *name, Value *out) {
  *out = V_ABSENT;
  if (type_has(type, TYPE_LAZY)) {
    if (!tables_have(type, name)) return true;
    if (!type_dict_get(vm, type)) return false;
  }
  if (type->dict) *out = dict_get_name(vm, type->dict, name);
  return true;
}

bool type_set_attr_c(VM *vm, Type *type, const char *name, Value v_steal) {
  type_invalidate(vm, type);
  Dict *dict = type_dict_get(vm, type);
  return dict ? dict_set_c(vm, dict, name, v_steal) : (release(vm, v_steal), false);
}

// ---- the type

// There was no memory for a type that nobody knows yet.
static Type *type_abandon(VM *vm, Type *type) {
  CLEAR_REF(vm, type->mro);
  decref(vm, type);
  return NULL;
}

Type *type_from_spec(VM *vm, const TypeSpec *spec, Type *base) {
  Type *type = early_type_get(vm, spec->name), *early = type;
  if (!type) type = type_alloc(vm, vm->types.type);
  if (!type) return NULL;
  bool is_object = type == vm->types.object;
  type->spec = spec;
  type->doc = spec->doc;
  type->base = base ? base : is_object ? NULL : vm->types.object;
  if (type->base) incref(&type->base->header);
  type_inherit_native(vm, type, spec);
  bool known = (type->root || (type->root = shape_new(vm, type, NULL, NULL))) && type_set_names(vm, type, spec) && type_set_order(vm, type);
  if (!known) return early ? NULL : type_abandon(vm, type);
  slots_set_flags(type);
  if (!(type->flags & (TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF)) && !type->slots.finalize && !type->prefix) type->flags |= TYPE_LEAF;
  type->flags |= TYPE_LAZY;
  return type;
}
