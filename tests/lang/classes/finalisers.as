# __del__: prompt, ordered, and with reference cycles left for the collector.
import gc


class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)


d = D("rebound")
d = D("second")
print("after rebind")
del d
print("after del")
D("temporary")
print("after temporary")


def f():
    local = D("local")
    print("in f")
    return "result"


print(f())
l = [D("l0"), D("l1"), D("l2")]
l.pop(1)
print("popped")
l.clear()
print("cleared")
x = y = D("shared")
del x
print("one left")
y = None
d = {"k": D("value")}
d["k"] = D("replacement")
del d["k"]
(lambda: D("in lambda"))()
[D(f"comp{i}") for i in range(2)]
for i in range(2):
    loop = D(f"loop{i}")
del loop
try:
    e = D("in try")
    raise ValueError
except ValueError:
    del e
    print("handled")


def g(arg):
    arg = None
    print("arg dropped")


g(D("arg"))


class Res:
    def __del__(self):
        global saved
        saved = self
        print("resurrect")


r = Res()
del r
print(type(saved).__name__)
saved = None
print("second drop silent")


class Node:
    def __init__(self, n): self.n, self.next = n, None
    def __del__(self): print("node", self.n)


a, b = Node("a"), Node("b")
a.next, b.next = b, a
del a, b
print("cycle dropped")
gc.collect()
print("collected")
s = Node("self")
s.next = s
s = None
gc.collect()


def gen():
    keep = D("in generator")
    try:
        yield 1
        yield 2
    finally:
        print("gen finally")


it = gen()
next(it)
del it
print("generator gone")


class Chain:
    def __init__(self, n, nxt): self.n, self.nxt = n, nxt
    def __del__(self): print("chain", self.n, end=" ")


c = Chain(0, Chain(1, Chain(2, None)))
del c
print()
deep = None
for i in range(200000):
    deep = (deep,)
del deep
print("deep tuple freed")
deep = None
for i in range(100000):
    n = Node.__new__(Node) if 0 else [deep]
    deep = n
del deep, n
print("deep list freed")
t = (D("t0"), D("t1"))
u = t
del t
print("tuple alive")
del u
o = D("attr holder")
o.child = D("child")
del o
saved = D("at exit")
print("end")
