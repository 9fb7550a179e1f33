// SPDX-License-Identifier: MIT
// list.c - list: a growing array of values, its methods and its iterators.
//
// The array over-allocates by an eighth, so that appending costs amortised constant time, and shrinks when it is less than half
// full. Whatever releases items takes them out of the array first: a finaliser may look at the list, and change it.
#include "vm/types/text.h"
#include "vm/core/vm.h"

static const size_t LIST_MAX = SIZE_MAX / sizeof(Value) / 4;

// ---- storage

static List *list_alloc(VM *vm, size_t cap) {
  Value *items = NULL;
  if (cap > LIST_MAX) return raise_no_memory(vm), NULL;
  if (cap && !(items = vm_alloc(vm, cap * sizeof(Value)))) return NULL;
  List *l = object_new_raw(vm, vm->types.list, sizeof(List));
  if (!l) return vm_dealloc(vm, items, cap * sizeof(Value)), NULL;
  l->items = items;
  l->len = 0;
  l->cap = cap;
  if (!gc_track(vm, &l->header)) return decref(vm, l), NULL;
  return l;
}

Value list_new(VM *vm, size_t cap) { return from_obj(list_alloc(vm, cap)); }

Value list_from(VM *vm, const Value *items, size_t count) {
  List *l = list_alloc(vm, count);
  if (!l) return V_ABSENT;
  for (size_t i = 0; i < count; i++) l->items[i] = retain(items[i]);
  l->len = count;
  return from_obj(l);
}

Value list_from_steal(VM *vm, Value *items, size_t count) {
  List *l = list_alloc(vm, count);
  if (!l) {
    for (size_t i = 0; i < count; i++) release(vm, items[i]);
    return V_ABSENT;
  }
  if (count) memcpy(l->items, items, count * sizeof(Value));
  l->len = count;
  return from_obj(l);
}

NOINLINE bool list_grow(VM *vm, List *l, size_t extra) {
  size_t need = l->len + extra;
  if (need <= l->cap) return true;
  if (need > LIST_MAX) return raise_no_memory(vm), false;
  size_t cap = (need + (need >> 3) + 6) & ~(size_t)3;
  if (l->len == 0 && extra > 8) cap = need;
  Value *items = vm_realloc(vm, l->items, l->cap * sizeof(Value), cap * sizeof(Value));
  if (!items) return false;
  l->items = items;
  l->cap = cap;
  return true;
}

static void list_shrink(VM *vm, List *l) {
  if (l->len >= l->cap / 2 || l->cap <= 16) return;
  size_t cap = l->len + (l->len >> 3) + 4;
  Value *items = mem_realloc(&vm->alloc, l->items, l->cap * sizeof(Value), cap * sizeof(Value));
  if (!items) return;
  l->items = items;
  l->cap = cap;
}

void list_clear(VM *vm, List *l) {
  Value *items = l->items;
  size_t len = l->len, cap = l->cap;
  l->items = NULL;
  l->len = l->cap = 0;
  while (len) release(vm, items[--len]);
  vm_dealloc(vm, items, cap * sizeof(Value));
}

bool list_append(VM *vm, List *l, Value v) { return list_append_steal(vm, l, retain(v)); }

bool list_insert(VM *vm, List *l, int64_t index, Value v) {
  if (l->len == l->cap && !list_grow(vm, l, 1)) return false;
  int64_t len = (int64_t)l->len;
  if (index < 0) index = index + len < 0 ? 0 : index + len;
  if (index > len) index = len;
  memmove(l->items + index + 1, l->items + index, (size_t)(len - index) * sizeof(Value));
  l->items[index] = retain(v);
  l->len++;
  return true;
}

Value list_pop(VM *vm, List *l, int64_t index) {
  Value v = l->items[index];
  l->len--;
  if ((size_t)index < l->len) memmove(l->items + index, l->items + index + 1, (l->len - (size_t)index) * sizeof(Value));
  list_shrink(vm, l);
  return v;
}

Value list_slice(VM *vm, const List *l, size_t start, size_t stop) {
  return list_from(vm, l->items + start, stop - start);
}

