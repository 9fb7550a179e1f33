# What a coroutine that waits in a lock, queue, event or sleep shows of its wait, and what happens when others lay hands on it.
# virtual time
import asyncio
import types


async def locked(lock):
    await lock.acquire()
    lock.release()
    return 'had it'


async def waits(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return type(e).__name__, e.args


def look(task):
    coro = task.get_coro()
    chain = []
    while isinstance(coro, types.CoroutineType):
        chain.append(coro.__qualname__)
        coro = coro.cr_await
    waited = task._fut_waiter
    print(chain[0], chain[-1], waited is None or (type(waited) is asyncio.Future, waited.__class__ is asyncio.Future, isinstance(waited, asyncio.Future),
                                                  asyncio.isfuture(waited), repr(waited), waited.done()))


async def seen():
    lock, queue, event = asyncio.Lock(), asyncio.Queue(), asyncio.Event()
    await lock.acquire()

    async def gets():
        return await queue.get()

    async def event_waits():
        return await event.wait()

    async def sleeps():
        return await asyncio.sleep(1, 'slept')

    tasks = [asyncio.create_task(c) for c in (locked(lock), gets(), event_waits(), sleeps(), waits(asyncio.sleep(2, 'given')))]
    await asyncio.sleep(0)
    for t in tasks:
        look(t)
    for t in tasks:  # looking has changed nothing
        look(t)
    other = [asyncio.create_task(waits(t._fut_waiter)) for t in tasks]
    await asyncio.sleep(0)
    lock.release()
    queue.put_nowait('item')
    event.set()
    print(await asyncio.gather(*tasks))
    print(await asyncio.gather(*other))
    print(lock.locked(), queue.qsize())


async def by_hand():
    lock = asyncio.Lock()
    await lock.acquire()

    async def acquires():
        try:
            await lock.acquire()
        except BaseException as e:
            print('inside', type(e).__name__)
            raise

    for end in ('close', ValueError('thrown'), asyncio.CancelledError('c')):
        c = acquires()
        print(c.send(None), repr(lock)[-20:])
        if end == 'close':
            c.close()
        else:
            try:
                c.throw(end)
            except BaseException as e:
                print(type(e).__name__, e.args)
        print(repr(lock)[-9:], c.cr_await, c.cr_running)

    async def turns():
        print('got', await asyncio.sleep(0))
        try:
            await asyncio.sleep(0)
        except KeyError as e:
            print('inside', e)
        return await asyncio.sleep(0, 'last')

    c = turns()
    print(c.send(None), c.cr_await.__name__)
    print(c.send(None), c.cr_await.__name__)
    print(c.throw(KeyError('k')))
    try:
        c.send(None)
    except StopIteration as e:
        print('returned', e.value)
    c = turns()
    c.send(None)
    step = c.cr_await
    c.close()
    try:
        step.send(None)
    except RuntimeError as e:
        print(e)


async def cancelled():
    for make in (lambda: asyncio.Queue().get(), lambda: asyncio.Event().wait(), lambda: asyncio.sleep(5), lambda: asyncio.sleep(0)):
        async def body():
            await make()
        t = asyncio.create_task(body())
        await asyncio.sleep(0)
        t.cancel('why')
        try:
            await t
        except asyncio.CancelledError as e:
            print('cancelled', e.args, t)


async def many():
    queue = asyncio.Queue(1)

    async def puts(n):
        for i in range(n):
            await queue.put(i)

    async def gets(n):
        return [await queue.get() for _ in range(n)]

    a, b, c, d = asyncio.create_task(puts(6)), asyncio.create_task(gets(3)), asyncio.create_task(puts(4)), asyncio.create_task(gets(7))
    await asyncio.gather(a, c)
    print(sorted(await b + await d), queue.qsize())


async def main():
    await seen()
    await by_hand()
    await cancelled()
    await many()


asyncio.run(main())
