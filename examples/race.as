# A lost update: between reading a balance and writing it back, another task has its turn. A lock repairs it.
import asyncio


class Account:
    def __init__(self):
        self.balance = 0
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        seen = self.balance
        await asyncio.sleep(0)  # say, a call to the ledger
        self.balance = seen + amount

    async def safe_deposit(self, amount):
        async with self.lock:
            await self.deposit(amount)


async def main():
    careless, careful = Account(), Account()
    await asyncio.gather(*[careless.deposit(10) for _ in range(100)])
    await asyncio.gather(*[careful.safe_deposit(10) for _ in range(100)])
    print("without a lock:", careless.balance)
    print("with a lock:   ", careful.balance)


asyncio.run(main())
