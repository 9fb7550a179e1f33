# Conversion dunders: __int__ __float__ __complex__ __str__ __repr__ __bytes__ __format__ __round__ __trunc__ __bool__ ...
class C:
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 7 + 8j
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __bytes__(self): return b"bytes!"
    def __format__(self, spec): return f"fmt<{spec}>"
    def __round__(self, n="none"): return ("round", n)
    def __trunc__(self): return 9
    def __floor__(self): return 10
    def __ceil__(self): return 11
    def __bool__(self): return False
    def __hash__(self): return 99


c = C()
print(int(c), float(c), complex(c), str(c), repr(c), bytes(c), format(c), format(c, "x>5"), round(c), round(c, 2), round(c, None), bool(c), hash(c))
print(c, [c], (c,), {c: c}, f"{c}", f"{c!r}", f"{c!s:>6}", f"{c:abc}", "%s %r" % (c, c), "{} {!r} {:q}".format(c, c, c))


class ReprOnly:
    def __repr__(self): return "R"


class StrOnly:
    def __str__(self): return "S"


print(str(ReprOnly()), f"{ReprOnly()}", str(StrOnly()), repr(StrOnly()).split(" at ")[0], [ReprOnly()])


class Bad:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __complex__(self): return 1
    def __str__(self): return 5
    def __repr__(self): return None
    def __bytes__(self): return "s"
    def __format__(self, spec): return 3
    def __bool__(self): return None
    def __hash__(self): return 1.5
    def __index__(self): return 1.0
    def __len__(self): return "4"


for f in [int, float, complex, str, repr, bytes, format, bool, hash, len, hex, lambda b: f"{b}", lambda b: "%s" % b, lambda b: [1][b], lambda b: "%d" % b, print, ascii]:
    try:
        print(f(Bad()))
    except Exception as e:
        print(type(e).__name__, e)


class IntSub:
    def __int__(self): return True


class IxInt:
    def __index__(self): return 5


class FlIx:
    def __index__(self): return 3


print(int(IxInt()), float(FlIx()), complex(FlIx()), "%d %x %c" % (IxInt(), IxInt(), IxInt()), hex(IxInt()))


class S(str):
    def __str__(self): return "S.__str__"
    def __repr__(self): return "S.__repr__"


s = S("raw")
print(s, repr(s), f"{s}", f"{s!r}", "%s" % s, s + "", "".join([s, "x"]), str(s), type(str(s)).__name__, [s], s.upper())


class I(int):
    def __str__(self): return "I.str"
    def __format__(self, f): return "I.fmt"
    def __repr__(self): return "I.repr"


i = I(5)
print(i, f"{i}", f"{i!r}", "%d" % i, "%s" % i, [i], i + 1, "{}".format(i), int(i), +i, repr(i))


class ReprRaises:
    def __repr__(self): raise ValueError("repr raised")


for f in [lambda: [ReprRaises()], lambda: {"k": ReprRaises()}]:
    try:
        print(f())
    except ValueError as e:
        print(e)
for text in ["format(object(), 'x')", "format([], '5')", "format(None, 's')", "format(object) and 1", "format((), '')", "f'{None:>5}'", "format(len, '>1')", "format({}, 'd')"]:
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


class R(str):
    pass


class RetSub:
    def __repr__(self): return R("sub")


print(type(repr(RetSub())).__name__, repr(RetSub()))
