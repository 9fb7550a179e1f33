def f(a):
    raise ValueError(a)


f(
    1 +
    2
)
