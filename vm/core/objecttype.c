// SPDX-License-Identifier: MIT
// objecttype.c - the type `object`, and the types of None, NotImplemented and Ellipsis.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

// ---- making instances

static Value too_many(VM *vm, const char *fmt, Type *type) {
  raise_type(vm, fmt, type);
  return V_ABSENT;
}

static COLD Value abstract_error(VM *vm, Type *type) {
  Value names = dict_get_name(vm, type->dict, vm->names.dunder_abstractmethods);
  Value list = names == V_ABSENT ? list_new(vm, 0) : sequence_list(vm, names);
  if (list == V_ABSENT) return V_ABSENT;
  bool ok = list_sort(vm, as_list(list), V_ABSENT, false);
  Str *sep = ok ? str_intern(vm, "', '", 4) : NULL;
  Value joined = sep ? str_join(vm, sep, as_list(list)->items, as_list(list)->len) : V_ABSENT;
  if (joined != V_ABSENT)
    raise_type(vm, "Can't instantiate abstract class %N without an implementation for abstract method%s '%U'", type,
               as_list(list)->len > 1 ? "s" : "", as_str(joined));
  if (sep) decref(vm, sep);
  release(vm, joined);
  release(vm, list);
  return V_ABSENT;
}

static Value object_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (argc || (kwnames && kwnames->len)) {
    if (type->slots.new != object_make)
      return too_many(vm, "object.__new__() takes exactly one argument (the type to instantiate)", type);
    if (type->slots.init == vm->types.object->slots.init) return too_many(vm, "%N() takes no arguments", type);
  }
  if (UNLIKELY(type_has(type, TYPE_ABSTRACT))) return abstract_error(vm, type);
  return instance_new(vm, type);
}

static bool object_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (!argc && !(kwnames && kwnames->len)) return true;
  Type *type = type_of_get(vm, self);
  if (type->slots.init != object_init)
    return too_many(vm, "object.__init__() takes exactly one argument (the instance to initialize)", type), false;
  if (type->slots.new == object_make)
    return too_many(vm, "%N.__init__() takes exactly one argument (the instance to initialize)", type), false;
  return true;
}

// ---- plain slots

static Value object_repr(VM *vm, Value self) {
  Value name = type_qualified_name(vm, type_of_get(vm, self));
  if (name == V_ABSENT) return V_ABSENT;
  Value text = str_format_c(vm, "<%U object at %p>", as_str(name), (void *)(uintptr_t)self);
  release(vm, name);
  return text;
}

static Value object_str(VM *vm, Value self) { return type_of_get(vm, self)->slots.repr(vm, self); }

static bool object_hash(VM *vm, Value self, int64_t *hash) {
  (void)vm;
  *hash = (int64_t)((uint64_t)self >> 4 | (uint64_t)self << 60);
  if (*hash == -1) *hash = -2;
  return true;
}

static Value object_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (op == CMP_EQ) return a == b ? V_TRUE : V_NOTIMPL;
  CompareFn compare = type_of_get(vm, a)->slots.compare;
  if (op != CMP_NE || !compare) return V_NOTIMPL;
  Value r = compare(vm, a, b, CMP_EQ);
  if (r == V_ABSENT || r == V_NOTIMPL) return r;
  int truth = obj_truthy(vm, r);
  release(vm, r);
  return truth < 0 ? V_ABSENT : from_bool(!truth);
}

// ---- methods

static Value method_format(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__format__() argument must be str, not %T", args[1]);
  if (as_str(args[1])->len) return raise_type(vm, "unsupported format string passed to %T.__format__", args[0]);
  return obj_str(vm, args[0]);
}

static bool merge_own(VM *vm, Dict *all, Value o) {
  Value own = obj_getattr_opt(vm, o, vm->names.dunder_dict);
  if (own == V_ABSENT) return !has_error(vm);
  bool ok = !is_dict(own) || dict_merge(vm, all, as_dict(own), true);
  release(vm, own);
  return ok;
}

Value type_dir(VM *vm, Value *args, uint32_t argc);

