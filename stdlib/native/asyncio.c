// SPDX-License-Identifier: MIT
// asyncio.c - module `_asyncio`: futures, tasks and loops of the core, and the functions on them that must be quick.
#include "vm/aio/op.h"

static Value get_running_loop(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  if (vm->thread.running_loop == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop");
  return retain(vm->thread.running_loop);
}

static Value private_get_running_loop(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return vm->thread.running_loop == V_ABSENT ? V_NONE : retain(vm->thread.running_loop);
}

static Value set_running_loop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  replace(vm, &vm->thread.running_loop, args[0] == V_NONE ? V_ABSENT : retain(args[0]));
  return V_NONE;
}

static Value get_event_loop(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return loop_get(vm, V_ABSENT);
}

static Value create_task(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value loop = vm->thread.running_loop, name = V_ABSENT, context = V_ABSENT;
  bool plain = argc == 1;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    if (as_str(kwnames->items[i]) == vm->names.name) name = args[argc + i];
    else if (as_str(kwnames->items[i]) == vm->names.context) context = args[argc + i];
    else plain = false;
  }
  if (LIKELY(plain)) {
    if (loop == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop");
    return loop_create_task(vm, loop, args[0], name == V_ABSENT ? V_NONE : name, context);
  }
  Value f = import_attr(vm, "asyncio.tasks", "_create_task"), r = f ? obj_call_kw(vm, f, args, argc, kwnames) : V_ABSENT;
  release(vm, f);
  return r;
}

static Value gather(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  int errors = 0;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    Str *key = as_str(kwnames->items[i]);
    if (str_is(key, "loop")) return raise_type(vm, "gather() got an unexpected keyword argument 'loop': the running event loop is used");
    if (!str_is(key, "return_exceptions")) return raise_type(vm, "gather() got an unexpected keyword argument '%U'", key);
    errors = obj_truthy(vm, args[argc + i]);
    if (errors < 0) return V_ABSENT;
  }
  return gather_new(vm, args, argc, errors);
}

static Value ensure(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return ensure_future(vm, args[0], args[1]);
}

// ---- who runs

static Value current_task(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value loop = args[0];
  if (loop == V_ABSENT || loop == V_NONE) {
    loop = vm->thread.running_loop;
    if (loop == V_ABSENT) return raise(vm, EXC_RuntimeError, "no running event loop");
  }
  if (is_loop(vm, loop)) {
    Task *t = ((Loop *)as_obj(loop))->current;
    return t ? retain_obj(t) : V_NONE;
  }
  Value found = V_NONE;
  if (!vm->aio->currents) return V_NONE;
  int there = dict_find(vm, vm->aio->currents, loop, &found);
  return there < 0 ? V_ABSENT : there ? retain(found) : V_NONE;
}

static Value current_get(VM *vm, Value loop) {
  Value r = current_task(vm, &loop, 1);
  release(vm, r);
  return r;
}

static bool current_set(VM *vm, Value loop, Value task) {
  if (is_loop(vm, loop)) return ((Loop *)as_obj(loop))->current = task == V_NONE ? NULL : as_task(task), true;
  if (!vm->aio->currents && !(vm->aio->currents = dict_new(vm))) return false;
  if (task != V_NONE) return dict_set(vm, vm->aio->currents, loop, task);
  return dict_remove(vm, vm->aio->currents, loop, NULL) >= 0;
}

static Value enter_task(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value now = current_get(vm, args[0]);
  if (now == V_ABSENT) return V_ABSENT;
  if (now != V_NONE) return raise(vm, EXC_RuntimeError, "Cannot enter into task %R while another task %R is being executed.", args[1], now);
  return current_set(vm, args[0], args[1]) ? V_NONE : V_ABSENT;
}

static Value leave_task(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value now = current_get(vm, args[0]);
  if (now == V_ABSENT) return V_ABSENT;
  if (now != args[1]) return raise(vm, EXC_RuntimeError, "Leaving task %R does not match the current task %R.", args[1], now);
  return current_set(vm, args[0], V_NONE) ? V_NONE : V_ABSENT;
}

