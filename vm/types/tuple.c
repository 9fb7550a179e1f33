// SPDX-License-Identifier: MIT
// tuple.c - tuple: an immutable array of values that lies in the object itself; and the helpers that sequences share.
//
// There is one empty tuple per VM. A subclass's instances have their attributes in front of the header (type.h), as those of every
// variable-sized type.
#include "vm/core/builtins.h"
#include "vm/types/text.h"
#include "vm/core/vm.h"

// ---- storage

static size_t tuple_size(const Object *o) { return sizeof(Tuple) + ((const Tuple *)o)->len * sizeof(Value); }

Tuple *tuple_new_uninit(VM *vm, size_t len) {
  if (len == 0 && vm->empty_tuple) return incref(&vm->empty_tuple->header), vm->empty_tuple;
  if (len > SIZE_MAX / 4 / sizeof(Value)) return raise_no_memory(vm), NULL;
  Tuple *t = object_new_raw(vm, vm->types.tuple, sizeof(Tuple) + len * sizeof(Value));
  if (!t) return NULL;
  t->len = len;
  memset(t->items, 0, len * sizeof(Value));
  if (!gc_track(vm, &t->header)) return decref(vm, t), NULL;
  return t;
}

// Filled before it is tracked, so that the items are stored once.
Value tuple_from(VM *vm, const Value *items, size_t count) {
  if (count == 0) return from_obj(tuple_new_uninit(vm, 0));
  if (count > SIZE_MAX / 4 / sizeof(Value)) return raise_no_memory(vm);
  Tuple *t = object_new_raw(vm, vm->types.tuple, sizeof(Tuple) + count * sizeof(Value));
  if (UNLIKELY(!t)) return V_ABSENT;
  t->len = count;
  for (size_t i = 0; i < count; i++) t->items[i] = retain(items[i]);
  if (UNLIKELY(!gc_track(vm, &t->header))) return decref(vm, t), V_ABSENT;
  return from_obj(t);
}

Value tuple_from_steal(VM *vm, Value *items, size_t count) {
  if (count == 0) return from_obj(tuple_new_uninit(vm, 0));
  Value t = from_obj(tuple_new_uninit(vm, count));
  if (!t) {
    for (size_t i = 0; i < count; i++) release(vm, items[i]);
    return V_ABSENT;
  }
  memcpy(as_tuple(t)->items, items, count * sizeof(Value));
  return t;
}

Value tuple_pack(VM *vm, uint32_t count, ...) {
  Value items[16];
  va_list args;
  va_start(args, count);
  for (uint32_t i = 0; i < count && i < 16; i++) items[i] = va_arg(args, Value);
  va_end(args);
  return tuple_from(vm, items, count);
}

Value sequence_tuple(VM *vm, Value iterable) {
  if (is_heap(iterable)) {
    Shape *shape = as_obj(iterable)->shape;
    if (shape == vm->types.tuple->root) return retain(iterable);
    if (shape == vm->types.list->root) return list_to_tuple(vm, as_list(iterable));
  }
  Value l = sequence_list(vm, iterable);
  if (!l) return V_ABSENT;
  Value t = list_to_tuple(vm, as_list(l));
  release(vm, l);
  return t;
}

// ---- protocols

static int64_t tuple_len(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_tuple(self)->len;
}

static Value tuple_getitem(VM *vm, Value self, Value key) {
  Tuple *t = as_tuple(self);
  int64_t i;
  if (LIKELY(is_int(key))) {
    i = as_int(key);
  } else if (is_kind(key, KIND_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_resolve(vm, key, (int64_t)t->len, &start, &stop, &step, &count)) return V_ABSENT;
    if (step == 1 && count == (int64_t)t->len && as_obj(self)->shape == vm->types.tuple->root) return retain(self);
    if (step == 1) return tuple_from(vm, t->items + start, (size_t)count);
    Tuple *out = tuple_new_uninit(vm, (size_t)count);
    if (!out) return V_ABSENT;
    for (int64_t n = 0; n < count; n++) out->items[n] = retain(t->items[start + n * step]);
    return from_obj(out);
  } else if (sequence_has_index(vm, key)) {
    if (!sequence_index(vm, key, EXC_IndexError, &i)) return V_ABSENT;
  } else {
    return raise_type(vm, "tuple indices must be integers or slices, not %T", key);
  }
  if (i < 0) i += (int64_t)t->len;
  if (UNLIKELY((uint64_t)i >= t->len)) return raise(vm, EXC_IndexError, "tuple index out of range");
  return retain(t->items[i]);
}

