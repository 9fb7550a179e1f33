# List, set, dict comprehensions: nesting, conditions, targets, scope.
print([x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)}, [])
print([x for x in range(20) if x % 2 if x % 3], [x if x % 2 else -x for x in range(5)])
print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(4)])
print([x + y + z for x in "ab" for y in "cd" if y != "c" for z in "ef"], [y for x in [[1, 2], [3]] for y in x])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ["abc", "de"]], [b for _, (b, c) in [(1, (2, 3))]])
print({k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"a": 1}.items()}, {**{k: 1 for k in "ab"}, "z": 0})
x = "kept"
[x for x in range(3)]
print(x)
print([[x, y] for x in [1, 2] for y in [x, x * 10]], [x for x in [x for x in [x for x in range(3)]]])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [list(r) for r in zip(*m)], [v for row in m for v in row if v % 2 == 0])
d = {}
print([d.setdefault(k, len(d)) for k in "abcab"], d)
l = [0, 0]
i = 0
[0 for l[i] in [7, 8]]
print(l)


class O:
    pass


o = O()
[0 for o.attr in range(3)]
print(o.attr)


def f(n):
    return [lambda: i * n for i in range(3)]


print([g() for g in f(10)])


def scope():
    y = 5
    a = [y * i for i in range(3)]
    b = [(lambda: y + i)() for i in range(2)]
    y = 6
    c = [y for y in range(2)]
    return a, b, c, y, sorted(locals())


print(scope())


def uses_loop_name():
    try:
        [i for i in range(3)]
        return i_undefined
    except NameError as e:
        return str(e)


print(uses_loop_name())


def evaluation():
    log = []
    r = {log.append(("k", i)) or i: log.append(("v", i)) for i in range(2)}
    return log, r


print(evaluation())


class C:
    n = 3
    items = range(n)
    ok = [i for i in items]
    nested = [[j for j in range(i)] for i in items]
    try:
        bad = [n for _ in items if n]
    except NameError as e:
        print("NameError", e)


print(C.ok, C.nested, hasattr(C, "i"))
try:
    [1 / v for v in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    {[]: 1 for _ in "a"}
except TypeError as e:
    print(e)
print([*[i for i in "ab"], *(j for j in "cd")], [y := 1, y + 1], [z for z in [1, 2, 3] if (w := z) > 1], w)
print({i: {j: i * j for j in range(2)} for i in range(2)}, {(i, j) for i in range(2) for j in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)})
print([i for i in range(5) if i > 1 and i < 4 or i == 0], [not i for i in (0, 1)])
for text in ["[x for x in]", "[for x in y]", "[x for x y]", "[x, y for x in z]", "[*x for x in y]", "{**x for x in y}", "{x: y, z for z in w}", "[x for 1 in y]", "[x for x() in y]", "[x for x in 1, 2]", "[x for x in lambda: y, 1]", "{x: *y for y in z}", "[x if y for y in z]", "[x := 1 for x in y]", "[x async for x in y]", "def f(): [await x for x in y]"]:
    try:
        compile(text, "t", "exec")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
