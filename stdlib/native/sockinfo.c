// SPDX-License-Identifier: MIT
// sockinfo.c - functions of the _socket module: hosts, services, protocols, interfaces, byte order.
#include "stdlib/native/socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <unistd.h>

// ---- descriptors

static Value info_socketpair(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int family, type, proto, fds[2];
  if (!int32_arg(vm, args[0], AF_UNIX, &family) || !int32_arg(vm, args[1], SOCK_STREAM, &type) || !int32_arg(vm, args[2], 0, &proto)) return V_ABSENT;
  if (socketpair(family, type | SOCK_CLOEXEC, proto, fds) < 0) return os_error_now(vm);
  Value sockets[2] = {V_ABSENT, V_ABSENT}, maker = import_attr(vm, "_socket", "socket"), out = V_ABSENT;
  for (int i = 0; maker && i < 2; i++) {
    Value what[4] = {from_int(family), from_int(type), from_int(proto), from_int(fds[i])};
    sockets[i] = obj_call(vm, maker, what, 4);
    if (!sockets[i]) break;
    fds[i] = -1;
  }
  if (sockets[1]) out = tuple_pack(vm, 2, sockets[0], sockets[1]);
  for (int i = 0; i < 2; i++) {
    if (fds[i] >= 0) close(fds[i]);
    release(vm, sockets[i]);
  }
  release(vm, maker);
  return out;
}

static Value info_dup(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  if (!vm_fd_adopt(vm, fd)) return V_ABSENT;
  vm_fd_lend(vm, fd);
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? os_error_now(vm) : from_int(vm_fd_lend(vm, copy));
}

static Value info_close(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  if (!int32_arg(vm, args[0], -1, &fd)) return V_ABSENT;
  if (!vm_fd_adopt(vm, fd)) return V_ABSENT;
  return close(fd) < 0 && errno != ECONNRESET ? os_error_now(vm) : V_NONE;
}

static Value info_getdefaulttimeout(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return vm->socket_timeout < 0 ? V_NONE : from_double(vm->socket_timeout);
}

static Value info_setdefaulttimeout(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double timeout;
  if (!sock_timeout_arg(vm, args[0], &timeout)) return V_ABSENT;
  vm->socket_timeout = timeout;
  return V_NONE;
}

// ---- hosts and services

static Value addrinfo_row(VM *vm, const struct addrinfo *a) {
  SockAddr address = {.len = a->ai_addrlen};
  memcpy(&address.storage, a->ai_addr, a->ai_addrlen < sizeof address.storage ? a->ai_addrlen : sizeof address.storage);
  Value where = sockaddr_value(vm, &address), name = where ? str_from_c(vm, a->ai_canonname ? a->ai_canonname : "") : V_ABSENT;
  Value row = name ? tuple_pack(vm, 5, from_int(a->ai_family), from_int(a->ai_socktype), from_int(a->ai_protocol), name, where) : V_ABSENT;
  release(vm, name);
  release(vm, where);
  return row;
}

