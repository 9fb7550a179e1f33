# A coroutine as a condition is always true; as an operand it is not the result.
# options: check
# by hand
import asyncio

async def ready():
    return False

async def main(items):
    if ready():
        print("always")
    while not ready():
        pass
    x = 1 if ready() else 2
    assert ready()
    y = ready() and x
    z = [i for i in items if ready()]
    n = ready() + 1
    for r in ready():
        pass
    print(f"{ready()}", ready()[0], ready() == False)
    async with ready() as r:
        pass
    if await ready() and (await ready()) is False:
        return x and ready()

asyncio.run(main([]))
