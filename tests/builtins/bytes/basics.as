# bytes: construction, repr, indexing, comparisons, methods shared with str.
print(bytes(), bytes(3), bytes([65, 66]), bytes(b"x"), bytes("é", "utf-8"), bytes("é", "latin-1"), bytes(range(5)), bytes(bytearray(b"q")), bytes((1, 2)), bytes(memoryview(b"mv")), bytes("a", encoding="ascii", errors="strict"), bytes(x for x in [1]), bytes(True), bytes({3: 0}))
print(b"", b"a'b", b'a"b', b"a'\"b", b"\\", b"\n\r\t\x00\x7f\x80\xff", repr(b"abc"), str(b"abc"), b"abc".hex(), b"\x01\xff".hex(":"), b"abcdef".hex("_", 2), b"abcdef".hex("-", -4), bytes.fromhex("41 42  43"), bytes.fromhex(""), bytes.fromhex("aAfF"), bytes.fromhex("\n41\t"))
b = b"hello world"
print(b[0], b[-1], b[1:4], b[::-1], b[::2], len(b), list(b"abc"), 104 in b, b"wor" in b, b"" in b, b"z" in b, b + b"!", b * 2, 0 * b, b"a" < b"b", b"a" == "a", b"a" == bytearray(b"a"), b"ab" > b"aa", hash(b"") == hash(b""), max(b), sorted(b"cab"), sum(b"ab"))
print(b.find(b"o"), b.find(111), b.rfind(b"o"), b.index(b"w"), b.count(b"l"), b.count(108), b.startswith(b"he"), b.startswith((b"x", b"h")), b.endswith(b"ld"), b.replace(b"l", b"L"), b.replace(b"l", b"", 1), b.split(), b.split(b"o"), b.split(b"o", 1), b.rsplit(b"o", 1), b.partition(b" "), b.rpartition(b"z"), b"a\nb\r\nc".splitlines(), b"a\x0bb\x0cc\x1cd".splitlines(), b"a\nb".splitlines(True), b" a ".strip(), b"xax".strip(b"x"), b"xax".lstrip(b"x"), b"xax".rstrip(b"x"))
print(b.upper(), b"ABC".lower(), b.title(), b.capitalize(), b"aB".swapcase(), b"a".center(5, b"*"), b"a".ljust(3) + b"|", b"a".rjust(3), b"-5".zfill(4), b"a\tb".expandtabs(4), b",".join([b"a", bytearray(b"b")]), b"abc".translate(bytes(range(1, 256)) + b"\0"), b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(bytes.maketrans(b"a", b"z"), delete=b"c"), b"pre_x".removeprefix(b"pre_"), b"x.py".removesuffix(b".py"), b"abc".decode())
for n in "isalnum isalpha isascii isdigit islower isspace istitle isupper".split():
    print(n, [getattr(x, n)() for x in (b"", b"a", b"A", b"1", b"a1", b" ", b"\xe9", b"Ab C", b"_")])
for text in ["bytes(-1)", "bytes([256])", "bytes([-1])", "bytes(['a'])", "bytes('a')", "bytes('é', 'ascii')", "bytes(1.5)", "bytes(None)", "bytes(1, 'ascii')", "bytes(b'a', 'ascii')", "bytes('a', 1)", "bytes(1, 2, 3, 4)", "bytes([[]])", "bytes(encoding='ascii')", "bytes(2 ** 70)", "bytes.fromhex('4')", "bytes.fromhex('zz')", "bytes.fromhex('4 1')", "bytes.fromhex(5)", "bytes.fromhex('é')", "b'a' + 'b'", "b'a' + 1", "'a' + b'b'", "b'a' * b'b'", "b'a'[5]", "b'a' < 'a'", "b'a'.find('a')", "b'a'.find(256)", "b'a'.index(b'z')", "b'a'.count('a')", "b'a'.split('a')", "b'a'.split(b'')", "b'a'.replace('a', 'b')", "b','.join(['a'])", "b','.join([1])", "b'a'.startswith('a')", "b'a'.startswith((b'a', 1))", "b'a'.center(5, b'ab')", "b'a'.center(5, 'a')", "b'a'.translate(b'x')", "b'a'.translate('x')", "bytes.maketrans(b'a', b'bc')", "b'a'.strip('a')", "'a' in b'abc'", "256 in b'a'", "b'a'.hex('ab')", "b'a'.hex('é')", "b'a'.hex(5)", "b'abc'.hex(sep='-', bytes_per_sep=1)", "b'a'.decode('ascii', 'strict', 1)", "b'a' % 5", "b'a'.partition(b'')", "b'a'.partition('a')", "b'\\xff'.decode()", "b'a' - b'a'", "b'a'.zfill('x')", "b'a'.nope", "hash(b'a') == hash('a')", "b'é'"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, ascii(str(e)))


class B:
    def __bytes__(self): return b"from dunder"


print(bytes(B()), b"%b" % B(), [m for m in dir(bytes) if not m.startswith("_")])
x = b"abc"
try:
    x[0] = 1
except TypeError as e:
    print(e)
