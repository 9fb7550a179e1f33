# Threads that sleep until somebody wakes them wake nobody: the idle workers of a pool, a thread that waits for what only the loop would do.
# by hand
import asyncio
import queue
import threading

async def after_pool():
    print(await asyncio.to_thread(len, "abc"))
    await asyncio.get_running_loop().create_future()

async def with_thread():
    wanted, event = queue.Queue(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def work():
        while wanted.get() is not None:
            loop.call_soon_threadsafe(event.set)
    t = threading.Thread(target=work)
    t.start()
    try:
        await event.wait()
    finally:
        wanted.put(None)
        t.join()

def in_thread(f):
    t = threading.Thread(target=f)
    t.start()
    t.join()

def run(main):
    try:
        asyncio.run(main())
    except asyncio.DeadlockError as e:
        print(str(e).splitlines()[0])

for main in after_pool, with_thread:
    run(main)
    in_thread(lambda: run(main))
