# Counter: counting, arithmetic, comparison.
from collections import Counter

c = Counter("abracadabra")
print(c, c["z"], c.most_common(2), c.most_common(), c.total())
print(sorted(c.elements()), Counter(a=2, b=-1), Counter({"x": 3}), Counter(), list(Counter(b=2, a=0, c=-1).elements()))
c.update("aa")
c.update({"z": 5}, q=2)
c.subtract("ab")
c.subtract({"z": 1}, q=1)
print(c)
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=4)
print(a + b, a - b, a | b, a & b, +Counter(a=1, b=-1), -Counter(a=1, b=-1))
a += b
print(a)
a -= Counter(x=1)
print(a)
a |= Counter(q=9)
print(a)
a &= Counter(q=3, x=2)
print(a)
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) != Counter(a=2), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1))
print(Counter(a=3) > Counter(a=1), Counter(a=1) >= Counter(b=1), Counter(a=1) == {"a": 1})
del c["nothing"]
del c["a"]
print("a" in c, c.copy() == c, type(c.copy()).__name__)
try:
    Counter.fromkeys("ab")
except NotImplementedError as e:
    print(e)
try:
    Counter(1)
except TypeError as e:
    print(e)
print(Counter([1, 2, 2, 3.5, None]), Counter(x for x in "hello"))
print(Counter({"a": "s", "b": 2}))
print(Counter(a=1).__reduce__()[1])
