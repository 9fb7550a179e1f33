# update_wrapper, wraps, partial, partialmethod, reduce, cmp_to_key, total_ordering, cached_property.
import functools
from functools import *


def deco(f):
    @wraps(f)
    def w(*a):
        "wrapper"
        return f(*a) + 1
    return w


@deco
def add(a: int, b) -> int:
    "adds"
    return a + b


add.__wrapped__.mark = 1
print(add(1, 2), add.__name__, add.__doc__, add.__annotations__, add.__wrapped__(1, 2), add.__qualname__, add.__module__)
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)

p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, partial(p, "11")(), partial(print, 1, 2, sep="-")(3))
print(repr(p), repr(partial(max, 1)))
q = partial(partial(max, 1), 5)
print(q.args, q(3, 9))
p.note = "x"
print(p.__dict__)
try:
    partial()
except TypeError as e:
    print(e)
try:
    partial(5)
except TypeError as e:
    print(e)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *, why="?"):
        self.alive = state
        return why

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, why="dead")


c = Cell()
print(c.set_alive(), c.alive, c.set_dead(), c.alive, c.set_dead(why="w"))
print(Cell.__dict__["set_alive"].args, Cell.__dict__["set_dead"].keywords)
try:
    partialmethod(3)
except TypeError as e:
    print(e)

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), reduce(max, iter([3, 9, 2])))
try:
    reduce(max, [])
except TypeError as e:
    print(e)

print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
K = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(K(1) < K(2), K(1) == K(1), K(2) >= K(3), K(5).obj)
try:
    K(1) < 1
except TypeError as e:
    print(e)


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.n < o.n if isinstance(o, V) else NotImplemented


print(V(1) < V(2), V(1) <= V(1), V(1) > V(2), V(2) >= V(2), V.__ge__.__name__, V.__gt__.__doc__)
try:
    V(1) <= 3
except TypeError as e:
    print(e)
for op in ("__le__", "__gt__", "__ge__"):
    ns = {"__init__": V.__init__, "__eq__": lambda a, b: a.n == b.n,
          op: lambda a, b, op=op: getattr(a.n, op)(b.n)}
    W = total_ordering(type("W", (), ns))
    print(op, [[W(a) < W(b), W(a) <= W(b), W(a) > W(b), W(a) >= W(b)] for a, b in ((1, 2), (2, 2), (3, 2))])
    print([getattr(W, n).__doc__ for n in ("__lt__", "__le__", "__gt__", "__ge__")])
try:
    total_ordering(type("X", (), {}))
except ValueError as e:
    print(e)


class C:
    calls = 0

    @cached_property
    def value(self):
        "doc of value"
        self.calls += 1
        return self.calls * 10


o = C()
print(o.value, o.value, o.calls, o.__dict__, C.value.__doc__, C.value.attrname)
del o.value
print(o.value)


class S:
    __slots__ = ()

    @cached_property
    def v(self):
        return 1


try:
    S().v
except TypeError as e:
    print(e)
cp = cached_property(lambda self: 1)
try:
    cp.__get__(o)
except TypeError as e:
    print(e)
try:
    class Two:
        a = cached_property(lambda self: 1)
        b = a
except TypeError as e:
    print(type(e).__name__, e)
print(functools.__all__)
