// SPDX-License-Identifier: MIT
// sockmsg.c - recvmsg and sendmsg: scattered buffers, and ancillary data such as descriptors in flight.
#include "stdlib/native/socket.h"

#include <errno.h>

enum { MAX_PIECES = 1024, MAX_CONTROL = 1 << 20 };

typedef struct Pieces { Buffer *buffers; struct iovec *vecs; size_t count; } Pieces;

static ssize_t run_recvmsg(int fd, SockOp *op) { return recvmsg(fd, op->message, op->flags); }
static ssize_t run_sendmsg(int fd, SockOp *op) { return sendmsg(fd, op->message, op->flags | MSG_NOSIGNAL); }

// ---- buffers

static void pieces_free(VM *vm, Pieces *p, size_t room) {
  for (size_t i = 0; i < p->count; i++) buffer_release(vm, &p->buffers[i]);
  vm_dealloc(vm, p->buffers, (room + 1) * sizeof(Buffer));
  vm_dealloc(vm, p->vecs, (room + 1) * sizeof(struct iovec));
}

// The buffers of a list: all, or none with an exception. pieces_free with the list's length gives them back.
static bool pieces_from(VM *vm, const List *list, const char *writable_for, Pieces *p) {
  size_t room = list->len;
  *p = (Pieces){0};
  if (room > MAX_PIECES) return raise(vm, EXC_OSError, "%s() argument 1 is too long", writable_for ? writable_for : "sendmsg"), false;
  p->buffers = vm_alloc(vm, (room + 1) * sizeof(Buffer));
  p->vecs = p->buffers ? vm_alloc(vm, (room + 1) * sizeof(struct iovec)) : NULL;
  bool ok = p->vecs != NULL;
  for (size_t i = 0; ok && i < room; i++) {
    ok = buffer_get(vm, list->items[i], &p->buffers[i]);
    if (!ok) break;
    p->count++;
    p->vecs[i] = (struct iovec){p->buffers[i].data, p->buffers[i].len};
    if (writable_for && p->buffers[i].readonly) ok = false, raise_type(vm, "%s() argument 1 must be an iterable of read-write bytes-like objects", writable_for);
  }
  if (!ok) pieces_free(vm, p, room);
  return ok;
}

// ---- ancillary data

static Value control_item(VM *vm, const struct cmsghdr *c, const struct msghdr *m) {
  size_t head = (size_t)((const uint8_t *)CMSG_DATA((struct cmsghdr *)(uintptr_t)c) - (const uint8_t *)c), room = (size_t)((const uint8_t *)m->msg_control + m->msg_controllen - (const uint8_t *)c);
  size_t len = c->cmsg_len < head ? 0 : (c->cmsg_len < room ? c->cmsg_len : room) - head;
  Value data = bytes_new(vm, (const uint8_t *)c + head, len);
  Value item = data ? tuple_pack(vm, 3, from_int(c->cmsg_level), from_int(c->cmsg_type), data) : V_ABSENT;
  release(vm, data);
  return item;
}

