# __new__ and __init__: order, results, arguments, immutable bases.
class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", type(self).__name__, args, kw)


A(1, k=2)


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


print(Other())


class Sub(A):
    def __new__(cls, want):
        return A.__new__(want)


print(type(Sub(Sub)).__name__, type(Sub(A)).__name__)


class Single:
    inst = None

    def __new__(cls, *a):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst

    def __init__(self, v=None):
        self.v = v


s1, s2 = Single(1), Single(2)
print(s1 is s2, s1.v)


class Up(str):
    def __new__(cls, s, extra=None):
        self = super().__new__(cls, s.upper())
        self.extra = extra
        return self


u = Up("abc", 3)
print(u, u.extra, u + "d", type(u + "d").__name__, u == "ABC", hash(u) == hash("ABC"), repr(u), len(u), u.lower())


class T(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    def __init__(self, a, b):
        self.sum = a + b


t = T(1, 2)
print(t, t.sum, t[0], t == (1, 2), type(t[:]).__name__, T.__mro__)


class Init:
    def __init__(self):
        return 5


class NewOnly:
    def __new__(cls, a):
        return object.__new__(cls)


class InitOnly:
    def __init__(self, a):
        pass


class Neither:
    pass


class NewNone:
    def __new__(cls):
        pass


print(NewNone())
for action in [lambda: Init(), lambda: NewOnly(), lambda: NewOnly(1) and "ok", lambda: InitOnly(), lambda: InitOnly(1) and "ok", lambda: Neither(1),
               lambda: Neither(a=1), lambda: object(1), lambda: object.__new__(Neither, 1), lambda: object.__init__(Neither(), 1), lambda: object.__new__(),
               lambda: object.__new__(5), lambda: object.__new__(int), lambda: int.__new__(str), lambda: int.__new__(Neither), lambda: object.__new__(InitOnly, 1, 2) and "ok",
               lambda: object.__init__(NewOnly(1), 1, 2), lambda: tuple.__new__(list), lambda: str.__new__(5), lambda: dict.__new__(list)]:
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


class Kw:
    def __init__(self, a, /, b, *, c=3):
        self.t = (a, b, c)


print(Kw(1, 2).t, Kw(1, b=2, c=4).t)
k = Kw(1, 2)
k.__init__(5, 6)
print(k.t)
A.__call__ = lambda self, x: x * 2
print(A()(21))


class Fl(float):
    def __init__(self, v, unit="m"):
        self.unit = unit

    def __new__(cls, v, unit="m"):
        return super().__new__(cls, v)


f = Fl("2.5", unit="kg")
print(f, f.unit, f * 2, type(f * 2).__name__, Fl(1) + Fl(2))


class L(list):
    def __init__(self, *items):
        super().__init__(items)


print(L(1, 2, 3), L(), type(L(1)[:]).__name__, L(1) + [2], type(L(1) + [2]).__name__, L(1) == [1], isinstance(L(1).copy(), L))