Value list_to_tuple(VM *vm, const List *l) { return tuple_from(vm, l->items, l->len); }

// ---- extending

static bool extend_items(VM *vm, List *l, const Value *items, size_t count) {
  if (!list_grow(vm, l, count)) return false;
  for (size_t i = 0; i < count; i++) l->items[l->len + i] = retain(items[i]);
  l->len += count;
  return true;
}

static bool extend_dict(VM *vm, List *l, const Dict *d) {
  if (!list_grow(vm, l, d->used)) return false;
  Value key, value;
  for (uint32_t pos = 0; dict_step(d, &pos, &key, &value);) l->items[l->len++] = retain(key);
  return true;
}

static bool extend_set(VM *vm, List *l, const Set *s) {
  if (!list_grow(vm, l, s->used)) return false;
  Value key;
  for (size_t pos = 0; set_step(s, &pos, &key);) l->items[l->len++] = retain(key);
  return true;
}

static bool extend_iterator(VM *vm, List *l, Value iterable) {
  Value it = obj_iter(vm, iterable);
  if (!it) return false;
  int64_t hint = obj_length_hint(vm, iterable, 8);
  if (hint < 0) return release(vm, it), false;
  if (hint && (uint64_t)hint < LIST_MAX && l->len == 0 && !list_grow(vm, l, (size_t)hint)) return release(vm, it), false;
  UnaryFn next = obj_type(as_obj(it))->slots.next;
  for (;;) {
    Value v = next ? next(vm, it) : obj_next(vm, it);
    if (!v) break;
    if (!list_append_steal(vm, l, v)) return release(vm, it), false;
  }
  release(vm, it);
  if (has_error(vm) && !error_clear_if(vm, EXC_StopIteration)) return false;
  if (l->len < l->cap / 2) list_shrink(vm, l);
  return true;
}

bool list_extend(VM *vm, List *l, Value iterable) {
  if (is_heap(iterable)) {
    Shape *shape = as_obj(iterable)->shape;
    if (shape == vm->types.list->root) {
      List *from = as_list(iterable);
      if (from != l) return extend_items(vm, l, from->items, from->len);
      if (!list_grow(vm, l, l->len)) return false;
      return extend_items(vm, l, l->items, l->len);
    }
    if (shape == vm->types.tuple->root) return extend_items(vm, l, as_tuple(iterable)->items, as_tuple(iterable)->len);
    if (shape == vm->types.dict->root) return extend_dict(vm, l, as_dict(iterable));
    if (shape == vm->types.set->root || shape == vm->types.frozenset->root) return extend_set(vm, l, as_set(iterable));
  }
  return extend_iterator(vm, l, iterable);
}

Value sequence_list(VM *vm, Value iterable) {
  Value l = list_new(vm, 0);
  if (l && !list_extend(vm, as_list(l), iterable)) {
    release(vm, l);
    return V_ABSENT;
  }
  return l;
}

// ---- slices and items

static Value list_stepped(VM *vm, List *l, int64_t start, int64_t step, int64_t count) {
  List *out = list_alloc(vm, (size_t)count);
  if (!out) return V_ABSENT;
  for (int64_t i = 0; i < count; i++) out->items[i] = retain(l->items[start + i * step]);
  out->len = (size_t)count;
  return from_obj(out);
}

static Value list_getitem(VM *vm, Value self, Value key) {
  List *l = as_list(self);
  int64_t i;
  if (LIKELY(is_int(key))) {
    i = as_int(key);
  } else if (is_kind(key, KIND_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_resolve(vm, key, (int64_t)l->len, &start, &stop, &step, &count)) return V_ABSENT;
    int64_t len = (int64_t)l->len;
    if (count > 0 && (start >= len || start + (count - 1) * step >= len))
      if (!slice_resolve(vm, key, len, &start, &stop, &step, &count)) return V_ABSENT;
    return step == 1 ? list_from(vm, l->items + start, (size_t)count) : list_stepped(vm, l, start, step, count);
  } else if (sequence_has_index(vm, key)) {
    if (!sequence_index(vm, key, EXC_IndexError, &i)) return V_ABSENT;
  } else {
    return raise_type(vm, "list indices must be integers or slices, not %T", key);
  }
  if (i < 0) i += (int64_t)l->len;
  if (UNLIKELY((uint64_t)i >= l->len)) return raise(vm, EXC_IndexError, "list index out of range");
  return retain(l->items[i]);
}

