// SPDX-License-Identifier: MIT
// dict_views.c - dict's views (keys, values, items), their set operations, and its iterators, forward and reversed.
//
// An iterator remembers how many entries there were; a dict that has grown or shrunk since is an error, one whose entries moved
// while their number stayed the same is another. The items iterator gives the same tuple again when nobody else holds it.
#include "vm/core/vm.h"

typedef struct DictView { Object header; Value dict; } DictView;

typedef struct DictIter {
  Object header;
  Value dict;      // V_ABSENT: exhausted
  Value pair;      // items: the tuple to give again
  uint32_t pos;    // next entry; reversed: one past it
  uint32_t used;   // when iteration began; UINT32_MAX: an error was raised, which is raised again
  uint32_t left;   // entries still to come
} DictIter;

static inline Dict *view_dict(Value view) { return as_dict(((DictView *)as_obj(view))->dict); }
static inline bool has_type(Value v, const Type *type) { return is_heap(v) && obj_type(as_obj(v)) == type; }
static bool is_set_view(VM *vm, Value v) { return has_type(v, vm->types.dict_keys) || has_type(v, vm->types.dict_items); }

// ---- iterators

static bool is_reverse_iter(VM *vm, const Type *type) {
  return type == vm->types.dict_rev_iter || type == vm->types.dict_rev_value_iter || type == vm->types.dict_rev_item_iter;
}

Value dict_iter_new(VM *vm, Type *type, Value dict) {
  DictIter *it = object_new_raw(vm, type, sizeof(DictIter));
  if (!it) return V_ABSENT;
  Dict *d = as_dict(dict);
  it->dict = retain(dict);
  it->pair = V_ABSENT;
  it->pos = is_reverse_iter(vm, type) ? d->fill : 0;
  it->used = it->left = d->used;
  if (!gc_track(vm, &it->header)) return decref(vm, it), V_ABSENT;
  return from_obj(it);
}

static NOINLINE DictEntry *iter_changed(VM *vm, DictIter *it) {
  it->used = UINT32_MAX;
  raise(vm, EXC_RuntimeError, "dictionary changed size during iteration");
  return NULL;
}

static DictEntry *iter_end(VM *vm, DictIter *it) {
  replace(vm, &it->dict, V_ABSENT);
  return NULL;
}

// The next live entry; NULL: none, or the dict changed (exception set).
static inline DictEntry *iter_step(VM *vm, DictIter *it) {
  if (!it->dict) return NULL;
  Dict *d = as_dict(it->dict);
  if (UNLIKELY(d->used != it->used)) return iter_changed(vm, it);
  uint32_t i = it->pos;
  while (i < d->fill && !d->entries[i].key) i++;
  it->pos = i + 1;
  if (i >= d->fill) return iter_end(vm, it);
  if (UNLIKELY(it->left == 0)) {
    it->used = UINT32_MAX;
    raise(vm, EXC_RuntimeError, "dictionary keys changed during iteration");
    return NULL;
  }
  it->left--;
  return &d->entries[i];
}

static DictEntry *iter_step_back(VM *vm, DictIter *it) {
  if (!it->dict) return NULL;
  Dict *d = as_dict(it->dict);
  if (UNLIKELY(d->used != it->used)) return iter_changed(vm, it);
  uint32_t i = it->pos < d->fill ? it->pos : d->fill;
  while (i > 0 && !d->entries[i - 1].key) i--;
  if (i == 0) return iter_end(vm, it);
  it->pos = i - 1;
  if (it->left) it->left--;
  return &d->entries[i - 1];
}

static Value make_pair(VM *vm, DictIter *it, const DictEntry *e) {
  if (it->pair && as_obj(it->pair)->rc == 1) {
    Tuple *t = as_tuple(it->pair);
    Value old_key = t->items[0], old_value = t->items[1];
    t->items[0] = retain(e->key);
    t->items[1] = retain(e->value);
    Value pair = retain(it->pair);
    release(vm, old_key);
    release(vm, old_value);
    return pair;
  }
  Value pair = tuple_from(vm, (Value[]){e->key, e->value}, 2);
  if (pair) replace(vm, &it->pair, retain(pair));
  return pair;
}

static Value key_next(VM *vm, Value self) {
  DictEntry *e = iter_step(vm, (DictIter *)as_obj(self));
  return e ? retain(e->key) : V_ABSENT;
}

static Value value_next(VM *vm, Value self) {
  DictEntry *e = iter_step(vm, (DictIter *)as_obj(self));
  return e ? retain(e->value) : V_ABSENT;
}

