# Annotated assignment: with and without a value, in module, class and function.
a: int = 1
b: str
c: "forward" = 3
(d): int = 4
lst = [0]
lst[0]: int = 9
print(a, c, d, lst, __annotations__)
print("b" in globals())


class C:
    x: int = 1
    y: "str"
    z: list[int] = [1]
    __private: float = 2.5


print(C.__annotations__, C.x, hasattr(C, "y"), C._C__private)


class D(C):
    pass


print(D.__annotations__, "__annotations__" in D.__dict__)


def f():
    v: undefined_name = 5
    w: also_undefined
    o.attr: print("evaluated?") = 7
    (p): int
    try:
        w
    except UnboundLocalError as e:
        print(e)
    return v


class O:
    pass


o = O()
print(f(), o.attr, f.__annotations__)


def trace(x):
    print("trace", x)
    return x


o.first: trace("ann") = trace("value")
n: trace("ann2") = trace("value2")
tup: tuple = 1, 2
print(tup, __annotations__["tup"], __annotations__["n"])
try:
    unknown: Undefined = 3
except NameError as e:
    print(e, "unknown" in globals())
try:
    missing: int
    missing
except NameError as e:
    print(e)
for text in ["a, b: int", "(a, b): int = 1, 2", "[a]: int = 1", "f(): int", "1: int", "a: int = b: int", "a: int += 1",
             "x: yield", "def f():\n  x: int\n  global x", "def f():\n  global x\n  x: int", "a: (yield)", "a: b := 1"]:
    try:
        compile(text, "t", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(repr(text), "->", e.msg)
