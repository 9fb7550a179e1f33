# A lock that is released in time, also by way of an exception.
# options: --debug
# by hand
# transcript
import asyncio

async def fails(lock):
    async with lock:
        raise ValueError("inside")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(fails(lock), fails(lock), return_exceptions=True)
    await lock.acquire()
    lock.release()
    print(lock.locked())

asyncio.run(main())
