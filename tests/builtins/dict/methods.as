# dict: construction, every method, ordering, errors.
print({}, dict(), {"a": 1, 2: "b", None: [], (1, 2): {}}, dict(a=1, b=2), dict([("x", 1), ["y", 2], "zw"]), dict({"k": 1}, l=2), dict(zip("ab", range(2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict(**{"a b": 1}), dict(dict(q=1)), {1: "a", 1.0: "b", True: "c"}, {"a": 1, "a": 2})
d = {"a": 1, "b": 2, "c": 3}
print(d["a"], d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("d", 4), d.setdefault("e"), d, d.pop("a"), d.pop("zz", "dflt"), d.popitem(), d, "b" in d, "zz" not in d, len(d), list(d), bool(d), bool({}))
print(d.update({"x": 1}), d.update([("y", 2)]), d.update(z=3), d.update({"b": 20}, c=30), d.update(), d)
d["b"] = "moved?"; del d["c"]; d["c"] = "at end"; print(d, list(d.items()), list(d.values()), list(d.keys()), list(reversed(d)), d.copy() == d, d.copy() is d)
print(d.clear(), d, {"a": 1} | {"b": 2, "a": 3}, {1: 2} == {1: 2.0}, {1: 2, 3: 4} == {3: 4, 1: 2}, {} == [], {"a": 1} != {"a": 2}, dict(a=1) == {"a": 1})
e = {"k": 1}; e |= {"l": 2}; e |= [("m", 3)]; print(e, {**e, "k": 0}, {"first": 0, **e})
d = {i: i * i for i in range(20)}
for i in range(0, 20, 2):
    del d[i]
for i in (4, 2, 100):
    d[i] = "new"
print(d, next(iter(d)), next(reversed(d)), d.popitem(), d.popitem(), list(d)[-1])
for n in (5, 8, 9, 100, 1000, 10000):
    x = {str(i): i for i in range(n)}
    assert len(x) == n and all(x[str(i)] == i for i in range(n)) and list(x.values()) == list(range(n))
    for i in range(0, n, 3):
        del x[str(i)]
    assert list(x.values()) == [i for i in range(n) if i % 3]
print("sizes ok")


class H:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, H) and self.n == o.n
    def __repr__(self): return f"H{self.n}"


c = {H(i, 1): i for i in range(20)}
print(c, c[H(7, 1)], H(7, 2) in c, H(99, 1) in c, len(c), c.pop(H(3, 1)), H(3, 1) in c, [c[H(i, 1)] for i in range(4, 20)])
rec = {}; rec["self"] = rec; rec["l"] = [rec]; print(rec)
for text in ["{}['k']", "{}[1, 2]", "{}[[]]", "{[]: 1}", "del {}['a']", "{}.pop('a')", "{}.pop()", "{}.popitem()", "{}.get()", "{}.get([])", "{}.setdefault()", "{}.setdefault([])", "{}.update(5)", "{}.update([1])", "{}.update(['abc'])", "{}.update([(1, 2, 3)])", "{}.update(1, 2)", "{}.update(None)", "dict(5)", "dict([5])", "dict(['a'])", "dict(1, 2)", "dict.fromkeys()", "dict.fromkeys(5)", "dict.fromkeys([[]])", "{} + {}", "{} | []", "{} | 5", "{} < {}", "hash({})", "{}.nope", "{}.keys = 1", "{1: 2}[2.5]", "{}.copy(1)", "{}.items(1)", "{**5}", "{**[1]}", "dict(**{1: 2})", "dict(a=1, **{'a': 2})", "[] in {}", "{1: 1}.__delitem__(2)", "{}.__getitem__('x')", "dict.__getitem__(5, 1)", "iter({}.items())[0]", "{'a': 1}.__contains__([])", "{}.__ior__(5)", "{}.__or__(5)", "reversed({}.nope)"]:
    try:
        exec("r = " + text if not text.startswith("del") and " = " not in text else text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print([m for m in dir(dict) if not m.startswith("_")], {"a": 1}.__contains__("a"), {}.__eq__([]), {1: 2}.__len__(), {}.__or__({1: 2}), {1: 2}.__ror__({3: 4}))
