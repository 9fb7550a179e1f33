# bigints: factorials, Fibonacci numbers, powers, digits.
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


f = 1
for i in range(1, 3000):
    f *= i
for _ in range(12):
    digits = 3 ** 9000 // 7 ** 800
    fib(15_000)
print(fib(30_000) % 10**9, f % (10**9 + 7), len(str(2 ** 14000)), digits % 10**12, pow(7, 10**30, 10**40 + 7) % 1000)
