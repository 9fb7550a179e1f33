# yield from: delegation of values, send, throw, close and results.
def inner():
    print("inner start")
    try:
        a = yield 1
        print("inner got", a)
        b = yield 2
        print("inner got", b)
    except ValueError as e:
        print("inner caught", e)
        yield "handled"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    r = yield from inner()
    print("outer got", r)
    yield "last"
    return "outer result"


print(list(outer()))
o = outer()
print(next(o), o.gi_yieldfrom.__name__, o.send("A"), o.send("B"))
o = outer()
next(o)
print(o.throw(ValueError("thrown")))
print(next(o))
o = outer()
next(o)
try:
    o.throw(KeyError("through"))
except KeyError as e:
    print("KeyError", e)
o = outer()
next(o)
o.close()
print("closed", o.gi_frame)


def over_iterables():
    yield from [1, 2]
    yield from "ab"
    yield from range(2)
    yield from {"k": 1}
    x = yield from ()
    print("x", x)
    yield from (i * 10 for i in range(2))


print(list(over_iterables()))


def send_to_list():
    yield from [1, 2]


s = send_to_list()
next(s)
try:
    s.send(5)
except AttributeError as e:
    print(e)
s = send_to_list()
next(s)
print(s.send(None))
s = send_to_list()
next(s)
try:
    s.throw(ValueError("list has no throw"))
except ValueError as e:
    print(e)


class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("it value")
        return self.n
    def send(self, v): return ("sent", v)
    def throw(self, *a): return ("threw", type(a[0]).__name__)
    def close(self): print("It.close")


def deleg():
    r = yield from It()
    return r


d = deleg()
print(next(d), d.send("x"), d.throw(ValueError()), next(d), d.close())


def collect():
    res = yield from It()
    print("res", res)


print(list(collect()))


def bad():
    yield from 5


try:
    list(bad())
except TypeError as e:
    print(e)


def tree(t):
    if isinstance(t, list):
        for x in t:
            yield from tree(x)
    else:
        yield t


print(list(tree([1, [2, [3, [4]], 5]])))


def returner(v):
    return v
    yield


def chain_returns():
    a = yield from returner(1)
    b = yield from returner((2, 3))
    c = yield from returner(None)
    return a, b, c


try:
    next(chain_returns())
except StopIteration as e:
    print(e.value)


def gen_exit_inner():
    try:
        yield 1
    except GeneratorExit:
        print("inner exit")
        raise ValueError("from inner close")


def gen_exit_outer():
    yield from gen_exit_inner()


g = gen_exit_outer()
next(g)
try:
    g.close()
except ValueError as e:
    print(e)


def swallow():
    try:
        yield from gen_raise()
    except ZeroDivisionError as e:
        yield str(e)


def gen_raise():
    yield 1
    1 / 0


print(list(swallow()))


def throw_exit():
    try:
        yield from inner()
    except GeneratorExit:
        print("outer saw exit")
        yield "after exit"


t = throw_exit()
next(t)
print(t.throw(GeneratorExit))


def reenter():
    yield from rr


rr = reenter()
try:
    next(rr)
except ValueError as e:
    print(e)
