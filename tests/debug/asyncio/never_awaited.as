# A coroutine that nobody awaits, in debug mode: the warning says where it was made.
# transcript
import asyncio

async def test():
    print("never scheduled")

async def inner():
    test()

async def main():
    test()
    await inner()
    await asyncio.create_task(inner())

asyncio.run(main(), debug=True)
