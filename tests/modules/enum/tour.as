# Enumerations, in one tour: ordinary use, then the errors.
from enum import *
class C(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def desc(self): return f"{self.name}-{self.value}"
print(C.RED, repr(C.RED), C(1), C["GREEN"], list(C), len(C), C.ALIAS is C.RED, C.RED.desc(), C.__members__, C.RED in C, 1 in C, 9 in C, C.RED == 1, hash(C.RED) == hash("RED"), isinstance(C.RED, C), type(C.RED), C)
for bad in (lambda: C(9), lambda: C["X"], lambda: setattr(C, "RED", 3), lambda: setattr(C.RED, "value", 3), lambda: C.RED < C.GREEN, lambda: type("D", (C,), {}), lambda: delattr(C, "RED"), lambda: C.NOPE):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class I(IntEnum): A = auto(); B = auto(); C = 10; D = auto()
print(list(I), I.A + 1, I.B > I.A, f"{I.C}", str(I.A), repr(I.D), I(10), int(I.A), [10, 20][I.A], "%d %s" % (I.A, I.A))
class S(StrEnum): X = auto(); Y = "why"
print(S.X, S.Y, repr(S.X), S("why"), S.X.upper(), f"{S.X:>5}", S.X == "x")
class F(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, repr(F.R | F.X), F.RW, F(3), ~F.R, F(0), bool(F(0)), F.R in F.RW, list(F.RW), F.R & F.W, F.R ^ F.RW, len(F.RW), F.RW.name, (F.R|F.X).value, list(F))
try: F(64)
except ValueError as e: print(e)
class IF(IntFlag): A = 1; B = 2
print(IF.A | 8, repr(IF(7)), IF.A + 1, IF(9) & IF.A, str(IF.A|IF.B), ~IF.A)
@unique
class U(Enum): A = 1; B = 2
try:
    @unique
    class V(Enum): A = 1; B = 1
except ValueError as e: print(e)
An = Enum("An", "CAT DOG"); print(list(An), An.CAT.value, Enum("E2", {"a": 1, "b": 2}).b, Enum("E3", [("p", 5)]).p.value)
class P(Enum):
    M = (1.0, 2.0)
    E = (3.0, 4.0)
    def __init__(self, mass, r): self.mass = mass; self.r = r
    @property
    def d(self): return self.mass / self.r
print(P.M.mass, P.E.d, P((1.0, 2.0)))
class A2(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    FOO = auto(); BAR = auto()
print(list(A2))
class Mis(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A if v == "a" else None
print(Mis("a"))
try: Mis("b")
except ValueError as e: print(e)
class N(Enum):
    @member
    def f(self): ...
    g = nonmember(5)
    class Inner: pass
print(N.g, N.f)
class Ord(Enum):
    _order_ = "A B"
    A = 1; B = 2
match C.RED:
    case C.GREEN: print("g")
    case C.RED: print("r")
class St(str, Enum): A = "a"
print(St.A, f"{St.A}", St.A == "a", str(St.A), repr(St.A), "x" + St.A)
import pickle, copy
print(copy.copy(C.RED) is C.RED, copy.deepcopy(C.RED) is C.RED, pickle.loads(pickle.dumps(C.RED)) is C.RED, {C.RED: 1}[C.RED], dir(C)[:3])
class CF(Flag, boundary=CONFORM): A = 1
print(CF(3), verify(UNIQUE)(U) is U, KEEP)
