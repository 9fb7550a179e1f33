# Who gives way now and then starves nobody; nor does who passes many awaits while nobody else could run; nor is anything said without debug mode.
# by hand
import asyncio

async def send(log, name):
    log.append(name)

async def gives_way(log, name, count):
    for i in range(count):
        await send(log, name)
        if i % 100 == 0:
            await asyncio.sleep(0)

async def greedy(log, name, count):
    for _ in range(count):
        await send(log, name)

async def main(alone):
    log = []
    await asyncio.gather(gives_way(log, "a", 15000), gives_way(log, "b", 15000))
    await greedy(log, "c", 30000)
    if not alone:
        await asyncio.gather(greedy(log, "d", 30000), greedy(log, "e", 30000))
    print(len(log))

asyncio.run(main(True), debug=True)
asyncio.run(main(False))
