# Comparison dunders, reflection, fallbacks, __hash__ rules.
class All:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", end=" "); return self.v < getattr(o, "v", o)
    def __le__(self, o): print("le", end=" "); return self.v <= getattr(o, "v", o)
    def __gt__(self, o): print("gt", end=" "); return self.v > getattr(o, "v", o)
    def __ge__(self, o): print("ge", end=" "); return self.v >= getattr(o, "v", o)
    def __eq__(self, o): print("eq", end=" "); return self.v == getattr(o, "v", o)
    def __ne__(self, o): print("ne", end=" "); return self.v != getattr(o, "v", o)


a, b = All(1), All(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b)
print(1 < b, 1 <= b, 1 > b, 1 >= b, 1 == b, 1 != b)
print([a, b] == [a, b], a in [b, a], max(a, b) is b, sorted([b, a])[0] is a)


class EqOnly:
    def __eq__(self, o):
        return "custom eq"


e = EqOnly()
print(e == 1, e != 1, 1 == e, not (e == 1), EqOnly.__hash__)


class LtOnly:
    def __lt__(self, o):
        return ["any object"]


print(LtOnly() < 1, 1 > LtOnly())
for text in ["o > 1", "o <= 1", "1 < o", "o >= o", "n < n", "n < 1", "1 < n"]:
    try:
        print(eval(text, {"o": LtOnly(), "n": object()}))
    except TypeError as ex:
        print(ex)


class NI:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented


n = NI()
print(n == n, n == NI(), n != 5, n == 1)
try:
    n < NI()
except TypeError as ex:
    print(ex)


class Base:
    def __eq__(self, o): return "Base"
    def __lt__(self, o): return "Base lt"
    def __gt__(self, o): return "Base gt"


class Derived(Base):
    def __eq__(self, o): return "Derived"
    def __gt__(self, o): return "Derived gt"


print(Base() == Derived(), Derived() == Base(), Base() < Derived(), Derived() < Base())


class H:
    def __hash__(self):
        return 42


class H2(H):
    def __eq__(self, o):
        return True


class H3(H):
    def __eq__(self, o):
        return True
    __hash__ = H.__hash__


class HBad:
    def __hash__(self):
        return "x"


class HBig:
    def __hash__(self):
        return 2 ** 64 + 5


class HNone:
    __hash__ = None


print(hash(H()), hash(H3()), hash(HBig()), len({H3(), H3()}), H3() in {H3(): 1})
for c in (H2, HBad, HNone, EqOnly):
    try:
        hash(c())
    except TypeError as ex:
        print(ex)
for text in ["{[]: 1}", "{{}}", "{(1, [])}", "hash({1})", "{}[[]]", "[] in {}", "{slice(1): 2}", "hash(bytearray())"]:
    try:
        print(text, eval(text))
    except TypeError as ex:
        print(text, ex)


class Weird:
    def __eq__(self, o): return []
    def __bool__(self): return False


print(Weird() in [1, 2], [Weird()] == [1], (1,) == (Weird(),))


class Raise:
    def __eq__(self, o): raise ValueError("eq raised")
    def __hash__(self): return 1


for f in [lambda: Raise() in [1], lambda: {1: 2, Raise(): 3}, lambda: [1].index(Raise()), lambda: (Raise(),) == (1,), lambda: [1].count(Raise())]:
    try:
        f()
    except ValueError as ex:
        print(ex)
r = Raise()
print(r in [r], [r] == [r], {r: 1}[r])
print(a.__eq__(b), object().__eq__(5), object().__lt__(1), (1).__eq__("a"), "a".__lt__(1), [].__eq__(()), object().__ne__(1), (1).__ne__(1.0))
