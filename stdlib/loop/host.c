// SPDX-License-Identifier: MIT
// host.c - the host-loop interface over libuv: one uv_loop_t for each event loop, polled by the VM's scheduler.
//
// Watchers only note what happened; the scheduler takes the notes after each poll. Descriptors and signals sit in lists, each with its
// libuv handle; closing a loop closes them all and lets libuv finish before anything is freed.
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

#include "vm/include/aster_host.h"

typedef struct FdWatch {
  uv_poll_t poll;
  struct FdWatch *next;
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
  FdWatch *fds;
  SignalWatch *signals;
  int noted;  // watches with something to tell
};

static double host_now(void *user) {
  (void)user;
  return (double)uv_hrtime() * 1e-9;
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
  return l;
}

static void free_fd(uv_handle_t *h) { free(h->data); }
static void free_signal(uv_handle_t *h) { free(h->data); }

static void host_close(AsterLoop *l) {
  while (l->fds) {
    FdWatch *w = l->fds;
    l->fds = w->next;
    uv_close((uv_handle_t *)&w->poll, free_fd);
  }
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
  if (!w->happened && mask) w->owner->noted++;
  w->happened |= mask;
}

static FdWatch **find_fd(AsterLoop *l, int fd) {
  FdWatch **at = &l->fds;
  while (*at && (*at)->fd != fd) at = &(*at)->next;
  return at;
}

static int start_fd(FdWatch *w, int mask) {
  w->mask = mask;
  return uv_poll_start(&w->poll, (mask & ASTER_READABLE ? UV_READABLE : 0) | (mask & ASTER_WRITABLE ? UV_WRITABLE : 0), on_fd);
}

static int host_watch(AsterLoop *l, int fd, int mask) {
  FdWatch **at = find_fd(l, fd), *w = *at;
  if (w && mask) return start_fd(w, mask);
  if (w) {
    *at = w->next;
    if (w->happened) l->noted--;
    uv_close((uv_handle_t *)&w->poll, free_fd);
    return 0;
  }
  if (!mask) return 0;
  if (!(w = calloc(1, sizeof *w))) return -ENOMEM;
  int error = uv_poll_init(&l->uv, &w->poll, fd);
  if (error) {
    free(w);
    return error;
  }
  w->poll.data = w;
  w->owner = l;
  w->fd = fd;
  w->next = l->fds;
  l->fds = w;
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

// libuv counts in milliseconds, rounded up here: a timer may come late by less than one, never early.
static void run_for(AsterLoop *l, double timeout) {
  if (timeout == 0) {
    uv_run(&l->uv, UV_RUN_NOWAIT);
    return;
  }
  if (timeout > 0) {
    double ms = timeout * 1e3;
    uint64_t whole = (uint64_t)ms;
    uv_update_time(&l->uv);
    uv_timer_start(&l->timer, on_nothing_timer, whole < ms ? whole + 1 : whole, 0);
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
  for (FdWatch *w = l->fds; w && l->noted && count < capacity; w = w->next) {
    if (!w->happened) continue;
    events[count++] = (AsterEvent){ASTER_EVENT_FD, w->fd, w->happened & w->mask};
    w->happened = 0;
    l->noted--;
  }
  return count;
}

static int host_poll(AsterLoop *l, double timeout, AsterEvent *events, int capacity) {
  run_for(l, l->noted ? 0 : timeout);
  return take_notes(l, events, capacity);
}

static void host_wake(AsterLoop *l) { uv_async_send(&l->async); }

const AsterHost library_host = {
  .now = host_now, .resolution = 1e-9, .open = host_open, .close = host_close, .poll = host_poll, .wake = host_wake,
  .watch = host_watch, .watch_signal = host_watch_signal,
};
