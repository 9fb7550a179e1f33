# calls: plain functions, positional and default arguments.
def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


def tak(x, y, z=7):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


for _ in range(8):
    a, t, u = ack(2, 300), tak(20, 12), tak(18, 12, 6)
print(a, t, u)
