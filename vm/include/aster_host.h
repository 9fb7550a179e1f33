// SPDX-License-Identifier: MIT
// aster_host.h - what event loops ask of the program around the VM: a clock, and waiting for time, descriptors and signals.
//
// The command's implementation stands on libuv (stdlib/loop); an embedder, a test whose clock jumps, or a browser brings its own.
#ifndef ASTER_HOST_H
#define ASTER_HOST_H

#include <stdbool.h>

typedef struct AsterLoop AsterLoop;  // what the host keeps for one event loop

enum { ASTER_READABLE = 1, ASTER_WRITABLE = 2 };
typedef enum { ASTER_EVENT_FD, ASTER_EVENT_SIGNAL } AsterEventKind;
typedef struct AsterEvent {
  AsterEventKind kind;
  int number;  // descriptor or signal
  int mask;    // ASTER_READABLE | ASTER_WRITABLE of a descriptor
} AsterEvent;

typedef struct AsterHost {
  void *user;
  double (*now)(void *user);                 // seconds on a clock that never goes back
  double resolution;                         // of that clock, in seconds
  AsterLoop *(*open)(void *user);            // NULL: no memory or no descriptors
  void (*close)(AsterLoop *loop);
  // Waits until something happens or `timeout` seconds have passed (0: only looks; negative: no limit). The number of events written.
  int (*poll)(AsterLoop *loop, double timeout, AsterEvent *events, int capacity);
  void (*wake)(AsterLoop *loop);             // ends a poll, or the next one; from any thread, or from a signal handler
  int (*watch)(AsterLoop *loop, int fd, int mask);            // 0 ends it. 0, or a negative errno
  int (*watch_signal)(AsterLoop *loop, int number, bool on);  // the same for a signal
  int (*descriptor)(AsterLoop *loop);        // one that is readable when poll has something to tell; -1 or NULL: there is none
  double (*coarse)(void *user);              // a cheaper clock, right to a few milliseconds; NULL: `now` serves
} AsterHost;

#endif
