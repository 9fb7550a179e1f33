# Format specifications for ints, in every combination.
for spec in ["", "d", "b", "o", "x", "X", "c", "n", "e", "E", "f", "F", "g", "G", "%", ",", "_", ",d", "_d", "_b", "_o", "_x", "_X", "#b", "#o", "#x", "#X", "#_x", "+", "-", " ", "+d", " d", "+x", "5", "<5", ">5", "^5", "=5", "05", "+05", "*<8", "*>8", "*^8", "*=8", "*=+8", "010,", "012_x", "#010x", "#010b", "<05", "^05", "x<6d", "0<6", "1", "0", "020.3f", ".2f", ",.2f", "_.3e", "10.1%", "+,.0f", " 08,", "=+#12x", "é^7", "{<6", "}>6"]:
    out = []
    for n in (0, 5, -42, 1234567, 97):
        try:
            out.append(format(n, spec))
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    print(repr(spec), out)
for spec in ["s", "r", "5.2", ".3d", ",b", ",x", "_c", "+c", "#c", "z", "zd", "q", "5q", "d5", "=^", ">>5", "5,5", ",,", "_,", ",_", "__", "#,", ",n", "99999999999999999999", ".99999999999999999999f", "5 ", "0-5", "+-5", ".f", ".", "\x00<5", "<", "^", "=", "*", "<<", "**5", "z.1f"]:
    try:
        print(repr(spec), repr(format(42, spec)))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for n in (2 ** 70, -(2 ** 70), 10 ** 30):
    print([format(n, s) for s in ("d", "x", ",", "_b", "e", ".3f", "40", "<40,", "040d", "#o", "g")])
for n, s in [(-1, "c"), (0x110000, "c"), (0x20ac, "c"), (10 ** 400, "f"), (10 ** 400, "e"), (65, "5c"), (65, "<5c"), (65, "^5c"), (65, "05c")]:
    try:
        print(repr(format(n, s)))
    except Exception as e:
        print(n if n < 10 ** 9 else "big", s, type(e).__name__, e)
print([format(True, s) for s in ("", "d", "5", "x", "s>6" if 0 else ">6", "f")], format(True), f"{True:5}", f"{False:b}")
try:
    format(True, "s")
except ValueError as e:
    print(e)
print(hex(255), hex(-255), oct(8), oct(-8), bin(5), bin(-5), hex(0), bin(True), hex(2 ** 64), ascii(5))
