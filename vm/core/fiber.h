// SPDX-License-Identifier: MIT
// fiber.h - script code that runs in slices: on a C stack and a ThreadState of its own, suspended when its budget is used up.
//
// Because the C stack stays as it is, a fiber can stop anywhere that looks at the breaker: between two instructions, in a sort that calls a key
// function, in a C function of the host, in the middle of a long multiplication. While a fiber is suspended its VM may run anything else, other
// fibers too: to all else a suspended fiber looks like a script that called C at that point.
//
//   host's stack      fiber_resume -> cstack_enter | fiber's stack: run -> ... -> breaker_service -> budget_spend -> cstack_leave | ... fiber_resume returns
//
// A budget counts steps: each loop iteration, each call and each unit of long native work is one. Time is looked at every CLOCK_EVERY steps.
// `vm->thread` always is the running side's state: entering and leaving swap it as a whole.
//
// Interrupts: BREAK_INTERRUPT raises KeyboardInterrupt at the next safepoint. An uncatchable one sets thread.killing: no handler of script runs, and
// every safepoint raises again, until no script code is left on the stack. Ending a suspended fiber is that, inside it.
#ifndef ASTER_FIBER_H
#define ASTER_FIBER_H

#include "vm/base/cstack.h"
#include "vm/core/vm.h"

typedef struct Budget { uint64_t steps, nanoseconds; } Budget;  // 0: no limit
typedef enum { FIBER_READY, FIBER_RUNNING, FIBER_SUSPENDED, FIBER_ENDED } FiberState;

typedef struct Fiber Fiber;
struct Fiber {
  VM *vm;
  Fiber *prev, *next;       // of the VM's list
  CStack stack;
  ThreadState thread;       // while it does not run
  void (*run)(Fiber *f);    // on its own stack
  void *arg;
  void (*freed)(Fiber *f);  // when it ends, to release `arg`; NULL: nothing
  uint64_t steps;           // left; UINT64_MAX: no limit
  uint64_t deadline;        // of the monotonic clock, nanoseconds; 0: none
  uint32_t until_clock;     // steps before the clock is looked at again
  FiberState state;
  bool killed;
};

Fiber *fiber_new(VM *vm, size_t stack_size, void (*run)(Fiber *f), void *arg) MUST_USE;  // NULL: MemoryError
// Runs until `run` returns or the budget is used up. False: it cannot be resumed (RuntimeError).
bool fiber_resume(Fiber *f, Budget budget) MUST_USE;
void fiber_again(Fiber *f, void (*run)(Fiber *f), void *arg);  // an ended one starts anew
void fiber_free(Fiber *f);                // a suspended one unwinds first
void fiber_free_all(VM *vm);
bool fiber_spend(VM *vm);                 // one step of the running fiber's budget, at a safepoint; suspends. false: it was killed
void fiber_suspend(VM *vm);               // the running one, now

bool interrupt_service(VM *vm);           // raises what was asked for; true: nothing was
void interrupt_settle(VM *vm);            // after a call from the host: where no script is left, killing is over
void interrupt_send(VM *vm, int kind);    // any thread, signal handlers
enum { INTERRUPT_NONE, INTERRUPT_RAISE, INTERRUPT_KILL };

#endif
