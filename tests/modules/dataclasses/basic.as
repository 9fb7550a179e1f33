# dataclass: generated methods, fields, inheritance, errors.
from dataclasses import *
import dataclasses, copy
from typing import ClassVar, NamedTuple
from collections import defaultdict, namedtuple


def attempt(f):
    try:
        print("->", f())
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class C:
    x: int
    y: str = "a"
    z: list = field(default_factory=list, repr=False)

    def total(self):
        return self.x + len(self.z)


c = C(1, z=[1, 2])
print(c, C(1) == C(1), C(1) != C(2), c.total(), C.__doc__, C.__match_args__, C.__dataclass_params__)
print(C.__init__.__qualname__, C.__init__.__annotations__, C.__init__.__defaults__, C.__init__.__module__, C.__repr__.__qualname__)
print([f.name for f in fields(C)], fields(c)[0].type, C.y, hasattr(C, "x"), hasattr(C, "z"), C(1).z is C(1).z, C.__hash__)
match c:
    case C(x, y):
        print("match", x, y)
attempt(lambda: C())
attempt(lambda: C(1, 2, 3, 4))
attempt(lambda: C(1, q=2))
attempt(lambda: hash(c))
attempt(lambda: C(1) < C(2))
attempt(lambda: fields(3))
attempt(lambda: asdict(3))
attempt(lambda: astuple(C))
attempt(lambda: replace(3))
attempt(lambda: replace(c, w=2))
attempt(lambda: field(default=1, default_factory=list))
print(replace(c, x=9), copy.replace(c, y="z"), is_dataclass(C), is_dataclass(c), is_dataclass(int))


@dataclass(order=True, frozen=True)
class V:
    a: int
    b: float = field(default=0.0, compare=False)


print(V(1) < V(2), V(1, 5.0) == V(1, 6.0), hash(V(1)) == hash(V(1, 2.0)), sorted([V(3), V(1)]), max(V(1), V(4)), {V(1): "k"}[V(1)])
attempt(lambda: setattr(V(1), "a", 2))
attempt(lambda: delattr(V(1), "a"))
attempt(lambda: setattr(V(1), "q", 2))
attempt(lambda: V(1) < 3)
print(isinstance(FrozenInstanceError(), AttributeError))


@dataclass(slots=True)
class S:
    a: int
    b: int = 5


s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"), S.__qualname__)
attempt(lambda: setattr(s, "q", 1))


@dataclass(slots=True, frozen=True)
class SF:
    a: int


print(SF(1).__getstate__(), copy.copy(SF(2)), copy.deepcopy(SF(3)), SF(1) == SF(1))


@dataclass(slots=True)
class S2(S):
    c: int = 0


print(S2(1, 2, 3), S2.__slots__)


@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int


print(K(1, c=3), K.__match_args__, K.__doc__)
attempt(lambda: K(1, 2, 3))


@dataclass(kw_only=True)
class KW:
    a: int = 1
    b: int


print(KW(b=2), KW.__match_args__)


@dataclass
class P:
    base: InitVar[int]
    k: ClassVar[int] = 7
    s: "ClassVar[int]" = 8
    doubled: int = field(init=False)
    extra: int = field(init=False, default=3)

    def __post_init__(self, base):
        self.doubled = base * 2


print(P(3), [f.name for f in fields(P)], replace(P(1), base=4))
attempt(lambda: replace(P(1)))
attempt(lambda: replace(P(1), doubled=3, base=1))


@dataclass
class Base:
    x: int = 1
    y: int = 2


@dataclass
class Derived(Base):
    z: int = 3
    x: int = 10


print(Derived(), Derived(5), [f.name for f in fields(Derived)])


def body(text, args=""):
    def run():
        g = dict(globals())
        exec(f"@dataclass({args})\nclass E:\n " + text, g)
        return [f.name for f in fields(g["E"])]
    attempt(run)


body("x: int = 1\n y: int")
body("x: list = []")
body("x: int\n __slots__ = ('x',)", "slots=True")
body("a: int\n a2 = field()")
body("_: KW_ONLY\n __: KW_ONLY\n b: int")
body("x: ClassVar[int] = field(default_factory=list)")
body("x: InitVar[int] = field(default_factory=list)")
body("x: ClassVar[int] = field(kw_only=True)")
body("x: int", "order=True, eq=False")
body("x: int\n __hash__ = lambda s: 1", "unsafe_hash=True")
body("x: int\n __setattr__ = 1", "frozen=True")
body("x: int\n __lt__ = 1", "order=True")
body("x: int", "weakref_slot=True")
body("pass")
for text in ("@dataclass\nclass E(V): y: int", "@dataclass(frozen=True)\nclass E(C): y: int"):
    attempt(lambda: exec(text, dict(globals())))


@dataclass(unsafe_hash=True)
class H:
    a: int
    b: int = field(hash=False, default=0)


@dataclass(eq=False)
class N:
    x: int


print(hash(H(1)) == hash(H(1, 2)), N(1) == N(1), N(1).__eq__ is not None)
NT = namedtuple("NT", "p q")


@dataclass
class Deep:
    items: list
    table: dict
    pair: tuple
    inner: C
    nt: NT
    dd: defaultdict


d = Deep([C(1)], {"k": C(2)}, (C(3), 4), C(5), NT(C(6), 7), defaultdict(list, {"a": [C(8)]}))
print(asdict(d))
print(astuple(d))
print(asdict(C(1), dict_factory=lambda pairs: sorted(pairs)), astuple(C(1), tuple_factory=list))


@dataclass
class R:
    me: object = None


r = R()
r.me = r
print(r)
X = make_dataclass("X", ["a", ("b", int), ("c", int, field(default=5))], namespace={"f": lambda self: self.b * 2}, bases=(Base,), kw_only=True)
print(X(a=1, b=2), X(a=1, b=4).f(), X.__module__, X.__annotations__)
for bad in (["a", "a"], ["def"], [("a", 1, 2, 3)], ["1a"]):
    attempt(lambda: make_dataclass("X", bad))
print(InitVar[int], InitVar["str"], repr(dataclasses._HAS_DEFAULT_FACTORY), dataclasses.__all__)


@dataclass
class WithSelf:
    self: int
    other: int = 2


print(WithSelf(1), WithSelf(1) == WithSelf(1))


@dataclass
class Custom:
    a: int

    def __init__(self, a, b):
        self.a = a + b

    def __repr__(self):
        return "custom"

    def __eq__(self, o):
        return True


print(Custom(1, 2), Custom(1, 2).a, Custom(1, 1) == 5)


class Desc:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return 100 if obj is None else obj.__dict__["_" + self.name]

    def __set__(self, obj, value):
        obj.__dict__["_" + self.name] = value * 2


@dataclass
class WithDesc:
    a: int = Desc()


print(WithDesc(), WithDesc(4), WithDesc.__init__.__defaults__)
f = fields(C)[1]
print(f.name, f.default, f.init, f.kw_only, f.metadata, str(f).split("default=")[0], field(metadata={"u": 1}).metadata["u"])
