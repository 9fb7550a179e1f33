# Dining philosophers: five forks, five eaters. Taking the lower fork first means that nobody starves.
import asyncio


async def philosopher(name, forks, left, right, log):
    first, second = sorted((left, right))
    for _ in range(3):
        async with forks[first]:
            await asyncio.sleep(0)  # time enough for a neighbour to grab a fork
            async with forks[second]:
                log.append(name)
                await asyncio.sleep(0.001)


async def main():
    names = ["Aristotle", "Beauvoir", "Confucius", "Diotima", "Epictetus"]
    forks, log = [asyncio.Lock() for _ in names], []
    async with asyncio.TaskGroup() as group:
        for seat, name in enumerate(names):
            group.create_task(philosopher(name, forks, seat, (seat + 1) % len(names), log), name=name)
    for name in names:
        print(f"{name:<10} ate {log.count(name)} times")


asyncio.run(main())
