# copy, deepcopy, replace and the copying protocol.
import copy
from collections import namedtuple, deque, OrderedDict, defaultdict

a = [1, [2, 3], {"k": [4]}, (5, [6]), {7}]
s, d = copy.copy(a), copy.deepcopy(a)
a[1].append("x")
a[2]["k"].append("y")
a[3][1].append("z")
print(s, d, s[1] is a[1], d[1] is a[1])
loop = [1]
loop.append(loop)
c = copy.deepcopy(loop)
print(c, c[1] is c, c is not loop)
shared = [0]
two = copy.deepcopy([shared, shared])
print(two[0] is two[1])
t = (1, "a", (2, 3))
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.copy("s"), copy.copy(None), copy.copy(len) is len, copy.deepcopy(copy.copy) is copy.copy)


class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, o):
        return (self.x, self.y) == (o.x, o.y)


p = P(1, [2])
q, r = copy.copy(p), copy.deepcopy(p)
print(q == p, q.y is p.y, r == p, r.y is p.y, type(r).__name__)


class Slots:
    __slots__ = ("a", "b", "__priv")

    def __init__(self):
        self.a = [1]


x = Slots()
y, z = copy.copy(x), copy.deepcopy(x)
print(y.a is x.a, z.a is x.a, z.a, hasattr(z, "b"))


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep", type(memo).__name__


print(copy.copy(Custom()), copy.deepcopy(Custom()), copy.deepcopy([Custom()]))


class State:
    def __getstate__(self):
        print("getstate")
        return {"v": 1}

    def __setstate__(self, st):
        print("setstate", st)
        self.st = st


print(copy.copy(State()).st)


class Red:
    def __reduce__(self):
        return (dict, ([("r", 1)],))


print(copy.copy(Red()), copy.deepcopy(Red()))


class Args:
    def __new__(cls, a, b=0):
        self = super().__new__(cls)
        self.ab = a, b
        return self

    def __getnewargs__(self):
        return self.ab


print(copy.copy(Args(1, 2)).ab)


class L(list):
    pass


class D(dict):
    pass


l = L([1, [2]])
l.note = "n"
m = copy.deepcopy(l)
print(m, type(m).__name__, m.note, m[1] is l[1], copy.copy(l), copy.copy(D(a=1)), type(copy.deepcopy(D(a=[1]))).__name__)
N = namedtuple("N", "a b")
n = N(1, [2])
print(copy.copy(n), copy.deepcopy(n), copy.deepcopy(n).b is n.b, copy.replace(n, a=5))
print(copy.copy(deque([1, 2], 5)), copy.deepcopy(deque([[1]])), copy.deepcopy(OrderedDict(a=[1])), copy.copy(defaultdict(list, a=[1])), copy.deepcopy(bytearray(b"x")), copy.deepcopy({1, 2}), copy.deepcopy(frozenset([1])), copy.copy(range(3)), copy.deepcopy(slice(1, 2)))
print(copy.deepcopy(int) is int, copy.copy(P) is P, copy.deepcopy(3 + 4j), copy.deepcopy(ValueError("a", 1)).args, repr(copy.copy(KeyError("k"))))
bound = copy.deepcopy(p.__eq__)
print(bound.__self__ is p, bound.__self__ == p)
for bad in (lambda: copy.copy((i for i in [])), lambda: copy.replace([], a=1), lambda: copy.deepcopy(__import__("sys"))):
    try:
        bad()
    except TypeError as e:
        print(e)
memo = {}
print(copy.deepcopy([1], memo), len(memo), copy.__all__, copy.Error is copy.error)


class NoCopy:
    __reduce_ex__ = None
    __reduce__ = None


try:
    copy.copy(NoCopy())
except copy.Error as e:
    print("Error", str(e).replace(__name__, "m"))
