# A buffered writer over a pipe that does not block: what it says it has taken is what arrives.
import os, io, fcntl
def run(n, N):
    r, w = os.pipe()
    for fd in (r, w): os.set_blocking(fd, False)
    sent=[]; received=[]
    rf = io.open(r,'rb',0); rf = io.BufferedReader(rf, 16)
    wf = io.BufferedWriter(io.open(w,'wb',0), n)
    for size in (9999, 73, 7574):
        for i in range(N):
            msg = bytes([i % 26 + 97]) * size
            while True:
                try: wf.write(msg)
                except io.BlockingIOError as e:
                    sent.append(msg[:e.characters_written])
                    got = rf.read()
                    received.append(got or b'')
                    msg = msg[e.characters_written:]
                    continue
                sent.append(msg); break
    while True:
        try: wf.flush(); break
        except io.BlockingIOError as e:
            received.append(rf.read() or b'')
    while (g := rf.read()) : received.append(g)
    s=b''.join(sent); t=b''.join(received)
    print(len(s), len(t), s==t)
run(1024, 100)
run(16 * 1024, 60)
