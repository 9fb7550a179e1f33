// SPDX-License-Identifier: MIT
// simplequeue.c - the module _queue: SimpleQueue, which module queue gives on, and its Empty.
//
// A ring of items and a queue of those that wait, guarded by the VM's lock. put() never waits and runs no script code, so it may be
// called from finalisers and signal handlers, also in the middle of a get().
#include "stdlib/native/thread.h"
#include "vm/aio/aiosync.h"

typedef struct SimpleQueue {
  Object header;
  Row items;
  WaitQueue waiters;
} SimpleQueue;

static inline SimpleQueue *as_queue(Value v) { return (SimpleQueue *)as_obj(v); }

static Value queue_put(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SimpleQueue *q = as_queue(args[0]);
  if (!row_push(vm, &q->items, args[1])) return V_ABSENT;
  thread_wake_one(&q->waiters);
  return V_NONE;
}

static Value raise_empty(VM *vm) {
  Value type = import_attr(vm, "_queue", "Empty");
  if (type) raise_object(vm, type);
  release(vm, type);
  return V_ABSENT;
}

static Value take(VM *vm, SimpleQueue *q, bool wait, int64_t deadline) {
  while (!q->items.len) {
    if (!wait) return raise_empty(vm);
    ParkResult r = thread_park(vm, &q->waiters, deadline);
    if (q->items.len) break;
    if (r == PARK_TIMEOUT) return raise_empty(vm);
    if (!safepoint(vm)) {
      if (q->items.len) thread_wake_one(&q->waiters);
      return V_ABSENT;
    }
  }
  return row_pop(&q->items);
}

static Value queue_get(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double seconds = -1;
  int wait = args[1] == V_ABSENT ? 1 : obj_truthy(vm, args[1]);
  bool timed = wait > 0 && args[2] != V_ABSENT && args[2] != V_NONE;
  if (wait < 0 || (timed && !thread_seconds(vm, args[2], &seconds))) return V_ABSENT;
  if (timed && seconds < 0) return raise_value(vm, "'timeout' must be a non-negative number");
  return take(vm, as_queue(args[0]), wait, timed ? thread_deadline(seconds) : WAIT_FOREVER);
}

static Value queue_get_nowait(VM *vm, Value *args, uint32_t argc) { return (void)argc, take(vm, as_queue(args[0]), false, 0); }
static Value queue_empty(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(!as_queue(args[0])->items.len); }
static Value queue_qsize(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_int(as_queue(args[0])->items.len); }

static Value queue_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  bool exact = !type_has(type, TYPE_HEAP);
  if (exact && argc) return raise_type(vm, "SimpleQueue() takes no positional arguments");
  if (exact && kwnames) return raise_type(vm, "SimpleQueue() takes no keyword arguments");
  return instance_new(vm, type);
}

static void queue_free(VM *vm, Object *o) { row_clear(vm, &((SimpleQueue *)o)->items); }
static void queue_traverse(Object *o, VisitFn visit, void *arg) { row_visit(&((SimpleQueue *)o)->items, visit, arg); }

static const NativeDef queue_methods[] = {
  {"put", "($self, /, item, block=True, timeout=None)", queue_put, 0, "Put the item on the queue: that never waits."},
  {"put_nowait", "($self, /, item)", queue_put, 0, "Put an item into the queue without blocking."},
  {"get", "($self, /, block=True, timeout=None)", queue_get, 0, "Remove and return an item from the queue; Empty when there is none in time."},
  {"get_nowait", "($self, /)", queue_get_nowait, 0, "Remove and return an item from the queue without blocking."},
  {"empty", "($self, /)", queue_empty, 0, "Return True if the queue is empty, False otherwise (not reliable!)."},
  {"qsize", "($self, /)", queue_qsize, 0, "Return the approximate size of the queue (not reliable!)."},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
const TypeSpec simple_queue_spec = {
  .name = "_queue.SimpleQueue", .doc = "Simple, unbounded, reentrant FIFO queue.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_IMMUTABLE, .basicsize = sizeof(SimpleQueue), .methods = queue_methods,
  .slots = {.new = queue_new, .free = queue_free, .traverse = queue_traverse},
};

static bool empty_init(VM *vm, Module *m) {
  Value name = str_from_c(vm, "Empty"), bases = tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_Exception))), where = str_from_c(vm, "_queue");
  Dict *ns = dict_new(vm);
  Value type = V_ABSENT;
  if (name && bases && where && ns && dict_set_name(vm, ns, vm->names.dunder_module, where))
    type = type_build(vm, vm->types.type, name, as_tuple(bases), ns, NULL, NULL);
  release(vm, name);
  release(vm, bases);
  release(vm, where);
  xdecref(vm, ns);
  return type && module_add(vm, m, "Empty", type);
}

static bool queue_init(VM *vm, Module *m) {
  Type *type = type_from_spec(vm, &simple_queue_spec, NULL);
  return type && module_add(vm, m, "SimpleQueue", from_obj(type)) && empty_init(vm, m);
}

const ModuleDef queue_module = {"_queue", "The native half of module queue.", NULL, queue_init};
