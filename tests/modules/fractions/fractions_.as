# Fractions: making, arithmetic with other numbers, rounding, formats, errors.
import copy
import math
import pickle
from fractions import Fraction as F


def show(call, *args):
    try:
        print(repr(call(*args)), end="  ")
    except Exception as e:
        print(type(e).__name__, e, end="  ")


for args in ((), (3,), (6, 8), (-6, 8), (6, -8), (0, 5), (F(1, 2), F(3, 4)), (True,), (2.5,), (0.1,), ("3/4",), (" -7/21 ",), ("1.25",), ("-.5e-3",),
             ("1e3",), ("1_000/3_0",), ("12.",), ("",), ("1/0",), ("1//2",), ("1_",), ("abc",), (1, 0), (F(1, 3), 0), (1.5, 2), ("1", 2), (None,),
             (float("nan"),), (float("inf"),), (1j,), ("- 1",), ("1 /2",), ("+3",), ("1e",)):
    show(F, *args)
print()
values = [F(1, 2), F(-7, 3), F(4), 3, -2, 0.5, 1 + 2j, True]
for a in values:
    for b in values:
        if not (isinstance(a, F) or isinstance(b, F)):
            continue
        for op in ("+", "-", "*", "/", "//", "%", "**", "<", "<=", "==", "!=", ">"):
            show(lambda: eval(f"a {op} b", {"a": a, "b": b}))
    print()
show(divmod, F(7, 2), F(2, 3))
show(divmod, F(-7, 2), 2)
show(divmod, 5, F(3, 2))
show(divmod, F(7, 2), 0.5)
for op in ("/", "//", "%", "**"):
    show(lambda: eval(f"F(1, 2) {op} 0"))
show(lambda: F(0) ** -1)
show(lambda: F(1, 2) + "x")
show(lambda: F(1, 2) < "x")
print()
for f in (F(5, 2), F(-5, 2), F(7, 2), F(22, 7), F(-1, 3)):
    print(int(f), math.trunc(f), math.floor(f), math.ceil(f), round(f), round(f, 2), round(f, -1), abs(f), -f, +f, float(f), bool(f), f.is_integer(),
          f.as_integer_ratio(), str(f), f.numerator, f.denominator)
print(hash(F(3)) == hash(3), hash(F(1, 2)) == hash(0.5), hash(F(-1)) == hash(-1), F(1, 2) == 0.5, F(1, 3) == 1 / 3, F(2) == 2 + 0j, {F(1, 2): 1}[0.5])
print(F(1, 3) < float("inf"), F(1, 3) == float("nan"), F(1, 3) > -float("inf"), F(1, 3) < float("nan"))
print(F("3.1415926535897932").limit_denominator(1000), F(math.pi).limit_denominator(10), F(math.pi).limit_denominator(), F(4321, 8765).limit_denominator(10000),
      F(-3, 7).limit_denominator(2))
show(F(1, 3).limit_denominator, 0)
show(F.from_float, 0.25)
show(F.from_float, 3)
show(F.from_float, "x")
show(F.from_decimal, 3)
show(F.from_decimal, 1.5)
print(copy.copy(F(1, 2)), copy.deepcopy(F(1, 2)), pickle.loads(pickle.dumps(F(22, 7))), sum([F(1, 3)] * 3), F(2, 4) is not F(1, 2))
for value in (F(22, 7), F(-1, 3), F(0), F(123456789, 1000), F(1, 10 ** 9), F(10 ** 20), F(999999, 1000000), F(5, 1000)):
    for spec in ("", "10", "<10", "^+12", "*>15", "#", ",", "_", " ", "f", ".2f", "+.0f", "010.3f", ",.2f", "e", ".3E", "g", ".3g", "#g", ".0%", ".1%", "z.0f", "=+14.3f",
                 "_>12.2e", "020,.3f", ".10g", "G"):
        print(format(value, spec), end="|")
    print()
for spec in ("x", "d", "05", "<05.2f", ".2", "zf.", "n"):
    show(format, F(1, 2), spec)
print()


class G(F):
    pass


print(repr(G(1, 2)), type(G(1, 2) + 1), type(copy.copy(G(1, 2))), isinstance(F(1), int))
