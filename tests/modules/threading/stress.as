# Eight threads at a time: on a list, a counter under a lock, a dict, attributes, exceptions, generators, imports, classes, closures.
import sys
import threading
from threading import Lock, Thread

sys.setswitchinterval(1e-5)
COUNT, ROUNDS = 8, 1500


def together(f):
    threads = [Thread(target=f, args=(n,)) for n in range(COUNT)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


shared = []
together(lambda n: [shared.append((n, i)) for i in range(ROUNDS)])
print(len(shared), all([i for m, i in shared if m == n] == list(range(ROUNDS)) for n in range(COUNT)))

total = 0
lock = Lock()


def add(n):
    global total
    for _ in range(ROUNDS):
        with lock:
            total += 1


together(add)
print(total)

table = {}


def fill(n):
    for i in range(ROUNDS):
        table[n, i] = str(i)
        if i % 3 == 0:
            del table[n, i]


together(fill)
print(len(table))


class Point:
    def __init__(self, x):
        self.x = x


points = [Point(0) for _ in range(50)]


def attributes(n):
    for i in range(ROUNDS):
        p = points[i % 50]
        setattr(p, f'a{n}', i)
        p.x = n
        getattr(p, f'a{n}')


together(attributes)
print(len(vars(points[0])))
caught = []


def failing(n):
    count = 0
    for i in range(ROUNDS):
        try:
            try:
                raise ValueError(i)
            finally:
                [][i:]
        except ValueError as e:
            count += e.args[0] == i
    caught.append(count)


together(failing)
print(caught)


def numbers(n):
    for i in range(n):
        yield i
        yield from range(i % 3)


sums = []
together(lambda n: sums.append(sum(sum(numbers(20)) for _ in range(50))))
print(sums)


def classes(n):
    made = []
    for i in range(60):
        cls = type(f'C{i}', (Point,), {'m': lambda self: self.x})
        made.append(cls(i).m())
    results.append(sum(made))


results = []
together(classes)
print(results)


def words(n):
    for i in range(ROUNDS):
        sys.intern(f'word{i}')
        ' '.join(sorted(f'{n} {i} b a'.split())).upper().encode().decode()
    done.append(n)


done = []
together(words)
print(sorted(done))


def load(n):
    import statistics_missing_name  # nobody has it


missing = []


def load_missing(n):
    try:
        load(n)
    except ImportError as e:
        missing.append(e.name)


together(load_missing)
print(missing)
together(lambda n: __import__('string').Template('$x').substitute(x=n))
cycles = []


def cyclic(n):
    for i in range(300):
        a = []
        a.append(a)
        p = Point(a)
        p.me = p
    cycles.append(n)


together(cyclic)
print(sorted(cycles), threading.active_count())
