# --fair: tasks whose awaits never wait take turns all the same; debug mode names them.
# options: --fair --debug
# by hand
# transcript
import asyncio
import itertools

async def send(log, name):
    log.append(name)

async def producer(log, name):
    for _ in range(2500):
        await send(log, name)

async def main():
    log = []
    async with asyncio.TaskGroup() as tg:
        for name in "ab":
            tg.create_task(producer(log, name), name=name)
    print(*(f"{name}{len(list(group))}" for name, group in itertools.groupby(log)))

asyncio.run(main())
