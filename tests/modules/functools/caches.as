# lru_cache and cache.
from functools import lru_cache, cache

@lru_cache(maxsize=2)
def f(x, y=0):
    print("computing", x, y)
    return x + y

print(f(1), f(1), f(2), f(3), f(1), f(1, y=5), f(1, 5))
print(f.cache_info(), f.cache_parameters(), f.__name__)
f.cache_clear()
print(f.cache_info(), f.__wrapped__(9))

@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(80), fib.cache_info())

@lru_cache(typed=True)
def t(x):
    return type(x).__name__

print(t(3), t(3.0), t(True), t.cache_info())

@cache
def g(*args, **kw):
    return args, kw

print(g(1, a=2), g(1, a=2), g(), g.cache_info())

@lru_cache(maxsize=0)
def z(x):
    return x

z(1), z(1)
print(z.cache_info())
print(lru_cache(maxsize=-5)(abs).cache_parameters())
try:
    f([])
except TypeError as e:
    print(e)
try:
    lru_cache("x")
except TypeError as e:
    print(e)

class K:
    @lru_cache(maxsize=None)
    def m(self, x):
        return x * 2

k = K()
print(k.m(4), k.m(4), K.m.cache_info())
info = f.cache_info()
print(info.hits, info.misses, info.maxsize, info.currsize, info._fields, type(info).__name__, type(info).__module__)

@lru_cache(3)
def err(x):
    if x < 0:
        raise ValueError("neg")
    return x

for v in (-1, -1, 1, 1):
    try:
        print(err(v))
    except ValueError as e:
        print(e)
print(err.cache_info())
