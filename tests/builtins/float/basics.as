# float(): parsing, repr, arithmetic corners, methods.
print(float(), float("1.5"), float(" -2e3 \n"), float("inf"), float("-Infinity"), float("nan"), float("+NaN"), float("1_000.5"), float(".5"), float("5."), float(b"2.5"), float("１.５"), float(True), float(10 ** 20), float("1e-400"), float("1e400"), float("0x1" if 0 else "1"))
for x in [0.0, -0.0, 1.0, 0.1, 1 / 3, 1e15, 1e16, 123456789012345680.0, 1e21, 1e22, 1e23, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e-4, 1e-5, 0.00012345, 9007199254740993.0, 100.0, 1e2, 12345.678, float("inf"), float("-inf"), float("nan"), 2.5, 0.1 + 0.2, 4.35, 1.1, 9.95, 5e-5, 1e100]:
    print(repr(x), str(x), hash(x) if x == x else "", x.is_integer(), x.hex())
print([float.fromhex(s) for s in ("0x1.8p1", "-0x1p-1074", "0x1.fffffffffffffp+1023", "inf", "nan", "1", "a.8", "0X1P+3", "  0x.1p4 ", "0x1p-1075", "0x1.00000000000008p0")])
for x in (0.5, -2.75, 0.1, 1e300, 0.0, -0.0, 5e-324, 3.0):
    print(x.as_integer_ratio(), x.conjugate(), x.real, x.imag, x.__trunc__(), x.__floor__() if abs(x) < 1e10 else 0, x.__ceil__() if abs(x) < 1e10 else 0, abs(x), -x, +x, bool(x), int(x) if abs(x) < 1e10 else 0)
inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, 1 / inf, -1 / inf, inf // 1, nan + 1, nan == nan, nan < 1, inf > 1e308, -inf < inf, 1e308 * 10, -1e308 * 10, inf % 2 if 0 else 5 % inf, -5 % inf, 5 // inf, -5 // inf, inf ** 0, nan ** 0, 1 ** nan, 2 ** inf, 0.5 ** inf, (-inf) ** 3, (-inf) ** -1, 0.0 ** inf)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 1e20 % 3, 5.0 // 0.1, 5.0 % 0.1, -0.0 // 1, 0.0 * -1, -0.0 + 0.0, 0.0 - 0.0, 2.0 ** -1, 2.0 ** 0.5, (-8.0) ** 2, (-8.0) ** (1 / 3))
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20, 0.49999999999999994)], [round(x, 1) for x in (0.25, 0.35, 2.675, -1.25, 1e300, 0.05)], round(2.675, 2), round(1234.5678, -2), round(5.5, 0), round(1e22, -22), round(15.0, -1), round(1.5, None), round(inf, 2), round(-0.4), round(0.5, 400), round(0.5, -400))
print(1.0 == 1, 0.1 == 1 / 10, 1.5 < 2, 1.5 > 10 ** 400, 2.0 ** 60 == 2 ** 60, 2.0 ** 60 + 1 == 2 ** 60 + 1, hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e300), hash(-0.0), {1: "a"}[1.0], 1.0 in [1])
print(float.__getformat__("double"), (1.5).__format__(".3f"), (2.5).__int__(), (2.0).__eq__(2), (2.0).__eq__("2"), (1.0).__lt__(2), (2.0).__divmod__(0.3), float.fromhex("0x10") )
for text in ["float('')", "float('abc')", "float('1.2.3')", "float('1e')", "float('1_')", "float('--1')", "float('0x1')", "float(' ')", "float([])", "float(None)", "float(1j)", "float(b'x')", "float(1, 2)", "float(x=1)", "int(inf)", "int(nan)", "round(inf)", "round(nan)", "inf.as_integer_ratio()", "nan.as_integer_ratio()", "1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1.0, 0.0)", "0.0 ** -1", "(-1.0) ** 0.5", "10.0 ** 309", "float.fromhex('z')", "float.fromhex('0x1p5000')", "float.fromhex(5)", "inf.__trunc__()", "1.5 & 1", "~1.5", "1.5 << 1", "range(1.5)", "'a' * 1.0", "1.5 .x", "float('1' * 500)", "pow(2.0, 2, 3)", "1.5 @ 2", "float('\\ud800')", "float('1\\x00')", "(1.5).__floor__()", "inf.__floor__()", "round(1.5, 'a')"]:
    try:
        r = eval(text)
        print(text, "=", r)
    except Exception as e:
        print(text, "->", type(e).__name__, ascii(str(e)))
