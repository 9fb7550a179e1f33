// SPDX-License-Identifier: MIT
// sockcall.c - socket calls that wait: within the socket's timeout, through signals, as PEP 475 has it.
#include "stdlib/native/socket.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <time.h>

int64_t sock_now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t sock_deadline(const Socket *s) { return s->timeout > 0 ? sock_now_ns() + (int64_t)(s->timeout * 1e9) : -1; }

bool sock_timeout_arg(VM *vm, Value v, double *out) {
  *out = -1;
  if (v == V_NONE) return true;
  int64_t whole;
  if (is_double(v)) *out = as_double(v);
  else if (obj_index_i64(vm, v, &whole)) *out = (double)whole;
  else return false;
  if (isnan(*out)) return raise_value(vm, "Invalid value NaN (not a number)"), false;
  if (*out < 0) return raise_value(vm, "Timeout value out of range"), false;
  if (*out > 9e9) return raise(vm, EXC_OverflowError, "timestamp too large to convert to C PyTime_t"), false;
  return true;
}

// Milliseconds until `deadline`, rounded up; -1: no limit.
static int left_ms(int64_t deadline) {
  if (deadline < 0) return -1;
  int64_t left = deadline - sock_now_ns();
  if (left <= 0) return 0;
  int64_t ms = (left + 999999) / 1000000;
  return ms > INT_MAX ? INT_MAX : (int)ms;
}

int sock_wait(VM *vm, int fd, bool write, int64_t deadline) {
  struct pollfd p = {.fd = fd, .events = write ? POLLOUT : POLLIN};
  for (;;) {
    int n, ms = left_ms(deadline);
    SOCK_BLOCKING(vm, n, poll(&p, 1, ms));
    if (n > 0) return 1;
    if (n == 0 && ms >= 0 && sock_now_ns() >= deadline) return 0;
    if (n < 0 && errno != EINTR) return os_error_now(vm), -1;
    if (n < 0 && !os_retry(vm)) return -1;
  }
}

ssize_t sock_do(VM *vm, Socket *s, bool write, SockRun run, SockOp *op, int64_t deadline) {
  bool waits = s->timeout > 0;
  for (;;) {
    ssize_t n;
    int fd = s->fd;
    if (waits) {
      int ready = sock_wait(vm, fd, write, deadline);
      if (ready < 0) return -1;
      if (ready == 0) return raise(vm, EXC_TimeoutError, "timed out"), -1;
    }
    SOCK_BLOCKING(vm, n, run(fd, op));
    if (n >= 0) return n;
    if (errno == EINTR) {
      if (!os_retry(vm)) return -1;
    } else if (!waits || (errno != EAGAIN && errno != EWOULDBLOCK)) {
      return os_error_now(vm), -1;
    }
  }
}
