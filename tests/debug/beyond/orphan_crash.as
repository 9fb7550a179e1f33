# --orphan-errors=crash: the error ends asyncio.run().
# options: --orphan-errors=crash
# by hand
# transcript
import asyncio

async def bug():
    raise ValueError("lost")

async def main():
    task = asyncio.create_task(bug(), name="buggy")
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up")

asyncio.run(main())
