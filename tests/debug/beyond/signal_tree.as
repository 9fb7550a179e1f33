# SIGUSR1, and SIGQUIT, print every task under the one that waits for it.
# options: --debug
# by hand
# transcript
import asyncio
import os
import signal

async def waits(event):
    await event.wait()

async def main():
    event = asyncio.Event()
    inner = asyncio.create_task(waits(event), name="inner")
    outer = asyncio.create_task(asyncio.wait_for(inner, None), name="outer")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGUSR1)
    event.set()
    await outer
    os.kill(os.getpid(), signal.SIGQUIT)

asyncio.run(main())
