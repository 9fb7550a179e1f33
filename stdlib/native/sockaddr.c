// SPDX-License-Identifier: MIT
// sockaddr.c - socket addresses: from the tuples and strs of scripts, and back.
#include "stdlib/native/socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <stddef.h>

// ---- errors of the resolver

static Value raise_named(VM *vm, const char *type_name, int code, const char *text) {
  Value type = import_attr(vm, "_socket", type_name), message = type ? str_from_c(vm, text) : V_ABSENT;
  Value args[2] = {from_int(code), message}, exc = message ? obj_call(vm, type, args, 2) : V_ABSENT;
  release(vm, message);
  release(vm, type);
  if (exc) raise_object(vm, exc);
  release(vm, exc);
  return V_ABSENT;
}

Value sock_gai_error(VM *vm, int code) {
  if (code == EAI_SYSTEM) return os_error_now(vm);
  return raise_named(vm, "gaierror", code, gai_strerror(code));
}

Value sock_h_error(VM *vm, int code) { return raise_named(vm, "herror", code, hstrerror(code)); }

// ---- hosts

bool sock_host_arg(VM *vm, Value host, char *out, size_t size) {
  Value bytes = V_ABSENT;
  if (is_str(host) && as_str(host)->ascii) {
    bytes = str_encode_utf8(vm, as_str(host), false);
  } else if (is_str(host)) {
    Value idna = str_from_c(vm, "idna"), encode = idna ? obj_getattr_c(vm, host, "encode") : V_ABSENT;
    bytes = encode ? obj_call(vm, encode, &idna, 1) : V_ABSENT;
    release(vm, encode);
    release(vm, idna);
    if (!bytes) error_clear(vm), raise_type(vm, "encoding of hostname failed");
  } else if (is_bytes(host) || is_bytearray(host)) {
    bytes = bytes_from_object(vm, host);
  } else {
    raise_type(vm, "str, bytes or bytearray expected, not %T", host);
  }
  if (!bytes) return false;
  const Bytes *b = as_bytes(bytes);
  bool ok = b->len < size && !memchr(b->data, 0, b->len);
  if (ok) memcpy(out, b->data, b->len + 1);
  else if (b->len >= size) raise_named(vm, "gaierror", EAI_NONAME, gai_strerror(EAI_NONAME));
  else raise_type(vm, "host name must not contain null character");
  release(vm, bytes);
  return ok;
}

// The first address that the resolver gives for `host` in `family`.
static bool resolve(VM *vm, const char *host, int family, SockAddr *out) {
  struct addrinfo hints = {.ai_family = family, .ai_flags = *host ? 0 : AI_PASSIVE, .ai_socktype = SOCK_DGRAM}, *found = NULL;
  int code;
  SOCK_BLOCKING(vm, code, getaddrinfo(*host ? host : NULL, *host ? NULL : "0", &hints, &found));
  if (code) return sock_gai_error(vm, code), false;
  out->len = found->ai_addrlen < sizeof out->storage ? found->ai_addrlen : (socklen_t)sizeof out->storage;
  memcpy(&out->storage, found->ai_addr, out->len);
  freeaddrinfo(found);
  return true;
}

static bool host_in(VM *vm, const char *host, SockAddr *out) {
  out->len = sizeof out->in;
  out->in.sin_family = AF_INET;
  if (!*host) return out->in.sin_addr.s_addr = htonl(INADDR_ANY), true;
  if (!strcmp(host, "<broadcast>") || !strcmp(host, "255.255.255.255")) return out->in.sin_addr.s_addr = htonl(INADDR_BROADCAST), true;
  return inet_pton(AF_INET, host, &out->in.sin_addr) == 1 || resolve(vm, host, AF_INET, out);
}

static bool host_in6(VM *vm, const char *host, SockAddr *out) {
  out->len = sizeof out->in6;
  out->in6.sin6_family = AF_INET6;
  if (!*host) return out->in6.sin6_addr = in6addr_any, true;
  return inet_pton(AF_INET6, host, &out->in6.sin6_addr) == 1 || resolve(vm, host, AF_INET6, out);
}

// ---- from script

static bool port_set(VM *vm, int64_t n, const char *who, in_port_t *out) {
  if (n < 0 || n > 0xffff) return raise(vm, EXC_OverflowError, "%s(): port must be 0-65535.", who), false;
  *out = htons((uint16_t)n);
  return true;
}

static bool from_pair(VM *vm, Value address, const char *who, SockAddr *out) {
  char host[NI_MAXHOST];
  int64_t port;
  if (!is_tuple(address)) return raise_type(vm, "%s(): AF_INET address must be tuple, not %T", who, address), false;
  if (as_tuple(address)->len != 2) return raise_type(vm, "AF_INET address must be a pair (host, port)"), false;
  Value *items = as_tuple(address)->items;
  if (!sock_host_arg(vm, items[0], host, sizeof host) || !obj_index_i64(vm, items[1], &port)) return false;
  return host_in(vm, host, out) && port_set(vm, port, who, &out->in.sin_port);
}

