# base64: every encoding.
import base64, io, binascii
data = [b"", b"a", b"ab", b"abc", b"hello world", bytes(range(256)), b"\0" * 4, b"    ", b"\xff\xfe\xfd", b"\0\0\0\0\0"]
for name in ("b64", "urlsafe_b64", "b32", "b32hex", "b16", "a85", "b85", "z85"):
    enc, dec = getattr(base64, name + "encode"), getattr(base64, name + "decode")
    for d in data:
        e = enc(d)
        assert dec(e) == d, (name, d, e, dec(e))
        assert dec(e.decode()) == d
    print(name, enc(b"hello world"), enc(bytes(range(20))), enc(b"\xfb\xff\xfe\0"))
print(base64.b64encode(b"\xfb\xff", b"-_"), base64.b64decode(b"-_8=", b"-_"), base64.b64decode("aGk=\n!"), base64.encodebytes(b"x" * 60), base64.decodebytes(b"aGVs\nbG8=\n"))
print(base64.a85encode(b"    \0\0\0\0hello", foldspaces=True), base64.a85encode(b"hello world" * 5, wrapcol=20, adobe=True), base64.a85decode(b"<~87cURD]i,\"Ebo80~>", adobe=True), base64.a85encode(b"ab", pad=True), base64.b85encode(b"ab", pad=True), base64.a85decode("y+", foldspaces=True))
print(base64.b32decode("MFRGG===".lower(), casefold=True), base64.b32decode("M0======", map01="L") if False else "", base64.b16decode("ff", casefold=True))
for call in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("ab!c", validate=True), lambda: base64.b32decode("abc"), lambda: base64.b32decode("a======="), lambda: base64.b32decode("A1======"), lambda: base64.b16decode("ff"), lambda: base64.b16decode("F"), lambda: base64.b85decode("\x00"), lambda: base64.b85decode("~~~~~"), lambda: base64.a85decode("vvv"), lambda: base64.a85decode("uuuuu"), lambda: base64.a85decode("az"), lambda: base64.a85decode("x", adobe=True), lambda: base64.b64decode("é"), lambda: base64.b64decode(5), lambda: base64.encodebytes("x"), lambda: base64.z85decode("`")):
    try:
        print(call())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
out = io.BytesIO()
base64.encode(io.BytesIO(b"y" * 100), out)
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(out.getvalue(), back.getvalue() == b"y" * 100, sorted(base64.__all__))
