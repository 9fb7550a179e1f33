// SPDX-License-Identifier: MIT
// attr.c - attribute access: instances, classes, and the obj_* entry points for any value.
//
// The order is Python's: a data descriptor on the type, the instance's own attribute, then whatever the type has. Names are
// interned here once, on the way in from obj_getattr and obj_setattr; below them they are compared by address.
#include "vm/core/typeslots.h"

Str *attr_name_interned(VM *vm, Str *name) {
  if (LIKELY(name->interned)) {
    incref(&name->header);
    return name;
  }
  if (name->header.shape == vm->types.str->root) return str_intern_steal(vm, as_str(retain_obj(name)));
  size_t len;
  const char *bytes = str_utf8_get(vm, name, &len);
  return bytes ? str_intern(vm, bytes, len) : NULL;
}

Value attr_bind(VM *vm, Value v_steal, Value o, Type *type) {
  if (!is_heap(v_steal)) return v_steal;
  DescrGetFn get = obj_type(as_obj(v_steal))->slots.descr_get;
  if (!get) return v_steal;
  Value r = get(vm, v_steal, o, type);
  release(vm, v_steal);
  return r;
}

static const Slots *slots_of(VM *vm, Value v) { return &type_of_get(vm, v)->slots; }

// ---- errors

COLD void attribute_error(VM *vm, Value o, Str *name) {
  if (is_kind(o, KIND_TYPE)) raise_attribute(vm, o, name, "type object '%N' has no attribute '%U'", (Type *)as_obj(o), name);
  else raise_attribute(vm, o, name, "'%T' object has no attribute '%U'", o, name);
}

static COLD bool cannot_set(VM *vm, Value o, Str *name, Value found) {
  Type *type = type_of_get(vm, o);
  bool own = type->slots_offset != 0;
  if (found != V_ABSENT && !own) raise_attribute(vm, o, name, "'%N' object attribute '%U' is read-only", type, name);
  else if (!own && type->slots.setattr == object_attr_set)
    raise_attribute(vm, o, name, "'%N' object has no attribute '%U' and no __dict__ for setting new attributes", type, name);
  else attribute_error(vm, o, name);
  return false;
}

// ---- instances

static Value own_attr(VM *vm, Value o, Str *name) {
  return is_heap(o) && as_obj(o)->shape->has_slots ? instance_get_own(vm, as_obj(o), name) : V_ABSENT;
}

Value object_attr_get_opt(VM *vm, Value o, Str *name) {
  Type *type = type_of_get(vm, o);
  Value found = type_lookup_get(vm, type, name);
  if (is_heap(found)) {
    const Slots *slots = &obj_type(as_obj(found))->slots;
    if (slots->descr_get && slots->descr_set) return attr_bind(vm, retain(found), o, type);
  } else if (found == V_ABSENT && has_error(vm)) {
    return V_ABSENT;
  }
  retain(found);
  Value own = own_attr(vm, o, name);
  if (own == V_ABSENT) return found == V_ABSENT || has_error(vm) ? found : attr_bind(vm, found, o, type);
  release(vm, found);
  return own;
}

Value object_attr_get(VM *vm, Value o, Str *name) {
  Value v = object_attr_get_opt(vm, o, name);
  if (UNLIKELY(v == V_ABSENT) && !has_error(vm)) attribute_error(vm, o, name);
  return v;
}

bool object_attr_set(VM *vm, Value o, Str *name, Value v) {
  Type *type = type_of_get(vm, o);
  Value found = type_lookup_get(vm, type, name);
  if (is_heap(found) && slots_of(vm, found)->descr_set) {
    retain(found);
    bool ok = slots_of(vm, found)->descr_set(vm, found, o, v);
    release(vm, found);
    return ok;
  }
  if (found == V_ABSENT && has_error(vm)) return false;
  if (!is_heap(o) || !as_obj(o)->shape->has_slots) return cannot_set(vm, o, name, found);
  if (instance_set_own(vm, as_obj(o), name, v)) return true;
  if (!has_error(vm)) attribute_error(vm, o, name);
  return false;
}

// ---- classes

Value type_attr_get_opt(VM *vm, Value self, Str *name) {
  Type *type = (Type *)as_obj(self), *meta = obj_type(as_obj(self));
  Value of_meta = type_lookup_get(vm, meta, name);
  if (is_heap(of_meta)) {
    const Slots *slots = slots_of(vm, of_meta);
    if (slots->descr_get && slots->descr_set) return attr_bind(vm, retain(of_meta), self, meta);
  }
  Value own = type_lookup_get(vm, type, name);
  if (own != V_ABSENT) return attr_bind(vm, retain(own), V_ABSENT, type);
  return of_meta == V_ABSENT || has_error(vm) ? V_ABSENT : attr_bind(vm, retain(of_meta), self, meta);
}

