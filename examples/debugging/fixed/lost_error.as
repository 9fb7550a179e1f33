# 3, put right: whoever starts the task says what is to happen when it fails.
# options: --debug
# by hand
import asyncio

background = set()

async def refresh(cache):
    cache["price"] = 1 / cache["rate"]

def ended(task):
    background.discard(task)
    if not task.cancelled() and task.exception():
        print("no fresh price:", task.exception())

async def main():
    cache = {"rate": 0}
    task = asyncio.create_task(refresh(cache), name="refresh")
    background.add(task)
    task.add_done_callback(ended)
    await asyncio.sleep(0.05)
    print("still serving", cache)

asyncio.run(main())
