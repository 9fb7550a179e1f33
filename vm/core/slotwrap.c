// SPDX-License-Identifier: MIT
// slotwrap.c - slots of types in C as methods for scripts: wrapper descriptors, bound method-wrappers, and builtin __new__.
#include "vm/core/typeslots.h"

// ---- calling a slot function with script arguments

static bool count_args(VM *vm, uint32_t argc, uint32_t min, uint32_t max) {
  if (argc >= min && argc <= max) return true;
  if (min == max) raise_type(vm, "expected %u argument%s, got %u", min, min == 1 ? "" : "s", argc);
  else if (argc < min) raise_type(vm, "expected at least %u argument%s, got %u", min, min == 1 ? "" : "s", argc);
  else raise_type(vm, "expected at most %u argument%s, got %u", max, max == 1 ? "" : "s", argc);
  return false;
}

static Str *name_arg(VM *vm, Value v) {
  if (is_str(v)) return attr_name_interned(vm, as_str(v));
  raise_type(vm, "attribute name must be string, not '%T'", v);
  return NULL;
}

// object.__setattr__ must not reach into classes, whose own way of setting keeps slots and caches true.
static bool setattr_fits(VM *vm, SetAttrFn fn, Value self, const char *what) {
  Type *type = type_of_get(vm, self);
  if (type->kind != KIND_TYPE || fn != object_attr_set) return true;
  raise_type(vm, "can't apply this %s to %N object", what, type);
  return false;
}

static Value none_if(bool ok) { return ok ? V_NONE : V_ABSENT; }

static Value wrap_attr(VM *vm, const SlotDef *def, SlotFn fn, Value self, const Value *args, uint32_t argc) {
  uint32_t wanted = def->wrap == WRAP_SETATTR ? 2 : 1;
  if (!count_args(vm, argc, wanted, wanted)) return V_ABSENT;
  if (def->wrap != WRAP_GETATTR && !setattr_fits(vm, (SetAttrFn)fn, self, def->name)) return V_ABSENT;
  Str *name = name_arg(vm, args[0]);
  if (!name) return V_ABSENT;
  Value r;
  if (def->wrap == WRAP_GETATTR) r = ((GetAttrFn)fn)(vm, self, name);
  else r = none_if(((SetAttrFn)fn)(vm, self, name, wanted == 2 ? args[1] : V_ABSENT));
  decref(vm, name);
  return r;
}

static Value wrap_next(VM *vm, SlotFn fn, Value self) {
  Value r = ((UnaryFn)fn)(vm, self);
  if (r == V_ABSENT && !has_error(vm)) raise_stop_iteration(vm, V_NONE);
  return r;
}

static Value wrap_len(VM *vm, SlotFn fn, Value self) {
  int64_t len = ((LenFn)fn)(vm, self);
  return len < 0 ? V_ABSENT : int_from_i64(vm, len);
}

static Value wrap_hash(VM *vm, SlotFn fn, Value self) {
  int64_t hash = 0;
  return ((HashFn)fn)(vm, self, &hash) ? int_from_i64(vm, hash) : V_ABSENT;
}

static Value wrap_descr_get(VM *vm, SlotFn fn, Value self, const Value *args, uint32_t argc) {
  Value instance = args[0] == V_NONE ? V_ABSENT : args[0];
  Value owner = argc < 2 || args[1] == V_NONE ? V_ABSENT : args[1];
  if (instance == V_ABSENT && owner == V_ABSENT) return raise_type(vm, "__get__(None, None) is invalid");
  Type *type = is_kind(owner, KIND_TYPE) ? (Type *)as_obj(owner) : instance != V_ABSENT ? type_of_get(vm, instance) : NULL;
  return ((DescrGetFn)fn)(vm, self, instance, type);
}

static Value wrap_pow(VM *vm, const SlotDef *def, Type *owner, SlotFn fn, Value self, const Value *args, uint32_t argc) {
  if (!count_args(vm, argc, 1, 2)) return V_ABSENT;
  Value a = def->wrap == WRAP_POW ? self : args[0], b = def->wrap == WRAP_POW ? args[0] : self;
  if (argc == 2 && args[1] != V_NONE) return owner->slots.pow3 ? owner->slots.pow3(vm, a, b, args[1]) : V_NOTIMPL;
  return ((BinaryFn)fn)(vm, a, b);
}

