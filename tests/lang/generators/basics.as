# Generators: laziness, send, throw, close, return values, attributes.
def g(n):
    print("start")
    for i in range(n):
        got = yield i
        if got is not None:
            print("got", got)
    return "result"


it = g(3)
print(type(it).__name__, it.gi_running, it.gi_frame is not None, it.gi_yieldfrom, it.__name__, it.__qualname__, it.gi_code.co_name, it.gi_suspended)
print(next(it), it.gi_suspended, it.send("hello"), next(it))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value, e.args)
print(it.gi_frame, list(it), next(it, "exhausted"))
it = g(1)
try:
    it.send(1)
except TypeError as e:
    print(e)
print(it.send(None))


def catcher():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except ValueError as e:
            print("caught", repr(e))
            yield "from except"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")


c = catcher()
next(c)
print(c.throw(ValueError("boom")))
print(next(c))
print(c.send(5))
print(c.close(), c.close())
try:
    c.throw(KeyError("after close"))
except KeyError as e:
    print("KeyError", e)
c = catcher()
try:
    c.throw(ValueError("unstarted"))
except ValueError as e:
    print(e)
print(list(c))


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "close value"


r = returns_on_close()
next(r)
print(r.close())
r = returns_on_close()
print(r.close())


def raises():
    yield 1
    raise KeyError("inside")


try:
    for v in raises():
        print(v)
except KeyError as e:
    print(repr(e))


def stop():
    yield 1
    raise StopIteration("converted")


try:
    list(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def self_run():
    next(me)
    yield


me = self_run()
try:
    next(me)
except ValueError as e:
    print(e)
g1 = g(2)
for form in [lambda: g1.throw(), lambda: g1.throw(5), lambda: g1.throw(int), lambda: g1.throw("x")]:
    try:
        form()
    except TypeError as e:
        print(e)
print(repr(iter(g1) is g1), hasattr(g1, "__next__"), hasattr(g1, "send"))
g1.__name__ = "new"
print(g1.__name__)
try:
    g1.__name__ = 5
except TypeError as e:
    print(e)
try:
    g1.gi_frame = 1
except AttributeError as e:
    print(e)


def empty():
    return
    yield


def expr():
    x = yield
    y = (yield x) or "default"
    z = [(yield y), (yield)]
    return z


print(list(empty()))
e = expr()
print(next(e), e.send(1), e.send(None), e.send("a"))
try:
    e.send("b")
except StopIteration as s:
    print(s.value)
