// SPDX-License-Identifier: MIT
// epoll.c - a server's own epoll loop drives the scripts' tasks: it waits, for its own descriptors and for the VM's.
#include <aster.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

static const char script[] =
  "import asyncio\n"
  "async def main():\n"
  "    for i in range(3):\n"
  "        await asyncio.sleep(0.03)\n"
  "        print('script', i, flush=True)\n";

static AsterStatus step(AsterVM *vm, AsterIdle *idle) {
  AsterStatus status;
  while ((status = aster_loop_step(vm, (AsterBudget){.microseconds = 1000}, idle)) == ASTER_SUSPENDED) {
    // A slice is over: other work of the server would go here.
  }
  if (status == ASTER_FAILED) aster_print_error(vm);
  return status;
}

int main(void) {
  AsterVM *vm = aster_new(NULL);
  aster_release(vm, aster_exec(vm, script, "server.as"));
  AsterValue coroutine = aster_eval(vm, "main()", NULL), task = aster_spawn(vm, aster_ref(coroutine), NULL);
  int epoll = epoll_create1(EPOLL_CLOEXEC), timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), ticks = 0;
  timerfd_settime(timer, 0, &(struct itimerspec){{0, 40000000}, {0, 40000000}}, NULL);
  epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &(struct epoll_event){.events = EPOLLIN, .data.fd = timer});
  AsterIdle idle = {-1, -1};
  bool watched = false;
  while (step(vm, &idle) == ASTER_IDLE) {
    if (!watched && idle.fd >= 0) watched = epoll_ctl(epoll, EPOLL_CTL_ADD, idle.fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = idle.fd}) == 0;
    struct epoll_event event;
    int n = epoll_wait(epoll, &event, 1, idle.seconds < 0 ? -1 : (int)(idle.seconds * 1000) + 1);
    uint64_t expired;
    if (n == 1 && event.data.fd == timer && read(timer, &expired, sizeof expired) > 0) ticks++;
  }
  printf("the server's own timer ticked: %s\n", ticks >= 1 ? "yes" : "no");
  aster_release(vm, task);
  aster_release(vm, coroutine);
  aster_free(vm);
  close(timer);
  close(epoll);
  return 0;
}
