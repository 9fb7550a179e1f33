# TOML documents read: every kind of value, keys, tables, arrays of tables, and what load() takes.
import io
import tomllib
from decimal import Decimal

DOCUMENT = r'''
title = "a tale"   # with a comment
"quoted key" = 'C:\path'
'literal.key' = "tab\there, \u00e9, \U0001F600, quote \" and backslash \\"
bare-key_1 = true
fruit.apple.colour = "red"
fruit . "apple" . taste.sweet = true
3.14 = "pi"

[numbers]
ints = [+99, 42, 0, -17, 1_000, 0xDEAD_beef, 0o755, 0b1101]
floats = [1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 9_224.5, inf, -inf, -0.0]

[moments]
odt = [1979-05-27T07:32:00Z, 1979-05-27T00:32:00-07:00, 1979-05-27 07:32:00.999999+01:30]
local = [1979-05-27T07:32:00, 1979-05-27t00:32:00.5]
day = 1979-05-27
clock = [07:32:00, 00:32:00.999999123]

[strings]
lines = """
first
second \
    joined\
    """
quotes = """"she said "yes""""
raw = \'\'\'
no \escape 'here'\'\'\'
raw_quotes = \'\'\''two''\'\'\'
empty = ["", '', """""", \'\'\'\'\'\']

[ tables . nested ]
inline = { x = 1, y.z = [ { a = 1 }, { b = [] } ], "k k" = {} }
mixed = [ 1, "two", [ 3.0, [
  4, # comments and lines
  5,
], ], ]
[tables]
after = 1

[[people]]
name = "Ann"
[people.home]
city = "Ulm"
[[people.pets]]
kind = "cat"
[[people.pets]]
kind = "dog"
[[people]]
name = "Bob"
[people.home]
'''.replace("\\'\\'\\'", "'''")


def show(value, depth=0):
    if isinstance(value, dict):
        for key, inner in value.items():
            print("  " * depth + repr(key), "" if isinstance(inner, dict) else repr(inner))
            if isinstance(inner, dict):
                show(inner, depth + 1)


show(tomllib.loads(DOCUMENT))
print(tomllib.loads(""), tomllib.loads("\n\n# nothing\n"), tomllib.loads("a=1\r\nb='''x\r\ny'''\r\n"))
print(tomllib.loads("a = 1.10\nb = [nan, 2]", parse_float=Decimal))
print(tomllib.load(io.BytesIO("é = 1".replace("é", '"é"').encode())))
for call in (lambda: tomllib.load(io.StringIO("a=1")), lambda: tomllib.loads("a=1.5", parse_float=lambda text: []), lambda: tomllib.load(io.BytesIO(b"\xff"))):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    tomllib.loads(b"a=1")
except TypeError as e:
    print(type(e).__name__)
