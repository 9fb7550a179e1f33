# async for: protocol, else, break, errors, targets.
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


class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await S(f"tick{self.i}")
        return self.i


async def basic():
    out = []
    async for x in Count(3):
        out.append(x)
    else:
        out.append("else")
    async for x in Count(5):
        if x == 1:
            continue
        if x == 3:
            break
        out.append(("loop2", x))
    else:
        out.append("not reached")
    return out, x


print(run(basic()))


async def nested():
    return [(x, y) async for x in Count(2) async for y in Count(2) if x != y]


print(run(nested()))


class Pairs(Count):
    async def __anext__(self):
        i = await super().__anext__()
        return i, (i * 2, i * 3)


async def targets():
    out = []
    d = {}
    async for a, (b, *c) in Pairs(2):
        out.append((a, b, c))
    async for d["k"] in Count(2):
        pass
    return out, d


print(run(targets()))


async def empty():
    async for x in Count(0):
        pass
    else:
        return "else of empty"


print(run(empty()))


class NoAnext:
    def __aiter__(self): return self


class CoroAiter:
    async def __aiter__(self): return Count(1)


class SyncAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5


class RaisesAiter:
    def __aiter__(self): raise ValueError("aiter")


class RaisesAnext:
    def __aiter__(self): return self
    async def __anext__(self): raise KeyError("anext")


async def over(x):
    async for v in x:
        print("value", v)


for o in (5, [1], NoAnext(), SyncAnext(), RaisesAiter(), RaisesAnext()):
    try:
        run(over(o))
    except Exception as e:
        print(type(e).__name__, e, "| cause", repr(e.__cause__))


async def return_inside():
    async for x in Count(3):
        try:
            return x
        finally:
            await S("cleanup")


print(run(return_inside()))


async def exc_in_body():
    try:
        async for x in Count(3):
            raise ValueError(x)
    except ValueError as e:
        return repr(e)


print(run(exc_in_body()))


async def builtins_():
    it = aiter(Count(1))
    a = await anext(it)
    b = await anext(it, "default")
    try:
        await anext(it)
    except StopAsyncIteration as e:
        c = repr(e)
    return a, b, c


print(run(builtins_()))
for text in ["aiter(5)", "anext(5)", "aiter([])", "anext()", "aiter()"]:
    try:
        eval(text)
    except TypeError as e:
        print(e)
for text in ["async for x in y: pass", "def f():\n  async for x in y: pass", "def f():\n  await x", "await x", "def f():\n  async with x: pass", "[x async for x in y]", "async def f():\n  yield from x", "async def f():\n  yield 1\n  return 2", "def f():\n  return [await x for x in y]", "async def f():\n  def g(): await x", "lambda: await x", "async x = 1", "async def f():\n  lambda: await x", "class C:\n  await x", "async def f():\n  class C:\n    await x", "async def f(x=await y): pass", "async lambda: 1", "def f():\n  (await x for x in y)"]:
    try:
        compile(text, "t", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(repr(text), "->", e.msg)
