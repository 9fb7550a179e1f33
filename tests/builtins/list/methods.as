# list: every method with corner cases, and errors.
l = [3, 1, 2]
print(l.append(4), l, l.extend([5, 6]), l, l.extend("ab"), l, l.insert(0, 0), l.insert(100, "end"), l.insert(-1, "pre"), l)
print(l.pop(), l.pop(0), l.pop(-2), l, l.remove("a"), l, l.index(1), l.index(5, 2), l.count(1), [1, True, 1.0].count(1), l.copy() is l, l.copy() == l)
l.reverse(); print(l, l.clear(), l)
l = [1, 2, 3, 2, 1]
print(l.index(2), l.index(2, 2), l.index(1, -1), l.index(2, 1, 2), l.count(2), l * 2, 2 * [0], [1] * 0, [1] * -5, l + [9], 2 in l, 5 not in l, l[1:], l == [1, 2, 3, 2, 1], l < [1, 2, 4], l <= [], [] < l)
l += (7, 8); l *= 2; print(l)
l = [[]] * 2; l[0].append(1); print(l)
l = list(range(5)); l.extend(l); print(l); l.insert(2, l); print(l); l.pop(2)
print(list(), list("ab"), list((1,)), list({1: 2}), list(range(3)), list(x for x in "q"), [*l], repr([]), str([1, "a", None, [2]]), [1, [2, [3, [4]]]])
r = [1]; r.append(r); print(r, repr(r), r == r, r in r, len(r))
a, b = [], []; a.append(b); b.append(a); print(a, b)
for op in (lambda: a == b, lambda: a < b):
    try:
        print(op())
    except RecursionError as e:
        print("RecursionError", e)
l = [1, 2, 3, 4, 5, 6]
l[1:3] = []; print(l); l[1:1] = "ab"; print(l); l[::2] = [0] * 3; print(l); del l[::2]; print(l); l[:] = l[::-1]; print(l); l[10:] = [1]; print(l); l[-1:] = []; print(l)
it = iter([1, 2, 3]); print(next(it), it.__length_hint__(), list(it), it.__length_hint__())
l = [1, 2, 3, 4]
for x in l:
    if x == 2:
        l.remove(x)
print(l)
for x in reversed(l):
    if x < 10:
        l.append(x + 10)
print(l)


class Eq:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print("eq", self.n, end=" "); return False


e = Eq(1)
print(e in [Eq(2), e], [Eq(3)].count(5))
for text in ["[].pop()", "[1].pop(1)", "[1].pop('a')", "[].remove(1)", "[1].index(2)", "[1].index(1, 1)", "[1].index(1, 'a')", "[].insert('a', 1)", "[].insert(1)", "[].extend(5)", "[].extend()", "[].append()", "[1][5]", "[] + ()", "[] + 'a'", "[1] * 'a'", "[1] * 1.0", "[] < ()", "[1] < ['a']", "[1] < 5", "hash([])", "[].nope", "list(5)", "list(1, 2)", "[].sort(5)", "[].copy(1)", "[].clear(1)", "[].reverse(1)", "[].count()", "[1, 2].pop(2 ** 70)", "[1][2 ** 70]", "[0] * 2 ** 62", "[].__init__(5)", "list.append(5, 1)", "list.append()", "[] - []", "-[]", "~[]", "[](1)" if 0 else "list()[0]", "[1].__setitem__(5, 1)", "[1].__getitem__('a')", "[1].__delitem__(9)", "[].__iadd__(5)", "[].__add__(5)", "[].__mul__('a')"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print([m for m in dir(list) if not m.startswith("_")])
