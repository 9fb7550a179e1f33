# Recursion without end, through every kind of call, is a RecursionError that can be caught.
import functools
import sys


def plain(n):
    return plain(n + 1)


def through_generator(n):
    yield from through_generator(n + 1)


class Everything:
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __getattr__(self, name): return getattr(self, name + "x")
    def __getitem__(self, key): return self[key]
    def __call__(self): return self()
    def __add__(self, other): return self + other
    def __lt__(self, other): return self < other
    def __contains__(self, item): return item in self
    def __iter__(self): return iter(self)
    def __format__(self, spec): return format(self, spec)
    def __index__(self): return [0][self]


x = Everything()
cases = {
    "call": lambda: plain(0),
    "generator": lambda: list(through_generator(0)),
    "repr": lambda: repr(x),
    "str": lambda: str(x),
    "eq": lambda: x == 1,
    "hash": lambda: hash(x),
    "len": lambda: len(x),
    "bool": lambda: bool(x),
    "getattr": lambda: x.name,
    "getitem": lambda: x[0],
    "call object": lambda: x(),
    "add": lambda: x + 1,
    "lt": lambda: x < 1,
    "in": lambda: 1 in x,
    "iter": lambda: iter(x),
    "format": lambda: format(x),
    "index": lambda: [0][x],
    "map": lambda: (f := lambda n: list(map(f, [n])))(0),
    "sort key": lambda: (f := lambda n: sorted([n], key=f))(0),
    "property": lambda: type("P", (), {"p": property(lambda self: self.p)})().p,
    "partial": lambda: (f := functools.partial(lambda: f()))(),
    "exec": lambda: exec("def f(): exec('f()')\nf()", space := {}) or space["f"](),
}
for name, case in cases.items():
    try:
        case()
        print(name, "returned")
    except RecursionError as error:
        print(name, type(error).__name__)
print(sys.getrecursionlimit())
