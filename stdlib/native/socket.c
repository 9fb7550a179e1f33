// SPDX-License-Identifier: MIT
// socket.c - the _socket module: the type socket. The class of the socket module stands on it.
#include "stdlib/native/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STACK_CHUNK = 64 << 10 };

// ---- made and closed

static bool set_nonblocking(VM *vm, int fd, bool on) {
  int flags = on;
  if (ioctl(fd, FIONBIO, &flags) == 0) return true;
  return os_error_now(vm), false;
}

static Value socket_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Value v = instance_new(vm, type);
  if (v) as_socket(v)->fd = -1, as_socket(v)->timeout = -1;
  return v;
}

// A descriptor that is given says itself what it is, where the caller does not.
static bool describe(VM *vm, int fd, int given[3]) {
  static const int options[3] = {SO_DOMAIN, SO_TYPE, SO_PROTOCOL};
  struct stat st;
  if (fstat(fd, &st) < 0) return os_error_now(vm), false;
  for (int i = 0; i < 3; i++) {
    socklen_t len = sizeof(int);
    if (given[i] < 0 && getsockopt(fd, SOL_SOCKET, options[i], &given[i], &len) < 0) return os_error_now(vm), false;
  }
  return true;
}

static bool fileno_arg(VM *vm, Value v, int *fd) {
  if (!int32_arg(vm, v, -1, fd)) return false;
  if (*fd < 0) return raise_value(vm, "negative file descriptor"), false;
  return true;
}

static bool start(VM *vm, Socket *s, int fd, const int what[3]) {
  if (s->fd >= 0 && s->fd != fd) close(s->fd);
  s->fd = fd;
  s->family = what[0];
  s->type = what[1] & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  s->proto = what[2];
  s->timeout = vm->socket_timeout;
  if (what[1] & SOCK_NONBLOCK) return s->timeout = 0, true;
  return s->timeout < 0 || set_nonblocking(vm, fd, true);
}

static bool socket_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[4];
  if (!args_bind(vm, "socket", "(family=-1, type=-1, proto=-1, fileno=None)", args, argc, kwnames, in)) return false;
  int what[3], fd;
  if (!vm_require(vm, CAN_NETWORK)) return false;
  for (int i = 0; i < 3; i++)
    if (!int32_arg(vm, in[i], -1, &what[i])) return false;
  if (in[3] != V_ABSENT && in[3] != V_NONE)
    return fileno_arg(vm, in[3], &fd) && vm_fd_adopt(vm, fd) && describe(vm, fd, what) && start(vm, as_socket(self), fd, what);
  static const int defaults[3] = {AF_INET, SOCK_STREAM, 0};
  for (int i = 0; i < 3; i++)
    if (what[i] == -1) what[i] = defaults[i];
  if ((fd = socket(what[0], what[1] | SOCK_CLOEXEC, what[2])) < 0) return os_error_now(vm), false;
  if (start(vm, as_socket(self), fd, what)) return true;
  close(fd);
  as_socket(self)->fd = -1;
  return false;
}

static Value socket_finalize(VM *vm, Value self) {
  Socket *s = as_socket(self);
  if (s->fd < 0) return V_NONE;
  Value pending = error_take(vm), text = str_format_c(vm, "unclosed %R", self);
  if (!text || !warn_with(vm, error_type_get(vm, EXC_ResourceWarning), 1, text, self)) {
    if (error_is(vm, EXC_Warning)) error_unraisable(vm, NULL, self);
    else error_clear(vm);
  }
  release(vm, text);
  if (s->fd >= 0) close(s->fd);
  s->fd = -1;
  error_restore_steal(vm, pending);
  return V_NONE;
}

static void socket_free(VM *vm, Object *o) {
  Socket *s = (Socket *)o;
  (void)vm;
  if (s->fd >= 0) close(s->fd);
  s->fd = -1;
}

static Value socket_repr(VM *vm, Value self) {
  const Socket *s = as_socket(self);
  return str_format_c(vm, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd, s->family, s->type, s->proto);
}

static Value socket_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Socket *s = as_socket(args[0]);
  int fd = s->fd, r;
  s->fd = -1;
  if (fd < 0) return V_NONE;
  SOCK_BLOCKING(vm, r, close(fd));
  return r < 0 && errno != ECONNRESET ? os_error_now(vm) : V_NONE;
}

