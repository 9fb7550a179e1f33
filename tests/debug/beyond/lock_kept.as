# A task that ends and still holds a lock.
# options: --debug
# by hand
# transcript
import asyncio

async def forgets(lock):
    await lock.acquire()
    if lock.locked():
        return

async def waits(lock):
    async with lock:
        print("released after all")

async def main():
    lock = asyncio.Lock()
    task = asyncio.create_task(forgets(lock), name="forgetful")
    waiting = asyncio.create_task(waits(lock))
    await task
    await asyncio.sleep(0)
    lock.release()
    await waiting

asyncio.run(main())
