# A pending task that dies, in debug mode.
# transcript
import asyncio

async def kill_me(loop):
    future = loop.create_future()
    await future
    print("never reached")

def start(loop):
    task = loop.create_task(kill_me(loop), name="victim")
    loop.run_until_complete(asyncio.sleep(0))
    return task

loop = asyncio.new_event_loop()
loop.set_debug(True)
task = start(loop)
coro = task.get_coro()
coro.close()
del coro
task = None
import gc
gc.collect()
loop.close()
