# When generators are closed: last reference dropped, loop left, exceptions on the way.
def g(name):
    try:
        print(name, "start")
        yield 1
        yield 2
    except GeneratorExit:
        print(name, "GeneratorExit")
        raise
    finally:
        print(name, "finally")


for x in g("break"):
    break
print("after break")
it = g("rebind")
next(it)
it = None
print("after rebind")
it = g("never started")
del it
print("after unstarted")


def func():
    it = g("local")
    next(it)
    return "returned"


print(func())


def partial():
    for x in g("return in loop"):
        return x


print(partial())
try:
    for x in g("exception"):
        raise ValueError("body")
except ValueError as e:
    print(e)
print("after exception")
a, *_ = g("unpacked")
print(a, _)
z = zip(g("z1"), g("z2"))
print(next(z))
del z
print("zip gone")


def wraps():
    with Ctx():
        yield 1


class Ctx:
    def __enter__(self):
        print("enter")

    def __exit__(self, t, v, tb):
        print("exit", t.__name__ if t else None)


w = wraps()
next(w)
del w
print("with closed")
for x in wraps():
    pass
print("ran through")


def nested():
    yield from g("delegated")


n = nested()
next(n)
del n
print("done delegating")


def returning_in_finally():
    try:
        yield 1
    finally:
        return "swallow"


r = returning_in_finally()
next(r)
print(r.close())
r = returning_in_finally()
next(r)
try:
    r.throw(ValueError("swallowed"))
except StopIteration as e:
    print("StopIteration", e.value)


def counter():
    n = 0
    while True:
        n += 1
        yield n


c = counter()
print([next(c) for _ in range(5)], sum(x for x, _ in zip(c, range(3))), next(c))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, it):
    for _ in range(n):
        yield next(it)


print(list(take(15, fib())))


def pipeline(src, *fs):
    for f in fs:
        src = map(f, src)
    return src


print(list(pipeline(take(3, fib()), lambda x: x + 1, str)))
try:
    list(take(5, iter([1, 2])))
except RuntimeError as e:
    print(e)


def exc_state():
    try:
        raise ValueError("v")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as e:
            yield repr(e)


e = exc_state()
next(e)
try:
    raise KeyError("k")
except KeyError:
    print(next(e))
    try:
        raise
    except KeyError as k:
        print(repr(k))
