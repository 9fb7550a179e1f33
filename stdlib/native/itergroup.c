// SPDX-License-Identifier: MIT
// itergroup.c - itertools: count, repeat, islice, batched, zip_longest, groupby, tee.
#include "stdlib/native/itertools.h"

static inline IterParts *parts(Value v) { return (IterParts *)as_obj(v); }

#define PARTS_TYPE(id, text, words, new_fn, next_fn, repr_fn, methods_) \
  static const TypeSpec id##_spec = { \
    .name = "itertools." text, .doc = words, .kind = KIND_ITERATOR, .flags = TYPE_BASE | TYPE_GC, .basicsize = sizeof(IterParts), \
    .methods = methods_, \
    .slots = {.iter = iterator_self, .next = next_fn, .new = new_fn, .repr = repr_fn, .free = iterparts_free, .traverse = iterparts_traverse}}

// ---- count: parts[0] next, parts[1] step

static bool is_number(VM *vm, Value v) {
  const Slots *s = &type_of_get(vm, v)->slots;
  return s->index || s->as_int || s->as_float || is_kind(v, KIND_COMPLEX);
}

static Value count_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2] = {V_ABSENT, V_ABSENT};
  if (!args_bind(vm, "count", "(start=0, step=1)", args, argc, kwnames, in)) return V_ABSENT;
  if ((in[0] && !is_number(vm, in[0])) || (in[1] && !is_number(vm, in[1]))) return raise_type(vm, "a number is required");
  Value self = instance_new(vm, type);
  if (!self) return V_ABSENT;
  parts(self)->parts[0] = in[0] ? retain(in[0]) : from_int(0);
  parts(self)->parts[1] = in[1] ? retain(in[1]) : from_int(1);
  return self;
}

static Value count_next(VM *vm, Value self) {
  IterParts *c = parts(self);
  Value v = c->parts[0];
  Value next = obj_binary(vm, v, c->parts[1], BIN_ADD);
  if (!next) return V_ABSENT;
  c->parts[0] = next;
  return v;
}

static Value count_repr(VM *vm, Value self) {
  IterParts *c = parts(self);
  Str *name = obj_type(&c->header)->name;
  if (c->parts[1] == from_int(1)) return str_format_c(vm, "%U(%R)", name, c->parts[0]);
  return str_format_c(vm, "%U(%R, %R)", name, c->parts[0], c->parts[1]);
}
PARTS_TYPE(count, "count", "Return a count object whose .__next__() method returns consecutive values.", count_new, count_next, count_repr, NULL);

// ---- repeat: parts[0] object, parts[1] how often still; absent: for ever

static Value repeat_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  int64_t times = -1;
  if (!args_bind(vm, "repeat", "(object, times=None)", args, argc, kwnames, in)) return V_ABSENT;
  if (in[1] && !obj_index_i64(vm, in[1], &times)) return V_ABSENT;
  if (times > V_INT_MAX) times = V_INT_MAX;
  Value self = instance_new(vm, type);
  if (!self) return V_ABSENT;
  parts(self)->parts[0] = retain(in[0]);
  if (in[1]) parts(self)->parts[1] = from_int(times < 0 ? 0 : times);
  return self;
}

static Value repeat_next(VM *vm, Value self) {
  (void)vm;
  IterParts *r = parts(self);
  if (r->parts[1]) {
    if (r->parts[1] == from_int(0)) return V_ABSENT;
    r->parts[1] = from_int(as_int(r->parts[1]) - 1);
  }
  return retain(r->parts[0]);
}

static Value repeat_repr(VM *vm, Value self) {
  IterParts *r = parts(self);
  Str *name = obj_type(&r->header)->name;
  if (!r->parts[1]) return str_format_c(vm, "%U(%R)", name, r->parts[0]);
  return str_format_c(vm, "%U(%R, %R)", name, r->parts[0], r->parts[1]);
}

static Value repeat_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value times = parts(args[0])->parts[1];
  return times ? times : raise_type(vm, "len() of unsized object");
}

