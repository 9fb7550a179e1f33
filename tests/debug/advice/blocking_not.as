# The same names where they do no harm, or mean something else.
# options: check
# by hand
import asyncio
import time

def plain():
    time.sleep(1)

async def fine(clock):
    time.sleep(0)
    await asyncio.to_thread(time.sleep, 1)
    work = lambda: time.sleep(1)
    def inner():
        time.sleep(1)
    clock.sleep(1)
    return work, inner

class time2:
    @staticmethod
    def sleep(n):
        pass

async def other(input):
    time = time2
    time.sleep(1)
    input("name?")
