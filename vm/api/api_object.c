// SPDX-License-Identifier: MIT
// api_object.c - what can be done with any value: attributes, items, iteration, operators, text.
#include "vm/api/api.h"

// ---- attributes

AsterValue aster_getattr(AsterVM *vm, AsterRef o, const char *name) { return own(obj_getattr_c(script(vm), val(o), name)); }

int aster_findattr(AsterVM *vm, AsterRef o, const char *name, AsterValue *out) {
  VM *c = script(vm);
  Str *key = name_of(c, name);
  *out = own(key ? obj_getattr_opt(c, val(o), key) : V_ABSENT);
  xdecref(c, key);
  return aster_ok(*out) ? 1 : has_error(c) ? -1 : 0;
}

static bool set_attribute(VM *vm, Value o, const char *name, Value v) {
  Str *key = name_of(vm, name);
  bool ok = key && obj_setattr(vm, o, key, v);
  xdecref(vm, key);
  return ok;
}

bool aster_setattr(AsterVM *vm, AsterRef o, const char *name, AsterRef v) { return set_attribute(script(vm), val(o), name, val(v)); }
bool aster_delattr(AsterVM *vm, AsterRef o, const char *name) { return set_attribute(script(vm), val(o), name, V_ABSENT); }

// ---- items

int64_t aster_len(AsterVM *vm, AsterRef o) { return obj_len(script(vm), val(o)); }
AsterValue aster_getitem(AsterVM *vm, AsterRef o, AsterRef key) { return own(obj_getitem(script(vm), val(o), val(key))); }
bool aster_setitem(AsterVM *vm, AsterRef o, AsterRef key, AsterRef v) { return obj_setitem(script(vm), val(o), val(key), val(v)); }
bool aster_delitem(AsterVM *vm, AsterRef o, AsterRef key) { return obj_delitem(script(vm), val(o), val(key)); }
int aster_contains(AsterVM *vm, AsterRef o, AsterRef item) { return obj_contains(script(vm), val(o), val(item)); }

AsterValue aster_at(AsterVM *vm, AsterRef o, int64_t index) {
  VM *c = script(vm);
  Value key = int_from_i64(c, index), v = key ? obj_getitem(c, val(o), key) : V_ABSENT;
  release(c, key);
  return own(v);
}

AsterValue aster_getkey(AsterVM *vm, AsterRef o, const char *key) {
  VM *c = script(vm);
  Str *name = name_of(c, key);
  Value v = name ? obj_getitem(c, val(o), from_obj(name)) : V_ABSENT;
  xdecref(c, name);
  return own(v);
}

bool aster_setkey(AsterVM *vm, AsterRef o, const char *key, AsterRef v) {
  VM *c = script(vm);
  Str *name = name_of(c, key);
  bool ok = name && obj_setitem(c, val(o), from_obj(name), val(v));
  xdecref(c, name);
  return ok;
}

bool aster_append(AsterVM *vm, AsterRef list, AsterRef item) {
  if (is_list(val(list))) return list_append(script(vm), as_list(val(list)), val(item));
  raise_type(script(vm), "a list is required, not %T", val(list));
  return false;
}

bool aster_dict_next(AsterVM *vm, AsterRef dict, uint32_t *pos, AsterRef *key, AsterRef *value) {
  (void)vm;
  return is_dict(val(dict)) && dict_step(as_dict(val(dict)), pos, &key->bits, &value->bits);
}

AsterValue aster_iter(AsterVM *vm, AsterRef o) { return own(obj_iter(script(vm), val(o))); }

int aster_next(AsterVM *vm, AsterRef iterator, AsterValue *out) {
  VM *c = script(vm);
  if (!is_heap(val(iterator)) || !obj_type(as_obj(val(iterator)))->slots.next) {
    raise_type(c, "'%T' object is not an iterator", val(iterator));
    return *out = aster_absent(), -1;
  }
  *out = own(obj_next(c, val(iterator)));
  return aster_ok(*out) ? 1 : has_error(c) ? -1 : 0;
}

// ---- operators

int aster_compare(AsterVM *vm, AsterRef a, AsterCompare op, AsterRef b) {
  VM *c = script(vm);
  Value v = obj_compare(c, val(a), val(b), (CmpOp)op);
  int truth = v ? obj_truthy(c, v) : -1;
  release(c, v);
  return truth;
}

AsterValue aster_operate(AsterVM *vm, AsterRef a, AsterOperator op, AsterRef b) {
  return own(obj_binary(script(vm), val(a), val(b), (int)op));
}

int aster_isinstance(AsterVM *vm, AsterRef o, AsterRef type_or_tuple) { return obj_isinstance(script(vm), val(o), val(type_or_tuple)); }
bool aster_hash(AsterVM *vm, AsterRef o, int64_t *out) { return obj_hash(script(vm), val(o), out); }
AsterValue aster_repr(AsterVM *vm, AsterRef o) { return own(obj_repr(script(vm), val(o))); }
AsterValue aster_text(AsterVM *vm, AsterRef o) { return own(obj_str(script(vm), val(o))); }

AsterValue aster_format(AsterVM *vm, AsterRef o, const char *spec) {
  VM *c = script(vm);
  AsterValue text = aster_str_new(vm, spec ? spec : "", SIZE_MAX);
  Value v = text.bits ? obj_format(c, val(o), text.bits) : V_ABSENT;
  release(c, text.bits);
  return own(v);
}
