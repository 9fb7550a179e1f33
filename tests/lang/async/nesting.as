# Deep await chains, exceptions through them, finally and with inside.
class S:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)


def run(coro):
    value, log = None, []
    while True:
        try:
            got = coro.send(value)
        except StopIteration as e:
            return log, e.value
        log.append(got)
        value = got * 2 if isinstance(got, int) else got


async def depth(n):
    if n == 0:
        return await S(1)
    return 1 + await depth(n - 1)


print(run(depth(0)), run(depth(50)), run(depth(300))[1])


async def loop():
    total = 0
    for i in range(4):
        total += await S(i)
    while total < 20:
        total += await S(total)
    return total


print(run(loop()))


async def raises(n):
    try:
        if n == 0:
            await S("bottom")
            raise ValueError("deep")
        await raises(n - 1)
    finally:
        print("unwind", n, end="; ")


try:
    run(raises(3))
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(e, names)


async def catch(n):
    try:
        await raises(n)
    except ValueError as e:
        return "handled " + str(e) + str(await S(7))


print(run(catch(1)))


async def exprs():
    a = await S(1) + await S(2)
    b = [await S(i) for i in range(3)]
    c = {await S("k"): await S("v")}
    d = (await S(1), await S(2))
    e = await S(await S(5))
    f = await S(1) if await S(0) else await S(3)
    g = f"{await S(4)} {await S('s')!r:>5}"
    h = max(await S(1), await S(9), key=lambda v: -v)
    i = await S(1) < await S(2) < await S(3)
    j = -await S(2) ** 2
    k = (await S([1, 2]))[await S(0)]
    l = not await S(0)
    m = await S(1) and await S("and") or await S("or")
    x = y = await S(6)
    x += await S(1)
    return a, b, c, d, e, f, g, h, i, j, k, l, m, x, y


print(run(exprs())[1])


async def kwargs(*a, **k):
    return a, k, await S("in kwargs")


print(run(kwargs(1, b=2)))


class Obj:
    async def method(self):
        return await self.other()

    async def other(self):
        return await S("method")

    @classmethod
    async def cm(cls):
        return cls.__name__, await S(1)

    @staticmethod
    async def sm():
        return await S("static")

    @property
    async def prop(self):
        return await S("prop")

    async def __call__(self):
        return await S("call")

    def __getitem__(self, i):
        async def item():
            return await S(i)
        return item()


async def methods():
    o = Obj()
    return await o.method(), await Obj.cm(), await Obj.sm(), await o.prop, await o(), await o[3]


print(run(methods()))


async def closure():
    n = 0

    async def inc():
        nonlocal n
        n += await S(1)

    await inc()
    await inc()
    lam = lambda: S("lambda")
    return n, await lam()


print(run(closure()))


async def delegated():
    try:
        await S("first")
    except KeyError as e:
        return "caught " + repr(e)


async def outer():
    return await delegated()


o = outer()
o.send(None)
try:
    o.throw(KeyError("injected"))
except StopIteration as e:
    print(e.value)


async def order():
    log = []

    async def step(n):
        log.append(("start", n))
        r = await S(n)
        log.append(("end", n))
        return r

    r = (await step(1)) + (await step(2)) * (await step(3))
    return r, log


print(run(order()))
