// SPDX-License-Identifier: MIT
// sched.c - the scheduler of a loop: the ready ring, the timer heap, one iteration, waiting for events.
//
// One iteration runs exactly what was ready when it began, in order; what becomes ready meanwhile runs in the next one. While there is
// work no system call is made but a look at I/O every POLL_EVERY callbacks or a few iterations. Timers that are due within the clock's
// resolution join the ready ring after the poll, in the order that heapq gives: equal times come out as CPython's do.
//
// In debug mode a second ring beside the first holds, for each entry, the Trail of who put it there (trail.h): what asyncio has in the
// handle of every step. Where there is no entry it holds NULL.
#include <errno.h>
#include <math.h>
#include <pthread.h>

#include "vm/aio/aiosync.h"
#include "vm/core/host.h"
#include "vm/aio/inbox.h"
#include "vm/include/aster_host.h"

enum { POLL_EVERY = 32, POLL_STEP = 8, MIN_TIMERS = 100, MAX_WAIT = 24 * 3600, EVENTS = 64 };

static inline void *node_block(uintptr_t node) { return (void *)(node & ~(uintptr_t)NODE_TAG); }
static inline unsigned node_tag(uintptr_t node) { return node & NODE_TAG; }

void node_release(VM *vm, uintptr_t node) {
  if (node_tag(node) == NODE_CALLBACK) return callback_free(vm, node_block(node));
  if (node_tag(node) == NODE_CHILD) release(vm, future_take_outer(node_block(node)));
  decref(vm, node_block(node));
}

Value node_value(uintptr_t node) { return node_tag(node) == NODE_CALLBACK ? V_ABSENT : from_obj(node_block(node)); }

uint64_t aio_thread(void) { return (uint64_t)(uintptr_t)pthread_self(); }

bool loop_check_thread(VM *vm, Loop *l) {
  if (!l->thread || l->thread == aio_thread()) return true;
  raise(vm, EXC_RuntimeError, "Non-thread-safe operation invoked on an event loop other than the current one");
  return false;
}

// ---- the ready ring

// The second ring as it would be for `cap` entries. NULL: no memory.
static Trail **trails_copy(VM *vm, const Loop *l, uint32_t cap) {
  Trail **trails = vm_alloc(vm, cap * sizeof *trails);
  if (!trails) return NULL;
  memset(trails, 0, cap * sizeof *trails);
  for (uint32_t i = 0; l->trails && i < l->count; i++) trails[i] = l->trails[(l->first + i) & (l->cap - 1)];
  return trails;
}

static bool ring_grow(VM *vm, Loop *l) {
  uint32_t cap = l->cap ? l->cap * 2 : 64;
  Trail **trails = l->trails ? trails_copy(vm, l, cap) : NULL;
  uintptr_t *ring = l->trails && !trails ? NULL : vm_alloc(vm, cap * sizeof *ring);
  if (!ring) return vm_dealloc(vm, trails, cap * sizeof *trails), false;
  for (uint32_t i = 0; i < l->count; i++) ring[i] = l->ready[(l->first + i) & (l->cap - 1)];
  vm_dealloc(vm, l->trails, l->cap * sizeof *trails);
  l->trails = trails;
  vm_dealloc(vm, l->ready, l->cap * sizeof *ring);
  l->ready = ring;
  l->cap = cap;
  l->first = 0;
  return true;
}

static inline bool ring_push(VM *vm, Loop *l, uintptr_t node) {
  if (UNLIKELY(l->count == l->cap) && !ring_grow(vm, l)) return node_release(vm, node), false;
  l->ready[(l->first + l->count++) & (l->cap - 1)] = node;
  return true;
}

static inline uintptr_t ring_pop(Loop *l) {
  uintptr_t node = l->ready[l->first];
  l->first = (l->first + 1) & (l->cap - 1);
  l->count--;
  return node;
}

static bool trails_ready(VM *vm, Loop *l) {
  if (UNLIKELY(l->count == l->cap) && !ring_grow(vm, l)) return false;
  return LIKELY(l->trails != NULL) || (l->trails = trails_copy(vm, l, l->cap)) != NULL;
}

