# kinds, places and lines of tokens; indentation and the ends of lines
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
    'a',
    'a\n',
    '',
    '\n',
    '#c',
    '#c\n',
    '  #c\nx\n',
    'if x:\n  y\n\n#z\n  z\nq\n',
    'if x:\n  y',
    'if x:\n  y\n  #c',
    'a \\\n b\n',
    '  \\\n  b\n',
    'a\\',
    'a\\\n',
    'a\\ b\n',
    '(a',
    '(\na',
    '(\n)\n',
    'x=[\n1, #c\n\n2]\n',
    "'abc",
    "'''abc\nd",
    "'''a\nb''' + '''c\nd'''\n",
    "'a\\\nb'\n",
    '0x 0xg 0b12\n',
    '0xg\n',
    '0b12\n',
    '0o8\n',
    '0b\n',
    '0o\n',
    '1_\n',
    '1__0\n',
    '0777\n',
    '00 0_0 09.5 09e1 09j\n',
    '1e 1e+ 1e5 1.e5 .5j 1.5J 1a 1if 0x1for 1_000.0_1\n',
    '1.5_\n',
    '1e5_\n',
    '0x_f 0x_\n',
    '1.__class__\n',
    '...\n',
    '....\n',
    '. ..\n',
    '$\n',
    '?\n',
    '!\n',
    'a!b\n',
    '!x\n',
    '`\n',
    'a!=b<>c->d:=e@=f//=g**=h<<=i>>=j...k\n',
    ')\n',
    '(]\n',
    '(\n]\n',
    '\xe9 = \xf1\n',
    'a\u20acb\n',
    '\u20ac\n',
    '\xa0\n',
    '\x01\n',
    'a\x00b\n',
    'if x:\n\ty\n        z\n',
    'if x:\n  y\n z\n',
    'if x:\n  y\n\tz\n',
    '\x0cx\n',
]:
    show(source)
