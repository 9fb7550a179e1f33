// SPDX-License-Identifier: MIT
// slice.c - slice objects, and what a slice means for a sequence of a given length.
#include "vm/types/numargs.h"

static Slice *as_slice(Value v) { return (Slice *)as_obj(v); }

Value slice_new(VM *vm, Value start, Value stop, Value step) {
  Slice *s = object_new_raw(vm, vm->types.slice, sizeof(Slice));
  if (!s) return V_ABSENT;
  s->start = retain(start);
  s->stop = retain(stop);
  s->step = retain(step);
  bool heap = is_heap(start) || is_heap(stop) || is_heap(step);
  if (heap && !gc_track(vm, &s->header)) return decref(vm, s), V_ABSENT;
  return from_obj(s);
}

// ---- resolving

static bool part_index(VM *vm, Value v, int64_t *out) {
  if (is_int(v)) return *out = as_int(v), true;
  if (!is_integer(v) && !type_of_get(vm, v)->slots.index)
    return raise_type(vm, "slice indices must be integers or None or have an __index__ method"), false;
  return obj_index_clamped(vm, v, out);
}

static int64_t clamp_bound(int64_t i, int64_t len, bool backwards) {
  if (i < 0) {
    i += len;
    return i < 0 ? (backwards ? -1 : 0) : i;
  }
  return i >= len ? (backwards ? len - 1 : len) : i;
}

bool slice_resolve(VM *vm, Value slice, int64_t len, int64_t *start, int64_t *stop, int64_t *step, int64_t *count) {
  const Slice *s = as_slice(slice);
  *step = 1;
  if (s->step != V_NONE) {
    if (!part_index(vm, s->step, step)) return false;
    if (*step == 0) return raise_value(vm, "slice step cannot be zero"), false;
    if (*step < -INT64_MAX) *step = -INT64_MAX;
  }
  bool backwards = *step < 0;
  *start = backwards ? INT64_MAX : 0;
  *stop = backwards ? INT64_MIN : INT64_MAX;
  if (s->start != V_NONE && !part_index(vm, s->start, start)) return false;
  if (s->stop != V_NONE && !part_index(vm, s->stop, stop)) return false;
  *start = clamp_bound(*start, len, backwards);
  *stop = clamp_bound(*stop, len, backwards);
  if (backwards) *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
  else *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
  return true;
}

static Value part_big(VM *vm, Value v) {
  if (!is_integer(v) && !type_of_get(vm, v)->slots.index)
    return raise_type(vm, "slice indices must be integers or None or have an __index__ method");
  return obj_index(vm, v);
}

// One bound: `otherwise` when left out; negative counts from the end; then into [lower, upper].
static Value bound_big(VM *vm, Value v, Value len, Value lower, Value upper, Value otherwise) {
  if (v == V_NONE) return retain(otherwise);
  Value i = part_big(vm, v);
  if (i == V_ABSENT) return V_ABSENT;
  if (int_sign(i) < 0) {
    Value sum = int_binary(vm, i, len, BIN_ADD);
    release(vm, i);
    if (sum == V_ABSENT) return V_ABSENT;
    i = sum;
    if (int_cmp(i, lower) >= 0) return i;
    release(vm, i);
    return retain(lower);
  }
  if (int_cmp(i, upper) <= 0) return i;
  release(vm, i);
  return retain(upper);
}

bool slice_resolve_big(VM *vm, Value slice, Value len, Value *start, Value *stop, Value *step) {
  const Slice *s = as_slice(slice);
  *step = s->step == V_NONE ? from_int(1) : part_big(vm, s->step);
  if (*step == V_ABSENT) return false;
  int sign = int_sign(*step);
  if (sign == 0) return release(vm, *step), raise_value(vm, "slice step cannot be zero"), false;
  Value lower = sign < 0 ? from_int(-1) : from_int(0);
  Value upper = sign < 0 ? int_binary(vm, len, from_int(1), BIN_SUB) : retain(len);
  *start = *stop = V_ABSENT;
  if (upper != V_ABSENT) *start = bound_big(vm, s->start, len, lower, upper, sign < 0 ? upper : lower);
  if (*start != V_ABSENT) *stop = bound_big(vm, s->stop, len, lower, upper, sign < 0 ? lower : upper);
  release(vm, upper);
  if (*stop != V_ABSENT) return true;
  release(vm, *start);
  release(vm, *step);
  return false;
}

// ---- the type

