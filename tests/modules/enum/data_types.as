# IntEnum, StrEnum, mixed-in types, ReprEnum, global_enum, dataclass members.
from enum import *
import enum, sys
from dataclasses import dataclass


class N(IntEnum):
    ONE = 1
    TWO = auto()


print(N.ONE, repr(N.TWO), N.ONE + 1, N.ONE < N.TWO, f"{N.TWO:03}", "%d" % N.TWO, N.ONE == 1, sorted([N.TWO, N.ONE]), [1, 2, 3][N.ONE], N(2), int(N.TWO), type(N.ONE | N.TWO).__name__)
print(str(N.ONE), format(N.ONE), {1: "x"}[N.ONE], isinstance(N.ONE, int), hash(N.ONE) == hash(1))


class S(StrEnum):
    A = auto()
    Big = "text"


print(S.A, repr(S.A), S.A == "a", S.Big.upper(), f"{S.Big:>6}", S("a"), "".join(S), str(S.Big), S.A + "!")


class M(str, Enum):
    A = "x"


print(M.A, repr(M.A), f"{M.A}", M.A == "x", M.A.upper(), str(M.A), "%s" % M.A)


class F(float, ReprEnum):
    HALF = 0.5


print(F.HALF, repr(F.HALF), F.HALF * 2)


@dataclass(frozen=True)
class Data:
    a: int
    b: str = "q"


class D(Data, Enum):
    P = 1
    Q = 2, "r"


print(D.P, repr(D.Q), D.Q.b, D.P.a)


class T(tuple, Enum):
    P = 1, 2


print(T.P, repr(T.P), T.P == (1, 2), T.P.value)


@global_enum
class G(Enum):
    GA = 1
    GB = 2


print(GA, repr(GB), str(GA), G.GA)


@global_enum
class GF(IntFlag):
    FA = 1
    FB = 2


print(repr(FA | FB), repr(GF(5)), str(FA), repr(GF(0)))


class O(Enum):
    def __str__(self):
        return "custom"

    def __repr__(self):
        return "R"

    A = 1


print(O.A, repr(O.A), f"{O.A}", [O.A])
try:
    class X(int, str, Enum):
        A = 1
except TypeError as e:
    print(str(e).split("{")[0])
for args in (("a", 1), ("a", "ascii", 1), ("a",) * 4):
    try:
        Y = StrEnum("Y", {"A": args})
    except TypeError as e:
        print(e)
Z = StrEnum("Z", {"A": (b"a", "ascii")})
print(repr(Z.A))


class Ordered(Enum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other):
        return self.value < other.value


print(sorted([Ordered.HIGH, Ordered.LOW]), max(Ordered.LOW, Ordered.HIGH))


@enum._simple_enum(IntEnum)
class Simple:
    A = 1
    B = 2

    def f(self):
        return self + 10


print(list(Simple), Simple.B.f(), Simple.__name__)