static const NativeDef repeat_methods[] = {
  {"__length_hint__", "($self, /)", repeat_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {NULL, NULL, NULL, 0, NULL},
};
PARTS_TYPE(repeat, "repeat",
           "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
           repeat_new, repeat_next, repeat_repr, repeat_methods);

// ---- islice

typedef struct Slicer { Object header; Value it; int64_t next, stop, step, at; } Slicer;  // it V_ABSENT: done; stop -1: none

static bool slicer_bound(VM *vm, Value v, int64_t none, const char *error, int64_t *out) {
  *out = none;
  if (!v || v == V_NONE) return true;
  if (sequence_has_index(vm, v) && obj_index_i64(vm, v, out) && *out >= 0) return true;
  error_clear(vm);
  return raise_value(vm, "%s", error), false;
}

static Value islice_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  static const char indices[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  static const char stop_text[] = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  int64_t start = 0, stop, step = 1;
  if (!iter_args(vm, "islice", type, argc, kwnames, 2, 4)) return V_ABSENT;
  if (!slicer_bound(vm, argc == 2 ? args[1] : args[2], -1, stop_text, &stop)) return V_ABSENT;
  if (argc > 2 && !slicer_bound(vm, args[1], 0, indices, &start)) return V_ABSENT;
  if (argc > 3 && (!slicer_bound(vm, args[3], 1, "Step for islice() must be a positive integer or None.", &step))) return V_ABSENT;
  if (step < 1) return raise_value(vm, "Step for islice() must be a positive integer or None.");
  Value it = obj_iter(vm, args[0]), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  Slicer *s = (Slicer *)as_obj(self);
  *s = (Slicer){.header = s->header, .it = it, .next = start, .stop = stop, .step = step};
  return self;
}

static Value islice_end(VM *vm, Slicer *s) {
  replace(vm, &s->it, V_ABSENT);
  return V_ABSENT;
}

static Value islice_next(VM *vm, Value self) {
  Slicer *s = (Slicer *)as_obj(self);
  if (!s->it) return V_ABSENT;
  Value it = retain(s->it), v = V_ABSENT;
  for (; s->at < s->next; s->at++) {
    if (!(v = obj_next(vm, it))) return release(vm, it), islice_end(vm, s);
    release(vm, v);
  }
  v = s->stop >= 0 && s->at >= s->stop ? V_ABSENT : obj_next(vm, it);
  release(vm, it);
  if (!v) return islice_end(vm, s);
  s->at++;
  if (__builtin_add_overflow(s->next, s->step, &s->next) || (s->stop >= 0 && s->next > s->stop)) s->next = s->stop < 0 ? INT64_MAX : s->stop;
  return v;
}

static void islice_free(VM *vm, Object *o) { replace(vm, &((Slicer *)o)->it, V_ABSENT); }
static void islice_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Slicer *)o)->it); }

static const TypeSpec islice_spec = {
  .name = "itertools.islice",
  .doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
         "Return an iterator whose next() method returns selected values from an\niterable.",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(Slicer),
  .slots = {.iter = iterator_self, .next = islice_next, .new = islice_new, .free = islice_free, .traverse = islice_traverse},
};

// ---- batched: parts[0] iterator (absent: done), parts[1] n, parts[2] strict

static Value batched_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  int64_t n;
  if (!args_bind(vm, "batched", "(iterable, n, *, strict=False)", args, argc, kwnames, in) || !obj_index_i64(vm, in[1], &n)) return V_ABSENT;
  int strict = in[2] ? obj_truthy(vm, in[2]) : 0;
  if (strict < 0) return V_ABSENT;
  if (n < 1) return raise_value(vm, "n must be at least one");
  Value it = obj_iter(vm, in[0]), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  parts(self)->parts[0] = it;
  parts(self)->parts[1] = from_int(n < V_INT_MAX ? n : V_INT_MAX);
  parts(self)->parts[2] = from_bool(strict);
  return self;
}

