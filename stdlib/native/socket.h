// SPDX-License-Identifier: MIT
// socket.h - what the files of the _socket module share.
#ifndef ASTER_SOCKET_H
#define ASTER_SOCKET_H

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "stdlib/native/posix.h"

// A descriptor with what it was made of. `timeout`, in seconds, is script's: below 0 calls block, 0 they do not; above 0 the descriptor
// is non-blocking and calls wait for readiness themselves, so that the time limits them as a whole.
typedef struct Socket {
  Object header;
  int fd;  // -1: closed
  int family, type, proto;
  double timeout;
} Socket;

typedef struct SockAddr {
  socklen_t len;
  union {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
    struct sockaddr_storage storage;
  };
} SockAddr;

// Runs `call`, which may block, while other threads run; n is its result.
#define SOCK_BLOCKING(vm, n, call) THREAD_BLOCKING(vm, n, call)

static inline Socket *as_socket(Value v) { return (Socket *)as_obj(v); }

// sockaddr.c: addresses as scripts write them. `who` names the caller in messages.
bool sockaddr_from(VM *vm, int family, Value address, const char *who, SockAddr *out) MUST_USE;
Value sockaddr_value(VM *vm, const SockAddr *address) MUST_USE;  // None for an empty one
bool sock_host_arg(VM *vm, Value host, char *out, size_t size) MUST_USE;  // str (IDNA), bytes or bytearray as a C string
Value sock_gai_error(VM *vm, int code);                          // raises gaierror, or OSError of errno
Value sock_h_error(VM *vm, int code);                            // raises herror
// sockcall.c: calls that wait.
int64_t sock_now_ns(void);
bool sock_timeout_arg(VM *vm, Value v, double *out) MUST_USE;    // None: -1
typedef struct SockOp { void *data; size_t len; int flags; SockAddr *address; struct msghdr *message; } SockOp;
typedef ssize_t (*SockRun)(int fd, SockOp *op);
int64_t sock_deadline(const Socket *s);                          // in sock_now_ns's time; -1: none
ssize_t sock_do(VM *vm, Socket *s, bool write, SockRun run, SockOp *op, int64_t deadline) MUST_USE;  // -1: exception set
int sock_wait(VM *vm, int fd, bool write, int64_t deadline) MUST_USE;  // 1 ready, 0 timed out, -1 exception set
// sockinfo.c, sockmsg.c, sockconst.c
extern const NativeDef socket_info_functions[];
extern const NativeDef socket_methods[];
Value socket_recvmsg(VM *vm, Value *args, uint32_t argc);
Value socket_recvmsg_into(VM *vm, Value *args, uint32_t argc);
Value socket_sendmsg(VM *vm, Value *args, uint32_t argc);
Value socket_cmsg_len(VM *vm, Value *args, uint32_t argc);
Value socket_cmsg_space(VM *vm, Value *args, uint32_t argc);
bool socket_constants(VM *vm, Module *m) MUST_USE;

#endif
