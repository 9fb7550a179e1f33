# Queues between threads: producers and consumers, join, shutdown, waiting with and without a time.
import sys
import threading
from queue import Empty, Full, PriorityQueue, Queue, ShutDown, SimpleQueue
from threading import Thread

sys.setswitchinterval(1e-4)


def start(f, *args):
    t = Thread(target=f, args=args)
    t.start()
    return t


for make in (lambda: Queue(5), Queue, SimpleQueue):
    q, sums = make(), []

    def consume():
        total = 0
        while (item := q.get()) is not None:
            total += item
        sums.append(total)

    def produce(n):
        for i in range(300):
            q.put(i)

    consumers = [start(consume) for _ in range(4)]
    for t in [start(produce, n) for n in range(4)]:
        t.join()
    for _ in consumers:
        q.put(None)
    for t in consumers:
        t.join()
    print(sum(sums), q.qsize())

q, done = Queue(), []


def work(source):
    while True:
        item = source.get()
        done.append(item)
        source.task_done()


for _ in range(3):
    Thread(target=work, args=(q,), daemon=True).start()
for i in range(50):
    q.put(i)
q.join()
print(sorted(done) == list(range(50)), q.unfinished_tasks)


def told(f, *args):
    try:
        results.append(f(*args))
    except Exception as e:
        results.append(type(e).__name__)


# shutdown wakes who waits
q, results = Queue(1), []
q.put('first')
threads = [start(told, q.put, n) for n in range(3)]
while len(q.not_full._waiters) < 3:
    pass
q.shutdown()
for t in threads:
    t.join()
told(q.put, 1)
told(q.get)
told(q.get)
print(results, q.is_shutdown)

q, results = Queue(), []
threads = [start(told, q.get) for n in range(3)]
while len(q.not_empty._waiters) < 3:
    pass
q.shutdown(immediate=True)
for t in threads:
    t.join()
print(results)

q, results = Queue(), []
for i in range(4):
    q.put(i)
t = start(told, q.join)
q.shutdown(immediate=True)
t.join()
print(results, q.qsize(), q.unfinished_tasks)
told(q.get)
told(q.put, 1)
told(q.get_nowait)
print(results)

# a slow producer
q = SimpleQueue()
gate = threading.Event()
t = start(lambda: (gate.wait(), q.put('late')))
try:
    q.get(timeout=0.02)
except Empty:
    print('empty')
gate.set()
print(q.get(timeout=10))
t.join()
