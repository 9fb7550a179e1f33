# The turn of the loop at which gather()'s future is done, among other callbacks, for every order in which three children end and
# every way in which each does.
import asyncio
import itertools

ENDS = {
    'result': lambda f, i: f.set_result(i),
    'error': lambda f, i: f.set_exception(ValueError(i)),
    'cancel': lambda f, i: f.cancel(),
}


async def turn(order, ends, return_exceptions, listener, pause):
    loop = asyncio.get_running_loop()
    log = []
    children = [loop.create_future() for _ in range(3)]
    if listener == 'before':
        children[1].add_done_callback(lambda f: log.append('listener'))
    outer = asyncio.gather(*children, return_exceptions=return_exceptions)
    if listener == 'after':
        children[1].add_done_callback(lambda f: log.append('listener'))
    outer.add_done_callback(lambda f: log.append('outer'))
    for i in order:
        ENDS[ends[i]](children[i], i)
        loop.call_soon(log.append, i)
        if pause:
            await asyncio.sleep(0)
            log.append('-')
    for _ in range(3):
        await asyncio.sleep(0)
        log.append('-')
    try:
        outcome = outer.result()
    except BaseException as e:
        outcome = e
    return f'{order} {ends} {return_exceptions} {listener} {pause} {log} {outcome!r}'


async def tasks(n, fails):
    log = []

    async def child(i):
        for _ in range(i % 3):
            await asyncio.sleep(0)
        log.append(i)
        if i == fails:
            raise KeyError(i)
        return i

    outer = asyncio.gather(*map(child, range(n)))
    outer.add_done_callback(lambda f: log.append('outer'))
    asyncio.get_running_loop().call_soon(log.append, 'soon')
    try:
        log.append(await outer)
    except KeyError as e:
        log.append(repr(e))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return log


async def main():
    for order in itertools.permutations(range(3)):
        for ends in itertools.product(ENDS, repeat=3):
            for listener in (None, 'before', 'after'):
                for pause in (False, True):
                    for return_exceptions in (False, True):
                        line = await turn(order, ends, return_exceptions, listener, pause)
                        if order == (1, 2, 0) and (pause or listener != 'before'):
                            print(line)
    for n in (1, 2, 5, 20):
        for fails in (-1, 0, 1, n - 1):
            print(await tasks(n, fails))
    # The same children in two gatherings, and one of them twice
    futures = [asyncio.get_running_loop().create_future() for _ in range(3)]
    a, b = asyncio.gather(*futures, futures[0]), asyncio.gather(*futures)
    for i, f in enumerate(futures):
        f.set_result(i)
        await asyncio.sleep(0)
        print(a.done(), b.done())
    await asyncio.sleep(0)
    print(a.result(), b.result())


asyncio.run(main())