static Value socket_detach(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  Socket *s = as_socket(args[0]);
  int fd = s->fd;
  s->fd = -1;
  return from_int(vm_fd_lend(vm, fd));
}

static Value socket_fileno(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_int(as_socket(args[0])->fd); }

// ---- addresses and connections

static ssize_t run_accept(int fd, SockOp *op) {
  op->address->len = sizeof op->address->storage;
  return accept4(fd, &op->address->any, &op->address->len, SOCK_CLOEXEC);
}

static Value socket_accept(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Socket *s = as_socket(args[0]);
  SockAddr address;
  SockOp op = {.address = &address};
  ssize_t fd = sock_do(vm, s, false, run_accept, &op, sock_deadline(s));
  if (fd < 0) return V_ABSENT;
  Value from = sockaddr_value(vm, &address), pair = from ? tuple_pack(vm, 2, from_int(vm_fd_lend(vm, fd)), from) : V_ABSENT;
  release(vm, from);
  if (!pair) close((int)fd);
  return pair;
}

static Value socket_bind(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SockAddr address;
  if (!sockaddr_from(vm, as_socket(args[0])->family, args[1], "bind", &address)) return V_ABSENT;
  return bind(as_socket(args[0])->fd, &address.any, address.len) < 0 ? os_error_now(vm) : V_NONE;
}

static int pending_error(int fd) {
  int error = 0;
  socklen_t len = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0 ? errno : error;
}

// 0, an errno, or -1: exception set. A connect that a signal interrupted goes on by itself: its end shows as readiness.
static int connect_to(VM *vm, Socket *s, const SockAddr *address, int *timed_out) {
  int64_t deadline = sock_deadline(s);
  int r;
  *timed_out = 0;
  int fd = s->fd;
  SOCK_BLOCKING(vm, r, connect(fd, &address->any, address->len));
  if (r == 0) return 0;
  int error = errno;
  if (error == EINTR && !os_retry(vm)) return -1;
  bool waits = (error == EINTR && s->timeout != 0) || (error == EINPROGRESS && s->timeout > 0);
  if (!waits) return error;
  int ready = sock_wait(vm, s->fd, true, deadline);
  if (ready > 0) return pending_error(s->fd);
  *timed_out = ready == 0;
  return ready < 0 ? -1 : EAGAIN;
}

static Value socket_connect(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SockAddr address;
  int timed_out;
  if (!sockaddr_from(vm, as_socket(args[0])->family, args[1], "connect", &address)) return V_ABSENT;
  int error = connect_to(vm, as_socket(args[0]), &address, &timed_out);
  if (timed_out) return raise(vm, EXC_TimeoutError, "timed out");
  return error < 0 ? V_ABSENT : error ? raise_os(vm, error, V_ABSENT, V_ABSENT) : V_NONE;
}

static Value socket_connect_ex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SockAddr address;
  int timed_out;
  if (!sockaddr_from(vm, as_socket(args[0])->family, args[1], "connect_ex", &address)) return V_ABSENT;
  int error = connect_to(vm, as_socket(args[0]), &address, &timed_out);
  return error < 0 ? V_ABSENT : from_int(error);
}

static Value name_of(VM *vm, Value self, int (*call)(int, struct sockaddr *, socklen_t *)) {
  SockAddr address = {.len = sizeof address.storage};
  return call(as_socket(self)->fd, &address.any, &address.len) < 0 ? os_error_now(vm) : sockaddr_value(vm, &address);
}
static Value socket_getsockname(VM *vm, Value *args, uint32_t argc) { return (void)argc, name_of(vm, args[0], getsockname); }
static Value socket_getpeername(VM *vm, Value *args, uint32_t argc) { return (void)argc, name_of(vm, args[0], getpeername); }

static Value socket_listen(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int backlog;
  if (!int32_arg(vm, args[1], SOMAXCONN < 128 ? SOMAXCONN : 128, &backlog)) return V_ABSENT;
  return listen(as_socket(args[0])->fd, backlog < 0 ? 0 : backlog) < 0 ? os_error_now(vm) : V_NONE;
}

static Value socket_shutdown(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int how;
  if (!int32_arg(vm, args[1], 0, &how)) return V_ABSENT;
  return shutdown(as_socket(args[0])->fd, how) < 0 ? os_error_now(vm) : V_NONE;
}

// ---- timeouts and options

