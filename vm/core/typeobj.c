// SPDX-License-Identifier: MIT
// typeobj.c - the type `type`: calling a class, its attributes and methods.
#include "vm/aio/aio.h"
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

static Type *as_type(Value v) { return (Type *)as_obj(v); }

// ---- calling

Type *type_shown_get(VM *vm, Value v) {
  Type *type = type_of_get(vm, v);
  if (LIKELY(!type_has(type, TYPE_STANDS_IN))) return type;
  return type->kind == KIND_FUTURE ? vm->aio->future_type : vm->types.coroutine;
}

Value type_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Type *type = as_type(self);
  if (type == vm->types.type) {
    if (argc == 1 && !kwnames) return retain_obj(type_shown_get(vm, args[0]));
    if (argc != 3) return raise_type(vm, "type() takes 1 or 3 arguments");
  }
  if (type_has(type, TYPE_HEAP) && !type->root) return raise_type(vm, "cannot create '%N' instances", type);  // its mro() is running
  if (!type->slots.new) return raise_type(vm, "cannot create '%s' instances", type->spec->name);
  Value o = type->slots.new(vm, type, args, argc, kwnames);
  if (o == V_ABSENT) return V_ABSENT;
  Type *made = type_of_get(vm, o);
  if (!type_is_subtype(made, type) || !made->slots.init || made->slots.init(vm, o, args, argc, kwnames)) return o;
  release(vm, o);
  return V_ABSENT;
}

static Value type_new(VM *vm, Type *meta, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc != 3) return raise_type(vm, "type.__new__() takes exactly 3 arguments (%u given)", argc);
  if (!is_str(args[0])) return raise_type(vm, "type.__new__() argument 1 must be str, not %T", args[0]);
  for (size_t i = 0; i < as_str(args[0])->len; i++)
    if (!str_char(as_str(args[0]), i)) return raise_value(vm, "type name must not contain null characters");
  if (!is_tuple(args[1])) return raise_type(vm, "type.__new__() argument 2 must be tuple, not %T", args[1]);
  if (!is_dict(args[2])) return raise_type(vm, "type.__new__() argument 3 must be dict, not %T", args[2]);
  return type_build(vm, meta, args[0], as_tuple(args[1]), as_dict(args[2]), args + 3, kwnames);
}

static bool type_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)self, (void)args;
  if (argc == 1 && kwnames && kwnames->len) return raise_type(vm, "type.__init__() takes no keyword arguments"), false;
  if (argc != 1 && argc != 3) return raise_type(vm, "type.__init__() takes 1 or 3 arguments"), false;
  return true;
}

// ---- names

Value type_module_name(VM *vm, Type *type) {
  Value v = type->dict ? dict_get_name(vm, type->dict, vm->names.dunder_module) : V_ABSENT;
  if (v != V_ABSENT && (type_has(type, TYPE_HEAP) || is_str(v))) return retain(v);
  if (type_has(type, TYPE_HEAP)) {
    attribute_error(vm, from_obj(type), vm->names.dunder_module);
    return V_ABSENT;
  }
  const char *dot = strrchr(type->spec->name, '.');
  if (!dot) return retain_obj(vm->names.builtins);
  Str *name = str_intern(vm, type->spec->name, (size_t)(dot - type->spec->name));
  return name ? from_obj(name) : V_ABSENT;
}

Value type_qualified_name(VM *vm, Type *type) {
  Value module = type_module_name(vm, type);
  if (module == V_ABSENT) error_clear(vm);
  bool plain = !is_str(module) || str_is(as_str(module), "builtins");
  Value text = plain ? retain_obj(type->qualname) : str_format_c(vm, "%U.%U", as_str(module), type->qualname);
  release(vm, module);
  return text;
}

static Value type_repr(VM *vm, Value self) {
  Value name = type_qualified_name(vm, as_type(self));
  if (name == V_ABSENT) return V_ABSENT;
  Value text = str_format_c(vm, "<class '%U'>", as_str(name));
  release(vm, name);
  return text;
}

// ---- attributes

