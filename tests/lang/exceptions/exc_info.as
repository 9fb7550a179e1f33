# sys.exc_info, sys.exception and what a handler sees in nested calls.
import sys


def state():
    e = sys.exception()
    t, v, tb = sys.exc_info()
    assert v is e and (t is type(e) or e is None)
    return repr(e)


print(state())
try:
    raise ValueError("a")
except ValueError:
    print(state())
    try:
        raise KeyError("b")
    except KeyError:
        print(state())
    print(state())

    def inner():
        return state()

    print(inner())
    print([state() for _ in range(1)], (lambda: state())(), list(state() for _ in range(1)))
print(state())
try:
    try:
        raise ValueError("c")
    finally:
        print("in finally", state())
except ValueError:
    pass
try:
    pass
finally:
    print("clean finally", state())


def gen():
    print("gen before", state())
    try:
        raise TypeError("in gen")
    except TypeError:
        print("gen handler", state())
        yield 1
        print("gen resumed", state())
    print("gen after", state())
    yield 2


g = gen()
try:
    raise ValueError("outer")
except ValueError:
    next(g)
    print("between", state())
print("outside", state())
next(g)
print(state())


class C:
    def __enter__(self):
        print("enter", state())

    def __exit__(self, *a):
        print("exit", state(), repr(a[1]))
        return True


with C():
    raise ValueError("with body")
print(state())
with C():
    pass


def return_in_except():
    try:
        raise ValueError
    except ValueError:
        return state()


print(return_in_except(), state())
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError:
        if i == 0:
            continue
        break
print(state())


class D:
    def __del__(self):
        print("del sees", state())


def with_del():
    try:
        raise ValueError("live")
    except ValueError:
        d = D()
        del d


with_del()
try:
    raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except* ValueError:
    print(state())
except* KeyError:
    print(state())
print(state())
