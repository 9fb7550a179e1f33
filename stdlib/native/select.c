// SPDX-License-Identifier: MIT
// select.c - the select module: select(), poll objects, epoll objects.
#include "stdlib/native/socket.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

// ---- timeouts

// A timeout in units of 1/scale seconds as milliseconds, rounded up, and when it ends; -1: none.
static bool wait_arg(VM *vm, Value v, double scale, const char *wrong, int64_t *deadline) {
  double t;
  *deadline = -1;
  if (v == V_ABSENT || v == V_NONE) return true;
  if (!is_double(v) && !is_integer(v) && !type_of_get(vm, v)->slots.as_float && !type_of_get(vm, v)->slots.index) return raise_type(vm, "%s", wrong), false;
  if (!float_coerce(vm, v, &t)) return false;
  if (isnan(t)) return raise_value(vm, "Invalid value NaN (not a number)"), false;
  if (t < 0 && scale == 1) *deadline = -2;
  else if (t >= 0) *deadline = sock_now_ns() + (int64_t)fmin(t * 1e9 / scale, 9e18 / 2);
  return true;
}

static int left_ms(int64_t deadline) {
  if (deadline < 0) return -1;
  int64_t left = deadline - sock_now_ns();
  return left <= 0 ? 0 : left / 1000000 >= INT_MAX ? INT_MAX : (int)((left + 999999) / 1000000);
}

// ---- poll

typedef struct Poll { Object header; struct pollfd *fds; uint32_t len, cap; bool polling; } Poll;
static inline Poll *as_poll(Value v) { return (Poll *)as_obj(v); }

static struct pollfd *poll_find(const Poll *p, int fd) {
  for (uint32_t i = 0; i < p->len; i++)
    if (p->fds[i].fd == fd) return &p->fds[i];
  return NULL;
}

static bool mask_arg(VM *vm, Value v, int otherwise, int *out) {
  int64_t n;
  *out = otherwise;
  if (v == V_ABSENT) return true;
  if (!obj_index_i64(vm, v, &n)) return false;
  if (n < 0) return raise_value(vm, "value must be positive"), false;
  if (n > 0xffff) return raise(vm, EXC_OverflowError, "Python int too large to convert to C unsigned short"), false;
  *out = (int)n;
  return true;
}

static Value poll_register(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Poll *p = as_poll(args[0]);
  int fd, mask;
  if (!fd_arg(vm, args[1], &fd) || !mask_arg(vm, args[2], POLLIN | POLLPRI | POLLOUT, &mask)) return V_ABSENT;
  struct pollfd *there = poll_find(p, fd);
  if (!there && p->len == p->cap) {
    uint32_t cap = p->cap ? p->cap * 2 : 8;
    struct pollfd *fds = vm_realloc(vm, p->fds, p->cap * sizeof *fds, cap * sizeof *fds);
    if (!fds) return V_ABSENT;
    p->fds = fds;
    p->cap = cap;
  }
  if (!there) there = &p->fds[p->len++];
  *there = (struct pollfd){.fd = fd, .events = (short)mask};
  return V_NONE;
}

static Value poll_modify(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, mask;
  if (!fd_arg(vm, args[1], &fd) || !mask_arg(vm, args[2], 0, &mask)) return V_ABSENT;
  struct pollfd *there = poll_find(as_poll(args[0]), fd);
  if (!there) return raise_os(vm, ENOENT, V_ABSENT, V_ABSENT);
  there->events = (short)mask;
  return V_NONE;
}

static Value poll_unregister(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Poll *p = as_poll(args[0]);
  int fd;
  if (!fd_arg(vm, args[1], &fd)) return V_ABSENT;
  struct pollfd *there = poll_find(p, fd);
  if (!there) return raise_with(vm, EXC_KeyError, from_int(fd));
  memmove(there, there + 1, (size_t)(p->fds + --p->len - there) * sizeof *there);
  return V_NONE;
}

