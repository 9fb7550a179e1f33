# divmod, pow, round, abs, bin, oct, hex with all kinds of operand.
print(divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(-7.5, 2), divmod(2 ** 70, 3), divmod(True, 2), divmod(1e300, 1e-5)[1] < 1e-5)
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 3, 5), pow(-2, 3, 5), pow(2, 3, -5), pow(3, -1, 7), pow(3, -2, 7), pow(10, 0, 1), pow(0, 0), pow(0, 0, 1), pow(0, 0, 7), pow(2, 100, 10 ** 9 + 7), pow(base=2, exp=5), pow(2, 5, mod=7), pow(-1, -1, 5), pow(1j, 2), pow(4, 0.5), pow(-8, 1 / 3).imag > 1, pow(2 ** 70, 3, 2 ** 61 - 1), pow(True, 5), pow(7, 2 ** 70, 1000))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5), round(5, 2), round(5.0), round(1.5, 0), round(1e20), round(True), round(2.5, None), round(number=1.25, ndigits=1), round(1e-20, 5), round(123.456, -1), round(123.456, -3), round(-0.5), round(0.1 + 0.2, 15), round(1 / 3, 20), round(2 ** 70 + 1, -5))
print(bin(10), bin(-10), bin(0), oct(64), oct(-64), hex(255), hex(-255), hex(2 ** 100), bin(2 ** 65), bin(True))
for text in ["divmod(1, 0)", "divmod(1.0, 0)", "divmod(1, 'a')", "divmod('a', 1)", "divmod(1j, 1)", "divmod(1)", "pow(1)", "pow(2, 3, 0)", "pow(2, -1, 4)", "pow(2.0, 3, 5)", "pow(2, 3.0, 5)", "pow('a', 2)", "pow(0, -1)", "pow(0, -1, 5)", "pow(2, 'a')", "pow(2, 3, 'a')", "pow(0.0, -1)", "pow(1, 2, 3, 4)", "round('a')", "round(1.5, 'a')", "round(1.5, 1.5)", "round()", "round(None)", "round(float('inf'))", "round(float('nan'))", "round(float('inf'), 1)", "round(1j)", "bin(1.0)", "hex('a')", "oct(None)", "bin()", "hex(1, 2)", "pow(1e200, 2)", "10.0 ** 1000", "pow(2, 2 ** 10) > 0", "divmod(5, float('inf'))", "divmod(-5, float('inf'))", "divmod(float('inf'), 5)", "5 % float('nan')"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
class N:
    def __round__(self, n=None): return ("r", n)
    def __divmod__(self, o): return ("dm", o)
    def __rdivmod__(self, o): return ("rdm", o)
    def __pow__(self, e, m=None): return ("pw", e, m)
    def __rpow__(self, b): return ("rpw", b)
    def __index__(self): return 12
n = N()
print(round(n), round(n, 3), divmod(n, 1), divmod(1, n), pow(n, 2), pow(n, 2, 3), pow(2, n), bin(n), oct(n), hex(n), n ** 1)
