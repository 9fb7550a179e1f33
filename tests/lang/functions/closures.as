# Closures, nonlocal, global, late binding and cells.
def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return inc, get


inc, get = counter()
inc(), inc(5)
print(get(), counter()[1]())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def make():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    return fs


print([f() for f in make()])


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "inner"
        inner()
        return x

    return middle(), x


print(outer())


def deep(a):
    def b(c):
        def d(e):
            return a + c + e
        return d
    return b


print(deep(1)(10)(100))
g = 1


def use_global():
    global g, new_global
    g += 1
    new_global = "made"
    return g


print(use_global(), g, new_global)


def shadow():
    g = "local"

    def inner():
        global g
        return g

    return inner(), g


print(shadow())
f = deep(1)(2)
print(f.__closure__[0].cell_contents, len(f.__closure__), f.__code__.co_freevars, deep.__closure__, deep.__code__.co_cellvars)
f.__closure__[0].cell_contents = 50
print(f(0))


def late():
    def use():
        return defined_later

    try:
        use()
    except NameError as e:
        print(e)
    defined_later = "now"
    return use()


print(late())


def param_cell(a, *args, k=3, **kw):
    def inner():
        nonlocal a
        a += 1
        return a, args, k, kw
    return inner


p = param_cell(1, 2, z=4)
print(p(), p())


def recursive_closure():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


print(recursive_closure()(20))


class K:
    x = "class"

    def m(self):
        try:
            return x
        except NameError as e:
            return str(e)


print(K().m())


def empty_cell():
    if False:
        x = 1

    def inner():
        return x

    try:
        return inner.__closure__[0].cell_contents
    except ValueError as e:
        return str(e)


print(empty_cell())
for text in ["nonlocal x", "def f():\n  nonlocal x", "def f():\n  x = 1\n  nonlocal x", "def f(x):\n  nonlocal x", "def f(x):\n  global x",
             "def f():\n  x\n  global x", "def f():\n  global x\n  nonlocal x", "def f():\n  x = 1\n  global x", "class C:\n  nonlocal x",
             "def f():\n  x: int\n  nonlocal x", "def f(a, a): pass", "def f():\n  for x in []: pass\n  global x"]:
    try:
        compile(text, "t", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(repr(text), e.msg, e.lineno)