static Value timeout_value(double timeout) { return timeout < 0 ? V_NONE : from_double(timeout); }

static Value change_timeout(VM *vm, Socket *s, double timeout) {
  s->timeout = timeout;
  return set_nonblocking(vm, s->fd, timeout >= 0) ? V_NONE : V_ABSENT;
}

static Value socket_settimeout(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double timeout;
  return sock_timeout_arg(vm, args[1], &timeout) ? change_timeout(vm, as_socket(args[0]), timeout) : V_ABSENT;
}

static Value socket_setblocking(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int blocks = obj_truthy(vm, args[1]);
  return blocks < 0 ? V_ABSENT : change_timeout(vm, as_socket(args[0]), blocks ? -1 : 0);
}

static Value socket_gettimeout(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, timeout_value(as_socket(args[0])->timeout); }
static Value socket_getblocking(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(as_socket(args[0])->timeout != 0); }

static Value socket_getsockopt(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int level, name, size, number = 0;
  if (!int32_arg(vm, args[1], 0, &level) || !int32_arg(vm, args[2], 0, &name) || !int32_arg(vm, args[3], 0, &size)) return V_ABSENT;
  socklen_t len = sizeof number;
  if (size == 0) return getsockopt(as_socket(args[0])->fd, level, name, &number, &len) < 0 ? os_error_now(vm) : from_int(number);
  if (size < 0 || size > 1024) return raise(vm, EXC_OSError, "getsockopt buflen out of range");
  uint8_t data[1024];
  len = (socklen_t)size;
  return getsockopt(as_socket(args[0])->fd, level, name, data, &len) < 0 ? os_error_now(vm) : bytes_new(vm, data, len);
}

static Value socket_setsockopt(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int level, name, number, r;
  if (!int32_arg(vm, args[1], 0, &level) || !int32_arg(vm, args[2], 0, &name)) return V_ABSENT;
  int fd = as_socket(args[0])->fd;
  if (args[3] == V_NONE && args[4] != V_ABSENT) {
    if (!int32_arg(vm, args[4], 0, &number)) return V_ABSENT;
    return setsockopt(fd, level, name, NULL, (socklen_t)number) < 0 ? os_error_now(vm) : V_NONE;
  }
  if (is_integer(args[3])) {
    if (!int32_arg(vm, args[3], 0, &number)) return V_ABSENT;
    return setsockopt(fd, level, name, &number, sizeof number) < 0 ? os_error_now(vm) : V_NONE;
  }
  Buffer data;
  if (!buffer_get(vm, args[3], &data)) return V_ABSENT;
  r = setsockopt(fd, level, name, data.data, (socklen_t)data.len);
  buffer_release(vm, &data);
  return r < 0 ? os_error_now(vm) : V_NONE;
}

// ---- receiving

static ssize_t run_recv(int fd, SockOp *op) { return recv(fd, op->data, op->len, op->flags); }
static ssize_t run_recvfrom(int fd, SockOp *op) {
  op->address->len = sizeof op->address->storage;
  return recvfrom(fd, op->data, op->len, op->flags, &op->address->any, &op->address->len);
}
// Two pieces: a chunk on the stack, which is nearly always enough, and the rest of what was asked for.
static ssize_t run_recv_pieces(int fd, SockOp *op) {
  if (op->address) op->message->msg_namelen = sizeof op->address->storage;
  ssize_t n = recvmsg(fd, op->message, op->flags);
  if (op->address) op->address->len = op->message->msg_namelen;
  return n;
}

static Value joined(VM *vm, const uint8_t *chunk, const uint8_t *rest, size_t n) {
  Value out = bytes_new(vm, n > STACK_CHUNK ? NULL : chunk, n);
  if (out && n > STACK_CHUNK) {
    memcpy(as_bytes(out)->data, chunk, STACK_CHUNK);
    memcpy(as_bytes(out)->data + STACK_CHUNK, rest, n - STACK_CHUNK);
  }
  return out;
}

