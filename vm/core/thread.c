// SPDX-License-Identifier: MIT
// thread.c - the VM's lock, its threads from start to end, waiting and waking.
#include "vm/core/thread.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "vm/aio/aio.h"
#include "vm/core/call.h"
#include "vm/core/hooks.h"

enum { C_STACK_SIZE = 8 << 20, C_STACK_MARGIN = 256 << 10, C_STACK_MIN = 32 << 10, C_STACK_LEAST = 1 << 20 };
enum { SWITCH_INTERVAL = 5000000, SECOND = 1000000000, QUIET_ROUNDS = 4 };

int64_t thread_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

static struct timespec timespec_of(int64_t ns) { return (struct timespec){(time_t)(ns / SECOND), (long)(ns % SECOND)}; }

int64_t thread_deadline(double seconds) {
  if (seconds < 0) return WAIT_FOREVER;
  double ns = (double)thread_clock() + seconds * 1e9;
  return ns < 9.2e18 ? (int64_t)ns : INT64_MAX;
}

// ---- the lock

static inline uint32_t word_load(VMLock *l) { return __atomic_load_n(&l->word, __ATOMIC_ACQUIRE); }
static inline bool word_swap(VMLock *l, uint32_t from, uint32_t to) {
  return __atomic_compare_exchange_n(&l->word, &from, to, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

// With the mutex: takes the lock, or leaves word that somebody waits.
static bool take_or_mark(VMLock *l) {
  for (;;) {
    if (word_swap(l, LOCK_FREE, LOCK_HELD)) return true;
    if (word_load(l) == LOCK_WAITED || word_swap(l, LOCK_HELD, LOCK_WAITED)) return false;
  }
}

static void wait_for_lock(VM *vm) {
  VMLock *l = &vm->lock;
  pthread_mutex_lock(&l->mutex);
  l->waiting++;
  while (!take_or_mark(l)) {
    uint64_t seen = l->switches;
    struct timespec until = timespec_of(thread_clock() + __atomic_load_n(&l->interval, __ATOMIC_RELAXED));
    int timed_out = pthread_cond_timedwait(&l->freed, &l->mutex, &until) == ETIMEDOUT;
    if (timed_out && l->switches == seen) breaker_set(vm, BREAK_LOCK);
  }
  if (--l->waiting) __atomic_store_n(&l->word, LOCK_WAITED, __ATOMIC_RELEASE);
  pthread_mutex_unlock(&l->mutex);
}

static void lock_free(VMLock *l) {
  if (word_swap(l, LOCK_HELD, LOCK_FREE)) return;
  pthread_mutex_lock(&l->mutex);
  __atomic_store_n(&l->word, LOCK_FREE, __ATOMIC_RELEASE);
  pthread_cond_signal(&l->freed);
  pthread_mutex_unlock(&l->mutex);
}

// Another thread than this one had the lock: its state gives way. In a frozen VM this thread stops here.
static NOINLINE void state_swap(VM *vm, Thread *self) {
  VMLock *l = &vm->lock;
  if (l->only && l->only != self) {
    lock_free(l);
    for (;;) pause();
  }
  pthread_mutex_lock(&l->mutex);
  l->switches++;
  if (l->yielding) pthread_cond_broadcast(&l->taken);
  pthread_mutex_unlock(&l->mutex);
  if (l->loaded) l->loaded->saved = vm->thread;
  vm->thread = self->saved;
  l->loaded = self;
  breaker_clear(vm, BREAK_END);
  if (self->pending) breaker_set(vm, self->pending);
  if (self->ending) breaker_set(vm, BREAK_END);
  self->pending = 0;
  hooks_apply(vm);
}

Thread *thread_leave(VM *vm) {
  Thread *self = vm->thread.self;
  self->blocked = true;
  lock_free(&vm->lock);
  return self;
}

void thread_enter(VM *vm, Thread *self) {
  int error = errno;
  VMLock *l = &vm->lock;
  if (UNLIKELY(!word_swap(l, LOCK_FREE, LOCK_HELD))) wait_for_lock(vm);
  if (UNLIKELY(l->loaded != self)) state_swap(vm, self);
  self->blocked = false;
  errno = error;
}

bool thread_yield(VM *vm) {
  VMLock *l = &vm->lock;
  Thread *self = vm->thread.self;
  breaker_clear(vm, BREAK_LOCK);
  if (word_load(l) != LOCK_WAITED) return !self->ending;
  pthread_mutex_lock(&l->mutex);
  uint64_t seen = l->switches;
  l->yielding++;
  __atomic_store_n(&l->word, LOCK_FREE, __ATOMIC_RELEASE);
  pthread_cond_signal(&l->freed);
  while (l->switches == seen && l->waiting) pthread_cond_wait(&l->taken, &l->mutex);
  l->yielding--;
  pthread_mutex_unlock(&l->mutex);
  thread_enter(vm, self);
  return !self->ending;
}

static void lock_init(VMLock *l) {
  pthread_condattr_t monotonic;
  pthread_mutex_init(&l->mutex, NULL);
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&l->freed, &monotonic);
  pthread_cond_init(&l->taken, &monotonic);
  pthread_condattr_destroy(&monotonic);
  l->word = LOCK_HELD;
  l->waiting = l->yielding = 0;
}

// ---- threads

// What is below the running C function: the whole of an ordinary thread's stack, for a thread that this VM did not start.
static char *stack_limit_here(void) {
  char *here = __builtin_frame_address(0);
  size_t size = C_STACK_SIZE;
  pthread_attr_t attr;
  void *lowest;
  if (getpid() != gettid() && pthread_getattr_np(pthread_self(), &attr) == 0) {  // the first thread's stack grows: its limit is the usual one
    if (pthread_attr_getstack(&attr, &lowest, &size) == 0) size = (size_t)(here - (char *)lowest);
    pthread_attr_destroy(&attr);
  }
  size_t margin = size > 4 * (size_t)C_STACK_MARGIN ? C_STACK_MARGIN : size / 4;
  return here - size + margin;
}

static void thread_link(VM *vm, Thread *t) {
  Threads *all = &vm->threads;
  t->vm = vm;
  t->number = ++all->last_number;
  t->next = all->all;
  t->previous = NULL;
  if (all->all) all->all->previous = t;
  all->all = t;
  all->count++;
}

static void thread_unlink(VM *vm, Thread *t) {
  Threads *all = &vm->threads;
  if (t->previous) t->previous->next = t->next;
  else all->all = t->next;
  if (t->next) t->next->previous = t->previous;
  all->count--;
}

// A blank state with a stack of its own. false: exception.
static bool state_make(VM *vm, Thread *t) {
  ThreadState mine = vm->thread;
  memset(&vm->thread, 0, sizeof vm->thread);
  vm->thread.exc_state = &vm->thread.base_exc_state;
  vm->thread.self = t;
  bool ok = stack_init(vm);
  error_clear(vm);
  t->saved = vm->thread;
  vm->thread = mine;
  if (!ok) raise_no_memory(vm);
  return ok;
}

// What the running thread holds of the VM is released.
static void state_end(VM *vm) {
  error_clear(vm);
  replace(vm, &vm->thread.base_exc_state.handled, V_ABSENT);
  aio_leave(vm);
  hooks_end(vm);
  replace(vm, &vm->thread.asyncgen_firstiter, V_ABSENT);
  replace(vm, &vm->thread.asyncgen_finalizer, V_ABSENT);
  if (vm->threads.end_locals) vm->threads.end_locals(vm, vm->thread.self->number);
  error_clear(vm);
}

bool threads_init(VM *vm) {
  Threads *all = &vm->threads;
  Thread *t = &all->first;
  lock_init(&vm->lock);
  vm->lock.interval = SWITCH_INTERVAL;
  vm->lock.loaded = all->main = t;
  t->os = pthread_self();
  sem_init(&t->wake, 0, 0);
  thread_link(vm, t);
  vm->thread.exc_state = &vm->thread.base_exc_state;
  vm->thread.self = t;
  vm->thread.c_stack_limit = stack_limit_here();
  return stack_init(vm);
}

// Threads of the system that have ended, or are about to: they need nothing of the VM any more.
static void threads_reap(VM *vm) {
  while (vm->threads.ended) {
    Thread *t = vm->threads.ended;
    vm->threads.ended = t->next;
    pthread_join(t->os, NULL);
    sem_destroy(&t->wake);
    vm_dealloc(vm, t, sizeof *t);
  }
}

void threads_free(VM *vm) {
  threads_reap(vm);
  stack_destroy(vm);
  sem_destroy(&vm->threads.first.wake);
  pthread_cond_destroy(&vm->lock.freed);
  pthread_cond_destroy(&vm->lock.taken);
  pthread_mutex_destroy(&vm->lock.mutex);
}

// A thread falls asleep, or ends: loops that waited only because of it may be in a deadlock now.
static void doubts_wake(VM *vm) {
  for (Loop *l = vm->aio ? vm->aio->doubtful : NULL; l; l = l->next_doubtful) loop_wake(l, vm);
}

// The last that a thread does: from the moment the lock is free it may be joined.
static void *thread_main(void *arg) {
  Thread *self = arg;
  VM *vm = self->vm;
  self->saved.c_stack_limit = (char *)__builtin_frame_address(0) - self->stack_size;
  thread_enter(vm, self);
  self->run(vm, self->arg);
  state_end(vm);
  self->ended(vm, self->arg);
  stack_destroy(vm);
  thread_unlink(vm, self);
  doubts_wake(vm);
  self->next = vm->threads.ended;
  vm->threads.ended = self;
  vm->lock.loaded = NULL;
  lock_free(&vm->lock);
  return NULL;
}

static int create(Thread *t) {
  pthread_attr_t attr;
  int error = pthread_attr_init(&attr);
  if (error) return error;
  error = pthread_attr_setstacksize(&attr, t->stack_size + 2 * C_STACK_MARGIN);
  if (!error) error = pthread_create(&t->os, &attr, thread_main, t);
  pthread_attr_destroy(&attr);
  return error;
}

Thread *thread_start(VM *vm, void (*run)(VM *vm, void *arg), void (*ended)(VM *vm, void *arg), void *arg) {
  threads_reap(vm);
  Thread *t = vm_alloc(vm, sizeof *t);
  if (!t) return NULL;
  memset(t, 0, sizeof *t);
  t->run = run;
  t->ended = ended;
  t->arg = arg;
  t->stack_size = vm->threads.stack_size ? vm->threads.stack_size : C_STACK_SIZE;
  if (t->stack_size < C_STACK_LEAST) t->stack_size = C_STACK_LEAST;
  if (!state_make(vm, t)) return vm_dealloc(vm, t, sizeof *t), NULL;
  sem_init(&t->wake, 0, 0);
  thread_link(vm, t);
  if (create(t) == 0) return t;
  thread_unlink(vm, t);
  ThreadState mine = vm->thread;
  vm->thread = t->saved;
  stack_destroy(vm);
  vm->thread = mine;
  sem_destroy(&t->wake);
  vm_dealloc(vm, t, sizeof *t);
  raise(vm, EXC_RuntimeError, "can't start new thread");
  return NULL;
}

bool thread_stack_size(VM *vm, size_t bytes) {
  if (bytes && bytes < C_STACK_MIN) return false;
  vm->threads.stack_size = bytes;
  return true;
}

bool thread_is_main(const VM *vm) { return vm->thread.self == vm->threads.main; }

// ---- threads of the program around the VM

// The lock first, with nobody's state, then a record of its own.
Thread *thread_attach(VM *vm) {
  VMLock *l = &vm->lock;
  if (!word_swap(l, LOCK_FREE, LOCK_HELD)) wait_for_lock(vm);
  if (l->loaded) l->loaded->saved = vm->thread;
  l->loaded = NULL;
  Thread *t = mem_alloc(&vm->alloc, sizeof *t);
  if (t) {
    memset(t, 0, sizeof *t);
    t->attached = true;
    t->os = pthread_self();
    if (!state_make(vm, t)) mem_free(&vm->alloc, t, sizeof *t), t = NULL;
  }
  if (!t) {
    error_clear(vm);
    lock_free(l);
    return NULL;
  }
  sem_init(&t->wake, 0, 0);
  thread_link(vm, t);
  t->saved.c_stack_limit = stack_limit_here();
  state_swap(vm, t);
  return t;
}

void thread_detach(VM *vm) {
  Thread *self = vm->thread.self;
  state_end(vm);
  stack_destroy(vm);
  thread_unlink(vm, self);
  doubts_wake(vm);
  sem_destroy(&self->wake);
  mem_free(&vm->alloc, self, sizeof *self);
  vm->lock.loaded = NULL;
  lock_free(&vm->lock);
}

void thread_adopt(VM *vm) {
  vm->thread.self->os = pthread_self();
  vm->thread.c_stack_limit = stack_limit_here();
}

// ---- the end

void threads_freeze(VM *vm) {
  threads_reap(vm);
  vm->lock.only = vm->thread.self;
}

static void on_interrupt(int number) { (void)number; }

// Whoever sleeps wakes: by its own semaphore, by its loop's, in the end by a signal that interrupts the system call.
static void thread_disturb(VM *vm, Thread *t, bool by_signal) {
  Value loop = t->saved.running_loop;
  t->ending = true;
  if (!t->blocked) return;
  sem_post(&t->wake);
  if (loop != V_ABSENT && is_loop(vm, loop)) loop_wake((Loop *)as_obj(loop), vm);
  if (by_signal) pthread_kill(t->os, SIGURG);
}

static bool others_live(VM *vm) {
  for (const Thread *t = vm->threads.all; t; t = t->next)
    if (t != vm->thread.self && !t->attached) return true;
  return false;
}

void threads_end(VM *vm) {
  struct sigaction interrupting = {.sa_handler = on_interrupt}, before;
  Value pending = error_take(vm);
  if (others_live(vm)) {
    sigaction(SIGURG, &interrupting, &before);
    for (int round = 0; others_live(vm); round++) {
      for (Thread *t = vm->threads.all; t; t = t->next)
        if (t != vm->thread.self && !t->attached) thread_disturb(vm, t, round >= QUIET_ROUNDS);
      struct timespec nap = timespec_of(round < QUIET_ROUNDS ? 50000 : 2000000);
      Thread *self = thread_leave(vm);
      nanosleep(&nap, NULL);
      thread_enter(vm, self);
    }
    sigaction(SIGURG, &before, NULL);
  }
  threads_reap(vm);
  error_restore_steal(vm, pending);
}

static void queue_remove(Thread *t) {
  WaitQueue *q = t->wait_queue;
  if (!q) return;
  if (t->wait_previous) t->wait_previous->wait_next = t->wait_next;
  else q->first = t->wait_next;
  if (t->wait_next) t->wait_next->wait_previous = t->wait_previous;
  else q->last = t->wait_previous;
  t->wait_queue = NULL;
}

// What the other threads held is lost with them: their C stacks did not come along. Nothing is known of leaks from here on.
void threads_forked(VM *vm) {
  Thread *self = vm->thread.self;
  lock_init(&vm->lock);
  for (Thread *t = vm->threads.all; t; t = t->next) {
    if (t == self) continue;
    queue_remove(t);
    vm->config.leak_check = false;
  }
  self->next = self->previous = NULL;
  vm->threads.all = vm->threads.main = self;
  vm->threads.ended = NULL;
  vm->threads.count = 1;
}

// ---- waiting

static void queue_add(WaitQueue *q, Thread *t) {
  t->wait_queue = q;
  t->wait_next = NULL;
  t->wait_previous = q->last;
  if (q->last) q->last->wait_next = t;
  else q->first = t;
  q->last = t;
}

// 0, or ETIMEDOUT or EINTR.
static int sleep_until(VM *vm, Thread *self, int64_t deadline) {
  struct timespec until = timespec_of(deadline);
  self = thread_leave(vm);
  int r = deadline == WAIT_FOREVER ? sem_wait(&self->wake) : sem_clockwait(&self->wake, CLOCK_MONOTONIC, &until);
  int error = r ? errno : 0;
  thread_enter(vm, self);
  return error;
}

ParkResult thread_park(VM *vm, WaitQueue *queue, int64_t deadline) {
  Thread *self = vm->thread.self;
  if (queue) queue_add(queue, self);
  self->forever = deadline == WAIT_FOREVER;
  if (self->forever) doubts_wake(vm);
  for (;;) {
    int error = sleep_until(vm, self, deadline);
    bool woken = queue && !self->wait_queue;
    bool signalled = self == vm->threads.main && (breaker_get(vm) & BREAK_SIGNAL);
    if (!woken && !error && !self->ending && !signalled) continue;  // a token of an earlier time
    queue_remove(self);
    if (woken && error) sem_trywait(&self->wake);
    return woken ? PARK_WOKEN : error == ETIMEDOUT ? PARK_TIMEOUT : PARK_INTERRUPTED;
  }
}

bool thread_others_sleep(const VM *vm) {
  for (const Thread *t = vm->threads.all; t; t = t->next)
    if (t != vm->thread.self && (!t->wait_queue || !t->forever)) return false;
  return true;
}

void thread_wake_one(WaitQueue *queue) {
  Thread *t = queue->first;
  if (!t) return;
  queue_remove(t);
  sem_post(&t->wake);
}

void thread_wake_all(WaitQueue *queue) {
  while (queue->first) thread_wake_one(queue);
}
