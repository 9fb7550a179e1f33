// SPDX-License-Identifier: MIT
// itercombine.c - itertools: product, permutations, combinations, combinations_with_replacement.
//
// All four keep pools of items and a row of positions that is advanced like a counter; they differ in what follows a row.
#include "stdlib/native/itertools.h"

typedef struct Combine {
  Object header;
  Value pools;         // product: a tuple of tuples; else one tuple of items
  size_t *index;       // r positions; permutations: then n - r more, and r counters
  size_t count;        // words of index
  size_t r;            // length of a result
  bool started, done;
} Combine;

static inline Combine *as_combine(Value v) { return (Combine *)as_obj(v); }

static void combine_free(VM *vm, Object *o) {
  Combine *c = (Combine *)o;
  vm_dealloc(vm, c->index, c->count * sizeof(size_t));
  c->index = NULL;
  c->count = 0;
  c->done = true;
  replace(vm, &c->pools, V_ABSENT);
}

static void combine_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Combine *)o)->pools); }

// An object with `count` zeroed words of index. Takes the reference to pools.
static Value combine_new(VM *vm, Type *type, Value pools, size_t r, size_t count) {
  size_t *index = count > SIZE_MAX / 64 ? (size_t *)(raise_no_memory(vm), NULL) : vm_alloc(vm, (count ? count : 1) * sizeof(size_t));
  Value self = index ? instance_new(vm, type) : V_ABSENT;
  if (!self) {
    vm_dealloc(vm, index, (count ? count : 1) * sizeof(size_t));
    return release(vm, pools), V_ABSENT;
  }
  Combine *c = as_combine(self);
  c->pools = pools;
  c->index = index;
  c->count = count ? count : 1;
  c->r = r;
  memset(index, 0, c->count * sizeof(size_t));
  return self;
}

// The items of one pool at the first r positions.
static Value pick(VM *vm, const Combine *c) {
  Tuple *pool = as_tuple(c->pools), *t = tuple_new_uninit(vm, c->r);
  if (!t) return V_ABSENT;
  for (size_t i = 0; i < c->r; i++) t->items[i] = retain(pool->items[c->index[i]]);
  return from_obj(t);
}

// ---- product

static bool product_repeat(VM *vm, const Value *args, uint32_t argc, Tuple *kwnames, int64_t *n) {
  *n = 1;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    if (!str_is(as_str(kwnames->items[i]), "repeat"))
      return raise_type(vm, "product() got an unexpected keyword argument '%U'", as_str(kwnames->items[i])), false;
    if (!obj_index_i64(vm, args[argc + i], n)) return false;
  }
  if (*n < 0) return raise_value(vm, "repeat argument cannot be negative"), false;
  if (argc && *n > INT32_MAX / argc) return raise(vm, EXC_OverflowError, "repeat argument too large"), false;
  return true;
}

static Value product_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  int64_t n;
  if (!product_repeat(vm, args, argc, kwnames, &n)) return V_ABSENT;
  size_t r = (size_t)n * argc;
  Tuple *pools = tuple_new_uninit(vm, r);
  for (uint32_t i = 0; pools && i < argc && n; i++) {
    if ((pools->items[i] = sequence_tuple(vm, args[i]))) continue;
    decref(vm, pools);
    return V_ABSENT;
  }
  if (!pools) return V_ABSENT;
  for (size_t i = argc; i < r; i++) pools->items[i] = retain(pools->items[i - argc]);
  Value self = combine_new(vm, type, from_obj(pools), r, r);
  for (size_t i = 0; self && i < r; i++)
    if (as_tuple(pools->items[i])->len == 0) as_combine(self)->done = true;
  return self;
}

// The next row; false: that was the last one.
static bool product_advance(Combine *c) {
  Tuple *pools = as_tuple(c->pools);
  for (size_t i = c->r; i-- > 0;) {
    if (++c->index[i] < as_tuple(pools->items[i])->len) return true;
    c->index[i] = 0;
  }
  return false;
}

static Value product_next(VM *vm, Value self) {
  Combine *c = as_combine(self);
  if (c->done) return V_ABSENT;
  if (c->started && !product_advance(c)) {
    c->done = true;
    return V_ABSENT;
  }
  c->started = true;
  Tuple *pools = as_tuple(c->pools), *t = tuple_new_uninit(vm, c->r);
  if (!t) return V_ABSENT;
  for (size_t i = 0; i < c->r; i++) t->items[i] = retain(as_tuple(pools->items[i])->items[c->index[i]]);
  return from_obj(t);
}

static Value product_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int((int64_t)(sizeof(Combine) + as_combine(args[0])->count * sizeof(size_t)));
}

// ---- permutations: index holds all n positions, then r counters

static Value permutations_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  if (!args_bind(vm, "permutations", "(iterable, r=None)", args, argc, kwnames, in)) return V_ABSENT;
  Value pool = sequence_tuple(vm, in[0]);
  if (!pool) return V_ABSENT;
  size_t n = as_tuple(pool)->len;
  int64_t r = (int64_t)n;
  bool ok = true;
  if (in[1] && in[1] != V_NONE) {
    if (!is_integer(in[1])) ok = raise_type(vm, "Expected int as r");
    else ok = obj_index_i64(vm, in[1], &r);
    if (ok && r < 0) ok = raise_value(vm, "r must be non-negative");
  }
  if (!ok) return release(vm, pool), V_ABSENT;
  bool none = (size_t)r > n;
  Value self = combine_new(vm, type, pool, none ? 0 : (size_t)r, none ? 0 : n + (size_t)r);
  if (!self) return V_ABSENT;
  Combine *c = as_combine(self);
  c->done = none;
  for (size_t i = 0; !none && i < n; i++) c->index[i] = i;
  for (size_t i = 0; !none && i < (size_t)r; i++) c->index[n + i] = n - i;
  return self;
}

