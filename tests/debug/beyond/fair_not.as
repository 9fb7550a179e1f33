# Without --fair the first runs to its end, as in CPython; with it, tasks that wait now and then notice nothing.
# options: --debug
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
    await asyncio.gather(producer(log, "a"), producer(log, "b"))
    print(*(f"{name}{len(list(group))}" for name, group in itertools.groupby(log)))

asyncio.run(main())
