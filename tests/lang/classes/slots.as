# __slots__: layout, inheritance, errors.
class A:
    __slots__ = ("x", "y")


a = A()
a.x = 1
print(a.x, A.__slots__, type(A.x).__name__, hasattr(a, "__dict__"), A.x)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: a.y)
attempt(lambda: setattr(a, "z", 1))
attempt(lambda: a.__dict__)
attempt(lambda: delattr(a, "y"))
del a.x
attempt(lambda: a.x)


class B(A):
    __slots__ = ["z"]


class C(A):
    pass


class D(A):
    __slots__ = ("__dict__", "w")


b, c, d = B(), C(), D()
b.x, b.z = 1, 2
c.x, c.free = 1, 2
d.w, d.free = 1, 2
print(b.x, b.z, c.__dict__, d.__dict__, [k for k in dir(b) if not k.startswith("_")])


class S:
    __slots__ = "single"


s = S()
s.single = 5
print(s.single)


class E:
    __slots__ = ()


attempt(lambda: setattr(E(), "q", 1))


class Priv:
    __slots__ = ("__p",)

    def __init__(self):
        self.__p = 3

    def get(self):
        return self.__p


print(Priv().get(), Priv()._Priv__p)


class Doc:
    __slots__ = {"a": "doc of a", "b": None}


print(Doc.a.__doc__, Doc.b.__doc__, Doc.__slots__)


class WithDefault:
    __slots__ = ("v",)

    def __init__(self, v=1):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v


print(WithDefault(2) == WithDefault(2), WithDefault() == WithDefault(3))
for text in ["class X:\n  __slots__ = ('a',)\n  a = 1", "class X:\n  __slots__ = (1,)", "class X:\n  __slots__ = 'a b'", "class X:\n  __slots__ = ('__dict__', '__dict__')",
             "class X(A, S): pass", "class X(int):\n  __slots__ = ('a',)", "class X(tuple):\n  __slots__ = ()", "class X:\n  __slots__ = 5", "class X:\n  __slots__ = ('a', 'a')",
             "class X(A, E): pass", "class X(C):\n  __slots__ = ('__dict__',)", "class X(str):\n  __slots__ = ('q',)"]:
    try:
        exec(text, {"A": A, "S": S, "E": E, "C": C})
        print(repr(text), "ok")
    except Exception as e:
        print(repr(text), "->", type(e).__name__, e)
A.x.__set__(a, 77)
print(A.x.__get__(a), a.x, A.x.__name__, A.x.__objclass__)
attempt(lambda: A.x.__get__(5))
attempt(lambda: A.x.__set__(b, 9))
attempt(lambda: A.x.__delete__(E()))
b.__class__ = B
attempt(lambda: setattr(b, "__class__", A))
attempt(lambda: setattr(c, "__class__", D))


class Same1:
    __slots__ = ("m", "n")


class Same2:
    __slots__ = ("m", "n")


o = Same1()
o.m = 5
o.__class__ = Same2
print(type(o).__name__, o.m)
