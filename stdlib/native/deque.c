// SPDX-License-Identifier: MIT
// deque.c - collections.deque: a double-ended queue in a ring buffer, and its iterators.
//
//   items   [ 4 5 . . . . 2 3 ]      first = 6, len = 4; the capacity is a power of two
//
// `state` counts changes of length: an iterator that finds another number than it began with raises.
#include "stdlib/native/collections.h"

typedef struct Deque {
  Object header;
  Value *items;
  size_t cap, first, len;
  int64_t maxlen;     // -1: none
  uint64_t state;
} Deque;

typedef struct DequeIter { Object header; Value deque; size_t index, left; uint64_t state; } DequeIter;

static const TypeSpec deque_spec;
static inline Deque *as_deque(Value v) { return (Deque *)as_obj(v); }
static inline bool is_deque(Value v) { return is_heap(v) && obj_type(as_obj(v))->spec == &deque_spec; }
static inline bool is_exact(Value v) { return is_deque(v) && !type_has(obj_type(as_obj(v)), TYPE_HEAP); }
static inline Value *at(const Deque *d, size_t i) { return &d->items[(d->first + i) & (d->cap - 1)]; }

// ---- storage

static bool make_room(VM *vm, Deque *d) {
  if (d->len < d->cap) return true;
  size_t cap = d->cap ? d->cap * 2 : 8;
  Value *items = vm_alloc(vm, cap * sizeof(Value));
  if (!items) return false;
  for (size_t i = 0; i < d->len; i++) items[i] = *at(d, i);
  vm_dealloc(vm, d->items, d->cap * sizeof(Value));
  d->items = items;
  d->cap = cap;
  d->first = 0;
  return true;
}

static Value take_first(Deque *d) {
  Value v = *at(d, 0);
  d->first = (d->first + 1) & (d->cap - 1);
  d->len--;
  d->state++;
  return v;
}

static Value take_last(Deque *d) {
  d->len--;
  d->state++;
  return *at(d, d->len);
}

static bool push_last(VM *vm, Deque *d, Value v_steal) {
  if (!make_room(vm, d)) return release(vm, v_steal), false;
  *at(d, d->len++) = v_steal;
  d->state++;
  if (d->maxlen >= 0 && d->len > (size_t)d->maxlen) release(vm, take_first(d));
  return true;
}

static bool push_first(VM *vm, Deque *d, Value v_steal) {
  if (!make_room(vm, d)) return release(vm, v_steal), false;
  d->first = (d->first - 1) & (d->cap - 1);
  d->len++;
  d->state++;
  *at(d, 0) = v_steal;
  if (d->maxlen >= 0 && d->len > (size_t)d->maxlen) release(vm, take_last(d));
  return true;
}

static void clear(VM *vm, Deque *d) {
  Value *items = d->items;
  size_t cap = d->cap, first = d->first, len = d->len;
  d->items = NULL;
  d->cap = d->first = d->len = 0;
  d->state++;
  for (size_t i = 0; i < len; i++) release(vm, items[(first + i) & (cap - 1)]);
  vm_dealloc(vm, items, cap * sizeof(Value));
}

static Value new_of(VM *vm, Type *type, int64_t maxlen) {
  Value v = instance_new(vm, type);
  if (v) as_deque(v)->maxlen = maxlen;
  return v;
}

static bool extend(VM *vm, Deque *d, Value iterable, bool left) {
  Value own = iterable == from_obj(d) ? sequence_list(vm, iterable) : retain(iterable);
  Value it = own ? obj_iter(vm, own) : V_ABSENT, v;
  release(vm, own);
  if (!it) return false;
  bool ok = true;
  while (ok && (v = obj_next(vm, it))) ok = left ? push_first(vm, d, v) : push_last(vm, d, v);
  release(vm, it);
  return ok && !has_error(vm);
}

