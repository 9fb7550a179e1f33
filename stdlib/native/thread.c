// SPDX-License-Identifier: MIT
// thread.c - the module _thread: starting threads, their handles, what the module threading is made of.
//
// A handle stands for a thread towards script: it is done when the thread has released all that it held of the VM. The thread of the
// system is joined later, by the VM (thread_start, threads_end); a program never waits for it.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "stdlib/native/thread.h"
#include "vm/io/io.h"

typedef enum { HANDLE_NEW, HANDLE_RUNNING, HANDLE_DONE } HandleState;

typedef struct Handle {
  Object header;
  WaitQueue joiners;
  uint64_t ident;
  HandleState state;
  bool daemon;
} Handle;

typedef struct Start {  // what a new thread is given
  Value function, args, kwargs;  // kwargs V_ABSENT: none
  Handle *handle;                // owned
} Start;

static const TypeSpec handle_spec;
static inline Handle *as_handle(Value v) { return (Handle *)as_obj(v); }
static inline uint64_t ident_of(const Thread *t) { return (uint64_t)t->os; }

// ---- a thread's life

static void thread_run(VM *vm, void *arg) {
  Start *s = arg;
  Value r = obj_call_ex(vm, s->function, as_tuple(s->args), s->kwargs == V_ABSENT ? NULL : as_dict(s->kwargs));
  if (!r && error_is(vm, EXC_SystemExit)) error_clear(vm);
  else if (!r) error_unraisable_about(vm, "Exception ignored in thread started by", s->function);
  release(vm, r);
  replace(vm, &s->function, V_ABSENT);
  replace(vm, &s->args, V_ABSENT);
  replace(vm, &s->kwargs, V_ABSENT);
}

static void handle_done(VM *vm, Handle *h) {
  h->state = HANDLE_DONE;
  thread_wake_all(&h->joiners);
  decref(vm, h);
}

static void thread_ended(VM *vm, void *arg) {
  Handle *h = ((Start *)arg)->handle;
  vm_dealloc(vm, arg, sizeof(Start));
  handle_done(vm, h);
}

static bool start(VM *vm, Value function, Value args, Value kwargs, Handle *h) {
  Start *s = vm_alloc(vm, sizeof *s);
  if (!s) return false;
  *s = (Start){retain(function), retain(args), retain(kwargs), h};
  incref(&h->header);
  h->state = HANDLE_RUNNING;
  Thread *t = thread_start(vm, thread_run, thread_ended, s);
  if (t) return h->ident = ident_of(t), true;
  h->state = HANDLE_NEW;
  release(vm, s->function);
  release(vm, s->args);
  release(vm, s->kwargs);
  decref(vm, h);
  vm_dealloc(vm, s, sizeof *s);
  return false;
}

static Handle *handle_new(VM *vm) {
  Value type = import_attr(vm, "_thread", "_ThreadHandle");
  Handle *h = type ? object_new(vm, (Type *)as_obj(type), sizeof *h) : NULL;
  release(vm, type);
  return h;
}

static Value thread_start_new(VM *vm, Value *args, uint32_t argc) {
  if (argc < 2) return raise_type(vm, "start_new_thread expected at least 2 arguments, got %u", argc);
  if (argc > 3) return raise_type(vm, "start_new_thread expected at most 3 arguments, got %u", argc);
  Value kwargs = argc > 2 ? args[2] : V_ABSENT;
  if (!obj_is_callable(vm, args[0])) return raise_type(vm, "first arg must be callable");
  if (!is_tuple(args[1])) return raise_type(vm, "2nd arg must be a tuple");
  if (kwargs != V_ABSENT && !is_dict(kwargs)) return raise_type(vm, "optional 3rd arg must be a dictionary");
  Handle *h = handle_new(vm);
  if (!h) return V_ABSENT;
  h->daemon = true;
  Value ident = start(vm, args[0], args[1], kwargs, h) ? int_from_u64(vm, h->ident) : V_ABSENT;
  decref(vm, h);
  return ident;
}

