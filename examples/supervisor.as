# A supervised service: a component that fails is started again, a few times; if it keeps failing, all of it ends.
import asyncio


class GaveUp(Exception):
    pass


async def supervise(name, start, restarts):
    for attempt in range(restarts + 1):
        try:
            return await start(attempt)
        except ConnectionError as problem:
            print(f"{name}: {problem}; restart {attempt + 1}")
    raise GaveUp(f"{name} failed {restarts + 1} times")


async def database(attempt):
    await asyncio.sleep(0.001)
    if attempt < 2:
        raise ConnectionError("no route to the database")
    print("database: up")


async def cache(attempt):
    await asyncio.sleep(0.03)
    raise ConnectionError("the cache does not answer")


async def web(attempt):
    try:
        print("web: serving")
        await asyncio.sleep(3600)
    finally:
        print("web: closed in good order")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for name, start in (("database", database), ("cache", cache), ("web", web)):
                group.create_task(supervise(name, start, restarts=2), name=name)
    except* GaveUp as problems:
        print("stopped:", "; ".join(str(e) for e in problems.exceptions))


asyncio.run(main())
