// SPDX-License-Identifier: MIT
// seqiter.c - how sequence iterators are made; what those of list, tuple, str, bytes and bytearray share (each has a next of its own); the
// iterator over anything with __getitem__; the one that calls a function.
#include "vm/types/numargs.h"
#include "vm/types/text.h"

typedef struct CallIter { Object header; Value callee, sentinel; } CallIter;  // callee V_ABSENT: exhausted

Value seqiter_new(VM *vm, Type *type, Value seq) {
  SeqIter *it = object_new_raw(vm, type, sizeof(SeqIter));
  if (!it) return V_ABSENT;
  it->seq = retain(seq);
  it->index = 0;
  if (type_has(type, TYPE_GC) && !gc_track(vm, &it->header)) return decref(vm, it), V_ABSENT;
  return from_obj(it);
}

Value calliter_new(VM *vm, Value callee, Value sentinel) {
  CallIter *it = object_new_raw(vm, vm->types.call_iter, sizeof(CallIter));
  if (!it) return V_ABSENT;
  it->callee = retain(callee);
  it->sentinel = retain(sentinel);
  if (!gc_track(vm, &it->header)) return decref(vm, it), V_ABSENT;
  return from_obj(it);
}

void seqiter_free(VM *vm, Object *o) { replace(vm, &((SeqIter *)o)->seq, V_ABSENT); }
void seqiter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((SeqIter *)o)->seq); }

static Value reduced(VM *vm, const char *function, Value seq, int64_t index) {
  Value parts[3] = {builtin_named(vm, function), V_ABSENT, V_ABSENT};
  uint32_t count = index < 0 ? 2 : 3;
  if (parts[0]) parts[1] = tuple_pack(vm, 1, seq);
  if (parts[1]) parts[2] = index < 0 ? V_NONE : int_from_i64(vm, index);
  if (!parts[2]) return release(vm, parts[0]), release(vm, parts[1]), V_ABSENT;
  return tuple_from_steal(vm, parts, count);
}

static Value reduced_steal(VM *vm, const char *function, Value seq_steal) {
  Value r = seq_steal ? reduced(vm, function, seq_steal, -1) : V_ABSENT;
  release(vm, seq_steal);
  return r;
}

// ---- list, tuple, str, bytes and bytearray: the index may be set, and never leaves the sequence

static size_t length_of(Value seq) {
  if (is_list(seq)) return as_list(seq)->len;
  if (is_tuple(seq)) return as_tuple(seq)->len;
  return is_str(seq) ? as_str(seq)->len : text_of(seq).len;
}

static Value exact_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  const SeqIter *it = (SeqIter *)as_obj(args[0]);
  size_t len = it->seq ? length_of(it->seq) : 0;
  return from_int(len > it->index ? (int64_t)(len - it->index) : 0);
}

static Value empty_for(VM *vm, const Type *type) {
  if (type == vm->types.list_iter) return list_new(vm, 0);
  return type == vm->types.str_iter || type == vm->types.str_ascii_iter ? str_from_c(vm, "") : retain_obj(vm->empty_tuple);
}

static Value exact_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const SeqIter *it = (SeqIter *)as_obj(args[0]);
  if (it->seq && it->index != SEQITER_SPENT) return reduced(vm, "iter", it->seq, (int64_t)it->index);
  return reduced_steal(vm, "iter", empty_for(vm, obj_type(&it->header)));
}

static Value exact_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  SeqIter *it = (SeqIter *)as_obj(args[0]);
  if (!it->seq) return V_NONE;
  size_t len = length_of(it->seq);
  if (index < 0) it->index = is_list(it->seq) ? SEQITER_SPENT : 0;
  else it->index = (size_t)index > len ? len : (size_t)index;
  return V_NONE;
}

const NativeDef sequence_iter_methods[] = {
  {"__length_hint__", "($self, /)", exact_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", exact_reduce, 0, "Return state information for pickling."},
  {"__setstate__", "($self, state, /)", exact_setstate, 0, "Set state information for unpickling."},
  {0},
};

// ---- reversed(list): the index is one more than the position of the next item, and an exhausted one may be set back

Value list_reviter_new(VM *vm, Value list) {
  Value it = seqiter_new(vm, vm->types.list_reviter, list);
  if (it) ((SeqIter *)as_obj(it))->index = as_list(list)->len;
  return it;
}

static Value reviter_next(VM *vm, Value self) {
  (void)vm;
  SeqIter *it = (SeqIter *)as_obj(self);
  const List *l = it->seq ? as_list(it->seq) : NULL;
  if (l && it->index && it->index <= l->len) return retain(l->items[--it->index]);
  it->index = 0;
  return V_ABSENT;
}

static Value reviter_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  const SeqIter *it = (SeqIter *)as_obj(args[0]);
  return from_int(!it->seq || it->index > as_list(it->seq)->len ? 0 : (int64_t)it->index);
}

static Value reviter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const SeqIter *it = (SeqIter *)as_obj(args[0]);
  return it->seq && it->index ? reduced(vm, "reversed", it->seq, (int64_t)it->index - 1) : reduced_steal(vm, "reversed", list_new(vm, 0));
}

static Value reviter_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SeqIter *it = (SeqIter *)as_obj(args[0]);
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  if (!it->seq) return V_NONE;
  int64_t len = (int64_t)as_list(it->seq)->len;
  it->index = (size_t)(index < -1 ? 0 : index > len - 1 ? len : index + 1);
  return V_NONE;
}

