// SPDX-License-Identifier: MIT
// super.c - super: attributes of the classes after a given one in an object's order.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

static Super *as_super(Value v) { return (Super *)as_obj(v); }

// Whose order is searched: the object itself when it is a class derived from `type`, else the object's class; what it says is its
// __class__ counts too. Owned; NULL: TypeError.
static Type *order_owner(VM *vm, Type *type, Value o) {
  if (is_kind(o, KIND_TYPE) && type_is_subtype((Type *)as_obj(o), type)) return (Type *)as_obj(retain(o));
  Type *own = type_of_get(vm, o);
  if (type_is_subtype(own, type)) return (Type *)as_obj(retain_obj(own));
  Value claimed = obj_getattr_opt(vm, o, vm->names.dunder_class);
  if (has_error(vm)) return NULL;
  if (is_kind(claimed, KIND_TYPE) && as_obj(claimed) != &own->header && type_is_subtype((Type *)as_obj(claimed), type)) return (Type *)as_obj(claimed);
  release(vm, claimed);
  bool is_type = is_kind(o, KIND_TYPE);
  raise_type(vm, "super(type, obj): obj (%s %N) is not an instance or subtype of type (%N).", is_type ? "type" : "instance of",
             is_type ? (Type *)as_obj(o) : own, type);
  return NULL;
}

static Value lookup_after_get(VM *vm, const Type *type, const Type *owner, Str *name) {
  const Tuple *mro = owner->mro;
  if (!mro) return V_ABSENT;
  size_t i = 0;
  while (i < mro->len && as_obj(mro->items[i]) != &type->header) i++;
  for (i++; i < mro->len; i++) {
    Value v;
    if (!type_own_find(vm, (Type *)as_obj(mro->items[i]), name, &v) || v != V_ABSENT) return v;
  }
  return V_ABSENT;
}

static Value lookup_after(VM *vm, const Type *type, const Type *owner, Str *name) { return retain(lookup_after_get(vm, type, owner, name)); }

static Value bind_found(VM *vm, Value found, Value o, Type *owner) {
  return attr_bind(vm, found, o == from_obj(owner) ? V_ABSENT : o, owner);
}

static COLD Value no_attribute(VM *vm, Value self, Str *name) {
  return raise_attribute(vm, self, name, "'super' object has no attribute '%U'", name);
}

static Value super_object(VM *vm, Type *cls, Type *type, Value o);

Value super_getattr(VM *vm, Value start, Value o, Str *name) {
  if (!is_kind(start, KIND_TYPE)) return raise_type(vm, "super() argument 1 must be a type, not %T", start);
  Type *type = (Type *)as_obj(start), *owner = order_owner(vm, type, o);
  if (!owner) return V_ABSENT;
  Value found = name == vm->names.dunder_class ? V_ABSENT : lookup_after(vm, type, owner, name);
  Value result = V_ABSENT;
  if (found != V_ABSENT) {
    result = bind_found(vm, found, o, owner);
  } else if (!has_error(vm)) {
    Value self = super_object(vm, vm->types.super, type, o);
    if (self != V_ABSENT) {
      result = object_attr_get_opt(vm, self, name);
      if (result == V_ABSENT && !has_error(vm)) no_attribute(vm, self, name);
      release(vm, self);
    }
  }
  decref(vm, owner);
  return result;
}

static Value super_attr(VM *vm, Value self, Str *name) {
  Super *s = as_super(self);
  if (s->object_type && name != vm->names.dunder_class) {
    Type *owner = s->object_type;
    Value o = retain(s->object);
    incref(&owner->header);
    Value found = lookup_after(vm, s->type, owner, name);
    if (found != V_ABSENT) found = bind_found(vm, found, o, owner);
    bool done = found != V_ABSENT || has_error(vm);
    release(vm, o);
    decref(vm, owner);
    if (done) return found;
  }
  return object_attr_get(vm, self, name);
}

Value super_function_get(VM *vm, Value super, Str *name, Value *object) {
  const Super *s = as_super(super);
  if (!s->object_type || s->object == from_obj(s->object_type) || name == vm->names.dunder_class) return V_ABSENT;
  Value found = lookup_after_get(vm, s->type, s->object_type, name);
  if (found == V_ABSENT || !is_heap(found) || !type_has(obj_type(as_obj(found)), TYPE_METHOD_DESCR)) return V_ABSENT;
  *object = s->object;
  return found;
}

// ---- construction

static Value super_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool super_set(VM *vm, Super *s, Type *type, Value o) {
  Type *owner = NULL;
  if (o != V_ABSENT && !(owner = order_owner(vm, type, o))) return false;
  Type *old_type = s->type, *old_owner = s->object_type;
  incref(&type->header);
  s->type = type;
  s->object_type = owner;
  replace(vm, &s->object, retain(o));
  xdecref(vm, old_type);
  xdecref(vm, old_owner);
  return true;
}

static Value super_object(VM *vm, Type *cls, Type *type, Value o) {
  Value self = instance_new(vm, cls);
  if (self == V_ABSENT || super_set(vm, as_super(self), type, o)) return self;
  release(vm, self);
  return V_ABSENT;
}