static Value slice_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  if (!args_positional(vm, "slice", argc, kwnames, 1, 3)) return V_ABSENT;
  if (argc == 1) return slice_new(vm, V_NONE, args[0], V_NONE);
  return slice_new(vm, args[0], args[1], argc == 3 ? args[2] : V_NONE);
}

static void slice_free(VM *vm, Object *o) {
  Slice *s = (Slice *)o;
  Value parts[3] = {s->start, s->stop, s->step};
  s->start = s->stop = s->step = V_ABSENT;
  for (int i = 0; i < 3; i++) release(vm, parts[i]);
}

static void slice_traverse(Object *o, VisitFn visit, void *arg) {
  const Slice *s = (const Slice *)o;
  visit(arg, s->start);
  visit(arg, s->stop);
  visit(arg, s->step);
}

static Value slice_repr(VM *vm, Value v) {
  const Slice *s = as_slice(v);
  if (!recursion_enter(vm, " while getting the repr of an object")) return V_ABSENT;
  Value text = str_format_c(vm, "slice(%R, %R, %R)", s->start, s->stop, s->step);
  recursion_leave(vm);
  return text;
}

static Value as_parts(VM *vm, Value v) {
  const Slice *s = as_slice(v);
  return tuple_pack(vm, 3, s->start, s->stop, s->step);
}

static Value slice_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_kind(a, KIND_SLICE) || !is_kind(b, KIND_SLICE)) return V_NOTIMPL;
  if (a == b) return from_bool(op == CMP_EQ || op == CMP_LE || op == CMP_GE);
  Value x = as_parts(vm, a), y = x == V_ABSENT ? V_ABSENT : as_parts(vm, b);
  Value r = y == V_ABSENT ? V_ABSENT : obj_compare(vm, x, y, op);
  release(vm, x);
  release(vm, y);
  return r;
}

// The hash of a tuple in CPython (xxHash), without its final mixing in of the length.
static bool slice_hash(VM *vm, Value v, int64_t *hash) {
  const Slice *s = as_slice(v);
  Value parts[3] = {s->start, s->stop, s->step};
  uint64_t acc = UINT64_C(2870177450012600261);
  for (int i = 0; i < 3; i++) {
    int64_t lane;
    if (!obj_hash(vm, parts[i], &lane)) return false;
    acc += (uint64_t)lane * UINT64_C(14029467366897019727);
    acc = acc << 31 | acc >> 33;
    acc *= UINT64_C(11400714785074694791);
  }
  *hash = (int64_t)acc == -1 ? 1546275796 : (int64_t)acc;
  return true;
}

static Value method_indices(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value len = obj_index(vm, args[1]);
  if (len == V_ABSENT) return V_ABSENT;
  if (int_sign(len) < 0) return release(vm, len), raise_value(vm, "length should not be negative");
  Value parts[3];
  bool ok = slice_resolve_big(vm, args[0], len, &parts[0], &parts[1], &parts[2]);
  release(vm, len);
  return ok ? tuple_from_steal(vm, parts, 3) : V_ABSENT;
}

static Value method_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value parts = as_parts(vm, args[0]);
  if (parts == V_ABSENT) return V_ABSENT;
  Value pair[2] = {retain_obj(vm->types.slice), parts};
  return tuple_from_steal(vm, pair, 2);
}

static Value get_start(VM *vm, Value v) {
  (void)vm;
  return retain(as_slice(v)->start);
}

static Value get_stop(VM *vm, Value v) {
  (void)vm;
  return retain(as_slice(v)->stop);
}

static Value get_step(VM *vm, Value v) {
  (void)vm;
  return retain(as_slice(v)->step);
}

static const NativeDef slice_methods[] = {
    {"indices", "($self, object, /)", method_indices, 0, "Start, stop and step for a sequence of the given length."},
    {"__reduce__", "($self, /)", method_reduce, 0, "Return state information for pickling."},
    {0},
};

static const GetSetDef slice_getset[] = {
    {"start", get_start, NULL, NULL},
    {"stop", get_stop, NULL, NULL},
    {"step", get_step, NULL, NULL},
    {0},
};

static const TypeSpec slice_spec = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat stands between the brackets of an extended subscript.",
    .kind = KIND_SLICE,
    .flags = TYPE_GC,
    .basicsize = sizeof(Slice),
    .methods = slice_methods,
    .getset = slice_getset,
    .slots = {.repr = slice_repr, .compare = slice_compare, .hash = slice_hash, .new = slice_type_new, .free = slice_free,
              .traverse = slice_traverse},
};

bool slice_types_init(VM *vm) {
  vm->types.slice = type_from_spec(vm, &slice_spec, NULL);
  return vm->types.slice != NULL;
}
