# An error in a task that somebody keeps and nobody awaits is told when it happens; asyncio's own text still comes at the end.
# options: --debug
# by hand
# transcript
import asyncio
import sys

async def bug():
    raise ValueError("lost")

async def starter():
    global kept
    kept = asyncio.create_task(bug())

async def main():
    await asyncio.create_task(starter(), name="starter")
    await asyncio.sleep(0.01)
    print("the program goes on", file=sys.stderr)
    global kept
    del kept

asyncio.run(main())
