# Enum: members, lookup, aliases, auto, functional API, errors.
from enum import *
import enum


class Color(Enum):
    "doc"
    RED = 1
    GREEN = 2
    CRIMSON = 1

    class Nested:
        pass

    def describe(self):
        return self.name.lower(), self.value

    @property
    def double(self):
        return self.value * 2

    @classmethod
    def favourite(cls):
        return cls.GREEN


print(list(Color), Color.RED, repr(Color.CRIMSON), Color(2), Color["RED"], len(Color), Color.RED.describe(), Color.GREEN.double)
print(Color.favourite(), Color.RED is Color.CRIMSON, Color.RED in Color, 1 in Color, 7 in Color, "RED" in Color, Color.__members__, list(reversed(Color)))
print(Color, type(Color).__name__, isinstance(Color.RED, Color), Color.Nested.__name__, Color.__doc__, hash(Color.RED) == hash("RED"), bool(Color))
print(f"{Color.RED} {Color.RED:>12}|", "%s" % Color.RED, Color.RED == 1, Color.RED != Color.GREEN, Color.RED.__class__ is Color)
print(dir(Color), dir(Color.RED), Color.RED.__dict__ == {"_value_": 1, "_name_": "RED", "__objclass__": Color, "_sort_order_": 0})


def attempt(f):
    try:
        print("->", f())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "__notes__", None), repr(e.__context__))


attempt(lambda: Color(7))
attempt(lambda: Color["x"])
attempt(lambda: Color.name)
attempt(lambda: Color.NOPE)
attempt(lambda: setattr(Color, "RED", 3))
attempt(lambda: delattr(Color, "RED"))
attempt(lambda: setattr(Color.RED, "value", 3))
attempt(lambda: Enum("x"))
attempt(lambda: Color.RED < Color.GREEN)
attempt(lambda: Color.RED.GREEN)
attempt(lambda: Color([]))
attempt(lambda: Color())


def body(text, **ns):
    def run():
        g = {**globals(), **ns}
        exec(text, g)
        return list(g["E"]), [m.value for m in g["E"]]
    attempt(run)


body("class E(Enum):\n A = 1\n A = 2")
body("class E(Enum):\n _foo_ = 1")
body("class E(Color): pass")
body("class E(Enum):\n A = 1\n def __init__(self, x): raise ValueError('no')")
body("class E(int, Enum):\n A = 'z'")
body("class E(StrEnum):\n A = 1")
body("class E(Enum, int):\n A = 1")
body("class E(Enum):\n mro = 1")
body("class E(Enum):\n A = 1\n def _generate_next_value_(n, s, c, l): return n\n B = auto()")
body("class E(Enum):\n B = auto()\n def _generate_next_value_(n, s, c, l): return n")
body("class E(Enum):\n def _generate_next_value_(n, s, c, l): return (n, s, c, list(l))\n B = auto()\n C = auto()")
body("class E(Enum):\n _order_ = 'B A'\n A = 1; B = 2")
body("class E(Enum):\n _order_ = 'A B'\n A = 1; B = 2; C = 1")
body("class E(Enum):\n A = 'x'; B = auto()")
body("class E(Enum):\n A = 5; B = 3; C = auto()")
body("class E(Enum):\n A = auto(), 'x'\n B = auto(), 'y'")
body("class E(Enum):\n A = None; B = auto()")
body("class E(Enum):\n _ignore_ = 'tmp'\n tmp = 5\n A = tmp")
body("class E(Enum):\n A = nonmember(1); B = member(int); C = 3; f = lambda s: 1\n _private = 4; __mangled = 5")
body("class E(Enum):\n A = []; B = {}; C = []")
body("@unique\nclass E(Enum):\n A = 1; B = 1; C = 2; D = 2")
body("@verify(UNIQUE)\nclass E(Enum):\n A = 1; B = 1")
body("@verify(CONTINUOUS)\nclass E(Enum):\n A = 1; B = 5")
body("@verify(NAMED_FLAGS)\nclass E(Flag):\n A = 1; B = 6")
body("@verify(NAMED_FLAGS, CONTINUOUS)\nclass E(Flag):\n A = 1; B = 2; C = 3")


class Miss(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == "none":
            return None
        if value == "bad":
            return 5
        if value == "raise":
            raise KeyError("x")
        return cls.A


attempt(lambda: Miss(99))
attempt(lambda: Miss("none"))
attempt(lambda: Miss("bad"))
attempt(lambda: Miss("raise"))


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def ratio(self):
        return self.mass / self.radius


print(Planet.EARTH, Planet.MARS.radius, Planet((5.9, 6.3)), round(Planet.EARTH.ratio, 3), Planet(0.6, 3.3))


class Coded(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    X = (1, "ex")
    Y = (2, "why")


print(Coded.X, Coded(2), Coded.Y.label, bytes(Coded.X), Coded.X == b"\x01")
Animal = Enum("Animal", "ANT BEE CAT")
print(Animal, list(Animal), Animal.ANT, Animal.__module__, Animal.__qualname__)
print(list(Enum("X", {"q": 5})), list(Enum("X", [("q", 5), ("r", 6)])), list(Enum("X", ["a", "b"], start=10)), Enum("X", "a", type=str).a, Enum("X", names=()))
print(list(Enum("X", "a,b", module="m", qualname="Q.X")), Enum("X", "a", module="m", qualname="Q.X").__qualname__)


class Base(Enum):
    def hi(self):
        return "hi " + self.name


class Sub(Base):
    ONE = 1


print(Sub.ONE.hi(), Sub.__mro__[1:3])
print(enum.bin(5), enum.bin(-5), enum.bin(5, 8), enum.bin(-5, 8), enum.show_flag_values(11))


class V(Enum):
    value = 1
    name = 2


print(V.value, V.name, V.value.value, V.name.name)


class WithHook(Enum):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        print("subclass", cls.__name__, list(cls), kw)


class Hooked(WithHook, flavour="x"):
    P = 1


match Color(1):
    case Color.GREEN:
        print("green")
    case Color.RED:
        print("red")
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, Color.RED.__reduce_ex__(2))
m = Color.RED
m._add_alias_("ROUGE")
m._add_value_alias_("rot")
print(Color.ROUGE, Color("rot"), Color["ROUGE"])
print(EnumType is EnumMeta, sorted(enum.__all__))
