# super() in all its forms.
class A:
    attr = "A.attr"

    def m(self, *a):
        return ("A.m", *a)

    @classmethod
    def c(cls):
        return ("A.c", cls.__name__)

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"

    def __getitem__(self, k):
        return ("A[]", k)

    def __len__(self):
        return 7


class B(A):
    attr = "B.attr"

    def m(self, *a):
        return ("B.m",) + super().m(*a)

    @classmethod
    def c(cls):
        return ("B.c",) + super().c()

    @staticmethod
    def s():
        return "B.s " + super(B, B).s()

    @property
    def p(self):
        return "B.p " + super().p

    def explicit(self):
        return super(B, self).m("x"), super(B, self).attr, super().attr

    def __getitem__(self, k):
        return "B" , super().__getitem__(k)

    def nested(self):
        def inner():
            return super(B, self).m()
        return inner()

    def nested_zero(self):
        def inner(me):
            return super().m()
        return inner(self)

    def comp(self):
        return [super(B, self).m(i) for i in range(2)]

    def lam(self):
        return (lambda s: super().attr)(self)

    def gen(self):
        yield super().attr

    def rebind(self):
        self = C()
        return super().attr

    def dunder_class(self):
        return __class__.__name__


class C(B):
    pass


b = B()
print(b.m(1), B.c(), C.c(), B.s(), b.p, b.explicit(), b[3])
print(b.nested(), b.nested_zero(), b.comp(), b.lam(), list(b.gen()), C().dunder_class())
u = super(B)
print(type(u).__name__, u.__self__, u.__self_class__, u.__thisclass__, repr(u))
bound = u.__get__(b)
print(bound.m(2), bound.__self_class__.__name__, repr(super(B, C)))
s = super(B, b)
print(s.attr, s.__thisclass__.__name__, hasattr(s, "nope"))
for action in [lambda: len(s), lambda: s[0], lambda: s.nope, lambda: setattr(s, "attr", 1), lambda: super(B, 5), lambda: super(5),
               lambda: super(B, A()), lambda: super(1, 2, 3), lambda: super().x, lambda: super(A, b).m(), lambda: super(C, b), lambda: super(object, b).m,
               lambda: b.rebind()]:
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


class D:
    def no_args():
        return super().x

    def deleted(self):
        del self
        return super().x

    def starred(*args):
        return super().__class__

    def __init_subclass__(cls, **kw):
        print("init_subclass", cls.__name__, kw)
        super().__init_subclass__(**kw)


for action in [lambda: D.no_args(), lambda: D().deleted(), lambda: D().starred()]:
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
class DD(D): pass


class Base:
    def __new__(cls, *a):
        print("new", cls.__name__, a)
        return super().__new__(cls)

    def __setattr__(self, k, v):
        print("set", k)
        super().__setattr__(k, v)

    def __getattribute__(self, k):
        if k == "magic":
            return "magic!"
        return super().__getattribute__(k)

    def __delattr__(self, k):
        print("del", k)
        super().__delattr__(k)


o = Base()
o.q = 1
print(o.q, o.magic)
del o.q


class I(int):
    def __add__(self, o):
        return I(super().__add__(o))

    def __repr__(self):
        return "I" + super().__repr__()


print(I(3) + 4, I(3) + I(5) + 1)


class MySuper(super):
    pass


print(MySuper(B, b).attr, type(MySuper(B, b)).__name__)