static Value method_dir(VM *vm, Value *args, uint32_t argc) {
  Dict *all = dict_new(vm);
  if (!all) return V_ABSENT;
  Value result = V_ABSENT, cls = obj_getattr_opt(vm, args[0], vm->names.dunder_class);
  bool ok = is_heap(args[0]) && as_obj(args[0])->shape->has_slots && type_of_get(vm, args[0])->slots.getattr == object_attr_get;
  Value own = ok ? instance_dict_copy(vm, as_obj(args[0])) : V_ABSENT;
  ok = !has_error(vm) && (own != V_ABSENT ? dict_merge(vm, all, as_dict(own), true) : merge_own(vm, all, args[0]));
  if (ok && is_kind(cls, KIND_TYPE)) {
    Value names = type_dir(vm, &cls, argc);
    for (size_t i = 0; names != V_ABSENT && ok && i < as_list(names)->len; i++) ok = dict_set(vm, all, as_list(names)->items[i], V_NONE);
    ok = ok && names != V_ABSENT;
    release(vm, names);
  }
  if (ok) result = sequence_list(vm, from_obj(all));
  release(vm, own);
  release(vm, cls);
  decref(vm, all);
  return result;
}

static Value method_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *type = type_of_get(vm, args[0]);
  if (!is_heap(args[0])) return from_int(8);
  size_t size = type->basicsize ? type->basicsize : type->spec->size ? type->spec->size(as_obj(args[0])) : sizeof(Object);
  return from_int((int64_t)size);
}

static Value method_subclasshook(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)args, (void)argc;
  return V_NOTIMPL;
}

static Value method_init_subclass(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Type *type = (Type *)as_obj(args[0]);
  if (kwnames && kwnames->len) return raise_type(vm, "%N.__init_subclass__() takes no keyword arguments", type);
  if (argc > 1) return raise_type(vm, "%N.__init_subclass__() takes no arguments (%u given)", type, argc - 1);
  return V_NONE;
}

static Value get_class(VM *vm, Value self) { return retain_obj(type_of_get(vm, self)); }

static Str *member_name(Type *type, uint32_t index) {
  for (; type; type = type->base) {
    Value key, v;
    for (uint32_t pos = 0; type->nmembers > index && type->dict && dict_step(type->dict, &pos, &key, &v);) {
      bool is_member = is_heap(v) && obj_type(as_obj(v))->spec && strcmp(obj_type(as_obj(v))->spec->name, "member_descriptor") == 0;
      if (is_member && ((Member *)as_obj(v))->owner == type && ((Member *)as_obj(v))->index == index) return ((Member *)as_obj(v))->name;
    }
  }
  return NULL;
}

bool type_same_layout(const Type *a, const Type *b) {
  if (a->fixed_size != b->fixed_size || a->spec != b->spec || a->nmembers != b->nmembers) return false;
  if ((a->flags ^ b->flags) & (TYPE_HAS_DICT | TYPE_WEAKREF | TYPE_GC)) return false;
  for (uint32_t i = 0; i < a->nmembers; i++)
    if (member_name((Type *)a, i) != member_name((Type *)b, i)) return false;
  return true;
}

static bool set_class(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "can't delete __class__ attribute"), false;
  if (!is_kind(v, KIND_TYPE)) return raise_type(vm, "__class__ must be set to a class, not '%T' object", v), false;
  Type *to = (Type *)as_obj(v), *from = type_of_get(vm, self);
  bool modules = type_is_subtype(to, vm->types.module) && type_is_subtype(from, vm->types.module);
  if (!modules && (type_has(to, TYPE_IMMUTABLE) || type_has(from, TYPE_IMMUTABLE)))
    return raise_type(vm, "__class__ assignment only supported for mutable types or ModuleType subclasses"), false;
  if (to == from) return true;
  if (is_heap(self) && type_same_layout(from, to)) return instance_retype(vm, as_obj(self), to);
  return raise_type(vm, "__class__ assignment: '%N' object layout differs from '%N'", to, from), false;
}

