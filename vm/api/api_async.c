// SPDX-License-Identifier: MIT
// api_async.c - async both ways: promises that C keeps and scripts await, tasks that C starts and watches, messages from other threads.
//
//   AsterPromise (malloc) --owned--> Future <--awaited-- task        Hook object: owner of the future's callback, borrows the promise
//     | refs: the host's handle, each message under way, the VM's list while it is not settled
//     `-> Inbox: where completions from other threads go
//
// Everything but `refs`, `wanted` and the inbox is touched on the VM's thread only.
#include "vm/api/api_async.h"

#include <stdlib.h>

#include "vm/aio/inbox.h"

// ---- state

// A host that ends its VM knows that tasks were pending: nothing is said of them.
static void silence_tasks(VM *vm) {
  const GcList *lists[] = {&vm->gc.frozen, &vm->gc.old, &vm->gc.young};
  for (size_t i = 0; i < 3; i++)
    for (uint32_t k = 0; k < lists[i]->len; k++) {
      Object *o = lists[i]->items[k];
      if (o && obj_type(o)->kind == KIND_TASK && ((Task *)o)->future.loop == vm->api->loop) ((Task *)o)->future.flags |= TASK_SILENT;
    }
}

static void api_end(VM *vm) {
  ApiState *s = vm->api;
  fiber_free_all(vm);  // the loop may run in one
  inbox_close(vm);
  if (!s) return;
  api_promises_end(vm);
  observer_remove(vm, &s->observer);
  s->fiber = NULL;  // ends with the VM's others
  replace(vm, &s->step_error, V_ABSENT);
  Value loop = s->loop;
  if (loop) silence_tasks(vm);
  s->loop = V_ABSENT;
  Value r = loop ? obj_call_method(vm, loop, vm->names.close, NULL, 0) : V_ABSENT;
  error_clear(vm);
  release(vm, r);
  release(vm, loop);
}

ApiState *api_state(VM *vm) {
  if (vm->api) return vm->api;
  ApiState *s = vm_permanent(vm, sizeof *s);
  vm->api = s;
  vm->api_end = api_end;
  return s;
}

// ---- hooks: what calls back into the host

typedef struct Hook Hook;
struct Hook {
  Object header;
  void (*done)(VM *vm, Hook *hook, Value future);
  void (*gone)(Hook *hook);  // its future is done or dead; NULL: nothing
  AsterDoneFn fn;
  void *data;
};

static void hook_free(VM *vm, Object *o) {
  (void)vm;
  Hook *h = (Hook *)o;
  if (h->gone) h->gone(h);
  h->gone = NULL;
}

static const TypeSpec hook_spec = {.name = "host_hook", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Hook), .slots = {.free = hook_free}};

static bool hook_run(VM *vm, Callback *c) {
  Hook *h = (Hook *)as_obj(c->owner);
  h->done(vm, h, c->future);
  if (has_error(vm)) error_unraisable(vm, "Exception ignored in a callback of the host", c->future);
  return true;
}

// `h` (initialised but for its header) becomes a callback of the future.
static Hook *hook_add(VM *vm, Future *f, const Hook *h) {
  ApiState *s = api_state(vm);
  if (!s || (!s->hook_type && !(s->hook_type = type_from_spec(vm, &hook_spec, NULL)))) return NULL;
  Hook *hook = object_new(vm, s->hook_type, sizeof *hook);
  if (!hook) return NULL;
  Object header = hook->header;
  *hook = *h;
  hook->header = header;
  bool ok = future_add_run(vm, f, hook_run, from_obj(hook));
  if (!ok) hook->gone = NULL;
  decref(vm, hook);
  return ok ? hook : NULL;
}

// ---- promises

struct AsterPromise {
  uint32_t refs;
  bool wanted;                    // somebody may still wait for it
  Inbox *inbox;
  Value future;                   // owned while it is not settled and the VM exists; else V_ABSENT
  AsterPromise *prev, *next;      // of the VM's list
};

static AsterPromise *promise_retain(AsterPromise *p) { return __atomic_add_fetch(&p->refs, 1, __ATOMIC_RELAXED), p; }

static void promise_unref(AsterPromise *p) {
  if (__atomic_sub_fetch(&p->refs, 1, __ATOMIC_ACQ_REL)) return;
  inbox_release(p->inbox);
  free(p);
}

