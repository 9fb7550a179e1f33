# lambda in every position.
print((lambda: 1)(), (lambda x: x * 2)(4), (lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1, 5, 6, k=7, z=8))
print(list(map(lambda x: x ** 2, range(5))), sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print((lambda x: lambda y: x + y)(1)(2), (lambda *a: a)(), (lambda **k: k)(a=1))
print((lambda: (yield))().__class__.__name__, list((lambda: (yield 1))()))
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, abs)(-5))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda f: lambda n: 1 if n == 0 else n * f(n - 1))(10))
d = {"add": lambda a, b: a + b, "neg": lambda a: -a}
print(d["add"](1, 2), d["neg"](3))
print([(lambda i: i * 10)(i) for i in range(3)], (lambda: [x for x in range(3)])())
print((lambda x: x if x > 0 else -x)(-3), (lambda x: x and "t" or "f")(0), (lambda: ())(), (lambda: (1, 2))(), (lambda: {1: 2}[1])())
f = lambda a, /, b, *, c: (a, b, c)
print(f(1, b=2, c=3), f(1, 2, c=3))
try:
    f(a=1, b=2, c=3)
except TypeError as e:
    print(e)
print((lambda x=(lambda: 5): x())(), (lambda x, y=lambda: 0: (x, y()))(1))
x = 10
print((lambda x: x)(1), x, (lambda: x)(), (lambda y=x: y)())
print([f(2) for f in [lambda v, k=k: v * k for k in range(4)]])
print((lambda s: s.upper())("abc"), max([3, -5, 2], key=lambda v: v * v), (lambda: ...)(), (lambda *, a=1: a)(a=2))
print((lambda _: _)(1), (lambda a, b: a if b else (lambda: "inner")())(1, 0))
print(f"{(lambda x: x + 1)(2)}", f"{(lambda: 'y')()!r:>5}", {(lambda: 1)(): 2}, [*(lambda: "ab")()])
