# ChainMap, UserDict, UserList, UserString.
from collections import ChainMap, UserDict, UserList, UserString
import collections
import copy

base, top = {"a": 1, "b": 2}, {"b": 20, "c": 30}
cm = ChainMap(top, base)
print(cm, cm["a"], cm["b"], len(cm), list(cm), cm.maps, cm.parents, cm.new_child({"z": 1}), cm.new_child(q=5))
cm["new"] = 5
print(top, "a" in cm, cm.get("nope"), cm.get("a"), bool(ChainMap()), dict(cm) == {**base, **top})
for call in (lambda: cm.pop("a"), lambda: cm.__delitem__("a"), lambda: ChainMap().popitem(), lambda: cm["nope"]):
    try:
        call()
    except KeyError as e:
        print("KeyError", e)
print(cm | {"x": 1}, {"x": 1} | cm, cm.copy(), ChainMap.fromkeys("ab", 0), cm == ChainMap(top, base))
cm |= {"in": 1}
print(cm.pop("new"), sorted(cm.items()), cm.popitem())


class D(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


d = D({"a": 1}, b=2)
d.update(c=3)
print(d, d.data, len(d), "A" in d, d.get("x", 0), d.copy(), type(d.copy()).__name__, d | {"q": 1}, d == {"A": 1, "B": 2, "C": 3})
d |= {"zz": 1}
print(d, d.pop("zz"), d.setdefault("K", 1), copy.copy(d), D.fromkeys("xy", 1))
try:
    d["none"]
except KeyError as e:
    print("KeyError", e)

u = UserList([3, 1, 2])
u.append(5)
print(u, u[0], u[1:3], type(u[1:3]).__name__, u + [9], [0] + u, u * 2, len(u), 3 in u, u == [3, 1, 2, 5], u < [4])
u.sort(reverse=True)
u.insert(0, "x")
u.extend(UserList("yz"))
u += "!"
print(u, u.pop(), u.index(1), u.count(5), u.copy(), UserList("abc"), UserList(UserList([1])))
u.remove("x")
u.reverse()
print(u, list(reversed(u)))
u.clear()
print(u, bool(u))

s = UserString("Hello")
print(s, repr(s), s + " you", "say " + s, s * 2, s[1], s[1:3], len(s), s.upper(), type(s.upper()).__name__, s == "Hello", s.find("l"), s.replace("l", "L"))
print(s.isalpha(), s.center(11, "*"), s.split("l"), s.startswith("He"), "ell" in s, hash(s) == hash("Hello"), s.encode(), s % (), UserString("%d") % 5, s.join(["a", "b"]))
print(UserString(5), int(UserString("12")), s.count("l"), s.title(), s.removeprefix("He"), s < "Jello", s.partition("l"), s.zfill(8))
print(collections.UserDict.__module__, collections.ChainMap.__module__, sorted(collections.__all__))
