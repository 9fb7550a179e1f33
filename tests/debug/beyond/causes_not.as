# An exception that stays in its task has its traceback alone; so has one that crosses tasks without debug mode.
# by hand
# transcript
import asyncio
import traceback

async def parse(text):
    return int(text)

async def inside():
    return await parse("x")

async def across():
    return await asyncio.create_task(parse("y"))

try:
    asyncio.run(inside(), debug=True)
except ValueError:
    traceback.print_exc()
asyncio.run(across())
