# 1, put right: the coroutine is awaited.
# options: --debug
# by hand
import asyncio

async def save(item):
    print("saved", item)

async def main():
    await save("the order")
    print("done")

asyncio.run(main())