Value type_attr_get(VM *vm, Value self, Str *name) {
  Value v = type_attr_get_opt(vm, self, name);
  if (v == V_ABSENT && !has_error(vm)) attribute_error(vm, self, name);
  return v;
}

static bool type_store(VM *vm, Type *type, Str *name, Value v) {
  type_invalidate(vm, type);
  if (v == V_ABSENT) {
    int found = dict_remove(vm, type->dict, from_obj(name), NULL);
    if (found == 0) attribute_error(vm, from_obj(type), name);
    if (found != 1) return false;
  } else {
    Value old = retain(dict_get_name(vm, type->dict, name));
    bool ok = dict_set_name(vm, type->dict, name, v);
    type_invalidate(vm, type);
    if (ok) slots_name_changed(vm, type, name);
    release(vm, old);
    return ok;
  }
  type_invalidate(vm, type);
  slots_name_changed(vm, type, name);
  return true;
}

bool type_attr_set(VM *vm, Value self, Str *name, Value v) {
  Type *type = (Type *)as_obj(self), *meta = obj_type(as_obj(self));
  if (type_has(type, TYPE_IMMUTABLE)) {
    raise_type(vm, "cannot set '%U' attribute of immutable type '%N'", name, type);
    return false;
  }
  Value found = type_lookup_get(vm, meta, name);
  if (is_heap(found) && slots_of(vm, found)->descr_set) {
    retain(found);
    bool ok = slots_of(vm, found)->descr_set(vm, found, self, v);
    release(vm, found);
    return ok;
  }
  return !(found == V_ABSENT && has_error(vm)) && type_store(vm, type, name, v);
}

// ---- any value

// An AttributeError from anywhere below that does not say of what: it is told.
static COLD Value complete_error(VM *vm, Value o, Str *name) {
  if (!error_is(vm, EXC_AttributeError)) return V_ABSENT;
  Exception *e = as_exception(vm->thread.exc);
  if (e->nfields < ATTRIBUTE_ERROR_FIELDS || e->fields[ATTRIBUTE_ERROR_NAME] != V_ABSENT || e->fields[ATTRIBUTE_ERROR_OBJ] != V_ABSENT)
    return V_ABSENT;
  e->fields[ATTRIBUTE_ERROR_NAME] = retain_obj(name);
  e->fields[ATTRIBUTE_ERROR_OBJ] = retain(o);
  return V_ABSENT;
}

static Value getattr_interned(VM *vm, Value o, Str *name) {
  Value v = slots_of(vm, o)->getattr(vm, o, name);
  return LIKELY(v != V_ABSENT) ? v : complete_error(vm, o, name);
}

Value obj_getattr(VM *vm, Value o, Str *name) {
  if (LIKELY(name->interned)) return getattr_interned(vm, o, name);
  Str *interned = attr_name_interned(vm, name);
  if (!interned) return V_ABSENT;
  Value v = getattr_interned(vm, o, interned);
  decref(vm, interned);
  return v;
}

Value obj_getattr_opt(VM *vm, Value o, Str *name) {
  Str *interned = attr_name_interned(vm, name);
  if (!interned) return V_ABSENT;
  GetAttrFn get = slots_of(vm, o)->getattr;
  Value v;
  if (get == object_attr_get) v = object_attr_get_opt(vm, o, interned);
  else if (get == type_attr_get) v = type_attr_get_opt(vm, o, interned);
  else v = get(vm, o, interned);
  decref(vm, interned);
  if (v == V_ABSENT && has_error(vm)) error_clear_if(vm, EXC_AttributeError);
  return v;
}

bool obj_setattr(VM *vm, Value o, Str *name, Value v) {
  Str *interned = attr_name_interned(vm, name);
  if (!interned) return false;
  bool ok = slots_of(vm, o)->setattr(vm, o, interned, v);
  decref(vm, interned);
  return ok;
}

Value obj_getattr_c(VM *vm, Value o, const char *name) {
  Str *interned = str_intern(vm, name, strlen(name));
  if (!interned) return V_ABSENT;
  Value v = getattr_interned(vm, o, interned);
  decref(vm, interned);
  return v;
}
