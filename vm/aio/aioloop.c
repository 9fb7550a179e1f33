// SPDX-License-Identifier: MIT
// aioloop.c - the native base of event loops: what scripts call on them, and which of it a class overrides.
#include <errno.h>

#include <time.h>

#include "vm/core/host.h"
#include "vm/aio/op.h"
#include "vm/include/aster_host.h"

static inline Loop *as_loop(Value v) { return (Loop *)as_obj(v); }

// ---- overriding

static bool overrides(VM *vm, Loop *l, Str *name) {
  Type *type = obj_type(&l->header), *core = vm->aio->loop_type;
  Value own = instance_get_own(vm, &l->header, name);
  release(vm, own);
  return own != V_ABSENT || (type != core && type_lookup_get(vm, type, name) != dict_get_name(vm, core->dict, name));
}

unsigned loop_find_hooks(VM *vm, Loop *l) {
  const Names *n = &vm->names;
  const struct { Str *name; unsigned bit; } table[] = {
    {n->call_soon, LOOP_CALL_SOON}, {n->time, LOOP_TIME}, {n->run_once, LOOP_RUN_ONCE}, {n->call_at, LOOP_CALL_AT},
    {n->create_future, LOOP_CREATE_FUTURE}, {n->create_task, LOOP_CREATE_TASK}, {n->process_events, LOOP_EVENTS},
  };
  l->hooks = 0;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (overrides(vm, l, table[i].name)) l->hooks |= (uint8_t)table[i].bit;
  l->seen_version = type_version_assign(vm, obj_type(&l->header));
  l->seen_shape = l->header.shape->is_dict ? NULL : l->header.shape;
  return l->hooks;
}

Loop *loop_plain(VM *vm, Value loop, unsigned hooks) {
  if (LIKELY(loop == from_obj(vm->aio->busy_loop))) return vm->aio->busy_hooks & hooks ? NULL : vm->aio->busy_loop;
  if (UNLIKELY(!is_loop(vm, loop))) return NULL;
  Loop *l = as_loop(loop);
  return LIKELY(!(loop_hooks(vm, l) & hooks)) ? l : NULL;
}

bool loop_call_soon(VM *vm, Value loop, Value callback, const Value *args, uint32_t argc, Value context) {
  Value all[4], method = obj_getattr(vm, loop, vm->names.call_soon), name = from_obj(vm->names.context);
  Value names = method ? tuple_from(vm, &name, 1) : V_ABSENT, made = V_ABSENT;
  if (names && context != V_ABSENT && !context_is(vm, context)) {
    Value place = retain(context);
    made = context = context_object(vm, &place);
    release(vm, place);
  }
  all[0] = callback;
  for (uint32_t i = 0; i < argc; i++) all[1 + i] = args[i];
  all[1 + argc] = context == V_ABSENT ? V_NONE : context;
  Value r = names ? obj_call_kw(vm, method, all, argc + 1, as_tuple(names)) : V_ABSENT;
  release(vm, names);
  release(vm, method);
  release(vm, made);
  release(vm, r);
  return r != V_ABSENT;
}

Value loop_get(VM *vm, Value loop) {
  if (loop != V_ABSENT && loop != V_NONE) return retain(loop);
  if (vm->thread.running_loop != V_ABSENT) return retain(vm->thread.running_loop);
  Value f = import_attr(vm, "asyncio.events", "_get_current_loop"), r = f ? obj_call(vm, f, NULL, 0) : V_ABSENT;
  release(vm, f);
  return r;
}

Value loop_create_future(VM *vm, Value loop) {
  if (LIKELY(loop_plain(vm, loop, LOOP_CREATE_FUTURE) != NULL)) return future_new(vm, loop);
  return obj_call_method(vm, loop, vm->names.create_future, NULL, 0);
}

Value loop_create_wait(VM *vm, Value loop) {
  return LIKELY(loop_plain(vm, loop, LOOP_CREATE_FUTURE) != NULL) ? future_new_wait(vm, loop) : loop_create_future(vm, loop);
}