static Value batched_next(VM *vm, Value self) {
  IterParts *b = parts(self);
  if (!b->parts[0]) return V_ABSENT;
  Value it = retain(b->parts[0]), list = list_new(vm, 0), v = V_ABSENT, batch = V_ABSENT;
  size_t n = (size_t)as_int(b->parts[1]);
  bool ok = list != V_ABSENT;
  while (ok && as_list(list)->len < n && (v = obj_next(vm, it))) ok = list_append_steal(vm, as_list(list), v);
  release(vm, it);
  ok = ok && !has_error(vm);
  if (ok && as_list(list)->len < n) {
    replace(vm, &b->parts[0], V_ABSENT);
    if (as_list(list)->len && b->parts[2] == V_TRUE) ok = raise_value(vm, "batched(): incomplete batch");
  } else if (!ok) {
    replace(vm, &b->parts[0], V_ABSENT);
  }
  if (ok && as_list(list)->len) batch = list_to_tuple(vm, as_list(list));
  release(vm, list);
  return batch;
}
PARTS_TYPE(batched, "batched",
           "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.",
           batched_new, batched_next, NULL, NULL);

// ---- zip_longest: parts[0] tuple of iterators (absent: drained), parts[1] fill value

static Value zip_longest_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value fill = V_NONE;
  if (kwnames && kwnames->len) {
    if (kwnames->len != 1 || !str_is(as_str(kwnames->items[0]), "fillvalue")) return raise_type(vm, "zip_longest() got an unexpected keyword argument");
    fill = args[argc];
  }
  Tuple *its = tuple_new_uninit(vm, argc);
  for (uint32_t i = 0; its && i < argc; i++) {
    if ((its->items[i] = obj_iter(vm, args[i]))) continue;
    decref(vm, its);
    return V_ABSENT;
  }
  Value self = its ? instance_new(vm, type) : V_ABSENT;
  if (!self) return xdecref(vm, its), V_ABSENT;
  parts(self)->parts[0] = from_obj(its);
  parts(self)->parts[1] = retain(fill);
  return self;
}

static Value zip_longest_next(VM *vm, Value self) {
  IterParts *z = parts(self);
  Tuple *its = as_tuple(z->parts[0]), *t = tuple_new_uninit(vm, its->len);
  size_t drained = 0;
  for (size_t i = 0; t && i < its->len; i++) {
    Value v = its->items[i] ? obj_next(vm, its->items[i]) : V_ABSENT;
    if (!v) {
      if (has_error(vm)) return decref(vm, t), V_ABSENT;
      replace(vm, &its->items[i], V_ABSENT);
      v = retain(z->parts[1]);
      drained++;
    }
    t->items[i] = v;
  }
  if (t && drained < its->len) return from_obj(t);
  xdecref(vm, t);
  return V_ABSENT;
}
PARTS_TYPE(zip_longest, "zip_longest",
           "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.",
           zip_longest_new, zip_longest_next, NULL, NULL);

// ---- groupby and its groups

typedef struct GroupBy {
  Object header;
  Value it, key_function;
  Value target, key, item;  // key of the group being given out; key and value of the item read last (absent: none read)
  uint64_t group;           // number of the group being given out: older groups end
} GroupBy;

typedef struct Grouper { Object header; Value parent, target; uint64_t group; } Grouper;

static Value groupby_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2] = {V_ABSENT, V_ABSENT};
  if (!args_bind(vm, "groupby", "(iterable, key=None)", args, argc, kwnames, in)) return V_ABSENT;
  Value it = obj_iter(vm, in[0]), self = it ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, it), V_ABSENT;
  GroupBy *g = (GroupBy *)as_obj(self);
  g->it = it;
  g->key_function = in[1] ? retain(in[1]) : V_NONE;
  return self;
}

// Reads one item and its key.
static bool groupby_step(VM *vm, GroupBy *g) {
  Value item = obj_next(vm, g->it);
  if (!item) return false;
  Value key = g->key_function == V_NONE ? retain(item) : obj_call(vm, g->key_function, &item, 1);
  if (!key) return release(vm, item), false;
  replace(vm, &g->item, item);
  replace(vm, &g->key, key);
  return true;
}

