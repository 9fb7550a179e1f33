# A task's exception that nobody asks for, in debug mode: where the task was made.
# transcript
import asyncio

async def bug():
    raise Exception("not consumed")

async def main():
    asyncio.create_task(bug())
    await asyncio.sleep(0)
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
