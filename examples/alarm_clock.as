# A day in no time: with virtual time the clock jumps to the next thing that happens. The same program runs in real time without the option.
# options: --virtual-time
import asyncio


async def every(minutes, what, log):
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while True:
        await asyncio.sleep(minutes * 60)
        log.append((round((loop.time() - begun) / 60), what))


async def main():
    log = []
    tasks = [asyncio.create_task(every(8 * 60, "tea", log)), asyncio.create_task(every(12 * 60, "feed the cat", log))]
    await asyncio.sleep(24 * 3600 + 1)
    for task in tasks:
        task.cancel()
    for minute, what in log:
        print(f"{minute // 60:02}:{minute % 60:02} {what}")


asyncio.run(main())
