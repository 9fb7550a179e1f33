// SPDX-License-Identifier: MIT
// seqiter.c - the iterator over anything with __getitem__, the one that calls a function, and how sequence iterators are made.
#include "vm/core/numargs.h"

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

static Value iter_self(VM *vm, Value self) {
  (void)vm;
  return retain(self);
}

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

static Value reduce_exhausted(VM *vm) {
  Value iter = import_attr(vm, "builtins", "iter");
  if (iter == V_ABSENT) return V_ABSENT;
  Value empty = retain_obj(vm->empty_tuple), args = tuple_from_steal(vm, &empty, 1);
  if (args == V_ABSENT) return release(vm, iter), V_ABSENT;
  Value pair[2] = {iter, args};
  return tuple_from_steal(vm, pair, 2);
}

static Value seqiter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const SeqIter *it = (const SeqIter *)as_obj(args[0]);
  if (it->seq == V_ABSENT) return reduce_exhausted(vm);
  Value parts[3] = {import_attr(vm, "builtins", "iter"), V_ABSENT, V_ABSENT};
  if (parts[0] == V_ABSENT) return V_ABSENT;
  parts[1] = tuple_from(vm, &it->seq, 1);
  if (parts[1] != V_ABSENT) parts[2] = int_from_i64(vm, (int64_t)it->index);
  if (parts[2] == V_ABSENT) return release(vm, parts[0]), release(vm, parts[1]), V_ABSENT;
  return tuple_from_steal(vm, parts, 3);
}

static Value seqiter_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t index;
  if (!obj_index_i64(vm, args[1], &index)) return V_ABSENT;
  SeqIter *it = (SeqIter *)as_obj(args[0]);
  if (it->seq != V_ABSENT) it->index = index < 0 ? 0 : (size_t)index;
  return V_NONE;
}

static void seqiter_free(VM *vm, Object *o) { replace(vm, &((SeqIter *)o)->seq, V_ABSENT); }
static void seqiter_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((SeqIter *)o)->seq); }

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
    .slots = {.iter = iter_self, .next = seqiter_next, .free = seqiter_free, .traverse = seqiter_traverse},
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
  if (it->callee == V_ABSENT) return reduce_exhausted(vm);
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
    .slots = {.iter = iter_self, .next = calliter_next, .free = calliter_free, .traverse = calliter_traverse},
};

bool seqiter_types_init(VM *vm) {
  vm->types.seq_iter = type_from_spec(vm, &seqiter_spec, NULL);
  vm->types.call_iter = type_from_spec(vm, &calliter_spec, NULL);
  return vm->types.seq_iter && vm->types.call_iter;
}
