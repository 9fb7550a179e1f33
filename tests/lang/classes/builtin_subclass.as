# Subclasses of builtin types: methods, results, overriding, attributes.
class L(list):
    def append(self, x):
        print("append", x)
        super().append(x)

    def __len__(self):
        return 100


l = L([1, 2])
l.append(3)
l += [4]
l.extend([5])
print(l, len(l), list.__len__(l), [*l], l[0], l[-1], l == [1, 2, 3, 4, 5], bool(L()))
l.extra = 1
print(l.__dict__, isinstance(l, list), type(l + [1]).__name__, type(l * 2).__name__, type(l[1:]).__name__, sorted(l), repr(L()))


class D(dict):
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)


d = D(a=1)
d["b"] = 2
d.update(c=3)
d.setdefault("d", 4)
print(d, type(d.copy()).__name__, type(D.fromkeys("xy")).__name__, type(d | {}).__name__, dict(d) == d, list(d))


class S(set):
    pass


s = S([1, 2])
print(s, s | {3}, type(s | {3}).__name__, type({3} | s).__name__, type(s.copy()).__name__, s == {1, 2}, frozenset(s) == s)


class F(frozenset):
    pass


print(F([1]), repr(F()), F([1]) == {1}, hash(F([1])) == hash(frozenset([1])), type(F([1]) & {1}).__name__)


class I(int):
    def __add__(self, o): return I(int(self) + o)
    def double(self): return self * 2


i = I(5)
print(i + 1, type(i + 1).__name__, type(i - 1).__name__, type(-i).__name__, i.double(), i == 5, hash(i) == hash(5), {5: "x"}[i], I("12"), I("ff", 16), repr(i), I(5) is I(5))
i.tag = "t"
print(i.tag, int(i), type(int(i)).__name__, type(i.real).__name__, [0, 1, 2, 3, 4, 5, 6][i], I.from_bytes(b"\x05", "big"), type(I.from_bytes(b"\x05", "big")).__name__)


class Fl(float):
    pass


print(Fl(1.5), type(Fl(1.5) + 1).__name__, Fl("inf"), type(Fl.fromhex("0x1p3")).__name__, Fl(2) == 2)


class B(bytes):
    pass


print(B(b"abc"), type(B(b"abc")[1:]).__name__, type(B(b"a") + b"b").__name__, B([65]), B.fromhex("4142"), type(B.fromhex("41")).__name__)


class T(tuple):
    def __repr__(self): return "T" + super().__repr__()


t = T([1, 2])
print(t, t + (3,), T() , t[0], t.count(1), {(1, 2): "found"}[t], hash(t) == hash((1, 2)))


class E(Exception):
    def __init__(self, a, b):
        self.a, self.b = a, b


e = E(1, 2)
print(e, repr(e), e.args, e.a)
try:
    E(1)
except TypeError as x:
    print(x)


class P(property): pass


class Mod(type(__builtins__) if not isinstance(__builtins__, dict) else object): pass


m = Mod("name")
m.x = 1
print(m.__name__, m.x, m.__doc__)


class St(str):
    def __getitem__(self, i): return "item" if isinstance(i, int) else super().__getitem__(i)
    def __iter__(self): return iter("xyz")
    def __contains__(self, x): return True
    def __len__(self): return 1
    def __eq__(self, o): return True
    def __hash__(self): return 1


z = St("hello")
print(z[0], z[1:3], list(z), "q" in z, len(z), z == 5, z != 5, "".join(z), z.split("l"), {z: 1}, z + "!")


class By(bytearray): pass


y = By(b"ab")
y.append(99)
print(y, type(y[:1]).__name__, y == b"abc")


class C(complex): pass


print(C(1, 2), type(C(1) + 1).__name__, repr(C(1j)))
