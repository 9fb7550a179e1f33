// SPDX-License-Identifier: MIT
// aioqueue.c - asyncio.Queue. Instances of subclasses (PriorityQueue, LifoQueue, a script's own) keep their state in script, where the
// hooks _init, _put and _get are: their methods are those of asyncio.queues._ScriptQueue.
#include <math.h>
#include <stdio.h>

#include "vm/aio/aiosync.h"

static inline Queue *as_queue(Value v) { return (Queue *)as_obj(v); }
static inline bool is_exact(Value v) { return !type_has(obj_type(as_obj(v)), TYPE_HEAP); }
static inline bool is_full(const Queue *q) { return q->maxsize > 0 && (int64_t)q->items.len >= q->maxsize; }

static Value by_script(VM *vm, const char *name, const Value *args, uint32_t argc) {
  Value cls = import_attr(vm, "asyncio.queues", "_ScriptQueue"), f = cls ? obj_getattr_c(vm, cls, name) : V_ABSENT;
  while (argc && args[argc - 1] == V_ABSENT) argc--;
  Value r = f ? obj_call(vm, f, args, argc) : V_ABSENT;
  release(vm, f);
  release(vm, cls);
  return r;
}

static Value raise_named(VM *vm, const char *name) {
  Value cls = import_attr(vm, "asyncio.queues", name);
  if (cls) raise_object(vm, cls);
  release(vm, cls);
  return V_ABSENT;
}

// ---- the parts of get and put

static bool wake_next(VM *vm, Row *row) {
  while (row->len) {
    Value turn = row_pop(row);
    bool was_done = turn_is_done(turn), ok = turn_set(vm, turn, V_NONE);
    release(vm, turn);
    if (!was_done || !ok) return ok;
  }
  return true;
}

static Value take_item(VM *vm, Queue *q) {
  Value item = row_pop(&q->items);
  if (LIKELY(!q->putters.len) || wake_next(vm, &q->putters)) return item;
  release(vm, item);
  return V_ABSENT;
}

static bool add_item(VM *vm, Queue *q, Value item) {
  if (!row_push(vm, &q->items, item)) return false;
  q->unfinished++;
  ((Event *)as_obj(q->finished))->set = false;
  return !q->getters.len || wake_next(vm, &q->getters);
}

static int get_begin(VM *vm, Op *op, Value *result) {
  Queue *q = as_queue(op->self);
  if (q->items.len) return (*result = take_item(vm, q)) ? GEN_RETURNED : GEN_RAISED;
  if (q->shut) return raise_named(vm, "QueueShutDown"), GEN_RAISED;
  return op_wait_in(vm, op, &q->getters, &q->loop) ? GEN_YIELDED : GEN_RAISED;
}

static int put_begin(VM *vm, Op *op, Value *result) {
  Queue *q = as_queue(op->self);
  *result = V_NONE;
  if (q->shut) return raise_named(vm, "QueueShutDown"), GEN_RAISED;
  if (!is_full(q)) return add_item(vm, q, op->arg) ? GEN_RETURNED : GEN_RAISED;
  return op_wait_in(vm, op, &q->putters, &q->loop) ? GEN_YIELDED : GEN_RAISED;
}

static int join_begin(VM *vm, Op *op, Value *result) {
  Queue *q = as_queue(op->self);
  Event *finished = (Event *)as_obj(q->finished);
  *result = V_NONE;
  if (q->unfinished <= 0 || finished->set) return GEN_RETURNED;
  return op_wait_in(vm, op, &finished->waiters, &finished->loop) ? GEN_YIELDED : GEN_RAISED;
}

// A turn came: what it was waited for may be taken by now.
static int get_resume(VM *vm, Op *op, Value future, Value *result) { return (void)future, get_begin(vm, op, result); }
static int put_resume(VM *vm, Op *op, Value future, Value *result) { return (void)future, put_begin(vm, op, result); }
static int join_resume(VM *vm, Op *op, Value future, Value *result) {
  row_remove(vm, &((Event *)as_obj(as_queue(op->self)->finished))->waiters, future);
  *result = V_NONE;
  return GEN_RETURNED;
}

