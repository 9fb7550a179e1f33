# tokens back to source: with their places, as pairs, and refused
import io
import tokenize

SOURCES = ["a  +  b # c\n", "if x:\n    y = [1,\n  2]\n\n    z\nq\n", "f'{a}{b:>{w}}{{}}' 'x' f'y'\n", "x = 1", "a = \\\n  b\n",
           "f'\\N{DASH} {{x}} {y!r}'\n", "def f(a, b=2, *c):\n\treturn a ** b\n", "'''a\nb''' 'c'\n", "1if x else 2\n", "f'''\n{{\n{x}'''\n"]
for source in SOURCES:
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    print(ascii(source), tokenize.untokenize(tokens) == source, ascii(tokenize.untokenize(tokens)))
    print("  ", ascii(tokenize.untokenize(t[:2] for t in tokens)))
    data = list(tokenize.tokenize(io.BytesIO(source.encode()).readline))
    print("  ", tokenize.untokenize(data), tokenize.untokenize(t[:2] for t in data))
print(repr(tokenize.untokenize([])), repr(tokenize.untokenize([(tokenize.NAME, "a")])))
u = tokenize.Untokenizer()
u.prev_row, u.prev_col = 2, 2
for place in (1, 3), (2, 1), (2, 5):
    try:
        u.add_whitespace(place)
        print(u.tokens)
    except ValueError as e:
        print(e)
