// SPDX-License-Identifier: MIT
// range.c - range objects and their iterators.
//
// A range holds plain ints of any size; its length is computed once. Iterating one whose numbers fit 64 bits uses RangeIter, others
// use LongRangeIter. The interpreter runs a RangeIter of the root shape inline: its numbers are immediate ints. The type has a second
// shape, for those whose numbers may need a heap object.
#include "vm/types/numargs.h"

typedef struct LongRangeIter { Object header; Value next, step, left; } LongRangeIter;

static Range *as_range(Value v) { return (Range *)as_obj(v); }

// a op b, consuming a.
static Value op_steal(VM *vm, Value a, Value b, BinOp op) {
  if (a == V_ABSENT) return V_ABSENT;
  Value v = int_binary(vm, a, b, op);
  release(vm, a);
  return v;
}

// start + i * step
static Value item_at(VM *vm, const Range *r, Value i) {
  return op_steal(vm, int_binary(vm, i, r->step, BIN_MUL), r->start, BIN_ADD);
}

// Of a range of immediate ints.
static Value small_length(VM *vm, int64_t start, int64_t stop, int64_t step) {
  if (step > 0) return int_from_i64(vm, start < stop ? (stop - start - 1) / step + 1 : 0);
  return int_from_i64(vm, start > stop ? (start - stop - 1) / -step + 1 : 0);
}

static Value length_of(VM *vm, Value start, Value stop, Value step) {
  if (is_int2(start, stop) && is_int(step)) return small_length(vm, as_int(start), as_int(stop), as_int(step));
  int sign = int_sign(step);
  Value low = sign > 0 ? start : stop, high = sign > 0 ? stop : start;
  if (int_cmp(low, high) >= 0) return from_int(0);
  Value span = op_steal(vm, int_binary(vm, high, low, BIN_SUB), from_int(1), BIN_SUB);
  Value unit = sign > 0 ? retain(step) : int_neg(vm, step);
  Value n = unit == V_ABSENT ? V_ABSENT : op_steal(vm, span, unit, BIN_FLOORDIV);
  if (unit == V_ABSENT) release(vm, span);
  release(vm, unit);
  return op_steal(vm, n, from_int(1), BIN_ADD);
}

static Value range_steal(VM *vm, Value start, Value stop, Value step) {
  Value length = start == V_ABSENT || stop == V_ABSENT || step == V_ABSENT ? V_ABSENT : length_of(vm, start, stop, step);
  Range *r = length == V_ABSENT ? NULL : object_new_raw(vm, vm->types.range, sizeof(Range));
  if (!r) {
    release(vm, start);
    release(vm, stop);
    release(vm, step);
    release(vm, length);
    return V_ABSENT;
  }
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = length;
  return from_obj(r);
}

static Value plain_index(VM *vm, Value v) {
  if (is_int(v)) return v;
  Value i = obj_index(vm, v);
  if (i == V_ABSENT) return V_ABSENT;
  Value plain = int_normal(vm, i);
  release(vm, i);
  return plain;
}

Value range_new(VM *vm, Value start, Value stop, Value step) {
  Value a = plain_index(vm, start);
  if (a == V_ABSENT) return V_ABSENT;
  Value b = plain_index(vm, stop);
  if (b == V_ABSENT) return release(vm, a), V_ABSENT;
  Value c = plain_index(vm, step);
  if (c != V_ABSENT && int_sign(c) == 0) {
    release(vm, c);
    c = raise_value(vm, "range() arg 3 must not be zero");
  }
  if (c == V_ABSENT) return release(vm, a), release(vm, b), V_ABSENT;
  return range_steal(vm, a, b, c);
}

static Value range_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  if (!args_positional(vm, "range", argc, kwnames, 1, 3)) return V_ABSENT;
  if (argc == 1) return range_new(vm, from_int(0), args[0], from_int(1));
  return range_new(vm, args[0], args[1], argc == 3 ? args[2] : from_int(1));
}

