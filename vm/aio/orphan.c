// SPDX-License-Identifier: MIT
// orphan.c - errors of tasks that nobody awaits, told soon after they happen and not when the task is collected.
//
// A task that fails with nobody in its list of waiters is noted here, without a reference: it may die meanwhile, and the collector's
// own report then says what there is to say. Whoever looks at the task in the iteration after that still comes in time.
#include "vm/aio/aio.h"

typedef struct Orphan { Task *task; uint64_t iteration; } Orphan;  // borrowed: task_free calls orphan_forget
struct Orphans { uint32_t count, cap; Orphan items[]; };
enum { GRACE = 2 };  // iterations: the rest of this one, and the next

static bool reserve(VM *vm) {
  Orphans *old = vm->aio->orphans;
  if (old && old->count < old->cap) return true;
  uint32_t had = old ? old->cap : 0, cap = had ? had * 2 : 8;
  size_t old_size = old ? sizeof *old + had * sizeof(Orphan) : 0;
  Orphans *list = vm_realloc(vm, old, old_size, sizeof *list + cap * sizeof(Orphan));
  if (!list) return false;
  if (!old) list->count = 0;
  list->cap = cap;
  vm->aio->orphans = list;
  return true;
}

void orphan_note(VM *vm, Task *t, const Loop *l) {
  Value pending = error_take(vm);
  if (reserve(vm)) {
    vm->aio->orphans->items[vm->aio->orphans->count++] = (Orphan){t, l->iteration};
    t->future.counted |= TASK_ORPHAN;
  }
  error_restore_steal(vm, pending);  // without memory the collector's report has to do
}

void orphan_forget(VM *vm, const Task *t) {
  Orphans *list = vm->aio->orphans;
  for (uint32_t i = 0; list && i < list->count; i++)
    if (list->items[i].task == t) list->items[i--] = list->items[--list->count];
}

static bool report(VM *vm, Task *t) {
  Value task = retain_obj(t), f = import_attr(vm, "asyncio.explain", vm->config.orphans == ORPHANS_CRASH ? "crash_of_orphan" : "report_orphan");
  Value r = f ? obj_call(vm, f, &task, 1) : V_ABSENT;
  release(vm, f);
  release(vm, r);
  release(vm, task);
  return r != V_ABSENT;
}

bool orphans_check(VM *vm, const Loop *l) {
  Orphans *list = vm->aio->orphans;
  for (uint32_t i = 0; i < list->count;) {
    Orphan o = list->items[i];
    if (o.task->future.loop != from_obj(l) || l->iteration - o.iteration < GRACE) {
      i++;
      continue;
    }
    list->count--;
    for (uint32_t k = i; k < list->count; k++) list->items[k] = list->items[k + 1];
    o.task->future.counted &= (uint16_t)~TASK_ORPHAN;
    bool watched = o.task->future.waiters != 0 || !(o.task->future.flags & FUTURE_LOG);
    if (!watched && !report(vm, o.task)) return false;
    list = vm->aio->orphans;  // reporting runs script code
    i = watched ? i : 0;
  }
  return true;
}

bool orphans_wait(VM *vm, const Loop *l) {
  const Orphans *list = vm->aio->orphans;
  for (uint32_t i = 0; list && i < list->count; i++)
    if (list->items[i].task->future.loop == from_obj(l)) return true;
  return false;
}

void orphans_free(VM *vm) {
  Orphans *list = vm->aio->orphans;
  if (list) vm_dealloc(vm, list, sizeof *list + list->cap * sizeof(Orphan));
  vm->aio->orphans = NULL;
}