// It takes its future no further: off the VM's list.
static Value promise_leave(VM *vm, AsterPromise *p) {
  Value future = p->future;
  if (future == V_ABSENT) return V_ABSENT;
  p->future = V_ABSENT;
  __atomic_store_n(&p->wanted, false, __ATOMIC_RELEASE);
  if (p->next) p->next->prev = p->prev;
  if (p->prev) p->prev->next = p->next;
  else vm->api->promises = p->next;
  promise_unref(p);
  return future;
}

void api_promises_end(VM *vm) {
  while (vm->api->promises) release(vm, promise_leave(vm, vm->api->promises));
}

static void promise_future_done(VM *vm, Hook *hook, Value future) {
  (void)future;
  AsterPromise *p = hook->data;
  release(vm, promise_leave(vm, p));
}

static void promise_hook_gone(Hook *hook) {
  AsterPromise *p = hook->data;
  __atomic_store_n(&p->wanted, false, __ATOMIC_RELEASE);
  promise_unref(p);
}

static Value promise_future_new(VM *vm) {
  if (vm->thread.running_loop != V_ABSENT) return loop_create_future(vm, vm->thread.running_loop);
  Loop *l = api_loop(vm);
  return l ? future_new(vm, from_obj(l)) : V_ABSENT;
}

AsterValue aster_promise_new(AsterVM *vm, AsterPromise **out) {
  VM *c = script(vm);
  *out = NULL;
  Inbox *inbox = api_state(c) ? inbox_get(c) : NULL;
  Value future = inbox ? promise_future_new(c) : V_ABSENT;
  if (!future) return aster_absent();
  AsterPromise *p = is_future(future) ? calloc(1, sizeof *p) : NULL;
  if (!p) return release(c, future), own(is_future(future) ? raise_no_memory(c) : raise_type(c, "the loop's create_future() gives no asyncio.Future"));
  *p = (AsterPromise){.refs = 3, .wanted = true, .inbox = inbox_retain(inbox), .future = retain(future), .next = c->api->promises};
  if (p->next) p->next->prev = p;
  c->api->promises = p;
  if (hook_add(c, as_future(future), &(Hook){.done = promise_future_done, .gone = promise_hook_gone, .data = p})) return *out = p, own(future);
  release(c, promise_leave(c, p));
  promise_unref(p);
  promise_unref(p);
  release(c, future);
  return aster_absent();
}

// Settles it with an owned result or exception. False: nobody waits any more.
static bool promise_settle(VM *vm, AsterPromise *p, Value v, bool error) {
  Value future = promise_leave(vm, p);
  bool pending = future != V_ABSENT && as_future(future)->state == FUTURE_PENDING;
  if (!pending) release(vm, v);
  else if (!future_finish(vm, as_future(future), v, error)) error_clear(vm);
  release(vm, future);
  return pending;
}

bool aster_promise_resolve(AsterPromise *p, AsterRef v) { return p->future != V_ABSENT && promise_settle(p->inbox->vm, p, retain(val(v)), false); }

static bool promise_reject_pending(VM *vm, AsterPromise *p) {
  Value exc = error_take(vm);
  if (!exc) raise(vm, EXC_SystemError, "a promise was rejected without an exception"), exc = error_take(vm);
  return promise_settle(vm, p, exc, true);
}

bool aster_promise_reject(AsterPromise *p, AsterRef exception) {
  if (p->future == V_ABSENT) return false;
  VM *vm = p->inbox->vm;
  Value pending = error_take(vm);
  raise_object(vm, val(exception));
  bool settled = promise_reject_pending(vm, p);
  error_restore_steal(vm, pending);
  return settled;
}

bool aster_promise_wanted(AsterPromise *p) { return __atomic_load_n(&p->wanted, __ATOMIC_ACQUIRE); }

typedef struct Completion { AsterPromise *promise; AsterCompleteFn complete; void (*drop)(void *user); void *user; } Completion;

static void completion_free(Completion *c) {
  promise_unref(c->promise);
  free(c);
}

static void completion_run(VM *vm, void *data) {
  Completion *c = data;
  if (c->promise->future != V_ABSENT) {
    AsterValue v = c->complete(outer(vm), c->user);
    if (aster_ok(v)) promise_settle(vm, c->promise, v.bits, false);
    else promise_reject_pending(vm, c->promise);
  } else if (c->drop) {
    c->drop(c->user);
  }
  completion_free(c);
}

static void completion_drop(void *data) {
  Completion *c = data;
  if (c->drop) c->drop(c->user);
  completion_free(c);
}

