# Calls that wait let other threads run: recv, accept, connect, select, the resolver.
import select
import socket
import threading

a, b = socket.socketpair()
got = []
t = threading.Thread(target=lambda: got.append(a.recv(10)))
t.start()
b.sendall(b"to thread")
t.join()
print(got)

server = socket.create_server(("127.0.0.1", 0))


def serve():
    conn, _ = server.accept()
    with conn, conn.makefile("rwb") as f:
        for line in f:
            f.write(line.upper())
            f.flush()


t = threading.Thread(target=serve)
t.start()
with socket.create_connection(server.getsockname()) as client, client.makefile("rw") as f:
    for word in "one", "two":
        f.write(word + "\n")
        f.flush()
        print(f.readline(), end="")
t.join()
server.close()
ready = []
t = threading.Thread(target=lambda: ready.append(select.select([a], [], [])[0] == [a]))
t.start()
b.send(b"x")
t.join()
p = select.poll()
p.register(b, select.POLLIN)
t = threading.Thread(target=lambda: ready.append(len(p.poll())))
t.start()
a.send(b"y")
t.join()
print(ready)
sent = []
t = threading.Thread(target=lambda: sent.append(a.sendall(b"z" * 1_000_000)))
t.start()
total = len(b.recv(1))
while total < 1_000_001:
    total += len(b.recv(100_000))
t.join()
print(sent, total)
a.close()
b.close()
