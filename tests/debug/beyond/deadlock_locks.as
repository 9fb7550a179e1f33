# Two tasks that take two locks in different order: the proof, who holds what, the cycle; exit status 1.
# by hand
# transcript
import asyncio

async def transfer(first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            print("never")

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer(a, b), transfer(b, a))

asyncio.run(main())
