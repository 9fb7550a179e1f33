// SPDX-License-Identifier: MIT
// aiodebug.c - module `_aiodebug`: what asyncio.explain asks the scheduler about tasks, locks and operations.
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vm/aio/aiosync.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static Value place_of(VM *vm, const Site *site) {
  Value parts[3] = {from_obj(site->code->filename), from_int(site_line(site)), from_obj(site->code->qualname)};
  return tuple_from(vm, parts, 3);
}

static bool need_task(VM *vm, Value v) {
  if (is_task(v)) return true;
  raise_type(vm, "a task is needed, not %R", v);
  return false;
}

// task_site(task): ((file, line, function) or None, N of the Task-N that made it or None).
static Value site_of_task(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!need_task(vm, args[0])) return V_ABSENT;
  const Task *t = as_task(args[0]);
  Site site = task_site(vm, t);
  Value pair[2] = {site.code ? place_of(vm, &site) : V_NONE, t->maker ? from_int(t->maker) : V_NONE};
  Value r = pair[0] ? tuple_from(vm, pair, 2) : V_ABSENT;
  release(vm, pair[0]);
  return r;
}

// task_makers(task): [(name of the maker, (file, line, function)), ...], the nearest first; empty outside debug mode.
static Value task_makers(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!need_task(vm, args[0])) return V_ABSENT;
  Value list = list_new(vm, 4);
  const Descent *d = task_descent_get(vm, as_task(args[0]));
  for (uint32_t i = 0; list && d && i < d->count && d->makers[i].name != V_NONE; i++) {
    const Maker *m = &d->makers[i];
    Value pair[2] = {is_int(m->name) ? str_format_c(vm, "Task-%ld", as_int(m->name)) : retain(m->name), m->site.code ? place_of(vm, &m->site) : V_NONE};
    Value both = pair[0] && pair[1] ? tuple_from(vm, pair, 2) : V_ABSENT;
    bool ok = both && list_append(vm, as_list(list), both);
    release(vm, pair[0]);
    release(vm, pair[1]);
    release(vm, both);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value name_text(VM *vm, Value name) { return is_int(name) ? str_format_c(vm, "Task-%ld", as_int(name)) : name == V_ABSENT ? V_NONE : retain(name); }

// lock_holder(lock): None, or (name of the task, the place of acquire()); both None: acquired outside of tasks.
static Value lock_holder(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_heap(args[0]) || obj_type(as_obj(args[0]))->spec != vm->aio->lock_type->spec) return V_NONE;
  const Lock *l = (Lock *)as_obj(args[0]);
  if (!l->locked) return V_NONE;
  Value pair[2] = {name_text(vm, l->holder.name), l->holder.site.code ? place_of(vm, &l->holder.site) : V_NONE};
  Value r = pair[0] && pair[1] ? tuple_from(vm, pair, 2) : V_ABSENT;
  release(vm, pair[0]);
  release(vm, pair[1]);
  return r;
}

// lock_holder_id(lock): id() of the task that holds it, or None. It may have ended: holds() tells it from another one there.
static Value lock_holder_id(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool fits = is_heap(args[0]) && obj_type(as_obj(args[0]))->spec == vm->aio->lock_type->spec;
  const Lock *l = fits ? (Lock *)as_obj(args[0]) : NULL;
  return l && l->locked && l->holder.task ? int_from_u64(vm, (uint64_t)(uintptr_t)l->holder.task) : V_NONE;
}

// holds(task, lock): is it this very task that holds it?
static Value holds(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  bool fits = is_task(args[0]) && is_heap(args[1]) && obj_type(as_obj(args[1]))->spec == vm->aio->lock_type->spec;
  return from_bool(fits && holder_is((Lock *)as_obj(args[1]), as_task(args[0])));
}

