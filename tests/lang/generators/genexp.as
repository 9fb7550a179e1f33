# Generator expressions: laziness, scope, first iterable evaluated at once.
def noisy(n):
    print("noisy", n)
    return range(n)


g = (x * 2 for x in noisy(3))
print("created", type(g).__name__, g.__name__, g.__qualname__)
print(list(g), list(g))
g = (print("inner", x) or x for x in [1, 2])
print(next(g))
print(next(g))
print(next(g, "end"))
print(sum(x * x for x in range(5)), max((len(w) for w in ["a", "bbb"]), default=0), any(x > 2 for x in [1, 2, 3]), all(x for x in []))
print(sorted((v, k) for k, v in {"a": 2, "b": 1}.items()), dict((i, i * i) for i in range(3)), set(i % 2 for i in range(5)), "".join(c for c in "abc"))
x = "outer"
l = list(x for x in range(3))
print(x, l)
n = 10
g = (n + i for i in range(3))
n = 20
print(list(g))
data = [1, 2, 3]
g = (i for i in data if i in data)
data = [2]
print(list(g))
data = [1, 2]
g = (i for i in data)
data.append(3)
print(list(g))
print(list((i, j) for i in range(3) for j in range(i)), list(i for i in range(10) if i % 2 if i % 3))
try:
    (i for i in 5)
except TypeError as e:
    print(e)
g = (1 / i for i in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(next(g, "finished after error"))
g = (i for i in range(3))
g.close()
print(list(g))
g = ((yield_ := i) for i in range(3))
print(list(g), yield_)
print(list((lambda: i)() for i in range(3)), [f() for f in [(lambda: i) for i in range(3)]])


def f(*args):
    return args


print(f(*(i for i in range(3))), f(i for i in "a")[0].__class__.__name__, f((i for i in "a"), 1)[1])


class C:
    items = [1, 2]
    factor = 3
    first = list(i for i in items)
    try:
        bad = list(i * factor for i in items)
    except NameError as e:
        print(e)


print(C.first)
import_free = next((i for i in range(10) if i > 5), None)
print(import_free, next((i for i in () if i), None))
a, b = (i for i in range(2))
print(a, b, *(i for i in "xy"), [*(i for i in "z")])
nested = ((j for j in range(i)) for i in range(3))
print([list(x) for x in nested])
print(tuple(x for x in (y for y in (z for z in range(3)))), 2 in (i for i in range(3)), 5 in (i for i in range(3)))
for text in ["f(i for i in [], 1)", "f(1, i for i in [])", "class C(i for i in []): pass", "(i for i in [] for)", "f(x=i for i in [])", "(*a for a in [])", "(yield i for i in [])", "[(yield 1) for i in []]", "((yield i) for i in [])"]:
    try:
        compile(text, "t", "exec")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