static int tuple_contains(VM *vm, Value self, Value item) {
  Tuple *t = as_tuple(self);
  for (size_t i = 0; i < t->len; i++) {
    int eq = list_item_equal(vm, t->items[i], item);
    if (eq) return eq;
  }
  return 0;
}

static Value tuple_add(VM *vm, Value a, Value b) {
  if (!is_tuple(a) || (!is_tuple(b) && text_defers(vm, b, BIN_ADD))) return V_NOTIMPL;
  if (!is_tuple(b)) return raise_type(vm, "can only concatenate tuple (not \"%T\") to tuple", b);
  Tuple *x = as_tuple(a), *y = as_tuple(b);
  if (x->len == 0 && y->header.shape == vm->types.tuple->root) return retain(b);
  if (y->len == 0 && x->header.shape == vm->types.tuple->root) return retain(a);
  Tuple *out = tuple_new_uninit(vm, x->len + y->len);
  if (!out) return V_ABSENT;
  for (size_t i = 0; i < x->len; i++) out->items[i] = retain(x->items[i]);
  for (size_t i = 0; i < y->len; i++) out->items[x->len + i] = retain(y->items[i]);
  return from_obj(out);
}

static Value tuple_mul(VM *vm, Value a, Value b) {
  if (!is_tuple(a)) {
    Value swap = a;
    a = b;
    b = swap;
  }
  int64_t n;
  int have = sequence_count(vm, b, &n);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  Tuple *t = as_tuple(a);
  bool exact = t->header.shape == vm->types.tuple->root;
  if (exact && (n == 1 || t->len == 0)) return retain(a);
  if (n <= 0 || t->len == 0) return from_obj(tuple_new_uninit(vm, 0));
  if ((uint64_t)n > SIZE_MAX / 4 / sizeof(Value) / t->len) return raise_no_memory(vm);
  Tuple *out = tuple_new_uninit(vm, t->len * (size_t)n);
  if (!out) return V_ABSENT;
  for (size_t i = 0; i < out->len; i++) out->items[i] = retain(t->items[i % t->len]);
  return from_obj(out);
}

static Value tuple_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_tuple(a) || !is_tuple(b)) return V_NOTIMPL;
  Tuple *x = as_tuple(a), *y = as_tuple(b);
  size_t i = 0;
  for (; i < x->len && i < y->len; i++) {
    int eq = list_item_equal(vm, x->items[i], y->items[i]);
    if (eq < 0) return V_ABSENT;
    if (!eq) break;
  }
  if (i >= x->len || i >= y->len) {
    size_t m = x->len, n = y->len;
    return from_bool(op == CMP_LT ? m < n : op == CMP_LE ? m <= n : op == CMP_EQ ? m == n : op == CMP_NE ? m != n : op == CMP_GT ? m > n : m >= n);
  }
  if (op == CMP_EQ || op == CMP_NE) return from_bool(op == CMP_NE);
  return obj_compare(vm, x->items[i], y->items[i], op);
}

// The xxHash-based mix that CPython documents for tuples: hash((1, 2)) is the same number.
#define HASH_PRIME_1 UINT64_C(11400714785074694791)
#define HASH_PRIME_2 UINT64_C(14029467366897019727)
#define HASH_PRIME_5 UINT64_C(2870177450012600261)

