// SPDX-License-Identifier: MIT
// property.c - property: an attribute made of a getter, a setter and a deleter.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

static Property *as_property(Value v) { return (Property *)as_obj(v); }

static Value property_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static Value none_is_absent(Value v) { return v == V_NONE ? V_ABSENT : retain(v); }

// A subclass of property has its doc among its own attributes, where the one of its class would hide it. Where it has no place for
// one, a doc that was given is dropped, and one that the getter brought is an error.
static bool set_doc(VM *vm, Value self, Value doc_steal) {
  Property *p = as_property(self);
  if (obj_type(&p->header) == vm->types.property) {
    replace(vm, &p->doc, doc_steal);
    return true;
  }
  bool ok = obj_setattr(vm, self, vm->names.dunder_doc, doc_steal == V_ABSENT ? V_NONE : doc_steal);
  release(vm, doc_steal);
  return ok || (!p->getter_doc && error_clear_if(vm, EXC_AttributeError));
}

static bool take_getter_doc(VM *vm, Value self) {
  Property *p = as_property(self);
  Value doc = p->get == V_ABSENT ? V_ABSENT : obj_getattr_opt(vm, p->get, vm->names.dunder_doc);
  if (doc == V_ABSENT && has_error(vm)) return false;
  p->getter_doc = doc != V_ABSENT && doc != V_NONE;
  return set_doc(vm, self, doc == V_NONE ? V_ABSENT : doc);
}

static bool property_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value v[4];
  if (!args_bind(vm, "property", "(fget=None, fset=None, fdel=None, doc=None)", args, argc, kwnames, v)) return false;
  Property *p = as_property(self);
  for (int i = 0; i < 4; i++)
    if (v[i] == V_ABSENT) v[i] = V_NONE;
  replace(vm, &p->get, none_is_absent(v[0]));
  replace(vm, &p->set, none_is_absent(v[1]));
  replace(vm, &p->del, none_is_absent(v[2]));
  replace(vm, &p->doc, V_ABSENT);
  replace(vm, &p->name, V_ABSENT);
  p->getter_doc = false;
  return v[3] == V_NONE ? take_getter_doc(vm, self) : set_doc(vm, self, retain(v[3]));
}

// The name given by the class, else the getter's. V_ABSENT without exception: none.
static Value property_known_name(VM *vm, Property *p) {
  if (p->name != V_ABSENT) return retain(p->name);
  return p->get == V_ABSENT ? V_ABSENT : obj_getattr_opt(vm, p->get, vm->names.dunder_name);
}

static COLD Value lacks(VM *vm, Property *p, Value instance, const char *what) {
  Value name = property_known_name(vm, p);
  if (has_error(vm)) return V_ABSENT;
  Value type_name = from_obj(type_of_get(vm, instance)->qualname);
  if (name != V_ABSENT) raise(vm, EXC_AttributeError, "property %R of %R object has no %s", name, type_name, what);
  else raise(vm, EXC_AttributeError, "property of %R object has no %s", type_name, what);
  release(vm, name);
  return V_ABSENT;
}

static Value property_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  if (instance == V_ABSENT) return retain(self);
  Property *p = as_property(self);
  if (p->get == V_ABSENT) return lacks(vm, p, instance, "getter");
  Value get = retain(p->get), r = obj_call(vm, get, &instance, 1);
  release(vm, get);
  return r;
}

static bool property_set(VM *vm, Value self, Value instance, Value v) {
  Property *p = as_property(self);
  Value fn = v == V_ABSENT ? p->del : p->set, args[] = {instance, v};
  if (fn == V_ABSENT) return lacks(vm, p, instance, v == V_ABSENT ? "deleter" : "setter"), false;
  retain(fn);
  Value r = obj_call(vm, fn, args, v == V_ABSENT ? 1 : 2);
  release(vm, fn);
  if (r == V_ABSENT) return false;
  release(vm, r);
  return true;
}

static Value property_copy(VM *vm, Value self, Value get, Value set, Value del) {
  Property *p = as_property(self);
  if (get == V_ABSENT || get == V_NONE) get = p->get;
  Value doc = p->getter_doc && get != V_ABSENT ? V_ABSENT : p->doc;  // a doc that came from a getter comes from the new one again
  Value parts[] = {get, set == V_ABSENT ? p->set : set, del == V_ABSENT ? p->del : del, doc};
  for (int i = 0; i < 4; i++)
    if (parts[i] == V_ABSENT) parts[i] = V_NONE;
  Value made = obj_call(vm, from_obj(obj_type(&p->header)), parts, 4);
  if (made != V_ABSENT && is_kind(made, KIND_PROPERTY)) replace(vm, &as_property(made)->name, retain(p->name));
  return made;
}

