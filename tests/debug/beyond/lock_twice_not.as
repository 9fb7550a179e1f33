# Two locks, a lock taken again after its release, a lock that another task releases: nothing to say of the first two.
# options: --debug
# by hand
# transcript
import asyncio

async def again(lock):
    for _ in range(2):
        async with lock:
            await asyncio.sleep(0)

async def both(a, b):
    async with a:
        async with b:
            print("both")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(again(lock), again(lock))
    await both(lock, asyncio.Lock())

asyncio.run(main())
