async def c():
    raise KeyError('deep')


async def b():
    await c()


async def a():
    return await b()


a().send(None)