static bool may_set(VM *vm, Value self, const char *what, Value v) {
  Type *type = as_type(self);
  if (type_has(type, TYPE_IMMUTABLE)) {
    raise_type(vm, "cannot set '%s' attribute of immutable type '%N'", what, type);
    return false;
  }
  if (v != V_ABSENT) return true;
  raise_type(vm, "cannot delete '%s' attribute of immutable type '%N'", what, type);
  return false;
}

static bool set_in_dict(VM *vm, Value self, Str *name, Value v) {
  Type *type = as_type(self);
  type_invalidate(vm, type);
  if (v != V_ABSENT) return dict_set_name(vm, type->dict, name, v);
  int found = dict_remove(vm, type->dict, from_obj(name), NULL);
  if (found == 0) attribute_error(vm, self, name);
  return found == 1;
}

static Value get_name(VM *vm, Value self) { (void)vm; return retain_obj(as_type(self)->name); }
static Value get_qualname(VM *vm, Value self) { (void)vm; return retain_obj(as_type(self)->qualname); }

static bool set_text(VM *vm, Value self, Value v, const char *what, Str **place) {
  if (!may_set(vm, self, what, v)) return false;
  if (!is_str(v)) return raise_type(vm, "can only assign string to %N.%s, not '%T'", as_type(self), what, v), false;
  Str *old = *place;
  *place = as_str(retain(v));
  type_invalidate(vm, as_type(self));
  decref(vm, old);
  return true;
}

static bool set_name(VM *vm, Value self, Value v) {
  for (size_t i = 0; v != V_ABSENT && is_str(v) && !type_has(as_type(self), TYPE_IMMUTABLE) && i < as_str(v)->len; i++)
    if (!str_char(as_str(v), i)) return raise_value(vm, "type name must not contain null characters"), false;
  return set_text(vm, self, v, "__name__", &as_type(self)->name);
}
static bool set_qualname(VM *vm, Value self, Value v) { return set_text(vm, self, v, "__qualname__", &as_type(self)->qualname); }

static Value get_bases(VM *vm, Value self) { (void)vm; return retain_obj(as_type(self)->bases); }
static bool set_bases(VM *vm, Value self, Value v) { return may_set(vm, self, "__bases__", v) && type_set_bases(vm, as_type(self), v); }
static Value get_base(VM *vm, Value self) { (void)vm; return as_type(self)->base ? retain_obj(as_type(self)->base) : V_NONE; }
static Value get_mro(VM *vm, Value self) { (void)vm; return as_type(self)->mro ? retain_obj(as_type(self)->mro) : V_NONE; }
static Value get_module(VM *vm, Value self) { return type_module_name(vm, as_type(self)); }
static bool set_module(VM *vm, Value self, Value v) {
  return may_set(vm, self, "__module__", v) && set_in_dict(vm, self, vm->names.dunder_module, v);
}
static Value get_dict(VM *vm, Value self) {
  Dict *dict = type_dict_get(vm, as_type(self));
  return dict ? mappingproxy_new(vm, from_obj(dict)) : V_ABSENT;
}

static Value get_doc(VM *vm, Value self) {
  Type *type = as_type(self);
  if (!type_has(type, TYPE_HEAP)) return type->doc ? str_from_c(vm, type->doc) : V_NONE;
  Value doc = dict_get_name(vm, type->dict, vm->names.dunder_doc);
  return doc == V_ABSENT ? V_NONE : attr_bind(vm, retain(doc), V_ABSENT, type);
}
static bool set_doc(VM *vm, Value self, Value v) {
  return may_set(vm, self, "__doc__", v) && set_in_dict(vm, self, vm->names.dunder_doc, v);
}

static Value get_abstract(VM *vm, Value self) {
  Type *type = as_type(self);
  Value v = V_ABSENT;
  if (type != vm->types.type && !type_own_find(vm, type, vm->names.dunder_abstractmethods, &v)) return V_ABSENT;
  if (v != V_ABSENT) return retain(v);
  return raise_attribute(vm, self, vm->names.dunder_abstractmethods, "__abstractmethods__");
}

static bool set_abstract(VM *vm, Value self, Value v) {
  Type *type = as_type(self);
  int any = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  if (any < 0 || !set_in_dict(vm, self, vm->names.dunder_abstractmethods, v)) return false;
  type->flags = any ? type->flags | TYPE_ABSTRACT : type->flags & ~(uint32_t)TYPE_ABSTRACT;
  return true;
}

