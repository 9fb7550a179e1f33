# run_in_executor, to_thread, default executors, call_soon_threadsafe, run_coroutine_threadsafe, wrap_future, a loop in each thread.
import asyncio
import concurrent.futures
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar('var', default='none')


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


async def atold(aw):
    try:
        print(await aw)
    except BaseException as e:
        print(type(e).__name__, e)


async def executors():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, pow, 2, 8), await asyncio.to_thread(lambda *a, **k: (a, k), 1, x=2))
    await atold(loop.run_in_executor(None, lambda: 1 / 0))
    await atold(asyncio.to_thread(int, 'x'))
    with ThreadPoolExecutor(1, 'mine') as pool:
        print(await loop.run_in_executor(pool, lambda: threading.current_thread().name))
        print(await asyncio.gather(*[loop.run_in_executor(pool, str, n) for n in range(5)]))
    told(loop.set_default_executor, 1)
    loop.set_default_executor(ThreadPoolExecutor(2, 'default'))
    print(await asyncio.to_thread(lambda: threading.current_thread().name.split('_')[0]))
    var.set('outer')
    print(await asyncio.to_thread(var.get), await loop.run_in_executor(None, var.get))
    future = loop.run_in_executor(None, time.sleep, 0)
    print(type(future).__module__.startswith('_asyncio') or type(future).__name__, await future)
    # the loop goes on while a thread works
    gate, ticks = threading.Event(), []

    async def tick():
        for i in range(3):
            ticks.append(i)
            await asyncio.sleep(0)
        gate.set()

    print(await asyncio.gather(asyncio.to_thread(gate.wait), tick()), ticks)
    # cancelling does not stop the thread
    gate.clear()
    began, seen = threading.Event(), []
    task = asyncio.create_task(asyncio.to_thread(lambda: (began.set(), gate.wait(), seen.append(1))))
    await asyncio.to_thread(began.wait)
    task.cancel()
    await atold(task)
    gate.set()
    await loop.shutdown_default_executor()
    print(seen)
    await atold(asyncio.to_thread(print))


asyncio.run(executors())


async def threadsafe():
    loop = asyncio.get_running_loop()
    out, all_in = [], asyncio.Event()

    def note(n):
        out.append((n, threading.current_thread() is threading.main_thread()))
        if len(out) == 4:
            all_in.set()

    threads = [threading.Thread(target=loop.call_soon_threadsafe, args=(note, n)) for n in range(4)]
    for t in threads:
        t.start()
    await all_in.wait()
    print(sorted(out))

    async def job(n):
        await asyncio.sleep(0)
        if n < 0:
            raise ValueError(n)
        return n * 2

    def outside():
        f = asyncio.run_coroutine_threadsafe(job(4), loop)
        print(type(f).__module__, f.result(10))
        told(asyncio.run_coroutine_threadsafe(job(-1), loop).result, 10)
        slow = asyncio.run_coroutine_threadsafe(asyncio.sleep(1000), loop)
        told(slow.result, 0.01)
        print(slow.cancel(), slow.cancelled())
        told(asyncio.run_coroutine_threadsafe, 3, loop)

    await asyncio.to_thread(outside)
    c = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(c)
    threading.Thread(target=c.set_result, args=('wrapped',)).start()
    print(await wrapped, asyncio.wrap_future(wrapped) is wrapped)
    c = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(c, loop=loop)
    wrapped.cancel()
    await asyncio.sleep(0)
    print(c.cancelled())
    c = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(c)
    threading.Thread(target=c.cancel).start()
    await atold(wrapped)


asyncio.run(threadsafe())


# a loop in each thread
async def who(n, barrier):
    barrier.wait()
    for _ in range(5):
        await asyncio.sleep(0.001)
    return n, asyncio.get_running_loop()


barrier = threading.Barrier(4)
with ThreadPoolExecutor(4) as pool:
    results = list(pool.map(lambda n: asyncio.run(who(n, barrier)), range(4)))
print([n for n, _ in results], len({id(loop) for _, loop in results}), all(loop.is_closed() for _, loop in results))


def no_loop():
    told(asyncio.get_running_loop)
    told(asyncio.get_event_loop)
    loop = asyncio.new_event_loop()
    told(lambda: loop.add_signal_handler(2, print))
    asyncio.set_event_loop(loop)
    print(asyncio.get_event_loop() is loop)
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


t = threading.Thread(target=no_loop, name='plain')
t.start()
t.join()

# stop from another thread
loop = asyncio.new_event_loop()
threading.Timer(0.01, lambda: loop.call_soon_threadsafe(loop.stop)).start()
loop.run_forever()
print('stopped')
told(loop.run_until_complete, loop.shutdown_default_executor())
loop.close()
told(loop.call_soon_threadsafe, print)
told(loop.run_in_executor, None, print)


async def default_is_waited_for():
    asyncio.get_running_loop().run_in_executor(None, lambda: (time.sleep(0.02), print('finished before run() returns')))


asyncio.run(default_is_waited_for())
