# Data and non-data descriptors, lookup order, on classes and instances.
class Data:
    def __init__(self, name):
        self.n = name

    def __get__(self, obj, cls=None):
        return (self.n, "get", obj is not None, cls.__name__ if cls else None)

    def __set__(self, obj, v):
        print(self.n, "set", v)

    def __delete__(self, obj):
        print(self.n, "delete")


class NonData:
    def __get__(self, obj, cls=None):
        return ("nondata", obj is not None)


class SetOnly:
    def __set__(self, obj, v):
        obj.__dict__["so"] = v * 2


class DelOnly:
    def __delete__(self, obj):
        print("delonly")


class C:
    d = Data("d")
    n = NonData()
    so = SetOnly()
    do = DelOnly()
    plain = 1


c = C()
print(c.d, C.d, c.n, C.n)
c.d = 5
del c.d
c.__dict__["d"] = "shadow"
print(c.d, c.__dict__)
c.n = "instance wins"
print(c.n)
del c.n
print(c.n)
c.so = 21
print(c.so, type(C.so).__name__)
try:
    del c.so
except AttributeError as e:
    print(type(e).__name__, e)
try:
    c.do = 1
except AttributeError as e:
    print(type(e).__name__, e)
del c.do
C.d = "replaced"
print(c.d, C.d)


class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __init__(self, t):
        self.t = t

    def __get__(self, obj, cls):
        if obj is None:
            return self
        return getattr(obj, self.name, "unset")

    def __set__(self, obj, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.name} wants {self.t.__name__}")
        setattr(obj, self.name, v)


class P:
    x = Typed(int)
    s = Typed(str)


p = P()
print(p.x)
p.x = 3
p.s = "a"
print(p.x, p.s, p.__dict__, type(P.x).__name__)
try:
    p.x = "no"
except TypeError as e:
    print(e)


class Meta(type):
    m = Data("meta")
    both = Data("metaboth")
    nd = NonData()


class D(metaclass=Meta):
    both = "class attr"
    nd = "class wins over non-data"


print(D.m, D.both, D.nd)
D.m = 1
del D.both


class RaisesAttr:
    def __get__(self, obj, cls):
        raise AttributeError("from descriptor")


class E:
    r = RaisesAttr()

    def __getattr__(self, name):
        return "fallback " + name


class F:
    r = RaisesAttr()


print(E().r, hasattr(F(), "r"), getattr(F(), "r", "default"))
try:
    F().r
except AttributeError as e:
    print(e)


def fn(self, *a):
    return ("fn", a)


class G:
    pass


g = G()
G.m = fn
g.f = fn
print(g.m(1), g.f(2, 3), fn.__get__(g)(4), type(fn.__get__(g, G)).__name__, fn.__get__(None, G) is fn)
try:
    fn.__get__(None)
except TypeError as e:
    print(e)
G.l = len
G.t = str
print(G().t(5), G().l([1]))
print(type(G.__dict__["m"]).__name__, type(G.__dict__["__dict__"]).__name__, type(int.__dict__["real"]).__name__, type(dict.__dict__["fromkeys"]).__name__, type(int.__dict__["__add__"]).__name__)
