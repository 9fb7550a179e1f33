# Lock, Event, Condition, Semaphore: order, hand-over, cancellation, texts.
# virtual time
import asyncio


async def user(lock, tag, log):
    async with lock:
        log.append(tag + '+')
        await asyncio.sleep(0)
        log.append(tag + '-')


def shown(o):
    import re
    return re.sub(r'0x[0-9a-f]+', '0x', repr(o))


async def main():
    lock = asyncio.Lock()
    log = []
    print(shown(lock), lock.locked())
    ts = [asyncio.create_task(user(lock, c, log)) for c in 'abcd']
    await asyncio.sleep(0)
    print(shown(lock), lock.locked())
    ts[1].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(log)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)
    # hand-over to a waiter that is cancelled at that moment
    await lock.acquire()
    a = asyncio.create_task(user(lock, 'x', log))
    b = asyncio.create_task(user(lock, 'y', log))
    await asyncio.sleep(0)
    log.clear()
    lock.release()
    a.cancel()
    await asyncio.gather(a, b, return_exceptions=True)
    print(log, lock.locked())

    ev = asyncio.Event()
    print(shown(ev), ev.is_set())
    async def wait(i):
        r = await ev.wait()
        print('event', i, r)
    ts = [asyncio.create_task(wait(i)) for i in range(3)]
    await asyncio.sleep(0)
    print(shown(ev))
    ts[0].cancel()
    ev.set()
    ev.clear()
    await asyncio.gather(*ts, return_exceptions=True)
    print(shown(ev))
    ev.set()
    print(await ev.wait(), shown(ev))

    cond = asyncio.Condition()
    print(shown(cond))
    for op in (cond.notify, cond.notify_all):
        try:
            op()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    async def cwait(i):
        async with cond:
            await cond.wait()
            print('cond', i)
    ts = [asyncio.create_task(cwait(i)) for i in range(4)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with cond:
        print(shown(cond))
        cond.notify(2)
    await asyncio.sleep(0.01)
    ts[2].cancel()
    async with cond:
        cond.notify_all()
    print([type(r).__name__ for r in await asyncio.gather(*ts, return_exceptions=True)])
    box = []
    async def consumer():
        async with cond:
            print('got', await cond.wait_for(lambda: box))
    t = asyncio.create_task(consumer())
    await asyncio.sleep(0)
    async with cond:
        box.append(1)
        cond.notify()
    await t

    sem = asyncio.Semaphore(2)
    print(shown(sem), sem.locked())
    log = []
    ts = [asyncio.create_task(user(sem, c, log)) for c in 'abcde']
    await asyncio.sleep(0)
    print(shown(sem), sem.locked())
    ts[3].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(log, shown(sem))
    for make in (lambda: asyncio.Semaphore(-1), lambda: asyncio.BoundedSemaphore(1).release()):
        try:
            make()
        except ValueError as e:
            print(e)


asyncio.run(main())
