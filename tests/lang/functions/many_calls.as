# Calls in bulk: deep argument lists, mixed forms in loops, polymorphic sites, methods in hot loops.
class A:
    k = 1
    def m(self, x): return x + self.k
class B(A):
    k = 10
class C:
    def m(self, x): return str(x)
class F:
    m = staticmethod(lambda x: -x)
class G:
    @classmethod
    def m(cls, x): return cls.__name__ + str(x)


out = []
objs = [A(), B(), C(), F(), G()]
for i in range(100):
    out.append(objs[i % 5].m(i))
print(out[:10], len(out))
B.k = 100
print([o.m(1) for o in objs])
A.m = lambda self, x: ("patched", x)
print([o.m(1) for o in objs])
objs[0].m = lambda x: ("instance", x)
print([o.m(1) for o in objs])
del A.m
for o in objs:
    try:
        print(o.m(2))
    except AttributeError as e:
        print(e)


def add(a, b): return a + b


acc = []
for pair in [(1, 2), ("a", "b"), (1.5, 2), ([1], [2]), (2 ** 62, 2 ** 62), (True, 1), (1j, 2), ((), (1,)), (b"x", b"y"), (1, 2.5)]:
    for _ in range(20):
        r = add(*pair)
    acc.append(r)
print(acc)
total = 0
for i in range(2000):
    total = add(total, i) if i % 3 else add(total, float(i))
print(total)


def count(n):
    c = 0
    while c < n:
        c += 1
    return c


print(count(50000))
x = 2 ** 62
for i in range(5):
    x = x + x
print(x, x - 1 < x)
n = 0
for v in [1, 1.0, True, 2 ** 70, "s", None, (), [], 5] * 3:
    n += v == 1
print(n)


class Counter:
    def __init__(self): self.n = 0
    def inc(self): self.n += 1; return self


c = Counter()
for _ in range(1000):
    c.inc().inc()
print(c.n)
d = {}
for i in range(1000):
    d[i % 7] = d.get(i % 7, 0) + i
print(d)
g = globals()
for i in range(3):
    g[f"dyn{i}"] = i
print(dyn0 + dyn1 + dyn2)


def use_len(v): return len(v)


print(use_len([1]), use_len("ab"))
len_backup = len
def len(v): return "shadow"
print(use_len([1]))
del len
print(use_len([1, 2, 3]))


def late(): return helper()
def helper(): return "first"
print(late())
def helper(): return "second"
print(late())
