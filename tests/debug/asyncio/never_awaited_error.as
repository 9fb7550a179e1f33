# -W error: the warning is an exception, which the destructor cannot raise.
# options: -W error
# transcript
import asyncio

async def test():
    print("never scheduled")

async def main():
    test()

asyncio.run(main())