bool loop_push_from(VM *vm, Loop *l, uintptr_t node, Trail *trail) {
  if (UNLIKELY(!trail || !trails_ready(vm, l))) return xdecref(vm, trail), node_release(vm, node), false;
  uint32_t place = (l->first + l->count++) & (l->cap - 1);
  l->trails[place] = trail;
  l->ready[place] = node;
  return true;
}

// Handles know the place themselves. The frames of the loop itself are the place most often: sleep(0), timers, descriptors.
static bool push_traced(VM *vm, Loop *l, uintptr_t node) {
  if (node_tag(node) == NODE_HANDLE) return ring_push(vm, l, node);
  const Frame *base = vm->thread.loop_base;
  if (!base || vm->thread.frame != base || vm->aio->busy_loop != l) return loop_push_from(vm, l, node, trail_here(vm));
  if (UNLIKELY(!l->base_trail)) l->base_trail = trail_here(vm);
  if (LIKELY(l->base_trail != NULL)) incref(&l->base_trail->header);
  return loop_push_from(vm, l, node, l->base_trail);
}

// The trail of what runs next is taken out of the second ring; that of what ran before is dropped.
static void trail_pop(VM *vm, Loop *l) {
  Trail *before = l->current_trail;
  l->current_trail = l->trails[l->first];
  l->trails[l->first] = NULL;
  xdecref(vm, before);
}

bool loop_push(VM *vm, Loop *l, uintptr_t node) {
  if (LIKELY(l == vm->aio->fast_loop && !l->closed)) return ring_push(vm, l, node);
  if (UNLIKELY(l->closed)) raise(vm, EXC_RuntimeError, "Event loop is closed");
  else if (LIKELY(!l->debug)) return ring_push(vm, l, node);
  else if (loop_check_thread(vm, l)) return push_traced(vm, l, node);
  node_release(vm, node);
  return false;
}

// ---- the timer heap, as heapq works

static void heap_up(Timer *heap, uint32_t start, uint32_t pos) {
  Timer item = heap[pos];
  while (pos > start) {
    uint32_t parent = (pos - 1) >> 1;
    if (!(item.when < heap[parent].when)) break;
    heap[pos] = heap[parent];
    pos = parent;
  }
  heap[pos] = item;
}

static void heap_down(Timer *heap, uint32_t count, uint32_t pos) {
  uint32_t start = pos;
  Timer item = heap[pos];
  for (uint32_t child = 2 * pos + 1; child < count; child = 2 * pos + 1) {
    if (child + 1 < count && !(heap[child].when < heap[child + 1].when)) child++;
    heap[pos] = heap[child];
    pos = child;
  }
  heap[pos] = item;
  heap_up(heap, start, pos);
}

bool loop_add_timer(VM *vm, Loop *l, double when, uintptr_t node) {
  if (l->ntimers == l->timers_cap) {
    uint32_t cap = l->timers_cap ? l->timers_cap * 2 : 16;
    Timer *timers = vm_realloc(vm, l->timers, l->timers_cap * sizeof *timers, cap * sizeof *timers);
    if (!timers) return node_release(vm, node), false;
    l->timers = timers;
    l->timers_cap = cap;
  }
  l->timers[l->ntimers] = (Timer){when, node};
  heap_up(l->timers, 0, l->ntimers++);
  return true;
}

static uintptr_t heap_pop(Loop *l) {
  uintptr_t node = l->timers[0].node;
  l->timers[0] = l->timers[--l->ntimers];
  if (l->ntimers) heap_down(l->timers, l->ntimers, 0);
  return node;
}

static bool is_cancelled(uintptr_t node) {
  if (node_tag(node) == NODE_SLEEP) return !(((Future *)node_block(node))->flags & FUTURE_SLEEP);
  return ((Handle *)node_block(node))->flags & HANDLE_CANCELLED;
}

static void leave_heap(uintptr_t node) {
  if (node_tag(node) == NODE_HANDLE) ((Handle *)node_block(node))->flags &= (uint8_t)~HANDLE_SCHEDULED;
}

