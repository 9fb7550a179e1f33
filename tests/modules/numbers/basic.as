# numbers: the tower.
import numbers
from numbers import *
for v in (1, True, 1.5, 2j, "x"):
    print(v, [c.__name__ for c in (Number, Complex, Real, Rational, Integral) if isinstance(v, c)])
print([sorted(c.__abstractmethods__) for c in (Complex, Real, Rational, Integral)], numbers.__all__)
class I(Integral):
    def __init__(self, v): self.v = v
    def __int__(self): return self.v
    def __pos__(self): return self
    def __neg__(self): return I(-self.v)
    def __add__(self, o): return I(self.v + int(o))
    __radd__ = __add__
    def __eq__(self, o): return self.v == o
    def __lt__(self, o): return self.v < o
    def __le__(self, o): return self.v <= o
    def __mul__(self, o): return I(self.v * int(o))
    __rmul__ = __mul__
    def __floordiv__(self, o): return I(self.v // int(o))
    def __mod__(self, o): return I(self.v % int(o))
    def __repr__(self): return f"I({self.v})"
    __rtruediv__ = __rpow__ = __rfloordiv__ = __rmod__ = __rlshift__ = __rrshift__ = __rand__ = __rxor__ = __ror__ = None
    __truediv__ = __pow__ = __lshift__ = __rshift__ = __and__ = __xor__ = __or__ = __invert__ = None
    __abs__ = __trunc__ = __floor__ = __ceil__ = __round__ = None
i = I(7)
print(i - 2, 10 - i, float(i), complex(i), i.numerator, i.denominator, i.real, i.imag, i.conjugate(), bool(i), bool(I(0)), divmod(i, 2), [0] * 8 + [i][i.v - 7:], range(9)[i])
try:
    Number(), Complex()
except TypeError as e:
    print(e)
