# chr, ord, ascii, escapes, surrogates and the code point range.
print([chr(i) for i in (65, 233, 0x65e5, 0x1f600)], [ord(c) for c in "Aé日😀"], ord(b"a"), ord(bytearray(b"b")), ascii("aé日😀\n'"), chr(0) == "\0", ord("\U0010ffff"), hex(ord("\ud800")), len(chr(0x10ffff)))
assert all(ord(chr(i)) == i for i in range(0, 0x110000, 97))
print(chr(True) == "\x01", ord("\n"), chr(ord("a") + 1), "".join(map(chr, range(97, 107))), [*map(ord, "\t ~")])
for text in ["chr(-1)", "chr(0x110000)", "chr(1.5)", "chr('a')", "chr(2 ** 40)", "chr()", "ord('')", "ord('ab')", "ord(5)", "ord(b'')", "ord(b'ab')", "ord()", "ord(None)", "ascii()", "ord(['a'])", "chr(None)"]:
    try:
        print(text, repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print("\N{SNOWMAN}", "\N{LATIN CAPITAL LETTER A WITH GRAVE}", "\N{CJK UNIFIED IDEOGRAPH-4E00}", "\N{HANGUL SYLLABLE GA}", "\u2603", "\x41\101", "\7\07\007".encode(), "\0a".encode(), "\18".encode())
print("é".encode("unicode_escape"), "日\n".encode("unicode_escape"), "😀".encode("raw_unicode_escape"), b"\\u00e9\\n".decode("unicode_escape"), b"\\u00e9\\n".decode("raw_unicode_escape"))
