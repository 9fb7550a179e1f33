# The two ways of the documentation to fix it, and reading exception(): nothing is reported.
# transcript
import asyncio

async def bug():
    raise Exception("not consumed")

async def handle_exception():
    try:
        await bug()
    except Exception:
        print("exception consumed")

async def main():
    await asyncio.create_task(handle_exception())
    task = asyncio.create_task(bug())
    try:
        await task
    except Exception:
        print("exception consumed")
    task = asyncio.create_task(bug())
    await asyncio.wait([task])
    print(repr(task.exception()))

asyncio.run(main(), debug=True)
