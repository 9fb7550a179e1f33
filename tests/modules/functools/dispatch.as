# singledispatch and singledispatchmethod.
from functools import singledispatch, singledispatchmethod
import collections.abc as abc
from abc import ABC

@singledispatch
def show(x, *rest):
    "doc"
    return f"object {x!r}"

@show.register
def _(x: int, *rest):
    return f"int {x}"

@show.register(list)
def show_list(x):
    return "list of " + ", ".join(map(show, x))

@show.register
def _(x: str | bytes):
    return f"text {x!r}"

@show.register
def _(x: None):
    return "nothing"

show.register(abc.Mapping, lambda x: f"mapping {len(x)}")
show.register(abc.Iterable, lambda x: "iterable")

for v in (1, True, 1.5, [1, "a", None], b"x", {"k": 1}, (1,), None, {1}, range(2), object):
    print(show(v) if v is not object else "class")
print(show.__name__, show.__doc__, show.dispatch(bool) is show.dispatch(int), show.dispatch(float) is show.registry[object], show_list.__name__)
print([k.__name__ for k in show.registry])

class P(ABC): pass
class Q(ABC): pass
@singledispatch
def amb(x):
    return "base"
amb.register(P, lambda x: "P")
amb.register(Q, lambda x: "Q")
class Both: pass
P.register(Both)
Q.register(Both)
try:
    amb(Both())
except RuntimeError as e:
    print(str(e).startswith("Ambiguous dispatch: "))
class Derived(P, Q): pass
print(amb(Derived()))
class Later: pass
print(amb(Later()))
P.register(Later)
print(amb(Later()))

for call in (lambda: show(), lambda: show.register(5), lambda: show.register(5, print), lambda: show.register(lambda x: 1)):
    try:
        call()
    except TypeError as e:
        print(str(e).split(" at 0x")[0])
def bad(x: 5): pass
def bad2(x: list[int]): pass
def bad3(x: list[int] | str): pass
for f in (bad2, bad3):
    try:
        show.register(f)
    except TypeError as e:
        print(e)

class Neg:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("cannot")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @singledispatchmethod
    @classmethod
    def make(cls, arg):
        return cls.__name__, "any"

    @make.register
    @classmethod
    def _(cls, arg: int):
        return cls.__name__, arg

n = Neg()
print(n.neg(5), n.neg(True), Neg.make("x"), Neg.make(3), n.make(2))
try:
    n.neg("x")
except NotImplementedError as e:
    print(e)
try:
    n.neg()
except TypeError as e:
    print(e)
try:
    singledispatchmethod(5)
except TypeError as e:
    print(e)

# nearest ABC wins, and the order of explicit bases counts
@singledispatch
def g(x): return "base"
g.register(abc.Sized, lambda x: "sized")
class L:
    def __len__(self): return 0
print(g(L()), g([]), g(5))
g.register(abc.Set, lambda x: "set")
print(g(set()), g(frozenset()), g({}), g({}.keys()))
g.register(abc.MutableSequence, lambda x: "mseq")
g.register(abc.Sequence, lambda x: "seq")
print(g([]), g(()), g("s"))
