# Sockets, pipes and child processes that block hold up their thread only.
import os
import select
import socket
import subprocess
import threading
from threading import Thread


def serve(listener, count):
    for _ in range(count):
        connection, _ = listener.accept()
        with connection:
            while data := connection.recv(1024):
                connection.sendall(data.upper())


listener = socket.create_server(('127.0.0.1', 0))
server = Thread(target=serve, args=(listener, 3))
server.start()
for text in (b'one', b'two', b'x' * 5000):
    with socket.create_connection(listener.getsockname()) as client:
        client.sendall(text)
        client.shutdown(socket.SHUT_WR)
        got = b''.join(iter(lambda: client.recv(700), b''))
        print(len(got), got[:3])
server.join()
listener.close()

a, b = socket.socketpair()
got = []
t = Thread(target=lambda: got.append(a.recv(10)))
t.start()
print('not held up by recv')
b.send(b'late')
t.join()
print(got)
t = Thread(target=lambda: got.append(select.select([a], [], [])[0] == [a]))
t.start()
print('not held up by select')
b.send(b'more')
t.join()
print(got[-1], a.recv(10))
a.settimeout(0.01)
try:
    a.recv(1)
except TimeoutError as e:
    print(type(e).__name__, e)
a.close()
b.close()

gate = threading.Event()
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(w)
    os.read(r, 1)
    os._exit(7)
t = Thread(target=lambda: (got.append(os.waitpid(pid, 0)[1] >> 8), gate.set()))
t.start()
print('not held up by waitpid', gate.is_set())
os.close(w)
os.close(r)
t.join()
print(got[-1])

child = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
t = Thread(target=lambda: got.append(child.stdout.read()))
t.start()
child.stdin.write(b'through cat')
child.stdin.close()
print(child.wait())
t.join()
child.stdout.close()
print(got[-1])
