// SPDX-License-Identifier: MIT
// itertypes.c - the iterators that are builtin types: enumerate, zip, map, filter, reversed.
//
// enumerate and zip give a tuple each time; when nobody else holds the last one, it is filled again instead of making another.
#include "vm/core/vm.h"

// The tuple at *place when only we hold it, as a new reference to be refilled; else a fresh one, kept at *place.
static Tuple *fresh_tuple(VM *vm, Value *place, size_t len, bool *reused) {
  *reused = *place && as_obj(*place)->rc == 1;
  if (*reused) return as_tuple(retain(*place));
  Tuple *t = tuple_new_uninit(vm, len);
  if (t && len) replace(vm, place, retain_obj(t));
  return t;
}

static Value reduce_type(VM *vm, Value self, Value args) {
  Value result = args ? tuple_pack(vm, 2, from_obj(obj_type(as_obj(self))), args) : V_ABSENT;
  release(vm, args);
  return result;
}

static bool no_keywords(VM *vm, Type *type, Type *exact, Tuple *kwnames) {
  return !new_takes_all(type, exact) || args_no_keywords(vm, (const char *)exact->name->data, kwnames);
}

// ---- enumerate

typedef struct Enumerate { Object header; Value it, index, pair; } Enumerate;

static Value enumerate_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2] = {V_ABSENT, V_ABSENT};
  if (argc == 0 && !(kwnames && kwnames->len)) return raise_type(vm, "enumerate() missing required argument 'iterable'");
  for (size_t i = 0; kwnames && i < kwnames->len; i++)
    if (!str_is(as_str(kwnames->items[i]), "iterable") && !str_is(as_str(kwnames->items[i]), "start"))
      return raise_type(vm, "'%U' is an invalid keyword argument for enumerate()", as_str(kwnames->items[i]));
  if (!args_bind(vm, "enumerate", "(iterable, start=0)", args, argc, kwnames, in)) return V_ABSENT;
  Value start = in[1] ? obj_index(vm, in[1]) : from_int(0);
  Value it = start ? obj_iter(vm, in[0]) : V_ABSENT;
  Value self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, start), release(vm, it), V_ABSENT;
  Enumerate *e = (Enumerate *)as_obj(self);
  e->it = it;
  e->index = start;
  return self;
}

static Value enumerate_next(VM *vm, Value self) {
  Enumerate *e = (Enumerate *)as_obj(self);
  Value item = obj_next(vm, e->it);
  if (!item) return V_ABSENT;
  Value index = e->index, following;
  if (LIKELY(is_int(index) && as_int(index) < V_INT_MAX)) following = from_int(as_int(index) + 1);
  else following = int_binary(vm, index, from_int(1), BIN_ADD);
  bool reused;
  Tuple *t = following ? fresh_tuple(vm, &e->pair, 2, &reused) : NULL;
  if (!t) return release(vm, following), release(vm, item), V_ABSENT;
  e->index = following;
  replace(vm, &t->items[0], index);
  replace(vm, &t->items[1], item);
  return from_obj(t);
}

static void enumerate_free(VM *vm, Object *o) {
  Enumerate *e = (Enumerate *)o;
  replace(vm, &e->it, V_ABSENT);
  replace(vm, &e->index, V_ABSENT);
  replace(vm, &e->pair, V_ABSENT);
}

static void enumerate_traverse(Object *o, VisitFn visit, void *arg) {
  Enumerate *e = (Enumerate *)o;
  visit(arg, e->it);
  visit(arg, e->pair);
}

static Value enumerate_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Enumerate *e = (Enumerate *)as_obj(args[0]);
  return reduce_type(vm, args[0], tuple_pack(vm, 2, e->it, e->index));
}

