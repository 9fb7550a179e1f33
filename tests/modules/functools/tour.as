# Every decorator and helper, in one tour: ordinary use, then the errors.
import functools, operator
from functools import *
print(reduce(operator.add, [1,2,3]), reduce(operator.mul, [], 7))
try: reduce(operator.add, [])
except TypeError as e: print(e)
p = partial(int, base=2); print(p("101"), p, p.func, p.args, p.keywords, partial(p, "11")())
@lru_cache(maxsize=2)
def f(x): print("call", x); return x * 2
f(1); f(2); f(1); f(3); f(2); print(f.cache_info(), f.cache_parameters(), f.__wrapped__.__name__); f.cache_clear(); print(f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80), fib.cache_info())
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info())
try: f([])
except TypeError as e: print(e)
@singledispatch
def show(x): return "obj"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
@show.register
def _(x: str | bytes): return "text"
print(show(1), show([]), show("a"), show(b""), show(1.5), show(True), show.dispatch(bool).__name__, sorted(map(str, show.registry))[:2])
class A:
    @singledispatchmethod
    def m(self, x): return "base"
    @m.register
    def _(self, x: int): return "int"
    @cached_property
    def cp(self): print("computing"); return 42
    def pm(self, a, b): return a, b
    pm1 = partialmethod(pm, 1)
a = A(); print(a.m(1), a.m("x"), a.cp, a.cp, a.__dict__, a.pm1(2)); del a.cp; print(a.cp)
@total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
try:
    @total_ordering
    class W: pass
except ValueError as e: print(e)
print(sorted([3,1,2], key=cmp_to_key(lambda a, b: b - a)))
def deco(fn):
    @wraps(fn)
    def w(*a, **k):
        "inner"
        return fn(*a, **k)
    return w
@deco
def orig(x: int) -> str:
    "doc"
print(orig.__name__, orig.__doc__, orig.__annotations__, orig.__wrapped__.__name__, orig.__module__)
try: fib.__wrapped__(1, 2)
except TypeError as e: print(e)
try: show()
except TypeError as e: print(e)
try: partial()
except TypeError as e: print(e)
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
class S: 
    __slots__ = ()
    @cached_property
    def x(self): return 1
try: S().x
except TypeError as e: print(e)