static Value addrinfo_list(VM *vm, const struct addrinfo *found) {
  Value list = list_new(vm, 0);
  for (const struct addrinfo *a = found; list && a; a = a->ai_next) {
    Value row = addrinfo_row(vm, a);
    bool ok = row && list_append(vm, as_list(list), row);
    release(vm, row);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

// A port: an int, or a service's name. An empty text: none.
static bool service_arg(VM *vm, Value v, char *out, size_t size, bool *given) {
  *given = v != V_NONE;
  if (v == V_NONE) return true;
  if (is_integer(v)) {
    int64_t n;
    if (!obj_index_i64(vm, v, &n)) return false;
    return snprintf(out, size, "%lld", (long long)n), true;
  }
  if (!is_str(v) && !is_bytes(v)) return raise(vm, EXC_OSError, "Int or String expected"), false;
  return sock_host_arg(vm, v, out, size);
}

static Value info_getaddrinfo(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char host[NI_MAXHOST], service[NI_MAXHOST];
  bool with_host = args[0] != V_NONE, with_service;
  int fields[4], code;
  if (with_host && !is_str(args[0]) && !is_bytes(args[0])) return raise_type(vm, "getaddrinfo() argument 1 must be string or None");
  if (with_host && !sock_host_arg(vm, args[0], host, sizeof host)) return V_ABSENT;
  if (!service_arg(vm, args[1], service, sizeof service, &with_service)) return V_ABSENT;
  for (int i = 0; i < 4; i++)
    if (!int32_arg(vm, args[2 + i], 0, &fields[i])) return V_ABSENT;
  struct addrinfo hints = {.ai_family = fields[0], .ai_socktype = fields[1], .ai_protocol = fields[2], .ai_flags = fields[3]}, *found = NULL;
  SOCK_BLOCKING(vm, code, getaddrinfo(with_host ? host : NULL, with_service ? service : NULL, &hints, &found));
  if (code) return sock_gai_error(vm, code);
  Value list = addrinfo_list(vm, found);
  freeaddrinfo(found);
  return list;
}

static Value info_getnameinfo(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char host[NI_MAXHOST], service[NI_MAXSERV], text[16];
  int flags, code;
  int64_t port, flow = 0, scope = 0;
  if (!is_tuple(args[0])) return raise_type(vm, "getnameinfo() argument 1 must be a tuple");
  const Tuple *t = as_tuple(args[0]);
  if (t->len < 2 || t->len > 4) return raise_type(vm, "getnameinfo(): illegal sockaddr argument");
  if (!int32_arg(vm, args[1], 0, &flags) || !sock_host_arg(vm, t->items[0], host, sizeof host) || !obj_index_i64(vm, t->items[1], &port)) return V_ABSENT;
  if ((t->len > 2 && !obj_index_i64(vm, t->items[2], &flow)) || (t->len > 3 && !obj_index_i64(vm, t->items[3], &scope))) return V_ABSENT;
  if (flow < 0 || flow > 0xfffff) return raise(vm, EXC_OverflowError, "getnameinfo(): flowinfo must be 0-1048575.");
  snprintf(text, sizeof text, "%d", (int)port);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM, .ai_flags = AI_NUMERICHOST}, *found = NULL;
  SOCK_BLOCKING(vm, code, getaddrinfo(host, text, &hints, &found));
  if (code) return sock_gai_error(vm, code);
  bool several = found->ai_next != NULL, pair_wanted = found->ai_family == AF_INET && t->len != 2;
  if (found->ai_family == AF_INET6) {
    struct sockaddr_in6 *a = (struct sockaddr_in6 *)(void *)found->ai_addr;
    a->sin6_flowinfo = htonl((uint32_t)flow);
    a->sin6_scope_id = (uint32_t)scope;
  }
  if (!several && !pair_wanted) SOCK_BLOCKING(vm, code, getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service, sizeof service, flags));
  freeaddrinfo(found);
  if (several) return raise(vm, EXC_OSError, "sockaddr resolved to multiple addresses");
  if (pair_wanted) return raise(vm, EXC_OSError, "IPv4 sockaddr must be 2 tuple");
  if (code) return sock_gai_error(vm, code);
  Value h = str_from_c(vm, host), s = h ? str_from_c(vm, service) : V_ABSENT, pair = s ? tuple_pack(vm, 2, h, s) : V_ABSENT;
  release(vm, s);
  release(vm, h);
  return pair;
}

static Value info_gethostname(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  char name[256];
  if (gethostname(name, sizeof name - 1) < 0) return os_error_now(vm);
  name[sizeof name - 1] = 0;
  return codec_decode(vm, (const uint8_t *)name, strlen(name), "utf-8", "surrogateescape");
}

static Value info_sethostname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char name[NI_MAXHOST];
  if (!sock_host_arg(vm, args[0], name, sizeof name)) return V_ABSENT;
  return sethostname(name, strlen(name)) < 0 ? os_error_now(vm) : V_NONE;
}

static Value info_gethostbyname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char host[NI_MAXHOST];
  if (!sock_host_arg(vm, args[0], host, sizeof host)) return V_ABSENT;
  Value pair = tuple_pack(vm, 2, args[0], from_int(0));
  SockAddr address;
  Value where = pair && sockaddr_from(vm, AF_INET, pair, "gethostbyname", &address) ? sockaddr_value(vm, &address) : V_ABSENT;
  Value text = where ? retain(as_tuple(where)->items[0]) : V_ABSENT;
  release(vm, where);
  release(vm, pair);
  return text;
}