static const NativeDef enumerate_methods[] = {
  {"__reduce__", "($self, /)", enumerate_reduce, 0, "Return state information for pickling."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec enumerate_spec = {
  .name = "enumerate",
  .doc = "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n"
         "The enumerate object yields pairs containing a count (from start, which\n"
         "defaults to zero) and a value yielded by the iterable argument.\n\n"
         "enumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Enumerate),
  .methods = enumerate_methods,
  .slots = {.iter = iterator_self, .next = enumerate_next, .new = enumerate_new, .free = enumerate_free, .traverse = enumerate_traverse},
};

// ---- zip and map: several iterators

typedef struct Multi {
  Object header;
  Value function;  // map's; zip: the tuple to fill again
  Value its;       // tuple of iterators
  bool strict;
} Multi;

// Iterators of `count` iterables, as a tuple.
static Value make_iterators(VM *vm, const Value *args, uint32_t count) {
  Tuple *its = tuple_new_uninit(vm, count);
  for (uint32_t i = 0; its && i < count; i++) {
    Value it = obj_iter(vm, args[i]);
    if (!it) return decref(vm, its), V_ABSENT;
    its->items[i] = it;
  }
  return from_obj(its);
}

static Value multi_new(VM *vm, Type *type, Value function, const Value *args, uint32_t count, bool strict) {
  Value its = make_iterators(vm, args, count);
  Value self = its ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, its), V_ABSENT;
  Multi *m = (Multi *)as_obj(self);
  m->function = retain(function);
  m->its = its;
  m->strict = strict;
  return self;
}

static void multi_free(VM *vm, Object *o) {
  Multi *m = (Multi *)o;
  replace(vm, &m->function, V_ABSENT);
  replace(vm, &m->its, V_ABSENT);
}

static void multi_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Multi *)o)->function);
  visit(arg, ((Multi *)o)->its);
}

static Value zip_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  int strict = 0;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    if (!str_is(as_str(kwnames->items[i]), "strict"))
      return args_unexpected(vm, "zip", "(*, strict)", kwnames, as_str(kwnames->items[i])), V_ABSENT;
    if ((strict = obj_truthy(vm, args[argc + i])) < 0) return V_ABSENT;
  }
  return multi_new(vm, type, V_ABSENT, args, argc, strict);
}

// zip(strict=True) ran dry at iterator i: the others must be dry too.
static Value zip_check(VM *vm, Multi *z, size_t i) {
  if (has_error(vm)) return V_ABSENT;
  const char *range = i == 1 ? " " : "s 1-";
  if (i) return raise_value(vm, "zip() argument %zu is shorter than argument%s%zu", i + 1, range, i);
  Tuple *its = as_tuple(z->its);
  for (i = 1; i < its->len; i++) {
    Value v = obj_next(vm, its->items[i]);
    if (v) {
      release(vm, v);
      return raise_value(vm, "zip() argument %zu is longer than argument%s%zu", i + 1, i == 1 ? " " : "s 1-", i);
    }
    if (has_error(vm)) return V_ABSENT;
  }
  return V_ABSENT;
}

static Value zip_next(VM *vm, Value self) {
  Multi *z = (Multi *)as_obj(self);
  Tuple *its = as_tuple(z->its);
  if (its->len == 0) return V_ABSENT;
  bool reused;
  Tuple *t = fresh_tuple(vm, &z->function, its->len, &reused);
  if (!t) return V_ABSENT;
  for (size_t i = 0; i < its->len; i++) {
    Value v = obj_next(vm, its->items[i]);
    if (!v) {
      decref(vm, t);
      replace(vm, &z->function, V_ABSENT);
      return z->strict ? zip_check(vm, z, i) : V_ABSENT;
    }
    replace(vm, &t->items[i], v);
  }
  return from_obj(t);
}

static Value zip_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Multi *z = (Multi *)as_obj(args[0]);
  if (!z->strict) return reduce_type(vm, args[0], retain(z->its));
  return tuple_pack(vm, 3, from_obj(obj_type(&z->header)), z->its, V_TRUE);
}

static Value zip_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int strict = obj_truthy(vm, args[1]);
  if (strict < 0) return V_ABSENT;
  ((Multi *)as_obj(args[0]))->strict = strict;
  return V_NONE;
}

static const NativeDef zip_methods[] = {
  {"__reduce__", "($self, /)", zip_reduce, 0, "Return state information for pickling."},
  {"__setstate__", "($self, object, /)", zip_setstate, 0, "Set state information for unpickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec zip_spec = {
  .name = "zip",
  .doc = "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  "
         "The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\n"
         "shortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\n"
         "raise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Multi),
  .methods = zip_methods,
  .slots = {.iter = iterator_self, .next = zip_next, .new = zip_new, .free = multi_free, .traverse = multi_traverse},
};

static Value map_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!no_keywords(vm, type, vm->types.map, kwnames)) return V_ABSENT;
  if (argc < 2) return raise_type(vm, "map() must have at least two arguments.");
  return multi_new(vm, type, args[0], args + 1, argc - 1, false);
}

