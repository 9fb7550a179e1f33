# A plain uncaught error two calls deep.
def f(x):
    return g(x) + 1


def g(x):
    return 1 / x


print("before")
f(0)
