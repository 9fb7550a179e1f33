// SPDX-License-Identifier: MIT
// signal.c - the _signal module: handlers in script for the process's signals.
//
// A signal belongs to the process, so one VM owns them all: the first that imports this module (`owner`, the one variable of the
// process that this needs). The C handler only marks the signal and sets the VM's breaker; the script's handler runs at the next
// safepoint of the main thread, called from breaker_service through vm->run_signals. A signal that reaches another thread is passed on
// to the main one, whose system call it interrupts. The state is an object in the module's dict and dies with it.
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "stdlib/native/thread.h"
#include "vm/core/host.h"

enum { SIGNAL_COUNT = 65 };

typedef struct Signals {
  Object header;
  VM *vm;
  Value handlers[SIGNAL_COUNT];  // callable; ints 0 SIG_DFL, 1 SIG_IGN; V_NONE: not installed from here
  volatile sig_atomic_t tripped[SIGNAL_COUNT];
  volatile sig_atomic_t any;
  volatile int wakeup_fd;
} Signals;

static Signals *_Atomic owner;

static Signals *state_of(VM *vm) { return (Signals *)vm->signals; }

static void on_signal(int number) {
  int saved = errno;
  Signals *s = atomic_load(&owner);
  if (s && !pthread_equal(pthread_self(), s->vm->threads.main->os)) {
    pthread_kill(s->vm->threads.main->os, number);  // it may be waiting in the system
  } else if (s && number > 0 && number < SIGNAL_COUNT) {
    s->tripped[number] = 1;
    s->any = 1;
    breaker_set(s->vm, BREAK_SIGNAL);
    sem_post(&s->vm->threads.main->wake);  // it may be about to wait: it looks at the breaker
    vm_wake(s->vm);                        // the same of an event loop
    unsigned char byte = (unsigned char)number;
    if (s->wakeup_fd >= 0 && write(s->wakeup_fd, &byte, 1) < 0) { /* the reader is slow: it wakes all the same */ }
  }
  errno = saved;
}

static bool handler_run(VM *vm, Signals *s, int number) {
  Value handler = retain(s->handlers[number]);
  bool ok = true;
  if (is_heap(handler)) {
    Frame *frame = frame_caller(vm, 0);
    Value args[2] = {from_int(number), frame ? frame_object(vm, frame) : V_NONE};
    Value r = args[1] == V_ABSENT ? V_ABSENT : obj_call(vm, handler, args, 2);
    ok = r != V_ABSENT;
    release(vm, r);
    release(vm, args[1]);
  }
  release(vm, handler);
  return ok;
}

static bool signals_run(VM *vm) {
  Signals *s = state_of(vm);
  if (!s || !s->any) return true;
  s->any = 0;
  for (int i = 1; i < SIGNAL_COUNT; i++) {
    if (!s->tripped[i]) continue;
    s->tripped[i] = 0;
    if (handler_run(vm, s, i)) continue;
    s->any = 1;  // the others' turn comes after this exception
    breaker_set(vm, BREAK_SIGNAL);
    return false;
  }
  return true;
}

void signals_trip(VM *vm, int number) {
  Signals *s = state_of(vm);
  if (!s || !is_heap(s->handlers[number])) return;
  s->tripped[number] = 1;
  s->any = 1;
  breaker_set(vm, BREAK_SIGNAL);
}

void signals_forked(VM *vm) {
  Signals *s = state_of(vm);
  if (!s) return;
  for (int i = 0; i < SIGNAL_COUNT; i++) s->tripped[i] = 0;
  s->any = 0;
  breaker_clear(vm, BREAK_SIGNAL);
}

static bool number_arg(VM *vm, Value v, int *out) {
  int64_t n;
  if (!obj_index_i64(vm, v, &n)) return false;
  if (n < 1 || n >= SIGNAL_COUNT) return raise_value(vm, "signal number out of range"), false;
  *out = (int)n;
  return true;
}

static bool owned(VM *vm, const char *what) {
  if (state_of(vm) && thread_is_main(vm)) return true;
  raise_value(vm, "%s only works in main thread of the main interpreter", what);
  return false;
}

static Value known(Value v) { return v == V_ABSENT ? V_NONE : retain(v); }

