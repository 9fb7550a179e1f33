// SPDX-License-Identifier: MIT
// aio.h - asyncio in the VM: futures, tasks, handles, loops; what their files share.
//
// A future that completes wakes whoever waits: its list of nodes goes to the loop's ready ring, in order, one word each.
//
//   Future.waiters -> tail node -> first node -> ... -> tail node       (circular; a node is the Task that awaits, through Task.link,
//                                                                        or a Callback)
//   Future.waiters -> Gathering                                         (its only waiter, which needs no node: gather.c)
//   Loop.ready        ring of tagged words: Task | Handle | Callback | Future whose sleep is over | Future that its Gathering is told of
//   Loop.timers       binary heap of (when, tagged word: TimerHandle | sleeping Future), in heapq's own order for equal times
//
// So waking a task allocates nothing: the word moves from the list to the ring, with the reference it stands for. A loop whose class
// overrides call_soon, call_at or time (LOOP_* hooks), and any object that is no native loop, gets the calls that asyncio documents.
#ifndef ASTER_AIO_H
#define ASTER_AIO_H

#include "vm/aio/context.h"
#include "vm/aio/trail.h"

typedef enum { FUTURE_PENDING, FUTURE_CANCELLED, FUTURE_FINISHED } FutureState;
enum {  // Future.flags
  FUTURE_ERROR = 1,          // finished: result is an exception
  FUTURE_LOG = 2,            // its exception has not been retrieved
  FUTURE_BLOCKING = 4,       // yielded by its await, not yet seen by the task (_asyncio_future_blocking)
  FUTURE_SLEEP = 8,          // in the timer heap: result is what it will be set to
  FUTURE_CANCEL_ERROR = 16,  // cancelled: result is the CancelledError, else the message
  FUTURE_TRACED = 32,        // the exception's traceback has been given out once
  TASK_MUST_CANCEL = 64,
  TASK_SILENT = 128,         // _log_destroy_pending is off
};

// Future.counted; GATHER_*: while gather() looks through its arguments; in debug mode, FUTURE_TRAIL: it is noted where it was made,
// FUTURE_OF_WAIT: where its task awaits it
enum { TASK_COUNTED = 1, GATHER_SEEN = 2, TASK_ORPHAN = 4, FUTURE_TRAIL = 8, TASK_STARVES = 16, GATHER_DONE = 32, FUTURE_OF_WAIT = 64 };
typedef struct Orphans Orphans;

typedef struct Future {
  Object header;
  Value loop;
  uintptr_t waiters;         // tagged; 0: none
  Value result;              // by state and flags; of a pending task that must be cancelled: the message
  uint8_t state, flags;
  uint16_t counted;          // TASK_COUNTED: in Aio.pending_tasks, and more
  uint32_t cancels;          // tasks: cancel() requests; others with FUTURE_TRAIL: number of their Trail
} Future;

typedef struct Task {
  Future future;
  Value coro;
  Value waiting;             // the future it awaits, or V_ABSENT
  uintptr_t link;            // next node of that future's list
  Value context;             // a Context or a bare map
  Value name;                // a str, or an int for "Task-N"
  Code *made_in;             // where it was made: a Site (trail.h), owned; NULL with FUTURE_TRAIL:
  uint32_t made_at, maker;   // the site's pc, or number of its Descent; N of the "Task-N" that made it, 0: another one or none
  uint32_t slot;             // --trace: what it is known by there while it lives (tracewriter.h); 0: not traced
} Task;

// What a future calls when it is done: `run` for native ones (owner is theirs), else the script's function.
typedef struct Callback Callback;
typedef bool (*CallbackRun)(VM *vm, Callback *c);
struct Callback {
  uintptr_t link;
  CallbackRun run;
  Value owner;               // the function, or what `run` works on
  Value context;
  Value future;              // set when it is scheduled
};

