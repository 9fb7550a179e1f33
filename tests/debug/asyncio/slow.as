# A callback and a step that hold the loop longer than slow_callback_duration.
# transcript
# env: ASTER_SLOW_CALLBACK=
import asyncio
import time

async def slow():
    time.sleep(0.15)

async def slow_then_waits():
    time.sleep(0.15)
    await asyncio.sleep(0)

def callback(n):
    time.sleep(0.15)

async def main():
    loop = asyncio.get_running_loop()
    await asyncio.create_task(slow(), name="slowpoke")
    t = asyncio.create_task(slow_then_waits(), name="half")
    loop.call_soon(callback, 42)
    await t
    loop.slow_callback_duration = 10
    await asyncio.create_task(slow())

asyncio.run(main(), debug=True)
