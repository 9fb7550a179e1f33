f() = 1
#---
f(), x = 1
#---
x, f() = 1
#---
f() = g() = 1
#---
a = f() = 1
#---
None = 1
#---
1 = x
#---
[a,1] = x
#---
(a, 1) = x
#---
a + 1 = 2
#---
(yield) = 1
#---
x = yield = 1
#---
def f():
 x = yield = 1
#---
a if b else c = 1
#---
"a" = 1
#---
f"a" = 1
#---
{a:1} = 1
#---
{a} = 1
#---
[x for x in y] = 1
#---
(x for x in y) = 1
#---
lambda: 1 = 2
#---
not a = 1
#---
a < b = 1
#---
a and b = 1
#---
... = 1
#---
-a = 1
#---
*a = 1
#---
*a
#---
a.b() = 2
#---
x = 5 6
#---
x = = 2
#---
f() += 1
#---
(a,b) += 1
#---
[a] += 1
#---
a, b += 1
#---
x: int: 3
#---
(a,b): int
#---
[a]: int
#---
a, b: int
#---
f(): int
#---
"a": int
#---
del f()
#---
del (a, f())
#---
del *a
#---
del a + 1
#---
for f() in x: pass
#---
for 1 in x: pass
#---
for x() in y, z: pass
#---
[x for f() in y]
#---
with a as f(): pass
#---
with a as 1: pass
#---
with (a as 1): pass
#---
for a, *b in c: pass
#---
for x y: pass
#---
for x in : pass
#---
[x for 1 in y]
#---
f(a=1, b)
#---
f(a=1, b, c)
#---
f(**k, b)
#---
f(**k, *a)
#---
f(a for a in b, c)
#---
f(c, a for a in b)
#---
f(a for a in b,)
#---
f(a.b=1)
#---
f(True=1)
#---
f(1=2)
#---
f(a=1, a=2)
#---
f(a=)
#---
f(a=, b)
#---
f(a b)
#---
f(a, b c)
#---
f(a for a in b c)
#---
f(x=a for a in b)
#---
f(**a=1)
#---
f(*a=1)
#---
class C(x for x in y): pass
#---
f(a := 1, b)
#---
f(a=b:=1)
#---
f((a)=1)
#---
def f(a=1, b): pass
#---
def f(a, a): pass
#---
def f(*): pass
#---
def f(*, **k): pass
#---
def f(/, a): pass
#---
def f(a, /, b, /): pass
#---
def f(*a, *b): pass
#---
def f(**k, a): pass
#---
def f(**k, *a): pass
#---
def f(*a=1): pass
#---
def f(**k=1): pass
#---
def f((a, b)): pass
#---
def f(*, a, /): pass
#---
def f(a, /*): pass
#---
def f(a=): pass
#---
def f(1): pass
#---
def f(a b): pass
#---
def f a: pass
#---
def f(a)
#---
def f(a) pass
#---
def (a): pass
#---
lambda a=1, b: 1
#---
lambda *: 1
#---
lambda (a): 1
#---
lambda *a, *b: 1
#---
lambda **k, a: 1
#---
lambda /: 1
#---
lambda a a: 1
#---
def f(*a, **k, b): pass
#---
def f(*, a, *b): pass
#---
def f(a, *, ): pass
#---
def f(a,,b): pass
#---
if x = 1: pass
#---
if x.a = 1: pass
#---
while x = 1: pass
#---
if x := 1: pass
#---
if x
#---
if x
  pass
#---
if x:
pass
#---
if x: pass
else
  pass
#---
if x:
  pass
elif y:
pass
#---
if x:
 pass
else:
pass
#---
while x
  pass
#---
while x:
pass
#---
for a in b
  pass
#---
for a in b:
pass
#---
def f():
pass
#---
class C:
pass
#---
class C
  pass
#---
try:
pass
#---
try:
  pass
foo
#---
try:
  pass
except:
pass
#---
try:
  pass
except E:
pass
#---
try:
  pass
except* E:
pass
#---
try:
 pass
finally:
pass
#---
with a:
pass
#---
with a
 pass
#---
with (a as b):
pass
#---
with (a as b)
 pass
#---
try
 pass
#---
try:
 pass
except
 pass
#---
try:
 pass
except A, B:
 pass
#---
try:
 pass
except A, B as c:
 pass
#---
try:
 pass
except A as c.d:
 pass
#---
try:
 pass
except*:
 pass
#---
try:
 pass
except A:
 pass
except* B:
 pass
#---
try:
 pass
except* A:
 pass
except B:
 pass
#---
match x:
pass
#---
match x
 case 1: pass
#---
match x:
 case 1:
 pass
#---
match x:
 case 1
  pass
#---
match x:
 case a as b.c: pass
#---
match x:
 case a as _: pass
#---
match x:
 case C(a=1, 2): pass
#---
match x:
 case {**r, 1: 2}: pass
#---
match x:
 pass
#---
case 1: pass
#---
match x:
 case 1+1: pass
#---
match x:
 case 1j+1: pass
#---
match x:
 case a|b: pass
#---
match x:
 case -a: pass
#---
match x:
 case f"a": pass
#---
match x:
 case *a: pass
#---
match x:
 case (*a): pass
#---
print "hello"
#---
print a
#---
exec "x"
#---
print a, b
#---
print
#---
print(a) b
#---
print -1
#---
print f(x)
#---
x = print a
#---
(a b)
#---
[a b]
#---
{a b}
#---
{a: b c}
#---
{a: 1, b}
#---
{a: 1, b:}
#---
{a: *b}
#---
{a: **b}
#---
{**a, b}
#---
{a, b: 1}
#---
{1:2, 3:4 5:6}
#---
[a, b c]
#---
(a, b c)
#---
a b
#---
a b c
#---
x = (a b)
#---
(a for)
#---
[a for a b]
#---
[a for a in]
#---
a if b
#---
(a if b)
#---
x = a if b
#---
x = a if b else
#---
[a if b for c in d]
#---
foo(a, b for b in c)
#---
[a, b for a in c]
#---
[*a for a in b]
#---
{**a for a in b}
#---
{*a: b}
#---
(*a)
#---
(**a)
#---
(*a, b
#---
[**a for a in b]
#---
[a, for a in b]
#---
{a, b for a in c}
#---
import a.b as c.d
#---
import a as 1
#---
from a import
#---
from a import b,
#---
from a import (b
#---
from a import (b,, c)
#---
from a import *, b
#---
from . import a.b
#---
import
#---
import a,
#---
import a from b
#---
from a import b as 1
#---
import a b
#---
from a b
#---
from import a
#---
from . a import b
#---
return
#---
x +
#---
x + + 
#---
a = 
#---
a = 
#---
1 +
2
#---
else: pass
#---
elif x: pass
#---
except: pass
#---
finally: pass
#---
pass x
#---
break x
#---
global
#---
global x,
#---
global 1
#---
raise x from
#---
raise from x
#---
assert
#---
assert x = 1
#---
assert x, y = 1
#---
assert x := 1
#---
async x
#---
async def
#---
await
#---
yield x y
#---
lambda
#---
lambda x
#---
lambda x:
#---
a..b
#---
a.1
#---
a.
#---
a[
#---
a[]
#---
a[1:2:3:4]
#---
a ** * b
#---
* a
#---
** a
#---
a not b
#---
a is not
#---
not
#---
a in
#---
a <> b
#---
a++
#---
a--
#---
++a
#---
a =+ b
#---
x := 1
#---
(x.y := 1)
#---
(1 := 2)
#---
(f() := 1)
#---
[x := 1, y]
#---
{x := 1}
#---
f(x.y := 1)
#---
a = b := c
#---
lambda: (yield)
#---
del
#---
del a,
#---
del a b
#---
class
#---
class 1: pass
#---
class A(: pass
#---
@
#---
@a
#---
@a
b
#---
@a b
def f(): pass
#---
with: pass
#---
with a as: pass
#---
with a, : pass
#---
with a as b, : pass
#---
for: pass
#---
while: pass
#---
if: pass
#---
if x pass
#---
if x: pass else: pass
#---
while x pass
#---
for a in b pass
#---
class A pass
#---
def f() pass
#---
else
#---
try: pass
#---
try: pass
except: pass
else: pass
except A: pass
#---
if x:
 pass
else:
 pass
elif y:
 pass
#---
def f[T](x): pass
#---
def f[](x): pass
#---
class A[]: pass
#---
type X = int
#---
type X
#---
type X =
#---
type X[T: int = str] = T
#---
def f[*T: int](): pass
#---
def f[**P: int](): pass
#---
def f[T=int, U](): pass
#---
type X[] = 1
#---
"abc" def "ghi"
#---
x = "a" b "c"
#---
a "b"
#---
"a"b
#---
1 2
#---
1 a
#---
a 1
#---
if a b: pass
#---
return a b
#---
a = b c
#---
a, b c
#---
f(a)(b c)
#---
x[a b]
#---
not a b
#---
a + not b
#---
- not a
#---
a * not b
#---
x = not
#---
a and
#---
a or
#---
a or or b
#---
\
#---
a;;b
#---
;
#---
a;
#---
if x:;
#---
if x: ;
#---
a : 
#---
a : int = 
#---
a: int = 1 = 2
#---
+ = 1
#---
a + = 1
#---
a += = 1
#---
a += 1 += 2
#---
a = 1 += 2
#---
(a += 1)
#---
(a = 1)
#---
f(a += 1)
#---
[a = 1]
#---
{a = 1}
#---
{a: b = 1}
#---
(a, b = 1, 2)
#---
(a == b = c)
#---
x = (y = 1)
#---
while (x = 1): pass
#---
if (a = 1) == 2: pass
#---
  a
b
#---
a
  b
#---
if x:
  a
    b
#---
if x:
  a
 b
c
#---
  
  a
#---
def f():
  """x"""
   a
#---
pass
	pass
#---
a


  b
