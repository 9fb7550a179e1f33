# Arithmetic about the edges of 49, 53, 63 and 64 bits, where ints change how they are held.
import math
import operator

edges = sorted({s * 2**b + d for b in (0, 1, 31, 47, 48, 49, 53, 60, 62, 63, 64, 126) for d in (-1, 0, 1) for s in (1, -1)})
total = 0


def mix(v):
    global total
    total = (total * 1000003 + v) % (2**89 - 1)


for f in (operator.add, operator.sub, operator.mul, operator.and_, operator.or_, operator.xor):
    for a in edges:
        for b in edges:
            mix(f(a, b))
    print(f.__name__, total)
for a in edges:
    for b in edges:
        if b == 0:
            continue
        q, r = a // b, a % b
        if q * b + r != a or (r and (r < 0) != (b < 0)) or abs(r) >= abs(b) or divmod(a, b) != (q, r):
            print("wrong", a, b, q, r)
        mix(q)
        mix(r)
        mix(int(a / b * 2**10))
print("division", total)
for a in edges:
    for s in (0, 1, 14, 15, 16, 48, 49, 61, 62, 63, 64, 100):
        mix(a << s)
        mix(a >> s)
        if a << s >> s != a:
            print("wrong", a, s)
    mix(-a)
    mix(~a)
    mix(abs(a))
print("shifts", total)
for a in edges:
    for b in edges[::5]:
        mix(math.gcd(a, b))
    for e in (0, 1, 2, 3, 5):
        mix(a**e)
    for m in (1, 7, 2**61 - 1, 2**63 - 25, 2**64, -5):
        mix(pow(a, 5, m))
        mix(pow(a, 2**62, m))
print("powers", total)


class I(int):
    pass


print(I(2**62) + I(2**62), I(2**62) * 1, I(5) - I(2**62), type(I(2**50) + 0).__name__, I(-2**63) // -1, I(2**63 - 1) + I(1))
x = -2**63
print(x // -1, x % -1, divmod(x, -1), -x, abs(x), x - 1, x >> 63, x >> 64, x << 1, x & -1, x ^ x)
print([2**62 in {2**62: 1}, hash(2**61 - 1), hash(2**61), hash(-2**61), 2**62 == 2.0**62, 2**53 + 1 == 2.0**53, 2**63 > 9.2e18])
for a in (2**48 - 1, 2**48, -2**48, -2**48 - 1, 2**62, 2**63 - 1, -2**63):
    print(a, a + 1, a - 1, a * 2, a * a, a // 3, a % 7, a // -3, a % -7, a & 255, a | 1, float(a), a / 3)