static Value pair_list(VM *vm, const struct pollfd *fds, uint32_t len) {
  Value list = list_new(vm, 0);
  for (uint32_t i = 0; list && i < len; i++) {
    if (!fds[i].revents) continue;
    Value pair = tuple_pack(vm, 2, from_int(fds[i].fd), from_int((uint16_t)fds[i].revents));
    bool ok = pair && list_append(vm, as_list(list), pair);
    release(vm, pair);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

// poll(2) on a copy, since other code may change the object meanwhile. -1: exception set.
static int poll_copy(VM *vm, struct pollfd *fds, uint32_t len, int64_t deadline) {
  for (;;) {
    int n, ms = left_ms(deadline);
    SOCK_BLOCKING(vm, n, poll(fds, len, ms));
    if (n >= 0) return n;
    if (errno != EINTR) return os_error_now(vm), -1;
    if (!os_retry(vm)) return -1;
  }
}

static Value poll_poll(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Poll *p = as_poll(args[0]);
  int64_t deadline;
  if (!wait_arg(vm, args[1], 1e3, "timeout must be an integer or None", &deadline)) return V_ABSENT;
  if (p->polling) return raise(vm, EXC_RuntimeError, "concurrent poll() invocation");
  uint32_t len = p->len;
  struct pollfd *fds = vm_alloc(vm, (len + 1) * sizeof *fds);
  if (!fds) return V_ABSENT;
  if (len) memcpy(fds, p->fds, len * sizeof *fds);
  p->polling = true;
  int n = poll_copy(vm, fds, len, deadline);
  p->polling = false;
  Value list = n < 0 ? V_ABSENT : pair_list(vm, fds, len);
  vm_dealloc(vm, fds, (len + 1) * sizeof *fds);
  return list;
}

static void poll_free(VM *vm, Object *o) {
  Poll *p = (Poll *)o;
  vm_dealloc(vm, p->fds, p->cap * sizeof *p->fds);
}

static const NativeDef poll_methods[] = {
  {"register", "($self, fd, eventmask=None, /)", poll_register, 0, "Register a file descriptor with the polling object."},
  {"modify", "($self, fd, eventmask, /)", poll_modify, 0, "Modify an already registered file descriptor."},
  {"unregister", "($self, fd, /)", poll_unregister, 0, "Remove a file descriptor being tracked by the polling object."},
  {"poll", "($self, timeout=None, /)", poll_poll, 0, "Wait for registered descriptors, for at most so many milliseconds: a list of (fd, event)."},
  {0},
};
static const TypeSpec poll_spec = {
  .name = "select.poll", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Poll), .methods = poll_methods, .slots = {.free = poll_free},
};

static Value select_poll(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value type = import_attr(vm, "select", "_poll_type"), p = type ? instance_new(vm, (Type *)as_obj(type)) : V_ABSENT;
  release(vm, type);
  return p;
}

// ---- select

typedef struct SelectSet { Value list; uint32_t first; } SelectSet;  // the objects, and where their descriptors begin

static bool select_add(VM *vm, Value given, short events, struct pollfd **fds, uint32_t *len, SelectSet *out) {
  out->list = sequence_list(vm, given);
  out->first = *len;
  if (!out->list) return error_clear_if(vm, EXC_TypeError) ? (raise_type(vm, "arguments 1-3 must be sequences"), false) : false;
  for (size_t i = 0; i < as_list(out->list)->len; i++) {
    int fd;
    if (!fd_arg(vm, as_list(out->list)->items[i], &fd)) return false;
    if (fd < 0) return raise_value(vm, "file descriptor cannot be a negative integer (%d)", fd), false;
    if (fd >= 1024) return raise_value(vm, "filedescriptor out of range in select()"), false;
    struct pollfd *grown = vm_realloc(vm, *fds, *len * sizeof **fds, (*len + 1) * sizeof **fds);
    if (!grown) return false;
    *fds = grown;
    grown[(*len)++] = (struct pollfd){.fd = fd, .events = events};
  }
  return true;
}

static Value select_ready(VM *vm, const SelectSet *set, const struct pollfd *fds, short events) {
  Value out = list_new(vm, 0);
  for (size_t i = 0; out && i < as_list(set->list)->len; i++)
    if ((fds[set->first + i].revents & events) && !list_append(vm, as_list(out), as_list(set->list)->items[i])) replace(vm, &out, V_ABSENT);
  return out;
}

static bool none_is_bad(VM *vm, const struct pollfd *fds, uint32_t len) {
  for (uint32_t i = 0; i < len; i++)
    if (fds[i].revents & POLLNVAL) return raise_os(vm, EBADF, V_ABSENT, V_ABSENT), false;
  return true;
}

static Value select_select(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const short ask[3] = {POLLIN, POLLOUT, POLLPRI}, tell[3] = {POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI};
  struct pollfd *fds = NULL;
  uint32_t len = 0;
  int64_t deadline;
  SelectSet sets[3] = {{V_ABSENT, 0}, {V_ABSENT, 0}, {V_ABSENT, 0}};
  Value out[3] = {V_ABSENT, V_ABSENT, V_ABSENT}, result = V_ABSENT;
  if (!wait_arg(vm, args[3], 1, "timeout must be a float or None", &deadline)) return V_ABSENT;
  if (deadline == -2) return raise_value(vm, "timeout must be non-negative");
  bool ok = true;
  for (int i = 0; ok && i < 3; i++) ok = select_add(vm, args[i], ask[i], &fds, &len, &sets[i]);
  ok = ok && poll_copy(vm, fds, len, deadline) >= 0 && none_is_bad(vm, fds, len);
  for (int i = 0; ok && i < 3; i++) ok = (out[i] = select_ready(vm, &sets[i], fds, tell[i])) != V_ABSENT;
  if (ok) result = tuple_from(vm, out, 3);
  for (int i = 0; i < 3; i++) {
    release(vm, out[i]);
    release(vm, sets[i].list);
  }
  vm_dealloc(vm, fds, len * sizeof *fds);
  return result;
}

// ---- epoll

typedef struct Epoll { Object header; int fd; } Epoll;
static inline Epoll *as_epoll(Value v) { return (Epoll *)as_obj(v); }

static bool epoll_open(VM *vm, const Epoll *e) { return e->fd >= 0 ? true : (raise_value(vm, "I/O operation on closed epoll object"), false); }

static Value epoll_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[2];
  int size, flags;
  if (!vm_require(vm, CAN_NETWORK)) return V_ABSENT;
  if (!args_bind(vm, "epoll", "(sizehint=-1, flags=0)", args, argc, kwnames, in)) return V_ABSENT;
  if (!int32_arg(vm, in[0], -1, &size) || !int32_arg(vm, in[1], 0, &flags)) return V_ABSENT;
  if (size < -1 || size == 0) return raise_value(vm, "sizehint must be positive or -1");
  if (flags && flags != EPOLL_CLOEXEC) return raise(vm, EXC_OSError, "invalid flags");
  Value v = instance_new(vm, type);
  if (!v) return V_ABSENT;
  as_epoll(v)->fd = epoll_create1(EPOLL_CLOEXEC);
  if (as_epoll(v)->fd >= 0) return v;
  os_error_now(vm);
  release(vm, v);
  return V_ABSENT;
}

