// SPDX-License-Identifier: MIT
// threadlock.c - _thread.lock and _thread.RLock.
//
// A lock is a flag and a queue, both guarded by the VM's lock. Releasing clears the flag and wakes the first in the queue, which then
// competes for it: a thread that runs takes a free lock without waiting for those that sleep, and one that gives up its turn (a signal's
// handler raised) wakes the next. Waiters hold a reference through their arguments, so a lock outlives its queue.
#include "stdlib/native/thread.h"

typedef struct Lock {
  Object header;
  WaitQueue waiters;
  bool locked;
} Lock;

typedef struct RLock {
  Object header;
  WaitQueue waiters;
  uint64_t owner, count;  // the owner's ident; count 0: unlocked
} RLock;

static inline Lock *as_lock(Value v) { return (Lock *)as_obj(v); }
static inline RLock *as_rlock(Value v) { return (RLock *)as_obj(v); }
static inline uint64_t own_ident(const VM *vm) { return (uint64_t)vm->thread.self->os; }

// ---- arguments

static const double SECONDS_MAX = 9223372036.0;  // what fits 64 bits of nanoseconds

bool thread_seconds(VM *vm, Value v, double *out) {
  if (!is_float(v)) {
    Value n = obj_index(vm, v);
    if (!n) return false;
    bool ok = float_coerce(vm, n, out);
    release(vm, n);
    if (ok && (*out > SECONDS_MAX || *out < -SECONDS_MAX)) return raise(vm, EXC_OverflowError, "timestamp too large to convert to C PyTime_t"), false;
    return ok;
  }
  *out = float_value(v);
  if (*out != *out) return raise_value(vm, "Invalid value NaN (not a number)"), false;
  if (*out > SECONDS_MAX || *out < -SECONDS_MAX) return raise(vm, EXC_OverflowError, "timestamp out of range for platform time_t"), false;
  return true;
}

int thread_wait_args(VM *vm, Value blocking, Value timeout, int64_t *deadline) {
  double seconds = -1;
  int wait = blocking == V_ABSENT ? 1 : obj_truthy(vm, blocking);
  if (wait < 0 || (timeout != V_ABSENT && !thread_seconds(vm, timeout, &seconds))) return -1;
  if (!wait && seconds != -1) return raise_value(vm, "can't specify a timeout for a non-blocking call"), -1;
  if (seconds < 0 && seconds != -1) return raise_value(vm, "timeout value must be a non-negative number"), -1;
  *deadline = thread_deadline(seconds);
  return wait && seconds != 0;
}

// ---- lock

// 1 taken, 0 not within the time, -1 a signal's handler raised.
static int lock_take(VM *vm, Lock *l, bool wait, int64_t deadline) {
  while (l->locked) {
    if (!wait) return 0;
    ParkResult r = thread_park(vm, &l->waiters, deadline);
    if (!l->locked) break;
    if (r == PARK_TIMEOUT) return 0;
    if (!safepoint(vm)) {
      if (!l->locked) thread_wake_one(&l->waiters);
      return -1;
    }
  }
  l->locked = true;
  return 1;
}

static Value lock_acquire(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t deadline = WAIT_FOREVER;
  int wait = thread_wait_args(vm, args[1], args[2], &deadline);
  int taken = wait < 0 ? -1 : lock_take(vm, as_lock(args[0]), wait, deadline);
  return taken < 0 ? V_ABSENT : from_bool(taken);
}

static Value lock_enter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return lock_take(vm, as_lock(args[0]), true, WAIT_FOREVER) < 0 ? V_ABSENT : V_TRUE;
}

static Value lock_release(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Lock *l = as_lock(args[0]);
  if (!l->locked) return raise(vm, EXC_RuntimeError, "release unlocked lock");
  l->locked = false;
  thread_wake_one(&l->waiters);
  return V_NONE;
}

static Value lock_exit(VM *vm, Value *args, uint32_t argc) { return lock_release(vm, args, argc); }
static Value lock_locked(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_lock(args[0])->locked); }

static Value lock_reinit(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  as_lock(args[0])->locked = false;
  return V_NONE;
}

static Value lock_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args;
  if (kwnames && kwnames->len) return raise_type(vm, "lock() takes no keyword arguments");
  if (argc) return raise_type(vm, "lock expected 0 arguments, got %u", argc);
  return instance_new(vm, type);
}

static Value lock_repr(VM *vm, Value self) {
  return str_format_c(vm, "<%s %s object at %p>", as_lock(self)->locked ? "locked" : "unlocked", "_thread.lock", (void *)as_obj(self));
}

#define ACQUIRE_SIG "($self, /, blocking=True, timeout=-1)"
#define ACQUIRE_DOC "Lock the lock. Return whether it could be taken: always, but with blocking false or a timeout."
static const NativeDef lock_methods[] = {
  {"acquire", ACQUIRE_SIG, lock_acquire, 0, ACQUIRE_DOC},
  {"acquire_lock", ACQUIRE_SIG, lock_acquire, 0, "An obsolete synonym of acquire()."},
  {"release", "($self, /)", lock_release, 0, "Release the lock: whoever waits for it may go on. Any thread may do that."},
  {"release_lock", "($self, /)", lock_release, 0, "An obsolete synonym of release()."},
  {"locked", "($self, /)", lock_locked, 0, "Return whether the lock is in the locked state."},
  {"locked_lock", "($self, /)", lock_locked, 0, "An obsolete synonym of locked()."},
  {"__enter__", "($self, /)", lock_enter, 0, "Lock the lock."},
  {"__exit__", "($self, /, *exc_info)", lock_exit, 0, "Release the lock."},
  {"_at_fork_reinit", "($self, /)", lock_reinit, 0, NULL},
  {0},
};
const TypeSpec lock_spec = {
  .name = "_thread.lock", .doc = "A lock object is a synchronization primitive: acquire() and release() it.", .kind = KIND_OTHER,
  .flags = TYPE_WEAKREF | TYPE_IMMUTABLE, .basicsize = sizeof(Lock), .methods = lock_methods, .slots = {.repr = lock_repr, .new = lock_new},
};

