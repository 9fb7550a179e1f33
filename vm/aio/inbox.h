// SPDX-License-Identifier: MIT
// inbox.h - what other threads may hold on to: a way to have something done on the VM's thread, which outlives the VM.
//
// Messages wait in a list behind a lock of their own, which the VM's thread takes for moments only. They are run at the start of each loop
// iteration, and a loop that waits is woken. When the VM ends the inbox is closed: what waits in it is dropped, and later posts are refused.
// It lies in the C library's memory: the host's allocator need not be safe for threads, and may be gone before the last reference.
#ifndef ASTER_INBOX_H
#define ASTER_INBOX_H

#include <pthread.h>

#include "vm/core/vm.h"

typedef struct Message {
  struct Message *next;
  void (*run)(VM *vm, void *data);
  void (*drop)(void *data);      // instead of run, when the VM ends first; NULL: nothing
  void *data;
} Message;

typedef struct Inbox {
  pthread_mutex_t lock;
  uint32_t refs;
  VM *vm;                        // NULL: it has ended
  Message *first, **last;
} Inbox;

Inbox *inbox_get(VM *vm);                   // the VM's, made when it is first asked for, borrowed; NULL: MemoryError
Inbox *inbox_retain(Inbox *inbox);          // any thread
void inbox_release(Inbox *inbox);           // any thread
// Any thread. False: the VM has ended, or there is no memory; nothing was or will be called.
bool inbox_post(Inbox *inbox, void (*run)(VM *vm, void *data), void (*drop)(void *data), void *data);
bool inbox_interrupt(Inbox *inbox, int kind);  // any thread; false: the VM has ended
void inbox_drain(VM *vm);                   // runs what waits; an exception that a message leaves is reported as unraisable
void inbox_close(VM *vm);

#endif
