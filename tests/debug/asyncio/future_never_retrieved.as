# A plain future's exception, a gathering's, a subclass's, without debug mode and with it.
# transcript
import asyncio

class Mine(asyncio.Future):
    pass

async def boom(n):
    raise ValueError(n)

async def main():
    loop = asyncio.get_running_loop()
    loop.create_future().set_exception(KeyError("lost"))
    mine = Mine(loop=loop)
    mine.set_exception(TypeError("also lost"))
    del mine
    both = asyncio.gather(boom(1), boom(2))
    await asyncio.sleep(0.01)
    del both

asyncio.run(main())
asyncio.run(main(), debug=True)
