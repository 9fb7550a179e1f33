# Connected sockets: sending, receiving, files, options, how they look.
import os
import socket

a, b = socket.socketpair()
print(a.family, a.type, a.proto, repr(a.family), repr(a.type))
print(a.send(b"abc"), a.sendall(b"defg"), b.recv(4), b.recv(100))
buffer = bytearray(8)
a.sendall(b"into")
print(b.recv_into(buffer), bytes(buffer))
a.sendall(b"xy")
print(b.recv_into(memoryview(buffer)[4:], 2), bytes(buffer))
a.sendall(b"peek")
print(b.recv(4, socket.MSG_PEEK), b.recv(4))
print(a.getsockname() == "", b.getpeername() == "", a.gettimeout(), a.getblocking())

files = b.makefile("rwb"), a.makefile("r", encoding="utf-8"), a.makefile("w", newline="\r\n")
print(files[2].write("one\ntwo é\n"), files[2].flush())
print(files[0].readline(), files[0].readline())
files[0].write("zwei ü\nlast".encode())
files[0].flush()
print(repr(files[1].readline()))
b.shutdown(socket.SHUT_WR)
print(repr(files[1].read()), repr(files[1].read()))
b.close()
print(b.fileno() >= 0)
files[0].close()
print(b.fileno())
for f in files:
    f.close()
a.close()
print(a, b)
for name in "recv", "send":
    try:
        getattr(a, name)(b"x" if name == "send" else 1)
    except OSError as e:
        print(type(e).__name__, e)

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
client = socket.create_connection(("localhost", port))
conn, address = server.accept()
print(address == client.getsockname(), conn.getpeername() == address, conn.family, conn.type, conn.gettimeout())
print(server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
print(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), len(client.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
client.sendall(b"x" * 100_000)
got = 0
while got < 100_000:
    got += len(conn.recv(65536))
print(got)
with client, conn:
    client.sendall(b"end")
    client.shutdown(socket.SHUT_WR)
    print(conn.recv(10), conn.recv(10))
print(client.fileno(), conn.fileno())
copy = server.dup()
print(copy.getsockname() == server.getsockname(), copy.fileno() != server.fileno())
fd = copy.detach()
again = socket.socket(fileno=fd)
print(again.family, again.type, again.proto == socket.IPPROTO_TCP, copy.fileno())
print(again.get_inheritable(), os.get_inheritable(fd))
again.close()
server.close()