static Value first_argument(Frame *frame) {
  const Code *code = frame->code;
  Value v = frame_regs(frame)[0];
  for (uint32_t i = 0; i < code->ncells; i++)
    if (code->cells[i] == 0 && is_kind(v, KIND_CELL)) return ((Cell *)as_obj(v))->v;
  return v;
}

static Type *class_of_frame(VM *vm, Frame *frame) {
  const Code *code = frame->code;
  for (uint32_t i = 0; i < code->nfrees; i++) {
    if (code->frees[i] != vm->names.dunder_class) continue;
    Value v = ((Cell *)as_obj(frame_function(frame)->closure->items[i]))->v;
    if (is_kind(v, KIND_TYPE)) return (Type *)as_obj(v);
    if (v == V_ABSENT) raise(vm, EXC_RuntimeError, "super(): empty __class__ cell");
    else raise(vm, EXC_RuntimeError, "super(): __class__ is not a type (%T)", v);
    return NULL;
  }
  raise(vm, EXC_RuntimeError, "super(): __class__ cell not found");
  return NULL;
}

static bool super_from_frame(VM *vm, Super *s) {
  Frame *frame = vm->thread.frame;
  if (!frame) return raise(vm, EXC_RuntimeError, "super(): no current frame"), false;
  if (!frame->code->nparams) return raise(vm, EXC_RuntimeError, "super(): no arguments"), false;
  Value first = first_argument(frame);
  if (first == V_ABSENT) return raise(vm, EXC_RuntimeError, "super(): arg[0] deleted"), false;
  Type *type = class_of_frame(vm, frame);
  if (!type) return false;
  retain(first);
  bool ok = super_set(vm, s, type, first);
  release(vm, first);
  return ok;
}

static bool super_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (kwnames && kwnames->len) return raise_type(vm, "super() takes no keyword arguments"), false;
  if (argc > 2) return raise_type(vm, "super() expected at most 2 arguments, got %u", argc), false;
  if (!argc) return super_from_frame(vm, as_super(self));
  if (!is_kind(args[0], KIND_TYPE)) return raise_type(vm, "super() argument 1 must be a type, not %T", args[0]), false;
  Value o = argc == 2 && args[1] != V_NONE ? args[1] : V_ABSENT;
  return super_set(vm, as_super(self), (Type *)as_obj(args[0]), o);
}

// ---- the rest

static Value super_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  Super *s = as_super(self);
  if (instance == V_ABSENT || instance == V_NONE || s->object != V_ABSENT) return retain(self);
  if (obj_type(&s->header) == vm->types.super) return super_object(vm, vm->types.super, s->type, instance);
  Value args[] = {from_obj(s->type), instance};
  return obj_call(vm, from_obj(obj_type(&s->header)), args, 2);
}

static Value super_repr(VM *vm, Value self) {
  Super *s = as_super(self);
  if (!s->type) return str_from_c(vm, "<super: <class 'NULL'>, NULL>");
  if (s->object_type) return str_format_c(vm, "<super: <class '%N'>, <%N object>>", s->type, s->object_type);
  return str_format_c(vm, "<super: <class '%N'>, NULL>", s->type);
}

static Value or_none(Object *o) { return o ? retain_obj(o) : V_NONE; }
static Value super_thisclass(VM *vm, Value self) { (void)vm; return or_none((Object *)as_super(self)->type); }
static Value super_self_class(VM *vm, Value self) { (void)vm; return or_none((Object *)as_super(self)->object_type); }
static Value super_self(VM *vm, Value self) {
  (void)vm;
  return as_super(self)->object == V_ABSENT ? V_NONE : retain(as_super(self)->object);
}

static void super_free(VM *vm, Object *o) {
  Super *s = (Super *)o;
  replace(vm, &s->object, V_ABSENT);
  CLEAR_REF(vm, s->object_type);
  CLEAR_REF(vm, s->type);
}

static void super_traverse(Object *o, VisitFn visit, void *arg) {
  Super *s = (Super *)o;
  visit(arg, s->object);
  if (s->type) visit(arg, from_obj(s->type));
  if (s->object_type) visit(arg, from_obj(s->object_type));
}

static const GetSetDef super_getset[] = {
  {"__thisclass__", super_thisclass, NULL, "the class invoking super()"}, {"__self__", super_self, NULL, "the instance invoking super(); may be None"},
  {"__self_class__", super_self_class, NULL, "the type of the instance invoking super(); may be None"}, {NULL, NULL, NULL, NULL}};
static const TypeSpec super_spec = {
  .name = "super", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE, .basicsize = sizeof(Super), .getset = super_getset,
  .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n"
         "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
         "super(type, type2) -> bound super object; requires issubclass(type2, type)\n"
         "Typical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\n"
         "This works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
  .slots = {.new = super_new, .init = super_init, .repr = super_repr, .getattr = super_attr, .descr_get = super_get, .free = super_free,
            .traverse = super_traverse}};

bool super_types_init(VM *vm) { return (vm->types.super = type_from_spec(vm, &super_spec, NULL)) != NULL; }
