# tee: an iterator that asks its own tee, one that fails and goes on, and a thread that waits inside.
import itertools
import threading


class Own:
    def __init__(self):
        self.asked = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.asked += 1
        if self.asked == 2:
            return next(b)
        if self.asked == 4:
            raise KeyError("once")
        return self.asked


a, b = itertools.tee(Own())
for _ in range(5):
    for which in a, b:
        try:
            print(next(which), end=" ")
        except (RuntimeError, KeyError) as e:
            print(type(e).__name__, e, end=" ")
print()

start, finish = threading.Event(), threading.Event()


class Slow:
    def __iter__(self):
        return self

    def __next__(self):
        start.set()
        finish.wait()
        return "slow"


a, b = itertools.tee(Slow())
got = []
thread = threading.Thread(target=lambda: got.append(next(a)))
thread.start()
start.wait()
try:
    next(b)
except RuntimeError as e:
    print(e)
finish.set()
thread.join()
print(got, next(b))
