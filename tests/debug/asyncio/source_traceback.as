# _source_traceback of futures, tasks and handles: there in debug mode only, the innermost frame of the script.
import asyncio

def own(stack):
    return None if stack is None else [(f.lineno, f.name, f.line) for f in stack if f.filename.endswith("source_traceback.as")][-1:]

async def kid():
    pass

async def make():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(kid())
    handle = loop.call_soon(print)
    handle.cancel()
    timer = loop.call_later(100, print)
    timer.cancel()
    print("future", own(future._source_traceback))
    print("task", own(task._source_traceback))
    print("handle", own(handle._source_traceback))
    print("timer", own(timer._source_traceback))
    await task

asyncio.run(make())
asyncio.run(make(), debug=True)
