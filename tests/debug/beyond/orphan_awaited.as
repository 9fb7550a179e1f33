# The report does not wait for other things to happen: here it is what wakes the only task.
# options: --orphan-errors=log
# by hand
import asyncio
import logging

async def bug():
    raise ValueError("lost")

class Waker(logging.Handler):
    def emit(self, record):
        print(record.getMessage().partition("\n")[0])
        told.set()

async def main():
    global told
    told = asyncio.Event()
    logging.getLogger("asyncio").addHandler(Waker())
    task = asyncio.create_task(bug(), name="buggy")
    await told.wait()
    print(repr(task.exception()))

asyncio.run(main())