static void range_free(VM *vm, Object *o) {
  Range *r = (Range *)o;
  release(vm, r->start);
  release(vm, r->stop);
  release(vm, r->step);
  release(vm, r->length);
  r->start = r->stop = r->step = r->length = V_ABSENT;
}

// ---- as a sequence

static int64_t range_len(VM *vm, Value v) {
  int64_t n;
  if (int_to_i64(as_range(v)->length, &n)) return n;
  raise(vm, EXC_OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

static int range_truthy(VM *vm, Value v) {
  (void)vm;
  return int_sign(as_range(v)->length) != 0;
}

static Value range_subrange(VM *vm, const Range *r, Value slice) {
  Value start, stop, step;
  if (!slice_resolve_big(vm, slice, r->length, &start, &stop, &step)) return V_ABSENT;
  Value from = item_at(vm, r, start), to = from == V_ABSENT ? V_ABSENT : item_at(vm, r, stop);
  Value by = to == V_ABSENT ? V_ABSENT : int_binary(vm, step, r->step, BIN_MUL);
  release(vm, start);
  release(vm, stop);
  release(vm, step);
  return range_steal(vm, from, to, by);
}

static Value range_getitem(VM *vm, Value v, Value key) {
  const Range *r = as_range(v);
  if (is_kind(key, KIND_SLICE)) return range_subrange(vm, r, key);
  if (!is_integer(key) && !type_of_get(vm, key)->slots.index)
    return raise_type(vm, "range indices must be integers or slices, not %T", key);
  Value i = obj_index(vm, key);
  if (i != V_ABSENT && int_sign(i) < 0) i = op_steal(vm, i, r->length, BIN_ADD);
  if (i == V_ABSENT) return V_ABSENT;
  bool inside = int_sign(i) >= 0 && int_cmp(i, r->length) < 0;
  Value item = inside ? item_at(vm, r, i) : raise(vm, EXC_IndexError, "range object index out of range");
  release(vm, i);
  return item;
}

static bool is_exact_integer(VM *vm, Value v) {
  return is_int(v) || is_bool(v) || (is_heap(v) && as_obj(v)->shape == vm->types.int_->root);
}

// Position of the int n: owned; V_NONE: not in the range.
static Value position_of(VM *vm, const Range *r, Value n) {
  int sign = int_sign(r->step);
  if (sign > 0 ? int_cmp(n, r->start) < 0 || int_cmp(n, r->stop) >= 0 : int_cmp(n, r->start) > 0 || int_cmp(n, r->stop) <= 0)
    return V_NONE;
  Value offset = int_binary(vm, n, r->start, BIN_SUB);
  if (offset == V_ABSENT) return V_ABSENT;
  Value rest = int_binary(vm, offset, r->step, BIN_MOD);
  if (rest == V_ABSENT) return release(vm, offset), V_ABSENT;
  bool member = int_sign(rest) == 0;
  release(vm, rest);
  if (!member) return release(vm, offset), V_NONE;
  return op_steal(vm, offset, r->step, BIN_FLOORDIV);
}

// Compares every item with `item`: the position of the first equal one in *first (-1: none) and, with `all`, how many there are.
static bool search(VM *vm, Value range, Value item, bool all, int64_t *first, int64_t *count) {
  *first = -1;
  *count = 0;
  Value it = range_iter(vm, range);
  if (it == V_ABSENT) return false;
  for (int64_t i = 0;; i++) {
    Value v = obj_next(vm, it);
    if (v == V_ABSENT) break;
    int equal = obj_eq(vm, v, item);
    release(vm, v);
    if (equal < 0) break;
    if (equal && *first < 0) *first = i;
    *count += equal;
    if (equal && !all) break;
  }
  release(vm, it);
  return !has_error(vm);
}

static int range_contains(VM *vm, Value v, Value item) {
  if (is_exact_integer(vm, item)) {
    Value at = position_of(vm, as_range(v), item);
    if (at == V_ABSENT) return -1;
    release(vm, at);
    return at != V_NONE;
  }
  int64_t first, count;
  return search(vm, v, item, false, &first, &count) ? count > 0 : -1;
}

static Value method_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_exact_integer(vm, args[1])) {
    int found = range_contains(vm, args[0], args[1]);
    return found < 0 ? V_ABSENT : from_int(found);
  }
  int64_t first, count;
  return search(vm, args[0], args[1], true, &first, &count) ? int_from_i64(vm, count) : V_ABSENT;
}

