# tuple: construction, methods, comparisons, repr, hashing, immutability.
print((), (1,), (1, 2), tuple(), tuple([1]), tuple("ab"), tuple({1: 2}), tuple(range(3)), tuple((5,)), 1, (1), repr((1,)), str(((),)), (None, "a", [1], {2: 3}))
t = (1, 2, 3, 2)
print(t.count(2), t.index(2), t.index(2, 2), t.index(3, -2), t[0], t[-1], t[1:], t[::-1], t[5:], len(t), 2 in t, 9 in t, t + (4,), t * 2, 0 * t, min(t), max(t), sum(t), sorted(t), list(t), tuple(t) is t, t[:] is t, tuple() is tuple())
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == (1.0, 2.0), (1, 2) != [1, 2], (1, "a") < (2, 5), ("a", 1) >= ("a", 1), hash((1, 2)) == hash((1, 2)), hash(()) == hash(()))
a, *b = t; (c, d), e = (1, 2), 3; print(a, b, c, d, e)
n = ([],); n[0].append(1); print(n, n == ([1],))
r = []; s = (r,); r.append(s); print(s, r)
for text in ["t[0] = 1", "del t[0]", "t.append(1)", "t += 1", "t[9]", "t['a']", "t + [1]", "t * 'a'", "t < [1]", "(1,) < ('a',)", "hash(([],))", "t.index(9)", "t.index()", "t.count()", "tuple(5)", "tuple(1, 2)", "t.x = 1", "-t", "t()" if 0 else "t.sort()", "t[2 ** 70]", "tuple.index(5, 1)", "t.index(2, 'a')"]:
    try:
        exec(text)
        print(text, "ok", t)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
t = (1, 2); u = t; t += (3,); print(t, u); t *= 2; print(t)
d = {(1, 2): "a", (1, (2, 3)): "b", (): "empty"}; print(d[1, 2], d[(1, (2, 3))], d[()])
print([m for m in dir(tuple) if not m.startswith("_")], (1, 2).__contains__(1), (1,).__add__((2,)), (1,).__eq__([1]), (3, 4).__getitem__(1), (1, 2).__len__(), (1,).__lt__((2,)), (1, 2).__getnewargs__(), (1,).__rmul__(2))
big = tuple(range(100000)); print(len(big), sum(big), big[-1], hash(big) == hash(tuple(range(100000))), big == tuple(range(100000)))
deep = ()
for _ in range(50): deep = (deep,)
print(repr(deep)[:60], len(repr(deep)))
