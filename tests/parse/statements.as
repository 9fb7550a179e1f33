pass
break
continue
#---
x = 1
x = y = z
x, y = y, x
x, *y = z
*a, = b
[a, [b, c]] = d
(a) = 1
(a, (b, c)), d = e
a.b = c[d] = e().f = 1
a = yield
a = b = yield c
#---
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x @= 7
x **= 8; x |= 9; x &= 10; x ^= 11; x <<= 12; x >>= 13;
a.b += yield 1
a[b] += 1, 2
(a) += 1
#---
x: int
x: int = 1
(x): int
a.b: int = yield
a[b]: "str" = 1, 2
x: tuple[int, ...] = *a, b
#---
return
return 1
return 1, 2
return *a, b
return (yield)
#---
raise
raise E
raise E() from e
assert x
assert x, "y"
del a
del a, b.c, d[e]
del (a, [b, (c)]),
del ()
global a, b, c
nonlocal a
global x
#---
import a
import a.b.c, d as e, f.g as h
from a import b
from a.b import c as d, e
from . import a
from .. import a
from ... import a
from .... import a
from .a import (b, c as d,)
from ..a.b import *
from a import (b)
from . a import b
import a . b
#---
if a: pass
#---
if a:
    b
elif c: d
elif e:
    f; g;
else:
    h
#---
if a:
    if b:
        c
    else:
        d
e
#---
while a:
    b
else:
    c
while (x := f()): break
#---
for a in b: c
for a, b in c, d:
    pass
else: e
for a, in b: pass
for *a, b in c: pass
for (a, b), c in d: pass
for a.b in c: pass
for a[b] in c: pass
for [a, b] in *c, d: pass
async def f():
    async for a in b: pass
    else: c
#---
try: a
except: b
#---
try:
    a
except A:
    b
except (B, C) as d:
    e
except E.f() as g: h
else:
    i
finally:
    j
#---
try:
    a
finally:
    b
#---
try:
    a
except* A:
    b
except *(B, C) as d:
    e
#---
with a: b
with a as b, c as d: e
with (a): b
with (a, b): c
with (a, b,): c
with (a as b): c
with (a as b, c, d as e,): f
with (a, b) as c: d
with (a), (b): c
with (a, *b): c
with (a := b): c
with (a := b, c): d
with (yield): a
with (a, (b)): c
with ((a, b)): c
with ((a, b)) as c: d
with a() as (b, c), d.e as f[g], h as [i]: pass
with (): pass
with (a for a in b): pass
with (a)(b) as c: pass
with (a)[b], c: pass
async def f():
    async with a as b, c: d
    async with (a as b): c
#---
def f(): pass
def f(a): pass
def f(a, b=1, *c, d, e=2, **f): pass
def f(a, /, b, *, c): pass
def f(a=1, /): pass
def f(a, b=1, /, c=2): pass
def f(*, a): pass
def f(*a): pass
def f(**a): pass
def f(*, a=1, b, **c): pass
def f(a,): pass
def f(*a,): pass
def f(**a,): pass
def f(a, /,): pass
#---
def f(a: int, b: str = "x", /, c: x.y = 1, *d: list, e: int, f: int = 2, **g: dict) -> tuple[int, str]: pass
def f(*a: *b): pass
def f() -> (yield): pass
#---
@a
def f(): pass
@a.b
@c(d)
@e[f]
@(g := h)
@lambda i: j
async def f(): await x
@a
class B: pass
#---
def f():
    "doc"
    return 1
    def g():
        nonlocal x
    yield
    x = yield 1, 2
    yield from y
    await z
#---
class A: pass
class A(): pass
class A(B, C): pass
class A(B, metaclass=M, **k): pass
class A(*b, c=d): x = 1
class A:
    x: int = 1
    def f(self): pass
#---
def f[T](): pass
def f[T: int, *Ts, **P](a: T) -> T: pass
class A[T]: pass
class A[T = int, *Ts = *x, **P = [int, str]](B[T]): pass
type X = int
type X[T: (int, str) = int] = list[T]
async def f[T,](): pass
#---
type X = int
type = 1
type(x)
type.x
type[x] = y
type in z
type: int
print(type)
if x: type Y = int
a; type Z = str
type type = type
type match = case
#---
match x:
    case 1: pass
    case -1 | 2.5 | -1j | 1+2j | -1-2j: pass
    case "a" "b" | b"c": pass
    case None | True | False: pass
    case a: pass
#---
match x, y:
    case a, b: pass
    case a, *b: pass
    case *_, a: pass
    case [a, b]: pass
    case [a]: pass
    case (a): pass
    case (a,): pass
    case (a, b): pass
    case []: pass
    case (): pass
    case a,: pass
    case [a, *rest, b]: pass
    case (*a, b): pass
    case _: pass
#---
match *a, b:
    case {}: pass
    case {"a": 1}: pass
    case {"a": b, c.d: e, 1: f, None: g, -1: h, **rest}: pass
    case {**rest}: pass
    case {"a": [b, {"c": d}],}: pass
#---
match x:
    case A(): pass
    case A(b): pass
    case A(b, c=d): pass
    case A.B(c=1, d=2,): pass
    case A(b=C(d), e=[f]): pass
    case a.b: pass
    case a.b.c: pass
    case A() as b: pass
    case (A() | B()) as c: pass
    case [A() as b, (C() as d)]: pass
    case A(x=1) | [B(), *_] | {"k": _}: pass
    case a if b: pass
    case a, b if (c := d): pass
    case 1 | 2 as n if n > 1:
        pass
#---
match = 1
match.x
match(x)
match[x]
match, case = case, match
match * x
match - 1
match in x
match: int
match: int = 1
print(match)
case = 1
case(x)
match (x):
    case 1: match = 2
match [x]:
    case 1:
        case = 2
        match case:
            case case: case
match -x:
    case _: pass
match not x:
    case _: pass
match match:
    case case: pass
match {"a": 1}:
    case _: pass
match (a, b):
    case _: pass
match lambda x: y:
    case _: pass
match x := y:
    case _: pass
match f"{x}":
    case _: pass
match await x:
    case _: pass
#---
if x:
	a
	if y:
		b
c
#---
if a:
    # comment
    b

    # comment at another level
  # and this
    c
# end
#---
a = (1,
  # inside
     2,

     3)
b = \
    c
if a and \
   b:
    pass
#---
a
#---

#---
# only a comment
#---
async def f():
    return [x async for x in y if await z]
    await a ** b
    await a.b(c)[d]
    -await a
#---
x = 1;
if x: y; z;
w
#---
def f(a=lambda: (yield), *, b=[c for c in d]): return