Value loop_create_task(VM *vm, Value loop, Value coro, Value name, Value context) {
  Loop *l = loop_plain(vm, loop, LOOP_CREATE_TASK);
  if (LIKELY(l && l->task_factory == V_ABSENT)) {
    if (UNLIKELY(l->closed)) return raise(vm, EXC_RuntimeError, "Event loop is closed");
    if (!task_check_coroutine(vm, coro)) return V_ABSENT;
    return task_new(vm, coro, loop, name, context == V_ABSENT || context == V_NONE ? context_snapshot(vm) : retain(context));
  }
  Value keys[2], args[3] = {coro};
  uint32_t count = 0;
  if (name != V_ABSENT) keys[count] = from_obj(vm->names.name), args[++count] = name;
  if (context != V_ABSENT && context != V_NONE) keys[count] = from_obj(vm->names.context), args[++count] = context;
  Value names = tuple_from(vm, keys, count), method = names ? obj_getattr(vm, loop, vm->names.create_task) : V_ABSENT;
  Value task = method ? obj_call_kw(vm, method, args, 1, as_tuple(names)) : V_ABSENT;
  release(vm, method);
  release(vm, names);
  return task;
}

// ---- scheduling

// Splits `context=` off the keywords of call_soon and its kin. false: TypeError.
static bool take_context(VM *vm, const char *name, const Value *args, uint32_t argc, Tuple *kwnames, Value *context) {
  *context = V_ABSENT;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    if (as_str(kwnames->items[i]) != vm->names.context) {
      raise_type(vm, "%s() got an unexpected keyword argument '%U'", name, as_str(kwnames->items[i]));
      return false;
    }
    *context = args[argc + i];
  }
  return true;
}

static bool missing(VM *vm, const char *method, uint32_t argc, uint32_t need, const char *what) {
  if (argc >= need) return false;
  raise_type(vm, "%s() missing 1 required positional argument: '%s'", method, what);
  return true;
}

// What is surely no coroutine function, without asking script.
static bool is_plain_callable(VM *vm, Value v) {
  if (!is_heap(v)) return false;
  const Object *o = as_obj(v);
  if (o->shape == vm->shape.method) return is_plain_callable(vm, ((const Method *)o)->function);
  if (o->shape == vm->shape.function) return !(((const Function *)o)->code->flags & CO_COROUTINE) && !((const Function *)o)->dict;
  return o->shape == vm->shape.native && ((const Native *)o)->self != V_ABSENT;
}

static bool check_callback(VM *vm, Value callback, const char *method) {
  Value check = import_attr(vm, "asyncio.format_helpers", "_check_callback"), name = check ? str_from_c(vm, method) : V_ABSENT;
  Value args[2] = {callback, name}, r = name ? obj_call(vm, check, args, 2) : V_ABSENT;
  release(vm, check);
  release(vm, name);
  release(vm, r);
  return r != V_ABSENT;
}

static bool may_schedule(VM *vm, Loop *l, Value callback, const char *method, bool check_thread) {
  if (UNLIKELY(l->closed)) return raise(vm, EXC_RuntimeError, "Event loop is closed"), false;
  if (LIKELY(!l->debug)) return true;
  return (!check_thread || loop_check_thread(vm, l)) && (is_plain_callable(vm, callback) || check_callback(vm, callback, method));
}

static Value call_soon_named(VM *vm, const char *name, Value *args, uint32_t argc, Tuple *kwnames, bool check_thread) {
  Value context;
  if (missing(vm, name, argc, 2, "callback") || !take_context(vm, name, args, argc, kwnames, &context)) return V_ABSENT;
  Loop *l = as_loop(args[0]);
  if (!may_schedule(vm, l, args[1], name, check_thread)) return V_ABSENT;
  Handle *h = handle_new(vm, args[0], args[1], args + 2, argc - 2, context);
  if (!h) return V_ABSENT;
  if (loop_push(vm, l, (uintptr_t)retain_obj(h) | NODE_HANDLE)) return from_obj(h);
  decref(vm, h);
  return V_ABSENT;
}

static Value loop_call_soon_method(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  return call_soon_named(vm, "call_soon", args, argc, kwnames, true);
}

static Value loop_call_soon_threadsafe(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value context;
  if (missing(vm, "call_soon_threadsafe", argc, 2, "callback") || !take_context(vm, "call_soon_threadsafe", args, argc, kwnames, &context)) return V_ABSENT;
  Loop *l = as_loop(args[0]);
  if (!may_schedule(vm, l, args[1], "call_soon_threadsafe", false)) return V_ABSENT;
  Handle *h = handle_new(vm, args[0], args[1], args + 2, argc - 2, context);
  if (!h) return V_ABSENT;
  uint64_t thread = l->thread;
  l->thread = 0;  // any thread may
  bool ok = loop_push(vm, l, (uintptr_t)retain_obj(h) | NODE_HANDLE);
  l->thread = thread;
  if (!ok) return decref(vm, h), V_ABSENT;
  loop_wake(l, vm);
  return from_obj(h);
}

