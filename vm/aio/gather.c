// SPDX-License-Identifier: MIT
// gather.c - asyncio.gather and ensure_future: the future of many results.
//
// A child whose only waiter is the outer future points to it; where others wait too, it is a node of their list. An awaitable given twice
// counts once: a future that points to the outer one has been seen, one that cannot carries a mark while the arguments are looked
// through; a coroutine keeps a mark for good; anything else is found by a scan, or a dict when there is much.
#include "vm/aio/op.h"
#include "vm/core/typeslots.h"

typedef struct Gathering {
  Future future;
  Value children;            // list of futures
  Value context;             // that its calls are listed with
  uint32_t awaited, finished;  // children; those that are counted as done
  uint32_t told;               // children that are done: those that are not counted yet will be when the loop comes to them
  bool calls;                  // some child calls, instead of telling
  bool return_exceptions, cancel_requested;
} Gathering;
enum { GATHER_SCAN = 16 };

static inline Gathering *as_gathering(Value v) { return (Gathering *)as_obj(v); }

// ---- ensure_future

static Value ensure_slowly(VM *vm, Value v, Value loop) {
  Value f = import_attr(vm, "asyncio.tasks", "_ensure_future"), args[2] = {v, loop == V_ABSENT ? V_NONE : loop};
  Value r = f ? obj_call(vm, f, args, 2) : V_ABSENT;
  release(vm, f);
  return r;
}

Value ensure_future(VM *vm, Value v, Value loop) {
  bool any_loop = loop == V_ABSENT || loop == V_NONE;
  if (is_future(v)) {
    if (any_loop || as_future(v)->loop == loop) return retain(v);
    return raise_value(vm, "The future belongs to a different loop than the one specified as the loop argument");
  }
  bool coroutine = is_heap(v) && (as_obj(v)->shape == vm->shape.coroutine || is_op(vm, v));
  if (!coroutine) return ensure_slowly(vm, v, loop);
  Value own = loop_get(vm, loop), task = own ? loop_create_task(vm, own, v, V_ABSENT, V_ABSENT) : V_ABSENT;
  release(vm, own);
  return task;
}

// ---- what children are asked

static Value call_child(VM *vm, Value child, const char *name) {
  Value f = obj_getattr_c(vm, child, name), r = f ? obj_call(vm, f, NULL, 0) : V_ABSENT;
  release(vm, f);
  return r;
}

static int child_is(VM *vm, Value child, const char *name) {
  Value r = call_child(vm, child, name);
  int truth = r ? obj_truthy(vm, r) : -1;
  release(vm, r);
  return truth;
}

static int child_cancelled(VM *vm, Value child) {
  return LIKELY(is_future(child)) ? as_future(child)->state == FUTURE_CANCELLED : child_is(vm, child, "cancelled");
}

static Value child_exception(VM *vm, Value child) {
  return LIKELY(is_future(child)) ? future_exception_of(vm, as_future(child)) : call_child(vm, child, "exception");
}

// '' stands for no message, as in CPython.
static Value cancelled_result(VM *vm, Value child) {
  Value message = obj_getattr_c(vm, child, "_cancel_message"), type = message ? aio_cancelled_type(vm) : V_ABSENT;
  Value text = message == V_NONE ? retain_obj(vm->names.empty) : retain(message);
  Value exc = type ? error_new(vm, (Type *)as_obj(type), text) : V_ABSENT;
  release(vm, text);
  release(vm, message);
  return exc;
}

static Value child_outcome(VM *vm, Value child) {
  if (LIKELY(is_future(child))) {
    Future *f = as_future(child);
    if (LIKELY(f->state == FUTURE_FINISHED)) {
      f->flags &= (uint8_t)~FUTURE_LOG;
      return retain(f->result);
    }
  }
  int cancelled = child_cancelled(vm, child);
  if (cancelled) return cancelled < 0 ? V_ABSENT : cancelled_result(vm, child);
  Value exc = child_exception(vm, child);
  return exc == V_NONE ? call_child(vm, child, "result") : exc;
}