static Value property_getter(VM *vm, Value *args, uint32_t argc) { (void)argc; return property_copy(vm, args[0], args[1], V_ABSENT, V_ABSENT); }
static Value property_setter(VM *vm, Value *args, uint32_t argc) { (void)argc; return property_copy(vm, args[0], V_ABSENT, args[1], V_ABSENT); }
static Value property_deleter(VM *vm, Value *args, uint32_t argc) { (void)argc; return property_copy(vm, args[0], V_ABSENT, V_ABSENT, args[1]); }

static Value property_set_name(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  if (!args_no_keywords(vm, "__set_name__", kwnames)) return V_ABSENT;
  if (argc != 3) return raise_type(vm, "__set_name__() takes 2 positional arguments but %u were given", argc - 1);
  replace(vm, &as_property(args[0])->name, retain(args[2]));
  return V_NONE;
}

static Value or_none(Value v) { return v == V_ABSENT ? V_NONE : retain(v); }
static Value property_fget(VM *vm, Value self) { (void)vm; return or_none(as_property(self)->get); }
static Value property_fset(VM *vm, Value self) { (void)vm; return or_none(as_property(self)->set); }
static Value property_fdel(VM *vm, Value self) { (void)vm; return or_none(as_property(self)->del); }
static Value property_doc(VM *vm, Value self) { (void)vm; return or_none(as_property(self)->doc); }

static bool property_assign_doc(VM *vm, Value self, Value v) {
  replace(vm, &as_property(self)->doc, retain(v));
  return true;
}

static Value property_name(VM *vm, Value self) {
  Value name = property_known_name(vm, as_property(self));
  if (name == V_ABSENT && !has_error(vm)) attribute_error(vm, self, vm->names.dunder_name);
  return name;
}

static bool property_assign_name(VM *vm, Value self, Value v) {
  replace(vm, &as_property(self)->name, retain(v));
  return true;
}

static int is_abstract(VM *vm, Value function) {
  if (function == V_ABSENT) return 0;
  Value v = obj_getattr_opt(vm, function, vm->names.dunder_isabstractmethod);
  if (v == V_ABSENT) return has_error(vm) ? -1 : 0;
  int truth = obj_truthy(vm, v);
  release(vm, v);
  return truth;
}

static Value property_abstract(VM *vm, Value self) {
  Property *p = as_property(self);
  int found = is_abstract(vm, p->get);
  if (!found) found = is_abstract(vm, p->set);
  if (!found) found = is_abstract(vm, p->del);
  return found < 0 ? V_ABSENT : from_bool(found);
}

static void property_free(VM *vm, Object *o) {
  Property *p = (Property *)o;
  Value *fields[] = {&p->get, &p->set, &p->del, &p->doc, &p->name};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) replace(vm, fields[i], V_ABSENT);
}

static void property_traverse(Object *o, VisitFn visit, void *arg) {
  Property *p = (Property *)o;
  const Value fields[] = {p->get, p->set, p->del, p->doc, p->name};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) visit(arg, fields[i]);
}

static const NativeDef property_methods[] = {
  {"getter", "($self, fget, /)", property_getter, 0, "Descriptor to obtain a copy of the property with a different getter."},
  {"setter", "($self, fset, /)", property_setter, 0, "Descriptor to obtain a copy of the property with a different setter."},
  {"deleter", "($self, fdel, /)", property_deleter, 0, "Descriptor to obtain a copy of the property with a different deleter."},
  {"__set_name__", "($self, owner, name, /)", NATIVE_RAW(property_set_name), NATIVE_KW, "Method to set name of a property."},
  {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef property_getset[] = {
  {"fget", property_fget, NULL, NULL}, {"fset", property_fset, NULL, NULL}, {"fdel", property_fdel, NULL, NULL},
  {"__doc__", property_doc, property_assign_doc, NULL}, {"__name__", property_name, property_assign_name, NULL},
  {"__isabstractmethod__", property_abstract, NULL, NULL}, {NULL, NULL, NULL, NULL}};
const TypeSpec property_spec = {
  .name = "property", .kind = KIND_PROPERTY, .flags = TYPE_GC | TYPE_BASE, .basicsize = sizeof(Property),
  .methods = property_methods, .getset = property_getset,
  .doc = "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n"
         "    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring",
  .slots = {.new = property_new, .init = property_init, .descr_get = property_get, .descr_set = property_set,
            .free = property_free, .traverse = property_traverse}};
