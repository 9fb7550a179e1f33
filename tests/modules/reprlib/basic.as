# reprlib: limits and recursive_repr.
import reprlib
from collections import deque
from array import array
r = reprlib.repr
print(r(list(range(20))), r(tuple(range(3))), r((1,)), r(set(range(20))), r(frozenset()), r({i: i for i in range(9)}), r(deque(range(9))))
print(r("x" * 50), r("short"), r(10 ** 60), r([[[[[[[[1]]]]]]]]), r({"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}), r({}), r(set()), r(array("i", range(9))), r(array("i")))
class Long:
    def __repr__(self):
        return "<" + "long" * 20 + ">"
class Bad:
    def __repr__(self):
        raise ValueError
print(r(Long()), r(Bad()).split(" at ")[0])
s = reprlib.Repr(maxlist=2, fillvalue="---", maxlevel=2)
print(s.repr([1, 2, 3]), s.repr([[[1]]]), s.maxtuple)
s.indent = 4
s.maxlevel = 6
print(s.repr([1, [2, 3], {"a": (1,)}]))
s.indent = "->"
print(s.repr([1, [2, 3], {"a": ()}]))
class Mine(reprlib.Repr):
    def repr_Long(self, x, level):
        return "LONG"
    def repr_list(self, x, level):
        return f"L{level}" + super().repr_list(x, level)
print(Mine().repr([Long(), [1]]))
class N:
    def __init__(self):
        self.items = [self]
    @reprlib.recursive_repr("<again>")
    def __repr__(self):
        "d"
        return f"N({self.items!r})"
print(N(), N.__repr__.__name__, N.__repr__.__doc__, N.__repr__.__wrapped__.__name__)
for bad in (-1, 1.5):
    try:
        reprlib.Repr(indent=bad).repr([1])
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