typedef struct Handle {
  Object header;
  Value loop, callback, args, context;  // args: a tuple, one bare argument with HANDLE_ONE, or V_ABSENT: none
  Value trace, text;                    // debug mode: where it was made; its repr from before it was cancelled
  uint8_t flags;
} Handle;
enum { HANDLE_CANCELLED = 1, HANDLE_SCHEDULED = 2, HANDLE_ONE = 4 };
typedef struct TimerHandle { Handle handle; double when; } TimerHandle;

// Low bits of a tagged word. NODE_OUTER is in Future.waiters alone; such a future, when done, is a NODE_CHILD of the ring, and keeps the word.
enum { NODE_TASK, NODE_CALLBACK, NODE_HANDLE, NODE_SLEEP, NODE_OUTER, NODE_CHILD, NODE_TAG = 7 };
typedef struct Timer { double when; uintptr_t node; } Timer;

enum { LOOP_CALL_SOON = 1, LOOP_TIME = 2, LOOP_RUN_ONCE = 4, LOOP_CALL_AT = 8, LOOP_ERRORS = 16, LOOP_CREATE_FUTURE = 32, LOOP_CREATE_TASK = 64, LOOP_EVENTS = 128 };
typedef struct Loop {
  Object header;
  uintptr_t *ready;          // ring; cap is a power of two
  uint32_t first, count, cap;
  uint32_t ntimers, timers_cap, timers_cancelled;
  Timer *timers;
  Task *current;             // borrowed
  struct AsterLoop *host;    // NULL: closed, or not opened yet
  uint32_t watched;          // descriptors and signals that the host looks at
  Value readers;             // dict: fd -> [reader Handle or None, writer Handle or None]; V_ABSENT: none
  Value signals;             // dict: signal number -> Handle
  Value task_factory, exception_handler;
  Value current_handle;      // debug mode: the handle that runs
  uintptr_t current_node;    // debug mode: what runs, as it stood in the ring; 0: nothing
  Trail *current_trail;      // debug mode: where that was scheduled, or NULL
  Trail **trails;            // debug mode: the same for what is ready, beside the ring. NULL: none yet
  Trail *base_trail;         // debug mode: of the frame that runs it; NULL: not asked for yet
  double slow;               // slow_callback_duration
  double step_start;         // debug mode: when the running step began
  double jumped;             // virtual time that has been skipped
  uint64_t thread;           // that runs it; 0: not running
  Shape *seen_shape;         // for which `hooks` was found
  uint32_t seen_version;
  uint64_t iteration;
  uint32_t since_poll;       // callbacks since I/O was last looked at
  double resolution;         // seconds: timers that are due within it run now
  uint8_t hooks;             // LOOP_*: what the class overrides
  bool closed, stopping, debug;
  bool proves;               // run_until_complete(): waiting for what cannot happen is an error
  bool polling;              // its thread is inside the host's poll, without the VM's lock
  WaitQueue poll_ended;      // who waits for that to end
  bool stepped;              // the host runs it step by step and waits itself
  struct Loop *next_doubtful;
} Loop;

typedef struct Aio {
  Type *future_type, *task_type, *handle_type, *timer_type, *loop_type, *iter_type, *step_type, *gathering_type;
  Type *op_type, *op_iter_type, *wait_type, *lock_type, *event_type, *queue_type;
  ContextTypes context;
  Shape *future, *task;      // roots of the exact types
  Value cancelled, invalid_state;  // classes of asyncio.exceptions, found at first use
  Loop *busy_loop, *fast_loop;  // whose iteration is under way; the same unless it is in debug mode; else NULL
  unsigned busy_hooks;       // what the busy loop's class overrides
  uint64_t map_number;       // of the last ContextMap
  uint64_t task_number;      // of the last "Task-N"
  uint64_t pending_tasks;
  uint64_t runs;             // of loops so far
  uint64_t random;           // state of the shuffler
  TrailBook trails;          // debug mode: where futures and tasks were made
  TrailCache trail_cache;
  uint32_t fair;             // --fair: awaits of script that a step may pass before it gives way; 0: off
  uint32_t slice;            // awaits that the running step has passed: with --fair all, else those of sched_passed()
  void *tick;                // debug mode: the timer_t of asyncio.monitor, if has_tick
  bool has_tick;
  Orphans *orphans;          // tasks that failed unwatched (orphan.c)
  struct Lock *held;         // debug mode: locks that tasks hold (aiosync.h)
  Loop *doubtful;            // loops that wait for nothing of their own: where threads sleep or end, they look again for a deadlock
  Dict *currents;            // current tasks of loops that are not native
} Aio;

