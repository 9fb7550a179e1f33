# Every binary operator dunder: plain, reflected, in-place, NotImplemented.
names = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split()


class Full:
    pass


class Refl:
    pass


class Inpl:
    pass


class Nope:
    pass


for n in names:
    setattr(Full, f"__{n}__", lambda s, o, *m, n=n: f"{n}({type(o).__name__})")
    setattr(Refl, f"__r{n}__", lambda s, o, n=n: f"r{n}({type(o).__name__})")
    setattr(Inpl, f"__i{n}__", lambda s, o, n=n: f"i{n}({type(o).__name__})")
    setattr(Nope, f"__{n}__", lambda s, o, *m: NotImplemented)
    setattr(Nope, f"__r{n}__", lambda s, o: NotImplemented)
f, r, nope = Full(), Refl(), Nope()
print(f + 1, f - 1, f * 1, f / 1, f // 1, f % 1, f ** 1, f << 1, f >> 1, f & 1, f | 1, f ^ 1, f @ 1, divmod(f, 1), pow(f, 1, 2))
print(1 + r, 1 - r, 1 * r, 1 / r, 1 // r, 1 % r, 1 ** r, 1 << r, 1 >> r, 1 & r, 1 | r, 1 ^ r, 1 @ r, divmod(1, r))
print(f + r, nope + r, "s" + r, [] + r, 1.5 * r, "%s" % r == "x", {} | r, (1,) + r, None + r)
for op in "+ - * / // % ** << >> & | ^ @".split():
    ns = {"i": Inpl(), "f": Full(), "n": nope}
    exec(f"i {op}= 5\nf {op}= 5", ns)
    print(op, ns["i"], ns["f"], end="; ")
    for text in (f"n {op} 1", f"1 {op} n", f"n {op}= 1", f"n {op} n"):
        try:
            exec(text, {"n": nope})
        except TypeError as e:
            print(e, end="; ")
    print()
try:
    divmod(nope, 1)
except TypeError as e:
    print(e)
try:
    pow(nope, 1, 2)
except TypeError as e:
    print(e)


class Base:
    def __add__(self, o):
        return "Base.add"

    def __radd__(self, o):
        return "Base.radd"


class Derived(Base):
    def __radd__(self, o):
        return "Derived.radd"


class Plain(Base):
    pass


print(Base() + Derived(), Derived() + Base(), Base() + Plain(), Plain() + Base(), Base() + Base(), Derived() + Derived(), 5 + Base(), Base() + 5)


class OnlyR:
    def __radd__(self, o):
        return "radd"


try:
    OnlyR() + OnlyR()
except TypeError as e:
    print(e)


class Neg:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"


n = Neg()
print(-n, +n, ~n, abs(n), - -5)
for text in ["-o", "+o", "~o", "abs(o)"]:
    try:
        eval(text, {"o": nope})
    except TypeError as e:
        print(e)


class Pow3:
    def __pow__(self, e, m=None):
        return ("pow", e, m)

    def __rpow__(self, b, m=None):
        return ("rpow", b, m)


p = Pow3()
print(p ** 2, pow(p, 2), pow(p, 2, 5), 2 ** p)


class SeqMul(list):
    def __rmul__(self, o):
        return ("rmul", o)


print(3 * SeqMul([1]), SeqMul([1]) * 2)


class Num(int):
    def __radd__(self, o):
        return ("Num.radd", int(o))


print(1 + Num(2), Num(1) + 2, type(Num(1) + 2).__name__)
None
