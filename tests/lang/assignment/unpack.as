# Unpacking assignment in all its shapes.
a, b = 1, 2
print(a, b)
a, b = b, a
print(a, b)
(a, b), c = (1, 2), 3
print(a, b, c)
[a, [b, c]] = [1, (2, 3)]
print(a, b, c)
a, *b = "hello"
print(a, b)
*a, b = range(3)
print(a, b)
a, *b, c = [1, 2]
print(a, b, c)
a, (b, *c), *d = 1, "xyz", 4, 5
print(a, b, c, d)
*a, = "ab"
print(a)
(a,) = [7]
[a] = a,
print(a)
() = []
[] = ()
x = y = z = []
x.append(1)
print(x, y, z, x is z)
a = b, c = 1, 2
print(a, b, c)
d = {}
d["x"], d["y"] = 1, 2
print(d)
i = 0
lst = [10, 20]
i, lst[i] = 1, 99
print(i, lst)
for i, (a, *b) in enumerate([(1, 2, 3), "ab"]):
    print(i, a, b)
for d["k"] in range(3):
    pass
print(d["k"])


class O:
    pass


o = O()
o.a, *o.rest = range(4)
print(o.a, o.rest)
a, b = {"k1": 1, "k2": 2}
print(a, b)
a, b, c = (i * i for i in range(3))
print(a, b, c)


def fails(text):
    try:
        exec(text, {})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


fails("a, b = 1, 2, 3")
fails("a, b = [1, 2, 3]")
fails("a, b, c = 1, 2")
fails("a, b = ()")
fails("a, b = 5")
fails("a, *b = []")
fails("a, *b, c = [1]")
fails("*a, b, c = iter([1])")
fails("a, b = None")
fails("a, b = 'abc'")
fails("a, b = {1: 2}")
fails("() = [1]")
fails("[a, b] = iter([1, 2, 3])")
fails("a, b = range(3)")
fails("*a = 1")
fails("*a, *b = 1")
fails("a, b += 1, 2")
fails("(a, b): int = 1")
fails("for a, b in [1]: pass")
fails("for a, b in [(1, 2, 3)]: pass")
