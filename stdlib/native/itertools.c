// SPDX-License-Identifier: MIT
// itertools.c - module `itertools`: the iterators that pass items of others through: chain, cycle, accumulate, compress, dropwhile,
// takewhile, filterfalse, starmap, pairwise. The others are in itercombine.c and itergroup.c.
#include "stdlib/native/itertools.h"

void iterparts_free(VM *vm, Object *o) {
  for (int i = 0; i < 4; i++) replace(vm, &((IterParts *)o)->parts[i], V_ABSENT);
}

void iterparts_traverse(Object *o, VisitFn visit, void *arg) {
  for (int i = 0; i < 4; i++) visit(arg, ((IterParts *)o)->parts[i]);
}

bool iter_args(VM *vm, const char *name, Type *type, uint32_t argc, Tuple *kwnames, uint32_t min, uint32_t max) {
  if (!type_has(type, TYPE_HEAP) && !args_no_keywords(vm, name, kwnames)) return false;
  return args_count(vm, name, argc, min, max);
}

static inline IterParts *parts(Value v) { return (IterParts *)as_obj(v); }

// An iterator object holding `a` (borrowed) and iter(iterable).
static Value iter_with(VM *vm, Type *type, Value a, Value iterable) {
  Value it = obj_iter(vm, iterable), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  parts(self)->parts[0] = retain(a);
  parts(self)->parts[1] = it;
  return self;
}

#define ITER_TYPE(id, text, words, new_fn, next_fn, methods_) \
  static const TypeSpec id##_spec = { \
    .name = "itertools." text, .doc = words, .kind = KIND_ITERATOR, .flags = TYPE_BASE | TYPE_GC, .basicsize = sizeof(IterParts), \
    .methods = methods_, \
    .slots = {.iter = iterator_self, .next = next_fn, .new = new_fn, .free = iterparts_free, .traverse = iterparts_traverse}}

// ---- chain: parts[0] iterator of iterables, parts[1] the one being drained

static Value chain_of(VM *vm, Type *type, Value iterables) {
  Value it = obj_iter(vm, iterables), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  parts(self)->parts[0] = it;
  return self;
}

static Value chain_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!iter_args(vm, "chain", type, argc, kwnames, 0, UINT32_MAX)) return V_ABSENT;
  Value all = tuple_from(vm, args, argc), self = all ? chain_of(vm, type, all) : V_ABSENT;
  release(vm, all);
  return self;
}

static Value chain_next(VM *vm, Value self) {
  IterParts *c = parts(self);
  while (c->parts[0]) {
    if (!c->parts[1]) {
      Value iterable = obj_next(vm, c->parts[0]);
      Value it = iterable ? obj_iter(vm, iterable) : V_ABSENT;
      release(vm, iterable);
      if (!it) {
        replace(vm, &c->parts[0], V_ABSENT);
        return V_ABSENT;
      }
      c->parts[1] = it;
    }
    Value v = obj_next(vm, c->parts[1]);
    if (v || has_error(vm)) return v;
    replace(vm, &c->parts[1], V_ABSENT);
  }
  return V_ABSENT;
}

static Value chain_from_iterable(VM *vm, Value *args, uint32_t argc) { return (void)argc, chain_of(vm, (Type *)as_obj(args[0]), args[1]); }

static const NativeDef chain_methods[] = {
  {"from_iterable", "($type, iterable, /)", chain_from_iterable, NATIVE_CLASS,
   "Alternative chain() constructor taking a single iterable argument that evaluates lazily."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};
ITER_TYPE(chain, "chain",
          "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\n"
          "iterable, until all of the iterables are exhausted.", chain_new, chain_next, chain_methods);

// ---- cycle: parts[0] iterator (absent once drained), parts[1] list of what it gave, parts[2] position in it

static Value cycle_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!iter_args(vm, "cycle", type, argc, kwnames, 1, 1)) return V_ABSENT;
  Value it = obj_iter(vm, args[0]), saved = it ? list_new(vm, 0) : V_ABSENT, self = saved ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), release(vm, saved), V_ABSENT;
  parts(self)->parts[0] = it;
  parts(self)->parts[1] = saved;
  parts(self)->parts[2] = from_int(0);
  return self;
}

