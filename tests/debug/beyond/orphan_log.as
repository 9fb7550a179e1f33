# --orphan-errors=log, without debug mode.
# options: --orphan-errors=log
# by hand
# transcript
import asyncio

async def bug():
    raise ValueError("lost")

async def main():
    task = asyncio.create_task(bug(), name="buggy")
    await asyncio.sleep(0.01)
    print(repr(task.exception()))

asyncio.run(main())
