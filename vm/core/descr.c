// SPDX-License-Identifier: MIT
// descr.c - classmethod, staticmethod, and the descriptors of types in C: getset, members of __slots__, class methods.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

extern const TypeSpec property_spec;

static COLD void wrong_type(VM *vm, Type *owner, const char *name, Value instance) {
  raise_type(vm, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", name, owner, instance);
}

static bool belongs(VM *vm, Type *owner, Value instance) { return type_is_subtype(type_of_get(vm, instance), owner); }

// ---- classmethod and staticmethod

static Wrapping *as_wrapping(Value v) { return (Wrapping *)as_obj(v); }

static Value wrapping_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Value v = instance_new(vm, type);
  if (v != V_ABSENT) as_wrapping(v)->callable = V_NONE;
  return v;
}

static bool wrapping_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  const char *name = is_kind(self, KIND_CLASSMETHOD) ? "classmethod" : "staticmethod";
  if (!args_no_keywords(vm, name, kwnames) || !args_count(vm, name, argc, 1, 1)) return false;
  replace(vm, &as_wrapping(self)->callable, retain(args[0]));
  return true;
}

static Value wrapping_make(VM *vm, Type *type, Value function) {
  Wrapping *w = object_new(vm, type, sizeof *w);
  if (!w) return V_ABSENT;
  w->callable = retain(function);
  if (gc_track(vm, &w->header)) return from_obj(w);
  decref(vm, w);
  return V_ABSENT;
}

Value staticmethod_new(VM *vm, Value function) { return wrapping_make(vm, vm->types.staticmethod, function); }
Value classmethod_new(VM *vm, Value function) { return wrapping_make(vm, vm->types.classmethod, function); }

static Value classmethod_get(VM *vm, Value self, Value instance, Type *owner) {
  if (!owner) owner = type_of_get(vm, instance);
  return method_new(vm, as_wrapping(self)->callable, from_obj(owner));
}

static Value staticmethod_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)vm, (void)instance, (void)owner;
  return retain(as_wrapping(self)->callable);
}

static Value staticmethod_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return obj_call_kw(vm, as_wrapping(self)->callable, args, argc, kwnames);
}

static Value wrapping_repr(VM *vm, Value self) {
  return str_format_c(vm, "<%s(%R)>", is_kind(self, KIND_CLASSMETHOD) ? "classmethod" : "staticmethod", as_wrapping(self)->callable);
}

static Value wrapping_callable(VM *vm, Value self) { (void)vm; return retain(as_wrapping(self)->callable); }

static Value wrapping_abstract(VM *vm, Value self) {
  Value v = obj_getattr_opt(vm, as_wrapping(self)->callable, vm->names.dunder_isabstractmethod);
  if (v == V_ABSENT) return has_error(vm) ? V_ABSENT : V_FALSE;
  int truth = obj_truthy(vm, v);
  release(vm, v);
  return truth < 0 ? V_ABSENT : from_bool(truth);
}

// What functools.wraps would copy from the function is looked up there instead, unless it was set on the wrapping itself.
static Value wrapping_borrow(VM *vm, Value self, Str *name) {
  Value own = instance_get_own(vm, as_obj(self), name);
  if (own != V_ABSENT) return own;
  Value v = obj_getattr_opt(vm, as_wrapping(self)->callable, name);
  if (v == V_ABSENT && !has_error(vm)) attribute_error(vm, self, name);
  return v;
}

static bool wrapping_own(VM *vm, Value self, Str *name, Value v) {
  if (instance_set_own(vm, as_obj(self), name, v)) return true;
  if (!has_error(vm)) attribute_error(vm, self, name);
  return false;
}

#define BORROWED(name) \
  static Value wrapping_##name(VM *vm, Value self) { return wrapping_borrow(vm, self, vm->names.dunder_##name); } \
  static bool wrapping_set_##name(VM *vm, Value self, Value v) { return wrapping_own(vm, self, vm->names.dunder_##name, v); }
BORROWED(name) BORROWED(qualname) BORROWED(module) BORROWED(doc) BORROWED(annotations)