// Keeps those that are not cancelled; the others are dropped afterwards, since dropping may run script code.
static void rebuild_heap(VM *vm, Loop *l) {
  uint32_t kept = 0, count = l->ntimers;
  for (uint32_t i = 0; i < count; i++) {
    if (is_cancelled(l->timers[i].node)) continue;
    Timer t = l->timers[i];
    l->timers[i] = l->timers[kept];
    l->timers[kept++] = t;
  }
  uint32_t dropped = count - kept;
  uintptr_t *nodes = vm_alloc(vm, (dropped + 1) * sizeof *nodes);
  if (!nodes) return error_clear(vm);
  for (uint32_t i = 0; i < dropped; i++) nodes[i] = l->timers[kept + i].node;
  l->ntimers = kept;
  l->timers_cancelled = 0;
  for (uint32_t i = kept / 2; i-- > 0;) heap_down(l->timers, kept, i);
  for (uint32_t i = 0; i < dropped; i++) {
    leave_heap(nodes[i]);
    node_release(vm, nodes[i]);
  }
  vm_dealloc(vm, nodes, (dropped + 1) * sizeof *nodes);
}

static void drop_cancelled(VM *vm, Loop *l) {
  if (l->ntimers > MIN_TIMERS && l->timers_cancelled > l->ntimers / 2) return rebuild_heap(vm, l);
  while (l->ntimers && is_cancelled(l->timers[0].node)) {
    if (l->timers_cancelled) l->timers_cancelled--;
    uintptr_t node = heap_pop(l);
    leave_heap(node);
    node_release(vm, node);
  }
}

// ---- time

double loop_now(VM *vm, Loop *l) {
  const AsterHost *host = vm->config.host;
  if (UNLIKELY(vm->config.clock != NULL)) return vm->config.clock(vm->config.clock_user, CLOCK_MONO);
  return vm->config.virtual_time || !host ? l->jumped : host->now(host->user);
}

bool loop_time(VM *vm, Loop *l, double *out) {
  if (LIKELY(!(loop_hooks(vm, l) & LOOP_TIME))) return *out = loop_now(vm, l), true;
  Value v = obj_call_method(vm, from_obj(l), vm->names.time, NULL, 0);
  bool ok = v && float_coerce(vm, v, out);
  release(vm, v);
  return ok;
}

static bool timers_due(VM *vm, Loop *l) {
  double now;
  if (!l->ntimers) return true;
  if (!loop_time(vm, l, &now)) return false;
  now += l->resolution;
  while (l->ntimers && l->timers[0].when < now) {
    uintptr_t node = heap_pop(l);
    leave_heap(node);
    if (is_cancelled(node)) {
      if (l->timers_cancelled) l->timers_cancelled--;
      if (node_tag(node) == NODE_SLEEP) {
        node_release(vm, node);
        continue;
      }
    }
    if (!ring_push(vm, l, node)) return false;
  }
  return true;
}

// ---- -X stress=suspend
//
// Every await of a task first lets the others run for one iteration, as sleep(0) would, before what is awaited is begun: awaits, async
// for, async with and async comprehensions of script code outside the asyncio package, in the coroutine of a task on a native loop.
// asyncio promises nowhere that an await goes on at once, so a program that orders its tasks by futures, locks and queues gives the same
// results. What may change: the order in which tasks that do not wait for each other run, how many iterations they take, which
// of several timers at the same time comes first, and what a cancellation that comes before the first step of the awaited finds.

// Debug mode: a task that lets nobody else run is named, once.
static void tell_starving(VM *vm, const Loop *l) {
  if (!l->debug || (l->current->future.counted & TASK_STARVES)) return;
  l->current->future.counted |= TASK_STARVES;
  Value args[2] = {from_obj(l->current), from_int(vm->aio->slice)}, f = import_attr(vm, "asyncio.explain", "_starves");
  Value r = f ? obj_call(vm, f, args, 2) : V_ABSENT;
  if (!r) error_unraisable(vm, NULL, args[0]);
  release(vm, f);
  release(vm, r);
}

// It is no starving where nobody else could run.
void sched_passed_many(VM *vm) {
  Value loop = vm->thread.running_loop;
  if (vm->aio->slice < STARVES_AT || vm->aio->fair || loop == V_ABSENT || !is_loop(vm, loop)) return;
  Loop *l = (Loop *)as_obj(loop);
  if (!l->debug || !l->current || has_error(vm)) return;
  if (l->count || (l->ntimers && l->timers[0].when <= loop_now(vm, l))) tell_starving(vm, l);
}

