a or b or c and d and not e
not not a
(a or b) or c
a or (b or c)
a and b or c and d
#---
a < b
a < b <= c > d >= e == f != g
a in b not in c is d is not e
(a < b) < c
a < (b < c)
not a in b
a is not b
a not in b
#---
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
a + b + c
a - (b - c)
(a + b) * c
a ** b ** c
-a ** -b
(-a) ** b
+a, -b, ~c, - - +~d
a * -b
a ** -b ** c
not -a
#---
a if b else c
a if b else c if d else e
(a if b else c) if d else e
lambda: a
lambda x: y
lambda x, y=1, *a, z, w=2, **k: 0
lambda x, /, y, *, z: 0
lambda *a: 0
lambda **k: 0
lambda *, a: 0
lambda x,: 0
lambda: lambda: a
lambda: (yield)
lambda x: x if y else z
#---
a.b.c
a[b]
a[b, c]
a[b,]
a[1:2]
a[:]
a[::]
a[1:]
a[:2]
a[1:2:3]
a[::3]
a[:2:]
a[1::2]
a[1:2, 3]
a[1:2, ::3,]
a[*b]
a[*b, c]
a[b := 1]
a[b:c, *d]
a[lambda: b]
a[(b := c):d]
a[b if c else d:e]
a()()
a().b[c](d)
#---
f()
f(a)
f(a,)
f(a, b)
f(*a)
f(**a)
f(a, *b, c=d, **e)
f(a, b=c, *d)
f(*a, b, *c, d=e, **f, g=h)
f(a := 1)
f(a := 1, b=2)
f(x for x in y)
f((x for x in y))
f((x for x in y), z)
f(lambda: a, b)
f(a if b else c)
f(a)(b)(c)
f(*a or b)
f(**a or b)
f(a=lambda b: c)
f(
    a,
    b=1,
)
#---
()
(a,)
(a, b)
(a, b,)
(a)
((a))
(((a, b)))
(*a, b)
(*a,)
(a := 1)
(a := 1, b)
(yield)
(yield a)
(yield a, b)
(yield from a)
(a for b in c)
(a + b)
#---
[]
[a]
[a,]
[a, b]
[*a, b]
[a := 1, b]
[a for b in c]
[[a] for b in c]
#---
{}
{a}
{a,}
{a, b}
{*a, b}
{a := 1}
{a: b}
{a: b,}
{a: b, **c, d: e}
{**a}
{**a, **b,}
{a: b for c in d}
{a for b in c}
{a: lambda: b}
{a: b if c else d}
{lambda: a: b}
#---
[a for b in c for d in e]
[a for b in c if d if e for f in g if h]
[a for b, c in d]
[a for b, in d]
[a for *b, c in d]
[a for (b, c) in d]
[a for b.c in d]
[a for b in c or d]
[a for b in (lambda: c)]
[a if b else c for d in e]
[(yield) for a in b]
[a := 1 for b in c]
[a for b in c if d or e]
[a for b in c if (d if e else f)]
(a async for b in c)
[a async for b in c for d in e async for f in g]
{a: b async for c in d if e}
#---
*a, b
*a,
a,
a, b,
*a | b, c
#---
0; 1; 123; 1_000; 0x1F; 0xdead_beef; 0o17; 0b101; 0B1_1; 0O7; 0XaB; 00; 0_0
9223372036854775807; 9223372036854775808; 123456789012345678901234567890
0xffffffffffffffffffffffffffffffff; 0o7777777777777777777777777777; 0b1111111111111111111111111111111111111111111111111111111111111111111
0o1777777777777777777777; 0xFFFF_FFFF_FFFF_FFFF
#---
1.0; 1.; .5; 1e5; 1e-5; 1E+5; 1.5e10; 1_0.0_1e1_0; 0e0; 0.1; 1e16; 1e15; 1e22; 123456789.123456789; 5e-324; 1.7976931348623157e308
1e400; 0.0001; 0.00001; 1e100; 00.5; 09.5; 1e5j; 1j; 1.5J; .5j; 0j; 09j; 100000000000000000000.0
#---
""; 'a'; "a\"b"; 'a\'b'; """a"b"""; '''a
b'''; r"\n"; R'\''; u"a"; U'b'; "\n\t\\\a\b\f\v\r\0\x41\101\u00e9\U0001F600\
c"
"é" "日本" '\ud800' "\udc80x" '\x7f\x80\xa0\u200b'
"a" 'b' """c"""
u"a" "b"
"a" u"b"
#---
b""; b'a\x00\xff'; B"\n"; br"\n"; rb'\''; Rb"x"; b"a" b'b'; b"\u0041"; b"\400"
#---
f""; f"a"; f"{a}"; f"a{b}c"; f"{a}{b}"; f"{{}}"; f"{{{a}}}"; f"a" "b"; "a" f"{b}" 'c' f"d"
f"{a!r}"; f"{a!s:>{w}}"; f"{a:}"; f"{a:x}"; f"{a:{b}}"; f"{a:{b}{c}d{e!r:f}}"
f"{a=}"; f"{ a = }"; f"{a=!s}"; f"{a=:x}"; f"{a = !r:>{b}}"; f"{a.b[c]()=}"
f'{a["b"]}'; f"{a["b"]}"; f"{f"{f"{a}"}"}"; f"{'a' 'b'}"; f"{ {1: 2}[1] }"; f"{(lambda x: x)(1)}"
f"{a if b else c}"; f"{a, b}"; f"{*a, b}"; f"{yield}"; f"{(a := 1)}"; f"{a:=5}"; f"{a!=b}"; f"{a==b}"; f"{a<=b}"
rf"\n{a}\{b}"; Rf"{a:\d}"; fr'\''; F"\x41{a}"
#---
f"\x41{a}\u0042\n"
f"""a
{b
 + c}
d{e:
f}"""
f"{
    a
}"
f"{a # comment
}"
f"{a = # comment
}"
f"{a}" rf"\{b}"
u"a" f"b{c}"
f"{'\n'}"
f"{a:\x41{b}\x42}"
f"{a:{{}}}" if 0 else 0
#---
f"{a:%H:%M}"
f"{a::>5}"
f"{a[b:c]:d}"
f"{a:{b[c:d]}}"
f"{a:{b:{c}}}"
f"{a!a}"
#---
f"{a:}}" if 0 else 0
#---
None; True; False; ...; Ellipsis; __debug__
é = ñ
ﬁ = ℌ
_x1 = 变量
x·y = 1
#---
"\d"
#---
'\400'
#---
b"\d \e"
#---
f"\d{a}\e"
#---
x = "\d" "\e"
#---
1 is x
x is not "a"
x is 1.5
x is ()
x is None
x is ...
a < b is 1
x is (1, y)
#---
assert (x, "y")
assert ()
#---
1(2)
"a"(b)
[](1)
{}(1)
(1, 2)(3)
{a for a in b}(c)
None()
f"a"(b)
(lambda: 1)(2)
#---
1[2]
None[1]
{a}[b]
(a for a in b)[c]
(lambda: 1)[2]
"a"["b"]
[1]["a"]
(1, 2)["a"]
[1][1.5]
"a"[1]
[1][True]
(1, 2)[1, 2]
#---
1if x else 2
0x1for x in y
#---
1or 2
#---
[1for x in y]
#---
f(a=1, a=2)
#---
f(a=1, **b, c=2, a=3)
#---
a <b> c
#---
(a)(b)
(a).b
(a)[b]
-(a)
(a) + (b)
(a) < (b) < (c)
(a) or (b) or (c)
(a) if (b) else (c)
(a), (b)
[(a), (b)]
f((a), b=(c))
await_ = (a)
*(a), b
x[(a):(b)]
x[(a)]
lambda: (a)
not (a)
#---
((a)) = (b)
(a), (b) = (c)
for (a) in (b): pass
del (a), (b)
