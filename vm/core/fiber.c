// SPDX-License-Identifier: MIT
// fiber.c - fibers: made, resumed, suspended, ended; and interrupts.
#include "vm/core/fiber.h"

#include <errno.h>
#include <sched.h>
#include <time.h>

#include "vm/core/call.h"
#include "vm/core/hooks.h"

enum { CLOCK_EVERY = 16, STACK_MARGIN = 48 << 10, LEAST_STACK = 128 << 10 };

static uint64_t clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// ---- switching

static void swap_threads(Fiber *f) {
  ThreadState other = f->thread;
  f->thread = f->vm->thread;
  f->vm->thread = other;
  hooks_apply(f->vm);
}

static void trampoline(void *arg) {
  Fiber *f = arg;
  f->run(f);
  f->state = FIBER_ENDED;
  cstack_leave(&f->stack, true);
}

static void set_budget(Fiber *f, Budget budget) {
  f->steps = budget.steps ? budget.steps : UINT64_MAX;
  f->deadline = budget.nanoseconds ? clock_now() + budget.nanoseconds : 0;
  f->until_clock = CLOCK_EVERY;
}

// The breaker asks for a step at every safepoint exactly while a fiber that runs has a budget. Other threads' steps cost it nothing.
static void arm(VM *vm) {
  if (vm->budgets) breaker_set(vm, BREAK_BUDGET);
  else breaker_clear(vm, BREAK_BUDGET);
}

static bool has_budget(const Fiber *f) { return f->steps != UINT64_MAX || f->deadline || f->killed; }

bool fiber_resume(Fiber *f, Budget budget) {
  VM *vm = f->vm;
  if (f->state != FIBER_READY && f->state != FIBER_SUSPENDED) {
    raise(vm, EXC_RuntimeError, f->state == FIBER_RUNNING ? "the fiber is running" : "the fiber has ended");
    return false;
  }
  set_budget(f, budget);
  f->state = FIBER_RUNNING;
  f->thread.self = vm->thread.self;
  bool counted = has_budget(f);
  vm->budgets += counted;
  swap_threads(f);
  arm(vm);
  cstack_enter(&f->stack);
  swap_threads(f);
  vm->budgets -= counted;
  arm(vm);
  return true;
}

void fiber_suspend(VM *vm) {
  Fiber *f = vm->thread.fiber;
  if (f->killed) return;
  f->state = FIBER_SUSPENDED;
  cstack_leave(&f->stack, false);
}

bool fiber_spend(VM *vm) {
  Fiber *f = vm->thread.fiber;
  if (!f) return arm(vm), true;

  bool over = f->steps != UINT64_MAX && --f->steps == 0;
  if (!over && f->deadline && --f->until_clock == 0) {
    f->until_clock = CLOCK_EVERY;
    over = clock_now() >= f->deadline;
  }
  if (over) fiber_suspend(vm);
  if (!f->killed) return true;
  vm->thread.killing = true;
  return interrupt_service(vm);
}

// ---- beginning and end

static bool thread_begin(VM *vm, Fiber *f) {
  ThreadState outer = vm->thread;
  f->thread = (ThreadState){.exc_state = &vm->thread.base_exc_state, .self = outer.self, .fiber = f, .coroutine_origin_depth = outer.coroutine_origin_depth};
  f->thread.c_stack_limit = cstack_low(&f->stack) + STACK_MARGIN;
  vm->thread = f->thread;
  bool ok = stack_init(vm);
  f->thread = vm->thread;
  vm->thread = outer;
  if (!ok) replace(vm, &vm->thread.exc, f->thread.exc), f->thread.exc = V_ABSENT;
  return ok;
}

static void thread_end(Fiber *f) {
  VM *vm = f->vm;
  swap_threads(f);
  error_clear(vm);
  replace(vm, &vm->thread.context, V_ABSENT);
  replace(vm, &vm->thread.running_loop, V_ABSENT);
  replace(vm, &vm->thread.base_exc_state.handled, V_ABSENT);
  hooks_end(vm);
  replace(vm, &vm->thread.asyncgen_firstiter, V_ABSENT);
  replace(vm, &vm->thread.asyncgen_finalizer, V_ABSENT);
  stack_destroy(vm);
  swap_threads(f);
}