static bool from_four(VM *vm, Value address, const char *who, SockAddr *out) {
  char host[NI_MAXHOST];
  int64_t port, flow = 0, scope = 0;
  if (!is_tuple(address)) return raise_type(vm, "%s(): AF_INET6 address must be tuple, not %T", who, address), false;
  size_t len = as_tuple(address)->len;
  if (len < 2 || len > 4) return raise_type(vm, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"), false;
  Value *items = as_tuple(address)->items;
  if (!sock_host_arg(vm, items[0], host, sizeof host) || !obj_index_i64(vm, items[1], &port)) return false;
  if ((len > 2 && !obj_index_i64(vm, items[2], &flow)) || (len > 3 && !obj_index_i64(vm, items[3], &scope))) return false;
  if (!host_in6(vm, host, out) || !port_set(vm, port, who, &out->in6.sin6_port)) return false;
  if (flow < 0 || flow > 0xfffff) return raise(vm, EXC_OverflowError, "%s(): flowinfo must be 0-1048575.", who), false;
  out->in6.sin6_flowinfo = htonl((uint32_t)flow);
  if (len > 3) out->in6.sin6_scope_id = (uint32_t)scope;
  return true;
}

// A path; one that begins with NUL is in Linux's abstract namespace.
static bool from_path(VM *vm, Value address, SockAddr *out) {
  Value encoded = is_str(address) ? codec_encode(vm, as_str(address), "utf-8", "surrogateescape") : retain(address);
  Buffer path;
  if (!encoded) return false;
  bool ok = buffer_get(vm, encoded, &path);
  if (ok) {
    bool abstract = path.len == 0 || path.data[0] == 0;
    ok = path.len + (abstract ? 0 : 1) <= sizeof out->un.sun_path;
    if (ok) memcpy(out->un.sun_path, path.data, path.len);
    else raise(vm, EXC_OSError, "AF_UNIX path too long");
    out->un.sun_family = AF_UNIX;
    out->len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path.len + (abstract ? 0 : 1));
    buffer_release(vm, &path);
  }
  release(vm, encoded);
  return ok;
}

bool sockaddr_from(VM *vm, int family, Value address, const char *who, SockAddr *out) {
  memset(out, 0, sizeof *out);
  switch (family) {
    case AF_INET: return from_pair(vm, address, who, out);
    case AF_INET6: return from_four(vm, address, who, out);
    case AF_UNIX: return from_path(vm, address, out);
    default: raise(vm, EXC_OSError, "%s(): bad family", who); return false;
  }
}

// ---- to script

static Value unix_value(VM *vm, const SockAddr *a) {
  size_t len = a->len - offsetof(struct sockaddr_un, sun_path);
  if (len && a->un.sun_path[0] == 0) return bytes_new(vm, a->un.sun_path, len);
  len = strnlen(a->un.sun_path, len);
  return codec_decode(vm, (const uint8_t *)a->un.sun_path, len, "utf-8", "surrogateescape");
}

static Value host_text(VM *vm, const SockAddr *a) {
  char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 1];
  int code = getnameinfo(&a->any, a->len, text, sizeof text, NULL, 0, NI_NUMERICHOST);
  if (code) return sock_gai_error(vm, code);
  if (a->any.sa_family == AF_INET6 && strchr(text, '%')) *strchr(text, '%') = 0;  // the scope stands in its own field
  return str_from_c(vm, text);
}

Value sockaddr_value(VM *vm, const SockAddr *a) {
  if (a->len == 0) return V_NONE;
  if (a->any.sa_family == AF_UNIX) return unix_value(vm, a);
  if (a->any.sa_family != AF_INET && a->any.sa_family != AF_INET6) {
    Value data = bytes_new(vm, a->any.sa_data, a->len - offsetof(struct sockaddr, sa_data));
    Value pair = data ? tuple_pack(vm, 2, from_int(a->any.sa_family), data) : V_ABSENT;
    release(vm, data);
    return pair;
  }
  Value host = host_text(vm, a), out = V_ABSENT;
  if (!host) return V_ABSENT;
  if (a->any.sa_family == AF_INET) out = tuple_pack(vm, 2, host, from_int(ntohs(a->in.sin_port)));
  else out = tuple_pack(vm, 4, host, from_int(ntohs(a->in6.sin6_port)), from_int(ntohl(a->in6.sin6_flowinfo)), from_int(a->in6.sin6_scope_id));
  release(vm, host);
  return out;
}
