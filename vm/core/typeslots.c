// SPDX-License-Identifier: MIT
// typeslots.c - dunder methods and slots: the table that joins them, the functions by which C calls script's dunders, inheritance.
//
// A class made by script gets, for every slot, one of: nothing (no dunder along the MRO); the function of a type in C, when what is
// found along the MRO is that type's own wrapper; else the function here that looks the dunder up on the type and calls it.
// Reflected operators follow CPython: one function serves both directions and asks the operands' types which of them it stands for.
#include "vm/core/typeslots.h"

// ---- calling a dunder

static Value type_dunder_get(VM *vm, Value self, Str *name) { return type_lookup_get(vm, type_of_get(vm, self), name); }

static bool is_plain_method(Value f) { return is_heap(f) && type_has(obj_type(as_obj(f)), TYPE_METHOD_DESCR); }

// Calls `f`, found on the type of `self`, with `self` before the arguments.
static Value call_bound(VM *vm, Value f, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value buffer[8], *all = buffer, result;
  uint32_t total = argc + (kwnames ? (uint32_t)kwnames->len : 0);
  if (!is_plain_method(f)) {
    Value bound = attr_bind(vm, retain(f), self, type_of_get(vm, self));
    if (bound == V_ABSENT) return V_ABSENT;
    result = obj_call_kw(vm, bound, args, argc, kwnames);
    release(vm, bound);
    return result;
  }
  size_t size = (total + 1) * sizeof(Value);
  if (size > sizeof buffer && !(all = vm_alloc(vm, size))) return V_ABSENT;
  all[0] = self;
  if (total) memcpy(all + 1, args, total * sizeof(Value));
  retain(f);
  result = obj_call_kw(vm, f, all, argc + 1, kwnames);
  release(vm, f);
  if (all != buffer) vm_dealloc(vm, all, size);
  return result;
}

static Value call_dunder(VM *vm, Value self, Str *name, const Value *args, uint32_t argc) {
  Value f = type_dunder_get(vm, self, name);
  if (f == V_ABSENT) return raise(vm, EXC_AttributeError, "%U", name);
  return call_bound(vm, f, self, args, argc, NULL);
}

// ---- the functions behind the slots of script classes

#define UNARY(name) static Value script_##name(VM *vm, Value self) { return call_dunder(vm, self, vm->names.dunder_##name, NULL, 0); }
UNARY(repr) UNARY(str) UNARY(next) UNARY(index) UNARY(int) UNARY(float) UNARY(neg) UNARY(pos) UNARY(invert) UNARY(abs)
UNARY(await) UNARY(aiter) UNARY(anext)

static Value script_getitem(VM *vm, Value self, Value key) { return call_dunder(vm, self, vm->names.dunder_getitem, &key, 1); }

static Value script_iter(VM *vm, Value self) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_iter);
  if (f == V_NONE || f == V_ABSENT) return raise_type(vm, "'%T' object is not iterable", self);
  return call_bound(vm, f, self, NULL, 0, NULL);
}

static bool script_hash(VM *vm, Value self, int64_t *hash) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_hash);
  if (f == V_NONE || f == V_ABSENT) return slot_hash_none(vm, self, hash);
  Value r = call_bound(vm, f, self, NULL, 0, NULL);
  if (r == V_ABSENT) return false;
  bool ok = is_integer(r);
  if (!ok) raise_type(vm, "__hash__ method should return an integer");
  if (ok && !int_to_i64(r, hash)) ok = int_hash(r, hash);
  if (ok && *hash == -1) *hash = -2;
  release(vm, r);
  return ok;
}

static Str *compare_name(VM *vm, CmpOp op) {
  const Names *n = &vm->names;
  Str *const names[] = {n->dunder_lt, n->dunder_le, n->dunder_eq, n->dunder_ne, n->dunder_gt, n->dunder_ge};
  return names[op];
}

static Value script_compare(VM *vm, Value a, Value b, CmpOp op) {
  Value f = type_dunder_get(vm, a, compare_name(vm, op));
  if (f == V_ABSENT) return V_NOTIMPL;
  if (!recursion_enter(vm, " in comparison")) return V_ABSENT;
  Value r = call_bound(vm, f, a, &b, 1, NULL);
  recursion_leave(vm);
  return r;
}

