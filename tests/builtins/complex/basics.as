# complex: construction, arithmetic, repr, format, comparisons, hash.
print(complex(), complex(1), complex(1, 2), complex(1.5, -2.5), complex("1+2j"), complex("-1.5e3-2J"), complex("j"), complex("-j"), complex(" 3 "), complex("(1+2j)"), complex("nan+infj"), complex("1e5j"), complex(1j, 1j), complex(real=1, imag=2), complex(imag=3), complex("1_0+2_0j"), complex(True))
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** b, a ** 2, a ** -1, a ** 0.5, -a, +a, abs(a), a.conjugate(), a.real, a.imag, a == 3 + 4j, a != b, bool(0j), bool(1j), 1 + a, 2.5 * a, a - 1, 1 / a, 2 ** a, 0j ** 0, 0j ** 2)
for z in [0j, -0j, complex(0, -0.0), complex(-0.0, 0), complex(-0.0, -0.0), 1j, -1j, 1 + 0j, 1 - 0j, 1e20 + 1e-5j, complex("inf"), complex("nan"), complex(1, float("inf")), complex(float("nan"), float("-inf")), 1.5 + 2j, 100000000000000000j, 1e16j]:
    print(repr(z), str(z), hash(z) if z == z else "", abs(z))
print(hash(1 + 0j) == hash(1), hash(1j), hash(1 + 2j), hash(1.5 + 2.5j), 1 + 0j == 1, 1j == 1, {1: "x"}[1 + 0j], 2 ** 53 + 1 == complex(2 ** 53 + 1), 1 + 0j == True)
for spec in ["", ".2f", "e", "g", "+.1f", "20", "<20", ">20.2f", "^20", "*^20.1e", ",", ",.2f", "_", ".3", "#.0f", "G", "n", "z.0f"]:
    print(repr(spec), repr(format(1234.5 - 0.25j, spec)), repr(format(0j, spec)))
for text in ["format(1j, '020')", "format(1j, '=20')", "format(1j, 'd')", "format(1j, '%')", "format(1j, 's')", "complex('')", "complex('1 + 2j')", "complex('1+2')", "complex('1+2j+3')", "complex('jj')", "complex('a')", "complex('1', 2)", "complex(1, '2')", "complex([])", "complex(None)", "complex(b'1')", "complex(1, 2, 3)", "1j < 2j", "1j >= 1", "1j // 1", "1j % 2", "divmod(1j, 1)", "int(1j)", "float(1j)", "round(1j)", "1j / 0", "0j ** -1", "0j ** 1j", "pow(1j, 2, 3)", "1j & 1", "~1j", "max(1j, 2j)", "sorted([1j, 2j])", "(1e200+1e200j) ** 2", "abs(complex(1e308, 1e308))", "1j.real", "(1j).x", "sum([1j, 2, 3.5])", "complex('1+infj')", "complex('٣+٤j')", "-(1j) ** 2", "1j * 1j", "(2+0j) ** 3", "(1+1j) ** 100", "(1+1j) ** 101", "1e308j * 10"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class C:
    def __complex__(self): return 5 + 6j


class F:
    def __float__(self): return 2.5


class I:
    def __index__(self): return 7


print(complex(C()), complex(F()), complex(I()), complex(F(), I()), complex.__add__(1j, 1), (1j).__add__("x"), (1j).__complex__(), (1 + 2j).__getnewargs__(), (1j).__eq__(1j), complex.from_number(5) if hasattr(complex, "from_number") else "no from_number")
