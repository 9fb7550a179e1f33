// SPDX-License-Identifier: MIT
// holder.c - who holds an asyncio.Lock, and what debug mode says of locks that a task acquires twice, or keeps when it ends.
#include "vm/aio/aiosync.h"

static const Loop *running_loop(VM *vm) {
  Value running = vm->thread.running_loop;
  return running != V_ABSENT && is_loop(vm, running) ? (Loop *)as_obj(running) : NULL;
}

void holder_clear(VM *vm, Lock *l) {
  Holder *h = &l->holder;
  if (h->place) {
    *h->place = h->next;
    if (h->next) h->next->holder.place = h->place;
    h->place = NULL;
    h->next = NULL;
  }
  h->task = NULL;
  h->told = false;
  site_clear(vm, &h->site);
  replace(vm, &h->name, V_ABSENT);
}

void holder_set(VM *vm, Lock *l) {
  const Loop *loop = running_loop(vm);
  holder_clear(vm, l);
  if (!loop || !loop->current) return;
  l->holder.task = loop->current;
  l->holder.name = retain(loop->current->name);
  l->holder.site = site_here(vm);
  if (LIKELY(!loop->debug)) return;
  Lock **first = &vm->aio->held;
  l->holder.next = *first;
  l->holder.place = first;
  if (*first) (*first)->holder.place = &l->holder.next;
  *first = l;
}

bool holder_is(const Lock *l, const Task *t) {
  return l->locked && l->holder.task == t && (l->holder.name == t->name || is_int(l->holder.name));
}

static bool tell(VM *vm, const char *what, Value lock, Value task) {
  Value f = import_attr(vm, "asyncio.explain", what), args[2] = {lock, task}, r = f ? obj_call(vm, f, args, 2) : V_ABSENT;
  release(vm, f);
  release(vm, r);
  return r != V_ABSENT;
}

bool holder_waits(VM *vm, Lock *l) {
  const Loop *loop = running_loop(vm);
  const Task *t = loop ? loop->current : NULL;
  return !t || !holder_is(l, t) || tell(vm, "_acquires_twice", from_obj(l), from_obj(t));
}

// Telling runs script code, which may change the list: it is looked through from the start each time.
void holder_ended(VM *vm, const Task *t) {
  for (Lock *lock = vm->aio->held; lock;) {
    if (lock->holder.told || !holder_is(lock, t)) {
      lock = lock->holder.next;
      continue;
    }
    Value v = retain_obj(lock);
    lock->holder.told = true;
    if (!tell(vm, "_ended_with_lock", v, from_obj(t))) error_unraisable(vm, NULL, v);
    release(vm, v);
    lock = vm->aio->held;
  }
}
