# The first question of the FAQ: awaits that finish at once let nobody else run. Debug mode names the task, the line, and what to do.
# by hand
# transcript
import asyncio

async def send(log, name):
    log.append(name)

async def producer(log, name, count):
    for _ in range(count):
        await send(log, name)

async def fill(queue, count):
    for i in range(count):
        await queue.put(i)

async def main():
    log = []
    await asyncio.gather(producer(log, "a", 15000), producer(log, "b", 10))
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(fill(queue, 15000), name="filler"), asyncio.create_task(fill(queue, 1))]
    await asyncio.gather(*tasks)
    print(log.index("b"), queue.qsize())

asyncio.run(main(), debug=True)
