// SPDX-License-Identifier: MIT
// thread.h - threads of script: one lock for the VM, the state that a switch swaps, waiting and waking.
//
// One thread at a time runs script code: the one that holds the VM's lock. Everything in the VM (counts, caches, the allocator) is
// guarded by it, so nothing else needs a lock or an atomic.
//
//   vm->thread           the state of the thread that runs, embedded, so that the interpreter reaches it without an indirection
//   vm->lock.loaded      the Thread whose state that is
//   Thread.saved         the state of every other thread
//
// The state is swapped by the thread that takes the lock, and only when it is another one than had it last: giving the lock up and
// taking it back with nobody waiting are two atomic operations and move nothing. A state's pointer to its own base_exc_state is the
// embedded one's address, the same for every thread, so a swap need not mend it.
//
// The lock is a word (free, held, held and waited for); its mutex and conditions serve only who must wait. A waiter asks after the
// switch interval by setting BREAK_LOCK; the holder gives way at its next safepoint and comes back when somebody else has had it, as
// CPython's does. Natives give it up around calls that block:
//
//   Thread *self = thread_leave(vm);      // from here on nothing of the VM may be touched but what was copied out or is pinned
//   n = read(fd, pinned, len);
//   thread_enter(vm, self);               // errno is kept; other threads have run
//
// Whatever script code waits for (locks, joins, queues, imports, sleep) is a WaitQueue of threads, guarded by the VM's lock: the
// waiter links itself in, gives the lock up and sleeps on its own semaphore, which signals interrupt. Who wakes it takes it off first.
//
// Signals belong to the main thread, the one that made the VM: others put BREAK_SIGNAL aside for it. Ending: a frozen VM (its process
// ends next) never gives the lock to another thread again; a VM that is freed first makes its threads end: each raises an exception
// that no handler of script sees at its next safepoint, and whoever sleeps in the system is interrupted until that has happened.
#ifndef ASTER_THREAD_H
#define ASTER_THREAD_H

#include <pthread.h>
#include <semaphore.h>

#include "vm/core/frame.h"
#include "vm/core/gen.h"

typedef struct ThreadState {
  Frame *frame;            // running; NULL: none
  Value exc;               // pending exception, owned
  ExcState *exc_state;     // innermost: handled exceptions
  ExcState base_exc_state;
  Generator *root;         // innermost generator that C or a for loop resumed (gen.h); NULL: none runs
  Value *stack, *stack_end;  // the current stack chunk
  struct StackChunk *chunks, *spare;
  Value *top;              // where the next stack frame may start while the running frame is on the heap or in C
  uint32_t depth;          // of script calls: sys.getrecursionlimit bounds it
  uint32_t c_depth;        // of guarded recursion in C
  char *c_stack_limit;     // addresses below it raise RecursionError
  Value context;           // contextvars: the current Context, or the bare map of one that nobody has asked for (context.h)
  Value running_loop;      // asyncio.get_running_loop(); V_ABSENT: none
  const Frame *loop_base;  // the frame from which a native loop runs its iterations, while it does
  uint64_t loop_run;       // which run of iterations that is, of all in the VM
  Value cause;             // borrowed: the future whose callback runs, while observers want to know; or V_ABSENT
  struct ReprGuard *repr_guard;  // containers whose repr is being made, innermost first (list.h)
  Object *dying;           // waiting for object_dealloc, linked through their headers
  uint32_t dealloc_depth;
  int32_t coroutine_origin_depth;  // sys.set_coroutine_origin_tracking_depth
  Value asyncgen_firstiter, asyncgen_finalizer;  // sys.set_asyncgen_hooks; V_ABSENT: none
  struct Hooks *hooks;     // sys.settrace, sys.setprofile (hooks.h); NULL: never used
  struct Fiber *fiber;     // that runs (fiber.h); NULL: the thread's own C stack
  bool killing;            // an uncatchable interrupt is on its way: no handler of script runs
  struct Thread *self;
} ThreadState;

typedef struct WaitQueue { struct Thread *first, *last; } WaitQueue;

