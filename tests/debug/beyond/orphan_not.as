# Errors that somebody awaits, watches, groups or reads in time: nothing is told.
# options: --debug
# by hand
# transcript
import asyncio

async def bug():
    raise ValueError("caught")

async def main():
    task = asyncio.create_task(bug())
    await asyncio.sleep(0)
    try:
        await task
    except ValueError as e:
        print(e)
    await asyncio.gather(bug(), bug(), return_exceptions=True)
    task = asyncio.create_task(bug())
    task.add_done_callback(lambda t: print("callback", t.exception()))
    await asyncio.sleep(0.01)
    done, _ = await asyncio.wait([asyncio.create_task(bug())])
    print(done.pop().exception())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bug())
    except* ValueError:
        print("group")
    cancelled = asyncio.create_task(asyncio.sleep(1))
    cancelled.cancel()
    await asyncio.sleep(0.01)

asyncio.run(main())
