# Hand-over races of locks, semaphores, conditions, events and queues: cancelled at the very moment of the turn.
# virtual time
import asyncio


def show(t):
    if not t.done():
        return "pending"
    if t.cancelled():
        return "cancelled"
    return repr(t.exception()) if t.exception() else repr(t.result())


async def turns(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def lock_races():
    for order in ("release cancel", "cancel release", "release cancel-next", "release turn cancel"):
        lock = asyncio.Lock()
        got = []

        async def waiter(name):
            async with lock:
                got.append(name)
                await asyncio.sleep(0)
            return name

        await lock.acquire()
        a, b, c = [asyncio.create_task(waiter(n)) for n in "abc"]
        await turns(2)
        print(order, lock, end=" | ")
        if order == "release cancel":
            lock.release(); a.cancel()
        elif order == "cancel release":
            a.cancel(); lock.release()
        elif order == "release cancel-next":
            lock.release(); b.cancel()
        else:
            lock.release(); await turns(1); a.cancel()
        await turns(12)
        print([show(t) for t in (a, b, c)], got, lock.locked(), len(lock._waiters or ()))
    lock = asyncio.Lock()
    await lock.acquire()
    t = asyncio.create_task(lock.acquire())
    await turns(1)
    lock.release()
    print("between", lock.locked(), lock)
    u = asyncio.create_task(lock.acquire())
    await turns(3)
    print(show(t), show(u), lock.locked())
    u.cancel()
    await turns(2)
    print(show(u))
    try:
        lock.release(); lock.release()
    except RuntimeError as e:
        print(e)


async def semaphore_races():
    for plan in ("rc", "cr", "rrc", "rcr", "rtc"):
        sem = asyncio.Semaphore(1)
        await sem.acquire()
        tasks = [asyncio.create_task(sem.acquire()) for _ in range(3)]
        await turns(1)
        for step in plan:
            if step == "r": sem.release()
            elif step == "c": tasks[0].cancel()
            else: await turns(1)
        await turns(4)
        print(plan, [show(t) for t in tasks], sem.locked(), sem._value, sem)
        for t in tasks: t.cancel()
        await turns(2)
    b = asyncio.BoundedSemaphore(2)
    async with b:
        pass
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)


async def condition_races():
    for plan in ("n1 c0", "c0 n1", "n2 c1", "n1 t c0"):
        cond = asyncio.Condition()
        got = []

        async def waiter(k):
            async with cond:
                try:
                    await cond.wait()
                    got.append(k)
                except asyncio.CancelledError:
                    got.append((k, "cancelled", cond.locked()))
                    raise

        tasks = [asyncio.create_task(waiter(k)) for k in range(3)]
        await turns(2)
        for step in plan.split():
            if step[0] == "n":
                async with cond:
                    cond.notify(int(step[1:]))
            elif step[0] == "c":
                tasks[int(step[1:])].cancel()
            else:
                await turns(1)
        await turns(8)
        print(plan, [show(t) for t in tasks], got, cond.locked())
        async with cond:
            cond.notify_all()
        await turns(8)
        print("   all", [show(t) for t in tasks], got)
    cond = asyncio.Condition()
    for call in (cond.notify, cond.notify_all):
        try:
            call()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    async with cond:
        print(await asyncio.wait_for(cond.wait_for(lambda: 7), 1))
    try:
        asyncio.Condition(lock="x")
    except Exception as e:
        print(type(e).__name__, e)


async def event_races():
    ev = asyncio.Event()
    tasks = [asyncio.create_task(ev.wait()) for _ in range(3)]
    await turns(1)
    print(ev, end=" ")
    ev.set(); ev.clear(); tasks[1].cancel()
    await turns(3)
    print([show(t) for t in tasks], ev.is_set(), ev)


async def queue_races():
    for plan in ("put cancel", "cancel put", "put turn cancel"):
        q = asyncio.Queue()
        a, b = asyncio.create_task(q.get()), asyncio.create_task(q.get())
        await turns(1)
        for step in plan.split():
            if step == "put": q.put_nowait("item")
            elif step == "cancel": a.cancel()
            else: await turns(1)
        await turns(4)
        print(plan, show(a), show(b), q.qsize(), q)
        b.cancel()
        await turns(2)
    for plan in ("get cancel", "cancel get", "get turn cancel"):
        q = asyncio.Queue(1)
        q.put_nowait(0)
        a, b = asyncio.create_task(q.put("a")), asyncio.create_task(q.put("b"))
        await turns(1)
        for step in plan.split():
            if step == "get": q.get_nowait()
            elif step == "cancel": a.cancel()
            else: await turns(1)
        await turns(4)
        print(plan, show(a), show(b), q.qsize(), q)
        b.cancel()
        await turns(2)
    q = asyncio.Queue(1)
    q.put_nowait(1)
    p = [asyncio.create_task(q.put(k)) for k in range(2)]
    j = asyncio.create_task(q.join())
    await turns(1)
    q.shutdown()
    await turns(3)
    print([show(t) for t in p], show(j), q)
    print(await q.get())
    for call in (q.get_nowait, lambda: q.put_nowait(1)):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)
    q.task_done()
    await turns(2)
    print(show(j))
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    q = asyncio.PriorityQueue()
    g = [asyncio.create_task(q.get()) for _ in range(2)]
    await turns(1)
    q.put_nowait(5); q.put_nowait(1); g[0].cancel()
    await turns(3)
    print([show(t) for t in g], q.qsize(), q)
    q = asyncio.LifoQueue()
    g = asyncio.create_task(q.get())
    await turns(1)
    q.shutdown(immediate=True)
    await turns(2)
    print(show(g))


async def barrier_races():
    bar = asyncio.Barrier(3)
    ts = [asyncio.create_task(bar.wait()) for _ in range(2)]
    await turns(1)
    print(bar.n_waiting, bar.broken, bar.parties)
    ts[0].cancel()
    await turns(3)
    print([show(t) for t in ts], bar.n_waiting, bar.broken)
    hung = ts[1]
    await bar.reset()
    await turns(2)
    print(show(hung))
    ts = [asyncio.create_task(bar.wait()) for _ in range(3)]
    await turns(3)
    print([show(t) for t in ts], bar.n_waiting)
    ts = [asyncio.create_task(bar.wait()) for _ in range(2)]
    await turns(1)
    await bar.abort()
    await turns(3)
    print([show(t) for t in ts], bar.broken, [type(t.exception()).__name__ for t in ts])
    try:
        async with bar:
            pass
    except asyncio.BrokenBarrierError as e:
        print(repr(e))


async def main():
    for part in (lock_races, semaphore_races, condition_races, event_races, queue_races, barrier_races):
        print("--", part.__name__)
        await part()

import re
_print = print
def print(*args, **kw):
    _print(*[re.sub(r"0x[0-9a-f]+", "0x", a if isinstance(a, str) else repr(a)) for a in args], **kw)

asyncio.run(main())
