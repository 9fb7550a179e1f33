# Star expressions in displays, calls, subscripts, return, yield and for.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b}, {**{"x": 1}, "y": 2, **{"x": 3}})
print([*"ab", *range(2), *{}], (*a,), [*[]], {*()}, {**{}})
print(*a, *b, sep="-")


def f(*args, **kw):
    return args, kw


print(f(*a, 0, *b, k=1, **{"z": 2}, **{"w": 3}))
print(f(*"ab", **{"a b": 1}))


def ret():
    return *a, 5


def gen():
    yield *a, *b


print(ret(), list(gen()))
for x in *a, *b:
    print(x, end=" ")
print()
t = *a, *b
print(t)


class S:
    def __getitem__(self, k):
        return k


s = S()
print(s[*a], s[*a, 9], s[*a, *b], s[1, *a], s[*a, 1:2])
print(dict(**{"p": 1}, q=2), dict([("a", 1)], **{"b": 2}))


class M:
    def keys(self):
        return ["k1", "k2"]

    def __getitem__(self, k):
        return k.upper()


print({**M()}, f(**M()))
g = (i for i in range(3))
print([*g], [*g])


def fails(text):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


fails("[*1]")
fails("{*None}")
fails("(*1.5,)")
fails("{**[1]}")
fails("{**1}")
fails("f(*1)")
fails("f(**1)")
fails("f(**[1])")
fails("f(**{1: 2})")
fails("f(a=1, **{'a': 2})")
fails("f(**{'a': 1}, **{'a': 2})")
fails("{*[[]]}")
fails("print(*5)")
fails("f(1, *2, 3)")
fails("(*a)")
fails("*a")
fails("f(**a, *b)")
fails("f(x=1, 2)")
fails("f(**{}, 2)")
fails("f(x=1, x=2)")
print(f(x=1, *[2]))
