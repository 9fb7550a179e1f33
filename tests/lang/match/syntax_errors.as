# match: patterns that the compiler refuses.
cases = """case x: pass
  case 1: pass
case _: pass
  case 1: pass
case x | 1: pass
case 1 | x: pass
case [x] | [y]: pass
case [x, x]: pass
case {'a': x, 'b': x}: pass
case [*a, *b]: pass
case {**r, 'a': 1}: pass
case {**_}: pass
case {x: 1}: pass
case {'a': 1, 'a': 2}: pass
case C(x=1, x=2): pass
case C(a=1, 2): pass
case 1 + 2: pass
case 1j + 2: pass
case -x: pass
case f'a': pass
case 1 as _: pass
case 1 as x.y: pass
case (1 as x) as x: pass
case *a: pass
case (*a): pass
case *a, b: pass
case x if y := 1: pass
case {**r}: pass
case a.b.c: pass
case C(*a): pass
case {'a': 1, **r,}: pass
case [a, b,]: pass
case (): pass
case not x: pass
case x(): pass
case a.b(): pass
case lambda: 1: pass
case 1 < 2: pass
case ...: pass
case True | None: pass
case x[0]: pass
case 1, 2 as y: pass
case 1 if: pass
case : pass
case {1 + 1j: x}: pass
case {-1: x}: pass
case 'a' f'b': pass""".split("\ncase ")
for c in cases:
    if not c.startswith("case "):
        c = "case " + c
    try:
        compile("match v:\n  " + c, "t", "exec")
        print(repr(c), "ok")
    except SyntaxError as e:
        print(repr(c), "->", e.msg, (e.lineno, e.offset, e.end_offset))
for text in ["match x:\ncase 1: pass", "match x:\n  pass", "match:\n  case 1: pass", "match x\n  case 1: pass", "match x:\n  case 1\n    pass", "match x:\n  case 1:\n  pass"]:
    try:
        compile(text, "t", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(repr(text), "->", type(e).__name__, e.msg)
