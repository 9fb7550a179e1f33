# A pipeline of async generators: each stage takes from the one before it as it goes; nothing is kept whole.
import asyncio


async def lines(text):
    for line in text.strip().split("\n"):
        await asyncio.sleep(0)  # as if it came from a network
        yield line


async def records(source):
    async for line in source:
        name, amount = line.split()
        yield name, int(amount)


async def running_totals(source):
    totals = {}
    async for name, amount in source:
        totals[name] = totals.get(name, 0) + amount
        yield name, totals[name]


async def main():
    text = "tea 3\ncoffee 5\ntea 4\nmilk 1\ncoffee 2\n"
    async for name, total in running_totals(records(lines(text))):
        print(f"{name:<8}{total:>3}")


asyncio.run(main())
