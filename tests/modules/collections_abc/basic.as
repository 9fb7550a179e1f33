# collections.abc: hooks, registrations and mixin methods.
import collections.abc as c
from collections.abc import *

samples = {"list": [], "tuple": (), "str": "", "bytes": b"", "bytearray": bytearray(), "range": range(1), "memoryview": memoryview(b""), "dict": {}, "set": set(), "frozenset": frozenset(), "keys": {}.keys(), "items": {}.items(), "values": {}.values(), "iter": iter([]), "gen": (i for i in ()), "int": 1, "func": len, "proxy": type.__dict__}
for name in c.__all__:
    if name != "ByteString":
        abc = getattr(c, name)
        print(name, abc.__module__, sorted(abc.__abstractmethods__), [k for k, v in samples.items() if isinstance(v, abc)])


class Seq(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = Seq(1, 2, 3, 2)
print(list(s), 2 in s, 9 in s, list(reversed(s)), s.index(2), s.index(2, 2), s.index(2, -1), s.count(2))
for args in ((9,), (1, 1), (3, 0, 2), (3, -4, -2)):
    try:
        print(s.index(*args))
    except ValueError as e:
        print("ValueError", e)
match s:
    case [1, *rest]:
        print("sequence", rest)


class MSeq(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


m = MSeq(1, 2)
m.append(3)
m.extend([4, 5])
m += (6,)
m.extend(m)
m.reverse()
m.remove(1)
print(m.items, m.pop(), m.pop(0), m.items)
m.clear()
print(m.items)


class Map(MutableMapping):
    def __init__(self, **kw):
        self.d = kw

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

    def __repr__(self):
        return f"Map({self.d})"


d = Map(a=1, b=2)
print(d.get("a"), d.get("z"), d.get("z", 0), "a" in d, list(d.keys()), list(d.items()), list(d.values()), d == {"a": 1, "b": 2}, d != Map(a=1))
print(d.keys(), d.items(), d.values(), len(d.keys()), 1 in d.values(), ("a", 1) in d.items(), ("a", 2) in d.items())
print(sorted(d.keys() & {"a"}), sorted(d.keys() | {"q"}), sorted(d.items() - {("a", 1)}), d.keys() == {"a", "b"}, d.keys().isdisjoint({"z"}))
d.update({"c": 3}, e=5)
d.update([("f", 6)])
d.update(Map(g=7))
print(d, d.pop("a"), d.pop("zz", None), d.setdefault("new", 0), d.setdefault("b", 9), d.popitem(), d)
for call in (lambda: d.pop("nope"), lambda: Map().popitem(), lambda: d["nope"], lambda: reversed(d)):
    try:
        call()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
match d:
    case {"b": x, **rest}:
        print("mapping", x, rest)
d.clear()
print(d)


class S(MutableSet):
    def __init__(self, it=()):
        self.l = []
        for x in it:
            self.add(x)

    def __contains__(self, x):
        return x in self.l

    def __iter__(self):
        return iter(self.l)

    def __len__(self):
        return len(self.l)

    def add(self, x):
        if x not in self.l:
            self.l.append(x)

    def discard(self, x):
        if x in self.l:
            self.l.remove(x)

    def __repr__(self):
        return f"S({self.l})"

    __hash__ = Set._hash


a, b = S("abc"), S("bcd")
print(a & b, a | b, a - b, a ^ b, a <= b, S("ab") < a, a >= S("a"), a > S("abc"), a == S("cba"), a != b, a.isdisjoint(S("z")))
print(a & "ab", "xa" | a, {"a"} - a, {"q"} ^ a, a == {"a", "b", "c"}, hash(S("ab")) == hash(frozenset("ab")))
a |= "z"
a &= S("abz")
a -= S("b")
a ^= S("aq")
print(a, a.pop(), a)
a.remove("q") if "q" in a else None
try:
    a.remove("none")
except KeyError as e:
    print("KeyError", e)
a.clear()
try:
    a.pop()
except KeyError as e:
    print("KeyError", repr(e))
try:
    a < [1]
except TypeError as e:
    print(e)


class G(Generator):
    n = 0

    def send(self, v):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n, v

    def throw(self, typ, val=None, tb=None):
        return super().throw(typ, val, tb)


g = G()
print(next(g), g.send("x"), list(g), g.close(), iter(g) is g)
try:
    g.throw(ValueError("v"))
except ValueError as e:
    print(repr(e))


class Stubborn(G):
    def throw(self, *a):
        return 1


try:
    Stubborn().close()
except RuntimeError as e:
    print(e)
print(Callable[[int, str], bool], Callable[..., int], Callable[[], None], Callable[[int], str].__args__, Sequence[int], Mapping[str, int].__origin__ is Mapping)
for bad in (lambda: Callable[int], lambda: Callable[int, str], lambda: Iterable()):
    try:
        bad()
    except TypeError as e:
        print(e)
class NoIter(list):
    __iter__ = None
print(isinstance(NoIter(), Iterable), issubclass(type("H", (), {"__hash__": None}), Hashable), isinstance([], Hashable))