// Sequences have no number protocol in CPython: what they cannot add or repeat is an error at once.
static Value wrap_binary(VM *vm, const SlotDef *def, Type *owner, SlotFn fn, Value self, Value other) {
  bool reflected = def->wrap == WRAP_REFLECTED, sequence = owner->kind >= KIND_STR && owner->kind <= KIND_TUPLE;
  if (sequence && def->arg == BIN_MUL && !is_integer(other) && !type_of_get(vm, other)->slots.index)
    return raise_type(vm, "'%T' object cannot be interpreted as an integer", other);
  Value r = ((BinaryFn)fn)(vm, reflected ? other : self, reflected ? self : other);
  if (r != V_NOTIMPL || owner->kind < KIND_STR || owner->kind > KIND_TUPLE) return r;
  if (def->arg == BIN_ADD && def->offset == offsetof(Slots, binary[BIN_ADD]))
    return raise_type(vm, "can only concatenate %N (not \"%T\") to %N", owner, other, owner);
  return r;
}

static Value wrap_fixed(VM *vm, const SlotDef *def, Type *owner, SlotFn fn, Value self, const Value *args, uint32_t argc) {
  static const uint8_t wanted[] = {[WRAP_COMPARE] = 1, [WRAP_BINARY] = 1, [WRAP_REFLECTED] = 1, [WRAP_GETITEM] = 1, [WRAP_SETITEM] = 2,
                                   [WRAP_DELITEM] = 1, [WRAP_CONTAINS] = 1, [WRAP_DESCR_SET] = 2, [WRAP_DESCR_DELETE] = 1, [WRAP_HOOK] = 0};
  if (!count_args(vm, argc, wanted[def->wrap], wanted[def->wrap])) return V_ABSENT;
  int truth;
  switch ((WrapKind)def->wrap) {
    case WRAP_UNARY: case WRAP_DEL: return ((UnaryFn)fn)(vm, self);
    case WRAP_NEXT: return wrap_next(vm, fn, self);
    case WRAP_LEN: return wrap_len(vm, fn, self);
    case WRAP_HASH: return wrap_hash(vm, fn, self);
    case WRAP_COMPARE: return ((CompareFn)fn)(vm, self, args[0], (CmpOp)def->arg);
    case WRAP_BINARY: case WRAP_REFLECTED: return wrap_binary(vm, def, owner, fn, self, args[0]);
    case WRAP_GETITEM: return ((BinaryFn)fn)(vm, self, args[0]);
    case WRAP_SETITEM: return none_if(((SetItemFn)fn)(vm, self, args[0], args[1]));
    case WRAP_DELITEM: return none_if(((SetItemFn)fn)(vm, self, args[0], V_ABSENT));
    case WRAP_DESCR_SET: return none_if(((DescrSetFn)fn)(vm, self, args[0], args[1]));
    case WRAP_DESCR_DELETE: return none_if(((DescrSetFn)fn)(vm, self, args[0], V_ABSENT));
    case WRAP_BOOL: truth = ((PredicateFn)fn)(vm, self); break;
    default: truth = ((ContainsFn)fn)(vm, self, args[0]); break;
  }
  return truth < 0 ? V_ABSENT : from_bool(truth);
}

Value slot_wrapper_call(VM *vm, const SlotDef *def, Type *owner, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  SlotFn fn = slot_fn(&owner->slots, def);
  if (def->wrap == WRAP_CALL) return ((CallFn)fn)(vm, self, args, argc, kwnames);
  if (def->wrap == WRAP_INIT) return none_if(((InitFn)fn)(vm, self, args, argc, kwnames));
  if (kwnames && kwnames->len) return raise_type(vm, "wrapper %s() takes no keyword arguments", def->name);
  switch ((WrapKind)def->wrap) {
    case WRAP_GETATTR: case WRAP_SETATTR: case WRAP_DELATTR: return wrap_attr(vm, def, fn, self, args, argc);
    case WRAP_POW: case WRAP_RPOW: return wrap_pow(vm, def, owner, fn, self, args, argc);
    case WRAP_DESCR_GET: return count_args(vm, argc, 1, 2) ? wrap_descr_get(vm, fn, self, args, argc) : V_ABSENT;
    default: return wrap_fixed(vm, def, owner, fn, self, args, argc);
  }
}

// ---- wrapper_descriptor