static Value call_at(VM *vm, Loop *l, double when, const char *name, Value callback, const Value *args, uint32_t argc, Value context) {
  if (!may_schedule(vm, l, callback, name, true)) return V_ABSENT;
  TimerHandle *t = timer_new(vm, when, from_obj(l), callback, args, argc, context);
  if (!t) return V_ABSENT;
  t->handle.flags |= HANDLE_SCHEDULED;
  if (loop_add_timer(vm, l, when, (uintptr_t)retain_obj(t) | NODE_HANDLE)) return from_obj(t);
  t->handle.flags &= (uint8_t)~HANDLE_SCHEDULED;
  decref(vm, t);
  return V_ABSENT;
}

static Value loop_call_at_method(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value context;
  double when;
  if (missing(vm, "call_at", argc, 3, argc < 2 ? "when" : "callback") || !take_context(vm, "call_at", args, argc, kwnames, &context)) return V_ABSENT;
  if (args[1] == V_NONE) return raise_type(vm, "when cannot be None");
  if (!float_coerce(vm, args[1], &when)) return V_ABSENT;
  return call_at(vm, as_loop(args[0]), when, "call_at", args[2], args + 3, argc - 3, context);
}

// Where call_at is overridden, call_later goes through it as documented.
static Value loop_call_later(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value context;
  double delay, now;
  if (missing(vm, "call_later", argc, 3, argc < 2 ? "delay" : "callback") || !take_context(vm, "call_later", args, argc, kwnames, &context)) return V_ABSENT;
  Loop *l = as_loop(args[0]);
  if (args[1] == V_NONE) return raise_type(vm, "delay must not be None");
  if (!float_coerce(vm, args[1], &delay) || !loop_time(vm, l, &now)) return V_ABSENT;
  if (!(loop_hooks(vm, l) & LOOP_CALL_AT)) return call_at(vm, l, now + delay, "call_at", args[2], args + 3, argc - 3, context);
  Value f = obj_getattr(vm, args[0], vm->names.call_at), when = args[1];
  args[1] = from_double(now + delay);
  Value r = f ? obj_call_kw(vm, f, args + 1, argc - 1, kwnames) : V_ABSENT;
  args[1] = when;
  release(vm, f);
  return r;
}

static Value loop_time_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, from_double(loop_now(vm, as_loop(args[0]))); }
static Value loop_create_future_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, future_new(vm, args[0]); }

static Value create_by_script(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value f = import_attr(vm, "asyncio.base_events", "_create_task"), r = f ? obj_call_kw(vm, f, args, argc, kwnames) : V_ABSENT;
  release(vm, f);
  return r;
}

// Anything but name and context goes the long way: a factory's own keywords, eager_start.
static Value loop_create_task_method(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Loop *l = as_loop(args[0]);
  Value name = V_ABSENT, context = V_ABSENT;
  if (argc != 2 || l->task_factory != V_ABSENT) return create_by_script(vm, args, argc, kwnames);
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    Str *key = as_str(kwnames->items[i]);
    if (key == vm->names.name) name = args[argc + i];
    else if (key == vm->names.context) context = args[argc + i];
    else return create_by_script(vm, args, argc, kwnames);
  }
  if (l->closed) return raise(vm, EXC_RuntimeError, "Event loop is closed");
  if (!task_check_coroutine(vm, args[1])) return V_ABSENT;
  return task_new(vm, args[1], args[0], name, context == V_ABSENT || context == V_NONE ? context_snapshot(vm) : retain(context));
}

// ---- running

static Value loop_process_events(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_NONE; }
static Value loop_run_once_method(VM *vm, Value *args, uint32_t argc) { return (void)argc, loop_run_once(vm, as_loop(args[0])) ? V_NONE : V_ABSENT; }