// A stream that does not block: room for more than a chunk is made only where more is there, so it is what one call would have given.
static Value receive_stream(VM *vm, Socket *s, size_t size) {
  uint8_t chunk[STACK_CHUNK], *rest = NULL;
  SockOp op = {.data = chunk, .len = size < sizeof chunk ? size : sizeof chunk};
  ssize_t n = sock_do(vm, s, false, run_recv, &op, -1), n2 = 0;
  if (n < 0) return V_ABSENT;
  int left = 0;
  size_t more = size - op.len;
  if ((size_t)n == sizeof chunk && more && ioctl(s->fd, FIONREAD, &left) == 0 && left > 0) {
    if (!(rest = vm_alloc(vm, more))) return V_ABSENT;
    SOCK_BLOCKING(vm, n2, recv(s->fd, rest, more, 0));
  }
  Value out = joined(vm, chunk, rest, (size_t)n + (n2 > 0 ? (size_t)n2 : 0));
  vm_dealloc(vm, rest, more);
  return out;
}

static Value receive(VM *vm, Socket *s, size_t size, int flags, SockAddr *address) {
  if (s->type == SOCK_STREAM && s->timeout == 0 && !flags && !address) return receive_stream(vm, s, size);
  uint8_t chunk[STACK_CHUNK];
  size_t more = size > sizeof chunk ? size - sizeof chunk : 0;
  uint8_t *rest = more ? vm_alloc(vm, more) : NULL;
  if (more && !rest) return V_ABSENT;
  struct iovec pieces[2] = {{chunk, size - more}, {rest, more}};
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = more ? 2 : 1};
  if (address) message.msg_name = &address->storage;
  SockOp op = {.message = &message, .flags = flags, .address = address};
  ssize_t n = sock_do(vm, s, false, run_recv_pieces, &op, sock_deadline(s));
  if (n > (ssize_t)size) n = (ssize_t)size;  // MSG_TRUNC tells the datagram's whole length
  Value out = n < 0 ? V_ABSENT : joined(vm, chunk, rest, (size_t)n);
  vm_dealloc(vm, rest, more);
  return out;
}

static bool size_arg(VM *vm, Value v, const char *who, int64_t *out) {
  if (!obj_index_i64(vm, v, out)) return false;
  if (*out < 0) return raise_value(vm, "negative buffersize in %s", who), false;
  return true;
}

static Value socket_recv(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  int flags;
  if (!size_arg(vm, args[1], "recv", &size) || !int32_arg(vm, args[2], 0, &flags)) return V_ABSENT;
  return receive(vm, as_socket(args[0]), (size_t)size, flags, NULL);
}

static Value with_address(VM *vm, Value first_steal, const SockAddr *address) {
  Value from = first_steal ? sockaddr_value(vm, address) : V_ABSENT, pair = from ? tuple_pack(vm, 2, first_steal, from) : V_ABSENT;
  release(vm, from);
  release(vm, first_steal);
  return pair;
}

static Value socket_recvfrom(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  int flags;
  SockAddr address = {0};
  if (!size_arg(vm, args[1], "recvfrom", &size) || !int32_arg(vm, args[2], 0, &flags)) return V_ABSENT;
  return with_address(vm, receive(vm, as_socket(args[0]), (size_t)size, flags, &address), &address);
}

// recv_into and recvfrom_into: how many bytes came; -1: exception set.
static ssize_t receive_into(VM *vm, Value *args, const char *who, SockAddr *address) {
  Buffer into;
  int64_t size = 0;
  int flags;
  ssize_t n = -1;
  if (!buffer_get(vm, args[1], &into)) return -1;
  if (into.readonly) raise_type(vm, "%s() argument 1 must be read-write bytes-like object, not %T", who, args[1]);
  else if ((args[2] == V_ABSENT || size_arg(vm, args[2], who, &size)) && int32_arg(vm, args[3], 0, &flags)) {
    if (size > (int64_t)into.len) raise_value(vm, address ? "nbytes is greater than the length of the buffer" : "buffer too small for requested bytes");
    else {
      SockOp op = {.data = into.data, .len = size ? (size_t)size : into.len, .flags = flags, .address = address};
      n = sock_do(vm, as_socket(args[0]), false, address ? run_recvfrom : run_recv, &op, sock_deadline(as_socket(args[0])));
    }
  }
  buffer_release(vm, &into);
  return n;
}

static Value socket_recv_into(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  ssize_t n = receive_into(vm, args, "recv_into", NULL);
  return n < 0 ? V_ABSENT : from_int(n);
}

static Value socket_recvfrom_into(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  SockAddr address = {0};
  ssize_t n = receive_into(vm, args, "recvfrom_into", &address);
  return n < 0 ? V_ABSENT : with_address(vm, from_int(n), &address);
}

// ---- sending

