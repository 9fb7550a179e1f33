# A callback that raises: the handle, where it was made; what it makes in turn.
# transcript
import asyncio

def bad(x):
    return 1 / x

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(bad, 0)
    loop.call_later(0, bad, 0)
    f = loop.create_future()
    if not loop.get_debug():
        f.add_done_callback(lambda f: bad(0))
    f.set_result(1)
    await asyncio.sleep(0.01)

asyncio.run(main())
asyncio.run(main(), debug=True)
