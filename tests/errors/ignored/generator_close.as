import sys


def g():
    try:
        yield 1
    finally:
        raise ValueError("in close")


sys.unraisablehook = lambda u: print("unraisable", repr(u.exc_value), u.err_msg, type(u.object).__name__)
it = g()
next(it)
del it
print("goes on")