static Value method_index(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_exact_integer(vm, args[1])) {
    Value at = position_of(vm, as_range(args[0]), args[1]);
    return at == V_NONE ? raise_value(vm, "%R is not in range", args[1]) : at;
  }
  int64_t first, count;
  if (!search(vm, args[0], args[1], false, &first, &count)) return V_ABSENT;
  return first < 0 ? raise_value(vm, "sequence.index(x): x not in sequence") : int_from_i64(vm, first);
}

static bool equal_ranges(const Range *a, const Range *b) {
  if (int_cmp(a->length, b->length) != 0) return false;
  if (int_sign(a->length) == 0) return true;
  if (int_cmp(a->start, b->start) != 0) return false;
  return a->length == from_int(1) || int_cmp(a->step, b->step) == 0;
}

static Value range_compare(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  if (!is_kind(a, KIND_RANGE) || !is_kind(b, KIND_RANGE) || (op != CMP_EQ && op != CMP_NE)) return V_NOTIMPL;
  return from_bool(equal_ranges(as_range(a), as_range(b)) == (op == CMP_EQ));
}

static bool range_hash(VM *vm, Value v, int64_t *hash) {
  const Range *r = as_range(v);
  bool empty = int_sign(r->length) == 0;
  Value key = tuple_pack(vm, 3, r->length, empty ? V_NONE : r->start, empty || r->length == from_int(1) ? V_NONE : r->step);
  if (key == V_ABSENT) return false;
  bool ok = obj_hash(vm, key, hash);
  release(vm, key);
  return ok;
}

static Value range_repr(VM *vm, Value v) {
  const Range *r = as_range(v);
  if (r->step == from_int(1)) return str_format_c(vm, "range(%R, %R)", r->start, r->stop);
  return str_format_c(vm, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static Value method_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Range *r = as_range(args[0]);
  Value parts = tuple_pack(vm, 3, r->start, r->stop, r->step);
  if (parts == V_ABSENT) return V_ABSENT;
  Value pair[2] = {retain_obj(vm->types.range), parts};
  return tuple_from_steal(vm, pair, 2);
}

static Value get_start(VM *vm, Value v) {
  (void)vm;
  return retain(as_range(v)->start);
}

static Value get_stop(VM *vm, Value v) {
  (void)vm;
  return retain(as_range(v)->stop);
}

static Value get_step(VM *vm, Value v) {
  (void)vm;
  return retain(as_range(v)->step);
}

// ---- iterators

static Shape *wide_shape(VM *vm) { return vm->types.range_iter->shapes; }  // the one that came after the root

// `stop` (borrowed) bounds the numbers on the other side.
static Value iter_steal(VM *vm, Value start, Value step, Value length, Value stop) {
  int64_t a, b, n, end;
  Object *it = NULL;
  if (start == V_ABSENT || step == V_ABSENT || length == V_ABSENT) {
    it = NULL;
  } else if (int_to_i64(stop, &end) && int_to_i64(start, &a) && int_to_i64(step, &b) && int_to_i64(length, &n)) {
    RangeIter *small = object_new_raw(vm, vm->types.range_iter, sizeof(RangeIter));
    if (small) {
      if (!int_fits(a) || !int_fits(end)) small->header.shape = wide_shape(vm);
      small->next = a;
      small->step = b;
      small->left = (uint64_t)n;
    }
    it = (Object *)small;
  } else {
    LongRangeIter *big = object_new_raw(vm, vm->types.long_range_iter, sizeof(LongRangeIter));
    if (big) {
      big->next = start;
      big->step = step;
      big->left = length;
      return from_obj(big);
    }
  }
  release(vm, start);
  release(vm, step);
  release(vm, length);
  return it ? from_obj(it) : V_ABSENT;
}

Value range_iter(VM *vm, Value range) {
  const Range *r = as_range(range);
  return iter_steal(vm, retain(r->start), retain(r->step), retain(r->length), r->stop);
}

static Value method_reversed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Range *r = as_range(args[0]);
  int64_t word;
  Value last = int_binary(vm, r->length, from_int(1), BIN_SUB);
  if (last == V_ABSENT) return V_ABSENT;
  Value start = item_at(vm, r, last);
  release(vm, last);
  if (start == V_ABSENT) return V_ABSENT;
  return iter_steal(vm, start, int_neg(vm, r->step), retain(r->length), int_to_i64(r->stop, &word) ? r->start : r->stop);
}

