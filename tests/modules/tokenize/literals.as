# numbers, strings, names, odd characters; what is refused
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
    'if x:\n  a\n\x0c  b\n',
    'a\r\nb\r\n',
    '#c\r\n\r\na\r\n',
    "'''a\r\nb'''\r\n",
    'a\rb\n',
    'a;b #c\n',
    '  x\n',
    '  x\n y\n',
    '\tx',
    "x = 1 # \xe9 \xe9\n\xf1 = '\xe9' + a\n",
    'def f(): pass\n',
    'async def f():\n await x\n',
    'match x:\n case _: pass\n',
    'a   \n   ',
    '   ',
    '   #c',
    'if 1:\n  x\n   ',
    '\\\n',
    '\\\nx\n',
    'if 1:\n  a\n\\\n  b\n',
    "'\\",
    "'\\\n",
    "'a\nb'\n",
    "fr'{x:\\d}'\n",
    "ub'x'\n",
    'type X = int\n',
    'x: int=5\n',
    'a\n\n\nb\n',
    'if a:\n  if b:\n    c\nd\n',
    'if a:\n  if b:\n    c\n\n\n',
    'x\n#c',
    "'\xe9\nb",
    "x = '\xe9\n",
    '#\x00\n',
    '0_7\n',
    '0_\n',
    '0e\n',
    '0j 0. 0.5 0e5 0x1.5\n',
    '1e+\n',
    '1ef\n',
    '1.5e_3\n',
    '1_a\n',
    '0b1_\n',
    '0b1_2\n',
    '0o1_8\n',
    '0b9\n',
    '0b1a\n',
    '0oz\n',
    '0b_\n',
    '(\\\n1)\n',
    '(  \n  #c\n  )\n',
    '\ufeffx\n',
    'a\tb\n',
    '(\n  a\nb\n',
    '\\ \n',
    'a = \\',
    'x\n\\',
    '\xad\n',
    '\u200b\n',
    '\ue000a\n',
    'x\u3000y\n',
    "'a\\'\n", "a\\ b\r\n", "[\\\n1\n \\\n", "\xe9\\", "\xe9\\\n\xe9\\ x",
]:
    show(source)
for source in ["[" * 201, "if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 101))]:
    try:
        print(len(list(tokenize.generate_tokens(io.StringIO(source).readline))))
    except (tokenize.TokenError, SyntaxError) as e:
        print(type(e).__name__, e.args[0])
