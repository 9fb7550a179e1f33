# int(): construction, bases, properties, methods.
print(int(), int(5), int(3.99), int(-3.99), int("42"), int(" -7 \n"), int("+5"), int("1_000"), int(b"12"), int(bytearray(b"13")), int(True))
print(int("ff", 16), int("0xff", 16), int("0xff", 0), int("0b101", 0), int("0o17", 0), int("101", 2), int("zz", 36), int("-0x1F", 16), int("0", 0), int("12", base=8), int("٣"), int("１２"))
print(int("9" * 40), int(1e20), int("1" + "0" * 30, 10))
for n in [0, 1, -1, 2, 3, 7, 8, 255, 256, -256, 2 ** 64, 2 ** 64 - 1, -(2 ** 63)]:
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.as_integer_ratio(), n.is_integer(), n.real, n.imag, n.numerator, n.denominator)
print((1000).to_bytes(2, "big"), (1000).to_bytes(2, "little"), (-1).to_bytes(4, "big", signed=True), (5).to_bytes(), (0).to_bytes(0, "big"), (2 ** 70).to_bytes(10, "little"), (255).to_bytes(length=3, byteorder="little"))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\x03\xe8", "little"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes([1, 2]), int.from_bytes(b""), int.from_bytes(b"\xff" * 12, "little"), int.from_bytes(b"\x80" + b"\0" * 8, signed=True))
print((5).__add__(3), (5).__add__("x"), (5).__radd__(2), (7).__divmod__(2), (2).__pow__(10, 1000), (5).__index__(), (5).__bool__(), (0).__bool__(), (5).__neg__(), (5).__invert__(), (5).__trunc__(), (5).__floor__(), (5).__ceil__())
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5), round(5, 3), round(149, -2), round(150, -2), round(250, -2), round(10 ** 30 + 5, -1), round(7, -5), round(1234, -4))
print(hash(5), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 61 - 2), hash(2 ** 100), hash(-(2 ** 100)), hash(10 ** 50))
print(5 .real, 1 .__class__, (5).__str__(), (5).__repr__(), (255).__format__("x"), (3).__lt__(4), (3).__eq__(3.0), (3).__eq__(3))
for text in ["int('')", "int(' ')", "int('1 2')", "int('1__2')", "int('_1')", "int('1_')", "int('0x')", "int('1.5')", "int('abc')", "int('z', 35)", "int('5', 37)", "int('5', -1)", "int('9', 8)", "int('010', 0)", "int('0b2', 0)", "int(float('inf'))", "int(float('nan'))", "int(1j)", "int([])", "int(None)", "int(object)", "int(b'x')", "int('1', 2.0)", "int(x=5)", "int('12', 10, 5)", "int(base=10)", "(256).to_bytes(1)", "(-1).to_bytes(1)", "(5).to_bytes(-1)", "(5).to_bytes(1, 'mid')", "int.from_bytes(b'a', 'x')", "int.from_bytes('a')", "int.from_bytes([256])", "(5).to_bytes(1, 5)", "round(5, 1.5)", "(5).x", "(5).real(1)", "int.bit_length('x')", "int('\\ud800')", "int('1\\x00')"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, ascii(str(e)))
