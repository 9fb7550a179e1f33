# C3 linearisation, diamonds, errors, __bases__ assignment.
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass


def names(c):
    return [k.__name__ for k in c.__mro__]


print(names(D), names(E), names(F))


class X(O): pass
class Y(O): pass
class XY(X, Y): pass
class YX(Y, X): pass


for text in ["class Bad(XY, YX): pass", "class Bad(O, A): pass", "class Bad(object, A): pass", "class Bad(A, A): pass"]:
    try:
        exec(text)
    except TypeError as e:
        print(text, "->", str(e).replace("\n", "|"))


class Root:
    def __init__(self):
        print("Root")

    def say(self):
        return ["Root"]


class L(Root):
    def __init__(self):
        print("L")
        super().__init__()

    def say(self):
        return ["L"] + super().say()


class R(Root):
    def __init__(self):
        print("R")
        super().__init__()

    def say(self):
        return ["R"] + super().say()


class Dia(L, R):
    def __init__(self):
        print("Dia")
        super().__init__()

    def say(self):
        return ["Dia"] + super().say()


print(Dia().say())


class P1:
    v = 1


class P2:
    v = 2


class Ch(P1):
    pass


c = Ch()
print(c.v, names(Ch))
Ch.__bases__ = (P2,)
print(c.v, names(Ch), P1.__subclasses__(), P2.__subclasses__())
Ch.__bases__ = (P1, P2)
print(c.v, names(Ch))
for bases in [(), (5,), (Ch,), 5, (int,), (object,)]:
    try:
        Ch.__bases__ = bases
        print(bases, "ok")
    except Exception as e:
        print(bases, type(e).__name__, e)


class Meta(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro()[::1]


class WithMeta(P1, metaclass=Meta):
    pass


print(names(WithMeta))


class Mro(type):
    def mro(cls):
        return [cls, P2, object]


class Odd(P1, metaclass=Mro):
    pass


print(Odd.v, names(Odd), Odd.__bases__)


class Alias:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (P1, P2)


class FromAlias(Alias()):
    pass


print(names(FromAlias), type(FromAlias.__orig_bases__[0]).__name__)


class NoEntries:
    def __mro_entries__(self, bases):
        return P1


try:
    class Bad(NoEntries()):
        pass
except TypeError as e:
    print(e)