typedef struct OpDef OpDef;  // op.h

// Where a future with FUTURE_TRAIL keeps the number.
static inline uint32_t *trail_place(Future *f) { return obj_type(&f->header)->kind == KIND_TASK ? &((Task *)f)->made_at : &f->cancels; }
// A zeroed object of one of these types, whose size is known when this is compiled: the struct, weak references and attributes.
#define AIO_BLOCK(c_struct) ((sizeof(c_struct) + 2 * sizeof(Value) + 15) / 16 * 16)  // what type_layout makes of it; the types' init checks it
#define AIO_NEW(vm, type, c_struct) aio_zeroed(object_new_raw((vm), (type), AIO_BLOCK(c_struct)), AIO_BLOCK(c_struct))
static inline void *aio_zeroed(Object *o, size_t size) { return LIKELY(o != NULL) ? memset(o + 1, 0, size - sizeof(Object)), o : NULL; }

static inline Future *as_future(Value v) { return (Future *)as_obj(v); }
static inline Task *as_task(Value v) { return (Task *)as_obj(v); }
static inline bool is_task(Value v) { return is_kind(v, KIND_TASK); }
static inline bool is_future(Value v) { return is_heap(v) && (uint8_t)(as_obj(v)->shape->type->kind - KIND_FUTURE) <= KIND_TASK - KIND_FUTURE; }

bool aio_init(VM *vm) MUST_USE;     // vm->aio and every type, once
void aio_leave(VM *vm);             // at the VM's end, in this order: no loop is running; no references are held; nothing is left
void aio_clear(VM *vm);
void aio_free(VM *vm);

// A type that stands for a class of the package: named without its module in messages, as script classes are. aioloop.c
Type *aio_type(VM *vm, const TypeSpec *spec, Type *base, const char *module) MUST_USE;

// future.c
bool future_types_init(VM *vm) MUST_USE;
Value future_new(VM *vm, Value loop) MUST_USE;                      // an exact Future
Value future_new_wait(VM *vm, Value loop) MUST_USE;                 // for the running task to await at once; the native loop's own
bool future_setup(VM *vm, Future *f, Value loop) MUST_USE;          // fields of a new one; loop V_ABSENT or V_NONE: the current one
bool future_finish(VM *vm, Future *f, Value result_steal, bool error) MUST_USE;  // pending before; schedules whoever waits
int future_cancel(VM *vm, Value f, Value message) MUST_USE;         // any future: calls an overriding cancel(). 1, 0, -1; message V_NONE
int future_cancel_plain(VM *vm, Future *f, Value message) MUST_USE; // Future.cancel
Value future_invalid(VM *vm, Value message_steal);                  // raises InvalidStateError
Value future_result(VM *vm, Future *f) MUST_USE;                    // result(): owned; raises what it holds; InvalidStateError
Value future_await(VM *vm, Value self) MUST_USE;                    // __await__ and __iter__
Value future_cancelled_error(VM *vm, Future *f) MUST_USE;           // the CancelledError of a cancelled one, owned
bool future_add_node(VM *vm, Future *f, uintptr_t node) MUST_USE;   // takes the reference; schedules at once when it is done
bool future_add_run(VM *vm, Future *f, CallbackRun run, Value owner) MUST_USE;
bool future_schedule(VM *vm, Future *f) MUST_USE;                   // its waiters become ready
bool future_add_outer(VM *vm, Future *f, Value gathering) MUST_USE; // a pending one: its Gathering is told when it is done
Value future_take_outer(Future *f);                                 // of a NODE_CHILD: its Gathering, owned
Value future_exception_of(VM *vm, Future *f) MUST_USE;              // the stored exception, marked retrieved; owned; V_NONE
void future_each_waiter(const Future *f, void (*fn)(void *arg, Value owner), void *arg);  // the waiting tasks and owners of native callbacks, in order
void callback_free(VM *vm, Callback *c);
uintptr_t callback_new(VM *vm, CallbackRun run, Value owner, Value context) MUST_USE;  // a tagged word; 0: no memory
Value callback_function(VM *vm, Callback *c) MUST_USE;              // a callable that does what a native callback does
Value aio_cancelled_type(VM *vm);                                   // borrowed; V_ABSENT: the import failed
bool aio_is_cancelled_error(VM *vm, Value exc);
Value aio_report(VM *vm, Value loop, const char *message, Value exc, const char *key, Value subject);  // call_exception_handler
void future_free(VM *vm, Object *o);
void future_traverse(Object *o, VisitFn visit, void *arg);
Value future_finalize(VM *vm, Value self);
Value future_slot_repr(VM *vm, Value self);