// Replaces items [start, stop) by `count` values, whose references are copied; the old ones are dropped last.
static bool splice(VM *vm, List *l, size_t start, size_t stop, const Value *values, size_t count) {
  size_t gone = stop - start, tail = l->len - stop;
  Value few[8], *old = few;
  if (gone > 8 && !(old = vm_alloc(vm, gone * sizeof(Value)))) return false;
  if (count > gone && !list_grow(vm, l, count - gone)) {
    if (old != few) vm_dealloc(vm, old, gone * sizeof(Value));
    return false;
  }
  if (gone) memcpy(old, l->items + start, gone * sizeof(Value));
  if (count != gone && tail) memmove(l->items + start + count, l->items + stop, tail * sizeof(Value));
  for (size_t i = 0; i < count; i++) l->items[start + i] = retain(values[i]);
  l->len = start + count + tail;
  list_shrink(vm, l);
  for (size_t i = gone; i-- > 0;) release(vm, old[i]);
  if (old != few) vm_dealloc(vm, old, gone * sizeof(Value));
  return true;
}

// The items of any iterable as a list or tuple of its own reference.
static Value fast_sequence(VM *vm, Value v, const List *not_this) {
  if ((is_list(v) || is_tuple(v)) && as_obj(v) != &not_this->header) return retain(v);
  if (is_list(v)) return list_from(vm, as_list(v)->items, as_list(v)->len);
  Value it = obj_iter(vm, v);
  if (!it) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "must assign iterable to extended slice");
    return V_ABSENT;
  }
  Value l = sequence_list(vm, it);
  release(vm, it);
  return l;
}

static const Value *fast_items(Value v, size_t *len) {
  *len = is_list(v) ? as_list(v)->len : as_tuple(v)->len;
  return is_list(v) ? as_list(v)->items : as_tuple(v)->items;
}

bool list_assign_slice(VM *vm, List *l, size_t start, size_t stop, Value v) {
  if (!v) return splice(vm, l, start, stop, NULL, 0);
  Value seq = fast_sequence(vm, v, l);
  if (!seq) return false;
  if (stop > l->len) stop = l->len;
  if (start > stop) start = stop;
  size_t count;
  const Value *items = fast_items(seq, &count);
  bool ok = splice(vm, l, start, stop, items, count);
  release(vm, seq);
  return ok;
}

static bool delete_stepped(VM *vm, List *l, int64_t start, int64_t step, int64_t count) {
  if (count <= 0) return true;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  Value *old = vm_alloc(vm, (size_t)count * sizeof(Value));
  if (!old) return false;
  size_t to = (size_t)start;
  for (size_t from = (size_t)start, n = 0; from < l->len; from++) {
    if (n < (size_t)count && from == (size_t)(start + (int64_t)n * step)) old[n++] = l->items[from];
    else l->items[to++] = l->items[from];
  }
  l->len = to;
  list_shrink(vm, l);
  for (int64_t i = 0; i < count; i++) release(vm, old[i]);
  vm_dealloc(vm, old, (size_t)count * sizeof(Value));
  return true;
}

static bool assign_stepped(VM *vm, List *l, Value slice, Value v) {
  Value seq = fast_sequence(vm, v, l);
  if (!seq) return false;
  int64_t start, stop, step, count;
  size_t len;
  bool ok = slice_resolve(vm, slice, (int64_t)l->len, &start, &stop, &step, &count);
  const Value *items = fast_items(seq, &len);
  if (ok && len != (size_t)count) {
    raise_value(vm, "attempt to assign sequence of size %zu to extended slice of size %ld", len, count);
    ok = false;
  }
  Value *old = ok && count ? vm_alloc(vm, len * sizeof(Value)) : NULL;
  if (ok && count && !old) ok = false;
  if (ok && count) {
    for (int64_t i = 0; i < count; i++) {
      old[i] = l->items[start + i * step];
      l->items[start + i * step] = retain(items[i]);
    }
    for (int64_t i = 0; i < count; i++) release(vm, old[i]);
    vm_dealloc(vm, old, len * sizeof(Value));
  }
  release(vm, seq);
  return ok;
}