typedef struct Thread {
  struct Thread *next, *previous;  // of Threads.all
  struct Thread *wait_next, *wait_previous;  // of the queue that it waits in
  WaitQueue *wait_queue;   // NULL: none, or taken off it
  ThreadState saved;
  VM *vm;
  pthread_t os;
  sem_t wake;              // a token for each time it is woken
  struct Loading *imports; // the import that it waits for (import.c); NULL: none
  uint64_t number;         // never used twice in a VM
  uint32_t pending;        // breaker bits that wait for this thread
  bool ending;             // nothing of script runs in it any more but what unwinds
  bool attached;           // of the program around the VM: not joined by it
  bool blocked;            // inside thread_leave ... thread_enter
  bool forever;            // while it stands in a queue: without a deadline
  size_t stack_size;       // of its C stack, what script may use of it
  void (*run)(VM *vm, void *arg), (*ended)(VM *vm, void *arg);
  void *arg;
} Thread;

enum { LOCK_FREE, LOCK_HELD, LOCK_WAITED };
typedef struct VMLock {
  uint32_t word;
  uint32_t waiting;        // threads in the slow way in
  uint32_t yielding;       // threads that wait for another to take the lock
  uint64_t switches;       // these three are guarded by the mutex
  Thread *loaded;          // NULL: the state in vm->thread is nobody's
  Thread *only;            // frozen: the one thread that may still run; else NULL
  int64_t interval;        // nanoseconds after which a waiter asks
  pthread_mutex_t mutex;
  pthread_cond_t freed, taken;
} VMLock;

typedef struct Threads {
  Thread first;            // the one that made the VM
  Thread *main;            // the one that signals belong to: the first, or after a fork the one that forked
  Thread *all;             // every thread but the ended ones, the youngest first
  Thread *ended;           // threads of the system still to be joined; linked by next
  uint32_t count;
  uint64_t last_number;
  size_t stack_size;       // of new threads: _thread.stack_size(); 0: the default
  struct Local *locals;    // every _thread._local, and what forgets a thread's part of them (stdlib/native/threadlocal.c)
  void (*end_locals)(VM *vm, uint64_t thread);
} Threads;

enum { WAIT_FOREVER = -1 };
typedef enum { PARK_WOKEN, PARK_TIMEOUT, PARK_INTERRUPTED } ParkResult;

bool threads_init(VM *vm) MUST_USE;      // the calling thread becomes the main one and holds the lock
void threads_free(VM *vm);
void threads_freeze(VM *vm);             // no other thread runs script code any more
void threads_end(VM *vm);                // the other threads have ended when it returns
void threads_forked(VM *vm);             // in a child process: only the calling thread is there

// A thread that calls run(vm, arg) with the lock held, and ended(vm, arg) when it has released all else that it held of the VM; neither
// leaves an exception. NULL: exception, nothing was called.
Thread *thread_start(VM *vm, void (*run)(VM *vm, void *arg), void (*ended)(VM *vm, void *arg), void *arg) MUST_USE;
bool thread_stack_size(VM *vm, size_t bytes) MUST_USE;  // false: not a valid size

// A thread of the program around the VM enters, and leaves for good. NULL: no memory.
Thread *thread_attach(VM *vm) MUST_USE;
void thread_detach(VM *vm);
// The VM's own (main) thread goes on in the calling thread of the system, which alone uses the VM from now on.
void thread_adopt(VM *vm);

bool thread_is_main(const VM *vm);
bool thread_yield(VM *vm) MUST_USE;      // at a safepoint: lets a waiter run; false: this thread must end
Thread *thread_leave(VM *vm) MUST_USE;
void thread_enter(VM *vm, Thread *self);
// n = call, a call that may block, without the VM's lock: its operands are copies, or memory that the caller keeps alive.
#define THREAD_BLOCKING(vm, n, call) do { \
    Thread *self_ = thread_leave(vm); \
    (n) = (call); \
    thread_enter(vm, self_); \
  } while (0)

int64_t thread_clock(void);              // nanoseconds of the clock of deadlines
int64_t thread_deadline(double seconds); // negative: WAIT_FOREVER
// Sleeps until woken, until the deadline, or until a signal comes (the caller looks at the breaker). queue NULL: a plain sleep.
// All threads but the calling one stand in queues, without a deadline: only script code could set them going again.
bool thread_others_sleep(const VM *vm);
ParkResult thread_park(VM *vm, WaitQueue *queue, int64_t deadline);
void thread_wake_one(WaitQueue *queue);
void thread_wake_all(WaitQueue *queue);

#endif