// Moves the ring so that what was n places from the end comes first; n may be negative.
static void rotate(Deque *d, int64_t n) {
  int64_t len = (int64_t)d->len;
  if (len <= 1) return;
  n %= len;
  if (n < 0) n += len;
  if (n == 0) return;
  if (d->len == d->cap) {
    d->first = (d->first - (size_t)n) & (d->cap - 1);
  } else if (n <= len / 2) {
    for (; n > 0; n--) {
      Value v = *at(d, d->len - 1);
      d->first = (d->first - 1) & (d->cap - 1);
      *at(d, 0) = v;
    }
  } else {
    for (n = len - n; n > 0; n--) {
      Value v = *at(d, 0);
      d->first = (d->first + 1) & (d->cap - 1);
      *at(d, d->len - 1) = v;
    }
  }
  d->state++;
}

static Value remove_at(Deque *d, size_t i) {
  Value v = *at(d, i);
  if (i < d->len / 2) {
    for (; i > 0; i--) *at(d, i) = *at(d, i - 1);
    d->first = (d->first + 1) & (d->cap - 1);
  } else {
    for (; i + 1 < d->len; i++) *at(d, i) = *at(d, i + 1);
  }
  d->len--;
  d->state++;
  return v;
}

// ---- protocols

static int64_t deque_len(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_deque(self)->len;
}

static bool index_arg(VM *vm, Deque *d, Value key, int64_t *i) {
  if (!sequence_has_index(vm, key)) return raise_type(vm, "sequence index must be integer, not '%T'", key), false;
  if (!sequence_index(vm, key, EXC_IndexError, i)) return false;
  if (*i < 0) *i += (int64_t)d->len;
  if ((uint64_t)*i < d->len) return true;
  raise(vm, EXC_IndexError, "deque index out of range");
  return false;
}

static Value deque_getitem(VM *vm, Value self, Value key) {
  int64_t i;
  return index_arg(vm, as_deque(self), key, &i) ? retain(*at(as_deque(self), (size_t)i)) : V_ABSENT;
}

static bool deque_setitem(VM *vm, Value self, Value key, Value v) {
  Deque *d = as_deque(self);
  int64_t i;
  if (!index_arg(vm, d, key, &i)) return false;
  if (v) replace(vm, at(d, (size_t)i), retain(v));
  else release(vm, remove_at(d, (size_t)i));
  return true;
}

// The first item equal to v in [start, stop): its position, -1 none, -2 exception.
static int64_t find(VM *vm, Deque *d, Value v, size_t start, size_t stop) {
  uint64_t state = d->state;
  for (size_t i = start; i < stop && i < d->len; i++) {
    int eq = list_item_equal(vm, *at(d, i), v);
    if (eq < 0) return -2;
    if (d->state != state) {
      raise(vm, EXC_RuntimeError, "deque mutated during iteration");
      return -2;
    }
    if (eq) return (int64_t)i;
  }
  return -1;
}

static int deque_contains(VM *vm, Value self, Value v) {
  int64_t i = find(vm, as_deque(self), v, 0, SIZE_MAX);
  return i == -2 ? -1 : i >= 0;
}

static Value copy_of(VM *vm, Value self) {
  Deque *d = as_deque(self);
  Type *type = obj_type(&d->header);
  if (!is_exact(self)) {
    Value args[2] = {self, from_int(d->maxlen)};
    return obj_call(vm, from_obj(type), args, d->maxlen < 0 ? 1 : 2);
  }
  Value copy = new_of(vm, type, d->maxlen);
  for (size_t i = 0; copy && i < d->len; i++) {
    if (push_last(vm, as_deque(copy), retain(*at(d, i)))) continue;
    release(vm, copy);
    return V_ABSENT;
  }
  return copy;
}

static Value deque_add(VM *vm, Value a, Value b) {
  if (!is_deque(a)) return V_NOTIMPL;
  if (!is_deque(b)) {
    if (is_heap(b) && type_has(obj_type(as_obj(b)), TYPE_HEAP) && obj_type(as_obj(b))->slots.binary[BIN_ADD]) return V_NOTIMPL;
    return raise_type(vm, "can only concatenate deque (not \"%T\") to deque", b);
  }
  Value sum = copy_of(vm, a);
  if (!sum || (is_deque(sum) && extend(vm, as_deque(sum), b, false))) return sum;
  release(vm, sum);
  return V_ABSENT;
}