static Value cycle_next(VM *vm, Value self) {
  IterParts *c = parts(self);
  List *saved = as_list(c->parts[1]);
  if (c->parts[0]) {
    Value v = obj_next(vm, c->parts[0]);
    if (v) {
      if (list_append(vm, saved, v)) return v;
      release(vm, v);
      return V_ABSENT;
    }
    if (has_error(vm)) return V_ABSENT;
    replace(vm, &c->parts[0], V_ABSENT);
  }
  if (saved->len == 0) return V_ABSENT;
  size_t i = (size_t)as_int(c->parts[2]);
  c->parts[2] = from_int(i + 1 < saved->len ? (int64_t)i + 1 : 0);
  return retain(saved->items[i]);
}
ITER_TYPE(cycle, "cycle", "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.", cycle_new, cycle_next, NULL);

// ---- accumulate: parts[0] function, parts[1] iterator, parts[2] total, parts[3] initial

static Value accumulate_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  if (!args_bind(vm, "accumulate", "(iterable, func=None, *, initial=None)", args, argc, kwnames, in)) return V_ABSENT;
  Value self = iter_with(vm, type, in[1] == V_NONE ? V_ABSENT : in[1], in[0]);
  if (self && in[2] != V_NONE) parts(self)->parts[3] = retain(in[2]);
  return self;
}

static Value accumulate_next(VM *vm, Value self) {
  IterParts *a = parts(self);
  if (a->parts[3]) {
    Value initial = a->parts[3];
    a->parts[3] = V_ABSENT;
    replace(vm, &a->parts[2], retain(initial));
    return initial;
  }
  Value v = obj_next(vm, a->parts[1]);
  if (!v) return V_ABSENT;
  if (!a->parts[2]) {
    a->parts[2] = retain(v);
    return v;
  }
  Value sum = a->parts[0] ? obj_call(vm, a->parts[0], (Value[]){a->parts[2], v}, 2) : obj_binary(vm, a->parts[2], v, BIN_ADD);
  release(vm, v);
  if (sum) replace(vm, &a->parts[2], retain(sum));
  return sum;
}
ITER_TYPE(accumulate, "accumulate", "Return series of accumulated sums.", accumulate_new, accumulate_next, NULL);

// ---- compress: parts[0] iterator of data, parts[1] of selectors

static Value compress_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  if (!args_bind(vm, "compress", "(data, selectors)", args, argc, kwnames, in)) return V_ABSENT;
  Value data = obj_iter(vm, in[0]), self = data ? iter_with(vm, type, data, in[1]) : V_ABSENT;
  release(vm, data);
  return self;
}

static Value compress_next(VM *vm, Value self) {
  IterParts *c = parts(self);
  for (;;) {
    Value v = obj_next(vm, c->parts[0]), selector = v ? obj_next(vm, c->parts[1]) : V_ABSENT;
    int keep = selector ? obj_truthy(vm, selector) : -1;
    release(vm, selector);
    if (keep > 0) return v;
    release(vm, v);
    if (keep < 0) return V_ABSENT;
  }
}
ITER_TYPE(compress, "compress", "Return data elements corresponding to true selector elements.", compress_new, compress_next, NULL);

// ---- dropwhile, takewhile, filterfalse: parts[0] predicate, parts[1] iterator, parts[2] true once the predicate has turned

static Value predicate_new(VM *vm, Type *type, const char *name, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!iter_args(vm, name, type, argc, kwnames, 2, 2)) return V_ABSENT;
  return iter_with(vm, type, args[0], args[1]);
}

// The predicate's truth for v; -1: exception.
static int test(VM *vm, Value predicate, Value v) {
  if (predicate == V_NONE || predicate == from_obj(vm->types.bool_)) return obj_truthy(vm, v);
  Value result = obj_call(vm, predicate, &v, 1);
  int truth = result ? obj_truthy(vm, result) : -1;
  release(vm, result);
  return truth;
}

static Value dropwhile_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return predicate_new(vm, type, "dropwhile", args, argc, kwnames);
}

static Value dropwhile_next(VM *vm, Value self) {
  IterParts *d = parts(self);
  Value v;
  while ((v = obj_next(vm, d->parts[1]))) {
    if (d->parts[2]) return v;
    Value result = obj_call(vm, d->parts[0], &v, 1);
    int drop = result ? obj_truthy(vm, result) : -1;
    release(vm, result);
    if (drop == 0) {
      d->parts[2] = V_TRUE;
      return v;
    }
    release(vm, v);
    if (drop < 0) return V_ABSENT;
  }
  return V_ABSENT;
}
ITER_TYPE(dropwhile, "dropwhile", "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
          dropwhile_new, dropwhile_next, NULL);

