// SPDX-License-Identifier: MIT
// api_fiber.c - calls in slices, and interrupts.
#include "vm/api/api.h"

enum { DEFAULT_FIBER_STACK = 256 << 10 };

// Behind the callable and its arguments, in one tuple, lies what became of the call.
struct AsterFiber {
  Fiber *fiber;
  Tuple *call;
  Value result;   // V_ABSENT: not there yet, or `error`
  Value error;
};

static void run_call(Fiber *f) {
  AsterFiber *a = f->arg;
  VM *vm = f->vm;
  a->result = obj_call(vm, a->call->items[0], a->call->items + 1, (uint32_t)a->call->len - 1);
  if (!a->result) a->error = error_take(vm);
}

// The core's fiber ends: by aster_fiber_free, or with the VM.
static void fiber_owner_free(Fiber *f) {
  AsterFiber *a = f->arg;
  release(f->vm, a->result);
  release(f->vm, a->error);
  decref(f->vm, a->call);
  vm_dealloc(f->vm, a, sizeof *a);
}

AsterFiber *aster_fiber_new(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc, size_t stack_size) {
  VM *c = core(vm);
  AsterFiber *a = vm_alloc(c, sizeof *a);
  if (!a) return NULL;
  *a = (AsterFiber){.call = tuple_new_uninit(c, argc + 1)};
  if (a->call) {
    a->call->items[0] = retain(val(callable));
    for (size_t i = 0; i < argc; i++) a->call->items[i + 1] = retain(val(args[i]));
    a->fiber = fiber_new(c, stack_size ? stack_size : DEFAULT_FIBER_STACK, run_call, a);
  }
  if (a->fiber) {
    a->fiber->freed = fiber_owner_free;
    return a;
  }
  xdecref(c, a->call);
  vm_dealloc(c, a, sizeof *a);
  return NULL;
}

AsterStatus aster_fiber_resume(AsterFiber *a, AsterBudget budget, AsterValue *result) {
  VM *vm = script(outer(a->fiber->vm));
  if (result) *result = aster_absent();
  if (!fiber_resume(a->fiber, (Budget){budget.steps, budget.microseconds * 1000})) return ASTER_FAILED;
  if (a->fiber->state == FIBER_SUSPENDED) return ASTER_SUSPENDED;
  if (a->result) {
    if (result) *result = own(a->result);
    else release(vm, a->result);
    a->result = V_ABSENT;
    return ASTER_DONE;
  }
  error_restore_steal(vm, a->error);
  a->error = V_ABSENT;
  return ASTER_FAILED;
}

void aster_fiber_free(AsterFiber *a) {
  if (a) fiber_free(a->fiber);
}

bool aster_suspend(AsterVM *vm) {
  if (!core(vm)->thread.fiber) return false;
  fiber_suspend(core(vm));
  return true;
}

void aster_interrupt(AsterVM *vm, AsterInterrupt kind) { interrupt_send(core(vm), kind == ASTER_INTERRUPT_KILL ? INTERRUPT_KILL : INTERRUPT_RAISE); }
bool aster_poll(AsterVM *vm) { return vm_poll(core(vm)); }
