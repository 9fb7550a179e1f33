# Data classes, in one tour: ordinary use, then the errors.
from dataclasses import *
import dataclasses
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)
    z: int = field(default=5, compare=False, kw_only=True)
print(P(1), P(1) == P(1, z=9), P(1, 2, ["a"]).tags, P.__match_args__, [f.name for f in fields(P)], asdict(P(1)), astuple(P(1)), replace(P(1), y=9), is_dataclass(P), is_dataclass(P(1)), P.__hash__)
for bad in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: replace(P(1), q=1), lambda: asdict(5), lambda: hash(P(1)), lambda: P(1) < P(2), lambda: fields(3)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
@dataclass(frozen=True, order=True)
class F: a: int; b: str = "x"
f = F(1); print(f, hash(f) == hash(F(1)), F(1) < F(2), sorted([F(2), F(1)]))
for bad in (lambda: setattr(f, "a", 2), lambda: delattr(f, "a"), lambda: f < 3):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
@dataclass(slots=True)
class S: a: int; b: int = 2
print(S(1), S.__slots__, hasattr(S(1), "__dict__"))
try: S(1).q = 1
except AttributeError as e: print(e)
@dataclass
class Base: a: int = 1
@dataclass
class D(Base):
    b: int = 2
    c: InitVar[int] = 3
    def __post_init__(self, c): self.d = self.a + c
print(D(), D(5, c=10).d, D.__init__.__annotations__, [f.name for f in fields(D)])
for src in ("x: list = []", "a: int = 1\n    b: int", "x: int = field(default=1, default_factory=int)"):
    try: exec("@dataclass\nclass Q:\n    " + src)
    except Exception as e: print(type(e).__name__, e)
M = make_dataclass("M", ["a", ("b", int), ("c", int, field(default=3))], namespace={"f": lambda s: s.a}); print(M(1, 2), M(1, 2).f())
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
print(K(1, b=3), K.__match_args__)
@dataclass
class Node:
    v: int
    kids: "list[Node]" = field(default_factory=list)
n = Node(1, [Node(2), Node(3)]); print(n, asdict(n), astuple(n)); n.kids.append(n); print(n)
print(repr(fields(P)[0].type), fields(P)[1].default)
import inspect; print(inspect.signature(P), P.__doc__, D.__doc__)
match P(1, 2):
    case P(x, y): print("m", x, y)
@dataclass(eq=False)
class NE: a: int
print(NE(1) == NE(1))
@dataclass(unsafe_hash=True)
class UH: a: int
print(hash(UH(1)) == hash(UH(1)))
@dataclass
class CV:
    from typing import ClassVar
    n: ClassVar[int] = 0
    a: int = 0
print(CV(), [f.name for f in fields(CV)])
try:
    @dataclass
    class Fz(F): z: int = 3
except TypeError as e: print(e)
import copy, pickle; print(copy.replace(P(1), x=7), pickle.loads(pickle.dumps(P(1, 2))))
