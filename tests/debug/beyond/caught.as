# A call that blocks is caught while it blocks: whose step it is, since when, the stack, what to use instead.
# options: --debug
# env: ASTER_SLOW_CALLBACK=0.1
# by hand
# transcript
import asyncio
import time

def read_sensor():
    time.sleep(0.4)

async def main():
    read_sensor()
    print("measured")

asyncio.run(main())