static Value thread_start_joinable(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int daemon = args[2] == V_ABSENT ? 1 : obj_truthy(vm, args[2]);
  if (daemon < 0) return V_ABSENT;
  if (!obj_is_callable(vm, args[0])) return raise_type(vm, "thread function must be callable");
  bool given = args[1] != V_ABSENT && args[1] != V_NONE;
  if (given && !(is_heap(args[1]) && obj_type(as_obj(args[1]))->spec == &handle_spec)) return raise_type(vm, "'handle' must be a _ThreadHandle");
  Handle *h = given ? (Handle *)as_obj(retain(args[1])) : handle_new(vm);
  if (!h) return V_ABSENT;
  h->daemon = daemon;
  bool fresh = h->state == HANDLE_NEW;
  if (!fresh) raise(vm, EXC_RuntimeError, "thread already started");
  if (fresh && start(vm, args[0], from_obj(vm->empty_tuple), V_ABSENT, h)) return from_obj(h);
  decref(vm, h);
  return V_ABSENT;
}

// ---- handles

static bool join_until(VM *vm, Handle *h, int64_t deadline) {
  while (h->state == HANDLE_RUNNING) {
    ParkResult r = thread_park(vm, &h->joiners, deadline);
    if (r == PARK_TIMEOUT) break;
    if (r == PARK_INTERRUPTED && !safepoint(vm)) return false;
  }
  return true;
}

static Value handle_join(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Handle *h = as_handle(args[0]);
  double seconds = -1;
  if (args[1] != V_ABSENT && args[1] != V_NONE && !thread_seconds(vm, args[1], &seconds)) return V_ABSENT;
  if (h->state == HANDLE_NEW) return raise(vm, EXC_RuntimeError, "thread not started");
  if (h->state == HANDLE_RUNNING && h->ident == ident_of(vm->thread.self)) return raise(vm, EXC_RuntimeError, "Cannot join current thread");
  return join_until(vm, h, thread_deadline(seconds)) ? V_NONE : V_ABSENT;
}

static Value handle_is_done(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_handle(args[0])->state == HANDLE_DONE); }

static Value handle_set_done(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (as_handle(args[0])->state == HANDLE_NEW) return raise(vm, EXC_RuntimeError, "thread not started");
  as_handle(args[0])->state = HANDLE_DONE;
  thread_wake_all(&as_handle(args[0])->joiners);
  return V_NONE;
}

static Value handle_ident(VM *vm, Value self) { return int_from_u64(vm, as_handle(self)->ident); }

static Value handle_repr(VM *vm, Value self) {
  Value ident = int_from_u64(vm, as_handle(self)->ident), text = ident ? str_format_c(vm, "<_thread._ThreadHandle object: ident=%S>", ident) : V_ABSENT;
  release(vm, ident);
  return text;
}

static Value handle_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (argc || kwnames) return raise_type(vm, "_ThreadHandle() takes no arguments");
  return instance_new(vm, type);
}

static const NativeDef handle_methods[] = {
  {"join", "($self, timeout=None, /)", handle_join, 0, "Wait until the thread has ended, or until the time is over."},
  {"is_done", "($self, /)", handle_is_done, 0, "Return whether the thread has ended."},
  {"_set_done", "($self, /)", handle_set_done, 0, NULL},
  {0},
};
static const GetSetDef handle_getset[] = {{"ident", handle_ident, NULL, NULL}, {0}};
static const TypeSpec handle_spec = {
  .name = "_thread._ThreadHandle", .kind = KIND_OTHER, .flags = TYPE_IMMUTABLE | TYPE_WEAKREF, .basicsize = sizeof(Handle), .methods = handle_methods,
  .getset = handle_getset, .slots = {.repr = handle_repr, .new = handle_make},
};