static Value script_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_call);
  if (f == V_ABSENT) return raise_type(vm, "'%T' object is not callable", self);
  return call_bound(vm, f, self, args, argc, kwnames);
}

static bool script_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_init);
  if (f == V_ABSENT) return raise(vm, EXC_AttributeError, "__init__"), false;
  Value r = call_bound(vm, f, self, args, argc, kwnames);
  if (r == V_NONE || r == V_ABSENT) return r == V_NONE;
  raise_type(vm, "__init__() should return None, not '%T'", r);
  release(vm, r);
  return false;
}

static Value script_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  uint32_t total = argc + (kwnames ? (uint32_t)kwnames->len : 0);
  Value buffer[8], *all = buffer;
  size_t size = (total + 1) * sizeof(Value);
  Value f = type_attr_get(vm, from_obj(type), vm->names.dunder_new);
  if (f == V_ABSENT) return V_ABSENT;
  if (size > sizeof buffer && !(all = vm_alloc(vm, size))) {
    release(vm, f);
    return V_ABSENT;
  }
  all[0] = from_obj(type);
  if (total) memcpy(all + 1, args, total * sizeof(Value));
  Value r = obj_call_kw(vm, f, all, argc + 1, kwnames);
  if (all != buffer) vm_dealloc(vm, all, size);
  release(vm, f);
  return r;
}

// __getattr__ is asked after __getattribute__ has given up.
static Value script_getattr(VM *vm, Value self, Str *name) {
  Type *type = type_of_get(vm, self);
  Value getattribute = type_lookup_get(vm, type, vm->names.dunder_getattribute), arg = from_obj(name), r;
  Value hook = retain(type_lookup_get(vm, type, vm->names.dunder_getattr));
  Wrapper *wrapper = is_heap(getattribute) && obj_type(as_obj(getattribute)) == vm->types.wrapper_descriptor ? (Wrapper *)as_obj(getattribute) : NULL;
  if (hook != V_ABSENT && wrapper && wrapper->owner->slots.getattr == object_attr_get) r = object_attr_get_opt(vm, self, name);
  else if (wrapper) r = wrapper->owner->slots.getattr(vm, self, name);
  else r = call_bound(vm, getattribute, self, &arg, 1, NULL);
  if (r == V_ABSENT && hook != V_ABSENT && (!has_error(vm) || error_clear_if(vm, EXC_AttributeError)))
    r = call_bound(vm, hook, self, &arg, 1, NULL);
  release(vm, hook);
  return r;
}

static bool done(VM *vm, Value r) {
  if (r == V_ABSENT) return false;
  release(vm, r);
  return true;
}

static bool script_setattr(VM *vm, Value self, Str *name, Value v) {
  Value args[] = {from_obj(name), v};
  if (v == V_ABSENT) return done(vm, call_dunder(vm, self, vm->names.dunder_delattr, args, 1));
  return done(vm, call_dunder(vm, self, vm->names.dunder_setattr, args, 2));
}

static bool script_setitem(VM *vm, Value self, Value key, Value v) {
  Value args[] = {key, v};
  if (v == V_ABSENT) return done(vm, call_dunder(vm, self, vm->names.dunder_delitem, args, 1));
  return done(vm, call_dunder(vm, self, vm->names.dunder_setitem, args, 2));
}

static bool script_descr_set(VM *vm, Value self, Value instance, Value v) {
  Value args[] = {instance, v};
  if (v == V_ABSENT) return done(vm, call_dunder(vm, self, vm->names.dunder_delete, args, 1));
  return done(vm, call_dunder(vm, self, vm->names.dunder_set, args, 2));
}

static Value script_descr_get(VM *vm, Value self, Value instance, Type *owner) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_get);
  if (f == V_ABSENT) return retain(self);
  Value args[] = {instance == V_ABSENT ? V_NONE : instance, owner ? from_obj(owner) : V_NONE};
  return call_bound(vm, f, self, args, 2, NULL);
}

static int64_t script_len(VM *vm, Value self) {
  Value r = call_dunder(vm, self, vm->names.dunder_len, NULL, 0);
  if (r == V_ABSENT) return -1;
  Value n = obj_index(vm, r);
  release(vm, r);
  if (n == V_ABSENT) return -1;
  int64_t len = -1;
  if (int_sign(n) < 0) raise_value(vm, "__len__() should return >= 0");
  else if (!int_to_i64(n, &len)) raise(vm, EXC_OverflowError, "cannot fit 'int' into an index-sized integer"), len = -1;
  release(vm, n);
  return len;
}