Fiber *fiber_new(VM *vm, size_t stack_size, void (*run)(Fiber *f), void *arg) {
  Fiber *f = vm_alloc(vm, sizeof *f);
  if (!f) return NULL;
  *f = (Fiber){.vm = vm, .run = run, .arg = arg, .next = vm->fibers};
  if (!cstack_open(&f->stack, stack_size > LEAST_STACK ? stack_size : LEAST_STACK)) {
    vm_dealloc(vm, f, sizeof *f);
    return raise_no_memory(vm), NULL;
  }
  if (!thread_begin(vm, f)) {
    cstack_close(&f->stack);
    vm_dealloc(vm, f, sizeof *f);
    return NULL;
  }
  if (vm->fibers) vm->fibers->prev = f;
  vm->fibers = f;
  cstack_begin(&f->stack, trampoline, f);
  return f;
}

void fiber_again(Fiber *f, void (*run)(Fiber *f), void *arg) {
  f->run = run;
  f->arg = arg;
  f->state = FIBER_READY;
  cstack_begin(&f->stack, trampoline, f);
}

// A suspended fiber unwinds: what its frames hold is released as an uncatchable interrupt passes through them.
static void kill(Fiber *f) {
  VM *vm = f->vm;
  Value pending = error_take(vm);
  f->killed = true;
  while (f->state == FIBER_SUSPENDED && fiber_resume(f, (Budget){0})) {}
  error_restore_steal(vm, pending);
}

void fiber_free(Fiber *f) {
  VM *vm = f->vm;
  if (f->state == FIBER_SUSPENDED) kill(f);
  thread_end(f);
  if (f->freed) f->freed(f);
  cstack_close(&f->stack);
  if (f->next) f->next->prev = f->prev;
  if (f->prev) f->prev->next = f->next;
  else vm->fibers = f->next;
  vm_dealloc(vm, f, sizeof *f);
}

void fiber_free_all(VM *vm) {
  while (vm->fibers) fiber_free(vm->fibers);
}

// ---- interrupts

// What waits is woken. The counter keeps the waiter from taking the thing that wakes it away meanwhile (wake_end in sched.c).
void vm_wake(VM *vm) {
  __atomic_add_fetch(&vm->wakers, 1, __ATOMIC_SEQ_CST);
  void (*wake)(void *) = __atomic_load_n(&vm->wake, __ATOMIC_SEQ_CST);
  if (wake) wake(vm->wake_arg);
  __atomic_sub_fetch(&vm->wakers, 1, __ATOMIC_SEQ_CST);
}

void vm_wake_end(VM *vm) {
  __atomic_store_n(&vm->wake, NULL, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&vm->wakers, __ATOMIC_SEQ_CST)) sched_yield();
}

void interrupt_send(VM *vm, int kind) {
  int seen = __atomic_load_n(&vm->interrupt, __ATOMIC_SEQ_CST);
  while (seen < kind && !__atomic_compare_exchange_n(&vm->interrupt, &seen, kind, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {}
  __atomic_or_fetch(&vm->breaker, BREAK_INTERRUPT, __ATOMIC_SEQ_CST);
  vm_wake(vm);
}

bool interrupt_service(VM *vm) {
  __atomic_and_fetch(&vm->breaker, ~(uint32_t)BREAK_INTERRUPT, __ATOMIC_SEQ_CST);
  int kind = __atomic_exchange_n(&vm->interrupt, INTERRUPT_NONE, __ATOMIC_SEQ_CST);
  if (kind == INTERRUPT_KILL) vm->thread.killing = true;
  if (vm->thread.killing) __atomic_or_fetch(&vm->breaker, BREAK_INTERRUPT, __ATOMIC_RELAXED);
  if (kind != INTERRUPT_NONE || vm->thread.killing) raise(vm, EXC_KeyboardInterrupt, "interrupted by the host");
  return kind == INTERRUPT_NONE && !vm->thread.killing;
}

void interrupt_settle(VM *vm) {
  if (!vm->thread.killing || vm->thread.frame || vm->thread.fiber) return;
  vm->thread.killing = false;
  __atomic_and_fetch(&vm->breaker, ~(uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
  if (__atomic_load_n(&vm->interrupt, __ATOMIC_SEQ_CST)) __atomic_or_fetch(&vm->breaker, BREAK_INTERRUPT, __ATOMIC_RELAXED);
}
