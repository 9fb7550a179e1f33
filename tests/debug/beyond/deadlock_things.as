# What tasks wait for is named, whatever it is; the error can be caught, and the loop's tasks are cancelled as usual.
# by hand
import asyncio

async def consumer(queue):
    try:
        while True:
            print("got", await queue.get())
    finally:
        print("consumer is cancelled")

async def notified(condition):
    async with condition:
        await condition.wait()

async def main():
    queue, full, condition = asyncio.Queue(), asyncio.Queue(1), asyncio.Condition()
    task = asyncio.create_task(consumer(queue), name="consumer")
    await queue.put(1)
    await full.put(1)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.Event().wait(), name="event")
        tg.create_task(asyncio.Semaphore(0).acquire(), name="semaphore")
        tg.create_task(full.put(2), name="producer")
        tg.create_task(notified(condition), name="condition")
        tg.create_task(asyncio.Barrier(2).wait(), name="barrier")
        tg.create_task(asyncio.wait([task]), name="wait")
        tg.create_task(asyncio.sleep(0.01), name="sleeps a little")

try:
    asyncio.run(main())
except asyncio.DeadlockError as e:
    print(e)
print("after")
