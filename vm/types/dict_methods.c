// SPDX-License-Identifier: MIT
// dict_methods.c - the type dict: its protocols, operators and methods.
#include "vm/core/vm.h"

static bool is_exact_dict(VM *vm, Value v) { return is_heap(v) && as_obj(v)->shape == vm->types.dict->root; }

// ---- items

// d[key] for a key that is not there: __missing__ of a subclass, else KeyError.
static Value missing(VM *vm, Value d, Value key) {
  if (!is_exact_dict(vm, d)) {
    Value v = obj_call_special(vm, d, vm->names.dunder_missing, &key, 1);
    if (v || has_error(vm)) return v;
  }
  key_error(vm, key);
  return V_ABSENT;
}

Value dict_getitem(VM *vm, Value self, Value key) {
  Value v;
  int found = dict_find(vm, as_dict(self), key, &v);
  if (LIKELY(found > 0)) return retain(v);
  return found < 0 ? V_ABSENT : missing(vm, self, key);
}

static bool dict_setitem(VM *vm, Value self, Value key, Value v) {
  if (v) return dict_set(vm, as_dict(self), key, v);
  int removed = dict_remove(vm, as_dict(self), key, NULL);
  if (removed == 0) key_error(vm, key);
  return removed > 0;
}

static int dict_contains(VM *vm, Value self, Value key) {
  Value v;
  return dict_find(vm, as_dict(self), key, &v);
}

static int64_t dict_len(VM *vm, Value self) {
  (void)vm;
  return as_dict(self)->used;
}

static Value dict_iter_slot(VM *vm, Value self) { return dict_iter_new(vm, vm->types.dict_iter, self); }

Value dict_repr(VM *vm, Value self) {
  Dict *d = as_dict(self);
  if (d->used == 0) return str_from_c(vm, "{}");
  ReprGuard guard;
  if (!repr_enter(vm, &guard, d)) return str_from_c(vm, "{...}");
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_char(&sb, '{');
  bool ok = true;
  Value key, value;
  for (uint32_t pos = 0, n = 0; ok && dict_step(d, &pos, &key, &value); n++) {
    retain(key);
    retain(value);
    if (n) sb_ascii(&sb, ", ", 2);
    ok = sb_value_repr(&sb, key);
    sb_ascii(&sb, ": ", 2);
    ok = ok && sb_value_repr(&sb, value);
    release(vm, key);
    release(vm, value);
  }
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_char(&sb, '}');
  return sb_finish(&sb);
}

static Value dict_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_dict(a) || !is_dict(b)) return V_NOTIMPL;
  bool equal;
  if (!dict_equal(vm, as_dict(a), as_dict(b), &equal)) return V_ABSENT;
  return from_bool(equal == (op == CMP_EQ));
}

// ---- update

static bool update_mapping(VM *vm, Dict *d, Value mapping) {
  Value keys = obj_call_method(vm, mapping, vm->names.keys, NULL, 0);
  if (!keys) return false;
  Value it = obj_iter(vm, keys);
  release(vm, keys);
  if (!it) return false;
  Value key;
  bool ok = true;
  while (ok && (key = obj_next(vm, it))) {
    Value v = obj_getitem(vm, mapping, key);
    if (v) ok = dict_set_steal(vm, d, key, v);
    else release(vm, key), ok = false;
  }
  release(vm, it);
  return ok && !has_error(vm);
}

static bool update_pair(VM *vm, Dict *d, Value item, int64_t n) {
  if (is_heap(item) && as_obj(item)->shape == vm->shape.tuple && as_tuple(item)->len == 2)
    return dict_set(vm, d, as_tuple(item)->items[0], as_tuple(item)->items[1]);
  Value pair = sequence_tuple(vm, item);
  if (!pair) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "cannot convert dictionary update sequence element #%ld to a sequence", n);
    return false;
  }
  Tuple *t = as_tuple(pair);
  bool ok = t->len == 2;
  if (!ok) raise_value(vm, "dictionary update sequence element #%ld has length %zu; 2 is required", n, t->len);
  ok = ok && dict_set(vm, d, t->items[0], t->items[1]);
  release(vm, pair);
  return ok;
}