static Value text_list(VM *vm, char **texts) {
  Value list = list_new(vm, 0);
  for (char **t = texts; list && t && *t; t++) {
    Value text = str_from_c(vm, *t);
    bool ok = text && list_append(vm, as_list(list), text);
    release(vm, text);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value address_list(VM *vm, const struct hostent *h) {
  Value list = list_new(vm, 0);
  for (char **a = h->h_addr_list; list && *a; a++) {
    char text[INET6_ADDRSTRLEN];
    Value v = str_from_c(vm, inet_ntop(h->h_addrtype, *a, text, sizeof text) ? text : "");
    bool ok = v && list_append(vm, as_list(list), v);
    release(vm, v);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  return list;
}

// (name, aliases, addresses)
static Value host_value(VM *vm, const struct hostent *h, int code) {
  if (!h) return sock_h_error(vm, code);
  Value name = str_from_c(vm, h->h_name), aliases = name ? text_list(vm, h->h_aliases) : V_ABSENT, all = aliases ? address_list(vm, h) : V_ABSENT;
  Value out = all ? tuple_pack(vm, 3, name, aliases, all) : V_ABSENT;
  release(vm, all);
  release(vm, aliases);
  release(vm, name);
  return out;
}

static Value info_gethostbyname_ex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char host[NI_MAXHOST], room[16384];
  struct hostent entry, *found = NULL;
  int code = 0, r;
  if (!sock_host_arg(vm, args[0], host, sizeof host)) return V_ABSENT;
  SOCK_BLOCKING(vm, r, gethostbyname_r(host, &entry, room, sizeof room, &found, &code));
  (void)r;
  if (!found && code == HOST_NOT_FOUND) return sock_gai_error(vm, EAI_NONAME);
  return host_value(vm, found, code);
}

static Value info_gethostbyaddr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char host[NI_MAXHOST], room[16384];
  struct hostent entry, *found = NULL;
  int code = 0, r;
  if (!sock_host_arg(vm, args[0], host, sizeof host)) return V_ABSENT;
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_DGRAM}, *names = NULL;
  SOCK_BLOCKING(vm, r, getaddrinfo(host, NULL, &hints, &names));
  if (r) return sock_gai_error(vm, r);
  bool six = names->ai_family == AF_INET6;
  SockAddr a = {0};
  memcpy(&a.storage, names->ai_addr, names->ai_addrlen < sizeof a.storage ? names->ai_addrlen : sizeof a.storage);
  freeaddrinfo(names);
  const void *bytes = six ? (const void *)&a.in6.sin6_addr : (const void *)&a.in.sin_addr;
  SOCK_BLOCKING(vm, r, gethostbyaddr_r(bytes, six ? 16 : 4, six ? AF_INET6 : AF_INET, &entry, room, sizeof room, &found, &code));
  return host_value(vm, found, code);
}

static bool word_arg(VM *vm, Value v, const char *who, char *out, size_t size) {
  if (!is_str(v)) return raise_type(vm, "%s() argument 1 must be str, not %T", who, v), false;
  return sock_host_arg(vm, v, out, size);
}

static Value info_getservbyname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char name[256], proto[64], room[2048];
  struct servent entry, *found = NULL;
  bool with_proto = args[1] != V_ABSENT;
  if (!word_arg(vm, args[0], "getservbyname", name, sizeof name)) return V_ABSENT;
  if (with_proto && !word_arg(vm, args[1], "getservbyname", proto, sizeof proto)) return V_ABSENT;
  getservbyname_r(name, with_proto ? proto : NULL, &entry, room, sizeof room, &found);
  return found ? from_int(ntohs((uint16_t)found->s_port)) : raise(vm, EXC_OSError, "service/proto not found");
}

static Value info_getservbyport(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char proto[64], room[2048];
  struct servent entry, *found = NULL;
  bool with_proto = args[1] != V_ABSENT;
  int port;
  if (!int32_arg(vm, args[0], 0, &port)) return V_ABSENT;
  if (with_proto && !word_arg(vm, args[1], "getservbyport", proto, sizeof proto)) return V_ABSENT;
  if (port < 0 || port > 0xffff) return raise(vm, EXC_OverflowError, "getservbyport: port must be 0-65535.");
  getservbyport_r(htons((uint16_t)port), with_proto ? proto : NULL, &entry, room, sizeof room, &found);
  return found ? str_from_c(vm, found->s_name) : raise(vm, EXC_OSError, "port/proto not found");
}

static Value info_getprotobyname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char name[256], room[2048];
  struct protoent entry, *found = NULL;
  if (!word_arg(vm, args[0], "getprotobyname", name, sizeof name)) return V_ABSENT;
  getprotobyname_r(name, &entry, room, sizeof room, &found);
  return found ? from_int(found->p_proto) : raise(vm, EXC_OSError, "protocol not found");
}

// ---- addresses as text and bytes