static void epoll_free(VM *vm, Object *o) {
  (void)vm;
  if (((Epoll *)o)->fd >= 0) close(((Epoll *)o)->fd);
}

static Value epoll_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd = as_epoll(args[0])->fd;
  as_epoll(args[0])->fd = -1;
  return fd >= 0 && close(fd) < 0 ? os_error_now(vm) : V_NONE;
}

static Value epoll_control(VM *vm, Value *args, int op, Value mask) {
  int fd;
  int64_t events = EPOLLIN | EPOLLPRI | EPOLLOUT;
  if (!epoll_open(vm, as_epoll(args[0])) || !fd_arg(vm, args[1], &fd) || (mask != V_ABSENT && !obj_index_i64(vm, mask, &events))) return V_ABSENT;
  struct epoll_event e = {.events = (uint32_t)events, .data.fd = fd};
  return epoll_ctl(as_epoll(args[0])->fd, op, fd, &e) < 0 ? os_error_now(vm) : V_NONE;
}
static Value epoll_register(VM *vm, Value *args, uint32_t argc) { return (void)argc, epoll_control(vm, args, EPOLL_CTL_ADD, args[2]); }
static Value epoll_modify(VM *vm, Value *args, uint32_t argc) { return (void)argc, epoll_control(vm, args, EPOLL_CTL_MOD, args[2]); }
static Value epoll_unregister(VM *vm, Value *args, uint32_t argc) { return (void)argc, epoll_control(vm, args, EPOLL_CTL_DEL, V_ABSENT); }