static Value iter_self(VM *vm, Value self) {
  (void)vm;
  return retain(self);
}

static Value small_next(VM *vm, Value self) {
  RangeIter *it = (RangeIter *)as_obj(self);
  if (!it->left) return V_ABSENT;
  int64_t n = it->next;
  it->next = (int64_t)((uint64_t)n + (uint64_t)it->step);
  it->left--;
  return int_from_i64(vm, n);
}

static Value small_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_u64(vm, ((RangeIter *)as_obj(args[0]))->left);
}

// (iter, (range(next, next + left * step, step),), None), consuming the numbers.
static Value reduce_steal(VM *vm, Value next, Value step, Value left) {
  Value end = V_ABSENT;
  if (next != V_ABSENT && step != V_ABSENT && left != V_ABSENT) end = op_steal(vm, int_binary(vm, left, step, BIN_MUL), next, BIN_ADD);
  release(vm, left);
  Value range = range_steal(vm, next, end, step);
  if (range == V_ABSENT) return V_ABSENT;
  Value parts[3] = {import_attr(vm, "builtins", "iter"), V_ABSENT, V_NONE};
  if (parts[0] == V_ABSENT) return release(vm, range), V_ABSENT;
  parts[1] = tuple_from_steal(vm, &range, 1);
  if (parts[1] == V_ABSENT) return release(vm, parts[0]), V_ABSENT;
  return tuple_from_steal(vm, parts, 3);
}

static Value small_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const RangeIter *it = (const RangeIter *)as_obj(args[0]);
  return reduce_steal(vm, int_from_i64(vm, it->next), int_from_i64(vm, it->step), int_from_u64(vm, it->left));
}

static Value small_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t skip;
  if (!obj_index_i64(vm, args[1], &skip)) return V_ABSENT;
  RangeIter *it = (RangeIter *)as_obj(args[0]);
  uint64_t n = skip < 0 ? 0 : (uint64_t)skip < it->left ? (uint64_t)skip : it->left;
  it->next = (int64_t)((uint64_t)it->next + n * (uint64_t)it->step);
  it->left -= n;
  return V_NONE;
}

static Value long_next(VM *vm, Value self) {
  LongRangeIter *it = (LongRangeIter *)as_obj(self);
  if (int_sign(it->left) <= 0) return V_ABSENT;
  Value next = int_binary(vm, it->next, it->step, BIN_ADD);
  Value left = next == V_ABSENT ? V_ABSENT : int_binary(vm, it->left, from_int(1), BIN_SUB);
  if (left == V_ABSENT) return release(vm, next), V_ABSENT;
  Value v = it->next;
  it->next = next;
  replace(vm, &it->left, left);
  return v;
}

static Value long_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  return retain(((LongRangeIter *)as_obj(args[0]))->left);
}

static Value long_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const LongRangeIter *it = (const LongRangeIter *)as_obj(args[0]);
  return reduce_steal(vm, retain(it->next), retain(it->step), retain(it->left));
}