static bool update_pairs(VM *vm, Dict *d, Value pairs) {
  Value it = obj_iter(vm, pairs), item;
  if (!it) return false;
  bool ok = true;
  for (int64_t n = 0; ok && (item = obj_next(vm, it)); n++) {
    ok = update_pair(vm, d, item, n);
    release(vm, item);
  }
  release(vm, it);
  return ok && !has_error(vm);
}

bool dict_update(VM *vm, Dict *d, Value v) {
  if (is_dict(v) && (is_exact_dict(vm, v) || obj_type(as_obj(v))->slots.iter == dict_iter_slot))
    return dict_merge(vm, d, as_dict(v), true);
  Value keys = obj_getattr_opt(vm, v, vm->names.keys);
  if (!keys && has_error(vm)) return false;
  release(vm, keys);
  return keys ? update_mapping(vm, d, v) : update_pairs(vm, d, v);
}

bool dict_update_args(VM *vm, const char *name, Dict *d, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!args_count(vm, name, argc, 0, 1)) return false;
  if (argc && !dict_update(vm, d, args[0])) return false;
  for (size_t i = 0; kwnames && i < kwnames->len; i++)
    if (!dict_set(vm, d, kwnames->items[i], args[argc + i])) return false;
  return true;
}

static Value dict_or(VM *vm, Value a, Value b) {
  if (!is_dict(a) || !is_dict(b)) return V_NOTIMPL;
  Dict *d = dict_copy(vm, as_dict(a));
  if (!d) return V_ABSENT;
  if (!dict_update(vm, d, b)) return decref(vm, d), V_ABSENT;
  return from_obj(d);
}

static Value dict_ior(VM *vm, Value a, Value b) {
  return dict_update(vm, as_dict(a), b) ? retain(a) : V_ABSENT;
}

// ---- construction and life

Value dict_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  if (type == vm->types.dict) return from_obj(dict_new(vm));
  Value v = instance_new(vm, type);
  if (v) as_dict(v)->plain = 1;
  return v;
}

static bool dict_slot_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return dict_update_args(vm, "dict", as_dict(self), args, argc, kwnames);
}

void dict_slot_free(VM *vm, Object *o) { dict_clear(vm, (Dict *)o); }

void dict_slot_traverse(Object *o, VisitFn visit, void *arg) {
  Dict *d = (Dict *)o;
  for (uint32_t i = 0; i < d->fill; i++) {
    visit(arg, d->entries[i].key);
    visit(arg, d->entries[i].value);
  }
}

// ---- methods

static Value m_get(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v;
  int found = dict_find(vm, as_dict(args[0]), args[1], &v);
  if (found < 0) return V_ABSENT;
  return found ? retain(v) : args[2] ? retain(args[2]) : V_NONE;
}

static Value m_setdefault(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Dict *d = as_dict(args[0]);
  uint64_t hash;
  if (!dict_key_hash(vm, args[1], &hash)) return V_ABSENT;
  int64_t i = dict_position(vm, d, args[1], hash);
  if (i >= 0) return retain(d->entries[i].value);
  Value v = args[2] ? args[2] : V_NONE;
  return i == -1 && dict_insert(vm, d, args[1], hash, v) ? retain(v) : V_ABSENT;
}

static Value m_pop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v;
  int removed = as_dict(args[0])->used ? dict_remove(vm, as_dict(args[0]), args[1], &v) : 0;
  if (removed > 0) return v;
  if (removed < 0) return V_ABSENT;
  if (args[2]) return retain(args[2]);
  key_error(vm, args[1]);
  return V_ABSENT;
}

static Value m_popitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  DictEntry entry;
  if (!dict_pop_last(as_dict(args[0]), &entry)) return raise(vm, EXC_KeyError, "popitem(): dictionary is empty");
  Value pair[2] = {entry.key, entry.value};
  return tuple_from_steal(vm, pair, 2);
}

static Value m_keys(VM *vm, Value *args, uint32_t argc) { return (void)argc, dict_view_new(vm, vm->types.dict_keys, args[0]); }
static Value m_values(VM *vm, Value *args, uint32_t argc) { return (void)argc, dict_view_new(vm, vm->types.dict_values, args[0]); }
static Value m_items(VM *vm, Value *args, uint32_t argc) { return (void)argc, dict_view_new(vm, vm->types.dict_items, args[0]); }
static Value m_reversed(VM *vm, Value *args, uint32_t argc) { return (void)argc, dict_iter_new(vm, vm->types.dict_rev_iter, args[0]); }

