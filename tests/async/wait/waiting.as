# wait, wait_for, as_completed, shield, timeout: results and races.
# virtual time
import asyncio


async def val(x, d=0):
    try:
        await asyncio.sleep(d)
    except asyncio.CancelledError:
        print('cancelled', x)
        raise
    return x


async def err(x, d=0):
    await asyncio.sleep(d)
    raise ValueError(x)


def names(s): return sorted(t.get_name() for t in s)


async def main():
    mk = lambda x, d, f=val: asyncio.create_task(f(x, d), name=x)
    d, p = await asyncio.wait([mk('a', 0.01), mk('b', 0.02)])
    print(names(d), names(p))
    d, p = await asyncio.wait([mk('a', 0.01), mk('b', 0.05)], return_when=asyncio.FIRST_COMPLETED)
    print(names(d), names(p))
    d, p = await asyncio.wait([mk('c', 0), mk('e', 0.01, err), mk('d', 0.05)], return_when=asyncio.FIRST_EXCEPTION)
    print(names(d), names(p), [repr(t.exception()) for t in d if t.exception()])
    d, p = await asyncio.wait([mk('x', 0.2)], timeout=0.01)
    print(names(d), names(p))
    for t in p: t.cancel()
    await asyncio.sleep(0)
    for bad in ([], [val(1)], 5, val(2)):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
        if asyncio.iscoroutine(bad): bad.close()
        if isinstance(bad, list):
            for c in bad: c.close()
    try:
        await asyncio.wait([mk('q', 0)], return_when='never')
    except ValueError as e:
        print(e)
    print(await asyncio.wait_for(val('ok'), 1), await asyncio.wait_for(val('none'), None))
    for timeout in (0.01, 0, -1):
        try:
            await asyncio.wait_for(val(f'late{timeout}', 1), timeout)
        except TimeoutError as e:
            print('timeout', repr(e), repr(e.__cause__))
    f = asyncio.get_running_loop().create_future()
    f.set_result('done')
    print(await asyncio.wait_for(f, 0))
    async def stubborn():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            return 'stubborn result'
    print(await asyncio.wait_for(stubborn(), 0.01))
    t = asyncio.create_task(asyncio.wait_for(val('inner', 1), 5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel('from outside')
    try:
        await t
    except asyncio.CancelledError as e:
        print('outer cancel', e.args)
    out = []
    for c in asyncio.as_completed([val('s', 0.03), val('f', 0.01), err('e', 0.02)]):
        try:
            out.append(await c)
        except ValueError as e:
            out.append(repr(e))
    print(out)
    ts = [mk('u', 0.02), mk('v', 0.01)]
    async for t in asyncio.as_completed(ts):
        print(t.get_name(), t in ts, await t)
    try:
        for c in asyncio.as_completed([val('never', 1)], timeout=0.01):
            await c
    except TimeoutError as e:
        print('as_completed timeout', repr(e))
    t = mk('shielded', 0.02)
    s = asyncio.shield(t)
    async def waits(): return await s
    w = asyncio.create_task(waits())
    await asyncio.sleep(0)
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print('shield cancelled', t.done(), s.cancelled())
    print(await t)
    t.result()
    t = mk('inner', 1)
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await s
    except asyncio.CancelledError as e:
        print('inner cancelled', s.cancelled())


asyncio.run(main())