// Who is cancelled after its turn had come passes it on.
static void leave_row(VM *vm, Op *op, Row *row, bool hopeless) {
  if (future_cancel(vm, op->future, V_NONE) < 0) error_clear(vm);
  row_remove(vm, row, op->future);
  if (!hopeless && as_future(op->future)->state != FUTURE_CANCELLED && !wake_next(vm, row)) error_clear(vm);
}
static void get_failed(VM *vm, Op *op, bool cancelled) {
  (void)cancelled;
  leave_row(vm, op, &as_queue(op->self)->getters, !as_queue(op->self)->items.len);
}
static void put_failed(VM *vm, Op *op, bool cancelled) {
  (void)cancelled;
  leave_row(vm, op, &as_queue(op->self)->putters, is_full(as_queue(op->self)));
}
static void join_failed(VM *vm, Op *op, bool cancelled) {
  (void)cancelled;
  row_remove(vm, &((Event *)as_obj(as_queue(op->self)->finished))->waiters, op->future);
}

static Value queue_get(VM *vm, Value *args, uint32_t argc) {
  return is_exact(args[0]) ? op_new(vm, &queue_get_op, args[0], V_ABSENT) : by_script(vm, "get", args, argc);
}
static Value queue_put(VM *vm, Value *args, uint32_t argc) {
  return is_exact(args[0]) ? op_new(vm, &queue_put_op, args[0], args[1]) : by_script(vm, "put", args, argc);
}
static Value queue_join(VM *vm, Value *args, uint32_t argc) {
  return is_exact(args[0]) ? op_new(vm, &queue_join_op, args[0], V_ABSENT) : by_script(vm, "join", args, argc);
}

const OpDef queue_get_op = {"get", "Queue.get", queue_get, get_begin, get_resume, get_failed, true};
const OpDef queue_put_op = {"put", "Queue.put", queue_put, put_begin, put_resume, put_failed, true};
const OpDef queue_join_op = {"join", "Queue.join", queue_join, join_begin, join_resume, join_failed, true};

// ---- methods

static Value queue_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static bool queue_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[1];
  for (size_t i = 0; kwnames && i < kwnames->len; i++)
    if (as_str(kwnames->items[i]) == vm->names.loop) return raise_type(vm, "Queue.__init__() got an unexpected keyword argument 'loop': the running event loop is used"), false;
  if (!args_bind(vm, "Queue.__init__", "(maxsize=0)", args, argc, kwnames, out)) return false;
  if (!is_exact(self)) {
    Value all[2] = {self, out[0]}, r = by_script(vm, "__init__", all, 2);
    release(vm, r);
    return r != V_ABSENT;
  }
  Queue *q = as_queue(self);
  double size = 0;
  if (out[0] != V_ABSENT && !float_coerce(vm, out[0], &size)) return false;
  q->maxsize = size < 9e18 ? (int64_t)ceil(size) : INT64_MAX;
  replace(vm, &q->limit, out[0] == V_ABSENT ? from_int(0) : retain(out[0]));
  if (q->finished == V_ABSENT) q->finished = instance_new(vm, vm->aio->event_type);
  if (q->finished == V_ABSENT) return false;
  ((Event *)as_obj(q->finished))->set = true;
  return true;
}

static Value queue_get_nowait(VM *vm, Value *args, uint32_t argc) {
  Queue *q = as_queue(args[0]);
  if (!is_exact(args[0])) return by_script(vm, "get_nowait", args, argc);
  return q->items.len ? take_item(vm, q) : raise_named(vm, q->shut ? "QueueShutDown" : "QueueEmpty");
}

static Value queue_put_nowait(VM *vm, Value *args, uint32_t argc) {
  Queue *q = as_queue(args[0]);
  if (!is_exact(args[0])) return by_script(vm, "put_nowait", args, argc);
  if (q->shut || is_full(q)) return raise_named(vm, q->shut ? "QueueShutDown" : "QueueFull");
  return add_item(vm, q, args[1]) ? V_NONE : V_ABSENT;
}

static Value queue_qsize(VM *vm, Value *args, uint32_t argc) { return is_exact(args[0]) ? from_int(as_queue(args[0])->items.len) : by_script(vm, "qsize", args, argc); }
static Value queue_empty(VM *vm, Value *args, uint32_t argc) { return is_exact(args[0]) ? from_bool(!as_queue(args[0])->items.len) : by_script(vm, "empty", args, argc); }
static Value queue_full(VM *vm, Value *args, uint32_t argc) { return is_exact(args[0]) ? from_bool(is_full(as_queue(args[0]))) : by_script(vm, "full", args, argc); }

