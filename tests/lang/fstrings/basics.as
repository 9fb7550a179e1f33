# f-strings: expressions, conversions, specs, debug form, nesting, quoting (PEP 701).
x, y, name, pi = 5, -3, "Ann", 3.14159265
d = {"k": [1, 2], "a b": 3}
print(f"{x} {y} {name} {x + y} {x * 2 ** 3} {d['k'][1]} {d["a b"]}")
print(f"{name!r} {name!s} {name!a} {'é'!a} {pi:.2f} {x:05d} {x:>5} {x:<5}| {x:^5}| {x:+} {x:#x} {x:b} {1234567:,} {0.5:%}")
print(f"{x=} {x = } {x + 1=} {name=} {name=!s} {pi=:.3f} {d['k']=} { x }{x }{ x}")
print(f"{{}} {{{x}}} {{{{}}}} {x}}} {{x}}")
print(f"{name:>{x + 5}}|{name:*^{10}}|{pi:{x}.{2}f}|{pi:{'.1'}{'f'}}|{x:{'>'}{8}}|{name:{'<'}10}|")
print(f"{f'{f"{x}"}'}", f"{f"{f"{1 + 1}"}"}", f'{f'{name}'!r}')
print(f"a" "b" f"{x}" r"\n" fr"\d{x}\{y}" rf'{x}\t', f"" "", f"", len(f"""
{x}
"""))
print(f"{x if x > 3 else y} {[i for i in range(3)]} { {1: 2}[1] } {(lambda v: v * 2)(4)} {x:{'' if x else '>5'}}")
print(f"{x!r:>4}|{name!r:^9}|{None}|{True:d}|{None!r:>6}|{[]}|{()}|{...}")
print(f"{'\n'.join(['a', 'b'])} {'\t'!r} {"\u00e9"}")
print(f"{
    x  # a comment
    + 1
}", f"{(x,
y)}")
print(f"{x:=5}", f"{(z := 7)} {z}", f"{x != y}", f"{x == 5}", f"{x >= y} {x <= y}", f"{x!=y}")
print(f"{x:{{}}}" if 0 else "skipped", f"{'{'} {'}'}", f"{'}':>3}", f"{'a' 'b'}")


class F:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "F()"


print(f"{F()} {F():} {F():abc} {F():{x}z} {F()!r:>5} {F():%Y-%m-%d} {F():a{{b}}c}" if 0 else f"{F()} {F():} {F():abc} {F():{x}z} {F()!r:>5} {F():%Y-%m-%d} {F(): x }")
print(f"{F()=} {F()=:spec} {F()=!s}")
print(f"\x41\u00e9\N{BULLET}", f"\\{x}", rf"\{x}", f"\t{x}\n".encode())
print(f"{x}" f"{y}" "plain {x}" F"{x}" fR"{x}\n")


def f(a, **k):
    return a, k


print(f"{f(1, b=2)} {f("x", y="z")['' == 'a']}" if 0 else f"{f(1, b=2)} {f("x", y="z")[0]}")
print(f"{'a':{'>' if True else '<'}{4}}", f"{3:{1}{0}}", f"{d}", f"{d!r}", f"{'%s' % x}", f"{"{}".format(x)}")
print(f"{yield_}" if 0 else "", f"{x,}", f"{x, y}", f"{*[1, 2],}", f"{*d,}")
print(f'{"it's"}', f"{'"'}", f"""{'''q'''}""", f'''{x} "{name}" 'z' ''')
for text in ["f'{}'", "f'{ }'", "f'{'", "f'}'", "f'{x'", "f'{x!}'", "f'{x!z}'", "f'{x!rr}'", "f'{x:{y:{z}}}'", "f'{x:{y:{z:{w}}}}'", "f'{a b}'", "f'{=x}'", "f'{x=y}'", "f'{!r}'", "f'{:x}'", "f'{x:'", "f'{lambda x: 1}'", "f'{*}'", "f'{**x}'", "f'{x!r'", "f'{x !r}'", "f'{x! r}'", "f'{a:b'", "f'{x;y}'", "f'{def}'", "f'{1+}'", "f'{(}'", "f'{)}'", "f'{x)}'", "f'{\"'", "f\"{'a}\"", "fb'x'", "f'{a.}'", "f'{a[}'", "f'{import x}'", "f'{x}' 'y' b'z'", "f'\\N{nope}'", "f'{#}'", "f'{x:}}'", "f'{x:{}}'", "f'{x!s:{!r}}'"]:
    try:
        compile(text, "t", "eval")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
