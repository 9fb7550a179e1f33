# A task in the background: it runs while the program does something else, until it is cancelled.
import asyncio


async def spinner(shown):
    try:
        while True:
            for sign in "|/-\\":
                shown.append(sign)
                await asyncio.sleep(0.002)
    finally:
        print("the spinner stops")


async def main():
    shown = []
    task = asyncio.create_task(spinner(shown), name="spinner")
    await asyncio.sleep(0.05)  # the real work
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print(task.get_name(), "was cancelled after some turns:", len(shown) > 4)


asyncio.run(main())
