# Deep and mutual recursion, and RecursionError caught.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


print(fib(20), even(400), odd(301), ack(2, 3))


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(900))


def forever(n):
    return forever(n + 1) + 1


for attempt in range(3):
    try:
        forever(0)
    except RecursionError as e:
        print(type(e).__name__, e, isinstance(e, RuntimeError))


class R:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return self.other

    def __eq__(self, o):
        return self == o

    def __call__(self):
        return self()

    def __add__(self, o):
        return self + o


for action in [lambda: repr(R()), lambda: R().x, lambda: R() == R(), lambda: R()(), lambda: R() + R()]:
    try:
        action()
        print("no error")
    except RecursionError as e:
        print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))


def gen(n):
    if n:
        yield from gen(n - 1)
    yield n


print(sum(gen(200)))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(10, "a", "b", "c"))


def perms(s):
    if len(s) < 2:
        return [s]
    return [s[i] + p for i in range(len(s)) for p in perms(s[:i] + s[i + 1:])]


print(perms("abc"))


def in_finally(n):
    try:
        in_finally(n + 1)
    finally:
        return n


print(in_finally(0))


def depth():
    try:
        return depth() + 1
    except RecursionError:
        return 0


print(depth() > 500)
