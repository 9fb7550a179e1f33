# encode and decode: codecs, error handlers, BOMs, errors' texts.
s = "aé€😀"
for enc in ["utf-8", "utf8", "UTF_8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8-sig"]:
    b = s.encode(enc)
    print(enc, b, b.decode(enc) == s)
for enc in ["ascii", "latin-1", "iso-8859-1", "cp1252", "us-ascii", "L1"]:
    for err in ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass"]:
        try:
            print(enc, err, s.encode(enc, err))
        except Exception as e:
            print(enc, err, type(e).__name__, ascii(str(e)))
bad = [b"ab\xffcd", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"a\xe2\x28\xa1b", b"\xfe\xff", b"\xf8\x88\x80\x80\x80", b"\xe0\x80\x80", b"\xc3\xa9\xc3"]
for b in bad:
    for err in ["strict", "ignore", "replace", "backslashreplace", "surrogateescape"]:
        try:
            print(b, err, ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            print(b, err, e, (e.start, e.end))
print("\udcff".encode("utf-8", "surrogateescape"), b"\xff".decode("ascii", "surrogateescape") == "\udcff", "\ud800".encode("utf-8", "surrogatepass"), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")), "\ud800a".encode("utf-8", "replace"), "\ud800".encode("utf-8", "ignore"), "\ud800".encode("utf-8", "backslashreplace"), "\ud800".encode("utf-8", "xmlcharrefreplace"))
print(b"abc".decode(), b"\xe9".decode("latin-1"), b"".decode("ascii"), str(b"abc", "ascii"), str(b"a\xff", errors="replace"), str(bytearray(b"x"), "utf-8"), str(memoryview(b"mv"), "ascii"), "".encode(), b"\xef\xbb\xbfx".decode("utf-8-sig"), ascii(b"\xef\xbb\xbfx".decode("utf-8")), b"\xff\xfea\x00".decode("utf-16"), b"\xfe\xff\x00a".decode("utf-16"), b"a\x00".decode("utf-16-le"))
for text in ["'é'.encode('ascii')", "'aéb€'.encode('ascii')", "'€'.encode('latin-1')", "'a€€b'.encode('latin-1')", "'\\ud800'.encode()", "'\\ud800\\udfff'.encode()", "'a'.encode('nope')", "b'a'.decode('nope')", "'é'.encode('ascii', 'nope')", "b'\\xff'.decode('utf-8', 'nope')", "'a'.encode('ascii', 'nope')", "'a'.encode(1)", "'a'.encode('ascii', 1)", "b'\\xff'.decode('ascii')", "b'a\\x80\\x81'.decode('ascii')", "b'a'.decode(1)", "b'a'.decode('utf-16-le')", "b'\\x00\\xd8'.decode('utf-16-le')", "b'abc'.decode('utf-32-le')", "'a'.encode(encoding='utf-8', errors='strict')", "str(b'a', 'ascii', 'strict', 1)", "str(5, 'ascii')", "str('a', 'ascii')", "b'\\x81'.decode('cp1252')", "'é'.encode('utf\\0')", "b'616263'.decode('hex')", "'abc'.encode('rot13')"]:
    try:
        print(text, "=", ascii(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, ascii(str(e)))
