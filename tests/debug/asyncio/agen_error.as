# An asynchronous generator that fails while the loop closes it.
# transcript
import asyncio

async def agen():
    try:
        yield 1
        yield 2
    finally:
        raise ValueError("closing")

async def main():
    global kept
    kept = agen()
    async for x in kept:
        break

asyncio.run(main())
