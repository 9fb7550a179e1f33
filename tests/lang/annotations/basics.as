# Annotations of functions, classes and modules; evaluation order and forms.
def f(a: int, b: "str" = 1, /, c: list[int] | None = None, *args: float, d: 1 + 1 = 2, e, **kw: print) -> {"any": "value"}:
    pass


print(f.__annotations__ == {"a": int, "b": "str", "c": list[int] | None, "args": float, "d": 2, "kw": print, "return": {"any": "value"}})
print(list(f.__annotations__), f.__annotations__["c"], f.__annotations__["d"])
f.__annotations__["a"] = "changed"
print(f.__annotations__["a"])
f.__annotations__ = {"x": 1}
print(f.__annotations__)
del f.__annotations__
print(f.__annotations__)


def no(): pass


print(no.__annotations__, no.__annotations__ is no.__annotations__)


class C:
    a: int
    b: str = "v"
    c: "list[C]" = []
    def m(self, x: int) -> "C": ...


print(C.__annotations__, C.m.__annotations__)


class D(C):
    d: float


print(D.__annotations__)


class Empty: pass


print(Empty.__annotations__, "__annotations__" in Empty.__dict__)
try:
    int.__annotations__
except AttributeError as e:
    print(e)
x: int = 3
y: "not evaluated by name" = 4
print(__annotations__)
if False:
    never: int = 1
print("never" in __annotations__)
for i in range(2):
    loop: int = i
print(list(__annotations__))
log = []


def note(v):
    log.append(v)
    return v


def g(a: note("a") = note("da"), *, b: note("b") = note("db")) -> note("r"):
    pass


print(log)
try:
    def bad(a: undefined_annotation): pass
except NameError as e:
    print(e)
lam = lambda a, b=1: a
print(lam.__annotations__)
print(int | str, int | None, None | int, list[int] | dict[str, int], int | int, (int | str) | float, type(int | str).__name__, (int | str).__args__, (int | str) == (str | int), hash(int | str) == hash(str | int), isinstance(1, int | str))
print(list[int], dict[str, list[int]], tuple[int, ...], tuple[()], type[int], set[int] , list[int].__origin__, list[int].__args__, list["Fwd"], list[int] == list[int], list[int] | None)
print(list[int]([1]), dict[str, int](a=1), type(list[int]).__name__, list[int].append is list.append if 0 else list[int].__name__)
for text in ["int | 5", "5 | int", "'a' | int", "int | 'a'", "isinstance([], list[int])", "class_ = list[int]; issubclass(list, class_)", "list[int][str]", "int[str]", "str['a']", "dict[int].x", "list[int].nope", "class Z(list[int]): pass"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Z(list[int]):
    pass


print(Z.__bases__, Z.__orig_bases__, Z([1]))


async def co(a: int) -> str: ...


print(co.__annotations__)


def gen_method():
    class L:
        q: int

        def deco(self, z: "q") -> int: pass
    return L.__annotations__, L.deco.__annotations__


print(gen_method())
