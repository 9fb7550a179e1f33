# A handler runs, and may raise, while a write waits for a pipe that is full: raw, buffered and text; and before a sleep.
import os
import signal
import time


def handler(number, frame):
    raise ZeroDivisionError("in the handler")


signal.signal(signal.SIGALRM, handler)
for name in "raw", "buffered", "text":
    r, w = os.pipe()
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        if name == "raw":
            while True:
                os.write(w, b"x" * 1000000)
        elif name == "buffered":
            f = open(w, "wb", closefd=False)
            f.write(b"x" * 10000000)
        else:
            f = open(w, "w", closefd=False)
            f.write("x" * 10000000)
    except ZeroDivisionError as e:
        print(name, e)
    if name != "raw":
        os.set_blocking(w, False)
        try:
            f.close()
        except OSError:
            pass
    os.close(r)
    os.close(w)

r, w = os.pipe()
signal.setitimer(signal.ITIMER_REAL, 0.1)
start = time.monotonic()
try:
    os.write(w, b"x" * 1000000)
    time.sleep(30)
except ZeroDivisionError as e:
    print(e, time.monotonic() - start < 20)
