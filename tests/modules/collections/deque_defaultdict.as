# deque and defaultdict.
from collections import deque, defaultdict
import collections.abc

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], list(reversed(d)), 3 in d)
d.rotate(1)
print(d)
d.rotate(-2)
print(d, d.pop(), d.popleft(), d)
d.extend([7, 8])
d.extendleft([9, 10])
print(d, d.index(9), d.count(7))
d.insert(1, "i") if len(d) < 4 else print("full")
d = deque("abc")
d.insert(1, "x")
d.remove("c")
d.reverse()
print(d, d.copy(), d + deque("z"), d * 2, d == deque("bxa"), d < deque("c"))
d += "q"
d[0] = "B"
del d[1]
print(d, isinstance(d, collections.abc.MutableSequence))
for call in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d.remove("none"), lambda: d.index("none"), lambda: deque(maxlen=-1), lambda: d[10], lambda: deque([1], maxlen=1).insert(0, 2)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
d.clear()
print(d, bool(d), deque([deque([1])]))
match deque([1, 2, 3]):
    case [a, *rest]:
        print(a, rest)

dd = defaultdict(list)
dd["a"].append(1)
print(dd, dd["b"], dd.default_factory, len(dd), dd.get("zz"), "zz" in dd)
print(defaultdict(int, {"x": 1}, y=2), defaultdict(None, a=1), defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1))
try:
    defaultdict()["k"]
except KeyError as e:
    print("KeyError", e)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
print(dd.copy(), dd.__missing__("n"), dd == {"a": [1], "b": [], "n": []})