static Wrapper *as_wrapper(Value v) { return (Wrapper *)as_obj(v); }

static Value wrapper_repr(VM *vm, Value self) {
  return str_format_c(vm, "<slot wrapper '%s' of '%N' objects>", as_wrapper(self)->def->name, as_wrapper(self)->owner);
}

static Value wrapper_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Wrapper *w = as_wrapper(self);
  if (!argc) return raise_type(vm, "descriptor '%s' of '%N' object needs an argument", w->def->name, w->owner);
  if (!type_is_subtype(type_of_get(vm, args[0]), w->owner))
    return raise_type(vm, "descriptor '%s' requires a '%N' object but received a '%T'", w->def->name, w->owner, args[0]);
  return slot_wrapper_call(vm, w->def, w->owner, args[0], args + 1, argc - 1, kwnames);
}

static Value wrapper_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  if (instance == V_ABSENT) return retain(self);
  Wrapper *w = as_wrapper(self);
  if (!type_is_subtype(type_of_get(vm, instance), w->owner))
    return raise_type(vm, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", w->def->name, w->owner, instance);
  MethodWrapper *bound = object_new(vm, vm->types.method_wrapper, sizeof *bound);
  if (!bound) return V_ABSENT;
  bound->wrapper = (Wrapper *)as_obj(retain(self));
  bound->self = retain(instance);
  if (gc_track(vm, &bound->header)) return from_obj(bound);
  decref(vm, bound);
  return V_ABSENT;
}

static Value wrapper_name(VM *vm, Value self) { return str_from_c(vm, as_wrapper(self)->def->name); }
static Value wrapper_qualname(VM *vm, Value self) {
  return str_format_c(vm, "%U.%s", as_wrapper(self)->owner->qualname, as_wrapper(self)->def->name);
}
static Value wrapper_doc(VM *vm, Value self) { return as_wrapper(self)->def->doc ? str_from_c(vm, as_wrapper(self)->def->doc) : V_NONE; }
static Value wrapper_objclass(VM *vm, Value self) { (void)vm; return retain_obj(as_wrapper(self)->owner); }
static void wrapper_free(VM *vm, Object *o) { CLEAR_REF(vm, ((Wrapper *)o)->owner); }

static Value reduce_to_getattr(VM *vm, Value owner, const char *name) {
  Value getattr = builtin_named(vm, "getattr"), text = getattr == V_ABSENT ? V_ABSENT : str_from_c(vm, name), result = V_ABSENT;
  Value args = text == V_ABSENT ? V_ABSENT : tuple_pack(vm, 2, owner, text);
  if (args != V_ABSENT) result = tuple_pack(vm, 2, getattr, args);
  release(vm, args);
  release(vm, text);
  release(vm, getattr);
  return result;
}

static Value wrapper_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return reduce_to_getattr(vm, from_obj(as_wrapper(args[0])->owner), as_wrapper(args[0])->def->name);
}