static Value takewhile_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return predicate_new(vm, type, "takewhile", args, argc, kwnames);
}

static Value takewhile_next(VM *vm, Value self) {
  IterParts *t = parts(self);
  Value v = t->parts[2] ? V_ABSENT : obj_next(vm, t->parts[1]);
  if (!v) return V_ABSENT;
  Value result = obj_call(vm, t->parts[0], &v, 1);
  int take = result ? obj_truthy(vm, result) : -1;
  release(vm, result);
  if (take > 0) return v;
  release(vm, v);
  if (take == 0) t->parts[2] = V_TRUE;
  return V_ABSENT;
}
ITER_TYPE(takewhile, "takewhile", "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
          takewhile_new, takewhile_next, NULL);

static Value filterfalse_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return predicate_new(vm, type, "filterfalse", args, argc, kwnames);
}

static Value filterfalse_next(VM *vm, Value self) {
  IterParts *f = parts(self);
  Value v;
  while ((v = obj_next(vm, f->parts[1]))) {
    int truth = test(vm, f->parts[0], v);
    if (truth == 0) return v;
    release(vm, v);
    if (truth < 0) return V_ABSENT;
  }
  return V_ABSENT;
}
ITER_TYPE(filterfalse, "filterfalse",
          "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
          filterfalse_new, filterfalse_next, NULL);

// ---- starmap: parts[0] function, parts[1] iterator

static Value starmap_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return predicate_new(vm, type, "starmap", args, argc, kwnames);
}

static Value starmap_next(VM *vm, Value self) {
  IterParts *s = parts(self);
  Value v = obj_next(vm, s->parts[1]);
  if (!v) return V_ABSENT;
  Value args = sequence_tuple(vm, v);
  release(vm, v);
  Value result = args ? obj_call(vm, s->parts[0], as_tuple(args)->items, (uint32_t)as_tuple(args)->len) : V_ABSENT;
  release(vm, args);
  return result;
}
ITER_TYPE(starmap, "starmap", "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
          starmap_new, starmap_next, NULL);

// ---- pairwise: parts[1] iterator, parts[2] the item before

static Value pairwise_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!iter_args(vm, "pairwise", type, argc, kwnames, 1, 1)) return V_ABSENT;
  return iter_with(vm, type, V_ABSENT, args[0]);
}

static Value pairwise_next(VM *vm, Value self) {
  IterParts *p = parts(self);
  if (!p->parts[1]) return V_ABSENT;
  if (!p->parts[2]) {
    Value first = obj_next(vm, p->parts[1]);
    if (!first) return replace(vm, &p->parts[1], V_ABSENT), V_ABSENT;
    replace(vm, &p->parts[2], first);
    if (!p->parts[1]) return V_ABSENT;
  }
  Value old = retain(p->parts[2]), v = obj_next(vm, p->parts[1]);
  if (!v) {
    release(vm, old);
    replace(vm, &p->parts[1], V_ABSENT);
    replace(vm, &p->parts[2], V_ABSENT);
    return V_ABSENT;
  }
  replace(vm, &p->parts[2], retain(v));
  return tuple_from_steal(vm, (Value[]){old, v}, 2);
}
ITER_TYPE(pairwise, "pairwise",
          "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...", pairwise_new,
          pairwise_next, NULL);

static bool itertools_init(VM *vm, Module *m) {
  const TypeSpec *const specs[] = {&chain_spec, &cycle_spec, &accumulate_spec, &compress_spec, &dropwhile_spec, &takewhile_spec,
                                   &filterfalse_spec, &starmap_spec, &pairwise_spec};
  for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
    if (!module_add_type(vm, m, type_from_spec(vm, specs[i], NULL))) return false;
  return itercombine_init(vm, m) && itergroup_init(vm, m);
}

static Value f_tee(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return tee_of(vm, args[0], args[1]);
}

static const NativeDef itertools_functions[] = {
  {"tee", "(iterable, n=2, /)", f_tee, 0, "Returns a tuple of n independent iterators."},
  {NULL, NULL, NULL, 0, NULL},
};

const ModuleDef itertools_module = {"itertools", "Functional tools for creating and using iterators.", itertools_functions, itertools_init};