// Iterations until stop(): the inside of run_forever.
static Value loop_run_iterations(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Loop *l = as_loop(args[0]);
  const Frame *outer = vm->thread.loop_base;
  uint64_t outer_run = vm->thread.loop_run;
  bool ok = true;
  vm->thread.loop_base = vm->thread.frame;
  vm->thread.loop_run = ++vm->aio->runs;
  do {
    if (loop_hooks(vm, l) & LOOP_RUN_ONCE) {
      Value r = obj_call_method(vm, args[0], vm->names.run_once, NULL, 0);
      release(vm, r);
      ok = r != V_ABSENT;
    } else {
      ok = loop_run_once(vm, l);
    }
  } while (ok && !l->stopping);
  vm->thread.loop_base = outer;
  vm->thread.loop_run = outer_run;
  CLEAR_REF(vm, l->base_trail);
  return ok ? V_NONE : V_ABSENT;
}

static Value loop_enter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  as_loop(args[0])->thread = aio_thread();
  replace(vm, &vm->thread.running_loop, retain(args[0]));
  return V_NONE;
}

static Value loop_leave(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  as_loop(args[0])->stopping = false;
  as_loop(args[0])->thread = 0;
  replace(vm, &vm->thread.running_loop, V_ABSENT);
  return V_NONE;
}

static Value loop_stop(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, as_loop(args[0])->stopping = true, V_NONE; }
static Value loop_is_running(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_loop(args[0])->thread != 0); }
static Value loop_is_closed(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_loop(args[0])->closed); }
static Value loop_get_debug(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_loop(args[0])->debug); }

static Value loop_check_closed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return as_loop(args[0])->closed ? raise(vm, EXC_RuntimeError, "Event loop is closed") : V_NONE;
}

static Value loop_wake_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  loop_wake(as_loop(args[0]), vm);
  return V_NONE;
}

static Value loop_timer_cancelled(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  as_loop(args[0])->timers_cancelled++;
  return V_NONE;
}

static void end_host(VM *vm, Loop *l) {
  struct AsterLoop *host = l->host;
  l->host = NULL;
  l->watched = 0;
  if (host && vm->wake_arg == host) vm_wake_end(vm);
  if (host) vm->config.host->close(host);
}

static Value loop_close_native(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Loop *l = as_loop(args[0]);
  l->closed = true;
  loop_clear(vm, l);
  replace(vm, &l->readers, V_ABSENT);
  replace(vm, &l->signals, V_ABSENT);
  end_host(vm, l);
  return V_NONE;
}

// ---- descriptors and signals

static bool watch_host(VM *vm, Loop *l, int fd, int mask) {
  if (mask && !vm_require(vm, CAN_NETWORK)) return false;
  if (!loop_open(vm, l) || !loop_hold(vm, l)) return false;
  int error = vm->config.host->watch(l->host, fd, mask);
  if (error) raise_os(vm, -error, V_ABSENT, V_ABSENT);
  return error == 0;
}

static int mask_of(const List *pair) { return (pair->items[0] != V_NONE ? ASTER_READABLE : 0) | (pair->items[1] != V_NONE ? ASTER_WRITABLE : 0); }

// _watch(fd, which, handle): which 0 reading, 1 writing; handle None ends it. Gives the handle that was there before, or None.
static Value loop_watch(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Loop *l = as_loop(args[0]);
  Value fd = args[1], pair = V_ABSENT, none[2] = {V_NONE, V_NONE};
  int which = as_int(args[2]) != 0;
  if (!is_int(fd)) return raise_type(vm, "a descriptor is an int");
  if (l->readers == V_ABSENT) {
    Dict *d = dict_new(vm);
    if (!d) return V_ABSENT;
    l->readers = from_obj(d);
  }
  int there = dict_find(vm, as_dict(l->readers), fd, &pair);
  if (there < 0 || (!there && args[3] == V_NONE)) return there < 0 ? V_ABSENT : V_NONE;
  Value own = there ? retain(pair) : list_from(vm, none, 2), old = V_ABSENT;
  if (!own) return V_ABSENT;
  old = as_list(own)->items[which];
  as_list(own)->items[which] = retain(args[3]);
  int mask = mask_of(as_list(own));
  bool ok = watch_host(vm, l, (int)as_int(fd), mask);
  if (!ok && mask) {
    replace(vm, &as_list(own)->items[which], old);
    release(vm, own);
    return V_ABSENT;
  }
  error_clear(vm);
  if (!there) ok = dict_set(vm, as_dict(l->readers), fd, own), l->watched++;
  else if (mask) ok = true;
  else ok = dict_remove(vm, as_dict(l->readers), fd, NULL) >= 0, l->watched--;
  release(vm, own);
  if (ok) return old;
  release(vm, old);
  return V_ABSENT;
}