static Value info_inet_aton(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char text[256];
  struct in_addr a;
  if (!word_arg(vm, args[0], "inet_aton", text, sizeof text)) return V_ABSENT;
  return inet_aton(text, &a) ? bytes_new(vm, &a, sizeof a) : raise(vm, EXC_OSError, "illegal IP address string passed to inet_aton");
}

static Value info_inet_pton(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char text[256];
  uint8_t a[16];
  int family;
  if (!int32_arg(vm, args[0], 0, &family) || !word_arg(vm, args[1], "inet_pton", text, sizeof text)) return V_ABSENT;
  int r = inet_pton(family, text, a);
  if (r < 0) return os_error_now(vm);
  if (r == 0) return raise(vm, EXC_OSError, "illegal IP address string passed to inet_pton");
  return bytes_new(vm, a, family == AF_INET ? 4 : 16);
}

static Value address_text(VM *vm, int family, Value packed, const char *wrong_length) {
  char text[INET6_ADDRSTRLEN];
  Buffer b;
  if (!buffer_get(vm, packed, &b)) return V_ABSENT;
  bool fits = b.len == (family == AF_INET ? 4u : 16u);
  const char *done = fits ? inet_ntop(family, b.data, text, sizeof text) : NULL;
  buffer_release(vm, &b);
  if (!fits) return wrong_length ? raise(vm, EXC_OSError, "%s", wrong_length) : raise_value(vm, "invalid length of packed IP address string");
  return done ? str_from_c(vm, text) : os_error_now(vm);
}

static Value info_inet_ntoa(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return address_text(vm, AF_INET, args[0], "packed IP wrong length for inet_ntoa");
}

static Value info_inet_ntop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int family;
  if (!int32_arg(vm, args[0], 0, &family)) return V_ABSENT;
  if (family != AF_INET && family != AF_INET6) return raise_value(vm, "unknown address family %d", family);
  return address_text(vm, family, args[1], NULL);
}

// ---- byte order

static bool bits16_arg(VM *vm, Value v, const char *who, uint16_t *out) {
  int64_t n;
  if (!obj_index_i64(vm, v, &n)) return false;
  if (n < 0) return raise(vm, EXC_OverflowError, "%s: can't convert negative Python int to C 16-bit unsigned integer", who), false;
  if (n > 0xffff) return raise(vm, EXC_OverflowError, "%s: Python int too large to convert to C 16-bit unsigned integer", who), false;
  *out = (uint16_t)n;
  return true;
}

static bool bits32_arg(VM *vm, Value v, uint32_t *out) {
  int64_t n;
  if (!is_integer(v)) return raise_type(vm, "expected int, %T found", v), false;
  if (int_sign(v) < 0) return raise(vm, EXC_OverflowError, "can't convert negative value to unsigned int"), false;
  if (!int_to_i64(v, &n) || n > UINT32_MAX) return raise(vm, EXC_OverflowError, "int larger than 32 bits"), false;
  *out = (uint32_t)n;
  return true;
}

static Value swap16(VM *vm, Value v, const char *who) {
  uint16_t n;
  return bits16_arg(vm, v, who, &n) ? from_int(htons(n)) : V_ABSENT;
}
static Value swap32(VM *vm, Value v) {
  uint32_t n;
  return bits32_arg(vm, v, &n) ? from_int(htonl(n)) : V_ABSENT;
}
static Value info_htons(VM *vm, Value *args, uint32_t argc) { return (void)argc, swap16(vm, args[0], "htons"); }
static Value info_ntohs(VM *vm, Value *args, uint32_t argc) { return (void)argc, swap16(vm, args[0], "ntohs"); }
static Value info_htonl(VM *vm, Value *args, uint32_t argc) { return (void)argc, swap32(vm, args[0]); }
static Value info_ntohl(VM *vm, Value *args, uint32_t argc) { return (void)argc, swap32(vm, args[0]); }

// ---- interfaces

static Value info_if_nameindex(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  struct if_nameindex *all = if_nameindex();
  if (!all) return os_error_now(vm);
  Value list = list_new(vm, 0);
  for (struct if_nameindex *i = all; list && i->if_index; i++) {
    Value name = str_from_c(vm, i->if_name), pair = name ? tuple_pack(vm, 2, from_int(i->if_index), name) : V_ABSENT;
    bool ok = pair && list_append(vm, as_list(list), pair);
    release(vm, pair);
    release(vm, name);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  if_freenameindex(all);
  return list;
}

static Value info_if_nametoindex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char name[256];
  if (!sock_host_arg(vm, args[0], name, sizeof name)) return V_ABSENT;
  unsigned index = if_nametoindex(name);
  return index ? from_int(index) : raise(vm, EXC_OSError, "no interface with this name");
}