static Value long_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_integer(args[1])) return raise_type(vm, "state must be an int, not %T", args[1]);
  LongRangeIter *it = (LongRangeIter *)as_obj(args[0]);
  if (int_sign(args[1]) < 0) return V_NONE;
  Value skip = int_cmp(args[1], it->left) < 0 ? args[1] : it->left;
  Value next = op_steal(vm, int_binary(vm, skip, it->step, BIN_MUL), it->next, BIN_ADD);
  Value left = next == V_ABSENT ? V_ABSENT : int_binary(vm, it->left, skip, BIN_SUB);
  if (left == V_ABSENT) return release(vm, next), V_ABSENT;
  replace(vm, &it->next, next);
  replace(vm, &it->left, left);
  return V_NONE;
}

static void long_free(VM *vm, Object *o) {
  LongRangeIter *it = (LongRangeIter *)o;
  release(vm, it->next);
  release(vm, it->step);
  release(vm, it->left);
  it->next = it->step = it->left = V_ABSENT;
}

// ---- types

static const NativeDef range_methods[] = {
    {"count", "($self, value, /)", method_count, 0, "How often the value occurs."},
    {"index", "($self, value, /)", method_index, 0, "Position of the value; ValueError when it is not there."},
    {"__reversed__", "($self, /)", method_reversed, 0, "An iterator from the end."},
    {"__reduce__", "($self, /)", method_reduce, 0, NULL},
    {0},
};

static const GetSetDef range_getset[] = {
    {"start", get_start, NULL, NULL},
    {"stop", get_stop, NULL, NULL},
    {"step", get_step, NULL, NULL},
    {0},
};

static const TypeSpec range_spec = {
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe ints from start (0 when not given) to before "
           "stop, by step.",
    .kind = KIND_RANGE,
    .flags = TYPE_SEQUENCE,
    .basicsize = sizeof(Range),
    .methods = range_methods,
    .getset = range_getset,
    .slots = {.repr = range_repr, .hash = range_hash, .compare = range_compare, .iter = range_iter, .len = range_len,
              .truthy = range_truthy, .getitem = range_getitem, .contains = range_contains, .new = range_type_new, .free = range_free},
};

static const NativeDef small_methods[] = {
    {"__length_hint__", "($self, /)", small_length_hint, 0, "An estimate of the items left."},
    {"__reduce__", "($self, /)", small_reduce, 0, "Return state information for pickling."},
    {"__setstate__", "($self, state, /)", small_setstate, 0, "Set state information for unpickling."},
    {0},
};

static const TypeSpec small_spec = {
    .name = "range_iterator",
    .kind = KIND_ITERATOR,
    .flags = TYPE_NO_NEW,
    .basicsize = sizeof(RangeIter),
    .methods = small_methods,
    .slots = {.iter = iter_self, .next = small_next},
};

static const NativeDef long_methods[] = {
    {"__length_hint__", "($self, /)", long_length_hint, 0, "An estimate of the items left."},
    {"__reduce__", "($self, /)", long_reduce, 0, "Return state information for pickling."},
    {"__setstate__", "($self, state, /)", long_setstate, 0, "Set state information for unpickling."},
    {0},
};

static const TypeSpec long_spec = {
    .name = "longrange_iterator",
    .kind = KIND_ITERATOR,
    .flags = TYPE_NO_NEW,
    .basicsize = sizeof(LongRangeIter),
    .methods = long_methods,
    .slots = {.iter = iter_self, .next = long_next, .free = long_free},
};

bool range_types_init(VM *vm) {
  vm->types.range = type_from_spec(vm, &range_spec, NULL);
  vm->types.range_iter = type_from_spec(vm, &small_spec, NULL);
  vm->types.long_range_iter = type_from_spec(vm, &long_spec, NULL);
  if (!vm->types.range || !vm->types.range_iter || !vm->types.long_range_iter) return false;
  if (!shape_new(vm, vm->types.range_iter, NULL, NULL)) return false;
  return slice_types_init(vm) && seqiter_types_init(vm);
}