int64_t tuple_hash_items(VM *vm, const Value *items, size_t count, bool *ok) {
  uint64_t acc = HASH_PRIME_5;
  *ok = true;
  for (size_t i = 0; i < count; i++) {
    int64_t lane;
    if (is_int(items[i])) {
      lane = as_int(items[i]);
      if (lane == -1) lane = -2;
    } else if (!obj_hash(vm, items[i], &lane)) {
      *ok = false;
      return -1;
    }
    acc += (uint64_t)lane * HASH_PRIME_2;
    acc = (acc << 31 | acc >> 33) * HASH_PRIME_1;
  }
  acc += count ^ (HASH_PRIME_5 ^ UINT64_C(3527539));
  return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

static bool tuple_hash(VM *vm, Value self, int64_t *hash) {
  bool ok;  // its address tells how deep in the C stack this is: tuples in tuples in tuples
  if (UNLIKELY((char *)&ok < vm->thread.c_stack_limit)) return raise(vm, EXC_RecursionError, "maximum recursion depth exceeded"), false;
  if (UNLIKELY(!vm_poll(vm))) return false;
  *hash = tuple_hash_items(vm, as_tuple(self)->items, as_tuple(self)->len, &ok);
  return ok;
}

static Value tuple_repr(VM *vm, Value self) {
  Tuple *t = as_tuple(self);
  if (t->len == 0) return str_from_c(vm, "()");
  ReprGuard guard;
  if (!repr_enter(vm, &guard, t)) return str_from_c(vm, "(...)");
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_char(&sb, '(');
  bool ok = true;
  for (size_t i = 0; ok && i < t->len; i++) {
    if (i) sb_ascii(&sb, ", ", 2);
    ok = sb_value_repr(&sb, t->items[i]);
  }
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_c(&sb, t->len == 1 ? ",)" : ")");
  return sb_finish(&sb);
}

// ---- construction and life

static Value tuple_subclass_new(VM *vm, Type *type, const Tuple *from) {
  size_t size = sizeof(Tuple) + from->len * sizeof(Value);
  Tuple *t = object_new(vm, type, size);
  if (!t) return V_ABSENT;
  t->len = from->len;
  for (size_t i = 0; i < from->len; i++) t->items[i] = retain(from->items[i]);
  if (!gc_track(vm, &t->header)) return decref(vm, t), V_ABSENT;
  return from_obj(t);
}

static Value tuple_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (new_takes_all(type, vm->types.tuple) && !args_no_keywords(vm, "tuple", kwnames)) return V_ABSENT;
  if (!args_count(vm, "tuple", argc, 0, 1)) return V_ABSENT;
  Value t = argc ? sequence_tuple(vm, args[0]) : from_obj(tuple_new_uninit(vm, 0));
  if (!t || type == vm->types.tuple) return t;
  Value v = tuple_subclass_new(vm, type, as_tuple(t));
  release(vm, t);
  return v;
}

static void tuple_free(VM *vm, Object *o) {
  Tuple *t = (Tuple *)o;
  for (size_t i = t->len; i-- > 0;) replace(vm, &t->items[i], V_ABSENT);
}

static void tuple_traverse(Object *o, VisitFn visit, void *arg) {
  Tuple *t = (Tuple *)o;
  for (size_t i = 0; i < t->len; i++) visit(arg, t->items[i]);
}

// ---- methods

static Value m_index(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Tuple *t = as_tuple(args[0]);
  int64_t start = 0, stop = INT64_MAX, len = (int64_t)t->len;
  if (args[2] && !sequence_slice_index(vm, args[2], &start)) return V_ABSENT;
  if (args[3] && !sequence_slice_index(vm, args[3], &stop)) return V_ABSENT;
  if (start < 0 && (start += len) < 0) start = 0;
  if (stop < 0) stop += len;
  if (stop > len) stop = len;
  for (int64_t i = start; i < stop; i++) {
    int eq = list_item_equal(vm, t->items[i], args[1]);
    if (eq < 0) return V_ABSENT;
    if (eq) return from_int(i);
  }
  return raise_value(vm, "tuple.index(x): x not in tuple");
}

static Value m_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Tuple *t = as_tuple(args[0]);
  int64_t count = 0;
  for (size_t i = 0; i < t->len; i++) {
    int eq = list_item_equal(vm, t->items[i], args[1]);
    if (eq < 0) return V_ABSENT;
    count += eq;
  }
  return from_int(count);
}

static Value m_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value items = tuple_from(vm, as_tuple(args[0])->items, as_tuple(args[0])->len);
  Value result = items ? tuple_pack(vm, 1, items) : V_ABSENT;
  release(vm, items);
  return result;
}

static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int((int64_t)(24 + as_tuple(args[0])->len * sizeof(Value)));
}

// ---- iterator

static Value tuple_iter(VM *vm, Value self) { return seqiter_new(vm, vm->types.tuple_iter, self); }

static Value tuple_iter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (!it->seq) return V_ABSENT;
  Tuple *t = as_tuple(it->seq);
  if (it->index < t->len) return retain(t->items[it->index++]);
  replace(vm, &it->seq, V_ABSENT);
  return V_ABSENT;
}

// ---- the types

