# Without debug mode nobody looks which thread it is.
import asyncio
import threading

async def main():
    loop = asyncio.get_running_loop()
    here = loop.create_future()
    t = threading.Thread(target=lambda: loop.call_soon(here.set_result, "scheduled"))
    t.start()
    await asyncio.to_thread(t.join)
    print(await here)

asyncio.run(main())
