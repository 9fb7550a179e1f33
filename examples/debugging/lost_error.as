# 3. An error in a task that nobody awaits. The program keeps the task, so asyncio alone would be silent until the end.
# options: --debug
# by hand
# transcript
import asyncio
import sys

background = set()

async def refresh(cache):
    cache["price"] = 1 / cache["rate"]

async def main():
    cache = {"rate": 0}
    background.add(asyncio.create_task(refresh(cache), name="refresh"))
    await asyncio.sleep(0.05)
    print("still serving", cache, file=sys.stderr)
    for task in background:
        task.exception()       # too late, but in time for asyncio

asyncio.run(main())
