# 2, put right: the slow device is read in a thread, and the loop goes on meanwhile.
# options: --debug
# by hand
import asyncio
import threading

blinked = threading.Event()

def read_sensor():
    blinked.wait()             # a slow device: as slow as it takes to blink
    return 21.5

async def measure():
    print("measured", await asyncio.to_thread(read_sensor))

async def blink():
    for _ in range(3):
        await asyncio.sleep(0.01)
    print("blinked")
    blinked.set()

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(blink(), name="blink")
        tg.create_task(measure(), name="measure")

asyncio.run(main())