bool sched_gives_way(VM *vm, Generator *leaf) {
  static const char prefix[] = "<frozen asyncio";
  const Str *file = leaf->frame.code->filename;
  Value loop = vm->thread.running_loop;
  if (leaf->gave_way) return leaf->gave_way = false;
  if (loop == V_ABSENT || !is_loop(vm, loop) || !((Loop *)as_obj(loop))->current) return false;
  if (((Loop *)as_obj(loop))->current->coro != from_obj(vm->thread.root)) return false;
  if (file->kind == 1 && file->len >= sizeof prefix - 1 && !memcmp(file->data, prefix, sizeof prefix - 1)) return false;
  if (vm->aio->fair && ++vm->aio->slice < vm->aio->fair) return false;
  if (vm->aio->fair) tell_starving(vm, (Loop *)as_obj(loop));
  return leaf->gave_way = true;
}

// ---- waiting

bool loop_open(VM *vm, Loop *l) {
  const AsterHost *host = vm->config.host;
  if (l->host) return true;
  if (!host) return raise(vm, EXC_RuntimeError, "this program was built without an event source"), false;
  l->host = host->open(host->user);
  if (!l->host) raise_os(vm, errno ? errno : ENOMEM, V_ABSENT, V_ABSENT);
  return l->host != NULL;
}

void loop_wake(Loop *l, VM *vm) {
  if (l->host) vm->config.host->wake(l->host);
}

static bool push_handle(VM *vm, Loop *l, Value handle) {
  if (!is_heap(handle) || (((Handle *)as_obj(handle))->flags & HANDLE_CANCELLED)) return true;
  retain(handle);
  return ring_push(vm, l, (uintptr_t)handle | NODE_HANDLE);
}

static bool take_event(VM *vm, Loop *l, const AsterEvent *e) {
  Value found = V_ABSENT, book = e->kind == ASTER_EVENT_FD ? l->readers : l->signals;
  if (book == V_ABSENT || dict_find(vm, as_dict(book), from_int(e->number), &found) != 1) return !has_error(vm);
  if (e->kind == ASTER_EVENT_SIGNAL) return push_handle(vm, l, found);
  List *pair = as_list(found);
  return (!(e->mask & ASTER_READABLE) || push_handle(vm, l, pair->items[0])) && (!(e->mask & ASTER_WRITABLE) || push_handle(vm, l, pair->items[1]));
}

// Without the VM's lock. Signals are the main thread's: only its wait is ended by one.
static int poll_blocking(VM *vm, Loop *l, double timeout, AsterEvent *events) {
  const AsterHost *host = vm->config.host;
  bool is_main = thread_is_main(vm);
  if (is_main) {
    vm->wake_arg = l->host;
    __atomic_store_n(&vm->wake, (void (*)(void *))host->wake, __ATOMIC_SEQ_CST);
    if (vm->posted || breaker_get(vm)) timeout = 0;  // a signal that came before there was anything to wake
  }
  l->polling = true;
  Thread *self = thread_leave(vm);
  int count = host->poll(l->host, timeout, events, EVENTS);
  thread_enter(vm, self);
  l->polling = false;
  thread_wake_all(&l->poll_ended);
  if (is_main) vm_wake_end(vm);
  return count;
}

// The host's loop is not to be touched while another thread polls it.
bool loop_hold(VM *vm, Loop *l) {
  while (l->polling) {
    loop_wake(l, vm);
    if (thread_park(vm, &l->poll_ended, WAIT_FOREVER) == PARK_INTERRUPTED && !safepoint(vm)) return false;
  }
  return true;
}

static bool wait_events(VM *vm, Loop *l, double timeout) {
  AsterEvent events[EVENTS];
  if (!loop_open(vm, l)) return false;
  l->since_poll = 0;
  if (l->stepped) timeout = 0;
  int count = timeout == 0 ? vm->config.host->poll(l->host, 0, events, EVENTS) : poll_blocking(vm, l, timeout, events);
  for (int i = 0; i < count; i++)
    if (!take_event(vm, l, &events[i])) return false;
  return true;
}