// _watched(fd, which): the handle, or None.
static Value loop_watched(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Loop *l = as_loop(args[0]);
  Value pair = V_ABSENT;
  if (l->readers == V_ABSENT || dict_find(vm, as_dict(l->readers), args[1], &pair) != 1) return has_error(vm) ? V_ABSENT : V_NONE;
  return retain(as_list(pair)->items[as_int(args[2]) != 0]);
}

// _watch_signal(number, handle or None): gives whether there was one before.
static Value loop_watch_signal(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Loop *l = as_loop(args[0]);
  bool on = args[2] != V_NONE;
  if (on && !vm_require(vm, CAN_PROCESSES)) return V_ABSENT;
  Dict *d = l->signals == V_ABSENT ? dict_new(vm) : as_dict(l->signals);
  if (!d || !loop_open(vm, l) || !loop_hold(vm, l)) return V_ABSENT;
  l->signals = from_obj(d);
  Value old = V_ABSENT;
  bool had = dict_find(vm, d, args[1], &old) == 1;
  if (!on && !had) return V_FALSE;
  int error = on == had ? 0 : vm->config.host->watch_signal(l->host, (int)as_int(args[1]), on);
  if (error) return raise_os(vm, -error, V_ABSENT, V_ABSENT);
  l->watched += on && !had ? 1 : !on && had ? (uint32_t)-1 : 0;
  bool ok = on ? dict_set(vm, d, args[1], args[2]) : dict_remove(vm, d, args[1], NULL) >= 0;
  return ok ? from_bool(had) : V_ABSENT;
}

// ---- attributes

static Value get_debug(VM *vm, Value self) { return (void)vm, from_bool(as_loop(self)->debug); }
static bool put_debug(VM *vm, Value self, Value v) {
  int on = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  if (on >= 0) as_loop(self)->debug = on == 1;
  return on >= 0;
}
static Value get_slow(VM *vm, Value self) { return (void)vm, from_double(as_loop(self)->slow); }
static bool put_slow(VM *vm, Value self, Value v) { return v != V_ABSENT && float_coerce(vm, v, &as_loop(self)->slow); }
static Value get_stopping(VM *vm, Value self) { return (void)vm, from_bool(as_loop(self)->stopping); }
static bool put_stopping(VM *vm, Value self, Value v) {
  int on = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  if (on >= 0) as_loop(self)->stopping = on == 1;
  return on >= 0;
}
static Value get_proves(VM *vm, Value self) { return (void)vm, from_bool(as_loop(self)->proves); }
static bool put_proves(VM *vm, Value self, Value v) {
  int on = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  if (on >= 0) as_loop(self)->proves = on == 1;
  return on >= 0;
}
static Value get_closed(VM *vm, Value self) { return (void)vm, from_bool(as_loop(self)->closed); }
static Value get_thread(VM *vm, Value self) { return as_loop(self)->thread ? int_from_u64(vm, as_loop(self)->thread) : V_NONE; }
static bool put_thread(VM *vm, Value self, Value v) {
  int64_t n = 0;
  (void)vm;
  if (is_integer(v) && !int_to_i64(v, &n)) n = 1;
  as_loop(self)->thread = (uint64_t)n;
  return true;
}
static Value get_factory(VM *vm, Value self) { return (void)vm, as_loop(self)->task_factory == V_ABSENT ? V_NONE : retain(as_loop(self)->task_factory); }
static bool put_factory(VM *vm, Value self, Value v) {
  replace(vm, &as_loop(self)->task_factory, v == V_NONE ? V_ABSENT : retain(v));
  return true;
}
static Value get_handle(VM *vm, Value self) { return loop_current_handle(vm, as_loop(self)); }
static Value get_resolution(VM *vm, Value self) { return (void)vm, from_double(as_loop(self)->resolution); }
static bool put_resolution(VM *vm, Value self, Value v) { return float_coerce(vm, v, &as_loop(self)->resolution); }

