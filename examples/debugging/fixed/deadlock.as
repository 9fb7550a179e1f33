# 4, put right: everybody takes the two locks in the same order.
# options: --debug
# by hand
import asyncio

class Account:
    def __init__(self, name, amount):
        self.name, self.amount, self.lock = name, amount, asyncio.Lock()

async def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.name)
    async with first.lock:
        await asyncio.sleep(0)                 # asks the bank
        async with second.lock:
            source.amount -= amount
            target.amount += amount

async def main():
    a, b = Account("a", 100), Account("b", 100)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(transfer(a, b, 10), name="a to b")
        tg.create_task(transfer(b, a, 20), name="b to a")
    print(a.amount, b.amount)

asyncio.run(main())
