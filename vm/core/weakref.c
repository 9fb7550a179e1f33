// SPDX-License-Identifier: MIT
// weakref.c - weak references and proxies: a list per object of those that must be told when it dies.
//
// The list starts in the object (Type.weak_offset). As in CPython the plain reference without callback comes first, the plain proxy
// next, and those with callbacks after them, newest first; the first two are shared by all who ask.
#include "vm/core/cycle.h"
#include "vm/core/typeslots.h"

static WeakRef *as_weakref(Value v) { return (WeakRef *)as_obj(v); }

static WeakRef **list_head(const Object *o) {
  const Type *type = obj_type(o);
  return type->weak_offset ? (WeakRef **)((char *)o + type->weak_offset) : NULL;
}

WeakRef *weakref_list_get(const Object *o) {
  WeakRef **head = list_head(o);
  return head ? *head : NULL;
}

static bool is_proxy_type(VM *vm, const Type *type) { return type == vm->types.weakproxy || type == vm->types.weakcallableproxy; }
static bool is_plain(VM *vm, const WeakRef *ref) { return ref->callback == V_ABSENT && obj_type(&ref->header) == vm->types.weakref; }
static bool is_plain_proxy(VM *vm, const WeakRef *ref) { return ref->callback == V_ABSENT && is_proxy_type(vm, obj_type(&ref->header)); }

static void link_after(WeakRef **head, WeakRef *previous, WeakRef *ref) {
  ref->prev = previous;
  ref->next = previous ? previous->next : *head;
  if (ref->next) ref->next->prev = ref;
  if (previous) previous->next = ref;
  else *head = ref;
}

static void unlink_ref(WeakRef *ref) {
  if (!ref->target) return;
  if (ref->prev) ref->prev->next = ref->next;
  else *list_head(ref->target) = ref->next;
  if (ref->next) ref->next->prev = ref->prev;
  ref->target = NULL;
  ref->prev = ref->next = NULL;
}

// Where a new one goes: behind the shared ones that it may not come before.
static WeakRef *place_for(VM *vm, WeakRef *first, bool plain_ref) {
  if (plain_ref) return NULL;
  WeakRef *previous = first && is_plain(vm, first) ? first : NULL;
  WeakRef *next = previous ? previous->next : first;
  return next && is_plain_proxy(vm, next) ? next : previous;
}

static WeakRef *shared_one(VM *vm, Type *type, WeakRef *first) {
  if (type == vm->types.weakref) return first && is_plain(vm, first) ? first : NULL;
  if (!is_proxy_type(vm, type)) return NULL;
  if (first && is_plain(vm, first)) first = first->next;
  return first && is_plain_proxy(vm, first) ? first : NULL;
}

Value weakref_new(VM *vm, Type *type, Value target, Value callback) {
  WeakRef **head = is_heap(target) ? list_head(as_obj(target)) : NULL;
  if (!head) return raise_type(vm, "cannot create weak reference to '%T' object", target);
  if (callback == V_NONE) callback = V_ABSENT;
  WeakRef *shared = callback == V_ABSENT ? shared_one(vm, type, *head) : NULL;
  if (shared && shared->header.rc) return retain_obj(shared);
  WeakRef *ref = object_new(vm, type, type->basicsize);
  if (!ref) return V_ABSENT;
  ref->callback = retain(callback);
  ref->hash = -1;
  ref->target = as_obj(target);
  link_after(head, place_for(vm, *head, callback == V_ABSENT && type == vm->types.weakref), ref);
  if (gc_track(vm, &ref->header)) return from_obj(ref);
  decref(vm, ref);
  return V_ABSENT;
}

Value weakref_get(VM *vm, Value v) {
  (void)vm;
  WeakRef *ref = as_weakref(v);
  return ref->target && ref->target->rc ? retain_obj(ref->target) : V_NONE;
}

// ---- the death of the target

bool weakref_detach_all(VM *vm, Object *o, List *callbacks) {
  WeakRef **head = list_head(o), *ref;
  bool ok = true;
  while (head && (ref = *head)) {
    unlink_ref(ref);
    Value callback = ref->callback;
    ref->callback = V_ABSENT;
    if (callback == V_ABSENT) continue;
    if (callbacks && ref->header.rc) ok = list_append(vm, callbacks, from_obj(ref)) && list_append(vm, callbacks, callback) && ok;
    release(vm, callback);
  }
  return ok;
}