static const NativeDef tuple_methods[] = {
  {"count", "($self, value, /)", m_count, 0, "Return number of occurrences of value."},
  {"index", "($self, value, start=0, stop=9223372036854775807, /)", m_index, 0,
   "Return first index of value.\n\nRaises ValueError if the value is not present."},
  {"__getnewargs__", "($self, /)", m_getnewargs, 0, NULL},
  {"__sizeof__", "($self, /)", m_sizeof, 0, "Size of object in memory, in bytes."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec tuple_spec = {
  .name = "tuple",
  .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n"
         "If iterable is specified the tuple is initialized from iterable's items.\n\n"
         "If the argument is a tuple, the return value is the same object.",
  .kind = KIND_TUPLE,
  .flags = TYPE_BASE | TYPE_GC | TYPE_SEQUENCE,
  .size = tuple_size,
  .methods = tuple_methods,
  .slots = {
    .repr = tuple_repr, .hash = tuple_hash, .compare = tuple_compare, .iter = tuple_iter, .len = tuple_len,
    .getitem = tuple_getitem, .contains = tuple_contains, .new = tuple_slot_new, .free = tuple_free, .traverse = tuple_traverse,
    .binary = {[BIN_ADD] = tuple_add, [BIN_MUL] = tuple_mul},
  },
};

static const TypeSpec tuple_iter_spec = {
  .name = "tuple_iterator",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = tuple_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

bool tuple_types_init(VM *vm) {
  if (!(vm->types.tuple = type_from_spec(vm, &tuple_spec, NULL))) return false;
  if (!(vm->types.tuple_iter = type_from_spec(vm, &tuple_iter_spec, NULL))) return false;
  vm->shape.tuple = vm->types.tuple->root;
  vm->shape.tuple_iter = vm->types.tuple_iter->root;
  if (!vm->empty_tuple && !(vm->empty_tuple = tuple_new_uninit(vm, 0))) return false;
  return true;
}

// ---- shared by the sequences

int list_item_equal_slow(VM *vm, Value a, Value b) {
  if (is_heap(a) && is_heap(b) && as_obj(a)->shape == vm->shape.str && as_obj(b)->shape == vm->shape.str)
    return str_equal(as_str(a), as_str(b));
  retain(a);
  retain(b);
  int eq = obj_compare_bool(vm, a, b, CMP_EQ);
  release(vm, a);
  release(vm, b);
  return eq;
}

bool repr_enter(VM *vm, ReprGuard *guard, void *object) {
  for (ReprGuard *g = vm->thread.repr_guard; g; g = g->prev)
    if (g->object == object) return false;
  guard->object = object;
  guard->prev = vm->thread.repr_guard;
  vm->thread.repr_guard = guard;
  return true;
}

void repr_leave(VM *vm, ReprGuard *guard) { vm->thread.repr_guard = guard->prev; }

bool sequence_has_index(VM *vm, Value v) { return is_int(v) || type_of_get(vm, v)->slots.index != NULL; }

bool sequence_index(VM *vm, Value v, ExcId id, int64_t *out) {
  if (is_int(v)) return *out = as_int(v), true;
  Value n = obj_index(vm, v);
  if (!n) return false;
  bool ok = int_to_i64(n, out);
  release(vm, n);
  if (!ok) raise(vm, id, "cannot fit '%T' into an index-sized integer", v);
  return ok;
}

int sequence_count(VM *vm, Value v, int64_t *out) {
  if (is_int(v)) return *out = as_int(v), 1;
  if (text_defers(vm, v, BIN_MUL)) return 0;
  if (sequence_has_index(vm, v)) return sequence_index(vm, v, EXC_OverflowError, out) ? 1 : -1;
  raise_type(vm, "can't multiply sequence by non-int of type '%T'", v);
  return -1;
}

bool sequence_slice_index(VM *vm, Value v, int64_t *out) {
  if (is_int(v)) return *out = as_int(v), true;
  if (!sequence_has_index(vm, v)) {
    raise_type(vm, "slice indices must be integers or have an __index__ method");
    return false;
  }
  return obj_index_clamped(vm, v, out);
}

bool args_count(VM *vm, const char *name, uint32_t argc, uint32_t min, uint32_t max) {
  if (argc >= min && argc <= max) return true;
  uint32_t bound = argc < min ? min : max;
  const char *how = min == max ? "" : argc < min ? "at least " : "at most ";
  raise_type(vm, "%s expected %s%u argument%s, got %u", name, how, bound, bound == 1 ? "" : "s", argc);
  return false;
}

bool args_no_keywords(VM *vm, const char *name, Tuple *kwnames) {
  if (!kwnames || !kwnames->len) return true;
  raise_type(vm, "%s() takes no keyword arguments", name);
  return false;
}

Value generic_class_getitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return obj_call(vm, from_obj(vm->types.generic_alias), args, 2);
}

Value builtin_named(VM *vm, const char *name) {
  Str *key = str_intern(vm, name, strlen(name));
  if (!key) return V_ABSENT;
  Value v = builtins_get(vm, vm->builtins, key);
  if (!v && !has_error(vm)) raise(vm, EXC_AttributeError, "%U", key);
  decref(vm, key);
  return retain(v);
}

Value iterator_self(VM *vm, Value self) {
  (void)vm;
  return retain(self);
}
