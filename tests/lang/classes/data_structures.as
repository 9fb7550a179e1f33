# Classes that behave as containers and numbers: vector, linked list, fraction, LRU, tree.
class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __iter__(self): yield self.x; yield self.y
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __bool__(self): return any(self)


v, w = Vec(1, 2), Vec(3, 4)
print(v + w, v - w, v * 3, 3 * v, -v, abs(w), v == Vec(1, 2), v != w, {v: 1}[Vec(1, 2)], [*v], v @ w, bool(Vec(0, 0)), sum([v, w], Vec(0, 0)))
x, y = w
v += w
print(x, y, v)
try:
    v + 1
except TypeError as e:
    print(e)


class Fraction:
    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        a, b = abs(n), abs(d)
        while b:
            a, b = b, a % b
        s = -1 if d < 0 else 1
        self.n, self.d = s * n // a, s * d // a

    @classmethod
    def of(cls, v): return v if isinstance(v, cls) else cls(v)
    def __add__(self, o): o = self.of(o); return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    def __mul__(self, o): o = self.of(o); return Fraction(self.n * o.n, self.d * o.d)
    def __truediv__(self, o): o = self.of(o); return Fraction(self.n * o.d, self.d * o.n)
    def __rtruediv__(self, o): return self.of(o) / self
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return Fraction(-self.n, self.d)
    def __sub__(self, o): return self + -self.of(o)
    def __rsub__(self, o): return self.of(o) - self
    def __eq__(self, o): o = self.of(o); return (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = self.of(o); return self.n * o.d < o.n * self.d
    def __float__(self): return self.n / self.d
    def __str__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    def __format__(self, spec): return format(float(self), spec) if spec else str(self)


h = Fraction(1, 2)
print(h + Fraction(1, 3), h - 1, 1 - h, h * 4, 1 / h, h / 3, h == Fraction(2, 4), h < 1, float(h), f"{h:.3f} {h}", sum((Fraction(1, k) for k in range(1, 11)), Fraction(0)), max(h, Fraction(2, 3)), sorted([h, Fraction(1, 3)])[0])


class Linked:
    class Node:
        def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt

    def __init__(self, it=()):
        self.head, self.size = None, 0
        for v in it:
            self.push(v)

    def push(self, v): self.head, self.size = self.Node(v, self.head), self.size + 1
    def __len__(self): return self.size
    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.nxt
    def __getitem__(self, i):
        if isinstance(i, slice):
            return [*self][i]
        for k, v in enumerate(self):
            if k == i:
                return v
        raise IndexError(i)
    def __reversed__(self): return iter([*self][::-1])
    def __contains__(self, v): return any(x == v for x in self)


l = Linked("abc")
print(list(l), len(l), l[0], l[1:], "b" in l, "z" in l, list(reversed(l)), bool(Linked()), dict(enumerate(l)))
try:
    l[9]
except IndexError as e:
    print("IndexError", e)


class LRU(dict):
    def __init__(self, cap): self.cap = cap
    def __getitem__(self, k):
        v = self.pop(k)
        super().__setitem__(k, v)
        return v
    def __setitem__(self, k, v):
        self.pop(k, None)
        if len(self) >= self.cap:
            del self[next(iter(self))]
        super().__setitem__(k, v)


c = LRU(2)
c["a"], c["b"] = 1, 2
c["a"]
c["c"] = 3
print(c, "b" in c)


class Tree:
    def __init__(self, v): self.v, self.l, self.r = v, None, None
    def add(self, v):
        side = "l" if v < self.v else "r"
        if (sub := getattr(self, side)) is None:
            setattr(self, side, Tree(v))
        else:
            sub.add(v)
        return self
    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r
    def depth(self): return 1 + max((t.depth() for t in (self.l, self.r) if t), default=0)


t = Tree(5)
for v in [3, 8, 1, 4, 7, 9, 2, 6]:
    t.add(v)
print([*t], t.depth(), sum(t), max(t), 4 in t, list(zip(t, "abc")))