static bool list_setslice(VM *vm, List *l, Value key, Value v) {
  int64_t start, stop, step, count;
  if (!slice_resolve(vm, key, (int64_t)l->len, &start, &stop, &step, &count)) return false;
  if (step == 1) return list_assign_slice(vm, l, (size_t)start, (size_t)(start + count), v);
  if (!v) return delete_stepped(vm, l, start, step, count);
  return assign_stepped(vm, l, key, v);
}

static bool list_setitem(VM *vm, Value self, Value key, Value v) {
  List *l = as_list(self);
  int64_t i;
  if (LIKELY(is_int(key))) {
    i = as_int(key);
  } else if (is_kind(key, KIND_SLICE)) {
    return list_setslice(vm, l, key, v);
  } else if (sequence_has_index(vm, key)) {
    if (!sequence_index(vm, key, EXC_IndexError, &i)) return false;
  } else {
    return raise_type(vm, "list indices must be integers or slices, not %T", key), false;
  }
  if (i < 0) i += (int64_t)l->len;
  if (UNLIKELY((uint64_t)i >= l->len)) return raise(vm, EXC_IndexError, "list assignment index out of range"), false;
  if (v) replace(vm, &l->items[i], retain(v));
  else release(vm, list_pop(vm, l, i));
  return true;
}

// ---- operators

static int64_t list_len(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_list(self)->len;
}

static int list_contains(VM *vm, Value self, Value item) {
  List *l = as_list(self);
  for (size_t i = 0; i < l->len; i++) {
    int eq = list_item_equal(vm, l->items[i], item);
    if (eq) return eq;
  }
  return 0;
}

static Value list_add(VM *vm, Value a, Value b) {
  if (!is_list(a) || (!is_list(b) && text_defers(vm, b, BIN_ADD))) return V_NOTIMPL;
  if (!is_list(b)) return raise_type(vm, "can only concatenate list (not \"%T\") to list", b);
  List *x = as_list(a), *y = as_list(b), *out = list_alloc(vm, x->len + y->len);
  if (!out) return V_ABSENT;
  for (size_t i = 0; i < x->len; i++) out->items[i] = retain(x->items[i]);
  for (size_t i = 0; i < y->len; i++) out->items[x->len + i] = retain(y->items[i]);
  out->len = x->len + y->len;
  return from_obj(out);
}

static Value list_mul(VM *vm, Value a, Value b) {
  if (!is_list(a)) {
    Value swap = a;
    a = b;
    b = swap;
  }
  int64_t n;
  int have = sequence_count(vm, b, &n);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  List *l = as_list(a);
  size_t len = l->len;
  if (n <= 0 || len == 0) return list_new(vm, 0);
  if ((uint64_t)n > LIST_MAX / len) return raise_no_memory(vm);
  List *out = list_alloc(vm, len * (size_t)n);
  if (!out) return V_ABSENT;
  for (size_t i = 0, at = 0; i < (size_t)n; i++)
    for (size_t j = 0; j < len; j++) out->items[at++] = retain(l->items[j]);
  out->len = len * (size_t)n;
  return from_obj(out);
}

static Value list_iadd(VM *vm, Value self, Value other) {
  if (!list_extend(vm, as_list(self), other)) return V_ABSENT;
  return retain(self);
}

static Value list_imul(VM *vm, Value self, Value count) {
  int64_t n;
  int have = sequence_count(vm, count, &n);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  List *l = as_list(self);
  size_t len = l->len;
  if (n <= 0) list_clear(vm, l);
  if (n <= 1 || len == 0) return retain(self);
  if ((uint64_t)n > LIST_MAX / len) return raise_no_memory(vm);
  if (!list_grow(vm, l, len * (size_t)(n - 1))) return V_ABSENT;
  for (size_t at = len; at < len * (size_t)n; at++) l->items[at] = retain(l->items[at - len]);
  l->len = len * (size_t)n;
  return retain(self);
}

