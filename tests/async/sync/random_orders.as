# Programs drawn from a seed: tasks that lock, queue, wait, gather, time out and cancel each other, and what each of them sees in which order.
import asyncio
import random


def main_for(seed):
    rnd = random.Random(seed)
    log = []
    async def main():
        lock, queue, event, sem, cond = asyncio.Lock(), asyncio.Queue(2), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()
        tasks = []
        futs = [asyncio.get_running_loop().create_future() for _ in range(3)]
        async def worker(k, plan):
            for op, arg in plan:
                try:
                    if op == 0:
                        async with lock:
                            log.append((k, 'lock'))
                            await asyncio.sleep(0)
                    elif op == 1: await queue.put((k, arg)); log.append((k, 'put', queue.qsize()))
                    elif op == 2: log.append((k, 'got', await queue.get()))
                    elif op == 3: await event.wait(); log.append((k, 'event'))
                    elif op == 4: event.set(); log.append((k, 'set'))
                    elif op == 5: event.clear()
                    elif op == 6:
                        for _ in range(arg % 4): await asyncio.sleep(0)
                        log.append((k, 'slept'))
                    elif op == 7 and tasks:
                        t = tasks[arg % len(tasks)]
                        log.append((k, 'cancel', arg % len(tasks), t.cancel(f'by {k}')))
                    elif op == 8:
                        async with sem: await asyncio.sleep(0); log.append((k, 'sem'))
                    elif op == 9:
                        f = futs[arg % 3]
                        if not f.done(): f.set_result(k)
                        futs[arg % 3] = asyncio.get_running_loop().create_future()
                    elif op == 10: log.append((k, 'fut', await asyncio.shield(futs[arg % 3])))
                    elif op == 11:
                        r = await asyncio.gather(asyncio.sleep(0, 1), sub(k, arg), return_exceptions=bool(arg & 1)); log.append((k, 'gather', repr(r)))
                    elif op == 12:
                        try:
                            async with asyncio.timeout(0 if arg & 1 else None): await queue.get()
                            log.append((k, 'in time'))
                        except TimeoutError: log.append((k, 'timeout'))
                    elif op == 13:
                        async with cond:
                            cond.notify(arg % 3); log.append((k, 'notify'))
                    elif op == 14:
                        async with cond: await cond.wait(); log.append((k, 'cond'))
                    elif op == 15:
                        c = lock.acquire()
                        await c; lock.release(); log.append((k, 'acquired'))
                    elif op == 16 and tasks:
                        t = tasks[arg % len(tasks)]
                        if t is not asyncio.current_task() and t._fut_waiter is not None: log.append((k, 'sees', type(t._fut_waiter).__name__, t._fut_waiter.done(), t.get_coro().cr_await is None))
                except asyncio.CancelledError as e:
                    log.append((k, 'cancelled', op, e.args))
                    if arg & 1: raise
                except Exception as e:
                    log.append((k, type(e).__name__, str(e)))
            return k
        async def sub(k, arg):
            await asyncio.sleep(0)
            if arg % 5 == 0: raise KeyError(k)
            if arg % 7 == 0:
                async with lock: pass
            return arg
        for k in range(6):
            plan = [(rnd.randrange(17), rnd.randrange(100)) for _ in range(12)]
            tasks.append(asyncio.create_task(worker(k, plan)))
        for step in range(120):
            await asyncio.sleep(0)
            if step % 7 == 0: log.append(('lock', lock.locked(), len(lock._waiters or ()), queue.qsize(), sem.locked()))
        while not all(t.done() for t in tasks):
            for t in tasks: t.cancel()
            for _ in range(4): await asyncio.sleep(0)
        r = await asyncio.gather(*tasks, return_exceptions=True)
        log.append(('end', repr(r), lock.locked(), len(lock._waiters or ()), queue.qsize()))
        # everything must be usable again
        while not queue.empty(): queue.get_nowait()
        if lock.locked(): lock.release()
        async with lock: log.append('free')
        for f in futs: f.cancel()
    asyncio.run(main())
    return log
for seed in range(15):
    print(seed, main_for(seed))
