# Asynchronous generators: iteration, asend, athrow, aclose, attributes, errors.
class S:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)


def run(coro):
    log = []
    try:
        while True:
            log.append(coro.send(None))
    except StopIteration as e:
        return log, e.value


async def agen(n):
    try:
        for i in range(n):
            await S(f"before {i}")
            got = yield i
            if got:
                print("got", got)
    except ValueError as e:
        print("caught", e)
        yield "handled"
    finally:
        await S("cleanup")
        print("finally")


async def collect(g):
    return [x async for x in g]


print(run(collect(agen(3))))
g = agen(2)
print(type(g).__name__, g.__name__, g.ag_running, g.ag_frame is not None, g.ag_await, g.ag_code.co_name)


async def sending():
    g = agen(3)
    out = [await g.asend(None), await g.asend("hello"), await g.__anext__()]
    try:
        await g.asend("bye")
    except StopAsyncIteration as e:
        out.append(repr(e))
    return out


print(run(sending()))


async def throwing():
    g = agen(3)
    await anext(g)
    r = await g.athrow(ValueError("in"))
    rest = await anext(g, "ended")
    return r, rest


print(run(throwing()))


async def closing():
    g = agen(3)
    await anext(g)
    r = await g.aclose()
    again = await g.aclose()
    after = await anext(g, "closed")
    try:
        await g.asend(1) if 0 else await g.athrow(KeyError("dead"))
    except (KeyError, StopAsyncIteration) as e:
        return r, again, after, repr(e)
    return r, again, after


print(run(closing()))


async def unstarted():
    g = agen(1)
    try:
        await g.asend(5)
    except TypeError as e:
        print(e)
    await g.aclose()
    g = agen(1)
    try:
        await g.athrow(KeyError("unstarted"))
    except KeyError as e:
        return repr(e)


print(run(unstarted()))


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def bad_close():
    g = ignores()
    await anext(g)
    try:
        await g.aclose()
    except RuntimeError as e:
        return str(e)


print(run(bad_close()))


async def raising():
    yield 1
    raise KeyError("inside")


async def stopping(cls):
    yield 1
    raise cls("x")


async def errors():
    out = []
    for g in (raising(), stopping(StopIteration), stopping(StopAsyncIteration)):
        try:
            async for x in g:
                pass
        except Exception as e:
            out.append((repr(e), repr(e.__cause__)))
    return out


print(run(errors()))


async def comps():
    g = agen(3)
    a = {x: x * 2 async for x in agen(2)}
    b = {x async for x in agen(2)}
    c = [x async for x in agen(4) if x % 2]
    d = [y for x in [1, 2] for y in [x, x * 10]]
    e = [[y async for y in agen(x)] for x in range(3)]
    f = (x + 100 async for x in agen(2))
    h = [v async for v in f]
    return a, b, c, d, e, type(f).__name__, h


print(run(comps())[1])


async def genexp_await():
    g = (await S(i) for i in range(2))
    return type(g).__name__, [x async for x in g]


print(run(genexp_await()))


async def nested_agen():
    async def inner():
        yield 1
        yield 2

    async for x in inner():
        async for y in inner():
            yield x, y


print(run(collect(nested_agen())))


async def early():
    async for x in agen(3):
        if x == 1:
            break
    return x


async def concurrent():
    g = agen(2)
    a = g.asend(None)
    a.send(None)
    b = g.asend(None)
    try:
        b.send(None)
    except RuntimeError as e:
        print(e)
    try:
        a.close()
    except RuntimeError as e:
        print(e)
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)


run(concurrent())
g = agen(1)
a = g.asend(None)
print(a.send(None))
try:
    a.send(None)
except StopIteration as e:
    print("yielded", e.value)
try:
    a.send(None)
except RuntimeError as e:
    print(e)
c = g.aclose()
print(c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print("closed", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
for text in ["for x in agen(1): pass", "list(agen(1))", "next(agen(1))", "iter(agen(1))"]:
    try:
        exec(text, {"agen": agen})
    except TypeError as e:
        print(e)
