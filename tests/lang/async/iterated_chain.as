# Async generators stepped by `async for`, as links of a suspended chain that is then touched from all sides.
import sys


class Gate:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        return (yield self.name)


log = []


async def source(n, name="s"):
    try:
        for i in range(n):
            got = await Gate(f"{name}{i}")
            log.append(("got", got))
            yield i, got
    except BaseException as e:
        log.append((name, type(e).__name__, str(e)))
        raise
    finally:
        log.append((name, "left"))


async def consume(it):
    out = []
    async for x in it:
        out.append(x)
    return out


async def relay(it):
    async for x in it:
        yield "relayed", x


def step(c, v=None):
    try:
        return "yields", c.send(v)
    except StopIteration as e:
        return "returns", e.value
    except BaseException as e:
        return "raises", type(e).__name__, str(e)


def shown(*what):
    print(*what, log)
    log.clear()


print("-- straight through")
g = source(3)
c = consume(g)
print(step(c), g.ag_running, g.ag_suspended, g.ag_await is not None, c.cr_suspended)
print(step(c, "a"), step(c, "b"), step(c, "c"), g.ag_running, g.ag_frame)
shown("done")

print("-- what is awaited")
g = source(2)
c = consume(g)
step(c)
aw = c.cr_await
print(type(aw).__name__, aw is c.cr_await, c.cr_await is not g)
print(step(c, 1), type(c.cr_await).__name__, aw is c.cr_await)
print(step(c, 2))
shown("done")

print("-- the asend object is stepped by someone else")
g = source(2)
c = consume(g)
step(c)
aw = c.cr_await
print(step(aw, 5), step(aw, 6))
print(step(c, 7))
shown("after")
c.close()
del aw, g
shown("dropped")

print("-- close, throw")
for how in ("close", "throw", "die"):
    g = source(2, how)
    c = consume(relay(g))
    step(c)
    print(step(c, 1))
    if how == "close":
        c.close()
    elif how == "throw":
        try:
            c.throw(KeyError("k"))
        except KeyError as e:
            tb, names = e.__traceback__, []
            while tb:
                names.append(tb.tb_frame.f_code.co_name)
                tb = tb.tb_next
            print(names)
    else:
        del c
    shown(how, g.ag_running, g.ag_frame is None)
    del g
    log.clear()

print("-- already running")
g = source(2)
c = consume(g)
d = consume(g)
step(c)
print(step(d))
print(step(g.__anext__()), step(g.asend(1)), step(g.aclose()), step(g.athrow(ValueError)))
print(step(c, 1), step(c, 2))
shown("done")

print("-- it raises")


async def bad(kind):
    yield 1
    await Gate("b")
    raise kind("from bad")


for kind in (ValueError, StopAsyncIteration, StopIteration, GeneratorExit):
    c = consume(bad(kind))
    print(step(c), step(c))

print("-- break and go on")


async def breaks(g):
    async for x in g:
        break
    first = x
    async for x in g:
        return first, x


g = source(3)
c = breaks(g)
print(step(c), step(c, 1), step(c, 2))
a = g.aclose()
print(step(a), g.ag_frame)
shown("closed")

print("-- asend between")


async def echo():
    got = []
    while len(got) < 4:
        got.append((yield len(got)))
    yield got


async def both():
    g = echo()
    out = []
    async for x in g:
        out.append(x)
        if x == 1:
            out.append(await g.asend("sent"))
    return out


print(step(both()))

print("-- comprehensions and nested loops")


async def nested():
    return [(a, b) async for a in source(2, "x") async for b in source(1, "y")], {k async for k, v in source(1, "z")}


c = nested()
r = step(c)
while r[0] == "yields":
    r = step(c, r[1])
print(r)
shown("done")

print("-- hooks")
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__), finalizer=lambda g: print("final", g.__name__))


async def hooked():
    async for x in source(1, "h"):
        break

c = hooked()
print(step(c), step(c, 1))
shown("broken off")
sys.set_asyncgen_hooks(None, None)


def fails(g):
    raise RuntimeError("no hook")


sys.set_asyncgen_hooks(firstiter=fails)
print(step(consume(source(1))))
sys.set_asyncgen_hooks(None, None)

print("-- depth")


async def tower(n):
    if n == 0:
        for i in range(2):
            yield await Gate("deep")
    else:
        async for x in tower(n - 1):
            yield x


c = consume(tower(200))
print(step(c), step(c, 1), step(c, 2))
sys.setrecursionlimit(150)
c = consume(tower(200))
r = step(c)
sys.setrecursionlimit(1000)
print(r)