static Value item_next(VM *vm, Value self) {
  DictIter *it = (DictIter *)as_obj(self);
  DictEntry *e = iter_step(vm, it);
  return e ? make_pair(vm, it, e) : V_ABSENT;
}

static Value rev_key_next(VM *vm, Value self) {
  DictEntry *e = iter_step_back(vm, (DictIter *)as_obj(self));
  return e ? retain(e->key) : V_ABSENT;
}

static Value rev_value_next(VM *vm, Value self) {
  DictEntry *e = iter_step_back(vm, (DictIter *)as_obj(self));
  return e ? retain(e->value) : V_ABSENT;
}

static Value rev_item_next(VM *vm, Value self) {
  DictIter *it = (DictIter *)as_obj(self);
  DictEntry *e = iter_step_back(vm, it);
  return e ? make_pair(vm, it, e) : V_ABSENT;
}

static void iter_free(VM *vm, Object *o) {
  DictIter *it = (DictIter *)o;
  replace(vm, &it->dict, V_ABSENT);
  replace(vm, &it->pair, V_ABSENT);
}

static void iter_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((DictIter *)o)->dict);
  visit(arg, ((DictIter *)o)->pair);
}

static Value iter_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  DictIter *it = (DictIter *)as_obj(args[0]);
  return from_int(it->dict && it->used == as_dict(it->dict)->used ? it->left : 0);
}

// (iter, ([what is left],)) without moving this iterator.
static Value iter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  DictIter *it = (DictIter *)as_obj(args[0]);
  Type *type = obj_type(&it->header);
  Value maker = builtin_named(vm, "iter"), rest = list_new(vm, 0), copy = V_ABSENT, result = V_ABSENT;
  bool ok = maker && rest;
  if (ok && it->dict) {
    copy = dict_iter_new(vm, type, it->dict);
    ok = copy != V_ABSENT;
    if (ok) {
      DictIter *c = (DictIter *)as_obj(copy);
      c->pos = it->pos, c->used = it->used, c->left = it->left;
      ok = list_extend(vm, as_list(rest), copy);
    }
  }
  Value pack = ok ? tuple_pack(vm, 1, rest) : V_ABSENT;
  if (pack) result = tuple_pack(vm, 2, maker, pack);
  release(vm, copy);
  release(vm, maker);
  release(vm, rest);
  release(vm, pack);
  return result;
}

static const NativeDef iter_methods[] = {
  {"__length_hint__", "($self, /)", iter_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", iter_reduce, 0, "Return state information for pickling."},
  {NULL, NULL, NULL, 0, NULL},
};

#define ITER_SPEC(id, text, function) \
  static const TypeSpec id = { \
    .name = text, .kind = KIND_ITERATOR, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(DictIter), .methods = iter_methods, \
    .slots = {.iter = iterator_self, .next = function, .free = iter_free, .traverse = iter_traverse}, \
  }
ITER_SPEC(key_iter_spec, "dict_keyiterator", key_next);
ITER_SPEC(value_iter_spec, "dict_valueiterator", value_next);
ITER_SPEC(item_iter_spec, "dict_itemiterator", item_next);
ITER_SPEC(rev_key_iter_spec, "dict_reversekeyiterator", rev_key_next);
ITER_SPEC(rev_value_iter_spec, "dict_reversevalueiterator", rev_value_next);
ITER_SPEC(rev_item_iter_spec, "dict_reverseitemiterator", rev_item_next);

// ---- views

Value dict_view_new(VM *vm, Type *type, Value dict) {
  DictView *view = object_new_raw(vm, type, sizeof(DictView));
  if (!view) return V_ABSENT;
  view->dict = retain(dict);
  if (!gc_track(vm, &view->header)) return decref(vm, view), V_ABSENT;
  return from_obj(view);
}

static void view_free(VM *vm, Object *o) { replace(vm, &((DictView *)o)->dict, V_ABSENT); }
static void view_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((DictView *)o)->dict); }

static int64_t view_len(VM *vm, Value self) {
  (void)vm;
  return view_dict(self)->used;
}

static Value keys_iter(VM *vm, Value self) { return dict_iter_new(vm, vm->types.dict_iter, from_obj(view_dict(self))); }
static Value values_iter(VM *vm, Value self) { return dict_iter_new(vm, vm->types.dict_value_iter, from_obj(view_dict(self))); }
static Value items_iter(VM *vm, Value self) { return dict_iter_new(vm, vm->types.dict_item_iter, from_obj(view_dict(self))); }