static void wrapping_free(VM *vm, Object *o) { replace(vm, &((Wrapping *)o)->callable, V_NONE); }
static void wrapping_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Wrapping *)o)->callable); }

static const GetSetDef wrapping_getset[] = {
  {"__func__", wrapping_callable, NULL, NULL}, {"__wrapped__", wrapping_callable, NULL, NULL},
  {"__isabstractmethod__", wrapping_abstract, NULL, NULL}, {"__name__", wrapping_name, wrapping_set_name, NULL},
  {"__qualname__", wrapping_qualname, wrapping_set_qualname, NULL}, {"__module__", wrapping_module, wrapping_set_module, NULL},
  {"__doc__", wrapping_doc, wrapping_set_doc, NULL}, {"__annotations__", wrapping_annotations, wrapping_set_annotations, NULL},
  {NULL, NULL, NULL, NULL}};
static const TypeSpec classmethod_spec = {
  .name = "classmethod", .kind = KIND_CLASSMETHOD, .flags = TYPE_GC | TYPE_BASE | TYPE_HAS_DICT, .basicsize = sizeof(Wrapping),
  .getset = wrapping_getset,
  .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
  .slots = {.new = wrapping_new, .init = wrapping_init, .repr = wrapping_repr, .descr_get = classmethod_get, .free = wrapping_free,
            .traverse = wrapping_traverse}};
static const TypeSpec staticmethod_spec = {
  .name = "staticmethod", .kind = KIND_STATICMETHOD, .flags = TYPE_GC | TYPE_BASE | TYPE_HAS_DICT, .basicsize = sizeof(Wrapping),
  .getset = wrapping_getset,
  .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
  .slots = {.new = wrapping_new, .init = wrapping_init, .repr = wrapping_repr, .call = staticmethod_call, .descr_get = staticmethod_get,
            .free = wrapping_free, .traverse = wrapping_traverse}};

// ---- getset_descriptor

static GetSet *as_getset(Value v) { return (GetSet *)as_obj(v); }

Value getset_new(VM *vm, Type *owner, const GetSetDef *def) {
  GetSet *g = object_new(vm, vm->types.getset, sizeof *g);
  if (!g) return V_ABSENT;
  incref(&owner->header);
  g->owner = owner;
  g->def = def;
  if (!type_has(owner, TYPE_HEAP) || gc_track(vm, &g->header)) return from_obj(g);
  decref(vm, g);
  return V_ABSENT;
}

static Value getset_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  GetSet *g = as_getset(self);
  if (instance == V_ABSENT) return retain(self);
  if (!belongs(vm, g->owner, instance)) return wrong_type(vm, g->owner, g->def->name, instance), V_ABSENT;
  return g->def->get(vm, instance);
}

// CPython words it otherwise where the attribute is a field of a C struct.
static bool is_member_in_cpython(const GetSet *g) {
  static const char *const whole[] = {"range", "slice", "complex", "super", "method", "staticmethod", "classmethod", "method-wrapper", "code",
                                      "types.GenericAlias", "wrapper_descriptor", "getset_descriptor", "member_descriptor", "property"};
  static const char *const single[] = {"__closure__", "__globals__", "__builtins__", "__base__"};
  const char *owner = g->owner->spec->name, *name = g->def->name;
  if (strcmp(name, "__doc__") == 0 || strcmp(name, "__isabstractmethod__") == 0) return false;
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (strcmp(owner, whole[i]) == 0) return true;
  for (size_t i = 0; i < sizeof single / sizeof *single; i++)
    if (strcmp(name, single[i]) == 0) return true;
  return false;
}

static bool getset_set(VM *vm, Value self, Value instance, Value v) {
  GetSet *g = as_getset(self);
  if (!belongs(vm, g->owner, instance)) return wrong_type(vm, g->owner, g->def->name, instance), false;
  if (g->def->set) return g->def->set(vm, instance, v);
  if (is_member_in_cpython(g)) return raise(vm, EXC_AttributeError, "readonly attribute"), false;
  raise(vm, EXC_AttributeError, "attribute '%s' of '%N' objects is not writable", g->def->name, g->owner);
  return false;
}

