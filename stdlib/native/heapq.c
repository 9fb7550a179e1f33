// SPDX-License-Identifier: MIT
// heapq.c - module `_heapq`: heaps in lists. The script module `heapq` builds on it.
//
// Items are compared in the order that CPython's functions compare them, so that equal items leave a heap in the same order: a hole
// sinks to a leaf along the smaller children, then the item rises from there. Comparing can run script code that changes the
// list; a change of its length is an error.
#include "vm/core/vm.h"

static int item_less(VM *vm, Value a, Value b) {
  if (is_int2(a, b)) return as_int(a) < as_int(b);
  retain(a);
  retain(b);
  int less = obj_compare_bool(vm, a, b, CMP_LT);
  release(vm, a);
  release(vm, b);
  return less;
}

// Whether items[a] comes before items[b]: less, or greater in a max-heap. -1: exception.
static int before(VM *vm, List *heap, size_t a, size_t b, bool max) {
  size_t len = heap->len;
  int less = max ? item_less(vm, heap->items[b], heap->items[a]) : item_less(vm, heap->items[a], heap->items[b]);
  if (less >= 0 && heap->len != len) {
    raise(vm, EXC_RuntimeError, "list changed size during iteration");
    return -1;
  }
  return less;
}

static void swap(List *heap, size_t a, size_t b) {
  Value v = heap->items[a];
  heap->items[a] = heap->items[b];
  heap->items[b] = v;
}

static bool rise(VM *vm, List *heap, size_t start, size_t pos, bool max) {
  while (pos > start) {
    size_t parent = (pos - 1) / 2;
    int up = before(vm, heap, pos, parent, max);
    if (up < 0) return false;
    if (!up) break;
    swap(heap, pos, parent);
    pos = parent;
  }
  return true;
}

static bool sink(VM *vm, List *heap, size_t pos, bool max) {
  size_t start = pos, end = heap->len;
  while (pos < end / 2) {
    size_t child = 2 * pos + 1;
    if (child + 1 < end) {
      int left = before(vm, heap, child, child + 1, max);
      if (left < 0) return false;
      child += !left;
    }
    swap(heap, pos, child);
    pos = child;
  }
  return rise(vm, heap, start, pos, max);
}

static List *heap_arg(VM *vm, Value v, const char *function) {
  if (is_list(v)) return as_list(v);
  raise_type(vm, "%s() argument%s must be list, not %T", function, strstr(function, "push") || strstr(function, "replace") ? " 1" : "", v);  // one of two
  return NULL;
}

static Value heap_pop(VM *vm, List *heap, bool max) {
  if (heap->len == 0) return raise(vm, EXC_IndexError, "index out of range");
  Value last = list_pop(vm, heap, (int64_t)heap->len - 1);
  if (heap->len == 0) return last;
  Value top = heap->items[0];
  heap->items[0] = last;
  if (sink(vm, heap, 0, max)) return top;
  release(vm, top);
  return V_ABSENT;
}

static Value heap_replace(VM *vm, List *heap, Value item, bool max) {
  if (heap->len == 0) return raise(vm, EXC_IndexError, "index out of range");
  Value top = heap->items[0];
  heap->items[0] = retain(item);
  if (sink(vm, heap, 0, max)) return top;
  release(vm, top);
  return V_ABSENT;
}

static Value heap_order(VM *vm, List *heap, bool max) {
  for (size_t i = heap->len / 2; i-- > 0;)
    if (!sink(vm, heap, i, max)) return V_ABSENT;
  return V_NONE;
}

static Value f_heappush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "heappush");
  if (!heap || !list_append(vm, heap, args[1])) return V_ABSENT;
  return rise(vm, heap, 0, heap->len - 1, false) ? V_NONE : V_ABSENT;
}

static Value f_heappushpop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "heappushpop");
  if (!heap) return V_ABSENT;
  if (heap->len == 0) return retain(args[1]);
  int less = item_less(vm, heap->items[0], args[1]);
  if (less <= 0) return less ? V_ABSENT : retain(args[1]);
  return heap_replace(vm, heap, args[1], false);
}

static Value f_heappop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "heappop");
  return heap ? heap_pop(vm, heap, false) : V_ABSENT;
}

static Value f_heappop_max(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "_heappop_max");
  return heap ? heap_pop(vm, heap, true) : V_ABSENT;
}

static Value f_heapreplace(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "heapreplace");
  return heap ? heap_replace(vm, heap, args[1], false) : V_ABSENT;
}

static Value f_heapreplace_max(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "_heapreplace_max");
  return heap ? heap_replace(vm, heap, args[1], true) : V_ABSENT;
}

static Value f_heapify(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "heapify");
  return heap ? heap_order(vm, heap, false) : V_ABSENT;
}

static Value f_heapify_max(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  List *heap = heap_arg(vm, args[0], "_heapify_max");
  return heap ? heap_order(vm, heap, true) : V_ABSENT;
}

static const NativeDef heapq_functions[] = {
  {"heappush", "(heap, item, /)", f_heappush, 0, "Push item onto heap, maintaining the heap invariant."},
  {"heappushpop", "(heap, item, /)", f_heappushpop, 0, "Push item on the heap, then pop and return the smallest item from the heap."},
  {"heappop", "(heap, /)", f_heappop, 0, "Pop the smallest item off the heap, maintaining the heap invariant."},
  {"heapreplace", "(heap, item, /)", f_heapreplace, 0, "Pop and return the current smallest value, and add the new item."},
  {"heapify", "(heap, /)", f_heapify, 0, "Transform list into a heap, in-place, in O(len(heap)) time."},
  {"_heappop_max", "(heap, /)", f_heappop_max, 0, "Maxheap variant of heappop."},
  {"_heapreplace_max", "(heap, item, /)", f_heapreplace_max, 0, "Maxheap variant of heapreplace."},
  {"_heapify_max", "(heap, /)", f_heapify_max, 0, "Maxheap variant of heapify."},
  {NULL, NULL, NULL, 0, NULL},
};

const ModuleDef heapq_module = {"_heapq", "Heap queue algorithm.", heapq_functions, NULL};
