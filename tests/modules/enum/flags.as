# Flag and IntFlag: composition, iteration, boundaries.
from enum import *


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(list(P), P.R | P.X, repr(P.R | P.X), P(0), repr(P(0)), P(7), P.RW, repr(P(3)), ~P.R, ~P.RW, P.R ^ P.RW, P.R & P.W, bool(P.R & P.W))
print(P.R in P.RW, P.X in P.RW, list(P.RW), len(P.RW), [m.name for m in P(7)], P.__members__, (P.R | P.X).name, P(0).name, P["RW"], len(P))
print(P, P.R.value, P._flag_mask_, P._all_bits_, P._boundary_, isinstance(P.R | P.W, P), (P.R | P.W) is P.RW)


def attempt(f):
    try:
        print("->", repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: P(8))
attempt(lambda: P(-1))
attempt(lambda: P(-9))
attempt(lambda: P("x"))
attempt(lambda: 1 in P.R)
attempt(lambda: P.R | 8)
attempt(lambda: "x" in P)
attempt(lambda: 3 in P)
attempt(lambda: 9 in P)


class I(IntFlag):
    R = 4
    W = 2
    X = 1


print(repr(I(9)), I(9), repr(~I.R), repr(I(-1)), repr(I.R | 8), list(I(11)), repr(I(8)), repr(I.R & 7), repr(1 | I.R), I.R + 1, list(I), repr(I(16 | 4)), repr(~I(9)))
print(f"{I.R}", str(I.R | I.W), I.R == 4, isinstance(I.R | 1, int), I(0), repr(I(0)), repr(I.R ^ I.R))


class C(Flag, boundary=CONFORM):
    A = 1
    B = 4


print(repr(C(7)), repr(C(2)), repr(~C.A))


class E(IntFlag, boundary=EJECT):
    A = 1
    B = 2


print(repr(E(3)), E(9), type(E(9)).__name__)


class K(Flag, boundary=KEEP):
    A = 1
    B = 2


print(repr(K(9)), repr(K(9) | K.B), repr(K(8)), list(K(11)), len(K(11)))


class Skip(Flag):
    A = 1
    D = 8
    AD = 9
    N = 0


print(list(Skip), repr(Skip.AD), repr(Skip.N), Skip._all_bits_)
attempt(lambda: Skip(2))
attempt(lambda: Skip(10))


class Word(Flag):
    B = 2
    A = 1
    D = 8


print(list(Word), list(Word(11)), repr(Word(11)), str(Word(9)))
match P.R | P.W:
    case P.RW:
        print("rw")
print(STRICT, repr(KEEP), list(FlagBoundary))
F2 = Flag("F2", "a b c")
print(list(F2), F2.a | F2.c, IntFlag("F3", ["x", "y"]).y)
print({P.R: 1}[P.R], hash(P.R) == hash(P.R), P.R == P.R, P.R != P.W)