static const NativeDef wrapper_methods[] = {{"__reduce__", "($self, /)", wrapper_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef wrapper_getset[] = {
  {"__name__", wrapper_name, NULL, NULL}, {"__qualname__", wrapper_qualname, NULL, NULL}, {"__doc__", wrapper_doc, NULL, NULL},
  {"__objclass__", wrapper_objclass, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec wrapper_spec = {
  .name = "wrapper_descriptor", .kind = KIND_OTHER, .flags = TYPE_METHOD_DESCR, .basicsize = sizeof(Wrapper),
  .methods = wrapper_methods, .getset = wrapper_getset,
  .slots = {.repr = wrapper_repr, .call = wrapper_call, .descr_get = wrapper_get, .free = wrapper_free}};

// ---- method-wrapper

static MethodWrapper *as_bound(Value v) { return (MethodWrapper *)as_obj(v); }

static Value bound_repr(VM *vm, Value self) {
  MethodWrapper *m = as_bound(self);
  return str_format_c(vm, "<method-wrapper '%s' of %T object at %p>", m->wrapper->def->name, m->self, (void *)(uintptr_t)m->self);
}

static Value bound_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  MethodWrapper *m = as_bound(self);
  return slot_wrapper_call(vm, m->wrapper->def, m->wrapper->owner, m->self, args, argc, kwnames);
}

static Value bound_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || type_of_get(vm, b) != vm->types.method_wrapper) return V_NOTIMPL;
  bool same = as_bound(a)->wrapper == as_bound(b)->wrapper && as_bound(a)->self == as_bound(b)->self;
  return from_bool(same == (op == CMP_EQ));
}

static bool bound_hash(VM *vm, Value self, int64_t *hash) {
  (void)vm;
  MethodWrapper *m = as_bound(self);
  *hash = (int64_t)(((uint64_t)m->self >> 4 ^ (uint64_t)(uintptr_t)m->wrapper >> 3) & INT64_MAX);
  return true;
}

static Value bound_self(VM *vm, Value self) { (void)vm; return retain(as_bound(self)->self); }
static Value bound_name(VM *vm, Value self) { return wrapper_name(vm, from_obj(as_bound(self)->wrapper)); }
static Value bound_qualname(VM *vm, Value self) { return wrapper_qualname(vm, from_obj(as_bound(self)->wrapper)); }
static Value bound_doc(VM *vm, Value self) { return wrapper_doc(vm, from_obj(as_bound(self)->wrapper)); }
static Value bound_objclass(VM *vm, Value self) { return wrapper_objclass(vm, from_obj(as_bound(self)->wrapper)); }
static Value bound_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return reduce_to_getattr(vm, as_bound(args[0])->self, as_bound(args[0])->wrapper->def->name);
}
static void bound_free(VM *vm, Object *o) {
  MethodWrapper *m = (MethodWrapper *)o;
  CLEAR_REF(vm, m->wrapper);
  replace(vm, &m->self, V_ABSENT);
}
static void bound_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((MethodWrapper *)o)->self); }

static const NativeDef bound_methods[] = {{"__reduce__", "($self, /)", bound_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef bound_getset[] = {
  {"__self__", bound_self, NULL, NULL}, {"__name__", bound_name, NULL, NULL}, {"__qualname__", bound_qualname, NULL, NULL},
  {"__doc__", bound_doc, NULL, NULL}, {"__objclass__", bound_objclass, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec bound_spec = {
  .name = "method-wrapper", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(MethodWrapper), .methods = bound_methods,
  .getset = bound_getset,
  .slots = {.repr = bound_repr, .call = bound_call, .compare = bound_compare, .hash = bound_hash, .free = bound_free, .traverse = bound_traverse}};

// ---- __new__ of types in C

static Value bad_new(VM *vm, Type *owner, Type *type) {
  return raise_type(vm, "%N.__new__(%N): %N is not a subtype of %N", owner, type, type, owner);
}

// A base in C between the two with a `new` of its own must not be passed over.
static Value call_new(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Type *owner = (Type *)as_obj(args[0]);
  if (argc < 2) return raise_type(vm, "%N.__new__(): not enough arguments", owner);
  if (!is_kind(args[1], KIND_TYPE)) return raise_type(vm, "%N.__new__(X): X is not a type object (%T)", owner, args[1]);
  Type *type = (Type *)as_obj(args[1]);
  if (!type_is_subtype(type, owner)) return bad_new(vm, owner, type);
  if (!type->root) return raise_type(vm, "cannot create '%N' instances", type);  // its mro() is running
  Type *native = type;
  while (native && type_has(native, TYPE_HEAP)) native = native->base;
  if (native && native->slots.new != owner->slots.new)
    return raise_type(vm, "%N.__new__(%N) is not safe, use %N.__new__()", owner, type, native);
  return owner->slots.new(vm, type, args + 2, argc - 2, kwnames);
}

static const NativeDef new_def = {
  "__new__", "($type, *args, **kwargs)", NATIVE_RAW(call_new), NATIVE_KW,
  "Create and return a new object.  See help(type) for accurate signature."};

Value slot_new_native(VM *vm, Type *type) { return native_new(vm, &new_def, from_obj(type), NULL); }

Type *slot_new_owner_get(Value v) {
  if (!is_kind(v, KIND_NATIVE) || ((Native *)as_obj(v))->def != &new_def) return NULL;
  return (Type *)as_obj(((Native *)as_obj(v))->self);
}

bool slotwrap_types_init(VM *vm) {
  if (!(vm->types.wrapper_descriptor = type_from_spec(vm, &wrapper_spec, NULL))) return false;
  return (vm->types.method_wrapper = type_from_spec(vm, &bound_spec, NULL)) != NULL;
}
