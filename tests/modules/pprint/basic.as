# pprint: layouts of all kinds of containers.
import pprint, types
from pprint import *
from collections import *
from dataclasses import dataclass, field
data = {"name": "x" * 30, "list": list(range(30)), "nested": {"a": [1, 2, {"b": ("tuple",)}], "c": None}, "text": "the quick brown fox jumps over the lazy dog " * 3, 3: {1, 2, 3}, "e": [], "by": bytes(range(60))}
pprint(data, sort_dicts=False)
pprint(data, width=40, indent=4)
pprint(list(range(40)), compact=True, width=30)
pprint(data, depth=2, width=60)
pp({"z": 1, "a": 2})
print(pformat({"b": 1, "a": 2, 3: 4}), pformat([1000000, 2], underscore_numbers=True), pformat((1,)), pformat(()), pformat("short"))
pprint("word " * 30)
pprint(["line one\nline two\n" * 3, "word " * 20])
pprint(bytearray(range(50)), width=40)
pprint(OrderedDict((str(i), i * 10 ** 10) for i in range(8)))
pprint(defaultdict(list, {i: list(range(10)) for i in range(4)}))
pprint(Counter("abracadabra" * 3), width=30)
pprint(ChainMap({"a": 1 , "long": "x" * 40}, {"b": "y" * 40}))
pprint(deque(range(30)), width=40)
pprint(deque(range(30), maxlen=50), width=40)
pprint(UserList(range(40)), width=60)
pprint(frozenset(range(30)), width=40)
pprint(types.SimpleNamespace(a="x" * 30, b="y" * 30, c=[1] * 10))
pprint(types.MappingProxyType({"a" * 30: 1, "b" * 40: 2, "c": 3}), width=60)
@dataclass
class D:
    first: str
    second: list
    hidden: int = field(default=0, repr=False)
pprint(D("x" * 40, list(range(20))))
pprint([D("a", [1])])
N = namedtuple("N", "aa bb")
pprint([N("x" * 40, "y" * 40)])
loop = [1]
loop.append(loop)
print(isrecursive(loop), isreadable(loop), isreadable([1]), isreadable(object), "Recursion on list with id=" in saferepr(loop), "Recursion" in pformat({"k": loop}))
pprint({1: "a", "b": 2, None: 3, (1, 2): 4} if False else {"b": [1, "x"], "a": {}})
for bad in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        PrettyPrinter(**bad)
    except ValueError as e:
        print(e)
class My(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, int):
            return hex(object), True, False
        return super().format(object, context, maxlevels, level)
print(My().pformat([10, {"a": 255}]), pprint.__module__)
