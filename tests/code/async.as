async def f(a):
    async with a as b:
        async for i in b:
            await i
    return [x async for x in a if await x]

def gen(a):
    got = yield 1
    yield from a
    return got

async def agen():
    yield await a

await f(1)
