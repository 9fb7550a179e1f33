// SPDX-License-Identifier: MIT
// ownhost.c - a host that implements aster_host.h wholly: a clock and poll(2), and nothing else. Scripts' loops stand on it.
#include <aster.h>
#include <aster_host.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64 };
struct AsterLoop { struct pollfd fds[MOST]; int count; int wake[2]; };

static double now(void *user) {
  (void)user;
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static AsterLoop *loop_open(void *user) {
  (void)user;
  AsterLoop *l = calloc(1, sizeof *l);
  if (l && pipe(l->wake)) free(l), l = NULL;
  if (!l) return NULL;
  fcntl(l->wake[0], F_SETFL, O_NONBLOCK);
  l->fds[l->count++] = (struct pollfd){l->wake[0], POLLIN, 0};
  return l;
}

static void loop_close(AsterLoop *l) {
  close(l->wake[0]);
  close(l->wake[1]);
  free(l);
}

static void loop_wake(AsterLoop *l) { (void)!write(l->wake[1], "", 1); }

static int loop_watch(AsterLoop *l, int fd, int mask) {
  int i = 1;
  while (i < l->count && l->fds[i].fd != fd) i++;
  if (i == MOST) return -ENOMEM;
  if (!mask) {
    if (i < l->count) l->fds[i] = l->fds[--l->count];
    return 0;
  }
  if (i == l->count) l->count++;
  l->fds[i] = (struct pollfd){fd, (short)((mask & ASTER_READABLE ? POLLIN : 0) | (mask & ASTER_WRITABLE ? POLLOUT : 0)), 0};
  return 0;
}

static int loop_signal(AsterLoop *l, int number, bool on) { return (void)l, (void)number, on ? -ENOSYS : 0; }

static int loop_poll(AsterLoop *l, double timeout, AsterEvent *events, int capacity) {
  int n = poll(l->fds, (nfds_t)l->count, timeout < 0 ? -1 : (int)(timeout * 1000 + 0.999)), found = 0;
  char bytes[64];
  if (n > 0 && l->fds[0].revents) while (read(l->wake[0], bytes, sizeof bytes) > 0) {}
  for (int i = 1; n > 0 && i < l->count && found < capacity; i++) {
    short r = l->fds[i].revents;
    int mask = (r & (POLLIN | POLLHUP | POLLERR) ? ASTER_READABLE : 0) | (r & (POLLOUT | POLLHUP | POLLERR) ? ASTER_WRITABLE : 0);
    if (r) events[found++] = (AsterEvent){ASTER_EVENT_FD, l->fds[i].fd, mask};
  }
  return found;
}

static const AsterHost host = {.now = now, .resolution = 1e-9, .open = loop_open, .close = loop_close, .poll = loop_poll, .wake = loop_wake,
                               .watch = loop_watch, .watch_signal = loop_signal};

int main(void) {
  AsterConfig config = {.host = &host};
  AsterVM *vm = aster_new(&config);
  int pipes[2];
  if (!vm || pipe(pipes)) return 1;
  AsterValue fd = aster_int_new(vm, pipes[0]);
  if (!aster_setattr(vm, aster_main(vm), "fd", aster_ref(fd))) return 1;
  AsterValue r = aster_exec(vm,
    "import asyncio, os\n"
    "async def main():\n"
    "    loop, got = asyncio.get_running_loop(), asyncio.Event()\n"
    "    loop.add_reader(fd, got.set)\n"
    "    await got.wait()\n"
    "    loop.remove_reader(fd)\n"
    "    print('read', os.read(fd, 10))\n"
    "    await asyncio.sleep(0.01)\n"
    "    print('slept')\n", "host.as");
  aster_release(vm, r);
  (void)!write(pipes[1], "hello", 5);
  AsterValue coroutine = aster_eval(vm, "main()", NULL), done = aster_loop_run_until(vm, aster_ref(coroutine));
  if (!aster_ok(done)) aster_print_error(vm);
  aster_release(vm, done);
  aster_release(vm, coroutine);
  aster_flush(vm);
  aster_free(vm);
  return 0;
}