static bool permutations_advance(Combine *c) {
  size_t n = as_tuple(c->pools)->len, *index = c->index, *left = index + n;
  for (size_t i = c->r; i-- > 0;) {
    if (--left[i] == 0) {  // every choice for place i has been made: back to order
      size_t first = index[i];
      memmove(index + i, index + i + 1, (n - i - 1) * sizeof *index);
      index[n - 1] = first;
      left[i] = n - i;
    } else {
      size_t j = n - left[i], swap = index[i];
      index[i] = index[j];
      index[j] = swap;
      return true;
    }
  }
  return false;
}

// ---- combinations, with and without replacement

static Value choose_new(VM *vm, Type *type, const char *name, const Value *args, uint32_t argc, Tuple *kwnames, bool repeated) {
  Value in[2];
  int64_t r;
  if (!args_bind(vm, name, "(iterable, r)", args, argc, kwnames, in)) return V_ABSENT;
  Value pool = V_ABSENT;
  if (!obj_index_i64(vm, in[1], &r) || !(pool = sequence_tuple(vm, in[0]))) return V_ABSENT;
  if (r < 0) return release(vm, pool), raise_value(vm, "r must be non-negative");
  size_t n = as_tuple(pool)->len;
  bool none = repeated ? n == 0 && r > 0 : (size_t)r > n;
  Value self = combine_new(vm, type, pool, none ? 0 : (size_t)r, none ? 0 : (size_t)r);
  if (!self) return V_ABSENT;
  Combine *c = as_combine(self);
  c->done = none;
  for (size_t i = 0; !none && !repeated && i < c->r; i++) c->index[i] = i;
  return self;
}

static Value combinations_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return choose_new(vm, type, "combinations", args, argc, kwnames, false);
}

static Value replacement_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return choose_new(vm, type, "combinations_with_replacement", args, argc, kwnames, true);
}

static bool combinations_advance(Combine *c) {
  size_t n = as_tuple(c->pools)->len, i = c->r;
  while (i > 0 && c->index[i - 1] == n - c->r + i - 1) i--;
  if (i == 0) return false;
  c->index[i - 1]++;
  for (; i < c->r; i++) c->index[i] = c->index[i - 1] + 1;
  return true;
}

static bool replacement_advance(Combine *c) {
  size_t n = as_tuple(c->pools)->len, i = c->r;
  while (i > 0 && c->index[i - 1] == n - 1) i--;
  if (i == 0) return false;
  size_t next = c->index[i - 1] + 1;
  for (i--; i < c->r; i++) c->index[i] = next;
  return true;
}

static Value choose_next(VM *vm, Value self, bool (*advance)(Combine *c)) {
  Combine *c = as_combine(self);
  if (c->done) return V_ABSENT;
  if (c->started && !advance(c)) {
    c->done = true;
    return V_ABSENT;
  }
  c->started = true;
  return pick(vm, c);
}

static Value permutations_next(VM *vm, Value self) { return choose_next(vm, self, permutations_advance); }
static Value combinations_next(VM *vm, Value self) { return choose_next(vm, self, combinations_advance); }
static Value replacement_next(VM *vm, Value self) { return choose_next(vm, self, replacement_advance); }

static const NativeDef combine_methods[] = {
  {"__sizeof__", "($self, /)", product_sizeof, 0, "Returns size in memory, in bytes."},
  {NULL, NULL, NULL, 0, NULL},
};

#define COMBINE_TYPE(id, text, words, new_fn, next_fn) \
  static const TypeSpec id##_spec = { \
    .name = "itertools." text, .doc = words, .kind = KIND_ITERATOR, .flags = TYPE_BASE | TYPE_GC, .basicsize = sizeof(Combine), \
    .methods = combine_methods, \
    .slots = {.iter = iterator_self, .next = next_fn, .new = new_fn, .free = combine_free, .traverse = combine_traverse}}
COMBINE_TYPE(product, "product", "Cartesian product of input iterables.  Equivalent to nested for-loops.", product_new, product_next);
COMBINE_TYPE(permutations, "permutations", "Return successive r-length permutations of elements in the iterable.", permutations_new,
             permutations_next);
COMBINE_TYPE(combinations, "combinations", "Return successive r-length combinations of elements in the iterable.", combinations_new,
             combinations_next);
COMBINE_TYPE(replacement, "combinations_with_replacement",
             "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
             replacement_new, replacement_next);

bool itercombine_init(VM *vm, Module *m) {
  return module_add_type(vm, m, type_from_spec(vm, &product_spec, NULL)) && module_add_type(vm, m, type_from_spec(vm, &permutations_spec, NULL)) &&
         module_add_type(vm, m, type_from_spec(vm, &combinations_spec, NULL)) && module_add_type(vm, m, type_from_spec(vm, &replacement_spec, NULL));
}
