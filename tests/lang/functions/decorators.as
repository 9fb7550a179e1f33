# Decorators on functions and classes, with arguments, stacked, any expression.
def trace(f):
    def wrapper(*args, **kw):
        print("call", f.__name__, args, kw)
        return f(*args, **kw)
    wrapper.__wrapped__ = f
    return wrapper


def tag(name):
    def deco(f):
        f.tags = getattr(f, "tags", ()) + (name,)
        return f
    return deco


@trace
def add(a, b=1):
    return a + b


print(add(1), add(2, b=3), add.__wrapped__(4))


@tag("outer")
@tag("inner")
def tagged():
    pass


print(tagged.tags)


def register(cls):
    cls.registered = True
    return cls


@register
@tag("class")
class C:
    @staticmethod
    def s():
        return "s"

    @classmethod
    def c(cls):
        return cls.__name__

    @property
    def p(self):
        return "p"

    @p.setter
    def p(self, v):
        print("set", v)

    @trace
    def m(self):
        return type(self).__name__


c = C()
print(C.registered, C.tags, C.s(), c.c(), c.p)
c.p = 5
C.m.__wrapped__(c)


@lambda f: 42
def replaced():
    pass


print(replaced)
ds = [tag("list"), trace]


@ds[0]
def from_list():
    return 1


@(lambda: trace)()
def from_call():
    return 2


@trace if True else None
def conditional():
    return 3


@(x := tag("walrus"))
def walrus():
    pass


print(from_list.tags, from_call(), conditional(), walrus.tags)


class Deco:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)

    def __get__(self, obj, cls):
        return lambda *a: self(obj, *a)


@Deco
def counted(x):
    return x * 2


print(counted(2), counted(3), counted.calls)


class M:
    @Deco
    def method(self, y):
        return self, y


print(M().method(5)[1], M.__dict__["method"].calls)
print([type(v).__name__ for v in (C.__dict__["s"], C.__dict__["c"], C.__dict__["p"])])


def memo(f):
    cache = {}

    def g(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    return g


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90))
try:
    @5
    def bad():
        pass
except TypeError as e:
    print(e)
try:
    @undefined_decorator
    def bad():
        pass
except NameError as e:
    print(e)