// Makes d the sequence that it holds, n times over. With maxlen, rounds that could not be seen in the end are left out.
static bool repeat(VM *vm, Deque *d, int64_t n) {
  if (n <= 0) clear(vm, d);
  if (n <= 1 || d->len == 0) return true;
  Value once = sequence_list(vm, from_obj(d));
  if (!once) return false;
  int64_t len = (int64_t)as_list(once)->len;
  if (d->maxlen >= 0 && n > d->maxlen / len + 2) n = d->maxlen / len + 2;
  bool ok = n <= INT64_MAX / 32 / len || (raise_no_memory(vm), false);
  for (int64_t i = len; ok && i < len * n; i++) ok = push_last(vm, d, retain(as_list(once)->items[i % len]));
  release(vm, once);
  return ok;
}

static Value deque_mul(VM *vm, Value a, Value b) {
  Value self = is_deque(a) ? a : b;
  int64_t n;
  int have = sequence_count(vm, self == a ? b : a, &n);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  Value product = copy_of(vm, self);
  if (!product || (is_deque(product) && repeat(vm, as_deque(product), n))) return product;
  release(vm, product);
  return V_ABSENT;
}

static Value deque_iadd(VM *vm, Value self, Value other) {
  return extend(vm, as_deque(self), other, false) ? retain(self) : V_ABSENT;
}

static Value deque_imul(VM *vm, Value self, Value count) {
  int64_t n;
  int have = sequence_count(vm, count, &n);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  return repeat(vm, as_deque(self), n) ? retain(self) : V_ABSENT;
}

static Value deque_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_deque(a) || !is_deque(b)) return V_NOTIMPL;
  Value x = sequence_list(vm, a), y = x ? sequence_list(vm, b) : V_ABSENT;
  Value result = y ? obj_compare(vm, x, y, op) : V_ABSENT;
  release(vm, x);
  release(vm, y);
  return result;
}

static Value deque_repr(VM *vm, Value self) {
  Deque *d = as_deque(self);
  ReprGuard guard;
  if (!repr_enter(vm, &guard, d)) return str_from_c(vm, "[...]");
  Value items = sequence_list(vm, self), text = V_ABSENT;
  Str *name = obj_type(&d->header)->name;
  if (items) text = d->maxlen < 0 ? str_format_c(vm, "%U(%R)", name, items) : str_format_c(vm, "%U(%R, maxlen=%ld)", name, items, d->maxlen);
  repr_leave(vm, &guard);
  release(vm, items);
  return text;
}

// ---- construction and life

static Value deque_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return new_of(vm, type, -1);
}

static bool deque_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2] = {V_ABSENT, V_ABSENT};
  int64_t maxlen = -1;
  if (!args_bind(vm, "deque", "(iterable=(), maxlen=None)", args, argc, kwnames, in)) return false;
  if (in[1] && in[1] != V_NONE) {
    if (!is_integer(in[1])) return raise_type(vm, "an integer is required"), false;
    if (!obj_index_i64(vm, in[1], &maxlen)) return false;
    if (maxlen < 0) return raise_value(vm, "maxlen must be non-negative"), false;
  }
  Deque *d = as_deque(self);
  d->maxlen = maxlen;
  if (d->len) clear(vm, d);
  return !in[0] || extend(vm, d, in[0], false);
}

static void deque_free(VM *vm, Object *o) { clear(vm, (Deque *)o); }

static void deque_traverse(Object *o, VisitFn visit, void *arg) {
  Deque *d = (Deque *)o;
  for (size_t i = 0; i < d->len; i++) visit(arg, *at(d, i));
}

// ---- methods

static Value m_append(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, push_last(vm, as_deque(args[0]), retain(args[1])) ? V_NONE : V_ABSENT;
}

static Value m_appendleft(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, push_first(vm, as_deque(args[0]), retain(args[1])) ? V_NONE : V_ABSENT;
}

