# Decimals: made, shown, compared, computed with, rounded, formatted; contexts and their signals.
import copy
import math
import operator
import pickle
from decimal import *
from fractions import Fraction


def tell(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


D = Decimal
for value in ("0", "-0.00", "1e3", " 12.50 ", "1_000.5", ".5", "5.", "-Infinity", "inf", "nan", "-sNaN123", "1E-7", "123E-10", "0E+5", 7, -2 ** 70, True,
              (1, (1, 2, 3), -2), (0, (), "F"), [0, [1], 3], D("3.30"), 0.1, -0.0, float("inf")):
    d = D(value)
    print(repr(d), str(d), d.as_tuple(), d.adjusted(), d.to_eng_string(), bool(d), d.number_class())
for wrong in ("", "a", "1e", "--1", "1 2", "0x1"):
    tell(D, wrong)
tell(D, None)
tell(D, 1j)
tell(D, (2, (1,), 0))
tell(D, (0, (10,), 0))
values = [D("1.25"), D("-3"), D("0"), D("7E+2"), D("Infinity"), D("NaN")]
for op in "add sub mul truediv floordiv mod eq lt ge".split():
    f = getattr(operator, op)
    for a in values:
        for b in values:
            try:
                print(f(a, b), end=" ")
            except Exception as e:
                print(type(e).__name__, e, end=" ")
    print()
tell(divmod, D(7), D(-2))
tell(divmod, D(1), D(0))
print(D(1) + 2, 2 - D(1), 3 * D("1.5"), 1 / D(4), 7 // D(2), 7 % D(4), 2 ** D(3), D(2) ** -3, D(9) ** D("0.5"), D(2) ** D("0.5"), D("1.1") ** 50, pow(D(3), 7, 5), D(-8) ** 3)
tell(lambda: D(-8) ** D("0.5"))
tell(lambda: D(0) ** 0)
print(D(1) == 1.0, D("0.1") == 0.1, D(2) > 1.5, D(1) == Fraction(1), D("0.5") < Fraction(2, 3), D(1) in {1}, D(1) != "1", hash(D("1.5")) == hash(1.5), hash(D(10 ** 20)) == hash(10 ** 20))
print(-D("1.5"), +D("-0"), abs(D("-2")), int(D("-7.9")), float(D("1.25")), round(D("2.5")), round(D("2.675"), 2), round(D("1234"), -2), math.floor(D("-1.5")), math.ceil(D("1.2")), math.trunc(D("9.9")), complex(D(2)))
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(rounding, *(D(v).quantize(D("0.1"), rounding) for v in ("1.25", "-1.25", "1.35", "0.01", "-0.01", "2.49", "5.01")), D("2.5").to_integral_value(rounding))
print(D(2).sqrt(), D("0.0001").sqrt(), D(100).sqrt(), D(1).exp(), D("-2.5").exp(), D(10).ln(), D("0.5").ln(), D(1000).log10(), D(3).log10(), D("1.0000001").ln(), D("123.4").logb())
print(D("1.200").normalize(), D("1200").normalize(), D("7").remainder_near(4), D(2).fma(3, 4), D("1.5").max(2), D("1.5").min(D("NaN")), D(-3).max_mag(2), D("1.1").next_plus(), D("1.1").next_minus(), D(1).next_toward(0),
      D("1.5").scaleb(3), D("12345").shift(2), D("12345").rotate(-2), D("1.50").compare_total(D("1.5")), D(2).compare(3), D("1.1").same_quantum(D("2.2")), D("101").logical_and(D("110")), D(5).copy_sign(D(-1)), D("3.25").as_integer_ratio())
for spec in ("", ".2f", "10.3f", "<10", "^12.1f", "+.1e", ",.2f", "e", ".3g", "%", ".1%", "020,.2f", "=+12", "*>8", "g", "G", "z.1f", ".0f", "n"):
    print(spec, *(f"[{D(v):{spec}}]" for v in ("1234567.891", "-0.00012", "0", "1E+10", "-0.04", "NaN", "-Infinity")))
tell(format, D(1), "x")
c = getcontext()
print(c, c.Etiny(), c.Etop())
with localcontext(prec=5) as ctx:
    print(D(1) / 3, D("123456789") + 1, ctx.flags[Inexact], ctx.prec, getcontext() is ctx)
    ctx.rounding = ROUND_UP
    print(D(1) / 3, ctx.create_decimal("1.234567"), ctx.create_decimal_from_float(3.14159265))
    ctx.traps[Inexact] = True
    tell(lambda: D(1) / 3)
    ctx.traps[Inexact] = False
    ctx.traps[DivisionByZero] = ctx.traps[InvalidOperation] = False
    print(D(1) / 0, D(-1) / 0, D(0) / 0, D("sNaN") + 1, sorted(s.__name__ for s, on in ctx.flags.items() if on))
    ctx.clear_flags()
    ctx.traps[FloatOperation] = True
    tell(D, 1.5)
    tell(lambda: D(1) < 1.5)
with localcontext(Context(prec=3, Emax=5, Emin=-5, traps=[])) as ctx:
    print(D("9.999E+5") * 10, D("1E-7") / 3, D("1.23E-6") * D("1.1"), +D("123456"), D("1E-9") * 1, sorted(s.__name__ for s, on in ctx.flags.items() if on))
print(ExtendedContext, BasicContext.traps[Clamped], Context(prec=9).add(1, 2), Context(prec=2).divide(D(2), D(3)), Context().power(2, 10), Context().sqrt(2), Context().to_sci_string(D("1E+3")))
for wrong in (lambda: Context(prec=0), lambda: Context(rounding="x"), lambda: Context(Emin=1), lambda: Context(capitals=2), lambda: setcontext(1), lambda: setattr(c, "nothing", 1), lambda: D("NaN") < 1, lambda: int(D("NaN")),
              lambda: int(D("inf")), lambda: hash(D("sNaN")), lambda: D("1e999999") * 10, lambda: D(1).quantize(D("1e-30")), lambda: D(10) // 0, lambda: D(-1).sqrt(), lambda: D(-1).ln(), lambda: D(0).ln()):
    tell(wrong)
print(pickle.loads(pickle.dumps(D("1.50"))), copy.copy(values[0]) is values[0], copy.deepcopy(values[1]) is values[1], pickle.loads(pickle.dumps(c)).prec, issubclass(DivisionByZero, ZeroDivisionError), isinstance(D(1), __import__("numbers").Number))
print(sum(map(D, ["0.1"] * 10)) == 1, sorted([D(3), D("1.5"), 2]), max(D(1), D("NaN").copy_abs() if False else D(2)), Fraction(D("0.125")), D(Fraction(1, 2).numerator))


class Money(Decimal):
    pass


print(repr(Money("1.5") + 1), type(Money("2")).__name__, Money.from_float(0.5))