static int script_truthy(VM *vm, Value self) {
  Value r = call_dunder(vm, self, vm->names.dunder_bool, NULL, 0);
  if (is_bool(r)) return r == V_TRUE;
  if (r == V_ABSENT) return -1;
  raise_type(vm, "__bool__ should return bool, returned %T", r);
  release(vm, r);
  return -1;
}

static int script_contains(VM *vm, Value self, Value item) {
  Value f = type_dunder_get(vm, self, vm->names.dunder_contains);
  if (f == V_NONE) return raise_type(vm, "'%T' object is not a container", self), -1;
  if (f == V_ABSENT) return raise(vm, EXC_AttributeError, "__contains__"), -1;
  Value r = call_bound(vm, f, self, &item, 1, NULL);
  if (r == V_ABSENT) return -1;
  int truth = obj_truthy(vm, r);
  release(vm, r);
  return truth;
}

static Value script_finalize(VM *vm, Value self) {
  Value f = retain(type_dunder_get(vm, self, vm->names.dunder_del));
  if (f == V_ABSENT) return V_NONE;
  Value r = call_bound(vm, f, self, NULL, 0, NULL);
  if (r == V_ABSENT) error_unraisable(vm, NULL, f);
  release(vm, r);
  release(vm, f);
  return V_NONE;
}

static Value call_maybe(VM *vm, Value self, Str *name, Value other) {
  Value f = type_dunder_get(vm, self, name);
  return f == V_ABSENT ? V_NOTIMPL : call_bound(vm, f, self, &other, 1, NULL);
}

static bool overrides(VM *vm, Type *type, Type *base, Str *name) {
  Value mine = type_lookup_get(vm, type, name);
  return mine != V_ABSENT && mine != type_lookup_get(vm, base, name);
}

static Value script_binary(VM *vm, Value a, Value b, int op, BinaryFn fn, Str *name, Str *rname) {
  Type *ta = type_of_get(vm, a), *tb = type_of_get(vm, b);
  bool other = ta != tb && tb->slots.binary[op] == fn;
  if (ta->slots.binary[op] == fn) {
    if (other && type_is_subtype(tb, ta) && overrides(vm, tb, ta, rname)) {
      Value r = call_maybe(vm, b, rname, a);
      if (r != V_NOTIMPL) return r;
      other = false;
    }
    Value r = call_maybe(vm, a, name, b);
    if (r != V_NOTIMPL || ta == tb) return r;
  }
  return other ? call_maybe(vm, b, rname, a) : V_NOTIMPL;
}

#define BINARY(OP, name) \
  static Value script_##name(VM *vm, Value a, Value b) { \
    return script_binary(vm, a, b, BIN_##OP, script_##name, vm->names.dunder_##name, vm->names.dunder_r##name); \
  } \
  static Value script_i##name(VM *vm, Value a, Value b) { return call_dunder(vm, a, vm->names.dunder_i##name, &b, 1); }
BINARY(ADD, add) BINARY(SUB, sub) BINARY(MUL, mul) BINARY(TRUEDIV, truediv) BINARY(FLOORDIV, floordiv) BINARY(MOD, mod)
BINARY(POW, pow) BINARY(MATMUL, matmul) BINARY(LSHIFT, lshift) BINARY(RSHIFT, rshift) BINARY(AND, and) BINARY(OR, or) BINARY(XOR, xor)

static Value script_pow3(VM *vm, Value a, Value b, Value mod) {
  Value f = type_dunder_get(vm, a, vm->names.dunder_pow), args[] = {b, mod};
  return f == V_ABSENT ? V_NOTIMPL : call_bound(vm, f, a, args, 2, NULL);
}

bool slot_hash_none(VM *vm, Value self, int64_t *hash) {
  (void)hash;
  raise_type(vm, "unhashable type: '%T'", self);
  return false;
}

// ---- the table: dunders of one slot stand together

