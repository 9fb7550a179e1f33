# Queue, LifoQueue, PriorityQueue, SimpleQueue: order, bounds, timeouts, errors, subclasses.
import queue
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, ShutDown, SimpleQueue


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, e)


for cls in (Queue, LifoQueue, PriorityQueue):
    q = cls(3)
    print(cls.__name__, q.empty(), q.full(), q.qsize(), q.maxsize)
    for item in (2, 3, 1):
        q.put(item)
    print(q.full(), q.qsize(), q.unfinished_tasks)
    told(q.put, 4, False)
    told(q.put_nowait, 4)
    told(q.put, 4, timeout=0.01)
    told(q.put, 4, True, 0)
    told(q.put, 4, timeout=-1)
    print(q.get(), q.get_nowait(), q.get(True, 1), q.empty())
    told(q.get, False)
    told(q.get_nowait)
    told(q.get, timeout=0.01)
    told(q.get, timeout=-1)
    for _ in range(3):
        q.task_done()
    told(q.task_done)
    q.join()

q = Queue()
for i in range(100):
    q.put(i)
print(q.full(), [q.get() for _ in range(100)] == list(range(100)))

q = PriorityQueue()
for item in ((2, 'b'), (1, 'z'), (2, 'a'), (0, '')):
    q.put(item)
print([q.get() for _ in range(4)])
q.put(1)
told(q.put, 'x')

s = SimpleQueue()
print(s.empty(), s.qsize(), s.put(1), s.put(2, 3, 4), s.put(item=5), s.put_nowait(6), s.qsize(), s.empty())
print(s.get(), s.get(block=True, timeout=None), s.get(False), s.get_nowait())
told(s.get, timeout=-1)
told(s.get, False)
told(s.get, False, -1)
told(s.get, timeout=0.01)
told(s.get, timeout='x')
told(s.get, timeout=1e100)
told(s.get_nowait)
told(SimpleQueue, 1)
told(s.put)
print(SimpleQueue[int], Queue[int], queue.__all__)
print(Empty.__mro__[1].__name__, Full.__mro__[1].__name__, ShutDown.__mro__[1].__name__)


class Unique(Queue):
    def _init(self, maxsize):
        self.seen = set()
        super()._init(maxsize)

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


u = Unique()
for i in (1, 2, 1, 3, 2):
    u.put(i)
print(u.qsize(), u.unfinished_tasks, [u.get() for _ in range(3)])


class Named(SimpleQueue):
    def __init__(self, name):
        self.name = name


n = Named('q')
n.put(1)
print(n.name, n.get())