static Value get_annotations(VM *vm, Value self) {
  Type *type = as_type(self);
  if (!type_has(type, TYPE_HEAP)) {
    attribute_error(vm, self, vm->names.dunder_annotations);
    return V_ABSENT;
  }
  Value v = dict_get_name(vm, type->dict, vm->names.dunder_annotations);
  if (v != V_ABSENT) return attr_bind(vm, retain(v), V_ABSENT, type);
  Dict *made = dict_new(vm);
  if (!made || set_in_dict(vm, self, vm->names.dunder_annotations, from_obj(made))) return made ? from_obj(made) : V_ABSENT;
  decref(vm, made);
  return V_ABSENT;
}

static bool set_annotations(VM *vm, Value self, Value v) {
  if (type_has(as_type(self), TYPE_IMMUTABLE)) return may_set(vm, self, "__annotations__", v);
  return set_in_dict(vm, self, vm->names.dunder_annotations, v);
}

static Value get_type_params(VM *vm, Value self) {
  Value v = type_has(as_type(self), TYPE_HEAP) ? dict_get_name(vm, as_type(self)->dict, vm->names.dunder_type_params) : V_ABSENT;
  return v != V_ABSENT ? retain(v) : from_obj(tuple_new_uninit(vm, 0));
}
static bool set_type_params(VM *vm, Value self, Value v) {
  return may_set(vm, self, "__type_params__", v) && set_in_dict(vm, self, vm->names.dunder_type_params, v);
}

static Value get_basicsize(VM *vm, Value self) { (void)vm; return from_int(as_type(self)->basicsize ? as_type(self)->basicsize : as_type(self)->fixed_size); }
static Value get_itemsize(VM *vm, Value self) { (void)vm; return from_int(as_type(self)->basicsize ? 0 : 8); }
static Value get_dictoffset(VM *vm, Value self) { (void)vm; return from_int(type_has(as_type(self), TYPE_HAS_DICT) ? -1 : 0); }
static Value get_weakoffset(VM *vm, Value self) { (void)vm; return from_int(as_type(self)->weak_offset); }
static Value get_text_signature(VM *vm, Value self) { (void)vm, (void)self; return V_NONE; }

// CPython's bits that scripts ask for: heap type, base type, has GC, abstract, immutable, sequence, mapping.
static Value get_flags(VM *vm, Value self) {
  (void)vm;
  static const struct { uint32_t ours; int bit; } bits[] = {
    {TYPE_HEAP, 9}, {TYPE_BASE, 10}, {TYPE_GC, 14}, {TYPE_ABSTRACT, 20}, {TYPE_IMMUTABLE, 8}, {TYPE_SEQUENCE, 5}, {TYPE_MAPPING, 6},
    {TYPE_METHOD_DESCR, 17}};
  int64_t flags = 1 << 12;
  for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
    if (type_has(as_type(self), bits[i].ours)) flags |= INT64_C(1) << bits[i].bit;
  return from_int(flags);
}

// Read-only, but for what abc.as says of sequences and mappings: that a script's class matches their patterns.
static bool set_flags(VM *vm, Value self, Value v) {
  Type *type = as_type(self);
  int64_t bits = is_int(v) ? as_int(v) ^ as_int(get_flags(vm, self)) : 0;
  if (!type_has(type, TYPE_HEAP) || (bits != 1 << 5 && bits != 1 << 6)) {
    raise(vm, EXC_AttributeError, "readonly attribute");
    return false;
  }
  type->flags |= bits == 1 << 5 ? TYPE_SEQUENCE : TYPE_MAPPING;
  return true;
}

// ---- methods

static Value method_mro(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *type = as_type(args[0]);
  if (!type->base) return list_from(vm, args, 1);
  Value mro = type_mro_compute(vm, type);
  if (mro == V_ABSENT) return V_ABSENT;
  Value list = sequence_list(vm, mro);
  release(vm, mro);
  return list;
}