#define AT(field) offsetof(Slots, field)
#define FN(f) ((SlotFn)(f))
#define NUMBER(OP, n, symbol) \
  {"__" #n "__", WRAP_BINARY, BIN_##OP, AT(binary[BIN_##OP]), FN(script_##n), "Return self" symbol "value."}, \
  {"__r" #n "__", WRAP_REFLECTED, BIN_##OP, AT(binary[BIN_##OP]), FN(script_##n), "Return value" symbol "self."}, \
  {"__i" #n "__", WRAP_BINARY, BIN_##OP, AT(inplace[BIN_##OP]), FN(script_i##n), "Return self" symbol "=value."}

const SlotDef slot_defs[] = {
  {"__repr__", WRAP_UNARY, 0, AT(repr), FN(script_repr), "Return repr(self)."},
  {"__hash__", WRAP_HASH, 0, AT(hash), FN(script_hash), "Return hash(self)."},
  {"__str__", WRAP_UNARY, 0, AT(str), FN(script_str), "Return str(self)."},
  {"__lt__", WRAP_COMPARE, CMP_LT, AT(compare), FN(script_compare), "Return self<value."},
  {"__le__", WRAP_COMPARE, CMP_LE, AT(compare), FN(script_compare), "Return self<=value."},
  {"__eq__", WRAP_COMPARE, CMP_EQ, AT(compare), FN(script_compare), "Return self==value."},
  {"__ne__", WRAP_COMPARE, CMP_NE, AT(compare), FN(script_compare), "Return self!=value."},
  {"__gt__", WRAP_COMPARE, CMP_GT, AT(compare), FN(script_compare), "Return self>value."},
  {"__ge__", WRAP_COMPARE, CMP_GE, AT(compare), FN(script_compare), "Return self>=value."},
  {"__call__", WRAP_CALL, 0, AT(call), FN(script_call), "Call self as a function."},
  {"__getattribute__", WRAP_GETATTR, 0, AT(getattr), FN(script_getattr), "Return getattr(self, name)."},
  {"__getattr__", WRAP_HOOK, 0, AT(getattr), FN(script_getattr), NULL},
  {"__setattr__", WRAP_SETATTR, 0, AT(setattr), FN(script_setattr), "Implement setattr(self, name, value)."},
  {"__delattr__", WRAP_DELATTR, 0, AT(setattr), FN(script_setattr), "Implement delattr(self, name)."},
  {"__iter__", WRAP_UNARY, 0, AT(iter), FN(script_iter), "Implement iter(self)."},
  {"__next__", WRAP_NEXT, 0, AT(next), FN(script_next), "Implement next(self)."},
  {"__len__", WRAP_LEN, 0, AT(len), FN(script_len), "Return len(self)."},
  {"__bool__", WRAP_BOOL, 0, AT(truthy), FN(script_truthy), "True if self else False"},
  {"__getitem__", WRAP_GETITEM, 0, AT(getitem), FN(script_getitem), "Return self[key]."},
  {"__setitem__", WRAP_SETITEM, 0, AT(setitem), FN(script_setitem), "Set self[key] to value."},
  {"__delitem__", WRAP_DELITEM, 0, AT(setitem), FN(script_setitem), "Delete self[key]."},
  {"__contains__", WRAP_CONTAINS, 0, AT(contains), FN(script_contains), "Return bool(key in self)."},
  {"__index__", WRAP_UNARY, 0, AT(index), FN(script_index), "Return self converted to an integer, if self is suitable for use as an index into a list."},
  {"__int__", WRAP_UNARY, 0, AT(as_int), FN(script_int), "int(self)"},
  {"__float__", WRAP_UNARY, 0, AT(as_float), FN(script_float), "float(self)"},
  {"__get__", WRAP_DESCR_GET, 0, AT(descr_get), FN(script_descr_get), "Return an attribute of instance, which is of type owner."},
  {"__set__", WRAP_DESCR_SET, 0, AT(descr_set), FN(script_descr_set), "Set an attribute of instance to value."},
  {"__delete__", WRAP_DESCR_DELETE, 0, AT(descr_set), FN(script_descr_set), "Delete an attribute of instance."},
  {"__init__", WRAP_INIT, 0, AT(init), FN(script_init), "Initialize self.  See help(type(self)) for accurate signature."},
  {"__new__", WRAP_NEW, 0, AT(new), FN(script_new), "Create and return a new object.  See help(type) for accurate signature."},
  {"__await__", WRAP_UNARY, 0, AT(await), FN(script_await), "Return an iterator to be used in await expression."},
  {"__aiter__", WRAP_UNARY, 0, AT(aiter), FN(script_aiter), "Return an awaitable, that resolves in asynchronous iterator."},
  {"__anext__", WRAP_UNARY, 0, AT(anext), FN(script_anext), "Return a value or raise StopAsyncIteration."},
  {"__del__", WRAP_DEL, 0, AT(finalize), FN(script_finalize), "Called when the instance is about to be destroyed."},
  {"__neg__", WRAP_UNARY, 0, AT(unary[UN_NEG]), FN(script_neg), "-self"},
  {"__pos__", WRAP_UNARY, 0, AT(unary[UN_POS]), FN(script_pos), "+self"},
  {"__invert__", WRAP_UNARY, 0, AT(unary[UN_INVERT]), FN(script_invert), "~self"},
  {"__abs__", WRAP_UNARY, 0, AT(unary[UN_ABS]), FN(script_abs), "abs(self)"},
  NUMBER(ADD, add, "+"),
  NUMBER(SUB, sub, "-"),
  NUMBER(MUL, mul, "*"),
  NUMBER(TRUEDIV, truediv, "/"),
  NUMBER(FLOORDIV, floordiv, "//"),
  NUMBER(MOD, mod, "%"),
  {"__pow__", WRAP_POW, BIN_POW, AT(binary[BIN_POW]), FN(script_pow), "Return pow(self, value, mod)."},
  {"__rpow__", WRAP_RPOW, BIN_POW, AT(binary[BIN_POW]), FN(script_pow), "Return pow(value, self, mod)."},
  {"__ipow__", WRAP_BINARY, BIN_POW, AT(inplace[BIN_POW]), FN(script_ipow), "Return self**=value."},
  NUMBER(MATMUL, matmul, "@"),
  NUMBER(LSHIFT, lshift, "<<"),
  NUMBER(RSHIFT, rshift, ">>"),
  NUMBER(AND, and, "&"),
  NUMBER(OR, or, "|"),
  NUMBER(XOR, xor, "^"),
  {NULL, 0, 0, 0, NULL, NULL}
};

static Str *def_name(VM *vm, const SlotDef *def) { return str_intern(vm, def->name, strlen(def->name)); }

// ---- types in C

void slots_inherit_native(Type *type, const Type *base) {
  Slots *mine = &type->slots;
  const Slots *theirs = &base->slots;
  bool compares = mine->compare != NULL;
  if (compares && !mine->hash) mine->hash = slot_hash_none;
  SlotFn *to = (SlotFn *)mine;
  const SlotFn *from = (const SlotFn *)theirs;
  for (size_t i = 0; i < sizeof *mine / sizeof *to; i++)
    if (!to[i]) to[i] = from[i];
}

bool slots_concat_kind(const Type *type) {
  switch ((Kind)type->kind) {
    case KIND_LIST: case KIND_TUPLE: case KIND_STR: case KIND_BYTES: case KIND_BYTEARRAY: return true;
    default: return type_has(type, TYPE_SEQUENCE);
  }
}

static Value wrapper_new(VM *vm, Type *owner, const SlotDef *def) {
  Wrapper *wrapper = object_new(vm, vm->types.wrapper_descriptor, sizeof *wrapper);
  if (!wrapper) return V_ABSENT;
  incref(&owner->header);
  wrapper->owner = owner;
  wrapper->def = def;
  return from_obj(wrapper);
}

Value slot_wrapper_new(VM *vm, Type *type, const SlotDef *def) {
  return def->wrap == WRAP_NEW ? slot_new_native(vm, type) : wrapper_new(vm, type, def);
}

void slots_set_flags(Type *type) {
  type->flags &= ~(uint32_t)(TYPE_PLAIN_GETATTR | TYPE_PLAIN_SETATTR | TYPE_HAS_DEL);
  if (type->slots.getattr == object_attr_get) type->flags |= TYPE_PLAIN_GETATTR;
  if (type->slots.setattr == object_attr_set) type->flags |= TYPE_PLAIN_SETATTR;
  if (type->slots.finalize) type->flags |= TYPE_HAS_DEL;
}

// ---- script classes

static Wrapper *as_wrapper(VM *vm, Value v) {
  return is_heap(v) && obj_type(as_obj(v)) == vm->types.wrapper_descriptor ? (Wrapper *)as_obj(v) : NULL;
}

// The function of a type in C that `v`, found as a dunder of `type`, stands for; NULL: it needs a call.
static SlotFn native_behind(VM *vm, Type *type, const SlotDef *def, Value v) {
  if (def->wrap == WRAP_NEW) {
    Type *owner = slot_new_owner_get(v);
    return owner ? (SlotFn)owner->slots.new : NULL;
  }
  if (def->wrap == WRAP_HASH && v == V_NONE) return (SlotFn)slot_hash_none;
  Wrapper *wrapper = as_wrapper(vm, v);
  if (!wrapper || wrapper->def->offset != def->offset || wrapper->def->wrap != def->wrap) return NULL;
  return wrapper->def->arg == def->arg && type_is_subtype(type, wrapper->owner) ? slot_fn(&wrapper->owner->slots, def) : NULL;
}

// One slot: the rows from `def` on that share its offset. Gives the row after them.
static const SlotDef *slot_compute(VM *vm, Type *type, const SlotDef *def) {
  SlotFn native = NULL, script = NULL;
  const SlotDef *first = def;
  bool by_call = false;
  for (; def->name && def->offset == first->offset; def++) {
    Str *name = def_name(vm, def);
    Value v = name ? type_lookup_get(vm, type, name) : V_ABSENT;
    if (name) decref(vm, name);
    else error_clear(vm);
    if (v == V_ABSENT) continue;
    SlotFn fn = native_behind(vm, type, def, v);
    if (!fn || (native && fn != native)) by_call = true;
    native = fn;
    script = def->script;
  }
  *slot_place(&type->slots, first) = by_call ? script : native;
  return def;
}

static void pow3_compute(VM *vm, Type *type) {
  Value v = type_lookup_get(vm, type, vm->names.dunder_pow);
  Wrapper *wrapper = as_wrapper(vm, v);
  if (v == V_ABSENT) type->slots.pow3 = NULL;
  else type->slots.pow3 = wrapper && type_is_subtype(type, wrapper->owner) ? wrapper->owner->slots.pow3 : script_pow3;
}

static void init_function_compute(VM *vm, Type *type) {
  Value init = type_lookup_get(vm, type, vm->names.dunder_init);
  type->init_function = is_kind(init, KIND_FUNCTION) ? init : V_ABSENT;
}

void slots_compute(VM *vm, Type *type) {
  type->slots.free = type->base->slots.free;
  type->slots.traverse = type->base->slots.traverse;
  type->slots.send = type->base->slots.send;
  for (const SlotDef *def = slot_defs; def->name;) def = slot_compute(vm, type, def);
  pow3_compute(vm, type);
  init_function_compute(vm, type);
  slots_set_flags(type);
}

static void name_changed(VM *vm, Type *type, const SlotDef *def) {
  slot_compute(vm, type, def);
  if (def->wrap == WRAP_POW) pow3_compute(vm, type);
  if (def->wrap == WRAP_INIT) init_function_compute(vm, type);
  slots_set_flags(type);
  Value key, value;
  for (uint32_t pos = 0; type->subclasses && dict_step(type->subclasses, &pos, &key, &value);)
    name_changed(vm, (Type *)(uintptr_t)as_int(key), def);
}

void slots_name_changed(VM *vm, Type *type, Str *name) {
  if (name->len < 5 || name->kind != 1 || name->data[0] != '_' || name->data[1] != '_') return;
  const SlotDef *first = slot_defs;
  for (const SlotDef *def = slot_defs; def->name; def++) {
    if (def->offset != first->offset) first = def;
    if (!str_is(name, def->name)) continue;
    name_changed(vm, type, first);
    return;
  }
}

void type_modified(VM *vm, Type *type) {
  type_invalidate(vm, type);
  if (!type_has(type, TYPE_HEAP)) return;
  slots_compute(vm, type);
  Value key, value;
  for (uint32_t pos = 0; type->subclasses && dict_step(type->subclasses, &pos, &key, &value);)
    type_modified(vm, (Type *)(uintptr_t)as_int(key));
}
