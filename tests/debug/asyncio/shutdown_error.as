# A task that fails while asyncio.run() cancels it.
# transcript
import asyncio

async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("in cleanup")

async def main():
    asyncio.create_task(stubborn(), name="stubborn")
    await asyncio.sleep(0)

asyncio.run(main())
asyncio.run(main(), debug=True)
