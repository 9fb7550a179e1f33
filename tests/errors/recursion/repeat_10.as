def f(n):
    if n == 0:
        1 / 0
    return f(n - 1) + 1


f(10)
