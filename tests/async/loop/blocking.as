# Watching a descriptor leaves its mode as it is: what others share it with is not made non-blocking.
import asyncio
import os


async def main():
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    loop.add_reader(reading, print)
    loop.add_writer(writing, lambda: None)
    print(os.get_blocking(reading), os.get_blocking(writing))
    await asyncio.sleep(0)
    loop.remove_reader(reading)
    loop.remove_writer(writing)
    print(os.get_blocking(reading), os.get_blocking(writing))


asyncio.run(main())