// task.c
bool task_types_init(VM *vm) MUST_USE;
Value task_new(VM *vm, Value coro, Value loop, Value name, Value context_steal) MUST_USE;  // an exact Task, scheduled
Site task_site(VM *vm, const Task *t);                              // where it was made, borrowed
const Descent *task_descent_get(VM *vm, const Task *t);             // debug mode: and by whom, borrowed; or NULL
bool task_check_other(VM *vm, Value v) MUST_USE;
static inline bool task_check_coroutine(VM *vm, Value v) {          // false: TypeError, a coroutine was expected
  return LIKELY(is_heap(v) && as_obj(v)->shape == vm->shape.coroutine) || task_check_other(vm, v);
}
bool task_run(VM *vm, Task *t) MUST_USE;    // one step. false: SystemExit, KeyboardInterrupt or worse is pending
int task_cancel(VM *vm, Task *t, Value message) MUST_USE;
Value task_wakeup_function(VM *vm, Task *t) MUST_USE;               // what a foreign loop or future calls
bool task_call_soon(VM *vm, Task *t) MUST_USE;                      // a step at the next iteration

// orphan.c
void orphan_note(VM *vm, Task *t, const Loop *l);                   // it has failed, and nobody waits for it
void orphan_forget(VM *vm, const Task *t);                          // it dies
bool orphans_check(VM *vm, const Loop *l) MUST_USE;                 // false: exception, the loop ends
bool orphans_wait(VM *vm, const Loop *l);                           // some have an iteration of grace left: the loop must not fall asleep
void orphans_free(VM *vm);
static inline bool orphans_any(VM *vm) { return vm->aio->orphans != NULL; }

// handle.c
bool handle_types_init(VM *vm) MUST_USE;
Handle *handle_new(VM *vm, Value loop, Value callback, const Value *args, uint32_t argc, Value context) MUST_USE;
TimerHandle *timer_new(VM *vm, double when, Value loop, Value callback, const Value *args, uint32_t argc, Value context) MUST_USE;
bool handle_run(VM *vm, Handle *h) MUST_USE;                        // false: only what must end the loop
Value handle_args(VM *vm, const Handle *h) MUST_USE;                 // as a tuple
bool aio_call_failed(VM *vm, Value loop, Value callback, Value args, Value handle) MUST_USE;  // a callback raised: reported; false: fatal

