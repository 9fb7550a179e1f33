# A program that ends with tasks pending on a loop that was not closed: each is told about, by modules that are still whole.
import asyncio


async def sleeps():
    await asyncio.sleep(1000)


async def waits():
    await asyncio.get_running_loop().create_future()


async def main():
    global kept
    kept = asyncio.create_task(sleeps(), name='kept')
    asyncio.create_task(sleeps(), name='in the timers')
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print('end')