// Nothing is ready, and no timer, descriptor or signal of the loop can change that: DeadlockError, with what asyncio.explain has to say,
// unless it finds something outside that may wake a task (None). The error is raised here so that its traceback holds nothing of that.
static bool prove_alive(VM *vm, Loop *l) {
  Value f = import_attr(vm, "asyncio.explain", "_deadlock"), self = from_obj(l), text = f ? obj_call(vm, f, &self, 1) : V_ABSENT;
  release(vm, f);
  if (text == V_ABSENT || text == V_NONE) return text == V_NONE;
  if (l->count || l->ntimers || l->watched) return release(vm, text), true;  // a thread has woken a task meanwhile, and gone to sleep
  Value type = import_attr(vm, "asyncio.exceptions", "DeadlockError"), exc = type ? error_new(vm, (Type *)as_obj(type), text) : V_ABSENT;
  release(vm, type);
  release(vm, text);
  if (exc) error_set_steal(vm, exc);
  return false;
}

static void doubts_end(VM *vm, const Loop *l) {
  Loop **at = &vm->aio->doubtful;
  while (*at && *at != l) at = &(*at)->next_doubtful;
  if (*at) *at = l->next_doubtful;
}

// Only something outside can make a task ready. A thread that goes to sleep while this looks for one, or later, wakes the loop.
static bool wait_outside(VM *vm, Loop *l) {
  if (!loop_open(vm, l)) return false;
  l->next_doubtful = vm->aio->doubtful;
  vm->aio->doubtful = l;
  bool ok = prove_alive(vm, l) && (l->count || l->ntimers || l->watched || wait_events(vm, l, -1));
  doubts_end(vm, l);
  return ok;
}

// On virtual time too, what another thread does takes as long as it takes: the clock runs as it does for that thread, until all sleep.
static bool wait_threads(VM *vm, Loop *l, double timeout) {
  const AsterHost *host = vm->config.host;
  if (!loop_open(vm, l)) return false;
  double start = host->now(host->user);
  l->next_doubtful = vm->aio->doubtful;
  vm->aio->doubtful = l;
  bool ok = wait_events(vm, l, timeout);
  doubts_end(vm, l);
  l->jumped += fmin(host->now(host->user) - start, timeout);
  return ok;
}

// Nothing is ready: waits for the next timer or event. On virtual time the clock goes to the timer at once.
static bool wait_idle(VM *vm, Loop *l) {
  double timeout = -1, now;
  if (UNLIKELY(!l->ntimers && !l->watched && l->proves) && !vm->inbox) return wait_outside(vm, l);
  if (l->ntimers) {
    if (!loop_time(vm, l, &now)) return false;
    timeout = l->timers[0].when - now;
    if (timeout < 0) timeout = 0;
    if (timeout > MAX_WAIT) timeout = MAX_WAIT;
  }
  if (!vm->config.virtual_time || !l->ntimers) return (timeout == 0 && !l->watched && !l->stepped) || wait_events(vm, l, timeout);
  if (timeout > 0 && UNLIKELY(!thread_others_sleep(vm))) return wait_threads(vm, l, timeout);
  if (l->watched && !wait_events(vm, l, 0)) return false;
  if (!l->count) l->jumped += timeout;
  return true;
}

// A loop whose class has a _process_events() of its own waits as asyncio documents it: by its selector, in every iteration.
static bool wait_by_script(VM *vm, Loop *l) {
  Value timeout = V_NONE;
  double now;
  if (l->count || l->stopping) {
    timeout = from_int(0);
  } else if (l->ntimers) {
    if (!loop_time(vm, l, &now)) return false;
    timeout = from_double(fmin(fmax(0, l->timers[0].when - now), MAX_WAIT));
  }
  Value selector = obj_getattr_c(vm, from_obj(l), "_selector"), select = selector ? obj_getattr_c(vm, selector, "select") : V_ABSENT;
  Value events = select ? obj_call(vm, select, &timeout, 1) : V_ABSENT;
  Value r = events ? obj_call_method(vm, from_obj(l), vm->names.process_events, &events, 1) : V_ABSENT;
  release(vm, selector);
  release(vm, select);
  release(vm, events);
  release(vm, r);
  return r != V_ABSENT;
}

static bool look_for_events(VM *vm, Loop *l) {
  if (UNLIKELY(loop_hooks(vm, l) & LOOP_EVENTS)) return wait_by_script(vm, l);
  if (!l->count && !l->stopping && !(orphans_any(vm) && orphans_wait(vm, l))) return wait_idle(vm, l);
  if (!l->watched) return true;
  l->since_poll += POLL_STEP;
  return l->since_poll < POLL_EVERY || wait_events(vm, l, 0);
}

// ---- running

