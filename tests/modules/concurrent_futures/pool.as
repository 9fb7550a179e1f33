# ThreadPoolExecutor: submit, map, shutdown, cancelling, initialisers, what is refused, waiting for several.
import concurrent.futures as cf
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, e)


with ThreadPoolExecutor(2, 'pre') as pool:
    print(pool.submit(pow, 2, 10).result(), pool.submit(lambda *a, **k: (a, k), 1, x=2).result())
    told(pool.submit(lambda: 1 / 0).result)
    print(list(pool.map(pow, [2, 3, 4], [3, 2])), list(pool.map(str, range(5), chunksize=2)))
    print(pool.submit(lambda: threading.current_thread().name).result()[:4], pool._max_workers)
    it = pool.map(lambda x: 1 / x, [1, 0, 2])
    print(next(it))
    told(next, it)
    told(next, it)
    told(pool.submit)
    told(pool.map, pow, 3)
told(pool.submit, pow, 1, 2)
told(pool.map, pow, [1], [2])
told(ThreadPoolExecutor, 0)
told(ThreadPoolExecutor, -1)
told(ThreadPoolExecutor, initializer=1)
told(cf.Executor().submit, 1)
print(cf.Executor().shutdown(), [c.__name__ for c in BrokenThreadPool.__mro__[:3]])

# one worker: the rest waits its turn, and can be cancelled
gate, entered = threading.Event(), threading.Event()
pool = ThreadPoolExecutor(1)
first = pool.submit(lambda: (entered.set(), gate.wait(), 'first')[-1])
entered.wait()
rest = [pool.submit(str, n) for n in range(4)]
print(first.running(), first.cancel(), rest[1].cancel(), [f.cancelled() for f in rest], [f.done() for f in rest])
told(lambda: first.result(0.01))
told(lambda: next(pool.map(str, [1], timeout=0.01)))
done, not_done = cf.wait([first, rest[0]], 0.01)
print(len(done), len(not_done))
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in rest])
gate.set()
print(first.result())
pool.shutdown()

order = []
with ThreadPoolExecutor(4) as pool:
    events = [threading.Event() for _ in range(4)]

    def step(n):
        events[n].wait()
        return n

    futures = [pool.submit(step, n) for n in range(4)]
    events[2].set()
    for f in cf.as_completed(futures):
        order.append(f.result())
        if len(order) < 4:
            events[(order[-1] + 1) % 4].set()
print(order)

with ThreadPoolExecutor(3) as pool:
    barrier = threading.Barrier(3)
    print(sorted(pool.map(lambda n: (barrier.wait() >= 0, n), range(3))))
    bad = threading.Event()

    def fails():
        bad.wait()
        raise KeyError('k')

    def hangs():
        gate.wait()

    gate.clear()
    futures = [pool.submit(hangs), pool.submit(fails)]
    bad.set()
    done, not_done = cf.wait(futures, return_when=cf.FIRST_EXCEPTION)
    print([type(f.exception()).__name__ for f in done], len(not_done))
    gate.set()
    print(len(cf.wait(futures).done))

local = threading.local()


def setup(*args):
    local.args = args


with ThreadPoolExecutor(2, initializer=setup, initargs=(1, 2)) as pool:
    print(set(pool.map(lambda _: local.args, range(10))))


def refuses():
    raise ValueError('init')


class Quiet:
    def write(self, text):
        pass

    def flush(self):
        pass


sys.stderr = Quiet()
pool = ThreadPoolExecutor(1, initializer=refuses)
f = pool.submit(print, 1)
told(f.result)
told(pool.submit, print, 1)
pool.shutdown()
sys.stderr = sys.__stderr__

# an executor that nobody holds lets its threads go
pool = ThreadPoolExecutor(2)
threads = []
pool.submit(lambda: threads.append(threading.current_thread())).result()
del pool
threads[0].join(10)
print(threads[0].is_alive())

# many small calls, results in order
with ThreadPoolExecutor(8) as pool:
    print(sum(pool.map(lambda n: n * n, range(2000))))
    f = pool.submit(lambda: pool.submit(lambda: 'nested').result())
    print(f.result())
ThreadPoolExecutor(1).submit(print, 'at exit: waited for')