static const NativeDef reviter_methods[] = {
  {"__length_hint__", "($self, /)", reviter_length_hint, 0, "Private method returning an estimate of len(list(it))."},
  {"__reduce__", "($self, /)", reviter_reduce, 0, "Return state information for pickling."},
  {"__setstate__", "($self, object, /)", reviter_setstate, 0, "Set state information for unpickling."},
  {0},
};

static const TypeSpec reviter_spec = {
  .name = "list_reverseiterator",
  .kind = KIND_ITERATOR,
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(SeqIter),
  .methods = reviter_methods,
  .slots = {.iter = iterator_self, .next = reviter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

// ---- iter(sequence)

static Value seqiter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (it->seq == V_ABSENT) return V_ABSENT;
  if (it->index >= (size_t)INT64_MAX) return raise(vm, EXC_OverflowError, "iter index too large");
  Value seq = retain(it->seq), index = int_from_i64(vm, (int64_t)it->index);
  Value v = index == V_ABSENT ? V_ABSENT : obj_getitem(vm, seq, index);
  release(vm, index);
  if (v != V_ABSENT) it->index++;
  else if (error_clear_if(vm, EXC_IndexError) || error_clear_if(vm, EXC_StopIteration)) replace(vm, &it->seq, V_ABSENT);
  release(vm, seq);
  return v;
}

static Value seqiter_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const SeqIter *it = (const SeqIter *)as_obj(args[0]);
  if (it->seq == V_ABSENT) return from_int(0);
  if (!type_of_get(vm, it->seq)->slots.len) return V_NOTIMPL;
  int64_t len = obj_len(vm, it->seq);
  if (len < 0) return V_ABSENT;
  return int_from_i64(vm, len > (int64_t)it->index ? len - (int64_t)it->index : 0);
}

static Value seqiter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const SeqIter *it = (const SeqIter *)as_obj(args[0]);
  return it->seq ? reduced(vm, "iter", it->seq, (int64_t)it->index) : reduced(vm, "iter", from_obj(vm->empty_tuple), -1);
}

static Value seqiter_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  SeqIter *it = (SeqIter *)as_obj(args[0]);
  if (it->seq != V_ABSENT) it->index = index < 0 ? 0 : (size_t)index;
  return V_NONE;
}

static const NativeDef seqiter_methods[] = {
    {"__length_hint__", "($self, /)", seqiter_length_hint, 0, "An estimate of the items left."},
    {"__reduce__", "($self, /)", seqiter_reduce, 0, "Return state information for pickling."},
    {"__setstate__", "($self, state, /)", seqiter_setstate, 0, "Set state information for unpickling."},
    {0},
};

static const TypeSpec seqiter_spec = {
    .name = "iterator",
    .kind = KIND_ITERATOR,
    .flags = TYPE_GC | TYPE_NO_NEW,
    .basicsize = sizeof(SeqIter),
    .methods = seqiter_methods,
    .slots = {.iter = iterator_self, .next = seqiter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

// ---- iter(callable, sentinel)

static void calliter_finish(VM *vm, CallIter *it) {
  Value sentinel = it->sentinel;
  it->sentinel = V_ABSENT;
  replace(vm, &it->callee, V_ABSENT);
  release(vm, sentinel);
}

static Value calliter_next(VM *vm, Value self) {
  CallIter *it = (CallIter *)as_obj(self);
  if (it->callee == V_ABSENT) return V_ABSENT;
  Value callee = retain(it->callee), v = obj_call(vm, callee, NULL, 0);
  release(vm, callee);
  if (v == V_ABSENT) {
    if (error_clear_if(vm, EXC_StopIteration)) calliter_finish(vm, it);
    return V_ABSENT;
  }
  if (it->sentinel == V_ABSENT) return release(vm, v), V_ABSENT;  // the call itself exhausted the iterator
  Value sentinel = retain(it->sentinel);
  int equal = obj_eq(vm, sentinel, v);
  release(vm, sentinel);
  if (equal == 0) return v;
  release(vm, v);
  if (equal > 0) calliter_finish(vm, it);
  return V_ABSENT;
}

static Value calliter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const CallIter *it = (const CallIter *)as_obj(args[0]);
  if (it->callee == V_ABSENT) return reduced(vm, "iter", from_obj(vm->empty_tuple), -1);
  Value parts[2] = {import_attr(vm, "builtins", "iter"), V_ABSENT};
  if (parts[0] == V_ABSENT) return V_ABSENT;
  parts[1] = tuple_pack(vm, 2, it->callee, it->sentinel);
  if (parts[1] == V_ABSENT) return release(vm, parts[0]), V_ABSENT;
  return tuple_from_steal(vm, parts, 2);
}

static void calliter_free(VM *vm, Object *o) { calliter_finish(vm, (CallIter *)o); }
static void calliter_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((CallIter *)o)->callee);
  visit(arg, ((CallIter *)o)->sentinel);
}

static const NativeDef calliter_methods[] = {
    {"__reduce__", "($self, /)", calliter_reduce, 0, "Return state information for pickling."},
    {0},
};

static const TypeSpec calliter_spec = {
    .name = "callable_iterator",
    .kind = KIND_ITERATOR,
    .flags = TYPE_GC | TYPE_NO_NEW,
    .basicsize = sizeof(CallIter),
    .methods = calliter_methods,
    .slots = {.iter = iterator_self, .next = calliter_next, .free = calliter_free, .traverse = calliter_traverse},
};

bool seqiter_types_init(VM *vm) {
  vm->types.seq_iter = type_from_spec(vm, &seqiter_spec, NULL);
  vm->types.call_iter = type_from_spec(vm, &calliter_spec, NULL);
  vm->types.list_reviter = type_from_spec(vm, &reviter_spec, NULL);
  return vm->types.seq_iter && vm->types.call_iter && vm->types.list_reviter;
}