// ---- a child is done

static bool fail_with(VM *vm, Gathering *g, Value exc) { return exc && future_finish(vm, &g->future, exc, true); }

static Value child_cancelled_error(VM *vm, Value child) {
  return is_future(child) ? future_cancelled_error(vm, as_future(child)) : call_child(vm, child, "_make_cancelled_error");
}

static bool finish_all(VM *vm, Gathering *g, Value child) {
  List *children = as_list(g->children);
  Value results = list_new(vm, children->len);
  for (size_t i = 0; results && i < children->len; i++) {
    Value v = child_outcome(vm, children->items[i]);
    if (!v || !list_append_steal(vm, as_list(results), v)) replace(vm, &results, V_ABSENT);
  }
  if (!results) return false;
  if (!g->cancel_requested) return future_finish(vm, &g->future, results, false);
  release(vm, results);
  return fail_with(vm, g, child_cancelled_error(vm, child));
}

static bool child_done(VM *vm, Gathering *g, Value child) {
  g->finished++;
  if (LIKELY(is_future(child) && as_future(child)->state == FUTURE_FINISHED && !(as_future(child)->flags & FUTURE_ERROR)))
    return g->finished < g->awaited || g->future.state != FUTURE_PENDING || finish_all(vm, g, child);
  int cancelled = child_cancelled(vm, child);
  if (cancelled < 0) return false;
  if (g->future.state != FUTURE_PENDING) {
    Value exc = cancelled ? V_NONE : child_exception(vm, child);
    release(vm, exc);
    return exc != V_ABSENT;
  }
  if (!g->return_exceptions) {
    if (cancelled) return fail_with(vm, g, child_cancelled_error(vm, child));
    Value exc = child_exception(vm, child);
    if (exc != V_NONE) return fail_with(vm, g, exc);
  }
  return g->finished < g->awaited || finish_all(vm, g, child);
}

// A child that ends well, and is not the last, changes nothing but the count: no turn of the loop is spent on it. The last one has its
// turn, at which all that are told before it have been counted: the outer future is done where it would be if each had called.
bool gather_counts(Value self, const Future *child) {
  Gathering *g = as_gathering(self);
  bool last = ++g->told >= g->awaited;
  if (last || g->calls || child->state != FUTURE_FINISHED || (child->flags & FUTURE_ERROR)) return false;
  g->finished++;
  return true;
}

void gather_calls(Value self) { as_gathering(self)->calls = true; }

bool gather_child_done(VM *vm, Callback *c) {
  if (child_done(vm, as_gathering(c->owner), c->future)) return true;
  Value function = callback_function(vm, c), args = function ? tuple_from(vm, &c->future, 1) : V_ABSENT;
  bool ok = args && aio_call_failed(vm, as_gathering(c->owner)->future.loop, function, args, V_NONE);
  release(vm, function);
  release(vm, args);
  return ok;
}

// ---- making

typedef struct Gatherer {
  VM *vm;
  Gathering *outer;
  Value loop;
  Dict *seen;                // neither futures nor coroutines, when there are many: argument -> child
  const Value *args;
  uint32_t argc, done;       // done: children that were so when they were looked at
  bool marked;               // some child carries a mark
} Gatherer;

// The task that was made for the same coroutine before.
static Value task_of_coroutine(const Gatherer *g, Value coroutine) {
  const List *children = as_list(g->outer->children);
  for (size_t i = 0; i < children->len; i++)
    if (is_task(children->items[i]) && as_task(children->items[i])->coro == coroutine) return children->items[i];
  return V_ABSENT;
}