static void run_callback(VM *vm, WeakRef *ref, Value callback) {
  Value self = from_obj(ref), r = obj_call(vm, callback, &self, 1);
  if (r == V_ABSENT) error_unraisable(vm, NULL, callback);
  release(vm, r);
}

void weakref_clear_all(VM *vm, Object *o) {
  WeakRef **head = list_head(o);
  while (*head && (*head)->callback == V_ABSENT) unlink_ref(*head);
  if (!*head) return;
  if (!(*head)->next && (*head)->header.rc) {
    WeakRef *ref = *head;
    Value callback = ref->callback;
    unlink_ref(ref);
    ref->callback = V_ABSENT;
    incref(&ref->header);
    run_callback(vm, ref, callback);
    release(vm, callback);
    decref(vm, ref);
    return;
  }
  Value pending = list_new(vm, 0);
  if (pending == V_ABSENT) error_clear(vm);
  if (!weakref_detach_all(vm, o, pending == V_ABSENT ? NULL : as_list(pending))) error_clear(vm);
  if (pending == V_ABSENT) return;
  for (size_t i = 0; i + 1 < as_list(pending)->len; i += 2)
    run_callback(vm, as_weakref(as_list(pending)->items[i]), as_list(pending)->items[i + 1]);
  release(vm, pending);
}

static void weakref_free(VM *vm, Object *o) {
  WeakRef *ref = (WeakRef *)o;
  unlink_ref(ref);
  replace(vm, &ref->callback, V_ABSENT);
}

static void weakref_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((WeakRef *)o)->callback); }

// ---- weakref.ref

static Value ref_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (type == vm->types.weakref && kwnames && kwnames->len) return raise_type(vm, "ref() takes no keyword arguments");
  if (argc < 1 || argc > 2)
    return raise_type(vm, "__new__ expected at %s %d argument%s, got %u", argc ? "most" : "least", argc ? 2 : 1, argc ? "s" : "", argc);
  return weakref_new(vm, type, args[0], argc == 2 ? args[1] : V_ABSENT);
}

static bool ref_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)self, (void)args, (void)kwnames;
  if (argc >= 1 && argc <= 2) return true;
  raise_type(vm, "__init__ expected at %s %d argument%s, got %u", argc ? "most" : "least", argc ? 2 : 1, argc ? "s" : "", argc);
  return false;
}

static Value ref_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (argc || (kwnames && kwnames->len)) return raise_type(vm, "weakref expected 0 arguments, got %u", argc);
  return weakref_get(vm, self);
}

static Value ref_repr(VM *vm, Value self) {
  Value target = weakref_get(vm, self), text;
  if (target == V_NONE) return str_format_c(vm, "<weakref at %p; dead>", (void *)(uintptr_t)self);
  Value name = obj_getattr_opt(vm, target, vm->names.dunder_name);
  if (has_error(vm)) error_clear(vm);
  if (is_str(name))
    text = str_format_c(vm, "<weakref at %p; to '%T' at %p (%U)>", (void *)(uintptr_t)self, target, (void *)(uintptr_t)target, as_str(name));
  else text = str_format_c(vm, "<weakref at %p; to '%T' at %p>", (void *)(uintptr_t)self, target, (void *)(uintptr_t)target);
  release(vm, name);
  release(vm, target);
  return text;
}

static bool ref_hash(VM *vm, Value self, int64_t *hash) {
  WeakRef *ref = as_weakref(self);
  if (ref->hash == -1) {
    Value target = weakref_get(vm, self);
    if (target == V_NONE) return raise_type(vm, "weak object has gone away"), false;
    int64_t h;
    bool ok = obj_hash(vm, target, &h);
    release(vm, target);
    if (!ok) return false;
    ref->hash = h;
  }
  *hash = ref->hash;
  return true;
}

static bool is_ref(VM *vm, Value v) { return is_heap(v) && type_is_subtype(obj_type(as_obj(v)), vm->types.weakref); }