// A handle of a thread that was not started here: the main thread's.
static Value thread_make_handle(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t ident;
  if (!obj_index_i64(vm, args[0], &ident)) return V_ABSENT;
  Handle *h = handle_new(vm);
  if (!h) return V_ABSENT;
  h->ident = (uint64_t)ident;
  h->state = HANDLE_RUNNING;
  return from_obj(h);
}

// Waits for every thread that is no daemon, also for those that start meanwhile.
static Value thread_shutdown(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  for (bool found = true; found;) {
    found = false;
    for (const Thread *t = vm->threads.all; t && !found; t = t->next) {
      if (t->run != thread_run || t == vm->thread.self) continue;
      Handle *h = ((Start *)t->arg)->handle;
      if (h->daemon || h->state != HANDLE_RUNNING) continue;
      found = true;
      incref(&h->header);
      bool joined = join_until(vm, h, WAIT_FOREVER);
      decref(vm, h);
      if (!joined) return V_ABSENT;
    }
  }
  return V_NONE;
}

// ---- functions

static Value thread_get_ident(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return int_from_u64(vm, ident_of(vm->thread.self));
}

static Value thread_main_ident(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return int_from_u64(vm, ident_of(vm->threads.main));
}

static Value thread_get_native_id(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return int_from_i64(vm, (int64_t)syscall(SYS_gettid));
}

static Value thread_count(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  int64_t count = 0;
  for (const Thread *t = vm->threads.all; t; t = t->next) count += t->run == thread_run;
  return from_int(count);
}

static Value thread_exit(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise_object(vm, from_obj(error_type_get(vm, EXC_SystemExit)));
}

static Value make_of(VM *vm, const char *type_name) {
  Value type = import_attr(vm, "_thread", type_name), made = type ? instance_new(vm, (Type *)as_obj(type)) : V_ABSENT;
  release(vm, type);
  return made;
}

static Value thread_allocate_lock(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, make_of(vm, "lock"); }

static Value thread_interrupt_main(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t number = SIGINT;
  if (args[0] != V_ABSENT && !obj_index_i64(vm, args[0], &number)) return V_ABSENT;
  if (number < 1 || number >= 65) return raise_value(vm, "signal number out of range");
  signals_trip(vm, (int)number);
  return V_NONE;
}

static Value thread_stack_size_set(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size = 0;
  Value old = int_from_u64(vm, vm->threads.stack_size);
  if (!old || (args[0] != V_ABSENT && !obj_index_i64(vm, args[0], &size))) return release(vm, old), V_ABSENT;
  if (size >= 0 && thread_stack_size(vm, (size_t)size)) return old;
  release(vm, old);
  return size < 0 ? raise_value(vm, "size must be 0 or a positive value") : raise_value(vm, "size not valid: %ld bytes", size);
}

static Value thread_true(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_TRUE; }

// ---- how an uncaught exception of a thread is shown