static Value queue_task_done(VM *vm, Value *args, uint32_t argc) {
  Queue *q = as_queue(args[0]);
  if (!is_exact(args[0])) return by_script(vm, "task_done", args, argc);
  if (q->unfinished <= 0) return raise_value(vm, "task_done() called too many times");
  return --q->unfinished || event_set(vm, (Event *)as_obj(q->finished)) ? V_NONE : V_ABSENT;
}

static Value queue_shutdown(VM *vm, Value *args, uint32_t argc) {
  Queue *q = as_queue(args[0]);
  if (!is_exact(args[0])) return by_script(vm, "shutdown", args, argc);
  int immediate = args[1] == V_ABSENT ? 0 : obj_truthy(vm, args[1]);
  if (immediate < 0) return V_ABSENT;
  q->shut = true;
  if (immediate) {
    while (q->items.len) {
      release(vm, row_pop(&q->items));
      if (q->unfinished > 0) q->unfinished--;
    }
    if (q->unfinished == 0 && !event_set(vm, (Event *)as_obj(q->finished))) return V_ABSENT;
  }
  Row *const rows[2] = {&q->getters, &q->putters};
  for (int i = 0; i < 2; i++)
    while (rows[i]->len)
      if (!wake_next(vm, rows[i])) return V_ABSENT;
  return V_NONE;
}

static Value queue_wakeup_next(VM *vm, Value *args, uint32_t argc) { return by_script(vm, "_wakeup_next", args, argc); }
static Value queue_hook_init(VM *vm, Value *args, uint32_t argc) { return by_script(vm, "_init", args, argc); }
static Value queue_hook_get(VM *vm, Value *args, uint32_t argc) { return by_script(vm, "_get", args, argc); }
static Value queue_hook_put(VM *vm, Value *args, uint32_t argc) { return by_script(vm, "_put", args, argc); }

// ---- shown

static void put_count(StrBuilder *sb, const char *label, uint64_t n, const char *end) {
  char text[64];
  if (!n) return;
  snprintf(text, sizeof text, " %s%llu%s", label, (unsigned long long)n, end);
  sb_c(sb, text);
}

static bool put_items(VM *vm, StrBuilder *sb, const Queue *q) {
  if (!q->items.len) return true;
  Value list = list_new(vm, q->items.len);
  for (uint32_t i = 0; list && i < q->items.len; i++)
    if (!list_append(vm, as_list(list), *row_at(&q->items, i))) replace(vm, &list, V_ABSENT);
  sb_c(sb, " _queue=");
  bool ok = list && sb_value_repr(sb, list);
  release(vm, list);
  return ok;
}

static Value queue_text(VM *vm, const Queue *q, const char *head, const char *end) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, head);
  if (!sb_value_repr(&sb, q->limit) || !put_items(vm, &sb, q)) return sb_discard(&sb), V_ABSENT;
  put_count(&sb, "_getters[", q->getters.len, "]");
  put_count(&sb, "_putters[", q->putters.len, "]");
  put_count(&sb, "tasks=", (uint64_t)q->unfinished, "");
  if (q->shut) sb_c(&sb, " shutdown");
  sb_c(&sb, end);
  return sb_finish(&sb);
}

static Value queue_repr(VM *vm, Value self) {
  char head[48];
  if (!is_exact(self)) return by_script(vm, "__repr__", &self, 1);
  snprintf(head, sizeof head, "<Queue at %p maxsize=", (void *)as_queue(self));
  return queue_text(vm, as_queue(self), head, ">");
}
static Value queue_str(VM *vm, Value self) {
  return is_exact(self) ? queue_text(vm, as_queue(self), "<Queue maxsize=", ">") : by_script(vm, "__str__", &self, 1);
}
static Value queue_format(VM *vm, Value *args, uint32_t argc) {
  return is_exact(args[0]) ? queue_text(vm, as_queue(args[0]), "maxsize=", "") : by_script(vm, "_format", args, argc);
}