// A list of the direct subclasses that live.
Value type_subclasses(VM *vm, Type *type) {
  Dict *subclasses = type->subclasses;
  Value list = list_new(vm, subclasses ? subclasses->used : 0), key, value;
  if (list == V_ABSENT) return V_ABSENT;
  for (uint32_t pos = 0; subclasses && dict_step(subclasses, &pos, &key, &value);) {
    Object *sub = (Object *)(uintptr_t)as_int(key);
    if (sub->rc && !list_append_steal(vm, as_list(list), retain_obj(sub))) {
      release(vm, list);
      return V_ABSENT;
    }
  }
  return list;
}

static Value method_subclasses(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Type *type = as_type(args[0]);
  if (type_has(type, TYPE_EXCEPTION) && !type_has(type, TYPE_HEAP) && !error_types_complete(vm)) return V_ABSENT;
  return type_subclasses(vm, as_type(args[0]));
}

static Value method_prepare(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Dict *dict = dict_new(vm);
  return dict ? from_obj(dict) : V_ABSENT;
}

static Value method_instancecheck(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int r = type_instance_check(vm, args[1], args[0]);
  return r < 0 ? V_ABSENT : from_bool(r);
}

static Value method_subclasscheck(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int r = type_subclass_check(vm, args[1], args[0]);
  return r < 0 ? V_ABSENT : from_bool(r);
}

Value type_dir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Dict *all = dict_new(vm);
  if (!all) return V_ABSENT;
  const Tuple *mro = as_type(args[0])->mro;
  bool ok = true;
  for (size_t i = mro ? mro->len : 0; ok && i-- > 0;) {
    Dict *own = type_dict_get(vm, as_type(mro->items[i]));
    ok = own && dict_merge(vm, all, own, true);
  }
  Value list = ok ? sequence_list(vm, from_obj(all)) : V_ABSENT;
  decref(vm, all);
  return list;
}

static Value method_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int(obj_type(as_obj(args[0]))->basicsize);
}

static const NativeDef type_methods[] = {
  {"mro", "($self, /)", method_mro, 0, "Return a type's method resolution order."},
  {"__subclasses__", "($self, /)", method_subclasses, 0, "Return a list of immediate subclasses."},
  {"__prepare__", "($cls, *args, **kwargs)", NATIVE_RAW(method_prepare), NATIVE_CLASS | NATIVE_KW,
   "Create the namespace for the class statement"},
  {"__instancecheck__", "($self, instance, /)", method_instancecheck, 0, "Check if an object is an instance."},
  {"__subclasscheck__", "($self, subclass, /)", method_subclasscheck, 0, "Check if a class is a subclass."},
  {"__dir__", "($self, /)", type_dir, 0, "Specialized __dir__ implementation for types."},
  {"__sizeof__", "($self, /)", method_sizeof, 0, "Return memory consumption of the type object."},
  {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef type_getset[] = {
  {"__name__", get_name, set_name, NULL}, {"__qualname__", get_qualname, set_qualname, NULL},
  {"__bases__", get_bases, set_bases, NULL}, {"__base__", get_base, NULL, NULL}, {"__mro__", get_mro, NULL, NULL},
  {"__module__", get_module, set_module, NULL}, {"__dict__", get_dict, NULL, NULL}, {"__doc__", get_doc, set_doc, NULL},
  {"__abstractmethods__", get_abstract, set_abstract, NULL}, {"__annotations__", get_annotations, set_annotations, NULL},
  {"__type_params__", get_type_params, set_type_params, NULL}, {"__basicsize__", get_basicsize, NULL, NULL},
  {"__itemsize__", get_itemsize, NULL, NULL}, {"__dictoffset__", get_dictoffset, NULL, NULL},
  {"__weakrefoffset__", get_weakoffset, NULL, NULL}, {"__flags__", get_flags, set_flags, NULL},
  {"__text_signature__", get_text_signature, NULL, NULL}, {NULL, NULL, NULL, NULL}};
const TypeSpec type_spec = {
  .name = "type", .kind = KIND_TYPE, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF, .basicsize = sizeof(Type),
  .methods = type_methods, .getset = type_getset, .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  .slots = {.repr = type_repr, .call = type_call, .getattr = type_attr_get, .setattr = type_attr_set, .init = type_init, .new = type_new,
            .binary = {[BIN_OR] = union_from}, .free = type_free, .traverse = type_traverse}};