#define F(i, name, doc) {name, structseq_get_##i, NULL, doc}
static const GetSetDef hook_fields[] = {
  F(0, "exc_type", "Exception type"), F(1, "exc_value", "Exception value"), F(2, "exc_traceback", "Exception traceback"),
  F(3, "thread", "Thread"), {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec hook_spec = {
  .type = {STRUCTSEQ("_thread._ExceptHookArgs", 4), .getset = hook_fields, .doc = "Type used to pass arguments to threading.excepthook."}, .visible = 4,
};

static Value thread_name(VM *vm, Value thread) {
  Value name = thread == V_NONE ? V_ABSENT : obj_getattr_c(vm, thread, "name");
  if (name) return name;
  error_clear(vm);
  return int_from_u64(vm, ident_of(vm->thread.self));
}

static Value thread_excepthook(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_heap(args[0]) || obj_type(as_obj(args[0]))->spec != &hook_spec.type) return raise_type(vm, "_thread.excepthook argument type must be ExceptHookArgs");
  const Value *fields = as_tuple(args[0])->items;
  if (fields[0] == from_obj(error_type_get(vm, EXC_SystemExit))) return V_NONE;
  Value exc = is_exception(fields[1]) ? retain(fields[1]) : exception_from(vm, fields[0]), name = thread_name(vm, fields[3]);
  Value head = exc && name ? str_format_c(vm, "Exception in thread %S:\n", name) : V_ABSENT;
  if (head) io_stderr_write(vm, as_str(head)), error_print(vm, exc);
  release(vm, head);
  release(vm, name);
  release(vm, exc);
  return has_error(vm) ? V_ABSENT : V_NONE;
}

// ---- the module

static const NativeDef thread_functions[] = {
  {"start_new_thread", "(*args)", thread_start_new, NATIVE_NEEDS(CAN_THREADS), "Start a new thread and return its identifier."},
  {"start_new", "(*args)", thread_start_new, NATIVE_NEEDS(CAN_THREADS), "An obsolete synonym of start_new_thread()."},
  {"start_joinable_thread", "(function, handle=None, daemon=True)", thread_start_joinable, NATIVE_NEEDS(CAN_THREADS), "Start a new thread and return its handle."},
  {"allocate_lock", "()", thread_allocate_lock, 0, "Create a new lock object."},
  {"allocate", "()", thread_allocate_lock, 0, "An obsolete synonym of allocate_lock()."},
  {"exit", "()", thread_exit, 0, "Raise SystemExit: the current thread ends unless that is caught."},
  {"exit_thread", "()", thread_exit, 0, "An obsolete synonym of exit()."},
  {"interrupt_main", "(signum=None, /)", thread_interrupt_main, NATIVE_NEEDS(CAN_PROCESSES), "Simulate the arrival of the given signal in the main thread: SIGINT by default."},
  {"get_ident", "()", thread_get_ident, 0, "Return a non-zero integer that uniquely identifies the current thread."},
  {"get_native_id", "()", thread_get_native_id, NATIVE_NEEDS(CAN_PROCESSES), "Return a non-negative integer identifying the thread as reported by the OS."},
  {"_count", "()", thread_count, 0, "Return the number of threads that script has started and that have not ended."},
  {"stack_size", "(size=None, /)", thread_stack_size_set, 0, "Return the stack size of new threads, and set it; 0: the default."},
  {"daemon_threads_allowed", "()", thread_true, 0, "Return whether daemon threads are allowed."},
  {"_is_main_interpreter", "()", thread_true, 0, NULL},
  {"_get_main_thread_ident", "()", thread_main_ident, 0, NULL},
  {"_make_thread_handle", "(ident, /)", thread_make_handle, 0, NULL},
  {"_shutdown", "()", thread_shutdown, 0, "Wait for all threads that are no daemons."},
  {"_excepthook", "(args, /)", thread_excepthook, 0, "Handle uncaught Thread.run() exception."},
  {0},
};

static bool thread_init(VM *vm, Module *m) {
  const struct { const char *name; const TypeSpec *spec; } types[] = {
    {"lock", &lock_spec}, {"RLock", &rlock_spec}, {"_local", &local_spec}, {"_ThreadHandle", &handle_spec},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    Type *type = type_from_spec(vm, types[i].spec, NULL);
    if (!type || !module_add(vm, m, types[i].name, from_obj(type))) return false;
    if (i == 0 && !module_add(vm, m, "LockType", retain_obj(type))) return false;
  }
  Type *args = structseq_type_new(vm, &hook_spec);
  locals_init(vm);
  return args && module_add(vm, m, "_ExceptHookArgs", from_obj(args)) && module_add(vm, m, "TIMEOUT_MAX", from_double(9223372036.0)) &&
         module_add(vm, m, "error", retain_obj(error_type_get(vm, EXC_RuntimeError)));
}

const ModuleDef thread_module = {"_thread", "Low-level threads and locks. The module threading is more convenient.", thread_functions, thread_init};
