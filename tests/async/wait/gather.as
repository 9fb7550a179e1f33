# gather: order, errors, duplicates, cancellation both ways.
# virtual time
import asyncio


async def val(x, d=0):
    await asyncio.sleep(d)
    return x


async def err(x, d=0):
    await asyncio.sleep(d)
    raise ValueError(x)


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(val(1, 0.02), val(2, 0.01), val(3)))
    try:
        await asyncio.gather(val(1), err('a'), err('b'))
    except ValueError as e:
        print('first error', e)
    await asyncio.sleep(0.01)
    r = await asyncio.gather(val(1), err('a'), return_exceptions=True)
    print(r)
    c = val('same')
    print(await asyncio.gather(c, c, c))
    t = asyncio.create_task(val('task'))
    print(await asyncio.gather(t, val(1), t))
    print(await asyncio.gather(t, t))
    for bad in (5, None, 'x'):
        try:
            asyncio.gather(bad)
        except TypeError as e:
            print(e)
    # cancelling a child
    t = asyncio.create_task(val(1, 1))
    g = asyncio.gather(t, val(2))
    await asyncio.sleep(0)
    t.cancel('child')
    try:
        await g
    except asyncio.CancelledError as e:
        print('child cancelled', e.args, g)
    t = asyncio.create_task(val(1, 1))
    g = asyncio.gather(t, val(2), return_exceptions=True)
    await asyncio.sleep(0)
    t.cancel('child')
    print(await g)
    # cancelling the outer future
    ts = [asyncio.create_task(val(i, 1), name=f'T{i}') for i in range(2)]
    g = asyncio.gather(*ts)
    await asyncio.sleep(0)
    print(g.cancel('outer'), g.done())
    try:
        await g
    except asyncio.CancelledError as e:
        print('outer cancelled', e.args, [t.cancelled() for t in ts])
    print(g.cancel())
    g = asyncio.gather(*[asyncio.create_task(val(i, 1)) for i in range(2)], return_exceptions=True)
    await asyncio.sleep(0)
    g.cancel('with errors')
    try:
        print(await g)
    except asyncio.CancelledError as e:
        print('outer cancelled', e.args)
    async def waits_for_gather():
        await asyncio.gather(val(1, 1), val(2, 1))
    t = asyncio.create_task(waits_for_gather())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel('task')
    try:
        await t
    except asyncio.CancelledError as e:
        print('task cancelled', e.args)
    class Aw:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return 'awaitable'
    print(await asyncio.gather(Aw(), val(2)))
    f = asyncio.get_running_loop().create_future()
    f.set_result('done before')
    print(await asyncio.gather(f, f, val(0)))
    many = await asyncio.gather(*[val(i) for i in range(50)], t2 := asyncio.create_task(val('t')), t2)
    print(sum(many[:50]), many[50:])


asyncio.run(main())
