# What is left open, shown with -W default.
# options: -W default
# transcript
import asyncio
import gc

loop = asyncio.new_event_loop()
loop.run_until_complete(asyncio.sleep(0))
del loop
gc.collect()

async def agen():
    yield 1

async def main():
    await asyncio.get_running_loop().shutdown_asyncgens()
    async for x in agen():
        pass

asyncio.run(main())
