# list.sort and sorted: stability, key, reverse, errors, mutation during the sort.
print(sorted([3, 1, 2]), sorted("bca"), sorted([3, 1, 2], reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted({3: 1, 1: 2}), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([]), sorted([1]), sorted([True, 0, 2, -1.5]))
data = [("a", 3), ("b", 1), ("c", 3), ("d", 1), ("e", 2)]
print(sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True), sorted(data, key=lambda p: -p[1]))
l = [5, 2, 8]; print(l.sort(), l, l.sort(reverse=True), l, l.sort(key=lambda v: v % 5), l, l.sort(key=None), l)
seed = 12345
def rnd():
    global seed
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed
for n in (10, 31, 32, 33, 63, 64, 65, 100, 1000):
    v = [rnd() % (n * 2) for _ in range(n)]
    s = sorted(v)
    assert all(s[i] <= s[i + 1] for i in range(n - 1)) and sorted(s) == s and sorted(s, reverse=True) == s[::-1]
    t = sorted(range(n), key=lambda i: v[i] % 7)
    assert all((v[t[i]] % 7, t[i]) < (v[t[i + 1]] % 7, t[i + 1]) for i in range(n - 1))
    u = sorted(range(n), key=lambda i: v[i] % 7, reverse=True)
    assert all((-(v[u[i]] % 7), u[i]) < (-(v[u[i + 1]] % 7), u[i + 1]) for i in range(n - 1))
    assert sorted(map(str, v)) == [str(x) for x in sorted(v, key=str)] and sorted([float(x) for x in v]) == s
    print(n, s[:3], s[-3:])
for pattern in (list(range(200)), list(range(200))[::-1], [1] * 200, [i % 10 for i in range(200)], list(range(100)) + list(range(100)), [i ^ 5 for i in range(200)]):
    w = sorted(pattern); assert w == sorted(pattern[::-1]); print(w[:2], w[-2:], end=" ")
print()


class Cmp:
    log = []
    def __init__(self, n): self.n = n
    def __lt__(self, o): Cmp.log.append((self.n, o.n)); return self.n < o.n
    def __repr__(self): return f"C{self.n}"


for seq in ([], [1], [2, 1], [1, 2], [3, 1, 2], [1, 2, 3, 4], [4, 3, 2, 1]):
    Cmp.log = []
    print(sorted(map(Cmp, seq)), Cmp.log)
keys = []
sorted([3, 1, 2], key=lambda v: keys.append(v) or v); print(keys)
l = [3, 1, 2]
def mutate(v):
    l.append(99)
    return v
try:
    l.sort(key=mutate)
except ValueError as e:
    print(e, l)
l = [1, 2, 3]
print(sorted(l, key=lambda v: (len(l), -v)))
def seen(v):
    print(l, end=" ")
    return v
l.sort(key=seen); print(l)
l = [3, "a", 1]
try:
    l.sort()
except TypeError as e:
    print(e, sorted(map(str, l)))
l = [5, 3, 0, 1]
try:
    l.sort(key=lambda v: 1 // v)
except ZeroDivisionError as e:
    print(e, l)
for text in ["sorted([1, 'a'])", "sorted([None, 1])", "sorted([1j, 2j])", "sorted(5)", "sorted([1], 5)", "sorted([1], key=5)", "sorted([1], foo=1)", "sorted()", "[].sort(lambda v: v)", "sorted([1], reverse='x')", "sorted([1], reverse=None)", "sorted([[1, 'a'], [1, 2]])", "sorted([(1, 2), (1, 'b')])", "sorted([{}, {}])", "sorted([{1}, {2}])", "sorted([float('nan'), 1, 0])", "sorted(['b', b'a'])"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(sorted([0.5, 1, True, 0, 2 ** 70, -2 ** 70, 1e30]), sorted(["é", "z", "a", "日", "Z"]), sorted([b"b", b"a"]), sorted([[2], [1, 5], [1], []]), sorted([-0.0, 0.0, 0]), sorted([(), (1,), (0, 5)]))
