# Timeouts and cleaning up: what takes too long is cancelled, and its `finally` still runs.
import asyncio


async def fetch(name, seconds):
    try:
        await asyncio.sleep(seconds)
        return f"{name}: done"
    finally:
        print(f"{name}: connection closed")


async def main():
    try:
        async with asyncio.timeout(0.02):
            print(await fetch("quick", 0.001))
            print(await fetch("slow", 10))
    except TimeoutError:
        print("too slow")

    done, pending = await asyncio.wait([asyncio.create_task(fetch("a", 0.001)), asyncio.create_task(fetch("b", 10))],
                                       return_when=asyncio.FIRST_COMPLETED)
    print("first:", done.pop().result())
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


asyncio.run(main())
