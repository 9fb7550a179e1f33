def f(n):
    if n == 0:
        raise KeyError("end")
    if n % 5 == 0:
        g(n - 1)
    else:
        f(n - 1)


def g(n):
    f(n)


f(12)
