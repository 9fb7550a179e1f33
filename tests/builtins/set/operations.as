# set and frozenset: every operation and method, errors, small-int order.
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, a < b, {2, 3} <= a, {2} < a, a >= {1}, a > a, a == {3, 2, 1}, a != b, 1 in a, 9 not in a, len(a), bool(set()))
print(a.union(b, [9]), a.intersection(b, [3]), a.difference(b), a.symmetric_difference(b), a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.isdisjoint([7]), a.union(), a.intersection(), a.difference([1], [2]), a.copy() == a, a.copy() is a)
s = set(); print(s.add(1), s.add(1), s, s.discard(5), s.remove(1), s, s.update([1, 2], (3,), "") , s, s.pop() in (1, 2, 3), len(s), s.clear(), s)
s = {1, 2, 3, 4}; s.intersection_update([1, 2, 9], [2, 1]); print(s); s.difference_update([1]); print(s); s.symmetric_difference_update([2, 5]); print(s)
s |= {7}; s &= {5, 7, 8}; s -= {5}; s ^= {1, 7}; print(s)
f = frozenset([1, 2]); print(f, frozenset(), f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset([2, 1])], f.union([5]), f & {1}, f.copy() is f, frozenset(f) is f, {f} == {frozenset([1, 2])}, {1, 2} in {f})
print(set(), {*()}, set("a"), set([1, 1, 2]), set(range(5)), {i % 3 for i in range(9)}, repr({1}), repr(set()), repr(frozenset({1})), repr(frozenset()), str({(1, 2)}), {1, 1.0, True}, {0, False, 0.0}, set({1: 2}), {None}, {"only"})
print(set(range(20)), {5, 1, 3}, {10, 20, 30}, {7, 15, 23, 31}, {100, 50, 25}, {-1, -2, 3}, {8, 16, 24, 0}, set(range(10, 0, -1)), {33, 1, 65}, frozenset(range(8)), {1000, 1, 999}, {2 ** 40, 1, 2 ** 61})
print(list({3, 1, 2}), sorted({3, 1, 2}), [x for x in {9, 4, 7}], max({1, 5}), sum({1, 2, 3}), tuple({1}), {1, 2}.__and__([1]), {1}.__or__(5), {1}.__sub__({1}), {1}.__eq__([1]))
for text in ["{[]}", "{{}}", "{1} | [2]", "{1} & [2]", "{1} - 'a'", "{1} ^ 5", "{1} < [2]", "{1} + {2}", "{1} <= 5", "hash({1})", "{1}.add([])", "{1}.add()", "{1}.remove(2)", "{1}.remove([1])", "{1}.discard([])", "set().pop()", "{1}.update(5)", "{1}.update([[]])", "{1}.union(5)", "{1}.intersection(None)", "set(5)", "set(1, 2)", "frozenset([[]])", "frozenset({1}).add(2)", "frozenset(1, 2)", "{1}[0]" if 0 else "set()[0]", "{1}.nope", "[] in {1}", "{} in {1}", "{1} in {1}", "set([1]).isdisjoint(5)", "{1} and -{1}", "{1} * 2", "{1}.issubset(5)", "{*5}", "{1}.symmetric_difference()", "{1}.symmetric_difference([1], [2])", "set(x=1)", "frozenset(x=1)", "{1}.copy(1)", "{1} > {0}", "{1}.difference([[]])", "{1}.isdisjoint([[]])"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
for n in (4, 5, 20, 1000):
    x = set(range(n)); y = set(range(0, n, 2))
    assert len(x - y) == n // 2 and x | y == x and x & y == y and x ^ y == x - y and y <= x and sorted(x) == list(range(n))
    for i in range(0, n, 2):
        x.remove(i)
    assert x.isdisjoint(y) and len(x) == n // 2
s = {1, 2, 3}; s -= s; print(s); s = {1}; s ^= s; print(s); s = {1, 2}; s &= s; s |= s; print(s, s.update(s), s)
f = g = frozenset([1]); f |= {2}; print(f, g)
rec = [set()]; print(rec, [m for m in dir(set) if not m.startswith("_")], [m for m in dir(frozenset) if not m.startswith("_")])
