# Literals: numbers, strings, bytes, constants, concatenation, continuation.
print(0, 00, 1_000_000, 0x_ff, 0XAB, 0b1010, 0B_1, 0o17, 0O7, 0xDEADBEEF, 0b1111_0000)
print(1., .5, 1e3, 1E-3, 1_0.0_1, 1e1_0, 0.1e+2, 00.5, 09.5, 1e400, -1e400, 5e-324, 1e-400)
print(1j, 1.5J, .5e2j, 0j, 1_0j, 1 + 2j, -1j, 00j)
print('a\tb\\\'\"', "\x41\101\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}", '\a\b\f\v\r'.encode(), "\0".encode())
print(r"\n\x", R'\'', rb"\x41", Rb'\n', b"\x00\xff\101\n", B"a", br"\"", bR'x')
print("a" 'b' """c""" r"\d", b"a" b"\x62", ("multi"
      "line"))
print("con\
tinued", 'x' \
      'y')
print("""triple
 "quoted" \
joined ''' end""")
print('''it's''', u"uni", U'code', "", '' '', """""" "z")
print(True, False, None, ..., Ellipsis, NotImplemented, __debug__)
print([], (), {}, [1,], (1,), {1}, {1: 2,}, ((),), [[]], {(): []}, (1, (2, (3,))))
print(0xFFFFFFFFFFFFFFFF, 123456789012345678901234567890, 0b1 << 70, 0o777777777777777777777777)
print("é".encode(), "日本", "\ud800" == "\ud800", len("\U0010ffff"), "a\
b")
print(len("\n"), len(r"\n"), len("\\n"), len('\
'), len("\N{DIGIT ONE}"), "\N{LATIN SMALL LETTER E WITH ACUTE}\N{bullet}")
for text in ["012", "0_", "1__0", "0x", "0b2", "0o8", "1_", "1e", "0xg", "1.2.3", "1a", "'abc", '"\\x4"', "b'é'",
             "'\\N{nope}'", "'\\u12'", "'\\U00110000'", "b'\\x4'", "'a' b'b'", "f'{'", "1__0.0", "0b", "1_j", "'''abc",
             "5é", "0_7", "00_1", "\"\\N\"", "$", "a?b", "1 +", "€"]:
    try:
        print(text, "=", eval(text))
    except SyntaxError as e:
        print(text, "->", type(e).__name__, e.msg, e.lineno, e.offset)