// A copy, for looking at: what is ready or scheduled. Tasks stand for the steps that they are about to take.
static Value list_of(VM *vm, const Loop *l, bool timers) {
  uint32_t count = timers ? l->ntimers : l->count;
  Value list = list_new(vm, count);
  for (uint32_t i = 0; list && i < count; i++) {
    Value v = node_value(timers ? l->timers[i].node : l->ready[(l->first + i) & (l->cap - 1)]);
    if (!list_append(vm, as_list(list), v == V_ABSENT ? V_NONE : v)) replace(vm, &list, V_ABSENT);
  }
  return list;
}
static Value get_ready(VM *vm, Value self) { return list_of(vm, as_loop(self), false); }
static Value get_scheduled(VM *vm, Value self) { return list_of(vm, as_loop(self), true); }
static Value get_cancelled_count(VM *vm, Value self) { return (void)vm, from_int(as_loop(self)->timers_cancelled); }

// ---- the type

static Value loop_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Value v = instance_new(vm, type);
  if (!v) return V_ABSENT;
  as_loop(v)->slow = 0.1;
  as_loop(v)->resolution = vm->config.host ? vm->config.host->resolution : 1e-9;
  return v;
}

static void loop_free(VM *vm, Object *o) {
  Loop *l = (Loop *)o;
  loop_clear(vm, l);
  CLEAR_REF(vm, l->base_trail);
  Value *fields[] = {&l->readers, &l->signals, &l->task_factory, &l->current_handle};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) replace(vm, fields[i], V_ABSENT);
  end_host(vm, l);
  vm_dealloc(vm, l->ready, l->cap * sizeof *l->ready);
  vm_dealloc(vm, l->trails, l->cap * sizeof *l->trails);
  vm_dealloc(vm, l->timers, l->timers_cap * sizeof *l->timers);
  l->ready = NULL;
  l->trails = NULL;
  l->timers = NULL;
  l->cap = l->timers_cap = 0;
}

static void visit_node(uintptr_t node, VisitFn visit, void *arg) {
  Value v = node_value(node);
  if (v != V_ABSENT) {
    visit(arg, v);
    return;
  }
  const Callback *c = (const Callback *)(node & ~(uintptr_t)NODE_TAG);
  visit(arg, c->owner);
  visit(arg, c->context);
  visit(arg, c->future);
}

static void loop_traverse(Object *o, VisitFn visit, void *arg) {
  Loop *l = (Loop *)o;
  const Value fields[] = {l->readers, l->signals, l->task_factory, l->current_handle};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) visit(arg, fields[i]);
  for (uint32_t i = 0; i < l->count; i++) visit_node(l->ready[(l->first + i) & (l->cap - 1)], visit, arg);
  for (uint32_t i = 0; i < l->ntimers; i++) visit_node(l->timers[i].node, visit, arg);
}