static Value m_pop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  return d->len ? take_last(d) : raise(vm, EXC_IndexError, "pop from an empty deque");
}

static Value m_popleft(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  return d->len ? take_first(d) : raise(vm, EXC_IndexError, "pop from an empty deque");
}

static Value m_extend(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, extend(vm, as_deque(args[0]), args[1], false) ? V_NONE : V_ABSENT;
}

static Value m_extendleft(VM *vm, Value *args, uint32_t argc) {
  return (void)argc, extend(vm, as_deque(args[0]), args[1], true) ? V_NONE : V_ABSENT;
}

static Value m_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  clear(vm, as_deque(args[0]));
  return V_NONE;
}

static Value m_copy(VM *vm, Value *args, uint32_t argc) { return (void)argc, copy_of(vm, args[0]); }

static Value m_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  int64_t count = 0;
  for (int64_t i = 0; (i = find(vm, d, args[1], (size_t)i, SIZE_MAX)) >= 0 || i == -2; i++) {
    if (i == -2) return V_ABSENT;
    count++;
  }
  return from_int(count);
}

static Value m_index(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  int64_t start = 0, stop = INT64_MAX, len = (int64_t)d->len;
  if (args[2] && !sequence_slice_index(vm, args[2], &start)) return V_ABSENT;
  if (args[3] && !sequence_slice_index(vm, args[3], &stop)) return V_ABSENT;
  if (start < 0 && (start += len) < 0) start = 0;
  if (stop < 0 && (stop += len) < 0) stop = 0;
  int64_t i = find(vm, d, args[1], (size_t)start, (size_t)stop);
  if (i == -2) return V_ABSENT;
  return i >= 0 ? from_int(i) : raise_value(vm, "%R is not in deque", args[1]);
}

static Value m_remove(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  int64_t i = find(vm, d, args[1], 0, SIZE_MAX);
  if (i == -2) {
    if (error_clear_if(vm, EXC_RuntimeError)) raise(vm, EXC_IndexError, "deque mutated during remove().");
    return V_ABSENT;
  }
  if (i < 0) return raise_value(vm, "%R is not in deque", args[1]);
  release(vm, remove_at(d, (size_t)i));
  return V_NONE;
}

static Value m_insert(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  int64_t i, len = (int64_t)d->len;
  if (!obj_index_i64(vm, args[1], &i)) return V_ABSENT;
  if (d->maxlen == len) return raise(vm, EXC_IndexError, "deque already at its maximum size");
  if (i < 0 && (i += len) < 0) i = 0;
  if (i > len) i = len;
  if (!push_last(vm, d, retain(args[2]))) return V_ABSENT;
  for (size_t j = d->len - 1; j > (size_t)i; j--) {
    Value v = *at(d, j);
    *at(d, j) = *at(d, j - 1);
    *at(d, j - 1) = v;
  }
  return V_NONE;
}

static Value m_reverse(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Deque *d = as_deque(args[0]);
  for (size_t i = 0, j = d->len; i + 1 < j; i++) {
    Value v = *at(d, i);
    *at(d, i) = *at(d, --j);
    *at(d, j) = v;
  }
  return V_NONE;
}

static Value m_rotate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t n = 1;
  if (args[1] && !obj_index_i64(vm, args[1], &n)) return V_ABSENT;
  rotate(as_deque(args[0]), n);
  return V_NONE;
}

static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int((int64_t)(sizeof(Deque) + as_deque(args[0])->cap * sizeof(Value)));
}

// (type, (() , maxlen), state, iterator)
static Value m_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Deque *d = as_deque(args[0]);
  Value empty = from_obj(vm->empty_tuple), it = obj_iter(vm, args[0]);
  Value init = d->maxlen < 0 ? retain(empty) : tuple_pack(vm, 2, empty, from_int(d->maxlen));
  Value state = it && init ? obj_call_special(vm, args[0], vm->names.dunder_getstate, NULL, 0) : V_ABSENT, result = V_ABSENT;
  if (!state && !has_error(vm)) state = V_NONE;
  if (it && init && state) result = tuple_pack(vm, 4, from_obj(obj_type(&d->header)), init, state, it);
  release(vm, it);
  release(vm, init);
  release(vm, state);
  return result;
}

