# Big ints: every operation across word boundaries, identities, signs.
import sys
a = 123456789012345678901234567890123456789
b = -987654321098765432109876543210
c = 2 ** 200 + 12345
print(a + b, a - b, a * b, a // b, a % b, divmod(a, b), -a, abs(b), +a, ~a)
print(divmod(a, -b), divmod(-a, b), divmod(-a, -b), divmod(c, 7), divmod(-c, 7), divmod(c, -7), divmod(5, c), divmod(-5, c))
for x in (a, b, c, 2 ** 64, -(2 ** 64), 2 ** 63, 2 ** 47, -(2 ** 47), 2 ** 47 - 1, 2 ** 31, 2 ** 30, 2 ** 60):
    for y in (3, -7, 2 ** 33 + 1, -(2 ** 65)):
        q, r = divmod(x, y)
        assert q * y + r == x and (0 <= r < y or y < r <= 0), (x, y)
        assert (x + y) - y == x and (x * y) // y == x and (x ^ y) ^ y == x
        assert (x & y) + (x | y) == x + y and -(~x) - 1 == x
    print(x, hex(x), x.bit_length(), x >> 5, x << 5, x & 0xffff, x | 1, x ^ -1, x & -256)
print(a & b, a | b, a ^ b, b & 2 ** 70 - 1, b >> 40, b >> 1000, a >> 1000, 1 << 100, -1 << 100, -(1 << 100) >> 99, 0 << 1000)
print(3 ** 200, (-3) ** 101, 2 ** 128 - 1, 10 ** 40, pow(3, 1000, 10 ** 20), pow(a, 5, c), pow(-a, 3, 1000), pow(7, -1, 10 ** 20 + 39), pow(2, 10, -1000), pow(5, 0, 1), pow(c, 2, -7))
print(c == 2 ** 200 + 12345, c > a, b < a, a == float(a), 2 ** 1000 > 1e300, 2 ** 2000 > 1e308, -(2 ** 2000) < -1e308, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 23 == 1e23, 10 ** 22 == 1e22, 1e23 < 10 ** 23)
print(a / b, c / a, 2 ** 1000 / 2 ** 999, 10 ** 400 / 10 ** 399, float(2 ** 100), float(2 ** 53 + 1), float(2 ** 54 + 3), int(1e25), 1 / 10 ** 400, 3 * 10 ** 400 / 10 ** 400)
f = 1
for i in range(1, 101):
    f *= i
print(f, len(str(f)), f % 1000003, f >> 300, f.bit_count())
x, y = 0, 1
for i in range(500):
    x, y = y, x + y
print(x, hash(x))
print(str(2 ** 500), int(str(2 ** 500)) == 2 ** 500, int(hex(c), 16) == c, int(bin(c), 2) == c, int(oct(c), 8) == c, len(str(3 ** 5000)), oct(a), bin(2 ** 70 + 1))
for text in ["float(10 ** 400)", "10 ** 400 * 1.0", "10 ** 400 / 3", "int('1' * 5000)", "len(str(10 ** 5000))", "str(10 ** 4300)", "len(str(10 ** 4299))", "1 << 10 ** 30", "1 >> 10 ** 30", "2 ** -(10 ** 3)", "2 ** 0.5 ** 1000", "10 ** 400 // 1.0", "a % 0", "a // 0", "a / 0", "divmod(a, 0)", "a << -1", "pow(a, 2, 0)", "pow(6, -1, 9)", "range(10 ** 30)[10 ** 29]", "len(range(10 ** 30))", "[1] * 10 ** 20", "'a' * 2 ** 70", "chr(2 ** 70)", "hex(10 ** 400)[:9]", "f'{10 ** 4300}'", "'%d' % 10 ** 1", "int('f' * 5000, 16).bit_length()", "float('1' * 400)", "1e400 == 10 ** 400", "round(10 ** 400, -399) // 10 ** 399", "math", "complex(10 ** 400)", "10 ** 400 + 1j", "0 ** 10 ** 30", "1 ** 10 ** 30", "(-1) ** (10 ** 30 + 1)"]:
    try:
        r = eval(text)
        print(text, "=", r)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 6000)))
sys.set_int_max_str_digits(4300)
n = 7 ** 3000
print(n * n // n == n, (n * n - 1) % n == n - 1, hash(n), (n << 777) >> 777 == n, n ** 2 == n * n, sum(map(int, str(n))))
