// SPDX-License-Identifier: MIT
// inbox.c - messages from other threads to the VM's.
#include "vm/aio/inbox.h"

#include <stdlib.h>

#include "vm/core/fiber.h"

Inbox *inbox_get(VM *vm) {
  if (vm->inbox) return vm->inbox;
  Inbox *inbox = calloc(1, sizeof *inbox);
  if (!inbox) return raise_no_memory(vm), NULL;
  pthread_mutex_init(&inbox->lock, NULL);
  inbox->refs = 1;
  inbox->vm = vm;
  inbox->last = &inbox->first;
  return vm->inbox = inbox;
}

Inbox *inbox_retain(Inbox *inbox) {
  __atomic_add_fetch(&inbox->refs, 1, __ATOMIC_RELAXED);
  return inbox;
}

void inbox_release(Inbox *inbox) {
  if (__atomic_sub_fetch(&inbox->refs, 1, __ATOMIC_ACQ_REL)) return;
  pthread_mutex_destroy(&inbox->lock);
  free(inbox);
}

bool inbox_post(Inbox *inbox, void (*run)(VM *vm, void *data), void (*drop)(void *data), void *data) {
  Message *m = malloc(sizeof *m);
  if (!m) return false;
  *m = (Message){NULL, run, drop, data};
  pthread_mutex_lock(&inbox->lock);
  VM *vm = inbox->vm;
  if (vm) {
    *inbox->last = m;
    inbox->last = &m->next;
    __atomic_store_n(&vm->posted, true, __ATOMIC_SEQ_CST);
    vm_wake(vm);
  }
  pthread_mutex_unlock(&inbox->lock);
  if (!vm) free(m);
  return vm != NULL;
}

bool inbox_interrupt(Inbox *inbox, int kind) {
  pthread_mutex_lock(&inbox->lock);
  VM *vm = inbox->vm;
  if (vm) interrupt_send(vm, kind);
  pthread_mutex_unlock(&inbox->lock);
  return vm != NULL;
}

static Message *take_all(Inbox *inbox, bool close) {
  pthread_mutex_lock(&inbox->lock);
  Message *first = inbox->first;
  inbox->first = NULL;
  inbox->last = &inbox->first;
  inbox->vm->posted = false;
  if (close) inbox->vm = NULL;
  pthread_mutex_unlock(&inbox->lock);
  return first;
}

void inbox_drain(VM *vm) {
  for (Message *m = take_all(vm->inbox, false), *next; m; m = next) {
    next = m->next;
    m->run(vm, m->data);
    free(m);
    if (has_error(vm)) error_unraisable(vm, "Exception ignored in a message to the VM", V_NONE);
  }
}

void inbox_close(VM *vm) {
  if (!vm->inbox) return;
  for (Message *m = take_all(vm->inbox, true), *next; m; m = next) {
    next = m->next;
    if (m->drop) m->drop(m->data);
    free(m);
  }
  inbox_release(vm->inbox);
  vm->inbox = NULL;
}
