# Threads at one file: print, buffered writing, reading lines, a pipe that blocks the others.
import io
import os
import sys
import threading
from threading import Thread

sys.setswitchinterval(1e-5)


def together(f, count=6):
    threads = [Thread(target=f, args=(n,)) for n in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


path = f'/tmp/aster-threads-{os.getpid()}'
with open(path, 'w') as f:
    together(lambda n: [f.write(f'{n}:{i}:{"x" * (i % 50)}\n') for i in range(400)])
with open(path) as f:
    lines = f.read().splitlines()
print(len(lines), all(len(line.split(':')[2]) == int(line.split(':')[1]) % 50 for line in lines))
for n in range(6):
    mine = [int(line.split(':')[1]) for line in lines if line.startswith(f'{n}:')]
    print(n, mine == list(range(400)))

with open(path, 'wb', buffering=64) as f:
    together(lambda n: [f.write(bytes([65 + n]) * (i % 200) + b'\n') for i in range(200)])
with open(path, 'rb') as f:
    data = f.read()
print(len(data), all(len(set(line)) <= 1 for line in data.split(b'\n')))

got = []
with open(path, 'rb', buffering=32) as f:
    together(lambda n: [got.append(f.read(7)) for _ in range(300)])
print(sum(map(len, got)))
os.remove(path)

# who reads a pipe does not hold up the others
r, w = os.pipe()
reader = open(r, 'rb')
t = Thread(target=lambda: got.append(reader.readline()))
t.start()
print('main goes on')
os.write(w, b'line\n')
t.join()
print(got[-1])
os.close(w)
print(reader.read())
reader.close()

# a pipe that is full
r, w = os.pipe()
out = open(w, 'w')
t = Thread(target=lambda: (out.write('y' * 500000), out.close()))
t.start()
total = 0
while chunk := os.read(r, 65536):
    total += len(chunk)
t.join()
os.close(r)
print(total)


# calls that come back to the same object
class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        buffered.write(b'again')
        return len(data)


buffered = io.BufferedWriter(Raw(), 4)
try:
    buffered.write(b'0123456789')
except RuntimeError as e:
    print(type(e).__name__, str(e).split(' at ')[0])
buffered.raw.write = lambda data: len(data)
together(lambda n: print(end=''))
