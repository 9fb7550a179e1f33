def f(n):
    try:
        1 / 0
    except ZeroDivisionError:
        if n:
            f(n - 1)
        raise KeyError(n)


f(2)
