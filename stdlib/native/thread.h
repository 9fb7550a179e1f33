// SPDX-License-Identifier: MIT
// thread.h - what the files of the modules _thread and _queue share.
#ifndef ASTER_NATIVE_THREAD_H
#define ASTER_NATIVE_THREAD_H

#include "vm/types/structseq.h"
#include "vm/core/vm.h"

extern const TypeSpec lock_spec, rlock_spec, local_spec, simple_queue_spec;

// The arguments of acquire(): 1 wait until *deadline, 0 do not wait, -1 exception.
int thread_wait_args(VM *vm, Value blocking, Value timeout, int64_t *deadline) MUST_USE;
bool thread_seconds(VM *vm, Value v, double *out) MUST_USE;  // a timeout in seconds; what is wrong with it as CPython says it
void locals_init(VM *vm);                                    // before the first _local
void signals_trip(VM *vm, int number);                       // as if the signal had come, when script handles it (signal.c)
void signals_forked(VM *vm);                                 // in the child of a fork: what had come to the parent is the parent's

#endif