static Value m_update(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  return dict_update_args(vm, "update", as_dict(args[0]), args + 1, argc - 1, kwnames) ? V_NONE : V_ABSENT;
}

static Value m_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  dict_clear(vm, as_dict(args[0]));
  return V_NONE;
}

static Value m_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return from_obj(dict_copy(vm, as_dict(args[0])));
}

static Value m_fromkeys(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = args[2] ? args[2] : V_NONE, d = obj_call(vm, args[0], NULL, 0);
  if (!d) return V_ABSENT;
  bool exact = is_exact_dict(vm, d) && as_dict(d)->used == 0;
  Value it = obj_iter(vm, args[1]), key;
  bool ok = it != V_ABSENT;
  while (ok && (key = obj_next(vm, it))) {
    ok = exact ? dict_set(vm, as_dict(d), key, v) : obj_setitem(vm, d, key, v);
    release(vm, key);
  }
  release(vm, it);
  if (ok && !has_error(vm)) return d;
  release(vm, d);
  return V_ABSENT;
}

static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Dict *d = as_dict(args[0]);
  return from_int((int64_t)(sizeof(Dict) + d->cap * sizeof(DictEntry) + d->index_size));
}

static const NativeDef dict_methods[] = {
  {"clear", "($self, /)", m_clear, 0, "Remove all items from the dict."},
  {"copy", "($self, /)", m_copy, 0, "Return a shallow copy of the dict."},
  {"fromkeys", "($type, iterable, value=None, /)", m_fromkeys, NATIVE_CLASS,
   "Create a new dictionary with keys from iterable and values set to value."},
  {"get", "($self, key, default=None, /)", m_get, 0, "Return the value for key if key is in the dictionary, else default."},
  {"items", "($self, /)", m_items, 0, "Return a set-like object providing a view on the dict's items."},
  {"keys", "($self, /)", m_keys, 0, "Return a set-like object providing a view on the dict's keys."},
  {"pop", "($self, key, default=<unrepresentable>, /)", m_pop, 0,
   "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
   "If the key is not found, return the default if given; otherwise,\nraise a KeyError."},
  {"popitem", "($self, /)", m_popitem, 0,
   "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\n"
   "Raises KeyError if the dict is empty."},
  {"setdefault", "($self, key, default=None, /)", m_setdefault, 0,
   "Insert key with a value of default if key is not in the dictionary.\n\n"
   "Return the value for key if key is in the dictionary, else default."},
  {"update", "($self, /, *args, **kwargs)", NATIVE_RAW(m_update), NATIVE_KW,
   "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F."},
  {"values", "($self, /)", m_values, 0, "Return an object providing a view on the dict's values."},
  {"__reversed__", "($self, /)", m_reversed, 0, "Return a reverse iterator over the dict keys."},
  {"__sizeof__", "($self, /)", m_sizeof, 0, "Return the size of the dict in memory."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec dict_spec = {
  .name = "dict",
  .doc = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n"
         "    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n"
         "        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
         "    in the keyword argument list.  For example:  dict(one=1, two=2)",
  .kind = KIND_DICT,
  .flags = TYPE_BASE | TYPE_GC | TYPE_MAPPING,
  .basicsize = sizeof(Dict),
  .methods = dict_methods,
  .slots = {
    .repr = dict_repr, .compare = dict_compare, .iter = dict_iter_slot, .len = dict_len, .getitem = dict_getitem,
    .setitem = dict_setitem, .contains = dict_contains, .new = dict_slot_new, .init = dict_slot_init, .free = dict_slot_free,
    .traverse = dict_slot_traverse, .binary = {[BIN_OR] = dict_or}, .inplace = {[BIN_OR] = dict_ior},
  },
};

bool dict_types_init(VM *vm) {
  if (!(vm->types.dict = type_from_spec(vm, &dict_spec, NULL))) return false;
  vm->shape.dict = vm->types.dict->root;
  return dict_views_init(vm);
}