static const NativeDef loop_methods[] = {
  {"call_soon", "($self, callback, *args, context=None)", NATIVE_RAW(loop_call_soon_method), NATIVE_KW, "Arrange for a callback to be called as soon as possible."},
  {"call_soon_threadsafe", "($self, callback, *args, context=None)", NATIVE_RAW(loop_call_soon_threadsafe), NATIVE_KW, "Like call_soon(), but thread-safe."},
  {"call_later", "($self, delay, callback, *args, context=None)", NATIVE_RAW(loop_call_later), NATIVE_KW, "Arrange for a callback to be called at a given time."},
  {"call_at", "($self, when, callback, *args, context=None)", NATIVE_RAW(loop_call_at_method), NATIVE_KW, "Like call_later(), but uses an absolute time."},
  {"time", "($self)", loop_time_method, 0, "Return the time according to the event loop's clock."},
  {"create_future", "($self)", loop_create_future_method, 0, "Create a Future object attached to the loop."},
  {"create_task", "($self, coro, *, name=None, context=None)", NATIVE_RAW(loop_create_task_method), NATIVE_KW, "Schedule or begin executing a coroutine object."},
  {"stop", "($self)", loop_stop, 0, "Stop running the event loop."},
  {"is_running", "($self)", loop_is_running, 0, "Returns True if the event loop is running."},
  {"is_closed", "($self)", loop_is_closed, 0, "Returns True if the event loop was closed."},
  {"get_debug", "($self)", loop_get_debug, 0, NULL},
  {"_check_closed", "($self)", loop_check_closed, 0, NULL},
  {"_run_once", "($self)", loop_run_once_method, 0, "Run one full iteration of the event loop."},
  {"_run_iterations", "($self)", loop_run_iterations, 0, NULL},
  {"_process_events", "($self, event_list)", loop_process_events, 0, "For loops in script: takes what the selector of the loop has found."},
  {"_enter", "($self)", loop_enter, 0, NULL},
  {"_leave", "($self)", loop_leave, 0, NULL},
  {"_write_to_self", "($self)", loop_wake_method, 0, NULL},
  {"_timer_handle_cancelled", "($self, handle)", loop_timer_cancelled, 0, NULL},
  {"_close_native", "($self)", loop_close_native, 0, NULL},
  {"_watch", "($self, fd, which, handle, /)", loop_watch, 0, NULL},
  {"_watched", "($self, fd, which, /)", loop_watched, 0, NULL},
  {"_watch_signal", "($self, number, handle, /)", loop_watch_signal, 0, NULL},
  {0},
};
static const GetSetDef loop_getset[] = {
  {"_debug", get_debug, put_debug, NULL}, {"slow_callback_duration", get_slow, put_slow, NULL}, {"_stopping", get_stopping, put_stopping, NULL},
  {"_closed", get_closed, NULL, NULL}, {"_thread_id", get_thread, put_thread, NULL}, {"_task_factory", get_factory, put_factory, NULL},
  {"_current_handle", get_handle, NULL, NULL}, {"_clock_resolution", get_resolution, put_resolution, NULL}, {"_ready", get_ready, NULL, NULL},
  {"_scheduled", get_scheduled, NULL, NULL}, {"_timer_cancelled_count", get_cancelled_count, NULL, NULL}, {"_proves", get_proves, put_proves, NULL}, {0},
};
const TypeSpec loop_spec = {
  .name = "_asyncio._LoopCore", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF | TYPE_HAS_DICT, .basicsize = sizeof(Loop),
  .methods = loop_methods, .getset = loop_getset, .slots = {.new = loop_slot_new, .free = loop_free, .traverse = loop_traverse},
};

bool loop_types_init(VM *vm) { return (vm->aio->loop_type = type_from_spec(vm, &loop_spec, NULL)) != NULL; }

// ---- the whole

Type *aio_type(VM *vm, const TypeSpec *spec, Type *base, const char *module) {
  Type *type = type_from_spec(vm, spec, base);
  Value name = type ? str_from_c(vm, module) : V_ABSENT;
  return name && type_set_attr_c(vm, type, "__module__", name) ? type : NULL;
}

static bool types_init(VM *vm) {
  return context_types_init(vm, &vm->aio->context) && future_types_init(vm) && task_types_init(vm) && handle_types_init(vm) &&
         loop_types_init(vm) && op_types_init(vm) && gather_types_init(vm) && sync_types_init(vm);
}

// All or nothing: what was made before a failure dies with the VM.
bool aio_init(VM *vm) {
  if (vm->aio) return true;
  vm->aio = vm_alloc(vm, sizeof(Aio));
  if (!vm->aio) return false;
  memset(vm->aio, 0, sizeof(Aio));
  vm->aio->random = vm->config.hash_seed;
  if (types_init(vm)) return true;
  Value pending = error_take(vm);
  aio_clear(vm);
  aio_free(vm);
  error_restore_steal(vm, pending);
  return false;
}

void aio_leave(VM *vm) {
  replace(vm, &vm->thread.running_loop, V_ABSENT);
  replace(vm, &vm->thread.context, V_ABSENT);
}

void aio_clear(VM *vm) {
  Aio *a = vm->aio;
  aio_leave(vm);
  if (!a) return;
  CLEAR_REF(vm, a->currents);
  trail_cache_clear(vm, &a->trail_cache);
  replace(vm, &a->cancelled, V_ABSENT);
  replace(vm, &a->invalid_state, V_ABSENT);
  replace(vm, &a->context.missing_value, V_ABSENT);
}

void aio_free(VM *vm) {
  if (vm->aio && vm->aio->has_tick) timer_delete((timer_t)vm->aio->tick);
  if (vm->aio) orphans_free(vm), trailbook_free(vm);
  vm_dealloc(vm, vm->aio, sizeof(Aio));
  vm->aio = NULL;
}
