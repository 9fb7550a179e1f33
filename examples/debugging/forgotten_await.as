# 1. A coroutine that is called and not awaited never runs.
# options: --debug
# by hand
# transcript
import asyncio

async def save(item):
    print("saved", item)

async def main():
    save("the order")          # looks like a call, does nothing
    print("done")

asyncio.run(main())
