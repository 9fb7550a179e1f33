# range: construction, indexing, slicing, membership, equality, huge ranges.
for r in [range(5), range(0), range(2, 8), range(8, 2), range(0, 10, 3), range(10, 0, -3), range(-5, 5, 2), range(5, 5), range(1, 2), range(2 ** 70, 2 ** 70 + 3), range(-3), range(0, -10, -4)]:
    print(r, list(r), len(r), r.start, r.stop, r.step, bool(r), list(reversed(r)), r[::-1], r[1:], r[:-1], r[::2])
r = range(0, 20, 3)
print(r[0], r[-1], r[2], 9 in r, 10 in r, 9.0 in r, "a" in r, r.index(9), r.count(9), r.count(10), 3.5 in r, True in range(2), -3 in r, None in r, r[1:3][0], r[5:1], r[-3:-1], r[1:6:2][::-1])
print(range(3) == range(0, 3, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) != [0, 1, 2], hash(range(3)) == hash(range(0, 3)), range(1, 2) == range(1, 2, 5), range(3) is range(3), {range(3): 1}[range(3)])
big = range(0, 10 ** 30, 10 ** 10)
print(big[10 ** 19], big[-1], 10 ** 29 in big, 10 ** 29 + 1 in big, big.index(5 * 10 ** 10), big[5:10], big.__len__ and 0, range(10 ** 20)[-1], range(-10 ** 20, 10 ** 20)[10 ** 20], list(range(10 ** 20, 10 ** 20 + 2)), max(range(5)), sum(range(101)), min(range(3, 9)))
it = iter(range(5)); next(it); print(it.__length_hint__(), list(it), type(it).__name__, type(iter(range(10 ** 20))).__name__, next(reversed(range(10 ** 20))), [i for i in range(3) for j in range(i)])


class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n


print(range(I(3)), range(I(1), I(5), I(2)), range(True), range(3)[I(1)])
for text in ["range()", "range(1.0)", "range('a')", "range(1, 2, 0)", "range(None)", "range(1, 2, 3, 4)", "range(5)[5]", "range(5)[-6]", "range(5)['a']", "range(5)[::0]", "range(5).index(9)", "range(5).index('a')", "range(5) + range(2)", "range(5) * 2", "range(3) < range(4)", "len(range(10 ** 20))", "range(5).start = 1", "range(5)[0] = 1", "del range(5)[0]", "range(5).append", "next(range(5))", "range(start=1)", "range(5)(1)", "range(1, None)", "range(5).count()", "hash(range([]))", "range(10 ** 20)[10 ** 20]", "range(3)[1.0]", "range(5, step=1)"]:
    try:
        exec("x = " + text if "=" not in text.replace("==", "").replace("start=1", "").replace("step=1", "") and not text.startswith("del") else text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
total = 0
for i in range(10, -10, -1): total += i * i
for i in range(0): total = "never"
print(total, i)
