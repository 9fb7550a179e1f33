# match: class patterns, __match_args__, builtins, errors.
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Q:
    def __init__(self, **kw):
        self.__dict__.update(kw)


class Sub(P):
    pass


def f(o):
    match o:
        case P(0, 0):
            return "origin"
        case P(x, 0):
            return ("on x", x)
        case P(0, y=yy):
            return ("on y", yy)
        case Sub(x, y):
            return ("sub", x, y)
        case P(x=a, y=b) if a == b:
            return ("diagonal", a)
        case P():
            return "some P"
        case Q(name=str(n), age=int(a)):
            return ("person", n, a)
        case Q(name=n):
            return ("named", n)
        case int(n) | float(n):
            return ("num", n)
        case str(s):
            return ("str", s)
        case list([x, y]):
            return ("pair", x, y)
        case dict(d):
            return ("dict", d)
        case bool():
            return "never"
        case bytes(b) | bytearray(b):
            return b
        case tuple((1, z)):
            return ("tuple 1", z)
        case set() | frozenset():
            return "set"
        case Exception(args=(m,)):
            return ("exc", m)
        case type():
            return "type"
        case _:
            return "other"


for o in [P(0, 0), P(5, 0), P(0, 5), Sub(3, 4), P(2, 2), P(1, 2), Q(name="n", age=3), Q(name=5), Q(), 5, 2.5, True, "s", [1, 2], [1], {"a": 1}, b"b",
          bytearray(b"c"), (1, 2), (2, 3), {1}, ValueError("m"), ValueError(), int, None]:
    print(f(o))


class NoArgs: pass
class BadArgs: __match_args__ = ["x"]
class BadArgs2: __match_args__ = (1,)
class Dup:
    __match_args__ = ("a", "a")
    a = 1


class Prop:
    __match_args__ = ("v",)

    @property
    def v(self):
        print("property read", end=" ")
        return 42


class Raises:
    @property
    def v(self):
        raise ValueError("raised in property")


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


def t1():
    match NoArgs():
        case NoArgs(1): return "no"


def t2():
    match BadArgs():
        case BadArgs(x): return "no"


def t3():
    match BadArgs2():
        case BadArgs2(x): return "no"


def t4():
    match P(1, 2):
        case P(1, 2, 3): return "no"


def t5():
    match P(1, 2):
        case P(1, x=1): return "no"


def t6():
    match Dup():
        case Dup(1, 1): return "no"


def t7():
    match Prop():
        case Prop(42): return "matched"


def t8():
    match Raises():
        case Raises(v=1): return "no"


def t9():
    x = 5
    match 5:
        case x(): return "no"


def t10():
    match 5:
        case int(1, 2): return "no"


def t11():
    match 5:
        case int(real=5, imag=0): return "keywords on int"


def t12():
    match 5:
        case undefined_class(): return "no"


for t in [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12]:
    attempt(t)


class Meta(type):
    def __instancecheck__(cls, o):
        return o == "magic"


class Magic(metaclass=Meta): pass


match "magic":
    case Magic():
        print("instancecheck used")


def ev(e):
    match e:
        case ("+", a, b): return ev(a) + ev(b)
        case ("*", a, b): return ev(a) * ev(b)
        case ("neg", a): return -ev(a)
        case int() | float(): return e
        case _: raise ValueError(f"bad {e}")


print(ev(("+", 1, ("*", 2, ("neg", 3)))))