static Value swap_current_task(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value now = retain(current_get(vm, args[0]));
  if (now != V_ABSENT && !current_set(vm, args[0], args[1])) replace(vm, &now, V_ABSENT);
  return now;
}

// The collector knows every object: tasks need no list of their own, so that they cost no more than they must.
static bool add_tasks(VM *vm, Value list, const GcList *objects, Value loop) {
  for (uint32_t i = 0; i < objects->len; i++) {
    Object *o = objects->items[i];
    if (!o || o->shape->type->kind != KIND_TASK || o->rc == 0) continue;
    Task *t = (Task *)o;
    if (!(t->future.counted & TASK_COUNTED) || t->future.loop != loop) continue;
    if (!list_append(vm, as_list(list), from_obj(o))) return false;
  }
  return true;
}

// Tasks of `loop` that are not done, in no order.
static Value pending_tasks(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value list = list_new(vm, 8);
  if (!list || !vm->aio->pending_tasks) return list;
  if (add_tasks(vm, list, &vm->gc.young, args[0]) && add_tasks(vm, list, &vm->gc.old, args[0])) return list;
  release(vm, list);
  return V_ABSENT;
}

// Is it sleep, Lock.acquire ... : what iscoroutinefunction must say of a function without code?
static Value makes_coroutine(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool native = is_heap(args[0]) && (as_obj(args[0])->shape == vm->shape.native || as_obj(args[0])->shape == vm->shape.method_descriptor);
  return from_bool(native && op_of_native((Native *)as_obj(args[0])));
}
static Value debug_mode(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, from_bool(vm->config.debug || vm->config.dev_mode); }

static const NativeDef functions[] = {
  {"_debug_mode", "()", debug_mode, 0, NULL},
  {"get_running_loop", "()", get_running_loop, 0, "Return the running event loop.  Raise a RuntimeError if there is none."},
  {"_get_running_loop", "()", private_get_running_loop, 0, "Return the running event loop or None."},
  {"_set_running_loop", "(loop, /)", set_running_loop, 0, "Set the running event loop."},
  {"get_event_loop", "()", get_event_loop, 0, "Return an asyncio event loop."},
  {"create_task", "(coro, *, name=None, context=None)", NATIVE_RAW(create_task), NATIVE_KW, "Schedule the execution of a coroutine object in a spawn task."},
  {"gather", "(*coros_or_futures, return_exceptions=False)", NATIVE_RAW(gather), NATIVE_KW, "Return a future aggregating results from the given coroutines/futures."},
  {"sleep", "(delay, result=None)", sleep_make, 0, "Coroutine that completes after a given time (in seconds)."},
  {"ensure_future", "(coro_or_future, *, loop=None)", ensure, 0, "Wrap a coroutine or an awaitable in a future."},
  {"current_task", "(loop=None)", current_task, 0, "Return a currently executed task."},
  {"_enter_task", "(loop, task)", enter_task, 0, NULL},
  {"_leave_task", "(loop, task)", leave_task, 0, NULL},
  {"_swap_current_task", "(loop, task)", swap_current_task, 0, NULL},
  {"_makes_coroutine", "(func, /)", makes_coroutine, 0, NULL},
  {"_pending_tasks", "(loop, /)", pending_tasks, 0, NULL},
  {0},
};

static bool init(VM *vm, Module *m) {
  if (!aio_init(vm)) return false;
  Aio *a = vm->aio;
  return module_add_type(vm, m, a->future_type) && module_add_type(vm, m, a->task_type) && module_add_type(vm, m, a->handle_type) &&
         module_add_type(vm, m, a->timer_type) && module_add_type(vm, m, a->loop_type) && module_add_type(vm, m, a->gathering_type) &&
         module_add_type(vm, m, a->lock_type) && module_add_type(vm, m, a->event_type) && module_add_type(vm, m, a->queue_type);
}

const ModuleDef asyncio_module = {"_asyncio", "Accelerator module for asyncio", functions, init};