static int keys_contains(VM *vm, Value self, Value key) {
  Value v;
  return dict_find(vm, view_dict(self), key, &v);
}

static int items_contains(VM *vm, Value self, Value item) {
  if (!is_tuple(item) || as_tuple(item)->len != 2) return 0;
  Value v;
  int found = dict_find(vm, view_dict(self), as_tuple(item)->items[0], &v);
  if (found <= 0) return found;
  return list_item_equal(vm, v, as_tuple(item)->items[1]);
}

static Value view_repr(VM *vm, Value self) {
  ReprGuard guard;
  if (!repr_enter(vm, &guard, as_obj(self))) return str_from_c(vm, "...");
  Value items = sequence_list(vm, self), result = V_ABSENT;
  if (items) result = str_format_c(vm, "%T(%R)", self, items);
  repr_leave(vm, &guard);
  release(vm, items);
  return result;
}

static bool is_set_or_view(VM *vm, Value v) { return is_anyset(v) || is_set_view(vm, v); }

// Whether every item of `a` is in `b`. -1: exception.
static int all_contained(VM *vm, Value a, Value b) {
  Value it = obj_iter(vm, a), item;
  if (!it) return -1;
  int in = 1;
  while (in == 1 && (item = obj_next(vm, it))) {
    in = obj_contains(vm, b, item);
    release(vm, item);
  }
  release(vm, it);
  return has_error(vm) ? -1 : in;
}

static Value view_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_set_view(vm, a) || !is_set_or_view(vm, b)) return V_NOTIMPL;
  int64_t m = obj_len(vm, a), n = m < 0 ? -1 : obj_len(vm, b);
  if (n < 0) return V_ABSENT;
  int result = 0;
  switch (op) {
    case CMP_EQ:
    case CMP_NE:
      if (m == n) result = all_contained(vm, a, b);
      if (op == CMP_NE && result >= 0) result = !result;
      break;
    case CMP_LT: if (m < n) result = all_contained(vm, a, b); break;
    case CMP_LE: if (m <= n) result = all_contained(vm, a, b); break;
    case CMP_GT: if (m > n) result = all_contained(vm, b, a); break;
    case CMP_GE: if (m >= n) result = all_contained(vm, b, a); break;
  }
  return result < 0 ? V_ABSENT : from_bool(result);
}

// ---- set operations; either operand may be the view

static Value to_set(VM *vm, Value v) {
  if (has_type(v, vm->types.dict_keys)) v = from_obj(view_dict(v));
  return set_make(vm, vm->types.set, v);
}

static Value view_sub(VM *vm, Value a, Value b) {
  Value set = to_set(vm, a);
  if (!set || set_difference_update(vm, as_set(set), b)) return set;
  release(vm, set);
  return V_ABSENT;
}

static Value view_or(VM *vm, Value a, Value b) {
  Value set = to_set(vm, a);
  if (!set || set_update(vm, as_set(set), b)) return set;
  release(vm, set);
  return V_ABSENT;
}

static Value view_xor(VM *vm, Value a, Value b) {
  Value set = to_set(vm, a);
  if (!set || set_symmetric_difference_update(vm, as_set(set), b)) return set;
  release(vm, set);
  return V_ABSENT;
}

static Value intersect_view(VM *vm, Value view, Value other) {
  Value set = set_new(vm), it = set ? obj_iter(vm, other) : V_ABSENT, item;
  bool ok = it != V_ABSENT;
  while (ok && (item = obj_next(vm, it))) {
    int in = obj_contains(vm, view, item);
    ok = in >= 0 && (!in || set_add(vm, as_set(set), item) >= 0);
    release(vm, item);
  }
  release(vm, it);
  if (ok && !has_error(vm)) return set;
  release(vm, set);
  return V_ABSENT;
}

static Value view_and(VM *vm, Value a, Value b) {
  if (!is_set_view(vm, a)) {
    Value swap = a;
    a = b;
    b = swap;
  }
  int64_t mine = view_len(vm, a);
  bool exact_set = has_type(b, vm->types.set) || has_type(b, vm->types.frozenset);
  if (exact_set && mine <= (int64_t)as_set(b)->used) return set_intersection(vm, as_set(b), a);
  if (is_set_view(vm, b) && view_len(vm, b) > mine) return intersect_view(vm, b, a);
  return intersect_view(vm, a, b);
}

// ---- methods

