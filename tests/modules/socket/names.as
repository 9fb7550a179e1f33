# Names, numbers, addresses, constants.
import socket

print(socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\x7f\0\0\1"))
print(socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_ntop(socket.AF_INET6, bytes(range(16))))
print(socket.inet_ntop(socket.AF_INET, b"\1\2\3\4"))
print(socket.htons(1), socket.ntohs(256), socket.htonl(1), socket.ntohl(16777216))
print(socket.getservbyname("http"), socket.getservbyname("http", "tcp"), socket.getservbyport(443, "tcp"))
print(socket.getprotobyname("tcp"), socket.getprotobyname("udp"))
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("localhost"))
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("::1", "http", 0, socket.SOCK_STREAM))
print(socket.getaddrinfo(None, 0, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE))
print(socket.getaddrinfo(b"127.0.0.1", b"99", socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.getnameinfo(("::1", 443, 0, 0), socket.NI_NUMERICHOST))
try:
    socket.getaddrinfo("no.such.host.invalid", 1)
except socket.gaierror as e:
    print(type(e), e.errno == socket.EAI_NONAME or e.errno == socket.EAI_AGAIN)
print(socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, repr(socket.SOCK_STREAM), repr(socket.MSG_PEEK), repr(socket.AI_PASSIVE))
print(socket.SOL_SOCKET, socket.SO_REUSEADDR, socket.SO_KEEPALIVE, socket.SO_ERROR, socket.IPPROTO_TCP, socket.TCP_NODELAY, socket.SOMAXCONN)
print(socket.AddressFamily(2), socket.SocketKind(1), socket.MsgFlag(2), socket.has_ipv6)
print(isinstance(socket.gethostname(), str), socket.SocketType is socket.socket.__mro__[1])
print(sorted(name for name in ("socket", "create_server", "fromfd", "AF_INET", "timeout", "SocketIO", "EBADF") if name in socket.__all__))
print(any(name == "lo" for _, name in socket.if_nameindex()), socket.if_indextoname(socket.if_nametoindex("lo")))
try:
    import pickle
    with socket.socket() as s:
        pickle.dumps(s)
except TypeError as e:
    print(e)
with socket.socket() as s:
    print(str(s).startswith("<socket.socket fd="), str(s).partition(" family")[2])
    s.bind(("127.0.0.1", 0))
    print("laddr=('127.0.0.1', " in repr(s), "raddr" in repr(s))
print(socket.has_dualstack_ipv6())