static Value get_maxlen(VM *vm, Value self) {
  (void)vm;
  return as_deque(self)->maxlen < 0 ? V_NONE : from_int(as_deque(self)->maxlen);
}

// ---- iterators

static Value iter_new(VM *vm, Type *type, Value deque, size_t index, size_t left) {
  DequeIter *it = object_new_raw(vm, type, sizeof(DequeIter));
  if (!it) return V_ABSENT;
  it->deque = retain(deque);
  it->index = index;
  it->left = left;
  it->state = as_deque(deque)->state;
  if (!gc_track(vm, &it->header)) return decref(vm, it), V_ABSENT;
  return from_obj(it);
}

static Value deque_iter(VM *vm, Value self) { return iter_new(vm, vm->types.deque_iter, self, 0, as_deque(self)->len); }

static Value m_reversed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return iter_new(vm, vm->types.deque_reviter, args[0], as_deque(args[0])->len, as_deque(args[0])->len);
}

static bool iter_ready(VM *vm, DequeIter *it) {
  if (it->state == as_deque(it->deque)->state) return it->left > 0;
  if (it->left) raise(vm, EXC_RuntimeError, "deque mutated during iteration");
  it->left = 0;
  return false;
}

static Value iter_next(VM *vm, Value self) {
  DequeIter *it = (DequeIter *)as_obj(self);
  if (!iter_ready(vm, it)) return V_ABSENT;
  it->left--;
  return retain(*at(as_deque(it->deque), it->index++));
}

static Value reviter_next(VM *vm, Value self) {
  DequeIter *it = (DequeIter *)as_obj(self);
  if (!iter_ready(vm, it)) return V_ABSENT;
  it->left--;
  return retain(*at(as_deque(it->deque), --it->index));
}

static void iter_free(VM *vm, Object *o) { replace(vm, &((DequeIter *)o)->deque, V_ABSENT); }
static void iter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((DequeIter *)o)->deque); }

static Value iter_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int((int64_t)((DequeIter *)as_obj(args[0]))->left);
}

static Value iter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  DequeIter *it = (DequeIter *)as_obj(args[0]);
  Value pack = tuple_pack(vm, 2, it->deque, from_int((int64_t)(as_deque(it->deque)->len - it->left)));
  Value result = pack ? tuple_pack(vm, 2, from_obj(obj_type(&it->header)), pack) : V_ABSENT;
  release(vm, pack);
  return result;
}

static Value iter_construct(VM *vm, Type *type, const Value *args, uint32_t argc, bool reverse) {
  int64_t skip = 0;
  if (!args_count(vm, (const char *)type->name->data, argc, 1, 2)) return V_ABSENT;
  if (!is_deque(args[0])) return raise_type(vm, "argument 1 must be collections.deque, not %T", args[0]);
  if (argc == 2 && !obj_index_i64(vm, args[1], &skip)) return V_ABSENT;
  int64_t len = (int64_t)as_deque(args[0])->len;
  skip = skip < 0 ? 0 : skip > len ? len : skip;
  return iter_new(vm, type, args[0], (size_t)(reverse ? len - skip : skip), (size_t)(len - skip));
}

static Value iter_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return args_no_keywords(vm, "_deque_iterator", kwnames) ? iter_construct(vm, type, args, argc, false) : V_ABSENT;
}

static Value reviter_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  return args_no_keywords(vm, "_deque_reverse_iterator", kwnames) ? iter_construct(vm, type, args, argc, true) : V_ABSENT;
}

