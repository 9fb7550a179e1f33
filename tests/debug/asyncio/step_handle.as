# D8: a report that is made inside a task's step shows where the step was scheduled.
# transcript
import asyncio

def report(what):
    asyncio.get_running_loop().call_exception_handler({"message": what})

async def first():
    report("in the first step")
    await asyncio.sleep(0)
    report("after sleep(0)")
    await asyncio.sleep(0.001)
    report("after a sleep")

async def waits(f):
    await f
    report("after a future")

async def main():
    loop = asyncio.get_running_loop()
    await asyncio.create_task(first())
    f = loop.create_future()
    t = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    f.set_result(1)
    await t
    f = loop.create_future()
    f.add_done_callback(lambda f: report("in a callback of a future"))
    f.set_result(2)
    await asyncio.sleep(0)
    report("in main")

asyncio.run(main(), debug=True)
