# Steps that are short, however long they wait in between.
# options: --debug
# by hand
# transcript
import asyncio

async def main():
    for _ in range(3):
        await asyncio.sleep(0.06)
    print("done")

asyncio.run(main())