static Value map_next_many(VM *vm, Multi *m, Tuple *its) {
  Value few[8], *args = its->len <= 8 ? few : vm_alloc(vm, its->len * sizeof(Value)), result = V_ABSENT;
  if (!args) return V_ABSENT;
  size_t n = 0;
  while (n < its->len && (args[n] = obj_next(vm, its->items[n]))) n++;
  if (n == its->len) result = obj_call(vm, m->function, args, (uint32_t)n);
  while (n > 0) release(vm, args[--n]);
  if (args != few) vm_dealloc(vm, args, its->len * sizeof(Value));
  return result;
}

static Value map_next(VM *vm, Value self) {
  Multi *m = (Multi *)as_obj(self);
  Tuple *its = as_tuple(m->its);
  if (its->len != 1) return map_next_many(vm, m, its);
  Value v = obj_next(vm, its->items[0]);
  if (!v) return V_ABSENT;
  Value result = obj_call(vm, m->function, &v, 1);
  release(vm, v);
  return result;
}

static Value map_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Multi *m = (Multi *)as_obj(args[0]);
  Tuple *its = as_tuple(m->its), *all = tuple_new_uninit(vm, its->len + 1);
  if (!all) return V_ABSENT;
  all->items[0] = retain(m->function);
  for (size_t i = 0; i < its->len; i++) all->items[i + 1] = retain(its->items[i]);
  return reduce_type(vm, args[0], from_obj(all));
}

static const NativeDef map_methods[] = {
  {"__reduce__", "($self, /)", map_reduce, 0, "Return state information for pickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec map_spec = {
  .name = "map",
  .doc = "Make an iterator that computes the function using arguments from\neach of the iterables.  "
         "Stops when the shortest iterable is exhausted.",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Multi),
  .methods = map_methods,
  .slots = {.iter = iterator_self, .next = map_next, .new = map_new, .free = multi_free, .traverse = multi_traverse},
};

// ---- filter

typedef struct Filter { Object header; Value function, it; } Filter;

static Value filter_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!no_keywords(vm, type, vm->types.filter, kwnames) || !args_count(vm, "filter", argc, 2, 2)) return V_ABSENT;
  Value it = obj_iter(vm, args[1]), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  Filter *f = (Filter *)as_obj(self);
  f->function = retain(args[0]);
  f->it = it;
  return self;
}

static Value filter_next(VM *vm, Value self) {
  Filter *f = (Filter *)as_obj(self);
  bool truth = f->function == V_NONE || f->function == from_obj(vm->types.bool_);
  Value v;
  while ((v = obj_next(vm, f->it))) {
    Value test = truth ? retain(v) : obj_call(vm, f->function, &v, 1);
    int good = test ? obj_truthy(vm, test) : -1;
    release(vm, test);
    if (good > 0) return v;
    release(vm, v);
    if (good < 0) return V_ABSENT;
  }
  return V_ABSENT;
}

static void filter_free(VM *vm, Object *o) {
  Filter *f = (Filter *)o;
  replace(vm, &f->function, V_ABSENT);
  replace(vm, &f->it, V_ABSENT);
}

static void filter_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Filter *)o)->function);
  visit(arg, ((Filter *)o)->it);
}

static Value filter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Filter *f = (Filter *)as_obj(args[0]);
  return reduce_type(vm, args[0], tuple_pack(vm, 2, f->function, f->it));
}

static const NativeDef filter_methods[] = {
  {"__reduce__", "($self, /)", filter_reduce, 0, "Return state information for pickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec filter_spec = {
  .name = "filter",
  .doc = "Return an iterator yielding those items of iterable for which function(item)\n"
         "is true. If function is None, return the items that are true.",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Filter),
  .methods = filter_methods,
  .slots = {.iter = iterator_self, .next = filter_next, .new = filter_new, .free = filter_free, .traverse = filter_traverse},
};

// ---- reversed: of any sequence with __len__ and __getitem__

