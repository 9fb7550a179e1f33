// SPDX-License-Identifier: MIT
// thread.c - the module _thread: which thread of the system runs. Threads of script do not exist yet.
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vm/core/vm.h"

static Value thread_get_ident(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return int_from_u64(vm, (uint64_t)pthread_self());
}

static Value thread_get_native_id(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return int_from_i64(vm, (int64_t)syscall(SYS_gettid));
}

static const NativeDef thread_functions[] = {
  {"get_ident", "()", thread_get_ident, 0, "Return a non-zero integer that uniquely identifies the current thread."},
  {"get_native_id", "()", thread_get_native_id, 0, "Return a non-negative integer identifying the thread as reported by the OS."},
  {0},
};

const ModuleDef thread_module = {"_thread", "Which thread runs.", thread_functions, NULL};
