# Blocking modes and timeouts.
import socket

a, b = socket.socketpair()
print(a.timeout, a.gettimeout(), a.getblocking())
a.settimeout(0.01)
print(a.timeout, a.gettimeout(), a.getblocking())
try:
    a.recv(1)
except TimeoutError as e:
    print(type(e).__name__, e, e.args, e.errno)
a.setblocking(False)
print(a.timeout, a.gettimeout(), a.getblocking())
try:
    a.recv(1)
except BlockingIOError as e:
    print(type(e).__name__, e)
a.settimeout(None)
print(a.gettimeout(), a.getblocking())
a.settimeout(0)
print(a.gettimeout(), a.getblocking())
total = 0
try:
    while True:
        total += a.send(b"x" * 65536)
except BlockingIOError as e:
    print("full", total > 0)
a.settimeout(0.01)
try:
    a.sendall(b"x" * 65536)
except TimeoutError as e:
    print(e)
got = 0
b.settimeout(5)
while got < total:
    got += len(b.recv(65536))
print("drained")
f = b.makefile("rb")
b.settimeout(0.01)
try:
    while f.read(1):
        pass
except TimeoutError as e:
    print("file", e)
try:
    f.read(1)
except OSError as e:
    print(type(e).__name__, e)
f.close()
a.close()
b.close()
print(socket.getdefaulttimeout())
socket.setdefaulttimeout(2.5)
with socket.socket() as s:
    print(s.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
with socket.create_server(("127.0.0.1", 0)) as server:
    server.settimeout(0.01)
    try:
        server.accept()
    except TimeoutError as e:
        print(e)
    client = socket.socket()
    client.setblocking(False)
    print(client.connect_ex(server.getsockname()) in (0, 115))
    server.settimeout(5)
    conn, _ = server.accept()
    print(conn.gettimeout(), conn.getblocking())
    print(client.connect_ex(server.getsockname()) in (0, 106))
    conn.close()
    client.close()