// sched.c
bool loop_push(VM *vm, Loop *l, uintptr_t node) MUST_USE;           // takes the reference
bool loop_push_from(VM *vm, Loop *l, uintptr_t node, Trail *trail) MUST_USE;  // debug mode, of the loop's thread: takes that as well; NULL: error
bool loop_add_timer(VM *vm, Loop *l, double when, uintptr_t node) MUST_USE;
bool loop_run_once(VM *vm, Loop *l) MUST_USE;
Value loop_current_handle(VM *vm, Loop *l) MUST_USE;                // debug mode: what runs as the Handle it is or would be in asyncio; V_NONE
void node_release(VM *vm, uintptr_t node);
Value node_value(uintptr_t node);                                   // for traversal: the object, or V_ABSENT for a Callback
double loop_step_age(VM *vm, const Loop *l);                        // debug mode: seconds since the running step began
double loop_now(VM *vm, Loop *l);                                   // native clock
bool loop_time(VM *vm, Loop *l, double *out) MUST_USE;              // through an overriding time()
void loop_clear(VM *vm, Loop *l);                                   // drops everything that waits
void loop_wake(Loop *l, VM *vm);
bool loop_open(VM *vm, Loop *l) MUST_USE;
bool loop_hold(VM *vm, Loop *l) MUST_USE;                            // until no other thread polls it; false: a signal's handler raised

uint64_t aio_thread(void);                                           // the calling thread's number
bool loop_check_thread(VM *vm, Loop *l) MUST_USE;                   // debug mode: RuntimeError in another thread than its own

enum { STARVES_AT = 10000, STARVES_LOOK = 1024 };                    // awaits in one step: what is worth a word; how often that is looked at
void sched_passed_many(VM *vm);
// An await is passed: in debug mode; one of a native operation that is called and done at once always. May run script code.
static inline void sched_passed(VM *vm) {
  if (UNLIKELY(++vm->aio->slice % STARVES_LOOK == 0)) sched_passed_many(vm);
}

bool sched_gives_way(VM *vm, Generator *leaf);                       // -X stress=suspend: does the task that runs suspend at this await?

// aioloop.c
bool loop_types_init(VM *vm) MUST_USE;
extern const TypeSpec loop_spec;
static inline bool is_loop(VM *vm, Value v) { return (void)vm, is_heap(v) && as_obj(v)->shape->type->spec == &loop_spec; }
unsigned loop_find_hooks(VM *vm, Loop *l);
static inline unsigned loop_hooks(VM *vm, Loop *l) {                // LOOP_*: which methods are not the native ones
  bool seen = l->seen_shape == l->header.shape && l->seen_version == obj_type(&l->header)->version && l->seen_version;
  return LIKELY(seen) ? l->hooks : loop_find_hooks(vm, l);
}
Loop *loop_plain(VM *vm, Value loop, unsigned hooks);               // the native loop when none of `hooks` is overridden, else NULL
bool loop_call_soon(VM *vm, Value loop, Value callback, const Value *args, uint32_t argc, Value context) MUST_USE;  // any loop
Value loop_get(VM *vm, Value loop) MUST_USE;                        // V_ABSENT or V_NONE: get_event_loop(). Owned
Value loop_create_future(VM *vm, Value loop) MUST_USE;              // through an overriding create_future
Value loop_create_wait(VM *vm, Value loop) MUST_USE;                // the same, for the running task to await at once
Value loop_create_task(VM *vm, Value loop, Value coro, Value name, Value context) MUST_USE;  // through a factory or an overriding create_task

// sleep.c, gather.c
Value sleep_make(VM *vm, Value *args, uint32_t argc) MUST_USE;  // sleep(delay, result)
bool sync_types_init(VM *vm) MUST_USE;  // aiosync.c: Lock, Event, Queue
bool gather_types_init(VM *vm) MUST_USE;
Value gather_new(VM *vm, const Value *args, uint32_t argc, bool return_exceptions) MUST_USE;
int gather_cancel(VM *vm, Value self, Value message) MUST_USE;
bool gather_child_done(VM *vm, Callback *c) MUST_USE;               // owner: the Gathering; future: the child
Value gather_context(Value self);                                   // that its calls are listed with; borrowed
bool gather_counts(Value self, const Future *child);                // a child is done: true, it need not be told
void gather_calls(Value self);                                      // a child will call it: from now on all do
Value ensure_future(VM *vm, Value v, Value loop) MUST_USE;

#endif
