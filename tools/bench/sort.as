# sort: ints, strs, with a key, nearly sorted.
def run(n):
    x, ints = 42, []
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        ints.append(x)
    strs = [str(i) for i in ints]
    a, b = sorted(ints), sorted(strs)
    c = sorted(ints, key=lambda i: -i % 1000)
    a[10], a[-10] = a[-10], a[10]
    a.sort()
    return a[0], b[0], c[0] % 1000, a == sorted(ints)


print(*run(200_000))
