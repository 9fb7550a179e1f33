# Steps below the limit, and the same steps without debug mode: nothing is said.
# transcript
# env: ASTER_SLOW_CALLBACK=
import asyncio
import time

async def step(seconds):
    time.sleep(seconds)
    await asyncio.sleep(0.15)

asyncio.run(step(0.15))
asyncio.run(step(0.01), debug=True)
