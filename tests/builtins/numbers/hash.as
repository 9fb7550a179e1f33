# Hashes of numbers and of tuples, frozensets and ranges made of them.
M = 2 ** 61 - 1
for v in [0, 1, -1, -2, 5, M - 1, M, M + 1, 2 * M, -M, 2 ** 64, -(2 ** 64), 2 ** 100, 10 ** 30, 3 ** 200, 0.0, -0.0, 1.0, 1.5, -1.5, 0.1, 1e10, 1e100, 1e-10, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), 2.0 ** 61, 1j, 1 + 1j, -1j, 2.5 - 3.5j, True, False]:
    print(v, hash(v))
for t in [(), (1,), (1, 2), (2, 1), (1, 2, 3), (0,), (-1,), (1, (2, 3)), (1.5, 2.5), ((),), (True, False), tuple(range(20)), (1, 1.0), (2 ** 70, -5)]:
    print(t, hash(t))
for f in [frozenset(), frozenset([1]), frozenset([1, 2]), frozenset([2, 1]), frozenset(range(10)), frozenset([(1, 2)]), frozenset([frozenset()])]:
    print(sorted(map(repr, f)), hash(f))
for r in [range(0), range(5), range(5, 5), range(0, 10, 3), range(0, 12, 3), range(2, 3), range(2, 4, 5), range(10, 0, -2), range(2 ** 70)]:
    print(r, hash(r))
print(hash(slice(1, 2, 3)), hash(slice(None)) == hash(slice(None)), hash((1, 2)) == hash((1.0, 2.0)), hash(2 ** 53) == hash(2.0 ** 53), hash("") , hash(b""))
print(hash(int) == hash(int), hash(10 ** 18) == 10 ** 18, hash(-(10 ** 18)), hash((None,)) == hash((None,)), hash(...) == hash(...))