// The private attributes that scripts look into: of an exact queue copies; instances of subclasses have them of their own.
static Value own_get(VM *vm, Value self, Str *name) {
  Value v = instance_get_own(vm, as_obj(self), name);
  if (v == V_ABSENT && !has_error(vm)) attribute_error(vm, self, name);
  return v;
}
static bool own_put(VM *vm, Value self, Str *name, Value v) {
  if (is_exact(self)) return raise(vm, EXC_AttributeError, "attribute '%U' of 'Queue' objects is not writable", name), false;
  return instance_set_own(vm, as_obj(self), name, v);
}
#define OWN(name, copy) \
  static Value get_##name(VM *vm, Value self) { return is_exact(self) ? (copy) : own_get(vm, self, vm->names.own_##name); } \
  static bool put_##name(VM *vm, Value self, Value v) { return own_put(vm, self, vm->names.own_##name, v); }
OWN(queue, row_deque(vm, &as_queue(self)->items))
OWN(getters, row_deque(vm, &as_queue(self)->getters))
OWN(putters, row_deque(vm, &as_queue(self)->putters))
OWN(finished, retain(as_queue(self)->finished))
OWN(unfinished_tasks, from_int(as_queue(self)->unfinished))
OWN(maxsize, retain(as_queue(self)->limit))
#undef OWN
static Value get_loop(VM *vm, Value self) { return (void)vm, as_queue(self)->loop == V_ABSENT ? V_NONE : retain(as_queue(self)->loop); }

static void queue_free(VM *vm, Object *o) {
  Queue *q = (Queue *)o;
  row_clear(vm, &q->items);
  row_clear(vm, &q->getters);
  row_clear(vm, &q->putters);
  replace(vm, &q->finished, V_ABSENT);
  replace(vm, &q->limit, V_ABSENT);
  replace(vm, &q->loop, V_ABSENT);
}

static void queue_traverse(Object *o, VisitFn visit, void *arg) {
  const Queue *q = (const Queue *)o;
  visit(arg, q->loop);
  visit(arg, q->finished);
  row_visit(&q->items, visit, arg);
  row_visit(&q->getters, visit, arg);
  row_visit(&q->putters, visit, arg);
}

static const NativeDef queue_methods[] = {
  {"get", "($self)", queue_get, 0, "Remove and return an item from the queue."},
  {"put", "($self, item)", queue_put, 0, "Put an item into the queue."},
  {"join", "($self)", queue_join, 0, "Block until all items in the queue have been gotten and processed."},
  {"get_nowait", "($self)", queue_get_nowait, 0, NULL}, {"put_nowait", "($self, item)", queue_put_nowait, 0, NULL},
  {"qsize", "($self)", queue_qsize, 0, NULL}, {"empty", "($self)", queue_empty, 0, NULL}, {"full", "($self)", queue_full, 0, NULL},
  {"task_done", "($self)", queue_task_done, 0, NULL}, {"shutdown", "($self, immediate=False)", queue_shutdown, 0, NULL},
  {"_wakeup_next", "($self, waiters)", queue_wakeup_next, 0, NULL}, {"_init", "($self, maxsize)", queue_hook_init, 0, NULL},
  {"_get", "($self)", queue_hook_get, 0, NULL}, {"_put", "($self, item)", queue_hook_put, 0, NULL}, {"_format", "($self)", queue_format, 0, NULL},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
static const GetSetDef queue_getset[] = {
  {"maxsize", get_maxsize, NULL, NULL}, {"_queue", get_queue, put_queue, NULL}, {"_getters", get_getters, put_getters, NULL},
  {"_putters", get_putters, put_putters, NULL}, {"_finished", get_finished, put_finished, NULL}, {"_maxsize", get_maxsize, put_maxsize, NULL},
  {"_unfinished_tasks", get_unfinished_tasks, put_unfinished_tasks, NULL}, {"_loop", get_loop, NULL, NULL}, {0},
};
static const TypeSpec queue_spec = {
  .name = "Queue", .doc = "A queue, useful for coordinating producer and consumer coroutines.", .kind = KIND_OTHER,
  .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Queue), .methods = queue_methods, .getset = queue_getset,
  .slots = {.new = queue_new, .init = queue_init, .repr = queue_repr, .str = queue_str, .free = queue_free, .traverse = queue_traverse},
};

bool queue_types_init(VM *vm) { return (vm->aio->queue_type = aio_type(vm, &queue_spec, NULL, "asyncio.queues")) != NULL; }
