// SPDX-License-Identifier: MIT
// api_async.h - what the files about tasks and loops share: the interface's own state in a VM.
#ifndef ASTER_API_ASYNC_H
#define ASTER_API_ASYNC_H

#include "vm/api/api.h"
#include "vm/aio/aio.h"
#include "vm/aio/observer.h"

typedef struct ApiState {
  Type *hook_type;         // of what calls back into the host (api_async.c)
  Value loop;              // the host's loop; V_ABSENT: not made yet
  Fiber *fiber;            // in which it runs where a step has a budget; NULL: none yet
  bool step_failed;        // what that fiber ended with
  Value step_error;
  AsterPromise *promises;  // not settled
  Observer observer;
  AsterTaskFn task_hook;
  void *task_user;
} ApiState;

ApiState *api_state(VM *vm);          // made when it is first asked for; NULL: MemoryError
Loop *api_loop(VM *vm);               // the host's loop, likewise. NULL: exception
void api_promises_end(VM *vm);        // the VM ends: the handles that are out know it

#endif