typedef struct Reversed { Object header; Value seq; int64_t index; } Reversed;

static Value reversed_special(VM *vm, Value seq) {
  Value method = type_lookup_get(vm, type_of_get(vm, seq), vm->names.dunder_reversed);
  if (method == V_NONE) return raise_type(vm, "'%T' object is not reversible", seq);
  return method ? obj_call_special(vm, seq, vm->names.dunder_reversed, NULL, 0) : V_ABSENT;
}

static Value reversed_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!no_keywords(vm, type, vm->types.reversed, kwnames) || !args_count(vm, "reversed", argc, 1, 1)) return V_ABSENT;
  Value seq = args[0], result = reversed_special(vm, seq);
  if (result || has_error(vm)) return result;
  Type *of = type_of_get(vm, seq);
  if (!of->slots.getitem || !of->slots.len || is_dict(seq) || of->kind == KIND_SET) return raise_type(vm, "'%T' object is not reversible", seq);
  int64_t len = obj_len(vm, seq);
  Value self = len < 0 ? V_ABSENT : instance_new(vm, type);
  if (!self) return V_ABSENT;
  Reversed *r = (Reversed *)as_obj(self);
  r->seq = retain(seq);
  r->index = len - 1;
  return self;
}

static Value reversed_next(VM *vm, Value self) {
  Reversed *r = (Reversed *)as_obj(self);
  if (r->index >= 0 && r->seq) {
    Value v = obj_getitem(vm, r->seq, from_int(r->index));
    if (v) {
      r->index--;
      return v;
    }
    if (!error_clear_if(vm, EXC_IndexError) && !error_clear_if(vm, EXC_StopIteration)) return V_ABSENT;
  }
  r->index = -1;
  replace(vm, &r->seq, V_ABSENT);
  return V_ABSENT;
}

static void reversed_free(VM *vm, Object *o) { replace(vm, &((Reversed *)o)->seq, V_ABSENT); }
static void reversed_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Reversed *)o)->seq); }

static Value reversed_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Reversed *r = (Reversed *)as_obj(args[0]);
  if (!r->seq) return from_int(0);
  int64_t len = obj_len(vm, r->seq);
  if (len < 0) return V_ABSENT;
  return from_int(len < r->index + 1 ? 0 : r->index + 1);
}

static Value reversed_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Reversed *r = (Reversed *)as_obj(args[0]);
  Value type = from_obj(obj_type(&r->header)), pack = tuple_pack(vm, 1, r->seq ? r->seq : from_obj(vm->empty_tuple)), result = V_ABSENT;
  if (pack) result = r->seq ? tuple_pack(vm, 3, type, pack, from_int(r->index)) : tuple_pack(vm, 2, type, pack);
  release(vm, pack);
  return result;
}

static Value reversed_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Reversed *r = (Reversed *)as_obj(args[0]);
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  if (!r->seq) return V_NONE;
  int64_t len = obj_len(vm, r->seq);
  if (len < 0) return V_ABSENT;
  r->index = index < -1 ? -1 : index > len - 1 ? len - 1 : index;
  return V_NONE;
}

static const NativeDef reversed_methods[] = {
  {"__length_hint__", "($self, /)", reversed_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", reversed_reduce, 0, "Return state information for pickling."},
  {"__setstate__", "($self, object, /)", reversed_setstate, 0, "Set state information for unpickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec reversed_spec = {
  .name = "reversed",
  .doc = "Return a reverse iterator over the values of the given sequence.",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Reversed),
  .methods = reversed_methods,
  .slots = {.iter = iterator_self, .next = reversed_next, .new = reversed_new, .free = reversed_free, .traverse = reversed_traverse},
};

bool itertypes_init(VM *vm) {
  if (!(vm->types.enumerate = type_from_spec(vm, &enumerate_spec, NULL))) return false;
  if (!(vm->types.zip = type_from_spec(vm, &zip_spec, NULL))) return false;
  if (!(vm->types.map = type_from_spec(vm, &map_spec, NULL))) return false;
  if (!(vm->types.filter = type_from_spec(vm, &filter_spec, NULL))) return false;
  return (vm->types.reversed = type_from_spec(vm, &reversed_spec, NULL)) != NULL;
}
