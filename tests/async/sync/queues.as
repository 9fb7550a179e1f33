# Queues: order, limits, join, shutdown, races of cancelled getters.
import asyncio


async def main():
    q = asyncio.Queue(2)
    print(q, q.maxsize, q.empty(), q.full(), q.qsize())
    q.put_nowait(1)
    await q.put(2)
    print(q, q.full())
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print('full', repr(e))
    p = asyncio.create_task(q.put(3))
    await asyncio.sleep(0)
    print(q)
    print(await q.get(), await q.get(), await q.get())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print('empty', repr(e))
    for _ in range(3):
        q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    gs = [asyncio.create_task(q.get(), name=f'g{i}') for i in range(3)]
    await asyncio.sleep(0)
    print(q)
    gs[0].cancel()
    q.put_nowait('a')
    q.put_nowait('b')
    print(await asyncio.gather(*gs, return_exceptions=True))
    g = [asyncio.create_task(q.get()) for i in range(2)]
    await asyncio.sleep(0)
    q.put_nowait('x')
    g[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([t.done() and (t.cancelled() or t.result()) for t in g])
    g[1].cancel()

    q = asyncio.Queue()
    async def worker():
        while True:
            item = await q.get()
            await asyncio.sleep(0)
            print('done', item)
            q.task_done()
    w = asyncio.create_task(worker())
    for i in range(3):
        q.put_nowait(i)
    await q.join()
    print('joined')
    w.cancel()

    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2):
        pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(3)], pq)
    lq = asyncio.LifoQueue()
    for x in (3, 1, 2):
        lq.put_nowait(x)
    print([lq.get_nowait() for _ in range(3)])

    q = asyncio.Queue(1)
    await q.put(1)
    p = asyncio.create_task(q.put(2))
    await asyncio.sleep(0)
    q.shutdown()
    print(q)
    for op in (q.get(), q.get(), p, q.put(3)):
        try:
            print(await op)
        except asyncio.QueueShutDown as e:
            print('shut', repr(e))
    q = asyncio.Queue()
    q.put_nowait(1)
    g = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    await g
    print(q, q.qsize())


asyncio.run(main())