static Value list_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_list(a) || !is_list(b)) return V_NOTIMPL;
  List *x = as_list(a), *y = as_list(b);
  if (x->len != y->len && (op == CMP_EQ || op == CMP_NE)) return from_bool(op == CMP_NE);
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
  Value p = retain(x->items[i]), q = retain(y->items[i]);
  Value result = obj_compare(vm, p, q, op);
  release(vm, p);
  release(vm, q);
  return result;
}

static Value list_repr(VM *vm, Value self) {
  List *l = as_list(self);
  if (l->len == 0) return str_from_c(vm, "[]");
  ReprGuard guard;
  if (!repr_enter(vm, &guard, l)) return str_from_c(vm, "[...]");
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_char(&sb, '[');
  bool ok = true;
  for (size_t i = 0; ok && i < l->len; i++) {
    if (i) sb_ascii(&sb, ", ", 2);
    Value v = retain(l->items[i]);
    ok = sb_value_repr(&sb, v);
    release(vm, v);
  }
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_char(&sb, ']');
  return sb_finish(&sb);
}

// ---- construction and life

static Value list_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  if (type == vm->types.list) return list_new(vm, 0);
  return instance_new(vm, type);
}

static bool list_slot_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (init_takes_all(type_of_get(vm, self), vm->types.list) && !args_no_keywords(vm, "list", kwnames)) return false;
  if (!args_count(vm, "list", argc, 0, 1)) return false;
  List *l = as_list(self);
  if (l->items) list_clear(vm, l);
  return argc == 0 || list_extend(vm, l, args[0]);
}

static void list_free(VM *vm, Object *o) { list_clear(vm, (List *)o); }

static void list_traverse(Object *o, VisitFn visit, void *arg) {
  List *l = (List *)o;
  for (size_t i = 0; i < l->len; i++) visit(arg, l->items[i]);
}

// ---- methods

static Value m_append(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return list_append_steal(vm, as_list(args[0]), retain(args[1])) ? V_NONE : V_ABSENT;
}

static Value m_extend(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return list_extend(vm, as_list(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

static Value m_insert(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  return list_insert(vm, as_list(args[0]), index, args[2]) ? V_NONE : V_ABSENT;
}

static Value m_pop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *l = as_list(args[0]);
  int64_t index = -1;
  if (args[1] && !obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  if (l->len == 0) return raise(vm, EXC_IndexError, "pop from empty list");
  if (index < 0) index += (int64_t)l->len;
  if ((uint64_t)index >= l->len) return raise(vm, EXC_IndexError, "pop index out of range");
  return list_pop(vm, l, index);
}

static Value m_remove(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *l = as_list(args[0]);
  for (size_t i = 0; i < l->len; i++) {
    int eq = list_item_equal(vm, l->items[i], args[1]);
    if (eq < 0) return V_ABSENT;
    if (eq && i < l->len) {
      release(vm, list_pop(vm, l, (int64_t)i));
      return V_NONE;
    }
  }
  return raise_value(vm, "list.remove(x): x not in list");
}

static Value m_index(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *l = as_list(args[0]);
  int64_t start = 0, stop = INT64_MAX;
  if (args[2] && !sequence_slice_index(vm, args[2], &start)) return V_ABSENT;
  if (args[3] && !sequence_slice_index(vm, args[3], &stop)) return V_ABSENT;
  if (start < 0 && (start += (int64_t)l->len) < 0) start = 0;
  if (stop < 0 && (stop += (int64_t)l->len) < 0) stop = 0;
  for (int64_t i = start; i < stop && i < (int64_t)l->len; i++) {
    int eq = list_item_equal(vm, l->items[i], args[1]);
    if (eq < 0) return V_ABSENT;
    if (eq) return from_int(i);
  }
  return raise_value(vm, "%R is not in list", args[1]);
}

static Value m_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *l = as_list(args[0]);
  int64_t count = 0;
  for (size_t i = 0; i < l->len; i++) {
    int eq = list_item_equal(vm, l->items[i], args[1]);
    if (eq < 0) return V_ABSENT;
    count += eq;
  }
  return from_int(count);
}

static Value m_reverse(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  List *l = as_list(args[0]);
  for (size_t i = 0, j = l->len; i + 1 < j; i++) {
    Value v = l->items[i];
    l->items[i] = l->items[--j];
    l->items[j] = v;
  }
  return V_NONE;
}

static Value m_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  list_clear(vm, as_list(args[0]));
  return V_NONE;
}

static Value m_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return list_from(vm, as_list(args[0])->items, as_list(args[0])->len);
}

