# Calls and returns of the other kinds of frames: generators, coroutines, comprehensions, lambdas, classes, decorators, callbacks from C.
from _record import trace


def numbers(n):
    for i in range(n):
        got = yield i
    return "end"


def use_generator():
    total = 0
    for x in numbers(2):
        total += x
    return total


def send_and_close():
    g = numbers(3)
    next(g)
    g.send("x")
    g.close()


def throw_in():
    g = numbers(3)
    next(g)
    try:
        g.throw(ValueError("thrown"))
    except ValueError:
        pass


def careful():
    try:
        yield 1
        yield 2
    finally:
        x = 1


def close_careful():
    g = careful()
    next(g)
    g.close()


def throw_into_chain():
    g = chain()
    next(g)
    try:
        g.throw(KeyError("k"))
    except KeyError:
        return 0


def chain():
    r = yield from numbers(2)
    return r


def use_chain():
    return list(chain())


class Ready:
    def __await__(self):
        yield "wait"
        return 5


async def inner():
    x = await Ready()
    return x


async def outer():
    y = await inner()
    return y + 1


def drive():
    c = outer()
    c.send(None)
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def ticks():
    yield 1
    yield 2


async def collect():
    return [x async for x in ticks()]


async def loop():
    async for x in ticks():
        y = x
    else:
        y = 0
    return y


def drive_async():
    for c in collect(), loop():
        try:
            c.send(None)
        except StopIteration as stop:
            result = stop.value
    return result


def comprehensions(n):
    a = [i for i in range(n)]
    b = {i: i
         for i in range(n)
         if i}
    c = sum(i for i in range(n))
    d = [(i, j)
         for i in range(2)
         for j in range(2)]
    return a, c


def lambdas():
    f = lambda x: x + 1
    return f(1)


def mapped():
    return list(map(lambda x: x * 2, [1, 2]))


def sort():
    return sorted([3, 1, 2], key=lambda x: -x)


def plain(f):
    return f


def with_argument(*args):
    def decorate(f):
        return f
    return decorate


def decorated():
    @plain
    @with_argument(
        1)
    def f(a,
          b=plain(2)):
        return a
    return f(1)


def classes():
    class A:
        """Doc."""
        x = 1

        def method(self):
            self.y = 1
            return self.x

    @plain
    class B(A):
        z: int = 2
    return B().method()


def nested():
    n = 1

    def adds():
        nonlocal n
        n += 1
        return n
    return adds() + adds()


def recursive(n):
    if n < 2:
        return n
    return recursive(n - 1) + recursive(n - 2)


class Thing:
    def __init__(self):
        self.n = 1

    def __add__(self, other):
        return self.n + other

    @property
    def p(self):
        return self.n

    def __getattr__(self, name):
        return name

    def __len__(self):
        return 3

    def __del__(self):
        pass


def operators():
    t = Thing()
    a = t + 1
    b = t.p
    c = t.missing
    d = len(t)
    del t
    return a


for f in (use_generator, send_and_close, throw_in, close_careful, throw_into_chain, use_chain, drive, drive_async):
    trace(f)
trace(comprehensions, 2)
for f in lambdas, mapped, sort, decorated, classes, nested:
    trace(f)
trace(recursive, 3)
trace(operators)