static bool run_callback(VM *vm, Callback *c) {
  if (c->run) return c->run(vm, c);
  Value saved;
  Value future = c->future;
  bool ok = context_enter(vm, c->context, &saved);
  Value r = ok ? obj_call(vm, c->owner, &future, 1) : V_ABSENT;
  if (ok) release(vm, context_leave(vm, saved));
  release(vm, r);
  if (LIKELY(r != V_ABSENT)) return true;
  Value args = tuple_from(vm, &future, 1);
  ok = args && aio_call_failed(vm, as_future(future)->loop, c->owner, args, V_NONE);
  release(vm, args);
  return ok;
}

// What becomes ready meanwhile has been woken by the future that is done.
static bool run_caused(VM *vm, Callback *c) {
  Value outer = vm->thread.cause;
  vm->thread.cause = c->future;
  bool ok = run_callback(vm, c);
  vm->thread.cause = outer;
  return ok;
}

// A sleep is over: its future gets its result, unless it was cancelled.
static bool end_sleep(VM *vm, Future *f) {
  if (!(f->flags & FUTURE_SLEEP)) return true;
  f->flags &= (uint8_t)~FUTURE_SLEEP;
  Value result = f->result;
  f->result = V_ABSENT;
  return future_finish(vm, f, result, false);
}

static bool run_child(VM *vm, Future *f) {
  Callback c = {.run = gather_child_done, .owner = future_take_outer(f), .future = from_obj(f)};
  bool ok = run_caused(vm, &c);
  release(vm, c.owner);
  return ok;
}

static inline bool run_node(VM *vm, uintptr_t node) {
  switch (node_tag(node)) {
    case NODE_TASK: return vm->aio->slice = 0, task_run(vm, node_block(node));
    case NODE_CALLBACK: return run_caused(vm, node_block(node));
    case NODE_CHILD: return run_child(vm, node_block(node));
    case NODE_HANDLE: return (((Handle *)node_block(node))->flags & HANDLE_CANCELLED) || handle_run(vm, node_block(node));
    default: return end_sleep(vm, node_block(node));
  }
}

// The clock of steps: a cheap one, unless so short steps are called slow that it would be too coarse.
#define COARSE_ENOUGH 0.03  // seconds
static double step_clock(VM *vm, const Loop *l) {
  const AsterHost *host = vm->config.host;
  if (UNLIKELY(!host)) return 0;
  return host->coarse && l->slow >= COARSE_ENOUGH ? host->coarse(host->user) : host->now(host->user);
}

double loop_step_age(VM *vm, const Loop *l) { return step_clock(vm, l) - l->step_start; }

// The handle that asyncio would have made to call `function`, scheduled where that was.
static Value handle_like(VM *vm, const Loop *l, Value function_steal, Value future) {
  Handle *h = function_steal ? handle_new(vm, from_obj(l), function_steal, &future, future != V_ABSENT, V_NONE) : NULL;
  Trail *trail = l->current_trail;
  release(vm, function_steal);
  if (!h) return V_ABSENT;
  replace(vm, &h->trace, trail ? retain_obj(trail) : V_NONE);
  return from_obj(h);
}

Value loop_current_handle(VM *vm, Loop *l) {
  void *block = node_block(l->current_node);
  if (l->current_handle != V_ABSENT) return retain(l->current_handle);
  if (!block) return V_NONE;
  if (node_tag(l->current_node) == NODE_TASK) return handle_like(vm, l, task_wakeup_function(vm, block), V_ABSENT);
  Callback *c = block;
  return handle_like(vm, l, c->run ? callback_function(vm, c) : retain(c->owner), c->future);
}

// What a report of a slow step is about: a task, a handle, or a script's callback as the handle that asyncio has in its place.
static Value step_subject(VM *vm, Loop *l) {
  unsigned tag = node_tag(l->current_node);
  if (tag == NODE_TASK || tag == NODE_HANDLE) return retain(node_value(l->current_node));
  const Callback *c = tag == NODE_CALLBACK ? node_block(l->current_node) : NULL;
  return !c || c->run || c->future == V_ABSENT ? V_NONE : loop_current_handle(vm, l);
}

