# Semaphore, BoundedSemaphore, Barrier, Timer.
import threading
from threading import Barrier, BoundedSemaphore, BrokenBarrierError, Event, Semaphore, Thread, Timer


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__, e)


def shape(o):
    import re
    return re.sub(r'0x[0-9a-f]+', 'ADDRESS', repr(o))


s = Semaphore(2)
print(shape(s), s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01), shape(s))
s.release(3)
print(shape(s))
told(s.release, 0)
told(s.acquire, False, 1)
told(Semaphore, -1)
told(Semaphore, 'x')
with s as entered:
    print(entered, shape(s))
b = BoundedSemaphore(1)
print(shape(b))
told(b.release)
with b:
    print(shape(b))
told(b.release, 2)
print(shape(Semaphore()), shape(BoundedSemaphore(5)))

inside = most = 0
guard = threading.Lock()
limit = Semaphore(3)


def visit():
    global inside, most
    for _ in range(50):
        with limit:
            with guard:
                inside += 1
                most = max(most, inside)
            with guard:
                inside -= 1


threads = [Thread(target=visit) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(inside, most <= 3, shape(limit))

told(Barrier, 0)
told(Barrier, 'x')
rounds, indices = [], []
actions = []
barrier = Barrier(3, action=lambda: actions.append(len(rounds)))


def runner():
    for k in range(10):
        indices.append(barrier.wait())
        rounds.append(k)
        barrier.wait()


threads = [Thread(target=runner) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(rounds == sorted(rounds), len(rounds), sorted(indices) == sorted([0, 1, 2] * 10), actions == sorted(actions), len(actions))
print(shape(barrier), barrier.parties, barrier.n_waiting, barrier.broken)

bad = Barrier(1, action=lambda: 1 / 0)
told(bad.wait)
print(shape(bad), bad.broken)
told(bad.wait)
bad.reset()
print(bad.broken)
told(Barrier(2, timeout=0.01).wait)
told(Barrier(2).wait, 0.01)
alone = Barrier(2)
results = []


def waits(entered):
    entered.set()
    try:
        alone.wait()
    except BrokenBarrierError as e:
        results.append(type(e).__name__)


for end in (alone.reset, alone.abort):
    entered = Event()
    t = Thread(target=waits, args=(entered,))
    t.start()
    entered.wait()
    while not alone.n_waiting:
        pass
    end()
    t.join()
    print(results, alone.broken, alone.n_waiting)
alone.reset()
print(Barrier(1).wait(), issubclass(BrokenBarrierError, RuntimeError))

fired = Event()
out = []
timer = Timer(0.01, lambda *a, **k: (out.append((a, k)), fired.set()), [1], {'x': 2})
print(timer.name.startswith('Thread-'), timer.daemon, timer.interval)
timer.start()
fired.wait()
timer.join()
print(out, timer.finished.is_set())
timer = Timer(1000, out.append, args=(3,))
timer.start()
timer.cancel()
timer.join()
print(out)
