# Every protocol: the bytes, and the object that comes back.
import pickle
from collections import OrderedDict, namedtuple


class Plain:
    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return f"Plain({self.a!r})"


class Slotted:
    __slots__ = ("x", "y")


class Stateful:
    def __init__(self):
        self.v = 1

    def __getstate__(self):
        return {"v": self.v + 1}

    def __setstate__(self, state):
        self.v = state["v"]


class Reduced:
    def __reduce__(self):
        return Plain, (5,)


class Listy(list):
    pass


class Named(namedtuple("Named", "a b")):
    pass


class NewArgs(str):
    def __new__(cls, text, extra=None):
        return super().__new__(cls, text)

    def __getnewargs_ex__(self):
        return (str(self),), {"extra": 3}


def function():
    pass


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


values = [None, True, False, 0, 255, 256, 65535, 65536, -1, 2 ** 31, -2 ** 31, -2 ** 31 - 1, 2 ** 100, -2 ** 63, 1.5, "", "a", "héllo\n\\", "x" * 300, b"", b"ab",
          b"y" * 300, bytearray(b"zz"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, "a"], {}, {"a": 1}, {"a": 1, "b": [2]}, set(), {1}, frozenset([1]), int,
          len, function, Plain, 3 + 4j, ..., range(3), slice(1, 2), OrderedDict(a=1)]
for value in values:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        print(protocol, data if len(data) < 90 else len(data), back == value, type(back) is type(value))
for protocol in range(6):
    p = pickle.loads(pickle.dumps(Plain([1, 2]), protocol))
    s = Slotted()
    s.x = 1
    show(lambda: pickle.loads(pickle.dumps(s, protocol)).x)
    lst = Listy([1, 2])
    lst.extra = "e"
    back = pickle.loads(pickle.dumps(lst, protocol))
    print(p, pickle.loads(pickle.dumps(Stateful(), protocol)).v, pickle.loads(pickle.dumps(Reduced(), protocol)), back, back.extra,
          pickle.loads(pickle.dumps(Named(1, 2), protocol)), pickle.loads(pickle.dumps(NewArgs("q"), protocol)))
    loop = [1]
    loop.append(loop)
    back = pickle.loads(pickle.dumps(loop, protocol))
    shared = [[], 0]
    shared[1] = shared[0]
    print(back[1] is back, (lambda x: x[0] is x[1])(pickle.loads(pickle.dumps(shared, protocol))))
print(pickle.dumps(Plain(1)), pickle.dumps([1, "a", "a", ("a",)]), len(pickle.dumps(list(range(3000)))), len(pickle.dumps("x" * 100000)))
show(lambda: pickle.dumps(lambda: 0))
show(lambda: pickle.dumps(x for x in ()))
show(lambda: pickle.loads(b""))
show(lambda: pickle.loads(b"\x80\x04K"))
show(lambda: pickle.loads(b"zzz"))
show(lambda: pickle.loads("a"))
show(lambda: pickle.loads(b"\x80\x09."))
show(lambda: pickle.dumps(1, 6))
e = pickle.loads(pickle.dumps(ValueError("a", 1)))
print(repr(e), pickle.loads(pickle.dumps(KeyError("k"))).args)
