# closures: cells read and written, functions as values.
def counter(step):
    count = 0

    def add(n):
        nonlocal count
        count += n * step
        return count
    return add


def compose(f, g):
    return lambda x: f(g(x))


inc = lambda x: x + 1
chain = inc
for _ in range(7):
    chain = compose(chain, inc)
a, b, total = counter(1), counter(3), 0
for i in range(500_000):
    a(i)
    b(1)
for i in range(120_000):
    total += chain(i)
print(a(0), b(0), total)