static bool tell_slow(VM *vm, Loop *l, double spent) {
  Value subject = step_subject(vm, l), args[2] = {subject, from_double(spent)};
  if (subject == V_NONE) return true;
  Value tell = subject ? import_attr(vm, "asyncio.format_helpers", "_slow_callback") : V_ABSENT, r = tell ? obj_call(vm, tell, args, 2) : V_ABSENT;
  release(vm, tell);
  release(vm, r);
  release(vm, subject);
  return r != V_ABSENT;
}

static bool step_ended(VM *vm, Loop *l, bool ok) {
  double now = step_clock(vm, l), spent = now - l->step_start;
  l->step_start = now;
  bool task_ended = node_tag(l->current_node) == NODE_TASK && ((Task *)node_block(l->current_node))->future.state != FUTURE_PENDING;
  if (UNLIKELY(vm->aio->held != NULL) && task_ended) holder_ended(vm, node_block(l->current_node));
  if (LIKELY(spent < l->slow) || !ok) return ok;
  ok = tell_slow(vm, l, spent);
  l->step_start = step_clock(vm, l);
  return ok;
}

// Debug mode: what runs is known, and told when it takes long. One look at the clock ends a step and begins the next.
static bool run_watched(VM *vm, Loop *l, uintptr_t node) {
  bool is_handle = node_tag(node) == NODE_HANDLE;
  if (node_tag(node) == NODE_SLEEP || node_tag(node) == NODE_CHILD) return run_node(vm, node);  // the loop's own, and short
  if (is_handle) replace(vm, &l->current_handle, retain(node_value(node)));
  l->current_node = node;
  bool ok = step_ended(vm, l, run_node(vm, node));
  l->current_node = 0;
  if (is_handle) replace(vm, &l->current_handle, V_ABSENT);
  return ok;
}

// --shuffle: any of the `left` entries that this iteration still runs may come next.
static void shuffle_first(VM *vm, Loop *l, uint32_t left) {
  uint64_t x = vm->aio->random + UINT64_C(0x9e3779b97f4a7c15);
  vm->aio->random = x;
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  uint32_t pick = (uint32_t)((x ^ (x >> 31)) % left);
  uintptr_t *a = &l->ready[l->first], *b = &l->ready[(l->first + pick) & (l->cap - 1)], node = *a;
  *a = *b;
  *b = node;
  if (LIKELY(!l->trails)) return;
  Trail **at = &l->trails[l->first], **other = &l->trails[(l->first + pick) & (l->cap - 1)], *trail = *at;
  *at = *other;
  *other = trail;
}

static bool run_ready(VM *vm, Loop *l) {
  uint32_t left = l->count;
  l->since_poll += left;
  if (UNLIKELY(l->debug)) l->step_start = step_clock(vm, l);
  for (; left && l->count; left--) {
    if (!safepoint(vm)) return false;
    if (UNLIKELY(vm->config.shuffle)) shuffle_first(vm, l, left);
    if (UNLIKELY(l->trails != NULL)) trail_pop(vm, l);
    uintptr_t node = ring_pop(l);
    bool ok = UNLIKELY(l->debug) ? run_watched(vm, l, node) : run_node(vm, node);
    if (LIKELY(node_tag(node) == NODE_TASK)) decref(vm, node_block(node));
    else node_release(vm, node);
    if (UNLIKELY(!ok)) return false;
  }
  return safepoint(vm);
}

bool loop_run_once(VM *vm, Loop *l) {
  if (UNLIKELY(vm->posted)) inbox_drain(vm);
  if (l->ntimers) drop_cancelled(vm, l);
  if (!look_for_events(vm, l) || !timers_due(vm, l)) return false;
  l->iteration++;
  if (UNLIKELY(orphans_any(vm)) && !orphans_check(vm, l)) return false;
  vm->aio->busy_loop = l;
  vm->aio->fast_loop = l->debug ? NULL : l;
  vm->aio->busy_hooks = loop_hooks(vm, l);
  bool ok = run_ready(vm, l);
  vm->aio->busy_loop = vm->aio->fast_loop = NULL;
  return ok;
}

void loop_clear(VM *vm, Loop *l) {
  while (l->count) {
    if (l->trails) trail_pop(vm, l);
    node_release(vm, ring_pop(l));
  }
  CLEAR_REF(vm, l->current_trail);
  while (l->ntimers) {
    uintptr_t node = l->timers[--l->ntimers].node;
    leave_heap(node);
    node_release(vm, node);
  }
  l->timers_cancelled = 0;
}