static const NativeDef iter_methods[] = {
  {"__length_hint__", "($self, /)", iter_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", iter_reduce, 0, "Return state information for pickling."},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec iter_spec = {
  .name = "collections._deque_iterator", .kind = KIND_ITERATOR, .flags = TYPE_GC, .basicsize = sizeof(DequeIter), .methods = iter_methods,
  .slots = {.iter = iterator_self, .next = iter_next, .new = iter_slot_new, .free = iter_free, .traverse = iter_traverse},
};

static const TypeSpec reviter_spec = {
  .name = "collections._deque_reverse_iterator", .kind = KIND_ITERATOR, .flags = TYPE_GC, .basicsize = sizeof(DequeIter), .methods = iter_methods,
  .slots = {.iter = iterator_self, .next = reviter_next, .new = reviter_slot_new, .free = iter_free, .traverse = iter_traverse},
};

// ---- the type

static const NativeDef deque_methods[] = {
  {"append", "($self, item, /)", m_append, 0, "Add an element to the right side of the deque."},
  {"appendleft", "($self, item, /)", m_appendleft, 0, "Add an element to the left side of the deque."},
  {"clear", "($self, /)", m_clear, 0, "Remove all elements from the deque."},
  {"copy", "($self, /)", m_copy, 0, "Return a shallow copy of a deque."},
  {"count", "($self, value, /)", m_count, 0, "Return number of occurrences of value."},
  {"extend", "($self, iterable, /)", m_extend, 0, "Extend the right side of the deque with elements from the iterable."},
  {"extendleft", "($self, iterable, /)", m_extendleft, 0, "Extend the left side of the deque with elements from the iterable."},
  {"index", "($self, value, start=0, stop=9223372036854775807, /)", m_index, 0,
   "Return first index of value.\n\nRaises ValueError if the value is not present."},
  {"insert", "($self, index, value, /)", m_insert, 0, "Insert value before index."},
  {"pop", "($self, /)", m_pop, 0, "Remove and return the rightmost element."},
  {"popleft", "($self, /)", m_popleft, 0, "Remove and return the leftmost element."},
  {"remove", "($self, value, /)", m_remove, 0, "Remove first occurrence of value."},
  {"reverse", "($self, /)", m_reverse, 0, "Reverse *IN PLACE*."},
  {"rotate", "($self, n=1, /)", m_rotate, 0, "Rotate the deque n steps to the right.  If n is negative, rotates left."},
  {"__copy__", "($self, /)", m_copy, 0, "Return a shallow copy of a deque."},
  {"__reduce__", "($self, /)", m_reduce, 0, "Return state information for pickling."},
  {"__reversed__", "($self, /)", m_reversed, 0, "Return a reverse iterator over the deque."},
  {"__sizeof__", "($self, /)", m_sizeof, 0, "Return the size of the deque in memory, in bytes."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const GetSetDef deque_getset[] = {
  {"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded"},
  {NULL, NULL, NULL, NULL},
};

static const TypeSpec deque_spec = {
  .name = "collections.deque",
  .doc = "A list-like sequence optimized for data accesses near its endpoints.",
  .flags = TYPE_BASE | TYPE_GC | TYPE_SEQUENCE | TYPE_WEAKREF,
  .basicsize = sizeof(Deque),
  .methods = deque_methods,
  .getset = deque_getset,
  .slots = {
    .repr = deque_repr, .compare = deque_compare, .iter = deque_iter, .len = deque_len, .getitem = deque_getitem,
    .setitem = deque_setitem, .contains = deque_contains, .new = deque_new, .init = deque_init, .free = deque_free,
    .traverse = deque_traverse, .binary = {[BIN_ADD] = deque_add, [BIN_MUL] = deque_mul},
    .inplace = {[BIN_ADD] = deque_iadd, [BIN_MUL] = deque_imul},
  },
};

bool deque_init_types(VM *vm, Module *m) {
  Type *deque = type_from_spec(vm, &deque_spec, NULL);
  vm->types.deque_iter = deque ? type_from_spec(vm, &iter_spec, NULL) : NULL;
  vm->types.deque_reviter = vm->types.deque_iter ? type_from_spec(vm, &reviter_spec, NULL) : NULL;
  return vm->types.deque_reviter && module_add_type(vm, m, deque) && module_add_type(vm, m, vm->types.deque_iter) &&
         module_add_type(vm, m, vm->types.deque_reviter);
}
