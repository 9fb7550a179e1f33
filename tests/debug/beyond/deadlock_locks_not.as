# The same tasks with the locks in one order: they end.
# by hand
import asyncio

async def transfer(name, first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            print(name)

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer("one", a, b), transfer("two", a, b))

asyncio.run(main())