static int same_key(VM *vm, Value a, Value b) {
  retain(a);
  retain(b);
  int same = list_item_equal(vm, a, b);
  release(vm, a);
  release(vm, b);
  return same;
}

static Value groupby_next(VM *vm, Value self) {
  GroupBy *g = (GroupBy *)as_obj(self);
  g->group++;
  for (;;) {  // skips the rest of the group given out last
    if (g->key && !g->target) break;
    if (g->key) {
      int same = same_key(vm, g->target, g->key);
      if (same < 0) return V_ABSENT;
      if (!same) break;
    }
    if (!groupby_step(vm, g)) return V_ABSENT;
  }
  replace(vm, &g->target, retain(g->key));
  Grouper *group = object_new_raw(vm, vm->types.grouper, sizeof(Grouper));
  if (!group) return V_ABSENT;
  group->parent = retain(self);
  group->target = retain(g->target);
  group->group = g->group;
  if (!gc_track(vm, &group->header)) return decref(vm, group), V_ABSENT;
  return tuple_from_steal(vm, (Value[]){retain(g->key), from_obj(group)}, 2);
}

static Value grouper_next(VM *vm, Value self) {
  Grouper *group = (Grouper *)as_obj(self);
  GroupBy *g = (GroupBy *)as_obj(group->parent);
  if (g->group != group->group) return V_ABSENT;
  if (!g->item && !groupby_step(vm, g)) return V_ABSENT;
  int same = same_key(vm, group->target, g->key);
  if (same <= 0 || !g->item) return V_ABSENT;
  Value item = g->item;
  g->item = V_ABSENT;
  return item;
}

static void groupby_free(VM *vm, Object *o) {
  GroupBy *g = (GroupBy *)o;
  Value *const fields[] = {&g->it, &g->key_function, &g->target, &g->key, &g->item};
  for (int i = 0; i < 5; i++) replace(vm, fields[i], V_ABSENT);
}

static void groupby_traverse(Object *o, VisitFn visit, void *arg) {
  GroupBy *g = (GroupBy *)o;
  const Value fields[] = {g->it, g->key_function, g->target, g->key, g->item};
  for (int i = 0; i < 5; i++) visit(arg, fields[i]);
}

static void grouper_free(VM *vm, Object *o) {
  replace(vm, &((Grouper *)o)->parent, V_ABSENT);
  replace(vm, &((Grouper *)o)->target, V_ABSENT);
}

static void grouper_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Grouper *)o)->parent);
  visit(arg, ((Grouper *)o)->target);
}

static const TypeSpec groupby_spec = {
  .name = "itertools.groupby",
  .doc = "make an iterator that returns consecutive keys and groups from the iterable",
  .kind = KIND_ITERATOR,
  .flags = TYPE_BASE | TYPE_GC,
  .basicsize = sizeof(GroupBy),
  .slots = {.iter = iterator_self, .next = groupby_next, .new = groupby_new, .free = groupby_free, .traverse = groupby_traverse},
};

static const TypeSpec grouper_spec = {
  .name = "itertools._grouper",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(Grouper),
  .slots = {.iter = iterator_self, .next = grouper_next, .free = grouper_free, .traverse = grouper_traverse},
};

// ---- tee: the iterators walk one chain of cells, tuple-like links [item, next], that the foremost one grows.
// A cell is a list of two: item and following cell (absent at the end; the item is then None while somebody is fetching it); cells
// nobody can reach any more die.

typedef struct Tee { Object header; Value it, cell; } Tee;  // cell: where the next item will be, or is

static Value cell_new2(VM *vm) {
  Value cell = list_new(vm, 2);
  if (cell && (!list_append_steal(vm, as_list(cell), V_ABSENT) || !list_append_steal(vm, as_list(cell), V_ABSENT))) {
    release(vm, cell);
    return V_ABSENT;
  }
  return cell;
}

static Value tee_make(VM *vm, Value it, Value cell) {
  Tee *t = object_new(vm, vm->types.tee, sizeof(Tee));
  if (!t) return V_ABSENT;
  t->it = retain(it);
  t->cell = retain(cell);
  if (!gc_track(vm, &t->header)) return decref(vm, t), V_ABSENT;
  return from_obj(t);
}