// The child made for an equal argument before; V_ABSENT: there was none, or an exception.
static Value seen_before(Gatherer *g, uint32_t index) {
  Value arg = g->args[index], found = V_ABSENT;
  if (is_heap(arg) && as_obj(arg)->shape == g->vm->shape.coroutine) {
    Generator *coroutine = (Generator *)as_obj(arg);
    if (coroutine->gathered) return task_of_coroutine(g, arg);
    coroutine->gathered = true;
    return V_ABSENT;
  }
  if (g->argc > GATHER_SCAN) return g->seen && dict_find(g->vm, g->seen, arg, &found) == 1 ? found : V_ABSENT;
  for (uint32_t i = 0; i < index; i++)
    if (g->args[i] == arg) return as_list(g->outer->children)->items[i];
  return V_ABSENT;
}

static bool remember(Gatherer *g, Value arg, Value child) {
  if (g->argc <= GATHER_SCAN || as_obj(arg)->shape == g->vm->shape.coroutine) return true;
  if (!g->seen && !(g->seen = dict_new(g->vm))) return false;
  return dict_set(g->vm, g->seen, arg, child);
}

static bool watch_foreign(VM *vm, Value child, Value outer) {
  Callback c = {.run = gather_child_done, .owner = outer};
  Value function = callback_function(vm, &c), r = function ? obj_call_method(vm, child, vm->names.add_done_callback, &function, 1) : V_ABSENT;
  release(vm, function);
  release(vm, r);
  return r != V_ABSENT;
}

// A child that is done counts once the outer future stands; any other one calls it.
static bool watch(Gatherer *g, Value child) {
  Value outer = from_obj(g->outer);
  Future *f = is_future(child) ? as_future(child) : NULL;
  if (LIKELY(f && f->state == FUTURE_PENDING && !f->waiters)) return future_add_outer(g->vm, f, outer);
  if (!f || f->state == FUTURE_PENDING) g->outer->calls = true;
  if (UNLIKELY(!f)) return watch_foreign(g->vm, child, outer);
  f->counted |= GATHER_SEEN;
  g->marked = true;
  if (f->state == FUTURE_PENDING) return future_add_outer(g->vm, f, outer);
  f->counted |= GATHER_DONE;
  g->done++;
  return true;
}

static inline bool is_child(const Gatherer *g, const Future *f) {
  return (f->counted & GATHER_SEEN) || f->waiters == ((uintptr_t)g->outer | NODE_OUTER);
}

static bool add_child(Gatherer *g, uint32_t index) {
  VM *vm = g->vm;
  Value arg = g->args[index];
  List *children = as_list(g->outer->children);
  if (is_future(arg)) {
    if (is_child(g, as_future(arg))) return list_append(vm, children, arg);
  } else {
    Value before = seen_before(g, index);
    if (before != V_ABSENT) return list_append(vm, children, before);
    if (has_error(vm)) return false;
  }
  Value child = ensure_future(vm, arg, g->loop);
  if (!child || !list_append_steal(vm, children, child)) return false;
  if (g->loop == V_ABSENT) g->loop = is_future(child) ? retain(as_future(child)->loop) : obj_call_method(vm, child, vm->names.get_loop, NULL, 0);
  if (g->loop == V_ABSENT) return false;
  if (child != arg && is_task(child)) as_task(child)->future.flags |= TASK_SILENT;
  if (!is_future(arg) && !remember(g, arg, child)) return false;
  g->outer->awaited++;
  return watch(g, child);
}

static void unmark(const Gatherer *g) {
  const List *children = as_list(g->outer->children);
  for (size_t i = 0; g->marked && i < children->len; i++)
    if (is_future(children->items[i])) as_future(children->items[i])->counted &= (uint16_t)~(GATHER_SEEN | GATHER_DONE);
}

static bool count_done(const Gatherer *g) {
  const List *children = as_list(g->outer->children);
  for (size_t i = 0; g->done && i < children->len; i++) {
    Value child = children->items[i];
    if (!is_future(child) || !(as_future(child)->counted & GATHER_DONE)) continue;
    as_future(child)->counted &= (uint16_t)~GATHER_DONE;
    g->outer->told++;
    if (!child_done(g->vm, g->outer, child)) return false;
  }
  return true;
}

