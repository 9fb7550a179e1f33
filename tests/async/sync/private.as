# The private attributes of queues, locks and events that programs look into.
import asyncio


async def main():
    for cls in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue, type('Mine', (asyncio.Queue,), {})):
        q = cls(2)
        print(cls.__name__, q._maxsize, q._unfinished_tasks, len(q._queue), q._getters, q._putters, q._finished.is_set(), q._format())
        taker = asyncio.create_task(q.get())
        await asyncio.sleep(0)
        print(len(q._getters), q._format(), [f.done() for f in q._getters])
        for item in (3, 1):
            q.put_nowait(item)
        await taker
        q.put_nowait(2)
        waiting = [asyncio.create_task(q.put(i)) for i in (5, 4)]
        await asyncio.sleep(0)
        print(type(q._putters).__name__, len(q._putters), sorted(q._queue), q._unfinished_tasks, q._finished.is_set(), q._format())
        for _ in range(4):
            await q.get()
            q.task_done()
        q.task_done()
        await asyncio.gather(*waiting)
        print(q._putters, q._unfinished_tasks, q._finished.is_set())

    lock = asyncio.Lock()
    print(lock._waiters, lock._locked, lock._loop)
    async with lock:
        print(lock._waiters, lock._locked, lock._loop)
        t = asyncio.create_task(lock.acquire())
        await asyncio.sleep(0)
        print(len(lock._waiters), type(lock._waiters).__name__, lock._loop is asyncio.get_running_loop())
    await t
    print(lock._waiters, lock._locked)

    event = asyncio.Event()
    print(event._waiters, event._value, event._loop)
    t = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    print(len(event._waiters), event._loop is asyncio.get_running_loop())
    event.set()
    print(event._value, await t, event._waiters)


asyncio.run(main())
