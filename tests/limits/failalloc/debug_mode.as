# Debug mode: trails of tasks, futures, handles and coroutines; reports; locks and their holders.
import asyncio
import logging

logging.getLogger("asyncio").setLevel(logging.CRITICAL)

async def worker(lock, n):
    async with lock:
        await asyncio.sleep(0)
    return n

async def fails():
    raise ValueError("lost")

async def main():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock()
    fails()
    print(await asyncio.gather(*[worker(lock, i) for i in range(3)]))
    t = asyncio.create_task(fails())
    f = loop.create_future()
    loop.call_soon(f.set_result, 1)
    await f
    loop.call_later(0, len, 5)
    await asyncio.sleep(0.001)
    del t
    print(asyncio.format_call_graph() is not None, repr(f._source_traceback)[:1])

try:
    asyncio.run(main(), debug=True)
except MemoryError:
    print("no memory")
