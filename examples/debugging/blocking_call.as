# 2. A call that blocks stops every task, not only its own.
# options: --debug
# env: ASTER_SLOW_CALLBACK=0.1
# by hand
# transcript
import asyncio
import time

def read_sensor():
    time.sleep(0.5)            # a slow device, read the old way
    return 21.5

async def measure():
    print("measured", read_sensor())

async def blink():
    for _ in range(3):
        await asyncio.sleep(0.01)
    print("blinked")

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(blink(), name="blink")
        tg.create_task(measure(), name="measure")

asyncio.run(main())