static Value m_sort(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int reverse = args[2] ? obj_truthy(vm, args[2]) : 0;
  if (reverse < 0) return V_ABSENT;
  return list_sort(vm, as_list(args[0]), args[1], reverse) ? V_NONE : V_ABSENT;
}

static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int((int64_t)(40 + as_list(args[0])->cap * sizeof(Value)));
}

// ---- iterators

static Value list_iter(VM *vm, Value self) { return seqiter_new(vm, vm->types.list_iter, self); }

static Value list_iter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (!it->seq) return V_ABSENT;
  List *l = as_list(it->seq);
  if (it->index < l->len) return retain(l->items[it->index++]);
  replace(vm, &it->seq, V_ABSENT);
  return V_ABSENT;
}

static Value m_reversed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return list_reviter_new(vm, args[0]);
}

// ---- the types

static const NativeDef list_methods[] = {
  {"append", "($self, object, /)", m_append, 0, "Append object to the end of the list."},
  {"clear", "($self, /)", m_clear, 0, "Remove all items from list."},
  {"copy", "($self, /)", m_copy, 0, "Return a shallow copy of the list."},
  {"count", "($self, value, /)", m_count, 0, "Return number of occurrences of value."},
  {"extend", "($self, iterable, /)", m_extend, 0, "Extend list by appending elements from the iterable."},
  {"index", "($self, value, start=0, stop=9223372036854775807, /)", m_index, 0,
   "Return first index of value.\n\nRaises ValueError if the value is not present."},
  {"insert", "($self, index, object, /)", m_insert, 0, "Insert object before index."},
  {"pop", "($self, index=-1, /)", m_pop, 0,
   "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."},
  {"remove", "($self, value, /)", m_remove, 0,
   "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
  {"reverse", "($self, /)", m_reverse, 0, "Reverse *IN PLACE*."},
  {"sort", "($self, /, *, key=None, reverse=False)", m_sort, 0, "Sort the list in ascending order and return None."},
  {"__reversed__", "($self, /)", m_reversed, 0, "Return a reverse iterator over the list."},
  {"__sizeof__", "($self, /)", m_sizeof, 0, "Return the size of the list in memory, in bytes."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec list_spec = {
  .name = "list",
  .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n"
         "The argument must be an iterable if specified.",
  .kind = KIND_LIST,
  .flags = TYPE_BASE | TYPE_GC | TYPE_SEQUENCE,
  .basicsize = sizeof(List),
  .methods = list_methods,
  .slots = {
    .repr = list_repr, .compare = list_compare, .iter = list_iter, .len = list_len, .getitem = list_getitem,
    .setitem = list_setitem, .contains = list_contains, .new = list_slot_new, .init = list_slot_init, .free = list_free,
    .traverse = list_traverse, .binary = {[BIN_ADD] = list_add, [BIN_MUL] = list_mul},
    .inplace = {[BIN_ADD] = list_iadd, [BIN_MUL] = list_imul},
  },
};

static const TypeSpec list_iter_spec = {
  .name = "list_iterator",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = list_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

bool list_types_init(VM *vm) {
  if (!(vm->types.list = type_from_spec(vm, &list_spec, NULL))) return false;
  if (!(vm->types.list_iter = type_from_spec(vm, &list_iter_spec, NULL))) return false;
  vm->shape.list = vm->types.list->root;
  vm->shape.list_iter = vm->types.list_iter->root;
  return tuple_types_init(vm);
}