// ---- RLock

static int rlock_take(VM *vm, RLock *l, bool wait, int64_t deadline, uint64_t count) {
  uint64_t me = own_ident(vm);
  if (l->count && l->owner == me) return l->count += count, 1;
  while (l->count) {
    if (!wait) return 0;
    ParkResult r = thread_park(vm, &l->waiters, deadline);
    if (!l->count) break;
    if (r == PARK_TIMEOUT) return 0;
    if (!safepoint(vm)) {
      if (!l->count) thread_wake_one(&l->waiters);
      return -1;
    }
  }
  l->owner = me;
  l->count = count;
  return 1;
}

static Value rlock_acquire(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t deadline = WAIT_FOREVER;
  int wait = thread_wait_args(vm, args[1], args[2], &deadline);
  int taken = wait < 0 ? -1 : rlock_take(vm, as_rlock(args[0]), wait, deadline, 1);
  return taken < 0 ? V_ABSENT : from_bool(taken);
}

static Value rlock_enter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return rlock_take(vm, as_rlock(args[0]), true, WAIT_FOREVER, 1) < 0 ? V_ABSENT : V_TRUE;
}

static bool rlock_owned(VM *vm, const RLock *l) {
  if (l->count && l->owner == own_ident(vm)) return true;
  raise(vm, EXC_RuntimeError, "cannot release un-acquired lock");
  return false;
}

static void rlock_give(RLock *l, uint64_t count) {
  l->count -= count;
  if (l->count) return;
  l->owner = 0;
  thread_wake_one(&l->waiters);
}

static Value rlock_release(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!rlock_owned(vm, as_rlock(args[0]))) return V_ABSENT;
  rlock_give(as_rlock(args[0]), 1);
  return V_NONE;
}

static Value rlock_exit(VM *vm, Value *args, uint32_t argc) { return rlock_release(vm, args, argc); }

static Value rlock_release_save(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  RLock *l = as_rlock(args[0]);
  if (!rlock_owned(vm, l)) return V_ABSENT;
  Value owner = int_from_u64(vm, l->owner), count = int_from_u64(vm, l->count);
  Value state = owner && count ? tuple_pack(vm, 2, count, owner) : V_ABSENT;
  release(vm, owner);
  release(vm, count);
  if (state) rlock_give(l, l->count);
  return state;
}

// The state is what _release_save() gave: its owner is the calling thread.
static Value rlock_acquire_restore(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t count;
  if (!is_tuple(args[1]) || as_tuple(args[1])->len != 2) return raise_type(vm, "function missing required argument 'count' (pos 1)");
  if (!obj_index_i64(vm, as_tuple(args[1])->items[0], &count)) return V_ABSENT;
  return rlock_take(vm, as_rlock(args[0]), true, WAIT_FOREVER, (uint64_t)count) < 0 ? V_ABSENT : V_NONE;
}

static Value rlock_is_owned(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return from_bool(as_rlock(args[0])->count && as_rlock(args[0])->owner == own_ident(vm));
}

static Value rlock_recursion_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const RLock *l = as_rlock(args[0]);
  return l->owner == own_ident(vm) ? int_from_u64(vm, l->count) : from_int(0);
}

static Value rlock_reinit(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  as_rlock(args[0])->owner = as_rlock(args[0])->count = 0;
  return V_NONE;
}

static Value rlock_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return instance_new(vm, type);
}

static Value rlock_repr(VM *vm, Value self) {
  const RLock *l = as_rlock(self);
  Value owner = int_from_u64(vm, l->owner), count = int_from_u64(vm, l->count), text = V_ABSENT;
  const char *state = l->count ? "locked" : "unlocked";
  Value type = from_obj(obj_type(as_obj(self))), module = obj_getattr(vm, type, vm->names.dunder_module);
  Value name = module ? obj_getattr(vm, type, vm->names.dunder_qualname) : V_ABSENT;
  if (owner && count && name)
    text = str_format_c(vm, "<%s %S.%S object owner=%S count=%S at %p>", state, module, name, owner, count, (void *)as_obj(self));
  release(vm, owner);
  release(vm, count);
  release(vm, module);
  release(vm, name);
  return text;
}

static const NativeDef rlock_methods[] = {
  {"acquire", ACQUIRE_SIG, rlock_acquire, 0, ACQUIRE_DOC},
  {"release", "($self, /)", rlock_release, 0, "Release the lock, as often as it was acquired before others may have it."},
  {"__enter__", "($self, /)", rlock_enter, 0, "Lock the lock."},
  {"__exit__", "($self, /, *exc_info)", rlock_exit, 0, "Release the lock."},
  {"_is_owned", "($self, /)", rlock_is_owned, 0, NULL},
  {"_recursion_count", "($self, /)", rlock_recursion_count, 0, NULL},
  {"_release_save", "($self, /)", rlock_release_save, 0, NULL},
  {"_acquire_restore", "($self, state, /)", rlock_acquire_restore, 0, NULL},
  {"_at_fork_reinit", "($self, /)", rlock_reinit, 0, NULL},
  {0},
};
const TypeSpec rlock_spec = {
  .name = "_thread.RLock", .kind = KIND_OTHER, .flags = TYPE_WEAKREF | TYPE_BASE | TYPE_IMMUTABLE, .basicsize = sizeof(RLock),
  .methods = rlock_methods, .slots = {.repr = rlock_repr, .new = rlock_new},
};
