# Coroutines driven by hand: send, throw, close, results, attributes.
class Suspend:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r


async def add(a, b):
    return a + b


async def chain():
    x = await add(1, 2)
    y = await Suspend("first")
    z = await Suspend(("second", y))
    return x, y, z


def drive(coro, *values):
    log = []
    try:
        log.append(coro.send(None))
        for v in values:
            log.append(coro.send(v))
    except StopIteration as e:
        return log, e.value
    return log, "suspended"


print(drive(add(1, 2)), drive(chain(), "A", "B"))
c = chain()
print(type(c).__name__, c.__name__, c.__qualname__, c.cr_running, c.cr_frame is not None, c.cr_await, c.cr_code.co_name, c.cr_origin, c.cr_suspended)
print(c.send(None), type(c.cr_await).__name__, c.cr_suspended)
try:
    c.throw(ValueError("thrown in"))
except ValueError as e:
    print(e, c.cr_frame)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = chain()
try:
    c.send(5)
except TypeError as e:
    print(e)
c.close()
c = chain()
c.send(None)
print(c.close(), c.close())
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def guarded():
    try:
        await Suspend(1)
    except GeneratorExit:
        print("GeneratorExit")
        raise
    except ValueError as e:
        print("caught", e)
        return await Suspend("after catch")
    finally:
        print("finally")


g = guarded()
g.send(None)
g.close()
g = guarded()
g.send(None)
print(g.throw(ValueError("v")))
try:
    g.send("done")
except StopIteration as e:
    print(e.value)


async def ignores():
    try:
        await Suspend(1)
    except GeneratorExit:
        await Suspend(2)


i = ignores()
i.send(None)
try:
    i.close()
except RuntimeError as e:
    print(e)


async def stop():
    raise StopIteration("x")


async def stop_async():
    raise StopAsyncIteration("x")


for f in (stop, stop_async):
    try:
        drive(f())
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    except StopAsyncIteration as e:
        print("StopAsyncIteration", e)
for value in ["5", "None", "'s'", "[1]", "(1, 2)", "(x for x in [])", "lambda: 0", "object"]:
    ns = {}
    exec(f"async def f(): return await ({value})", ns)
    try:
        drive(ns["f"]())
    except TypeError as e:
        print(e)


class BadAwait:
    def __await__(self): return 5


class ListAwait:
    def __await__(self): return iter([1, 2])


class NotMethod:
    pass


n = NotMethod()
n.__await__ = lambda: iter([])


async def aw(x):
    return await x


for o in (BadAwait(), n):
    try:
        print(drive(aw(o)))
    except TypeError as e:
        print(e)
print(drive(aw(ListAwait()), None, None))
a = add(1, 2)
print(drive(aw(a)))
try:
    drive(aw(a))
except RuntimeError as e:
    print(e)
try:
    iter(a)
except TypeError as e:
    print(e)
try:
    for _ in add(1, 2) if 0 else a:
        pass
except TypeError as e:
    print(e)


async def self_await():
    await me


me = self_await()
try:
    me.send(None)
except ValueError as e:
    print(e)
s = aw(Suspend(9))
print(s.send(None), drive(s.__await__()) if 0 else type(s.__await__()).__name__)
t = Suspend(3)
print(drive(aw(t), "x"), hasattr(s, "__next__"), hasattr(s.__await__(), "send"))
s.close()
