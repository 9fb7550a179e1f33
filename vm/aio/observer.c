// SPDX-License-Identifier: MIT
// observer.c - the list of observers, and telling them.
#include "vm/aio/observer.h"

static void unite(VM *vm) {
  vm->observed = 0;
  for (const Observer *o = vm->observers; o; o = o->next) vm->observed |= o->wants;
}

void observer_add(VM *vm, Observer *o) {
  Observer **at = &vm->observers;
  while (*at && *at != o) at = &(*at)->next;
  if (!*at) {
    o->next = NULL;
    *at = o;
  }
  unite(vm);
}

void observer_remove(VM *vm, Observer *o) {
  for (Observer **at = &vm->observers; *at; at = &(*at)->next) {
    if (*at != o) continue;
    *at = o->next;
    break;
  }
  unite(vm);
}

void observer_tell(VM *vm, TaskMoment moment, Task *task, Value detail) {
  Observer *first = vm->observers;
  if (LIKELY(!first->next)) return first->notify(first, vm, moment, task, detail);  // what is observed is what it wants
  for (Observer *o = first, *next; o; o = next) {
    next = o->next;
    if (o->wants >> moment & 1) o->notify(o, vm, moment, task, detail);
  }
}