// Children that are watched already call nobody's future.
static void give_up(VM *vm, Gathering *g) {
  if (g->future.state != FUTURE_PENDING) return;
  g->future.state = FUTURE_FINISHED;
  replace(vm, &g->future.result, V_NONE);
}

static Value gather_nothing(VM *vm) {
  Value loop = loop_get(vm, V_ABSENT), f = loop ? loop_create_future(vm, loop) : V_ABSENT, list = f ? list_new(vm, 0) : V_ABSENT;
  Value r = list ? (is_future(f) ? (future_finish(vm, as_future(f), retain(list), false) ? V_NONE : V_ABSENT) : V_NONE) : V_ABSENT;
  release(vm, loop);
  release(vm, list);
  if (!r) replace(vm, &f, V_ABSENT);
  return f;
}

Value gather_new(VM *vm, const Value *args, uint32_t argc, bool return_exceptions) {
  if (argc == 0) return gather_nothing(vm);
  Value v = instance_new(vm, vm->aio->gathering_type);
  if (!v) return V_ABSENT;
  Gathering *g = as_gathering(v);
  g->return_exceptions = return_exceptions;
  g->context = context_snapshot(vm);
  g->children = list_new(vm, argc);
  Gatherer work = {.vm = vm, .outer = g, .args = args, .argc = argc};
  bool ok = g->children != V_ABSENT;
  for (uint32_t i = 0; ok && i < argc; i++) ok = add_child(&work, i);
  ok = ok && future_setup(vm, &g->future, work.loop) && count_done(&work);
  if (g->children != V_ABSENT) unmark(&work);
  release(vm, work.loop);
  xdecref(vm, work.seen);
  if (ok) return v;
  give_up(vm, g);
  release(vm, v);
  return V_ABSENT;
}

Value gather_context(Value self) { return as_gathering(self)->context; }

int gather_cancel(VM *vm, Value self, Value message) {
  Gathering *g = as_gathering(self);
  if (g->future.state != FUTURE_PENDING) return 0;
  int any = 0;
  for (size_t i = 0; i < as_list(g->children)->len; i++) {
    Value child = retain(as_list(g->children)->items[i]);
    int cancelled = future_cancel(vm, child, message);
    release(vm, child);
    if (cancelled < 0) return -1;
    any |= cancelled;
  }
  if (any) g->cancel_requested = true;
  return any;
}

static Value method_cancel(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int done = gather_cancel(vm, args[0], args[1] == V_ABSENT ? V_NONE : args[1]);
  return done < 0 ? V_ABSENT : from_bool(done);
}

static Value get_children(VM *vm, Value self) { return (void)vm, retain(as_gathering(self)->children); }
static Value get_requested(VM *vm, Value self) { return (void)vm, from_bool(as_gathering(self)->cancel_requested); }

static void gathering_free(VM *vm, Object *o) {
  future_free(vm, o);
  replace(vm, &((Gathering *)o)->children, V_ABSENT);
  replace(vm, &((Gathering *)o)->context, V_ABSENT);
}
static void gathering_traverse(Object *o, VisitFn visit, void *arg) {
  future_traverse(o, visit, arg);
  visit(arg, ((Gathering *)o)->children);
  visit(arg, ((Gathering *)o)->context);
}

static const NativeDef gathering_methods[] = {{"cancel", "($self, /, msg=None)", method_cancel, 0, NULL}, {0}};
static const GetSetDef gathering_getset[] = {{"_children", get_children, NULL, NULL}, {"_cancel_requested", get_requested, NULL, NULL}, {0}};
static const TypeSpec gathering_spec = {
  .name = "_GatheringFuture", .kind = KIND_FUTURE, .flags = TYPE_GC | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Gathering),
  .methods = gathering_methods, .getset = gathering_getset, .slots = {.free = gathering_free, .traverse = gathering_traverse},
};

bool gather_types_init(VM *vm) {
  Aio *a = vm->aio;
  if (!(a->gathering_type = aio_type(vm, &gathering_spec, a->future_type, "asyncio.tasks"))) return false;
  type_layout(a->gathering_type, 0);
  return true;
}