static Value epoll_list(VM *vm, const struct epoll_event *events, int count) {
  Value list = list_new(vm, (size_t)count);
  for (int i = 0; list && i < count; i++) {
    Value pair = tuple_pack(vm, 2, from_int(events[i].data.fd), from_int(events[i].events));
    bool ok = pair && list_append(vm, as_list(list), pair);
    release(vm, pair);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value epoll_poll(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t deadline;
  int most, n;
  if (!epoll_open(vm, as_epoll(args[0])) || !wait_arg(vm, args[1], 1, "timeout must be an integer or None", &deadline)) return V_ABSENT;
  if (!int32_arg(vm, args[2], -1, &most)) return V_ABSENT;
  if (most == -1) most = 1023;
  if (most < 1) return raise_value(vm, "maxevents must be greater than 0, got %d", most);
  if (most > 65536) most = 65536;
  struct epoll_event *events = vm_alloc(vm, (size_t)most * sizeof *events);
  if (!events) return V_ABSENT;
  do {
    int fd = as_epoll(args[0])->fd, ms = left_ms(deadline);
    SOCK_BLOCKING(vm, n, epoll_wait(fd, events, most, ms));
  } while (n < 0 && errno == EINTR && os_retry(vm));
  Value list = n >= 0 ? epoll_list(vm, events, n) : has_error(vm) ? V_ABSENT : os_error_now(vm);
  vm_dealloc(vm, events, (size_t)most * sizeof *events);
  return list;
}

static Value epoll_fileno(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return epoll_open(vm, as_epoll(args[0])) ? from_int(as_epoll(args[0])->fd) : V_ABSENT;
}

static Value epoll_fromfd(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  if (!int32_arg(vm, args[1], -1, &fd)) return V_ABSENT;
  Value v = instance_new(vm, (Type *)as_obj(args[0]));
  if (v) as_epoll(v)->fd = fd;
  return v;
}

static Value epoll_enter(VM *vm, Value *args, uint32_t argc) { return (void)argc, epoll_open(vm, as_epoll(args[0])) ? retain(args[0]) : V_ABSENT; }
static Value epoll_exit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value r = epoll_close(vm, args, 1);
  return r;
}
static Value epoll_closed(VM *vm, Value self) { return (void)vm, from_bool(as_epoll(self)->fd < 0); }

static const NativeDef epoll_methods[] = {
  {"register", "($self, fd, eventmask=None)", epoll_register, 0, "Registers a new fd or raises an OSError if the fd is already registered."},
  {"modify", "($self, fd, eventmask)", epoll_modify, 0, "Modify event mask for a registered file descriptor."},
  {"unregister", "($self, fd)", epoll_unregister, 0, "Remove a registered file descriptor from the epoll object."},
  {"poll", "($self, timeout=None, maxevents=-1)", epoll_poll, 0, "Wait for events on the epoll file descriptor, for at most so many seconds: a list of (fd, event)."},
  {"close", "($self, /)", epoll_close, 0, "Close the epoll control file descriptor."},
  {"fileno", "($self, /)", epoll_fileno, 0, "Return the epoll control file descriptor."},
  {"fromfd", "($type, fd, /)", epoll_fromfd, NATIVE_CLASS, "Create an epoll object from a given control file descriptor."},
  {"__enter__", "($self, /)", epoll_enter, 0, NULL},
  {"__exit__", "($self, exc_type=None, exc_value=None, exc_tb=None, /)", epoll_exit, 0, NULL},
  {0},
};
static const GetSetDef epoll_getset[] = {{"closed", epoll_closed, NULL, "True if the epoll handler is closed"}, {0}};
static const TypeSpec epoll_spec = {
  .name = "select.epoll", .doc = "select.epoll(sizehint=-1, flags=0)", .kind = KIND_OTHER, .flags = TYPE_BASE, .basicsize = sizeof(Epoll),
  .methods = epoll_methods, .getset = epoll_getset, .slots = {.new = epoll_new, .free = epoll_free},
};

// ---- the module

static const NativeDef functions[] = {
  {"select", "(rlist, wlist, xlist, timeout=None, /)", select_select, 0, "Wait until one or more file descriptors are ready for some kind of I/O."},
  {"poll", "()", select_poll, 0, "Returns a polling object."},
  {0},
};

static bool constants(VM *vm, Module *m) {
#define CONSTANT(name) {#name, (int64_t)(name)}
  static const struct { const char *name; int64_t value; } table[] = {
    CONSTANT(POLLIN), CONSTANT(POLLPRI), CONSTANT(POLLOUT), CONSTANT(POLLERR), CONSTANT(POLLHUP), CONSTANT(POLLNVAL), CONSTANT(POLLRDNORM),
    CONSTANT(POLLRDBAND), CONSTANT(POLLWRNORM), CONSTANT(POLLWRBAND), CONSTANT(POLLMSG), CONSTANT(POLLRDHUP), CONSTANT(EPOLLIN), CONSTANT(EPOLLOUT),
    CONSTANT(EPOLLPRI), CONSTANT(EPOLLERR), CONSTANT(EPOLLHUP), CONSTANT(EPOLLRDHUP), {"EPOLLET", 1u << 31}, CONSTANT(EPOLLONESHOT), CONSTANT(EPOLLEXCLUSIVE),
    CONSTANT(EPOLLRDNORM), CONSTANT(EPOLLRDBAND), CONSTANT(EPOLLWRNORM), CONSTANT(EPOLLWRBAND), CONSTANT(EPOLLMSG), CONSTANT(EPOLL_CLOEXEC), {"PIPE_BUF", 4096},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (!module_add_int(vm, m, table[i].name, table[i].value)) return false;
  return true;
}

static bool init(VM *vm, Module *m) {
  if (!module_add_guarded(vm, m, functions, CAN_NETWORK)) return false;
  Type *poll_type = type_from_spec(vm, &poll_spec, NULL), *epoll_type = poll_type ? type_from_spec(vm, &epoll_spec, NULL) : NULL;
  bool ok = epoll_type && module_add(vm, m, "_poll_type", retain_obj(poll_type)) && module_add_type(vm, m, epoll_type) && constants(vm, m) &&
            module_add(vm, m, "error", retain_obj(error_type_get(vm, EXC_OSError)));
  xdecref(vm, poll_type);
  xdecref(vm, epoll_type);
  return ok;
}

const ModuleDef select_module = {"select", "Waiting for descriptors.", NULL, init};
