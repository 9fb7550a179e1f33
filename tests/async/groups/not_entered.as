# A group that no task has entered takes no tasks.
import asyncio


def attempt(what, call):
    try:
        print(what, call())
    except (RuntimeError, StopIteration) as e:
        print(what, repr(e))


async def main():
    group = asyncio.TaskGroup()
    coro = asyncio.sleep(0)
    attempt('new', lambda: group.create_task(coro))
    coro.close()
    asyncio.get_running_loop().call_soon(attempt, 'outside a task', lambda: group.__aenter__().send(None))
    await asyncio.sleep(0)
    coro = asyncio.sleep(0)
    attempt('refused', lambda: group.create_task(coro))
    coro.close()
    async with group:
        group.create_task(asyncio.sleep(0))
        try:
            await group.__aenter__()
        except RuntimeError as e:
            print(e)
    coro = asyncio.sleep(0)
    attempt('finished', lambda: group.create_task(coro))
    coro.close()


asyncio.run(main())
