# A task of a group whose parent is done already.
# transcript
import asyncio

async def late():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("late") from None

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(late())
        await asyncio.sleep(0)
        raise KeyError("body")

try:
    asyncio.run(main())
except* ValueError as e:
    print("ValueErrors", e.exceptions)
except* KeyError as e:
    print("KeyErrors", e.exceptions)