static Value info_if_indextoname(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char name[IF_NAMESIZE + 1];
  int64_t index;
  if (!obj_index_i64(vm, args[0], &index)) return V_ABSENT;
  return if_indextoname((unsigned)index, name) ? str_from_c(vm, name) : os_error_now(vm);
}

const NativeDef socket_info_functions[] = {
  {"socketpair", "(family=None, type=None, proto=0, /)", info_socketpair, 0, "A pair of connected sockets."},
  {"dup", "(fd, /)", info_dup, 0, "A duplicate of a socket's descriptor."},
  {"close", "(fd, /)", info_close, 0, "Close a socket's descriptor."},
  {"getdefaulttimeout", "()", info_getdefaulttimeout, NATIVE_PURE, "Returns the default timeout in seconds (float) for new socket objects."},
  {"setdefaulttimeout", "(timeout, /)", info_setdefaulttimeout, NATIVE_PURE, "Set the default timeout in seconds (float) for new socket objects."},
  {"getaddrinfo", "(host, port, family=0, type=0, proto=0, flags=0)", info_getaddrinfo, 0, "Resolve host and port into addrinfo tuples."},
  {"getnameinfo", "(sockaddr, flags, /)", info_getnameinfo, 0, "Get host and port for a sockaddr."},
  {"gethostname", "()", info_gethostname, 0, "Return the current host name."},
  {"sethostname", "(name, /)", info_sethostname, 0, "Sets the hostname."},
  {"gethostbyname", "(host, /)", info_gethostbyname, 0, "Return the IP address (a string of the form '255.255.255.255') for a host."},
  {"gethostbyname_ex", "(host, /)", info_gethostbyname_ex, 0, "Return the true host name, a list of aliases, and a list of IP addresses, for a host."},
  {"gethostbyaddr", "(host, /)", info_gethostbyaddr, 0, "Return the true host name, a list of aliases, and a list of IP addresses, for a host given by address."},
  {"getservbyname", "(servicename, protocolname=None, /)", info_getservbyname, 0, "Return a port number from a service name and protocol name."},
  {"getservbyport", "(port, protocolname=None, /)", info_getservbyport, 0, "Return the service name from a port number and protocol name."},
  {"getprotobyname", "(name, /)", info_getprotobyname, 0, "Return the protocol number for the named protocol."},
  {"inet_aton", "(ip_addr, /)", info_inet_aton, NATIVE_PURE, "Convert an IP address in string format to the 32-bit packed binary format."},
  {"inet_ntoa", "(packed_ip, /)", info_inet_ntoa, NATIVE_PURE, "Convert an IP address from 32-bit packed binary format to string format."},
  {"inet_pton", "(af, ip, /)", info_inet_pton, NATIVE_PURE, "Convert an IP address from string format to a packed string."},
  {"inet_ntop", "(af, packed_ip, /)", info_inet_ntop, NATIVE_PURE, "Convert a packed IP address of the given family to string format."},
  {"htons", "(x, /)", info_htons, NATIVE_PURE, "Convert a 16-bit unsigned integer from host to network byte order."},
  {"ntohs", "(x, /)", info_ntohs, NATIVE_PURE, "Convert a 16-bit unsigned integer from network to host byte order."},
  {"htonl", "(x, /)", info_htonl, NATIVE_PURE, "Convert a 32-bit integer from host to network byte order."},
  {"ntohl", "(x, /)", info_ntohl, NATIVE_PURE, "Convert a 32-bit integer from network to host byte order."},
  {"if_nameindex", "()", info_if_nameindex, 0, "Returns a list of network interface information (index, name) tuples."},
  {"if_nametoindex", "(if_name, /)", info_if_nametoindex, 0, "Returns the interface index corresponding to the interface name."},
  {"if_indextoname", "(if_index, /)", info_if_indextoname, 0, "Returns the interface name corresponding to the interface index."},
  {"CMSG_LEN", "(length, /)", socket_cmsg_len, NATIVE_PURE, "The total length of an ancillary data item with data of the given length, without trailing padding."},
  {"CMSG_SPACE", "(length, /)", socket_cmsg_space, NATIVE_PURE, "The room that recvmsg() needs for an ancillary data item with data of the given length."},
  {0},
};
