// SPDX-License-Identifier: MIT
// host.c - the host-loop interface over libuv: one uv_loop_t for each event loop, polled by the VM's scheduler.
//
// Watchers only note what happened; the scheduler takes the notes after each poll, those of descriptors in the order in which the system
// told them. Descriptors sit in a table by number, signals in a list, each with its libuv handle; closing a loop closes them all and lets
// libuv finish before anything is freed.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "vm/include/aster_host.h"

typedef struct FdWatch {
  uv_poll_t poll;
  struct FdWatch *next;  // in the queue of notes, while `happened` is not 0
  struct AsterLoop *owner;
  int fd, mask, happened;
} FdWatch;

typedef struct SignalWatch {
  uv_signal_t signal;
  struct SignalWatch *next;
  struct AsterLoop *owner;
  int number;
  bool happened;
} SignalWatch;

struct AsterLoop {
  uv_loop_t uv;
  uv_timer_t timer;
  uv_async_t async;
  FdWatch **fds;  // by descriptor, `cap` of them; NULL: not watched
  int cap;
  FdWatch *first, **last;  // the queue of notes
  SignalWatch *signals;
  int noted;  // signals with something to tell
};

static double host_now(void *user) {
  (void)user;
  return (double)uv_hrtime() * 1e-9;
}

static double host_coarse(void *user) {
  (void)user;
#ifdef CLOCK_MONOTONIC_COARSE
  struct timespec t;
  if (clock_gettime(CLOCK_MONOTONIC_COARSE, &t) == 0) return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
#endif
  return host_now(user);
}

static void on_nothing_timer(uv_timer_t *t) { uv_stop(t->loop); }
static void on_async(uv_async_t *a) { uv_stop(a->loop); }

static AsterLoop *host_open(void *user) {
  (void)user;
  AsterLoop *l = calloc(1, sizeof *l);
  if (!l) return NULL;
  if (uv_loop_init(&l->uv)) {
    free(l);
    return NULL;
  }
  if (uv_async_init(&l->uv, &l->async, on_async)) {
    uv_loop_close(&l->uv);
    free(l);
    return NULL;
  }
  uv_timer_init(&l->uv, &l->timer);
  l->last = &l->first;
  return l;
}

static void free_fd(uv_handle_t *h) { free(h->data); }
static void free_signal(uv_handle_t *h) { free(h->data); }

static void host_close(AsterLoop *l) {
  for (int fd = 0; fd < l->cap; fd++)
    if (l->fds[fd]) uv_close((uv_handle_t *)&l->fds[fd]->poll, free_fd);
  free(l->fds);
  while (l->signals) {
    SignalWatch *w = l->signals;
    l->signals = w->next;
    uv_close((uv_handle_t *)&w->signal, free_signal);
  }
  uv_close((uv_handle_t *)&l->timer, NULL);
  uv_close((uv_handle_t *)&l->async, NULL);
  uv_run(&l->uv, UV_RUN_DEFAULT);
  uv_loop_close(&l->uv);
  free(l);
}

// ---- descriptors

static void on_fd(uv_poll_t *p, int status, int events) {
  FdWatch *w = p->data;
  int mask = (events & UV_READABLE ? ASTER_READABLE : 0) | (events & UV_WRITABLE ? ASTER_WRITABLE : 0);
  if (status < 0 || (events & UV_DISCONNECT)) mask = ASTER_READABLE | ASTER_WRITABLE;
  mask &= w->mask;
  if (!w->happened && mask) {
    w->next = NULL;
    *w->owner->last = w;
    w->owner->last = &w->next;
  }
  w->happened |= mask;
}

static void forget_note(AsterLoop *l, FdWatch *w) {
  FdWatch **at = &l->first;
  while (*at != w) at = &(*at)->next;
  *at = w->next;
  if (!*at) l->last = at;
  w->happened = 0;
}

static bool fd_room(AsterLoop *l, int fd) {
  if (fd < l->cap) return true;
  int cap = l->cap ? l->cap : 64;
  while (cap <= fd) cap *= 2;
  FdWatch **fds = realloc(l->fds, (size_t)cap * sizeof *fds);
  if (!fds) return false;
  memset(fds + l->cap, 0, (size_t)(cap - l->cap) * sizeof *fds);
  l->fds = fds;
  l->cap = cap;
  return true;
}

static int start_fd(FdWatch *w, int mask) {
  w->mask = mask;
  return uv_poll_start(&w->poll, (mask & ASTER_READABLE ? UV_READABLE : 0) | (mask & ASTER_WRITABLE ? UV_WRITABLE : 0), on_fd);
}

