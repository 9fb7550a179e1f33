# Every kind of parameter and every way to call.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4))
print(f(1, 2, 3, 4, 5, d=6, z=7))
print(f(1, d=4, c=9, a=10, b=11))
print(f(*[1, 2], **{"d": 3, "x": 4}))


def defaults(a, b=[], c={}):
    b.append(a)
    c[a] = 1
    return b, c


print(defaults(1), defaults(2), defaults(3, []), defaults.__defaults__)
i = 5


def early(x=i):
    return x


i = 6
print(early(), early(7), early.__defaults__, early.__kwdefaults__)


def kwonly(*, a, b=2):
    return a, b


print(kwonly(a=1), kwonly(b=1, a=3), kwonly.__kwdefaults__, kwonly.__defaults__)


def posonly(a, b=1, /):
    return a, b


print(posonly(1), posonly(1, 2))


def both(a, /, **kw):
    return a, kw


print(both(1, a=2))


def var(*args):
    return args


def kws(**kw):
    return kw


print(var(), var(1), var(*"abc", 1), var(*[], *()), kws(), kws(a=1), kws(**{}), kws(**{"x y": 1}))
d = {"q": 1}
print(kws(**d) is d, kws(**d) == d)


def mutate(**kw):
    kw["new"] = 1
    return kw


print(mutate(**d), d)
print((lambda *a, **k: (a, k))(1, b=2), (lambda a, /, b, *, c=1: (a, b, c))(1, b=2))
f.__defaults__ = (20, 30)
f.__kwdefaults__ = {"d": 40, "e": 50}
print(f(1))
f.__defaults__ = None
try:
    f(1)
except TypeError as e:
    print(e)
print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames, f.__code__.co_flags & 12)


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p):
    return a + p


print(many(*range(16)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, p=16))
print(max(*range(300)), len(var(*range(1000))), len(kws(**{f"k{i}": i for i in range(300)})))
