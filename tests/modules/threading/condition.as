# Condition and Event: who is woken, in which order, with which results, and what is refused.
import threading
from threading import Condition, Event, Lock, RLock, Thread


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


c = Condition()
told(c.wait)
told(c.notify)
told(c.notify_all)
with c:
    print(c.wait(0.01), c.wait(0), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 'yes', 1), c.wait_for(lambda: [], 0))
    print(repr(c).endswith(', 0)>'), repr(c).startswith('<Condition(<locked _thread.RLock object owner='))
told(Condition, 1)
told(Condition(Lock()).release)

order, waiting = [], []


def waiter(n):
    with c:
        waiting.append(n)
        ready.set()
        order.append((n, c.wait()))
        done.release()


ready, done = Event(), threading.Semaphore(0)
threads = []
for n in range(5):
    ready.clear()
    threads.append(Thread(target=waiter, args=(n,)))
    threads[-1].start()
    ready.wait()
with c:
    print(repr(c)[-4:])
    c.notify()
done.acquire()
print(order)
with c:
    c.notify(2)
done.acquire()
done.acquire()
print(sorted(order))
with c:
    c.notify_all()
for t in threads:
    t.join()
print(sorted(order), repr(c)[-4:])

# a lock held twice is let go as a whole
r = RLock()
both = Condition(r)


def other():
    with both:
        print('inside', r._recursion_count())
        both.notify()


with both:
    with both:
        t = Thread(target=other)
        t.start()
        print(both.wait(10), r._recursion_count())
t.join()

# a bounded buffer
items, got = [], []
room = Condition(Lock())


def produce():
    for i in range(20):
        with room:
            while len(items) >= 3:
                room.wait()
            items.append(i)
            room.notify_all()


def consume():
    for _ in range(20):
        with room:
            room.wait_for(lambda: items)
            got.append(items.pop(0))
            room.notify_all()


pair = [Thread(target=produce), Thread(target=consume)]
for t in pair:
    t.start()
for t in pair:
    t.join()
print(got, items)

e = Event()
print(e.is_set(), e.wait(0.01), e.wait(0), repr(e)[:20], repr(e)[-7:])
seen = []
threads = [Thread(target=lambda: seen.append(e.wait())) for _ in range(3)]
for t in threads:
    t.start()
e.set()
for t in threads:
    t.join()
print(seen, e.wait(), e.is_set(), repr(e)[-5:])
e.clear()
print(e.is_set())
told(e.wait, 'x')