static ssize_t run_send(int fd, SockOp *op) { return send(fd, op->data, op->len, op->flags | MSG_NOSIGNAL); }
static ssize_t run_sendto(int fd, SockOp *op) {
  return sendto(fd, op->data, op->len, op->flags | MSG_NOSIGNAL, &op->address->any, op->address->len);
}

static Value socket_send(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Socket *s = as_socket(args[0]);
  Buffer data;
  int flags;
  if (!int32_arg(vm, args[2], 0, &flags) || !buffer_get(vm, args[1], &data)) return V_ABSENT;
  SockOp op = {.data = data.data, .len = data.len, .flags = flags};
  ssize_t n = sock_do(vm, s, true, run_send, &op, sock_deadline(s));
  buffer_release(vm, &data);
  return n < 0 ? V_ABSENT : from_int(n);
}

static Value socket_sendall(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Socket *s = as_socket(args[0]);
  Buffer data;
  int flags;
  if (!int32_arg(vm, args[2], 0, &flags) || !buffer_get(vm, args[1], &data)) return V_ABSENT;
  SockOp op = {.data = data.data, .len = data.len, .flags = flags};
  int64_t deadline = sock_deadline(s);
  ssize_t n = 0;
  do {
    n = sock_do(vm, s, true, run_send, &op, deadline);
    if (n < 0) break;
    op.data = (uint8_t *)op.data + n;
    op.len -= (size_t)n;
    if (!os_retry(vm)) n = -1;
  } while (op.len && n >= 0);
  buffer_release(vm, &data);
  return n < 0 ? V_ABSENT : V_NONE;
}

// sendto(data, address) or sendto(data, flags, address)
static Value socket_sendto(VM *vm, Value *args, uint32_t argc) {
  if (argc < 3 || argc > 4) return raise_type(vm, "sendto() takes 2 or 3 arguments (%u given)", argc - 1);
  Socket *s = as_socket(args[0]);
  SockAddr address;
  Buffer data;
  int flags = 0;
  if ((argc == 4 && !int32_arg(vm, args[2], 0, &flags)) || !sockaddr_from(vm, s->family, args[argc - 1], "sendto", &address)) return V_ABSENT;
  if (!buffer_get(vm, args[1], &data)) return V_ABSENT;
  SockOp op = {.data = data.data, .len = data.len, .flags = flags, .address = &address};
  ssize_t n = sock_do(vm, s, true, run_sendto, &op, sock_deadline(s));
  buffer_release(vm, &data);
  return n < 0 ? V_ABSENT : from_int(n);
}

// ---- the type

static Value get_family(VM *vm, Value self) { return (void)vm, from_int(as_socket(self)->family); }
static Value get_type(VM *vm, Value self) { return (void)vm, from_int(as_socket(self)->type); }
static Value get_proto(VM *vm, Value self) { return (void)vm, from_int(as_socket(self)->proto); }
static Value get_timeout(VM *vm, Value self) { return (void)vm, timeout_value(as_socket(self)->timeout); }