static Value ref_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_ref(vm, a) || !is_ref(vm, b)) return V_NOTIMPL;
  Value x = weakref_get(vm, a), y = weakref_get(vm, b), r;
  if (x == V_NONE || y == V_NONE) r = from_bool((a == b) == (op == CMP_EQ));
  else r = obj_compare(vm, x, y, op);
  release(vm, x);
  release(vm, y);
  return r;
}

static Value ref_callback(VM *vm, Value self) {
  (void)vm;
  Value callback = as_weakref(self)->callback;
  return callback == V_ABSENT ? V_NONE : retain(callback);
}

static const NativeDef ref_methods[] = {
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef ref_getset[] = {{"__callback__", ref_callback, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec ref_spec = {
  .name = "weakref.ReferenceType", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE, .basicsize = sizeof(WeakRef), .methods = ref_methods,
  .getset = ref_getset,
  .slots = {.new = ref_new, .init = ref_init, .call = ref_call, .repr = ref_repr, .hash = ref_hash, .compare = ref_compare,
            .free = weakref_free, .traverse = weakref_traverse}};

// ---- proxies: every operation is passed on to the target

static Value proxy_target(VM *vm, Value v) {
  if (!is_heap(v) || !is_proxy_type(vm, obj_type(as_obj(v)))) return retain(v);
  Value target = weakref_get(vm, v);
  return target == V_NONE ? raise(vm, EXC_ReferenceError, "weakly-referenced object no longer exists") : target;
}

#define ON_TARGET(type, failed, expression) \
  Value target = proxy_target(vm, self); \
  if (target == V_ABSENT) return failed; \
  type result = expression; \
  release(vm, target); \
  return result

static Value proxy_repr(VM *vm, Value self) {
  Value target = weakref_get(vm, self);
  Value text = target == V_NONE ? str_format_c(vm, "<weakproxy at %p; dead>", (void *)(uintptr_t)self)
                                : str_format_c(vm, "<weakproxy at %p; to '%T' at %p>", (void *)(uintptr_t)self, target, (void *)(uintptr_t)target);
  release(vm, target);
  return text;
}

static Value proxy_str(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_str(vm, target)); }
static Value proxy_getattr(VM *vm, Value self, Str *name) { ON_TARGET(Value, V_ABSENT, obj_getattr(vm, target, name)); }
static bool proxy_setattr(VM *vm, Value self, Str *name, Value v) { ON_TARGET(bool, false, obj_setattr(vm, target, name, v)); }
static int proxy_truthy(VM *vm, Value self) { ON_TARGET(int, -1, obj_truthy(vm, target)); }
static int64_t proxy_len(VM *vm, Value self) { ON_TARGET(int64_t, -1, obj_len(vm, target)); }
static Value proxy_getitem(VM *vm, Value self, Value key) { ON_TARGET(Value, V_ABSENT, obj_getitem(vm, target, key)); }
static bool proxy_setitem(VM *vm, Value self, Value key, Value v) {
  ON_TARGET(bool, false, v == V_ABSENT ? obj_delitem(vm, target, key) : obj_setitem(vm, target, key, v));
}
static int proxy_contains(VM *vm, Value self, Value item) { ON_TARGET(int, -1, obj_contains(vm, target, item)); }
static Value proxy_iter(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_iter(vm, target)); }
static Value proxy_next(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_next(vm, target)); }
static Value proxy_index(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_index(vm, target)); }
static Value proxy_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  ON_TARGET(Value, V_ABSENT, obj_call_kw(vm, target, args, argc, kwnames));
}
static Value proxy_int(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_call(vm, from_obj(vm->types.int_), &target, 1)); }
static Value proxy_float(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_call(vm, from_obj(vm->types.float_), &target, 1)); }
static bool proxy_hash(VM *vm, Value self, int64_t *hash) { return slot_hash_none(vm, self, hash); }
static Value proxy_neg(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_unary(vm, target, UN_NEG)); }
static Value proxy_pos(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_unary(vm, target, UN_POS)); }
static Value proxy_invert(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_unary(vm, target, UN_INVERT)); }
static Value proxy_abs(VM *vm, Value self) { ON_TARGET(Value, V_ABSENT, obj_unary(vm, target, UN_ABS)); }

