def f(a, b):
    return a


print(1, f(1, 2, 3), 4)