static Value m_isdisjoint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value self = args[0], other = args[1];
  if (self == other) return from_bool(view_len(vm, self) == 0);
  if (is_set_or_view(vm, other)) {
    int64_t n = obj_len(vm, other);
    if (n < 0) return V_ABSENT;
    if (n > view_len(vm, self)) {
      other = self;
      self = args[1];
    }
  }
  Value it = obj_iter(vm, other), item;
  if (!it) return V_ABSENT;
  int in = 0;
  while (in == 0 && (item = obj_next(vm, it))) {
    in = obj_contains(vm, self, item);
    release(vm, item);
  }
  release(vm, it);
  return in < 0 || has_error(vm) ? V_ABSENT : from_bool(!in);
}

static Value m_keys_reversed(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, dict_iter_new(vm, vm->types.dict_rev_iter, from_obj(view_dict(args[0])));
}
static Value m_values_reversed(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, dict_iter_new(vm, vm->types.dict_rev_value_iter, from_obj(view_dict(args[0])));
}
static Value m_items_reversed(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, dict_iter_new(vm, vm->types.dict_rev_item_iter, from_obj(view_dict(args[0])));
}

static Value view_mapping(VM *vm, Value self) {
  Value dict = from_obj(view_dict(self));
  return obj_call(vm, from_obj(vm->types.mappingproxy), &dict, 1);
}

static const GetSetDef view_getset[] = {
  {"mapping", view_mapping, NULL, "dictionary that this view refers to"},
  {NULL, NULL, NULL, NULL},
};

static const NativeDef keys_methods[] = {
  {"isdisjoint", "($self, other, /)", m_isdisjoint, 0, "Return True if the view and the given iterable have a null intersection."},
  {"__reversed__", "($self, /)", m_keys_reversed, 0, "Return a reverse iterator over the dict keys."},
  {NULL, NULL, NULL, 0, NULL},
};

static const NativeDef values_methods[] = {
  {"__reversed__", "($self, /)", m_values_reversed, 0, "Return a reverse iterator over the dict values."},
  {NULL, NULL, NULL, 0, NULL},
};

static const NativeDef items_methods[] = {
  {"isdisjoint", "($self, other, /)", m_isdisjoint, 0, "Return True if the view and the given iterable have a null intersection."},
  {"__reversed__", "($self, /)", m_items_reversed, 0, "Return a reverse iterator over the dict items."},
  {NULL, NULL, NULL, 0, NULL},
};

#define VIEW_OPERATORS .binary = {[BIN_SUB] = view_sub, [BIN_AND] = view_and, [BIN_OR] = view_or, [BIN_XOR] = view_xor}

static const TypeSpec keys_spec = {
  .name = "dict_keys", .flags = TYPE_GC | TYPE_NO_NEW, .kind = KIND_OTHER, .basicsize = sizeof(DictView), .methods = keys_methods, .getset = view_getset,
  .slots = {
    .repr = view_repr, .compare = view_compare, .iter = keys_iter, .len = view_len, .contains = keys_contains, .free = view_free,
    .traverse = view_traverse, VIEW_OPERATORS,
  },
};

static const TypeSpec values_spec = {
  .name = "dict_values", .flags = TYPE_GC | TYPE_NO_NEW, .kind = KIND_OTHER, .basicsize = sizeof(DictView), .methods = values_methods, .getset = view_getset,
  .slots = {.repr = view_repr, .iter = values_iter, .len = view_len, .free = view_free, .traverse = view_traverse},
};

static const TypeSpec items_spec = {
  .name = "dict_items", .flags = TYPE_GC | TYPE_NO_NEW, .kind = KIND_OTHER, .basicsize = sizeof(DictView), .methods = items_methods, .getset = view_getset,
  .slots = {
    .repr = view_repr, .compare = view_compare, .iter = items_iter, .len = view_len, .contains = items_contains, .free = view_free,
    .traverse = view_traverse, VIEW_OPERATORS,
  },
};

bool dict_views_init(VM *vm) {
  Types *t = &vm->types;
  const struct { Type **type; const TypeSpec *spec; } rows[] = {
    {&t->dict_keys, &keys_spec}, {&t->dict_values, &values_spec}, {&t->dict_items, &items_spec}, {&t->dict_iter, &key_iter_spec},
    {&t->dict_value_iter, &value_iter_spec}, {&t->dict_item_iter, &item_iter_spec}, {&t->dict_rev_iter, &rev_key_iter_spec},
    {&t->dict_rev_value_iter, &rev_value_iter_spec}, {&t->dict_rev_item_iter, &rev_item_iter_spec},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (!(*rows[i].type = type_from_spec(vm, rows[i].spec, NULL))) return false;
  return true;
}
