# Reading, showing and writing trees: parse, dump, unparse, literal_eval, positions, docstrings.
import ast

SOURCE = '''\
"""Module doc."""
from __future__ import annotations
import os.path as p, sys
from ..pkg import (a, b as c)
from . import *

@deco(1, *args, **kw)
class C[T: int = str, *Ts, **P](Base, metaclass=M):
    """Class doc."""
    x: int = 1
    (y): str
    z.w: float

    async def m(self, a, /, b: int = 2, *rest, k, o=3, **more) -> None:
        async with x as y, z: pass
        async for i in j:
            await i
        else:
            yield
        return [q async for q in r if s]

type Alias[U] = list[U]
def f():
    global g, h
    nonlocal_ = lambda *a, k=1: (yield)
    try:
        raise E from None
    except (A, B) as e:
        pass
    except:
        raise
    else:
        x = y = 1, *z
    finally:
        del x, y[0], z.a
    try: pass
    except* V: pass
    while a < b <= c is not d not in e: break
    else: continue_ = not -1 ** 2
    for (i, j), *k in m: continue
    if a: pass
    elif b and c or d: x += 1
    else: assert u, "msg"
    with (open(f) as g, h): x @= 2
    match v:
        case 1 | -2 | 1.5 + 2j | "s" | None: pass
        case [a, *_, b] if a: pass
        case {"k": v, **rest}: pass
        case P.Q(1, x=y) as z: pass
        case _: pass
    return f"{a!r:>{w}}{b=} {{}} {'q'}" "tail" f'{x:%Y-%m}'
x = {1: 2, **d}, {1, 2}, [i for i in j for k in l if m], {a: b for a, b in c}, {s for s in t}, (g for g in h)
y = a if b else c, (w := 3), b"bytes", 1_000, 0x_ff, 1e300, 3j, ..., True, u"uni", 10 ** 100, 123456789012345678901234567890
z = a[1:2, ::3, ...], a.b(c)(d, *e, f=g, **h), 1 .real, ~+-x, a << b >> c & d | e ^ f // g % h @ i, (a, b), a[(1,)], a[b:=1]
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree, include_attributes=True))
print(ast.dump(tree.body[6], indent=2), ast.dump(tree.body[5].body[1], indent="--", annotate_fields=False), sep="\n")
text = ast.unparse(tree)
print(text)
print(ast.dump(ast.parse(text)) == ast.dump(tree), ast.unparse(ast.parse(text)) == text)
print(ast.dump(ast.parse("1 + 1", mode="eval")), ast.dump(ast.parse("x; y", mode="single")), ast.dump(ast.parse(b"# coding: latin-1\nx = '\xe9'")))
print(ast.get_docstring(tree), ast.get_docstring(tree.body[5]), ast.get_docstring(ast.parse("def f():\n  '''a\n    b'''").body[0], clean=False))
for node in ast.walk(ast.parse("def é(a):\n    x = 'ü' + \\\n      f(a)\n    return x")):
    if hasattr(node, "lineno"):
        print(type(node).__name__, repr(ast.get_source_segment("def é(a):\n    x = 'ü' + \\\n      f(a)\n    return x", node)))
for good in ("[1, 2.5, -3, +4, 'a', b'b', None, True, (1,), {1: {2}}, set(), 1+2j, -1-2j]", "  'x'", "((((((1))))))", "{}", "..."):
    print(ast.literal_eval(good))
for wrong in ("a", "f()", "1 + 1", "[x]", "{**a}", "(", "-'a'", "1j + 1", "f'{1}'", "not 1", "2 ** 3"):
    try:
        print(ast.literal_eval(wrong))
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).split(": <")[0])
for value in (float("inf"), float("nan"), complex("inf"), -1, (1, 2), ("a",), (), "q'\"\n", "\\", "tab\t", "é\x00\ud800", "'''\"\"\""):
    print(ascii(ast.unparse(ast.Constant(value))))
for part in (ast.arg("a"), ast.Name("x"), ast.alias("a", "b"), ast.arguments(), ast.Pass(), ast.Load(), ast.Add()):
    try:
        print(repr(ast.unparse(part)))
    except Exception as e:
        print(type(e).__name__)
