# Coroutine functions as objects: methods, decorators, defaults, nesting, comprehension forms.
class S:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)


def run(c):
    out = []
    try:
        while True:
            out.append(c.send(None))
    except StopIteration as e:
        return e.value if not out else (e.value, out)


def deco(f):
    async def w(*a, **k):
        r = await f(*a, **k)
        return "wrapped", r
    return w


@deco
async def one(x, *, y=2): return x + y


async def lists():
    a = [await S(i) for i in range(2)]
    b = {i: await S(i) for i in "ab"}
    c = {await S(1), await S(1)}
    d = [x for x in [await S(5)] if await S(True) is None]
    e = tuple([await S(0)])
    return a, b, c, d, e


async def lam():
    f = lambda x: one(x)
    return await f(3)


async def cond(n):
    if await S(n) is None and n:
        while n:
            n -= 1
            await S(n)
        else:
            return "else"
    return "short"


async def tryfin():
    try:
        try:
            await S("a")
            raise KeyError("k")
        except KeyError:
            await S("b")
            raise ValueError("v")
        finally:
            await S("c")
    except ValueError as e:
        await S("d")
        return repr(e), repr(e.__context__)
    finally:
        await S("e")


async def matching(v):
    match await S(v):
        case None: return "none " + str(await S(v))


async def unpack():
    a, *b = [await S(1), await S(2), 3]
    x = {**{"k": await S(0)}, "z": 1}
    return a, b, x, [*(await S(9) or [7])]


async def walrus():
    if (v := await S(1)) is None:
        return "walrus", v


async def swap():
    d = {}
    d[await S("key")] = await S("value")
    d["n"] = 1
    d["n"] += await S(5) or 5
    del d[None]
    return d


async def asserting():
    try:
        assert await S(1), f"msg {await S(2)}"
    except AssertionError as e:
        return str(e)


async def gen_inside():
    def g():
        yield 1
        yield 2
    return [x + (await S(x) or 0) for x in g()]


for c in (one(1), one(1, y=5), lists(), lam(), cond(0), cond(2), tryfin(), matching(4), unpack(), walrus(), swap(), asserting(), gen_inside()):
    print(c.__name__, run(c))
print(one.__name__, type(one).__name__, one.__code__.co_flags & 0x80, lists.__qualname__)
try:
    one(1, 2).send(None)
except TypeError as e:
    print(e)
