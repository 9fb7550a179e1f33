# OrderedDict: order in comparison, move_to_end, popitem, views.
from collections import OrderedDict
import collections.abc

d = OrderedDict(b=2, a=1)
d["c"] = 3
print(d, list(d), OrderedDict(), OrderedDict([("x", 1)]), OrderedDict({1: 2}, y=3))
d.move_to_end("b")
print(d)
d.move_to_end("c", last=False)
print(d)
try:
    d.move_to_end("nope")
except KeyError as e:
    print("KeyError", e)
print(d.popitem(), d.popitem(last=False), d)
d.clear()
for last in (True, False):
    try:
        d.popitem(last=last)
    except KeyError as e:
        print("KeyError", e)
a, b = OrderedDict(x=1, y=2), OrderedDict(y=2, x=1)
print(a == b, a != b, a == dict(b), dict(a) == b, a == OrderedDict(x=1, y=2), a == 5)
print(a.keys(), a.values(), a.items(), type(a.keys()).__name__)
print(list(reversed(a)), list(reversed(a.items())), list(reversed(a.values())))
print(sorted(a.keys() & {"x"}), sorted(a.keys() | {"z"}), a.keys() == {"x", "y"}, ("x", 1) in a.items(), len(a.values()), 2 in a.values())
print(sorted(a.keys() - {"x"}), sorted(a.keys() ^ {"x", "q"}), a.keys() <= {"x", "y", "z"}, a.keys().isdisjoint({"q"}))
print(isinstance(a.keys(), collections.abc.KeysView), isinstance(a.items(), collections.abc.ItemsView), isinstance(a, collections.abc.MutableMapping))
print(a.pop("x"), a.pop("x", 7), a)
try:
    a.pop("x")
except KeyError as e:
    print("KeyError", e)
print(a.setdefault("n", 5), a.setdefault("n", 6), a)
print(OrderedDict.fromkeys("abc", 0))
print(a | {"z": 1}, {"z": 1} | a, type({} | a).__name__)
a |= {"k": 3}
a.update([("l", 4)], m=5)
print(a, a.copy(), a.copy() is a)


class Sub(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


s = Sub(a=1)
s.update(b=2)
s["c"] = 3
print(s, type(s.copy()).__name__)
r = OrderedDict()
r["self"] = r
print(r)


class LRU:
    def __init__(self, n):
        self.n, self.d = n, OrderedDict()

    def get(self, key):
        if key not in self.d:
            if len(self.d) >= self.n:
                self.d.popitem(last=False)
            self.d[key] = key * key
        self.d.move_to_end(key)
        return self.d[key]


c = LRU(3)
print([c.get(k) for k in (1, 2, 3, 1, 4, 5)], list(c.d))
print(a.__reduce__()[:4], list(a.__reduce__()[4]))
