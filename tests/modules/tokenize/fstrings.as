# f-strings as tokens: pieces, fields, format specifications, nesting, mistakes
import io
import tokenize


def show(source):
    print("==", ascii(source[:60]))
    try:
        for t in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
            print("", tokenize.tok_name[t.exact_type], ascii(t.string), *t.start, *t.end, ascii(t.line[:40]))
    except (tokenize.TokenError, SyntaxError) as e:
        print("", type(e).__name__, ascii(e.args))


for source in [
    "f'a{x!r:>{w}}b'\n",
    "f'{{}} {x=} {{{y}}}'\n",
    "f'''a\n{x\n}b\nc'''\n",
    "f'a{",
    "f'a{x",
    "f'a{x:",
    "f'abc",
    "f'''abc\n",
    "f'{x!}'\n",
    "f'{a:{b:{c}}}'\n",
    'rf\'\\{x}\\n\' Rb\'a\' bR"""x""" u\'q\'\n',
    "f'\\N{DASH} \\{x} \\x41'\n",
    "f'}'\n",
    "f'{x)}'\n",
    "f'{(x}'\n",
    "f'{x:\n}'\n",
    "f'''{x:\n}'''\n",
    'f\'{f"{1}"}\'\n',
    "f'{lambda x:1}'\n",
    "f'{a[1:2]}'\n",
    "f'{x::y}'\n",
    "f'{x!=y}'\n",
    "f'{x:=5}'\n",
    "f'{(x:=5)}'\n",
    "f'a\nb'\n",
    "f'\\\nb'\n",
    "f'{x\n}'\n",
    "f'{#c\nx}'\n",
    "f'{'a'}'\n",
    "f''\n",
    "f'{}'\n",
    "f'{x}'f'{y}'\n",
    "f'{x:{y}abc}'\n",
    "f'{x!r}'\n",
    "f'{x:}}'\n",
    "f'{x:{{'\n",
    "f'{x:a}}b}'\n",
    "f'''{\nx\n:>5\n}'''\n",
    "f'\xe9{x}\xe9{y}'\n",
    "bf'x'\n",
    "f'a{{b'\n",
    "f'{{{x}'\n",
    "f'a}}'\n",
    "f'{x:%H:%M}'\n",
    "f'{{x}}{y}'\n",
    "(f'{\nx}'\n)\n",
    "f'{\\\nx}'\n",
    "f'{x\\y}'\n",
    "f'{a'\n",
    "f'{(a'\n",
    "f'{a:'\n",
    "f'''{a",
    "f'''{a:\n",
    'f\'{"a}\'\n',
    'f"{\'\'\'a}"\n',
    "f'{a}b{'\n",
    "f'{!r}'\n",
    "f'{x!r:a}'\n",
    "f'{x! r}'\n",
    "f'{x!\n}'\n",
    "f'{x;y}'\n",
    "f'{a b}'\n",
    "f'{*a,}'\n",
    "f'{yield}'\n",
    "f'{\n}'\n",
    "f\"\\N{{{\"\n", "f\"{]\n",
]:
    show(source)
show("f'{" * 4 + "1" + "}'" * 4 + "\n")
show("f'{x:{y:{z:{w}}}}'\n")
