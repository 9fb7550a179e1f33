# __call__, bound methods, class/static methods, special lookup on the type.
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *a, **k): return self.n + x, a, k


add = Adder(5)
print(add(1), add(1, 2, z=3), callable(add), callable(Adder), callable(5), add.__call__(2))


class Inst:
    pass


i = Inst()
i.__call__ = lambda: "instance call"
try:
    i()
except TypeError as e:
    print(e)
print(callable(i))
Inst.__call__ = lambda self, *a: ("class call", a)
print(i(1), callable(i))
del Inst.__call__
print(callable(Inst()))


class M:
    def inst(self, *a): return type(self).__name__, a

    @classmethod
    def cls(cls, *a): return cls.__name__, a

    @staticmethod
    def st(*a): return a


class N(M): pass


print(M().inst(1), M.inst(N(), 2), N.cls(3), N().cls(4), M.st(5), M().st(6))
bm = N().inst
print(bm(1), type(bm).__name__, bm.__func__ is M.inst, bm.__self__.__class__.__name__, N.cls.__self__, N.cls.__func__(M))
print(type(M.__dict__["cls"]).__name__, type(M.__dict__["st"]).__name__, M.__dict__["st"].__func__(9), M.__dict__["cls"].__func__(N), M.__dict__["st"](8), M.__dict__["cls"].__wrapped__.__name__)
ms = [N().inst, M.st, N.cls, len, str.upper, "abc".upper, lambda *a: a]
for f in ms[1:3]:
    print(f(1))
print(ms[4]("x"), ms[5]())
try:
    M.__dict__["cls"]()
except TypeError as e:
    print(e)
d = {"k": M().inst}
print(d["k"](7), [M().inst][0](8), (M().inst if 1 else 0)(9))


class Chain:
    def __init__(self): self.log = []
    def __getattr__(self, n): self.log.append(n); return self
    def __call__(self, *a): self.log.append(a); return self


print(Chain().a.b(1).c()(2).log)


class CallMeta(type):
    def __call__(cls, *a):
        return ("meta call", cls.__name__, a)


class X(metaclass=CallMeta):
    pass


print(X(1, 2))


class Deep:
    pass


Deep.__call__ = Adder(10)
print(Deep()(5))


class SelfCall:
    pass


SelfCall.__call__ = SelfCall()
try:
    SelfCall()()
except RecursionError as e:
    print(type(e).__name__)
m1, m2, o = M(), M(), None
print(m1.inst == m1.inst, m1.inst == m2.inst, m1.inst != m2.inst, len({m1.inst, m1.inst}))


class Stat:
    f = staticmethod(lambda x: x * 2)
    g = classmethod(lambda c, x: (c.__name__, x))
    h = lambda self, x: x + 1
    n = len
    t = int


s = Stat()
print(s.f(2), s.g(3), s.h(4), s.n([1, 2]), s.t("5"), Stat.f(1), Stat.h(None, 1))
sm = staticmethod(len)
print(sm([1]), sm.__name__, sm.__wrapped__ is len, repr(sm), repr(classmethod(len)))


class Abstract:
    @classmethod
    @property
    def cp(cls):
        return "classmethod property " + cls.__name__


print(type(Abstract.cp).__name__)
