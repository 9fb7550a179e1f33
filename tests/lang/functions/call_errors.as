# The texts of TypeErrors for calls that do not fit.
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fd2(a, b=1, c=2): pass
def po(a, b, /): pass
def po1(a, /, b): pass
def ko(*, k): pass
def ko2(*, k, l): pass
def ko3(*, k, l, m): pass
def mix(a, *, k=1): pass
def mix2(a, b=1, *, k): pass
def va(*args): pass
def kw(**kw): pass
def pokw(a, /, *, k): pass


class C:
    def __init__(self, x): pass
    def m(self, y): pass
    def n(): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(w): pass


class E: pass


c = C(1)
calls = """f0(1)
f0(1, 2)
f0(a=1)
f1()
f1(1, 2)
f1(1, a=2)
f1(b=1)
f1(1, b=2)
f2()
f2(1)
f2(b=1)
f2(1, 2, 3)
f2(1, 2, 3, 4)
f3()
f3(1)
f3(c=1)
fd()
fd(1, 2, 3)
fd2()
fd2(1, 2, 3, 4)
fd2(b=1, c=2)
po()
po(1, b=2)
po(a=1, b=2)
po1(a=1, b=2)
po1(1)
ko()
ko(1)
ko(1, k=2)
ko2()
ko3()
ko3(l=1)
mix(1, 2)
mix(1, 2, k=3)
mix(1, 2, 3, k=3)
mix2(1)
mix2(1, 2, 3)
mix2(1, 2, 3, k=1)
va(a=1)
kw(1)
pokw(1, 2, k=3)
pokw(a=1, k=2)
C()
C(1, 2)
C(y=1)
c.m()
c.m(1, 2)
c.n()
C.m(1)
C.m()
C.c()
C.s()
C.s(1, 2)
E(1)
E(x=1)
c.c(1, 2)
(lambda: 0)(1)
(lambda x: 0)()
(x := 5)()
(x := None)()
(x := 'a')()
(x := [])()
c()
f1(*[1], **{'a': 2})
f1(**{'a': 1, 'b': 2})
f1(**{1: 2})
f2(1, bogus=2)
f2(1, ab=2)
fd(1, B=2)""".split("\n")
for text in calls:
    try:
        eval(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