static Value signal_signal(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number;
  struct sigaction action = {0};
  if (!owned(vm, "signal") || !number_arg(vm, args[0], &number)) return V_ABSENT;
  Value handler = args[1];
  int64_t n = -1;
  if (is_integer(handler) && int_to_i64(handler, &n) && (n == 0 || n == 1)) {
    handler = from_int(n);
    action.sa_handler = n == 0 ? SIG_DFL : SIG_IGN;
  } else if (obj_is_callable(vm, handler)) {
    action.sa_handler = on_signal;
  } else {
    return raise_type(vm, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (!safepoint(vm)) return V_ABSENT;
  if (sigaction(number, &action, NULL) < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  Value old = state_of(vm)->handlers[number];
  state_of(vm)->handlers[number] = retain(handler);
  return old;
}

static Value signal_getsignal(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number;
  if (!number_arg(vm, args[0], &number)) return V_ABSENT;
  return state_of(vm) ? known(state_of(vm)->handlers[number]) : V_NONE;
}

static Value signal_raise(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number;
  if (!number_arg(vm, args[0], &number)) return V_ABSENT;
  if ((raise)(number) != 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  return safepoint(vm) ? V_NONE : V_ABSENT;
}

static Value signal_default_int_handler(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value exc = error_new(vm, error_type_get(vm, EXC_KeyboardInterrupt), V_ABSENT);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

static Value signal_alarm(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t n;
  return obj_index_i64(vm, args[0], &n) ? from_int(alarm((unsigned)n)) : V_ABSENT;
}

static Value signal_pause(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Thread *self = thread_leave(vm);
  pause();
  thread_enter(vm, self);
  return safepoint(vm) ? V_NONE : V_ABSENT;
}

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }
static Value timer_pair(VM *vm, const struct itimerval *t) {
  return tuple_pack(vm, 2, from_double(seconds_of(t->it_value)), from_double(seconds_of(t->it_interval)));
}

static bool timeval_arg(VM *vm, Value v, struct timeval *out) {
  double d = 0;
  if (v != V_ABSENT && !float_coerce(vm, v, &d)) return false;
  out->tv_sec = (time_t)d;
  out->tv_usec = (suseconds_t)((d - (double)out->tv_sec) * 1e6);
  return true;
}

static Value timer_error(VM *vm) {
  Value type = import_attr(vm, "_signal", "ItimerError");
  if (type == V_ABSENT) return V_ABSENT;
  Value args[2] = {from_int(errno), str_from_c(vm, strerror(errno))}, exc = V_ABSENT;
  if (args[1] != V_ABSENT) exc = obj_call(vm, type, args, 2);
  release(vm, args[1]);
  release(vm, type);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

static Value signal_setitimer(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t which;
  struct itimerval now, old;
  if (!obj_index_i64(vm, args[0], &which) || !timeval_arg(vm, args[1], &now.it_value) || !timeval_arg(vm, args[2], &now.it_interval)) return V_ABSENT;
  return setitimer((__itimer_which_t)which, &now, &old) < 0 ? timer_error(vm) : timer_pair(vm, &old);
}

static Value signal_getitimer(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t which;
  struct itimerval now;
  if (!obj_index_i64(vm, args[0], &which)) return V_ABSENT;
  return getitimer((__itimer_which_t)which, &now) < 0 ? timer_error(vm) : timer_pair(vm, &now);
}

static Value signal_strsignal(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number;
  if (!number_arg(vm, args[0], &number)) return V_ABSENT;
  const char *text = strsignal(number);
  return text && strncmp(text, "Unknown signal", 14) != 0 ? str_from_c(vm, text) : V_NONE;
}

static Value signal_siginterrupt(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number, flag = obj_truthy(vm, args[1]);
  struct sigaction action;
  if (flag < 0 || !number_arg(vm, args[0], &number)) return V_ABSENT;
  if (sigaction(number, NULL, &action) < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  if (flag) action.sa_flags &= ~SA_RESTART;
  else action.sa_flags |= SA_RESTART;
  return sigaction(number, &action, NULL) < 0 ? raise_os(vm, errno, V_ABSENT, V_ABSENT) : V_NONE;
}

static Value signal_set_wakeup_fd(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t fd;
  if (!owned(vm, "set_wakeup_fd") || !obj_index_i64(vm, args[0], &fd)) return V_ABSENT;
  if (fd >= 0 && write((int)fd, "", 0) < 0 && errno == EBADF) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  int old = state_of(vm)->wakeup_fd;
  state_of(vm)->wakeup_fd = fd < 0 ? -1 : (int)fd;
  return from_int(old);
}

// Sets of signals

static Value set_from(VM *vm, const sigset_t *signals) {
  Value set = set_new(vm);
  for (int i = 1; set != V_ABSENT && i < SIGNAL_COUNT; i++)
    if (sigismember(signals, i) == 1 && set_add(vm, as_set(set), from_int(i)) < 0) replace(vm, &set, V_ABSENT);
  return set;
}

static bool set_arg(VM *vm, Value v, sigset_t *out) {
  Value items = sequence_list(vm, v);
  if (items == V_ABSENT) return false;
  sigemptyset(out);
  bool ok = true;
  for (size_t i = 0; ok && i < as_list(items)->len; i++) {
    int number;
    if ((ok = number_arg(vm, as_list(items)->items[i], &number))) sigaddset(out, number);
  }
  release(vm, items);
  return ok;
}

static Value signal_pthread_sigmask(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t how;
  sigset_t set, old;
  if (!obj_index_i64(vm, args[0], &how) || !set_arg(vm, args[1], &set)) return V_ABSENT;
  int error = pthread_sigmask((int)how, &set, &old);
  if (error) return raise_os(vm, error, V_ABSENT, V_ABSENT);
  if (!safepoint(vm)) return V_ABSENT;
  return set_from(vm, &old);
}

static Value signal_sigpending(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  sigset_t set;
  return sigpending(&set) < 0 ? raise_os(vm, errno, V_ABSENT, V_ABSENT) : set_from(vm, &set);
}

static Value signal_sigwait(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  sigset_t set;
  int number;
  if (!set_arg(vm, args[0], &set)) return V_ABSENT;
  Thread *self = thread_leave(vm);
  int error = sigwait(&set, &number);
  thread_enter(vm, self);
  return error ? raise_os(vm, error, V_ABSENT, V_ABSENT) : from_int(number);
}

static Value signal_valid_signals(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  sigset_t set;
  sigfillset(&set);
  return set_from(vm, &set);
}

static const NativeDef signal_functions[] = {
  {"signal", "(signalnum, handler, /)", signal_signal, 0, "Set the action for the given signal."},
  {"getsignal", "(signalnum, /)", signal_getsignal, NATIVE_PURE, "Return the current action for the given signal."},
  {"raise_signal", "(signalnum, /)", signal_raise, 0, "Send a signal to the executing process."},
  {"default_int_handler", "(signalnum, frame, /)", signal_default_int_handler, NATIVE_PURE, "The default handler for SIGINT: raises KeyboardInterrupt."},
  {"alarm", "(seconds, /)", signal_alarm, 0, "Arrange for SIGALRM to arrive after the given number of seconds."},
  {"pause", "()", signal_pause, 0, "Wait until a signal arrives."},
  {"setitimer", "(which, seconds, interval=0.0, /)", signal_setitimer, 0, "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF)."},
  {"getitimer", "(which, /)", signal_getitimer, 0, "Returns current value of given itimer."},
  {"strsignal", "(signalnum, /)", signal_strsignal, NATIVE_PURE, "Return the system description of the given signal."},
  {"siginterrupt", "(signalnum, flag, /)", signal_siginterrupt, 0, "Change system call restart behaviour."},
  {"set_wakeup_fd", "(fd, /, *, warn_on_full_buffer=True)", signal_set_wakeup_fd, 0, "Sets the fd to be written to (with the signal number) when a signal comes in."},
  {"pthread_sigmask", "(how, mask, /)", signal_pthread_sigmask, 0, "Fetch and/or change the signal mask of the calling thread."},
  {"sigpending", "()", signal_sigpending, 0, "Examine pending signals."},
  {"sigwait", "(sigset, /)", signal_sigwait, 0, "Wait for a signal."},
  {"valid_signals", "()", signal_valid_signals, NATIVE_PURE, "Return a set of valid signal numbers on this platform."},
  {NULL, NULL, NULL, 0, NULL},
};

// State

static void signals_free(VM *vm, Object *o) {
  Signals *s = (Signals *)o, *expected = s;
  for (int i = 1; i < SIGNAL_COUNT; i++) {
    if (is_heap(s->handlers[i])) signal(i, SIG_DFL);
    replace(vm, &s->handlers[i], V_ABSENT);
  }
  atomic_compare_exchange_strong(&owner, &expected, NULL);
  if (vm->signals == s) {
    vm->signals = NULL;
    vm->run_signals = NULL;
  }
}

static void signals_traverse(Object *o, VisitFn visit, void *arg) {
  for (int i = 1; i < SIGNAL_COUNT; i++) visit(arg, ((Signals *)o)->handlers[i]);
}

static const TypeSpec signals_spec = {
  .name = "_signal._State", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_IMMUTABLE | TYPE_NO_NEW, .basicsize = sizeof(Signals),
  .slots = {.free = signals_free, .traverse = signals_traverse},
};

static void handlers_read(Signals *s) {
  for (int i = 1; i < SIGNAL_COUNT; i++) {
    struct sigaction action;
    s->handlers[i] = V_NONE;
    if (sigaction(i, NULL, &action) == 0 && action.sa_handler == SIG_DFL) s->handlers[i] = from_int(0);
    else if (action.sa_handler == SIG_IGN) s->handlers[i] = from_int(1);
  }
}

// Ctrl-C raises KeyboardInterrupt, unless the process was started to ignore it.
static bool interrupt_install(VM *vm, Signals *s, Module *module) {
  Value key = str_from_c(vm, "default_int_handler"), handler;
  int found = key == V_ABSENT ? -1 : dict_find(vm, module->dict, key, &handler);
  release(vm, key);
  if (found <= 0) return false;
  if (s->handlers[SIGINT] != from_int(0)) return true;
  struct sigaction action = {.sa_handler = on_signal};
  if (sigaction(SIGINT, &action, NULL) == 0) replace(vm, &s->handlers[SIGINT], retain(handler));
  return true;
}

static bool state_init(VM *vm, Module *module) {
  Type *type = type_from_spec(vm, &signals_spec, NULL);
  Signals *s = type ? object_new(vm, type, sizeof *s) : NULL, *expected = NULL;
  if (type && !module_add(vm, module, "_State", from_obj(type))) return false;
  if (!s) return false;
  s->vm = vm;
  s->wakeup_fd = -1;
  handlers_read(s);
  if (!gc_track(vm, &s->header) || !module_add(vm, module, "_state", from_obj(s))) return false;
  if (!vm_can(vm, CAN_PROCESSES)) return true;
  if (!atomic_compare_exchange_strong(&owner, &expected, s)) return true;
  vm->signals = s;
  vm->run_signals = signals_run;
  return interrupt_install(vm, s, module);
}

static bool error_init(VM *vm, Module *module) {
  Value name = str_from_c(vm, "itimer_error"), bases = tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_OSError))), mod = str_from_c(vm, "signal");
  Dict *ns = dict_new(vm);
  Value type = V_ABSENT;
  if (name != V_ABSENT && bases != V_ABSENT && mod != V_ABSENT && ns && dict_set_name(vm, ns, vm->names.dunder_module, mod))
    type = type_build(vm, vm->types.type, name, as_tuple(bases), ns, NULL, NULL);
  release(vm, name);
  release(vm, bases);
  release(vm, mod);
  xdecref(vm, ns);
  return type != V_ABSENT && module_add(vm, module, "ItimerError", type);
}

static bool signal_init(VM *vm, Module *module) {
  static const struct { const char *name; int value; } constants[] = {
    {"SIGHUP", SIGHUP}, {"SIGINT", SIGINT}, {"SIGQUIT", SIGQUIT}, {"SIGILL", SIGILL}, {"SIGTRAP", SIGTRAP}, {"SIGABRT", SIGABRT},
    {"SIGIOT", SIGIOT}, {"SIGBUS", SIGBUS}, {"SIGFPE", SIGFPE}, {"SIGKILL", SIGKILL}, {"SIGUSR1", SIGUSR1}, {"SIGSEGV", SIGSEGV},
    {"SIGUSR2", SIGUSR2}, {"SIGPIPE", SIGPIPE}, {"SIGALRM", SIGALRM}, {"SIGTERM", SIGTERM}, {"SIGSTKFLT", SIGSTKFLT},
    {"SIGCHLD", SIGCHLD}, {"SIGCLD", SIGCHLD}, {"SIGCONT", SIGCONT}, {"SIGSTOP", SIGSTOP}, {"SIGTSTP", SIGTSTP}, {"SIGTTIN", SIGTTIN},
    {"SIGTTOU", SIGTTOU}, {"SIGURG", SIGURG}, {"SIGXCPU", SIGXCPU}, {"SIGXFSZ", SIGXFSZ}, {"SIGVTALRM", SIGVTALRM}, {"SIGPROF", SIGPROF},
    {"SIGWINCH", SIGWINCH}, {"SIGIO", SIGIO}, {"SIGPOLL", SIGIO}, {"SIGPWR", SIGPWR}, {"SIGSYS", SIGSYS}, {"SIG_DFL", 0}, {"SIG_IGN", 1},
    {"SIG_BLOCK", SIG_BLOCK}, {"SIG_UNBLOCK", SIG_UNBLOCK}, {"SIG_SETMASK", SIG_SETMASK}, {"NSIG", SIGNAL_COUNT}, {"ITIMER_REAL", ITIMER_REAL},
    {"ITIMER_VIRTUAL", ITIMER_VIRTUAL}, {"ITIMER_PROF", ITIMER_PROF},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add_int(vm, module, constants[i].name, constants[i].value)) return false;
  return module_add_guarded(vm, module, signal_functions, CAN_PROCESSES) && module_add_int(vm, module, "SIGRTMIN", SIGRTMIN) && module_add_int(vm, module, "SIGRTMAX", SIGRTMAX) && error_init(vm, module) &&
         state_init(vm, module);
}

const ModuleDef signal_native_module = {"_signal", "Signals of the process.", NULL, signal_init};
