import sys


def f(n):
    if n:
        f(n - 1)
    else:
        raise ValueError("limited")


sys.tracebacklimit = 2
f(4)