static int host_watch(AsterLoop *l, int fd, int mask) {
  if (fd < 0) return -EBADF;
  FdWatch *w = fd < l->cap ? l->fds[fd] : NULL;
  if (w && mask) return start_fd(w, mask);
  if (w) {
    l->fds[fd] = NULL;
    if (w->happened) forget_note(l, w);
    uv_close((uv_handle_t *)&w->poll, free_fd);
    return 0;
  }
  if (!mask) return 0;
  if (!fd_room(l, fd) || !(w = calloc(1, sizeof *w))) return -ENOMEM;
  int flags = fcntl(fd, F_GETFL), error = uv_poll_init(&l->uv, &w->poll, fd);
  // libuv makes it non-blocking, for good and for every process that shares it (a shell's terminal): watching asks nothing of the kind
  if (flags >= 0 && !(flags & O_NONBLOCK)) fcntl(fd, F_SETFL, flags);
  if (error) {
    free(w);
    return error;
  }
  w->poll.data = w;
  w->owner = l;
  w->fd = fd;
  l->fds[fd] = w;
  error = start_fd(w, mask);
  if (error) host_watch(l, fd, 0);
  return error;
}

// ---- signals

static void on_signal(uv_signal_t *s, int number) {
  SignalWatch *w = s->data;
  (void)number;
  if (!w->happened) w->owner->noted++;
  w->happened = true;
}

static int host_watch_signal(AsterLoop *l, int number, bool on) {
  SignalWatch **at = &l->signals, *w;
  while (*at && (*at)->number != number) at = &(*at)->next;
  w = *at;
  if (!on) {
    if (!w) return 0;
    *at = w->next;
    if (w->happened) l->noted--;
    uv_close((uv_handle_t *)&w->signal, free_signal);
    return 0;
  }
  if (w) return 0;
  if (!(w = calloc(1, sizeof *w))) return -ENOMEM;
  int error = uv_signal_init(&l->uv, &w->signal);
  if (error) {
    free(w);
    return error;
  }
  w->signal.data = w;
  w->owner = l;
  w->number = number;
  w->next = l->signals;
  l->signals = w;
  error = uv_signal_start(&w->signal, on_signal, number);
  if (error) host_watch_signal(l, number, false);
  return error;
}

// ---- waiting

// libuv counts whole milliseconds of a clock that it rounds down: the due time is rounded up. A timer may come late by less than one
// of them, never early.
static void run_for(AsterLoop *l, double timeout) {
  if (timeout == 0) {
    uv_run(&l->uv, UV_RUN_NOWAIT);
    return;
  }
  if (timeout > 0) {
    uint64_t due = (uint64_t)ceil((double)uv_hrtime() / 1e6 + timeout * 1e3);
    uv_update_time(&l->uv);
    uv_timer_start(&l->timer, on_nothing_timer, due - uv_now(&l->uv), 0);
  }
  uv_run(&l->uv, UV_RUN_ONCE);
  uv_timer_stop(&l->timer);
}

static int take_notes(AsterLoop *l, AsterEvent *events, int capacity) {
  int count = 0;
  for (SignalWatch *w = l->signals; w && l->noted && count < capacity; w = w->next) {
    if (!w->happened) continue;
    w->happened = false;
    l->noted--;
    events[count++] = (AsterEvent){ASTER_EVENT_SIGNAL, w->number, 0};
  }
  while (l->first && count < capacity) {
    FdWatch *w = l->first;
    if (!(l->first = w->next)) l->last = &l->first;
    if (w->happened & w->mask) events[count++] = (AsterEvent){ASTER_EVENT_FD, w->fd, w->happened & w->mask};
    w->happened = 0;
  }
  return count;
}

static int host_poll(AsterLoop *l, double timeout, AsterEvent *events, int capacity) {
  run_for(l, l->noted || l->first ? 0 : timeout);
  return take_notes(l, events, capacity);
}

static void host_wake(AsterLoop *l) { uv_async_send(&l->async); }

static int host_descriptor(AsterLoop *l) { return uv_backend_fd(&l->uv); }

const AsterHost library_host = {
  .now = host_now, .resolution = 1e-9, .coarse = host_coarse, .open = host_open, .close = host_close, .poll = host_poll, .wake = host_wake,
  .watch = host_watch, .watch_signal = host_watch_signal, .descriptor = host_descriptor,
};
