# Fractions: made, shown, formatted, computed with, compared, hashed.
import copy
import math
import operator
import pickle
from fractions import Fraction as F


def tell(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


for args in ((), (3,), (6, -4), (0, 5), ("3/4",), (" -1.5e3 ",), ("1_000/2_0",), (".5",), ("5.",), (0.1,), (F(1, 2), F(3, 4)), (True, 2), (2 ** 70, 4)):
    print(args, F(*args), repr(F(*args)))
for args in ((1, 0), ("1/0",), ("a",), ("1/2/3",), ("",), (1.5, 2), (None,), (1j,), (float("inf"),), (float("nan"),), ("1 /-2",), ("_1",)):
    tell(F, *args)
a, b = F(3, 4), F(-5, 6)
for op in "add sub mul truediv floordiv mod pow lt le gt ge eq ne".split():
    print(op, *(repr(getattr(operator, op)(x, y)) if not (op == "pow" and x is b and y is a) else "" for x, y in ((a, b), (b, a), (a, 2), (2, a), (a, 0.5), (0.5, a))))
print(divmod(a, b), divmod(7, a), a ** -2, F(-8, 27) ** 2, a ** F(1, 2), 4 ** F(1, 2), F(2) ** 3, 2 ** F(3), a + 1j, 1j * a, a ** 1j)
print(-a, +a, abs(b), int(b), math.floor(b), math.ceil(b), math.trunc(b), round(b), round(F(5, 2)), round(F(7, 2)), round(F(12345, 1000), 1), round(F(12345), -2), bool(F()), float(F(1, 3)))
for wrong in (lambda: a / 0, lambda: a // 0, lambda: a % 0, lambda: F(0) ** -1, lambda: a + "x", lambda: a < 1j, lambda: a.limit_denominator(0), lambda: F.from_float("x"), lambda: F.from_decimal(1.5), lambda: format(a, "x")):
    tell(wrong)
print(F("3.1415926535897932").limit_denominator(1000), F(math.pi).limit_denominator(10), F(4321, 8765).limit_denominator(10000), F(1, 3).limit_denominator(2), F.from_float(0.25), F.from_float(3))
print(hash(F(1, 2)) == hash(0.5), hash(F(7)) == hash(7), hash(F(-1)), hash(F(1, 2 ** 61 - 1)) == hash(float("inf")), a == 0.75, F(1, 3) == 1 / 3, F(2) == 2 + 0j, a == "x", F(1) in {1})
print(a.numerator, a.denominator, a.as_integer_ratio(), a.is_integer(), F(4, 2).is_integer(), a.real, a.imag, a.conjugate(), sum([a, b, 1]), max(a, b, 0.1))
print(pickle.loads(pickle.dumps(a)) == a, copy.copy(a) is a, copy.deepcopy(b) is b, float("inf") > a, a < float("nan"), a != float("nan"))
for spec in ("", ">8", "<8", "^9", "=+9", "*^12", "#", "+", " ", ",", "_", ".3f", "+.2e", "g", ".3g", "%", ".1%", "012.4f", "*>12.2f", "z.1f", "G", "#.3g", ",.2f", "020,.3f", ".0f", "E", "F"):
    print(spec, *(f"[{x:{spec}}]" for x in (a, F(-22, 7), F(123456789, 2), F(-1, 1000000), F(0))))
