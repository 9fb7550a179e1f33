// SPDX-License-Identifier: MIT
// mappingproxy.c - types.MappingProxyType: a read-only view of a mapping, as which classes show their dict.
#include "vm/core/descr.h"
#include "vm/core/typeslots.h"

static Value inner(Value self) { return ((MappingProxy *)as_obj(self))->mapping; }

static bool is_proxy(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.mappingproxy; }

Value mappingproxy_new(VM *vm, Value mapping) {
  MappingProxy *p = object_new(vm, vm->types.mappingproxy, sizeof *p);
  if (!p) return V_ABSENT;
  p->mapping = retain(mapping);
  if (gc_track(vm, &p->header)) return from_obj(p);
  decref(vm, p);
  return V_ABSENT;
}

static Value proxy_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value mapping;
  if (!args_bind(vm, "mappingproxy", "(mapping)", args, argc, kwnames, &mapping)) return V_ABSENT;
  if (!type_of_get(vm, mapping)->slots.getitem || is_list(mapping) || is_tuple(mapping) || is_str(mapping))
    return raise_type(vm, "mappingproxy() argument must be a mapping, not %T", mapping);
  return mappingproxy_new(vm, mapping);
}

static Value proxy_repr(VM *vm, Value self) { return str_format_c(vm, "mappingproxy(%R)", inner(self)); }
static Value proxy_str(VM *vm, Value self) { return obj_str(vm, inner(self)); }
static bool proxy_hash(VM *vm, Value self, int64_t *hash) { return obj_hash(vm, inner(self), hash); }
static Value proxy_getitem(VM *vm, Value self, Value key) { return obj_getitem(vm, inner(self), key); }
static int64_t proxy_len(VM *vm, Value self) { return obj_len(vm, inner(self)); }
static Value proxy_iter(VM *vm, Value self) { return obj_iter(vm, inner(self)); }

static int proxy_contains(VM *vm, Value self, Value key) {
  if (!is_dict(inner(self))) return obj_contains(vm, inner(self), key);
  Value found;
  return dict_find(vm, as_dict(inner(self)), key, &found);
}

static Value proxy_compare(VM *vm, Value a, Value b, CmpOp op) {
  return obj_compare(vm, inner(a), is_proxy(vm, b) ? inner(b) : b, op);
}

static Value proxy_or(VM *vm, Value a, Value b) {
  return obj_binary(vm, is_proxy(vm, a) ? inner(a) : a, is_proxy(vm, b) ? inner(b) : b, BIN_OR);
}

static Value proxy_ior(VM *vm, Value a, Value b) {
  (void)b;
  return raise_type(vm, "'|=' is not supported by %T; use '|' instead", a);
}

static Value call_inner(VM *vm, Value self, const char *name, const Value *args, uint32_t argc) {
  Str *method = str_intern(vm, name, strlen(name));
  if (!method) return V_ABSENT;
  Value r = obj_call_method(vm, inner(self), method, args, argc);
  decref(vm, method);
  return r;
}

static Value proxy_get(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value pass[] = {args[1], args[2] == V_ABSENT ? V_NONE : args[2]};
  return call_inner(vm, args[0], "get", pass, 2);
}
static Value proxy_keys(VM *vm, Value *args, uint32_t argc) { (void)argc; return call_inner(vm, args[0], "keys", NULL, 0); }
static Value proxy_values(VM *vm, Value *args, uint32_t argc) { (void)argc; return call_inner(vm, args[0], "values", NULL, 0); }
static Value proxy_items(VM *vm, Value *args, uint32_t argc) { (void)argc; return call_inner(vm, args[0], "items", NULL, 0); }
static Value proxy_copy(VM *vm, Value *args, uint32_t argc) { (void)argc; return call_inner(vm, args[0], "copy", NULL, 0); }
static Value proxy_reversed(VM *vm, Value *args, uint32_t argc) { (void)argc; return call_inner(vm, args[0], "__reversed__", NULL, 0); }

static void proxy_free(VM *vm, Object *o) { replace(vm, &((MappingProxy *)o)->mapping, V_ABSENT); }
static void proxy_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((MappingProxy *)o)->mapping); }

static const NativeDef proxy_methods[] = {
  {"get", "($self, key, default=None, /)", proxy_get, 0, "Return the value for key if key is in the mapping, else default."},
  {"keys", "($self, /)", proxy_keys, 0, "a set-like object providing a view on the underlying mapping's keys"},
  {"values", "($self, /)", proxy_values, 0, "an object providing a view on the underlying mapping's values"},
  {"items", "($self, /)", proxy_items, 0, "a set-like object providing a view on the underlying mapping's items"},
  {"copy", "($self, /)", proxy_copy, 0, "a shallow copy of the underlying mapping"},
  {"__reversed__", "($self, /)", proxy_reversed, 0, "reverse iterator"},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec proxy_spec = {
  .name = "mappingproxy", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_MAPPING, .basicsize = sizeof(MappingProxy), .methods = proxy_methods,
  .doc = "Read-only proxy of a mapping.",
  .slots = {.new = proxy_make, .repr = proxy_repr, .str = proxy_str, .hash = proxy_hash, .compare = proxy_compare, .getitem = proxy_getitem,
            .len = proxy_len, .contains = proxy_contains, .iter = proxy_iter, .binary = {[BIN_OR] = proxy_or},
            .inplace = {[BIN_OR] = proxy_ior}, .free = proxy_free, .traverse = proxy_traverse}};

bool mappingproxy_types_init(VM *vm) { return (vm->types.mappingproxy = type_from_spec(vm, &proxy_spec, NULL)) != NULL; }
