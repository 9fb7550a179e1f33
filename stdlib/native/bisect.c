// SPDX-License-Identifier: MIT
// bisect.c - module `_bisect`: searching and inserting in sorted sequences.
#include "vm/core/vm.h"

typedef struct Search { Value seq, x, key; int64_t low, high; bool right; } Search;

static bool search_args(VM *vm, Value *args, Search *s) {
  s->seq = args[0], s->x = args[1], s->low = 0, s->high = -1;
  s->key = args[4] == V_NONE ? V_ABSENT : args[4];
  if (args[2] && !obj_index_i64(vm, args[2], &s->low)) return false;
  if (s->low < 0) return raise_value(vm, "lo must be non-negative"), false;
  if (args[3] && args[3] != V_NONE && !obj_index_i64(vm, args[3], &s->high)) return false;
  return s->high >= 0 || (s->high = obj_len(vm, s->seq)) >= 0;
}

static Value item_at(VM *vm, const Search *s, int64_t i) {
  Value v = V_ABSENT;
  if (is_list(s->seq) && (uint64_t)i < as_list(s->seq)->len && as_obj(s->seq)->shape == vm->shape.list) v = retain(as_list(s->seq)->items[i]);
  else {
    Value index = int_from_i64(vm, i);
    if (index) v = obj_getitem(vm, s->seq, index);
    release(vm, index);
  }
  if (!v || !s->key) return v;
  Value k = obj_call(vm, s->key, &v, 1);
  release(vm, v);
  return k;
}

// The position for x; -1: exception.
static int64_t find(VM *vm, Search *s) {
  while (s->low < s->high) {
    int64_t mid = s->low + (s->high - s->low) / 2;
    Value v = item_at(vm, s, mid);
    if (!v) return -1;
    int less;
    if (s->right) less = is_int2(s->x, v) ? as_int(s->x) < as_int(v) : obj_compare_bool(vm, s->x, v, CMP_LT);
    else less = is_int2(s->x, v) ? as_int(v) < as_int(s->x) : obj_compare_bool(vm, v, s->x, CMP_LT);
    release(vm, v);
    if (less < 0) return -1;
    if (s->right == (less != 0)) s->high = mid;
    else s->low = mid + 1;
  }
  return s->low;
}

static Value bisect(VM *vm, Value *args, bool right) {
  Search s = {.right = right};
  int64_t at = search_args(vm, args, &s) ? find(vm, &s) : -1;
  return at < 0 ? V_ABSENT : int_from_i64(vm, at);
}

static Value insort(VM *vm, Value *args, bool right) {
  Search s = {.right = right};
  if (!search_args(vm, args, &s)) return V_ABSENT;
  Value key = s.key ? obj_call(vm, s.key, &args[1], 1) : retain(args[1]);
  if (!key) return V_ABSENT;
  s.x = key;
  int64_t at = find(vm, &s);
  release(vm, key);
  if (at < 0) return V_ABSENT;
  if (is_list(args[0]) && as_obj(args[0])->shape == vm->shape.list) return list_insert(vm, as_list(args[0]), at, args[1]) ? V_NONE : V_ABSENT;
  Value index = int_from_i64(vm, at), result = index ? obj_call_method(vm, args[0], vm->names.insert, (Value[]){index, args[1]}, 2) : V_ABSENT;
  release(vm, index);
  release(vm, result);
  return result ? V_NONE : V_ABSENT;
}

static Value f_bisect_right(VM *vm, Value *args, uint32_t argc) { return (void)argc, bisect(vm, args, true); }
static Value f_bisect_left(VM *vm, Value *args, uint32_t argc) { return (void)argc, bisect(vm, args, false); }
static Value f_insort_right(VM *vm, Value *args, uint32_t argc) { return (void)argc, insort(vm, args, true); }
static Value f_insort_left(VM *vm, Value *args, uint32_t argc) { return (void)argc, insort(vm, args, false); }

static const NativeDef bisect_functions[] = {
  {"bisect_right", "(a, x, lo=0, hi=None, *, key=None)", f_bisect_right, 0,
   "Return the index where to insert item x in list a, assuming a is sorted."},
  {"bisect_left", "(a, x, lo=0, hi=None, *, key=None)", f_bisect_left, 0,
   "Return the index where to insert item x in list a, assuming a is sorted."},
  {"insort_right", "(a, x, lo=0, hi=None, *, key=None)", f_insort_right, 0, "Insert item x in list a, and keep it sorted assuming a is sorted."},
  {"insort_left", "(a, x, lo=0, hi=None, *, key=None)", f_insort_left, 0, "Insert item x in list a, and keep it sorted assuming a is sorted."},
  {NULL, NULL, NULL, 0, NULL},
};

const ModuleDef bisect_module = {"_bisect", "Bisection algorithms.", bisect_functions, NULL};