static Value getset_repr(VM *vm, Value self) {
  return str_format_c(vm, "<attribute '%s' of '%N' objects>", as_getset(self)->def->name, as_getset(self)->owner);
}

static Value getset_name(VM *vm, Value self) { return str_from_c(vm, as_getset(self)->def->name); }
static Value getset_qualname(VM *vm, Value self) {
  return str_format_c(vm, "%U.%s", as_getset(self)->owner->qualname, as_getset(self)->def->name);
}
static Value getset_doc(VM *vm, Value self) { return as_getset(self)->def->doc ? str_from_c(vm, as_getset(self)->def->doc) : V_NONE; }
static Value owner_of(VM *vm, Value self) { (void)vm; return retain_obj(as_getset(self)->owner); }
static void owner_free(VM *vm, Object *o) { CLEAR_REF(vm, ((GetSet *)o)->owner); }
static void owner_traverse(Object *o, VisitFn visit, void *arg) {
  if (((GetSet *)o)->owner) visit(arg, from_obj(((GetSet *)o)->owner));
}

static const GetSetDef getset_getset[] = {
  {"__name__", getset_name, NULL, NULL}, {"__qualname__", getset_qualname, NULL, NULL}, {"__doc__", getset_doc, NULL, NULL},
  {"__objclass__", owner_of, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec getset_spec = {
  .name = "getset_descriptor", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(GetSet), .getset = getset_getset,
  .slots = {.repr = getset_repr, .descr_get = getset_get, .descr_set = getset_set, .free = owner_free, .traverse = owner_traverse}};

// ---- member_descriptor

static Member *as_member(Value v) { return (Member *)as_obj(v); }

Value member_new(VM *vm, Type *owner, Str *name, uint32_t index) {
  Member *m = object_new(vm, vm->types.member, sizeof *m);
  if (!m) return V_ABSENT;
  incref(&owner->header);
  incref(&name->header);
  m->owner = owner;
  m->name = name;
  m->index = index;
  m->offset = !owner->spec->size ? (int32_t)owner->fixed_size - (int32_t)(owner->nmembers - index) * 8 : -24 - (int32_t)index * 8;
  if (gc_track(vm, &m->header)) return from_obj(m);
  decref(vm, m);
  return V_ABSENT;
}

static bool member_applies(VM *vm, Member *m, Value instance) {
  if (belongs(vm, m->owner, instance)) return true;
  raise_type(vm, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", m->name, m->owner, instance);
  return false;
}

static Value *member_place(Member *m, Value instance) { return (Value *)((char *)as_obj(instance) + m->offset); }

static Value member_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  if (instance == V_ABSENT) return retain(self);
  Member *m = as_member(self);
  if (!member_applies(vm, m, instance)) return V_ABSENT;
  Value v = retain(*member_place(m, instance));
  if (v == V_ABSENT) attribute_error(vm, instance, m->name);
  return v;
}

static bool member_set(VM *vm, Value self, Value instance, Value v) {
  Member *m = as_member(self);
  if (!member_applies(vm, m, instance)) return false;
  Value *place = member_place(m, instance);
  if (v == V_ABSENT && *place == V_ABSENT) return raise(vm, EXC_AttributeError, "%U", m->name), false;
  replace(vm, place, retain(v));
  return true;
}

static Value member_repr(VM *vm, Value self) {
  return str_format_c(vm, "<member '%U' of '%N' objects>", as_member(self)->name, as_member(self)->owner);
}
static Value member_name(VM *vm, Value self) { (void)vm; return retain_obj(as_member(self)->name); }
static Value member_qualname(VM *vm, Value self) { return str_format_c(vm, "%U.%U", as_member(self)->owner->qualname, as_member(self)->name); }
static Value member_doc(VM *vm, Value self) { (void)vm, (void)self; return V_NONE; }

static void member_free(VM *vm, Object *o) {
  owner_free(vm, o);
  CLEAR_REF(vm, ((Member *)o)->name);
}

static const GetSetDef member_getset[] = {
  {"__name__", member_name, NULL, NULL}, {"__qualname__", member_qualname, NULL, NULL}, {"__doc__", member_doc, NULL, NULL},
  {"__objclass__", owner_of, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec member_spec = {
  .name = "member_descriptor", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(Member), .getset = member_getset,
  .slots = {.repr = member_repr, .descr_get = member_get, .descr_set = member_set, .free = member_free, .traverse = owner_traverse}};

// ---- classmethod_descriptor

static ClassMethodDescr *as_class_descr(Value v) { return (ClassMethodDescr *)as_obj(v); }

Value classmethod_descr_new(VM *vm, Type *owner, const NativeDef *def) {
  ClassMethodDescr *d = object_new(vm, vm->types.classmethod_descriptor, sizeof *d);
  if (!d) return V_ABSENT;
  incref(&owner->header);
  d->owner = owner;
  d->def = def;
  return from_obj(d);
}

static Value class_descr_get(VM *vm, Value self, Value instance, Type *owner) {
  ClassMethodDescr *d = as_class_descr(self);
  if (!owner) owner = type_of_get(vm, instance);
  if (!type_is_subtype(owner, d->owner))
    return raise_type(vm, "descriptor '%s' requires a subtype of '%N' but received '%N'", d->def->name, d->owner, owner);
  return native_new(vm, d->def, from_obj(owner), NULL);
}

static Value class_descr_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  ClassMethodDescr *d = as_class_descr(self);
  if (!argc) return raise_type(vm, "descriptor '%s' of '%N' object needs an argument", d->def->name, d->owner);
  if (!is_kind(args[0], KIND_TYPE))
    return raise_type(vm, "descriptor '%s' requires a type but received a '%T' instance", d->def->name, args[0]);
  Value bound = class_descr_get(vm, self, V_ABSENT, (Type *)as_obj(args[0]));
  if (bound == V_ABSENT) return V_ABSENT;
  Value r = obj_call_kw(vm, bound, args + 1, argc - 1, kwnames);
  release(vm, bound);
  return r;
}

static Value class_descr_repr(VM *vm, Value self) {
  return str_format_c(vm, "<method '%s' of '%N' objects>", as_class_descr(self)->def->name, as_class_descr(self)->owner);
}
static Value class_descr_name(VM *vm, Value self) { return str_from_c(vm, as_class_descr(self)->def->name); }
static Value class_descr_qualname(VM *vm, Value self) {
  return str_format_c(vm, "%U.%s", as_class_descr(self)->owner->qualname, as_class_descr(self)->def->name);
}
static Value class_descr_doc(VM *vm, Value self) {
  return as_class_descr(self)->def->doc ? str_from_c(vm, as_class_descr(self)->def->doc) : V_NONE;
}

static const GetSetDef class_descr_getset[] = {
  {"__name__", class_descr_name, NULL, NULL}, {"__qualname__", class_descr_qualname, NULL, NULL},
  {"__doc__", class_descr_doc, NULL, NULL}, {"__objclass__", owner_of, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec class_descr_spec = {
  .name = "classmethod_descriptor", .kind = KIND_OTHER, .basicsize = sizeof(ClassMethodDescr), .getset = class_descr_getset,
  .slots = {.repr = class_descr_repr, .call = class_descr_call, .descr_get = class_descr_get, .free = owner_free}};

bool descr_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->getset = type_from_spec(vm, &getset_spec, NULL)) && (t->member = type_from_spec(vm, &member_spec, NULL)) &&
         (t->classmethod_descriptor = type_from_spec(vm, &class_descr_spec, NULL)) &&
         (t->staticmethod = type_from_spec(vm, &staticmethod_spec, NULL)) &&
         (t->classmethod = type_from_spec(vm, &classmethod_spec, NULL)) &&
         (t->property = type_from_spec(vm, &property_spec, NULL)) && mappingproxy_types_init(vm) && namespace_types_init(vm) &&
         super_types_init(vm);
}
