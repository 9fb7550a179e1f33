// SPDX-License-Identifier: MIT
// collections.c - module `_collections`: deque (deque.c), defaultdict, and what namedtuple and Counter need to be fast.
#include "stdlib/native/collections.h"

// ---- defaultdict

typedef struct DefaultDict { Dict dict; Value factory; } DefaultDict;

static const TypeSpec defaultdict_spec;
static inline DefaultDict *as_default(Value v) { return (DefaultDict *)as_obj(v); }
static inline bool is_default(Value v) { return is_heap(v) && obj_type(as_obj(v))->spec == &defaultdict_spec; }
static Value factory_of(Value v) { return as_default(v)->factory ? as_default(v)->factory : V_NONE; }

static bool default_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value factory = argc ? args[0] : V_NONE;
  if (factory != V_NONE && !obj_is_callable(vm, factory)) return raise_type(vm, "first argument must be callable or None"), false;
  replace(vm, &as_default(self)->factory, retain(factory));
  uint32_t skip = argc > 0;
  return dict_update_args(vm, "dict", as_dict(self), args + skip, argc - skip, kwnames);
}

static Value m_missing(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value factory = factory_of(args[0]);
  if (factory == V_NONE) {
    key_error(vm, args[1]);
    return V_ABSENT;
  }
  Value v = obj_call(vm, factory, NULL, 0);
  if (!v || dict_set(vm, as_dict(args[0]), args[1], v)) return v;
  release(vm, v);
  return V_ABSENT;
}

static Value default_repr(VM *vm, Value self) {
  Str *name = obj_type(as_obj(self))->name;
  Value items = dict_repr(vm, self), factory = V_ABSENT, text = V_ABSENT;
  if (!items) return V_ABSENT;
  ReprGuard guard;
  if (repr_enter(vm, &guard, &as_default(self)->factory)) {
    factory = obj_repr(vm, factory_of(self));
    repr_leave(vm, &guard);
  } else {
    factory = str_from_c(vm, "...");
  }
  if (factory) text = str_format_c(vm, "%U(%S, %S)", name, factory, items);
  release(vm, factory);
  release(vm, items);
  return text;
}

static Value copy_of(VM *vm, Value self) {
  return obj_call(vm, from_obj(obj_type(as_obj(self))), (Value[]){factory_of(self), self}, 2);
}

static Value m_copy(VM *vm, Value *args, uint32_t argc) { return (void)argc, copy_of(vm, args[0]); }

static Value default_or(VM *vm, Value a, Value b) {
  Value like = is_default(a) ? a : b, merged;
  if (!is_dict(a) || !is_dict(b)) return V_NOTIMPL;
  merged = obj_call(vm, from_obj(obj_type(as_obj(like))), (Value[]){factory_of(like), a}, 2);
  if (!merged || (is_dict(merged) && dict_update(vm, as_dict(merged), b))) return merged;
  release(vm, merged);
  return V_ABSENT;
}

static Value m_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value self = args[0], factory = factory_of(self), items = obj_call_method(vm, self, vm->names.items, NULL, 0);
  Value it = items ? obj_iter(vm, items) : V_ABSENT, result = V_ABSENT;
  Value init = factory == V_NONE ? retain_obj(vm->empty_tuple) : tuple_pack(vm, 1, factory);
  if (it && init) result = tuple_pack(vm, 5, from_obj(obj_type(as_obj(self))), init, V_NONE, V_NONE, it);
  release(vm, items);
  release(vm, it);
  release(vm, init);
  return result;
}

static Value get_factory(VM *vm, Value self) {
  (void)vm;
  return retain(factory_of(self));
}

static bool set_factory(VM *vm, Value self, Value v) {
  replace(vm, &as_default(self)->factory, v ? retain(v) : V_NONE);
  return true;
}

static void default_free(VM *vm, Object *o) {
  replace(vm, &((DefaultDict *)o)->factory, V_ABSENT);
  dict_slot_free(vm, o);
}

static void default_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((DefaultDict *)o)->factory);
  dict_slot_traverse(o, visit, arg);
}

static const NativeDef default_methods[] = {
  {"__missing__", "($self, key, /)", m_missing, 0,
   "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n"
   "  self[key] = value = self.default_factory()\n  return value"},
  {"copy", "($self, /)", m_copy, 0, "D.copy() -> a shallow copy of D."},
  {"__copy__", "($self, /)", m_copy, 0, "D.copy() -> a shallow copy of D."},
  {"__reduce__", "($self, /)", m_reduce, 0, "Return state information for pickling."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const GetSetDef default_getset[] = {
  {"default_factory", get_factory, set_factory, "Factory for default value called by __missing__()."},
  {NULL, NULL, NULL, NULL},
};

static const TypeSpec defaultdict_spec = {
  .name = "collections.defaultdict",
  .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
         "The default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\n"
         "A defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\n"
         "passed to the dict constructor, including keyword arguments.",
  .kind = KIND_DICT,
  .flags = TYPE_BASE | TYPE_GC | TYPE_MAPPING,
  .basicsize = sizeof(DefaultDict),
  .methods = default_methods,
  .getset = default_getset,
  .slots = {
    .repr = default_repr, .new = dict_slot_new, .init = default_init, .free = default_free, .traverse = default_traverse,
    .binary = {[BIN_OR] = default_or},
  },
};

// ---- _tuplegetter: the descriptor of a named tuple's field

typedef struct TupleGetter { Object header; int64_t index; Value doc; } TupleGetter;

static inline TupleGetter *as_getter(Value v) { return (TupleGetter *)as_obj(v); }

static Value getter_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  int64_t index;
  if (!args_bind(vm, "_tuplegetter", "(index, doc, /)", args, argc, kwnames, in) || !obj_index_i64(vm, in[0], &index)) return V_ABSENT;
  Value self = instance_new(vm, type);
  if (!self) return V_ABSENT;
  as_getter(self)->index = index;
  as_getter(self)->doc = retain(in[1]);
  return self;
}

static Value getter_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  int64_t index = as_getter(self)->index;
  if (!instance || instance == V_NONE) return retain(self);
  if (!is_tuple(instance)) return raise_type(vm, "descriptor for index '%ld' for tuple subclasses doesn't apply to '%T' object", index, instance);
  if ((uint64_t)index >= as_tuple(instance)->len) return raise(vm, EXC_IndexError, "tuple index out of range");
  return retain(as_tuple(instance)->items[index]);
}