// ---- __dict__ and __weakref__ of script classes

// The __dict__ descriptor of the nearest base in C, borrowed; V_ABSENT: its instances have none.
static Value base_dict_descr_get(VM *vm, Value self) {
  Type *type = type_of_get(vm, self);
  while (type && type_has(type, TYPE_HEAP)) type = type->base;
  return type ? type_lookup_get(vm, type, vm->names.dunder_dict) : V_ABSENT;
}

// The same of a type that keeps a namespace of its own (a class, a module). Owned; V_ABSENT with TypeError: none.
static Value own_dict_descr(VM *vm, Value self) {
  Value descr = base_dict_descr_get(vm, self);
  return descr != V_ABSENT || has_error(vm) ? retain(descr) : raise_type(vm, "this __dict__ descriptor does not support '%T' objects", self);
}

static bool has_slots(Value self) { return as_obj(self)->shape->has_slots; }

static Value get_dict(VM *vm, Value self) {
  if (!has_slots(self)) {
    Value descr = own_dict_descr(vm, self);
    return descr ? attr_bind(vm, descr, self, type_of_get(vm, self)) : V_ABSENT;
  }
  Dict *dict = instance_dict_get(vm, as_obj(self));
  return dict ? retain_obj(dict) : V_ABSENT;
}

static bool set_dict(VM *vm, Value self, Value v) {
  if (!has_slots(self)) {
    Value descr = own_dict_descr(vm, self);
    if (!descr) return false;
    DescrSetFn set = obj_type(as_obj(descr))->slots.descr_set;
    bool ok = set ? set(vm, descr, self, v) : raise_type(vm, "this __dict__ descriptor does not support '%T' objects", self);
    release(vm, descr);
    return ok;
  }
  if (v == V_ABSENT) {
    if (base_dict_descr_get(vm, self) != V_ABSENT) return raise_type(vm, "cannot delete __dict__"), false;
    Dict *empty = has_error(vm) ? NULL : dict_new(vm);
    bool ok = empty && instance_replace_dict(vm, as_obj(self), empty);
    xdecref(vm, empty);
    return ok;
  }
  if (!is_dict(v)) return raise_type(vm, "__dict__ must be set to a dictionary, not a '%T'", v), false;
  return instance_replace_dict(vm, as_obj(self), as_dict(v));
}

static Value get_weakref(VM *vm, Value self) {
  (void)vm;
  WeakRef *first = weakref_list_get(as_obj(self));
  return first ? retain_obj(first) : V_NONE;
}

static const GetSetDef dict_getset = {"__dict__", get_dict, set_dict, "dictionary for instance variables"};
static const GetSetDef weakref_getset = {"__weakref__", get_weakref, NULL, "list of weak references to the object"};

Value type_dict_getset_new(VM *vm, Type *type) { return getset_new(vm, type, &dict_getset); }

bool type_add_weakref_getset(VM *vm, Type *type) {
  Value getset = getset_new(vm, type, &weakref_getset);
  return getset != V_ABSENT && type_set_attr_c(vm, type, weakref_getset.name, getset);
}

// ---- object

Value object_reduce(VM *vm, Value *args, uint32_t argc);
Value object_reduce_ex(VM *vm, Value *args, uint32_t argc);
Value object_getstate(VM *vm, Value *args, uint32_t argc);

