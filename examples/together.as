# Three things at once: the longest wait is the whole wait.
import asyncio
import time


async def brew(what, seconds):
    print(f"{what}: started")
    await asyncio.sleep(seconds)
    print(f"{what}: ready")
    return what


async def main():
    begun = time.monotonic()
    breakfast = await asyncio.gather(brew("coffee", 0.03), brew("toast", 0.02), brew("eggs", 0.01))
    print("on the table:", ", ".join(breakfast))
    print("one after the other it would have taken twice as long:", time.monotonic() - begun < 0.06)


asyncio.run(main())
