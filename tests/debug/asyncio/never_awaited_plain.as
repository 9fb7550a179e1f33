# A coroutine that nobody awaits: the warning comes without debug mode too.
# transcript
import asyncio

async def test():
    print("never scheduled")

async def main():
    test()
    x = test()
    del x
    asyncio.sleep(1)

asyncio.run(main())
