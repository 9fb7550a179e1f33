# 4. Two tasks take two locks in different order, and the program stands there.
# options: --debug
# by hand
# transcript
import asyncio

class Account:
    def __init__(self, name, amount):
        self.name, self.amount, self.lock = name, amount, asyncio.Lock()

async def transfer(source, target, amount):
    async with source.lock:
        await asyncio.sleep(0)                 # asks the bank
        async with target.lock:
            source.amount -= amount
            target.amount += amount

async def main():
    a, b = Account("a", 100), Account("b", 100)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(transfer(a, b, 10), name="a to b")
        tg.create_task(transfer(b, a, 20), name="b to a")

asyncio.run(main())