static Value control_list(VM *vm, struct msghdr *m) {
  Value list = list_new(vm, 0);
  for (struct cmsghdr *c = m->msg_controllen ? CMSG_FIRSTHDR(m) : NULL; list && c; c = CMSG_NXTHDR(m, c)) {
    Value item = control_item(vm, c, m);
    bool ok = item && list_append(vm, as_list(list), item);
    release(vm, item);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

// (first, ancillary data, flags, address) of what has arrived; takes `first`.
static Value received(VM *vm, Value first_steal, struct msghdr *m, SockAddr *address) {
  address->len = m->msg_namelen;
  Value control = first_steal ? control_list(vm, m) : V_ABSENT, from = control ? sockaddr_value(vm, address) : V_ABSENT;
  Value out = from ? tuple_pack(vm, 4, first_steal, control, from_int(m->msg_flags), from) : V_ABSENT;
  release(vm, from);
  release(vm, control);
  release(vm, first_steal);
  return out;
}

static bool control_room(VM *vm, Value v, size_t *out) {
  int64_t size = 0;
  if (v != V_ABSENT && !obj_index_i64(vm, v, &size)) return false;
  if (size < 0 || size > MAX_CONTROL) return raise_value(vm, "invalid ancillary data buffer length"), false;
  *out = (size_t)size;
  return true;
}

static ssize_t receive_message(VM *vm, Socket *s, struct msghdr *m, int flags, void *control, size_t room, SockAddr *address) {
  m->msg_name = &address->storage;
  m->msg_namelen = sizeof address->storage;
  m->msg_control = room ? control : NULL;
  m->msg_controllen = room;
  SockOp op = {.message = m, .flags = flags};
  return sock_do(vm, s, false, run_recvmsg, &op, sock_deadline(s));
}

Value socket_recvmsg(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  size_t room;
  int flags;
  if (!obj_index_i64(vm, args[1], &size) || !control_room(vm, args[2], &room) || !int32_arg(vm, args[3], 0, &flags)) return V_ABSENT;
  if (size < 0) return raise_value(vm, "negative buffer size in recvmsg()");
  Value data = bytes_new(vm, NULL, (size_t)size);
  uint8_t *control = data ? vm_alloc(vm, room + 1) : NULL;
  if (!control) return release(vm, data), V_ABSENT;
  struct iovec piece = {as_bytes(data)->data, (size_t)size};
  struct msghdr m = {.msg_iov = &piece, .msg_iovlen = 1};
  SockAddr address = {0};
  ssize_t n = receive_message(vm, as_socket(args[0]), &m, flags, control, room, &address);
  if (n > size) n = (ssize_t)size;
  if (n >= 0 && n < size) replace(vm, &data, bytes_new(vm, as_bytes(data)->data, (size_t)n));
  Value out = n < 0 ? (release(vm, data), V_ABSENT) : received(vm, data, &m, &address);
  vm_dealloc(vm, control, room + 1);
  return out;
}

Value socket_recvmsg_into(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  size_t room;
  int flags;
  Pieces pieces;
  if (!control_room(vm, args[2], &room) || !int32_arg(vm, args[3], 0, &flags)) return V_ABSENT;
  Value list = sequence_list(vm, args[1]), out = V_ABSENT;
  if (list && pieces_from(vm, as_list(list), "recvmsg_into", &pieces)) {
    uint8_t *control = vm_alloc(vm, room + 1);
    struct msghdr m = {.msg_iov = pieces.vecs, .msg_iovlen = pieces.count};
    SockAddr address = {0};
    ssize_t n = control ? receive_message(vm, as_socket(args[0]), &m, flags, control, room, &address) : -1;
    if (n >= 0) out = received(vm, from_int(n), &m, &address);
    vm_dealloc(vm, control, room + 1);
    pieces_free(vm, &pieces, as_list(list)->len);
  }
  release(vm, list);
  return out;
}

// ---- sending

// One (level, type, data) behind the others in the control block, which grows. false: exception set.
static bool add_control(VM *vm, Value item, uint8_t **block, size_t *len) {
  int level, type;
  Buffer data;
  if (!is_tuple(item) || as_tuple(item)->len != 3) return raise_type(vm, "[sendmsg() ancillary data items] must be sequences of 3 items"), false;
  Value *fields = as_tuple(item)->items;
  if (!int32_arg(vm, fields[0], 0, &level) || !int32_arg(vm, fields[1], 0, &type) || !buffer_get(vm, fields[2], &data)) return false;
  bool ok = data.len < MAX_CONTROL;
  size_t grown = *len + (ok ? CMSG_SPACE(data.len) : 0);
  uint8_t *bigger = ok ? vm_realloc(vm, *block, *len, grown) : NULL;
  if (!ok) raise(vm, EXC_OSError, "ancillary data item too large");
  if (bigger) {
    memset(bigger + *len, 0, grown - *len);
    struct cmsghdr *c = (struct cmsghdr *)(void *)(bigger + *len);
    c->cmsg_level = level;
    c->cmsg_type = type;
    c->cmsg_len = CMSG_LEN(data.len);
    memcpy(CMSG_DATA(c), data.data, data.len);
    *block = bigger;
    *len = grown;
  }
  buffer_release(vm, &data);
  return bigger != NULL;
}

static bool control_from(VM *vm, Value items, uint8_t **block, size_t *len) {
  *block = NULL;
  *len = 0;
  if (items == V_ABSENT) return true;
  Value list = sequence_list(vm, items);
  bool ok = list != V_ABSENT;
  for (size_t i = 0; ok && i < as_list(list)->len; i++) {
    Value item = sequence_tuple(vm, as_list(list)->items[i]);
    ok = item && add_control(vm, item, block, len);
    release(vm, item);
  }
  release(vm, list);
  if (ok) return true;
  vm_dealloc(vm, *block, *len);
  return false;
}

Value socket_sendmsg(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Socket *s = as_socket(args[0]);
  SockAddr address = {0};
  uint8_t *control;
  size_t control_len;
  int flags;
  Pieces pieces;
  if (!int32_arg(vm, args[3], 0, &flags)) return V_ABSENT;
  if (args[4] != V_ABSENT && args[4] != V_NONE && !sockaddr_from(vm, s->family, args[4], "sendmsg", &address)) return V_ABSENT;
  Value list = sequence_list(vm, args[1]);
  if (!list) return V_ABSENT;
  ssize_t n = -1;
  if (pieces_from(vm, as_list(list), NULL, &pieces)) {
    if (control_from(vm, args[2], &control, &control_len)) {
      struct msghdr m = {.msg_iov = pieces.vecs, .msg_iovlen = pieces.count, .msg_control = control, .msg_controllen = control_len,
                         .msg_name = address.len ? &address.storage : NULL, .msg_namelen = address.len};
      SockOp op = {.message = &m, .flags = flags};
      n = sock_do(vm, s, true, run_sendmsg, &op, sock_deadline(s));
      vm_dealloc(vm, control, control_len);
    }
    pieces_free(vm, &pieces, as_list(list)->len);
  }
  release(vm, list);
  return n < 0 ? V_ABSENT : from_int(n);
}

static Value control_size(VM *vm, Value v, const char *who, bool space) {
  int64_t n;
  if (!obj_index_i64(vm, v, &n)) return V_ABSENT;
  if (n < 0 || n > INT_MAX) return raise(vm, EXC_OverflowError, "%s() argument out of range", who);
  return int_from_u64(vm, space ? CMSG_SPACE((size_t)n) : CMSG_LEN((size_t)n));
}
Value socket_cmsg_len(VM *vm, Value *args, uint32_t argc) { return (void)argc, control_size(vm, args[0], "CMSG_LEN", false); }
Value socket_cmsg_space(VM *vm, Value *args, uint32_t argc) { return (void)argc, control_size(vm, args[0], "CMSG_SPACE", true); }