static bool getter_set(VM *vm, Value self, Value instance, Value v) {
  (void)self, (void)instance;
  raise(vm, EXC_AttributeError, v ? "can't set attribute" : "can't delete attribute");
  return false;
}

static Value getter_repr(VM *vm, Value self) { return str_format_c(vm, "_tuplegetter(%ld, %R)", as_getter(self)->index, as_getter(self)->doc); }

static Value getter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value pack = tuple_pack(vm, 2, from_int(as_getter(args[0])->index), as_getter(args[0])->doc);
  Value result = pack ? tuple_pack(vm, 2, from_obj(obj_type(as_obj(args[0]))), pack) : V_ABSENT;
  release(vm, pack);
  return result;
}

static Value getter_get_doc(VM *vm, Value self) {
  (void)vm;
  return retain(as_getter(self)->doc);
}

static bool getter_set_doc(VM *vm, Value self, Value v) {
  replace(vm, &as_getter(self)->doc, v ? retain(v) : V_NONE);
  return true;
}

static void getter_free(VM *vm, Object *o) { replace(vm, &((TupleGetter *)o)->doc, V_ABSENT); }
static void getter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((TupleGetter *)o)->doc); }

static const NativeDef getter_methods[] = {
  {"__reduce__", "($self, /)", getter_reduce, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

static const GetSetDef getter_getset[] = {
  {"__doc__", getter_get_doc, getter_set_doc, NULL},
  {NULL, NULL, NULL, NULL},
};

static const TypeSpec getter_spec = {
  .name = "collections._tuplegetter",
  .flags = TYPE_GC,
  .basicsize = sizeof(TupleGetter),
  .methods = getter_methods,
  .getset = getter_getset,
  .slots = {.new = getter_new, .repr = getter_repr, .descr_get = getter_get, .descr_set = getter_set, .free = getter_free, .traverse = getter_traverse},
};

// ---- _count_elements(mapping, iterable): Counter's inner loop

static bool count_in_dict(VM *vm, Dict *d, Value key) {
  uint64_t hash;
  if (!dict_key_hash(vm, key, &hash)) return false;
  int64_t at = dict_position(vm, d, key, hash);
  if (at == -2) return false;
  if (at == -1) return dict_insert(vm, d, key, hash, from_int(1));
  Value *place = &d->entries[at].value, old = *place;
  if (is_int(old) && as_int(old) < V_INT_MAX) return *place = from_int(as_int(old) + 1), true;
  Value sum = obj_binary(vm, old, from_int(1), BIN_ADD);
  bool ok = sum && dict_insert(vm, d, key, hash, sum);
  release(vm, sum);
  return ok;
}

static bool count_generic(VM *vm, Value mapping, Value key) {
  Value old = obj_call_method(vm, mapping, vm->names.get, (Value[]){key, from_int(0)}, 2);
  Value sum = old ? obj_binary(vm, old, from_int(1), BIN_ADD) : V_ABSENT;
  release(vm, old);
  bool ok = sum && obj_setitem(vm, mapping, key, sum);
  release(vm, sum);
  return ok;
}

static Value f_count_elements(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value mapping = args[0], it = obj_iter(vm, args[1]), key;
  if (!it) return V_ABSENT;
  Type *type = type_of_get(vm, mapping);
  bool plain = is_dict(mapping) && type->slots.setitem == vm->types.dict->slots.setitem &&
               type_lookup_get(vm, type, vm->names.get) == type_lookup_get(vm, vm->types.dict, vm->names.get);
  bool ok = true;
  while (ok && (key = obj_next(vm, it))) {
    ok = plain ? count_in_dict(vm, as_dict(mapping), key) : count_generic(vm, mapping, key);
    release(vm, key);
  }
  release(vm, it);
  return ok && !has_error(vm) ? V_NONE : V_ABSENT;
}

static const NativeDef collections_functions[] = {
  {"_count_elements", "(mapping, iterable, /)", f_count_elements, 0, "Count elements in the iterable, updating the mapping"},
  {NULL, NULL, NULL, 0, NULL},
};

static bool collections_init(VM *vm, Module *m) {
  return deque_init_types(vm, m) && module_add_type(vm, m, type_from_spec(vm, &defaultdict_spec, vm->types.dict)) &&
         module_add_type(vm, m, type_from_spec(vm, &getter_spec, NULL));
}

const ModuleDef collections_module = {"_collections", "High performance data structures.", collections_functions, collections_init};