const NativeDef socket_methods[] = {
  {"_accept", "($self, /)", socket_accept, 0, "Accept a connection: (descriptor, address of the other side)."},
  {"bind", "($self, address, /)", socket_bind, 0, "Bind the socket to a local address."},
  {"close", "($self, /)", socket_close, 0, "Close the socket.  It cannot be used after this call."},
  {"connect", "($self, address, /)", socket_connect, 0, "Connect the socket to a remote address."},
  {"connect_ex", "($self, address, /)", socket_connect_ex, 0, "Like connect(address), but returns an error code instead of raising an exception."},
  {"detach", "($self, /)", socket_detach, 0, "Close the socket object without closing the underlying file descriptor, which is returned."},
  {"fileno", "($self, /)", socket_fileno, 0, "Return the integer file descriptor of the socket."},
  {"getpeername", "($self, /)", socket_getpeername, 0, "Return the address of the remote endpoint."},
  {"getsockname", "($self, /)", socket_getsockname, 0, "Return the address of the local endpoint."},
  {"getsockopt", "($self, level, option, buffersize=0, /)", socket_getsockopt, 0, "Get a socket option: an int, or bytes of at most buffersize."},
  {"setsockopt", "($self, level, option, value, optlen=None, /)", socket_setsockopt, 0, "Set a socket option to an int, bytes, or None with a length."},
  {"getblocking", "($self, /)", socket_getblocking, 0, "Returns True if socket is in blocking mode, or False if it is in non-blocking mode."},
  {"setblocking", "($self, flag, /)", socket_setblocking, 0, "Set the socket to blocking (flag is true) or non-blocking (false)."},
  {"gettimeout", "($self, /)", socket_gettimeout, 0, "Returns the timeout in seconds (float); None: timeouts are disabled."},
  {"settimeout", "($self, timeout, /)", socket_settimeout, 0, "Set a timeout on socket operations: seconds, or None."},
  {"listen", "($self, backlog=None, /)", socket_listen, 0, "Enable a server to accept connections."},
  {"recv", "($self, bufsize, flags=0, /)", socket_recv, 0, "Receive up to bufsize bytes; none at the end of the stream."},
  {"recv_into", "($self, buffer, nbytes=0, flags=0)", socket_recv_into, 0, "Like recv(), but into a buffer; returns how many bytes came."},
  {"recvfrom", "($self, bufsize, flags=0, /)", socket_recvfrom, 0, "Like recv(), with the sender's address."},
  {"recvfrom_into", "($self, buffer, nbytes=0, flags=0)", socket_recvfrom_into, 0, "Like recvfrom(), but into a buffer."},
  {"recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", socket_recvmsg, 0, "Receive normal data and ancillary data: (data, ancdata, msg_flags, address)."},
  {"recvmsg_into", "($self, buffers, ancbufsize=0, flags=0, /)", socket_recvmsg_into, 0, "Like recvmsg(), scattering the data into buffers."},
  {"send", "($self, data, flags=0, /)", socket_send, 0, "Send data; returns how many bytes went out."},
  {"sendall", "($self, data, flags=0, /)", socket_sendall, 0, "Send all the data."},
  {"sendmsg", "($self, buffers, ancdata=(), flags=0, address=None, /)", socket_sendmsg, 0, "Send the data of buffers, and ancillary data."},
  {"sendto", "($self, data, *flags_and_address)", socket_sendto, 0, "Send a datagram to an address."},
  {"shutdown", "($self, flag, /)", socket_shutdown, 0, "Shut down the reading side, the writing side, or both."},
  {0},
};
static const GetSetDef socket_getset[] = {
  {"family", get_family, NULL, "the socket family"}, {"type", get_type, NULL, "the socket type"}, {"proto", get_proto, NULL, "the socket protocol"},
  {"timeout", get_timeout, NULL, "the socket timeout"}, {0},
};
static const TypeSpec socket_spec = {
  .name = "_socket.socket", .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object", .kind = KIND_OTHER,
  .flags = TYPE_BASE, .basicsize = sizeof(Socket), .methods = socket_methods, .getset = socket_getset,
  .slots = {.new = socket_new, .init = socket_init, .repr = socket_repr, .finalize = socket_finalize, .free = socket_free},
};

// ---- the module

static bool add_error(VM *vm, Module *m, const char *name) {
  Value args[3] = {str_from_c(vm, name), tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_OSError))), V_ABSENT};
  Dict *ns = dict_new(vm);
  args[2] = from_obj(ns);
  bool ok = args[0] && args[1] && ns && dict_set_c(vm, ns, "__module__", str_from_c(vm, "socket"));
  Value type = ok ? obj_call(vm, from_obj(vm->types.type), args, 3) : V_ABSENT;
  for (int i = 0; i < 3; i++) release(vm, args[i]);
  return type && module_add(vm, m, name, type);
}

static bool init(VM *vm, Module *m) {
  vm->socket_timeout = -1;
  if (!module_add_guarded(vm, m, socket_info_functions, CAN_NETWORK)) return false;
  Type *type = type_from_spec(vm, &socket_spec, NULL);
  bool ok = type && module_add_type(vm, m, type) && module_add(vm, m, "SocketType", retain_obj(type));
  xdecref(vm, type);
  return ok && add_error(vm, m, "gaierror") && add_error(vm, m, "herror") && module_add(vm, m, "error", retain_obj(error_type_get(vm, EXC_OSError))) &&
         module_add(vm, m, "timeout", retain_obj(error_type_get(vm, EXC_TimeoutError))) && module_add(vm, m, "has_ipv6", V_TRUE) && socket_constants(vm, m);
}

const ModuleDef socket_module = {"_socket", "Implementation module for socket operations.", NULL, init};