static Value tee_from(VM *vm, Value iterable) {
  Value it = obj_iter(vm, iterable);
  if (!it || obj_type(as_obj(it)) == vm->types.tee) return it;
  Value cell = cell_new2(vm), tee = cell ? tee_make(vm, it, cell) : V_ABSENT;
  release(vm, it);
  release(vm, cell);
  return tee;
}

static Value tee_next(VM *vm, Value self) {
  Tee *t = (Tee *)as_obj(self);
  Value cell = retain(t->cell);
  List *l = as_list(cell);
  if (!l->items[1]) {
    bool fetching = l->items[0] == V_NONE;  // by a thread that waits, or the iterator asked its own tee
    if (fetching) raise(vm, EXC_RuntimeError, "cannot re-enter the tee iterator");
    Value next = fetching ? V_ABSENT : cell_new2(vm);
    if (next) l->items[0] = V_NONE;
    Value item = next ? obj_next(vm, t->it) : V_ABSENT;
    if (next) l->items[0] = item;
    if (!item) {
      release(vm, next);
      release(vm, cell);
      return V_ABSENT;
    }
    l->items[1] = next;
  }
  Value item = retain(l->items[0]);
  replace(vm, &t->cell, retain(l->items[1]));
  release(vm, cell);
  return item;
}

static Value tee_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Tee *t = (Tee *)as_obj(args[0]);
  return tee_make(vm, t->it, t->cell);
}

static Value tee_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!iter_args(vm, "_tee", type, argc, kwnames, 1, 1)) return V_ABSENT;
  Value tee = tee_from(vm, args[0]);
  Value copy = tee ? tee_copy(vm, &tee, 1) : V_ABSENT;
  release(vm, tee);
  return copy;
}

Value tee_of(VM *vm, Value iterable, Value n) {
  int64_t count = 2;
  if (n && !obj_index_i64(vm, n, &count)) return V_ABSENT;
  if (count < 0) return raise_value(vm, "n must be >= 0");
  if (count == 0) return from_obj(tuple_new_uninit(vm, 0));
  Value tee = tee_from(vm, iterable);
  Tuple *all = tee ? tuple_new_uninit(vm, (size_t)count) : NULL;
  if (all) all->items[0] = retain(tee);  // a tee itself, if that is what was given
  bool ok = all && all->items[0];
  for (int64_t i = 1; ok && i < count; i++) ok = (all->items[i] = tee_copy(vm, &tee, 1)) != V_ABSENT;
  release(vm, tee);
  if (ok) return from_obj(all);
  xdecref(vm, all);
  return V_ABSENT;
}

static void tee_free(VM *vm, Object *o) {
  replace(vm, &((Tee *)o)->it, V_ABSENT);
  replace(vm, &((Tee *)o)->cell, V_ABSENT);
}

static void tee_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Tee *)o)->it);
  visit(arg, ((Tee *)o)->cell);
}

static const NativeDef tee_methods[] = {
  {"__copy__", "($self, /)", tee_copy, 0, "Returns an independent iterator."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec tee_spec = {
  .name = "itertools._tee",
  .doc = "Iterator wrapped to make it copyable.",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_WEAKREF,
  .basicsize = sizeof(Tee),
  .methods = tee_methods,
  .slots = {.iter = iterator_self, .next = tee_next, .new = tee_new, .free = tee_free, .traverse = tee_traverse},
};

bool itergroup_init(VM *vm, Module *m) {
  const TypeSpec *const specs[] = {&count_spec, &repeat_spec, &islice_spec, &batched_spec, &zip_longest_spec, &groupby_spec};
  for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
    if (!module_add_type(vm, m, type_from_spec(vm, specs[i], NULL))) return false;
  if (!(vm->types.tee = type_from_spec(vm, &tee_spec, NULL)) || !(vm->types.grouper = type_from_spec(vm, &grouper_spec, NULL))) return false;
  return module_add_type(vm, m, vm->types.tee) && module_add_type(vm, m, vm->types.grouper);
}