// operation(awaitable): ("acquire", lock), ("get", queue) ...; ("sleep", delay); None: something else.
static Value operation(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_heap(args[0]) || obj_type(as_obj(args[0])) != vm->aio->op_type) return V_NONE;
  const Op *op = (Op *)as_obj(args[0]);
  bool enters = op->def == &lock_enter_op;
  Value pair[2] = {str_from_c(vm, enters ? "acquire" : op->def->name), op->self == V_ABSENT ? V_NONE : op->self};
  Value r = pair[0] ? tuple_from(vm, pair, 2) : V_ABSENT;
  release(vm, pair[0]);
  return r;
}

// timer(loop, future): seconds until a sleep ends, or None.
static Value timer(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double now;
  if (!is_loop(vm, args[0])) return V_NONE;
  Loop *l = (Loop *)as_obj(args[0]);
  for (uint32_t i = 0; i < l->ntimers; i++) {
    if (node_value(l->timers[i].node) != args[1]) continue;
    if (!loop_time(vm, l, &now)) return V_ABSENT;
    return from_double(l->timers[i].when > now ? l->timers[i].when - now : 0);
  }
  return V_NONE;
}

// step(loop): (seconds since the running step began, what tells it from others).
static Value step(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_loop(vm, args[0])) return raise_type(vm, "a loop is needed, not %R", args[0]);
  const Loop *l = (Loop *)as_obj(args[0]);
  Value pair[2] = {from_double(loop_step_age(vm, l)), from_double(l->step_start)};
  return tuple_from(vm, pair, 2);
}

// others_sleep(): can no other thread make anything happen by itself?
static Value others_sleep(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, from_bool(thread_others_sleep(vm)); }

static Value is_main_thread(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, from_bool(thread_is_main(vm)); }

// tick(seconds, signal): the calling thread gets the signal every so many seconds; 0: no longer.
static Value tick(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Aio *a = vm->aio;
  double seconds;
  if (!float_coerce(vm, args[0], &seconds)) return V_ABSENT;
  if (!a->has_tick) {
    struct sigevent event;
    timer_t timer;
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = is_int(args[1]) ? (int)as_int(args[1]) : SIGRTMAX;
    event.sigev_notify_thread_id = gettid();
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
    a->tick = timer;
    a->has_tick = true;
  }
  struct itimerspec period;
  period.it_interval.tv_sec = (time_t)seconds;
  period.it_interval.tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9);
  period.it_value = period.it_interval;
  if (timer_settime((timer_t)a->tick, 0, &period, NULL) < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  return V_NONE;
}

// fair(count): how many awaits a step may pass (sched_gives_way).
static Value fair(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  vm->aio->fair = is_int(args[0]) ? (uint32_t)as_int(args[0]) : 0;
  return V_NONE;
}

// watch_orphans(): errors of tasks that nobody awaits are told from now on, in every loop (orphan.c).
static Value watch_orphans(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  if (vm->config.orphans == ORPHANS_DEFAULT) vm->config.orphans = ORPHANS_LOG;
  return V_NONE;
}

static const NativeDef functions[] = {
  {"watch_orphans", "()", watch_orphans, 0, NULL},
  {"fair", "(count, /)", fair, 0, NULL}, {"others_sleep", "()", others_sleep, 0, NULL},
  {"step", "(loop, /)", step, 0, NULL}, {"is_main_thread", "()", is_main_thread, 0, NULL},
  {"tick", "(seconds, signal, /)", tick, 0, NULL},
  {"task_site", "(task, /)", site_of_task, 0, NULL}, {"task_makers", "(task, /)", task_makers, 0, NULL}, {"lock_holder", "(lock, /)", lock_holder, 0, NULL},
  {"lock_holder_id", "(lock, /)", lock_holder_id, 0, NULL}, {"holds", "(task, lock, /)", holds, 0, NULL}, {"operation", "(awaitable, /)", operation, 0, NULL}, {"timer", "(loop, future, /)", timer, 0, NULL}, {0},
};

static bool init(VM *vm, Module *m) { return (void)m, aio_init(vm); }

const ModuleDef aiodebug_module = {"_aiodebug", "What asyncio.explain asks the scheduler", functions, init};
