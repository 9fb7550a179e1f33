# keys, values and items views: liveness, set operations, comparisons, iterators.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i), type(k).__name__, type(v).__name__, type(i).__name__)
d["c"] = 3
print(k, v, i, "c" in k, 3 in v, ("c", 3) in i, ("c", 4) in i, "x" in i, list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(sorted(k & {"a", "z"}), sorted(k | ["z"]), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), sorted(i & {("a", 1)}), sorted(i - {("a", 1)}), sorted({"a", "y"} | k), sorted({"a", "y"} - k), sorted(["a", "y"] & k), type(k & k).__name__, k.isdisjoint("xyz"), k.isdisjoint("axy"), i.isdisjoint([("a", 1)]))
print(k == {"a", "b", "c"}, k == ["a", "b", "c"], k < {"a", "b", "c", "d"}, k >= {"a"}, k != d.keys(), i == d.items(), v == d.values(), v == v, {"x": 1}.keys() == {"x": 2}.keys(), i <= {("a", 1), ("b", 2), ("c", 3), ("d", 4)}, k.mapping == d, type(k.mapping).__name__)
it = iter(i)
print(next(it), it.__length_hint__(), list(it), next(it, "end"), type(it).__name__, type(iter(v)).__name__, type(reversed(k)).__name__)
for key, (x, y) in {"p": (1, 2)}.items():
    print(key, x, y)
print(dict(i), list(zip(k, v)), max(d.items(), key=lambda p: p[1]), sum(v), sorted(i, reverse=True), {val: key for key, val in i}, [*k], *v, repr({}.keys()), repr({}.values()), repr({}.items()), bool({}.keys()), bool(k), {1: {}.keys()})
for text in ["k[0]", "k + k", "v & v", "v | []", "k & 5", "k < [1]", "hash(k)", "hash(v) and 0", "k.add('x')", "i.isdisjoint(5)", "next(k)", "k < 5", "[] in k", "([], 1) in i", "({},) in i", "type(k)()", "v - v", "del k['a']", "k.mapping['x'] = 1", "{1: []}.items() & {1}", "len(iter(k))", "k.x", "{1: []}.items() | set()"]:
    try:
        exec("r = " + text if "=" not in text and not text.startswith("del") else text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
r = {}; r["v"] = r.values(); print(len(r["v"]), type(r["v"]).__name__)
for p in d.items():
    print(p, type(p).__name__, end=" ")
print()
e = {1: "a"}; ki = e.keys(); e.clear(); print(ki, list(ki), len(ki)); e[2] = "b"; print(ki)
print([n for n in dir(k) if not n.startswith("_")], [n for n in dir(v) if not n.startswith("_")], [n for n in dir(i) if not n.startswith("_")])
