# Metaclasses: __new__, __init__, __call__, __prepare__, keywords, conflicts, methods.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": "yes"}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, dict(ns))

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    def meta_method(cls):
        return "meta method of " + cls.__name__

    @property
    def meta_prop(cls):
        return "meta prop of " + cls.__name__

    def __len__(cls):
        return 42

    def __getitem__(cls, k):
        return (cls.__name__, k)

    def __iter__(cls):
        return iter("abc")

    def __contains__(cls, x):
        return x == "in"

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __getattr__(cls, name):
        return "meta getattr " + name

    def __eq__(cls, o):
        return NotImplemented

    __hash__ = type.__hash__

    def __add__(cls, o):
        return f"{cls.__name__}+{o}"


class A(metaclass=Meta, opt=1):
    def __init__(self, v=0):
        self.v = v


class B(A, flag=True):
    own = 1


print(A.injected, A.meta_method(), A.meta_prop, len(A), A["k"], list(A), "in" in A, 5 in A, A, A + 1, A.whatever)
a = A(5)
print(a.v, type(A), type(B), B.own, isinstance(A, Meta))
for text in ["a.meta_method", "a.meta_prop", "a.whatever", "len(a)"]:
    try:
        print(eval(text))
    except Exception as e:
        print(text, type(e).__name__, e)


class M2(type):
    pass


class M3(Meta, M2):
    pass


class X(metaclass=M2):
    pass


try:
    class Conflict(A, X):
        pass
except TypeError as e:
    print(e)


class Fine(A, X, metaclass=M3):
    pass


print(type(Fine).__name__)


def func_meta(name, bases, ns, **kw):
    print("func_meta", name, bases, kw)
    return type(name, bases, {**ns, "made": True})


class FM(metaclass=func_meta, z=1):
    q = 1


print(FM.made, type(FM))
T = type("T", (A,), {"dyn": 1}) if False else M2("T", (X,), {"dyn": 1, "m": lambda self: self.dyn})
print(T.__name__, T().m(), type(T).__name__, T.__module__)
D = type("D", (), {})
print(D, D.__mro__, type(D))


class Ordered(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        class Log(dict):
            def __setitem__(self, k, v):
                if not k.startswith("__"):
                    print("bind", k)
                super().__setitem__(k, v)
        return Log()


class O(metaclass=Ordered):
    b = 1
    a = 2
    def m(self): pass
    b = 3


print(type(O.__dict__).__name__, [k for k in O.__dict__ if not k.startswith("__")])
for text in ["class Y(metaclass=5): pass", "class Y(X, kw=1): pass", "class Y(metaclass=type, kw=1): pass", "type('a', (), [])", "type('a', [], {})",
             "type('a', (), {}, x=1)", "type('a\\0b', (), {})", "class Y(metaclass=lambda *a: 7): pass", "type.__new__(type)", "type.__new__(5, 'a', (), {})"]:
    try:
        exec(text, {"X": X})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class BadPrep(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return 5


try:
    class Bad(metaclass=BadPrep):
        pass
except TypeError as e:
    print(e)
