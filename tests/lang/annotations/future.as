# from __future__ import annotations: annotations as source text.
from __future__ import annotations


def f(a: int, b: undefined | None = 1, *args: list[ int ], c: {1: 2}, **kw: lambda x: x) -> Some.Type["q"]:
    pass


print(f.__annotations__)


class C:
    x: int = 1
    y: not_defined[1:2, ...]
    z: "quoted"
    w: 3 if 0 else 1

    def m(self) -> C: ...


print(C.__annotations__, C.m.__annotations__)
v: a + b * (c - d) ** -e // f(x, *y, k=1, **z) = 1
w: [i for i in range(3) if i]
u: x if y else z
t: not a and b or c
s: a < b <= c != d is e is not f in g not in h
r: (1, 2, (3,), ())
q: f"{x!r:>{width}} {y=}"
p: {**a, "b": 1}
o: {1, 2, *x}
n: lambda a, /, b=1, *c, d, **e: a
m: a.b.c[d][e:f:g].h()
l: -1 + ~2 - +3
k: 1_000.50e3
j: b"bytes" if 0 else 'it\'s'
i: (a, *b)
h: await_ or (5)
g: {k: v for k, v in d.items()}
aa: 0xff + 0b11 + 1j
bb: "adjacent" "strings"
cc: (a and b) or (c and (d or e))
dd: a @ b << c >> d & e | f ^ g
ee: ...
ff: None | True
gg: [lambda: 1] if 0 else 1
hh: x[1, 2]
for name, text in __annotations__.items():
    print(name, "=", text)


def nested():
    loc: undefined_thing = 1
    return loc


print(nested(), nested.__annotations__)
