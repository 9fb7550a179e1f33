# 5. A function that takes a lock calls another that takes it too: asyncio.Lock is not re-entrant.
# options: --debug
# by hand
# transcript
import asyncio

class Store:
    def __init__(self):
        self.lock, self.items = asyncio.Lock(), []

    async def add(self, item):
        async with self.lock:
            self.items.append(item)

    async def add_all(self, items):
        async with self.lock:
            for item in items:
                await self.add(item)

asyncio.run(Store().add_all([1, 2, 3]))