bool aster_promise_post(AsterPromise *p, AsterCompleteFn complete, void (*drop)(void *user), void *user) {
  Completion *c = malloc(sizeof *c);
  if (!c) return false;
  *c = (Completion){promise_retain(p), complete, drop, user};
  if (inbox_post(p->inbox, completion_run, completion_drop, c)) return true;
  completion_free(c);
  return false;
}

static AsterValue abandoned(AsterVM *vm, void *user) {
  (void)user;
  return aster_raise(vm, "RuntimeError", "the host gave the promise up");
}

void aster_promise_release(AsterPromise *p) {
  if (!p) return;
  if (aster_promise_wanted(p)) (void)aster_promise_post(p, abandoned, NULL, NULL);  // behind a completion that is under way
  promise_unref(p);
}

// ---- messages

AsterPort *aster_port_new(AsterVM *vm) {
  Inbox *inbox = api_state(core(vm)) ? inbox_get(core(vm)) : NULL;
  return (AsterPort *)(inbox ? inbox_retain(inbox) : NULL);
}

bool aster_port_post(AsterPort *port, void (*run)(AsterVM *vm, void *user), void (*drop)(void *user), void *user) {
  return inbox_post((Inbox *)port, (void (*)(VM *, void *))run, drop, user);
}

bool aster_port_interrupt(AsterPort *port, AsterInterrupt kind) {
  return inbox_interrupt((Inbox *)port, kind == ASTER_INTERRUPT_KILL ? INTERRUPT_KILL : INTERRUPT_RAISE);
}

void aster_port_release(AsterPort *port) {
  if (port) inbox_release((Inbox *)port);
}

// ---- tasks

AsterValue aster_spawn(AsterVM *vm, AsterRef coroutine, const char *name) {
  VM *c = script(vm);
  Value loop = c->thread.running_loop;
  Loop *l = loop == V_ABSENT ? api_loop(c) : NULL;
  if (loop == V_ABSENT && !l) return aster_absent();
  Value text = name ? str_from_c(c, name) : V_NONE;
  Value task = text ? loop_create_task(c, l ? from_obj(l) : loop, val(coroutine), text, V_ABSENT) : V_ABSENT;
  release(c, text);
  return own(task);
}

static Future *future_of(VM *vm, AsterRef task) {
  if (vm->aio && is_future(val(task))) return as_future(val(task));
  raise_type(vm, "a task or future is required, not %T", val(task));
  return NULL;
}

AsterTaskState aster_task_state(AsterVM *vm, AsterRef task) {
  const Future *f = future_of(core(vm), task);
  if (!f) return ASTER_TASK_NONE;
  if (f->state == FUTURE_PENDING) return ASTER_TASK_PENDING;
  if (f->state == FUTURE_CANCELLED) return ASTER_TASK_CANCELLED;
  return f->flags & FUTURE_ERROR ? ASTER_TASK_FAILED : ASTER_TASK_DONE;
}

AsterValue aster_task_result(AsterVM *vm, AsterRef task) {
  VM *c = script(vm);
  Future *f = future_of(c, task);
  return own(f ? future_result(c, f) : V_ABSENT);
}

int aster_task_cancel(AsterVM *vm, AsterRef task, const char *message) {
  VM *c = script(vm);
  if (!future_of(c, task)) return -1;
  Value text = message ? str_from_c(c, message) : V_NONE;
  int done = text ? future_cancel(c, val(task), text) : -1;
  release(c, text);
  return done;
}

static void tell_done(VM *vm, Hook *hook, Value future) { hook->fn(outer(vm), lend(future), hook->data); }

bool aster_task_on_done(AsterVM *vm, AsterRef task, AsterDoneFn fn, void *user) {
  VM *c = script(vm);
  Future *f = future_of(c, task);
  return f && hook_add(c, f, &(Hook){.done = tell_done, .fn = fn, .data = user});
}

// ---- watching tasks

static void observe(Observer *self, VM *vm, TaskMoment moment, Task *task, Value detail) {
  ApiState *s = (ApiState *)((char *)self - offsetof(ApiState, observer));
  s->task_hook(s->task_user, outer(vm), (AsterTaskEvent)(1 << moment), lend(from_obj(task)), lend(detail));
}

bool aster_watch_tasks(AsterVM *vm, unsigned events, AsterTaskFn fn, void *user) {
  VM *c = core(vm);
  ApiState *s = api_state(c);
  if (!s) return false;
  observer_remove(c, &s->observer);
  s->task_hook = fn;
  s->task_user = user;
  s->observer.wants = events;
  s->observer.notify = observe;
  if (fn && events) observer_add(c, &s->observer);
  return true;
}