static const NativeDef object_methods[] = {
  {"__format__", "($self, format_spec, /)", method_format, 0, "Default object formatter."},
  {"__dir__", "($self, /)", method_dir, 0, "Default dir() implementation."},
  {"__sizeof__", "($self, /)", method_sizeof, 0, "Size of object in memory, in bytes."},
  {"__reduce__", "($self, /)", object_reduce, 0, "Helper for pickle."},
  {"__reduce_ex__", "($self, protocol, /)", object_reduce_ex, 0, "Helper for pickle."},
  {"__getstate__", "($self, /)", object_getstate, 0, "Helper for pickle."},
  {"__subclasshook__", "($cls, subclass, /)", method_subclasshook, NATIVE_CLASS, "Abstract classes can override this to customize issubclass()."},
  {"__init_subclass__", "($cls, /, **kwargs)", NATIVE_RAW(method_init_subclass), NATIVE_CLASS | NATIVE_KW,
   "This method is called when a class is subclassed."},
  {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef object_getset[] = {{"__class__", get_class, set_class, "the object's class"}, {NULL, NULL, NULL, NULL}};
const TypeSpec object_spec = {
  .name = "object", .kind = KIND_OBJECT, .flags = TYPE_BASE, .basicsize = sizeof(Object), .methods = object_methods, .getset = object_getset,
  .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n"
         "instance that has no instance attributes and cannot be given any.\n",
  .slots = {.repr = object_repr, .str = object_str, .hash = object_hash, .compare = object_compare, .getattr = object_attr_get,
            .setattr = object_attr_set, .init = object_init, .new = object_make}};

// ---- None, NotImplemented, Ellipsis

static bool no_arguments(VM *vm, const char *name, uint32_t argc, Tuple *kwnames) {
  if (!argc && !(kwnames && kwnames->len)) return true;
  raise_type(vm, "%s takes no arguments", name);
  return false;
}

#define SINGLETON(name, value, text, public) \
  static Value name##_repr(VM *vm, Value self) { (void)self; return str_from_c(vm, text); } \
  static Value name##_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) { \
    (void)type, (void)args; \
    return no_arguments(vm, public, argc, kwnames) ? value : V_ABSENT; \
  }
SINGLETON(none, V_NONE, "None", "NoneType")
SINGLETON(notimplemented, V_NOTIMPL, "NotImplemented", "NotImplementedType")
SINGLETON(ellipsis, V_ELLIPSIS, "Ellipsis", "EllipsisType")

static int none_truthy(VM *vm, Value self) { (void)vm, (void)self; return 0; }
static int notimplemented_truthy(VM *vm, Value self) { return obj_truthy(vm, self); }
static bool none_hash(VM *vm, Value self, int64_t *hash) { (void)vm, (void)self; *hash = 0xfca86420; return true; }

static Value notimplemented_reduce(VM *vm, Value *args, uint32_t argc) { (void)args, (void)argc; return str_from_c(vm, "NotImplemented"); }
static Value ellipsis_reduce(VM *vm, Value *args, uint32_t argc) { (void)args, (void)argc; return str_from_c(vm, "Ellipsis"); }
static const NativeDef notimplemented_methods[] = {{"__reduce__", "($self, /)", notimplemented_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const NativeDef ellipsis_methods[] = {{"__reduce__", "($self, /)", ellipsis_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};

static const TypeSpec none_spec = {
  .name = "NoneType", .kind = KIND_OTHER, .basicsize = sizeof(Object), .doc = "The type of the None singleton.",
  .slots = {.repr = none_repr, .new = none_new, .truthy = none_truthy, .hash = none_hash}};
static const TypeSpec notimplemented_spec = {
  .name = "NotImplementedType", .kind = KIND_OTHER, .basicsize = sizeof(Object), .methods = notimplemented_methods,
  .doc = "The type of the NotImplemented singleton.",
  .slots = {.repr = notimplemented_repr, .new = notimplemented_new, .truthy = notimplemented_truthy}};
static const TypeSpec ellipsis_spec = {
  .name = "ellipsis", .kind = KIND_OTHER, .basicsize = sizeof(Object), .methods = ellipsis_methods,
  .doc = "The type of the Ellipsis singleton.", .slots = {.repr = ellipsis_repr, .new = ellipsis_new}};

bool type_types_init(VM *vm) {
  Types *t = &vm->types;
  return type_from_spec(vm, &object_spec, NULL) && type_from_spec(vm, &type_spec, NULL) && slotwrap_types_init(vm) &&
         (t->none = type_from_spec(vm, &none_spec, NULL)) && (t->notimplemented = type_from_spec(vm, &notimplemented_spec, NULL)) &&
         (t->ellipsis = type_from_spec(vm, &ellipsis_spec, NULL));
}
