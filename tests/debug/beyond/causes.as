# An exception that crosses tasks: raised in which task, made by whom, awaited where; in groups too, and through the traceback module.
# options: --debug
# by hand
# transcript
import asyncio
import traceback

async def parse(text):
    return int(text)

async def fetch(text):
    return await asyncio.create_task(parse(text), name="parser")

async def main():
    await asyncio.gather(fetch("x"), asyncio.sleep(0))

async def group():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(parse("y"), name="child")

try:
    asyncio.run(main())
except ValueError:
    traceback.print_exc()
asyncio.run(group())
