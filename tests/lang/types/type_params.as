# Type parameters: functions, classes, aliases; attributes and laziness.
def f[T](a: T) -> T:
    return a


def g[T: int, *Ts, **P](a: T, *args: *Ts) -> P:
    return T, Ts, P


print(f(1), f.__type_params__, g.__type_params__, [type(p).__name__ for p in g.__type_params__])
T, Ts, P = g.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.__covariant__, T.__contravariant__, T.__infer_variance__, Ts.__name__, P.__name__, P.args, P.kwargs)
print(g(1) == (T, Ts, P), f.__annotations__, repr(T), repr(Ts), repr(P))


class C[T]:
    x: T

    def m[U](self, a: U, b: T) -> tuple[T, U]:
        return T, U


print(C.__type_params__, C.__orig_bases__, [b.__name__ for b in C.__mro__], C[int], C.m.__type_params__, C.__parameters__)
print(C().m(1, 2)[0] is C.__type_params__[0], C[int]().__class__ is C, C[int].__origin__ is C, C[int].__args__)


class D[K, V](dict):
    pass


print(D[str, int], D(a=1), D.__bases__[0].__name__, len(D.__type_params__))


class E[T: (int, str), U = bool]:
    pass


print(E.__type_params__[0].__constraints__, E.__type_params__[1].__default__, E.__type_params__[0].has_default(), E.__type_params__[1].has_default())


class Sub(C[int]):
    pass


print(Sub.__orig_bases__, Sub.__bases__, Sub.__parameters__)
type Alias = int | str
type Rec = list[Rec] | None
type Gen[A, *B] = tuple[A, *B]
print(Alias, type(Alias).__name__, Alias.__name__, Alias.__value__, Rec.__value__, Gen.__type_params__, Gen[int, str], Gen.__value__, Alias.__module__)
type Lazy = undefined_name
print(Lazy)
try:
    Lazy.__value__
except NameError as e:
    print(e)
undefined_name = 5
print(Lazy.__value__)


def lazy_bound[T: never_defined](): pass


t = lazy_bound.__type_params__[0]
try:
    t.__bound__
except NameError as e:
    print(e)
type = 5
print(type)
type, x = 1, 2
type: int = 3
print(type)
del type
type X = int
type type = str
print(X, type)
del type


class Scope:
    v = "class v"

    def m[T](self, a: v = v): return a
    type A = v
    n = 5
    type B[Q] = (n, Q)


print(Scope().m(), Scope.A.__value__, Scope.B.__value__[0], Scope.m.__annotations__)


def outer():
    z = "outer z"

    def inner[T: z]():
        return T.__bound__
    return inner()


print(outer())


def recursive[T]():
    return recursive.__type_params__


print(recursive())


@lambda fn: fn
def decorated[T](x: T = "default"): return x


print(decorated(), decorated.__type_params__)


async def co[T](x: T): return x
lam = [t for t in f.__type_params__]
print(co.__type_params__, lam)
for text in ["def f[T, T](): pass", "class C[]: pass", "def f[*T: int](): pass", "def f[T: (yield)](): pass", "type X", "type X[T = int, U] = 1", "type X = (x := 1)", "def f[T](x: (yield)): pass", "class C[T]((x := 1)): pass", "type X.y = 1", "type 5 = 1", "lambda[T]: 1", "type X[T: await x] = 1", "def f[**P: int](): pass", "def f[*Ts = 1, T](): pass"]:
    try:
        compile(text, "t", "exec")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
