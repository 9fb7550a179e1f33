# A thread that works, sleeps for a time or runs a loop may still wake a task.
import asyncio
import threading
import time

async def in_pool():
    loop, event = asyncio.get_running_loop(), asyncio.Event()

    def work():
        time.sleep(0.02)
        loop.call_soon_threadsafe(event.set)
        time.sleep(0.02)
    loop.run_in_executor(None, work)
    await event.wait()
    await asyncio.to_thread(time.sleep, 0.01)
    return "the pool"

async def by_timeout():
    loop, event, waited = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def work():
        waited.wait(0.02)
        loop.call_soon_threadsafe(event.set)
    threading.Thread(target=work).start()
    await event.wait()
    return "a wait that ends by itself"

async def other_loop():
    loop, event = asyncio.get_running_loop(), asyncio.Event()

    async def elsewhere():
        await asyncio.sleep(0.02)
        loop.call_soon_threadsafe(event.set)
    t = threading.Thread(target=lambda: asyncio.run(elsewhere()))
    t.start()
    await event.wait()
    t.join()
    return "another loop"

for main in in_pool, by_timeout, other_loop:
    print(asyncio.run(main()))
