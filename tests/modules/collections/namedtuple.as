# namedtuple: fields, methods, defaults, renaming, errors.
from collections import namedtuple
import sys

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=9), Point._make([5, 6]))
print(Point._fields, Point._field_defaults, Point.__match_args__, Point.__slots__, Point.__module__, Point.__qualname__)
print(Point.__doc__, "|", Point.x.__doc__, "|", Point.__new__.__doc__, "|", Point._make.__doc__, "|", Point._replace.__doc__)
print(Point.__new__.__qualname__, Point._make.__qualname__, Point._asdict.__qualname__, Point.__repr__.__name__)
print(p.__getnewargs__(), hash(p) == hash((1, 2)), isinstance(p, tuple), hasattr(p, "__dict__"))

for call in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Point._make([1]), lambda: p._replace(z=1)):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

D = namedtuple("D", ["a", "b", "c"], defaults=(10, None))
print(D(1), D._field_defaults, D(1, 2, 3))
R = namedtuple("R", "a def _x a 9 ok", rename=True)
print(R._fields)
E = namedtuple("Empty", "")
print(E(), E._fields, len(E()))
M = namedtuple("M", "q", module="some.where")
print(M.__module__, M)

for args, kw in ((("class", "a"), {}), (("T", "a a"), {}), (("T", "_a"), {}), (("T", "a-b"), {}), (("T", "def"), {}), (("T", "a"), {"defaults": (1, 2)}), (("1T", "a"), {})):
    try:
        namedtuple(*args, **kw)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Sub(Point):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __str__(self):
        return f"<{self.x} {self.y}>"


s = Sub(3, 4)
print(s, repr(s), s.norm, s._replace(x=0), type(s._replace(x=0)).__name__)
match s:
    case Point(x=3, y=b):
        print("matched", b)
match p:
    case Point(a, b):
        print(a, b)
try:
    p.x = 3
except AttributeError as e:
    print(e)
print([n for n in vars(Point) if not n.startswith("__")])
print(sorted([Point(2, 1), Point(1, 5)]), Point(1, 2) + (3,), p.__replace__(y=7))
