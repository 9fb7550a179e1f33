# A task that acquires a lock that it holds is told so at once, and the loop proves that nobody will release it.
# options: --debug
# by hand
# transcript
import asyncio

async def outer(lock):
    async with lock:
        await inner(lock)

async def inner(lock):
    async with lock:
        print("never")

asyncio.run(outer(asyncio.Lock()))
