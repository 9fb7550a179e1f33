def f(x):
    return x.foo + [y for y in x]


f(5)
