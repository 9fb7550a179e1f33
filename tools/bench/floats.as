# floats: an integral by Simpson's rule and a logistic map.
def simpson(n):
    h = 1.0 / n
    total = 0.0
    for i in range(n):
        x = i * h
        m = x + h / 2.0
        y = x + h
        total += (1.0 / (1.0 + x * x) + 4.0 / (1.0 + m * m) + 1.0 / (1.0 + y * y)) * h / 6.0
    return total * 4.0


def logistic(r, n):
    x = 0.5
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


print(round(simpson(600_000), 9), round(logistic(3.2, 2_000_000), 9))