static Value proxy_binary(VM *vm, Value a, Value b, int op) {
  Value x = proxy_target(vm, a), y = x == V_ABSENT ? V_ABSENT : proxy_target(vm, b);
  Value r = y == V_ABSENT ? V_ABSENT : obj_binary(vm, x, y, op);
  release(vm, x);
  release(vm, y);
  return r;
}

static Value proxy_compare(VM *vm, Value a, Value b, CmpOp op) {
  Value x = proxy_target(vm, a), y = x == V_ABSENT ? V_ABSENT : proxy_target(vm, b);
  Value r = y == V_ABSENT ? V_ABSENT : obj_compare(vm, x, y, op);
  release(vm, x);
  release(vm, y);
  return r;
}

#define OP(NAME) \
  static Value proxy_##NAME(VM *vm, Value a, Value b) { return proxy_binary(vm, a, b, BIN_##NAME); } \
  static Value proxy_i##NAME(VM *vm, Value a, Value b) { return proxy_binary(vm, a, b, BIN_##NAME | BIN_INPLACE); }
OP(ADD) OP(SUB) OP(MUL) OP(TRUEDIV) OP(FLOORDIV) OP(MOD) OP(POW) OP(MATMUL) OP(LSHIFT) OP(RSHIFT) OP(AND) OP(OR) OP(XOR)
#undef OP

static Value proxy_reversed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value self = args[0];
  ON_TARGET(Value, V_ABSENT, obj_call(vm, from_obj(vm->types.reversed), &target, 1));
}

static Value proxy_bytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value self = args[0];
  ON_TARGET(Value, V_ABSENT, obj_call(vm, from_obj(vm->types.bytes), &target, 1));
}

#define OP(NAME) [BIN_##NAME] = proxy_##NAME
#define IOP(NAME) [BIN_##NAME] = proxy_i##NAME
#define PROXY_SLOTS \
  .repr = proxy_repr, .str = proxy_str, .hash = proxy_hash, .compare = proxy_compare, .getattr = proxy_getattr, .setattr = proxy_setattr, \
  .iter = proxy_iter, .next = proxy_next, .len = proxy_len, .truthy = proxy_truthy, .getitem = proxy_getitem, .setitem = proxy_setitem, \
  .contains = proxy_contains, .index = proxy_index, .as_int = proxy_int, .as_float = proxy_float, .free = weakref_free, \
  .traverse = weakref_traverse, \
  .binary = {OP(ADD), OP(SUB), OP(MUL), OP(TRUEDIV), OP(FLOORDIV), OP(MOD), OP(POW), OP(MATMUL), OP(LSHIFT), OP(RSHIFT), OP(AND), OP(OR), OP(XOR)}, \
  .inplace = {IOP(ADD), IOP(SUB), IOP(MUL), IOP(TRUEDIV), IOP(FLOORDIV), IOP(MOD), IOP(POW), IOP(MATMUL), IOP(LSHIFT), IOP(RSHIFT), IOP(AND), IOP(OR), IOP(XOR)}, \
  .unary = {[UN_NEG] = proxy_neg, [UN_POS] = proxy_pos, [UN_INVERT] = proxy_invert, [UN_ABS] = proxy_abs}

static const NativeDef proxy_methods[] = {
  {"__reversed__", "($self, /)", proxy_reversed, 0, NULL}, {"__bytes__", "($self, /)", proxy_bytes, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec proxy_spec = {
  .name = "weakref.ProxyType", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(WeakRef), .methods = proxy_methods,
  .slots = {PROXY_SLOTS}};
static const TypeSpec callable_proxy_spec = {
  .name = "weakref.CallableProxyType", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(WeakRef),
  .methods = proxy_methods, .slots = {PROXY_SLOTS, .call = proxy_call}};

bool weakref_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->weakref = type_from_spec(vm, &ref_spec, NULL)) && (t->weakproxy = type_from_spec(vm, &proxy_spec, NULL)) &&
         (t->weakcallableproxy = type_from_spec(vm, &callable_proxy_spec, NULL));
}
