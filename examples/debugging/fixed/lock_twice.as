# 5, put right: what both methods do is in a third one, which expects the lock to be held.
# options: --debug
# by hand
import asyncio

class Store:
    def __init__(self):
        self.lock, self.items = asyncio.Lock(), []

    def _put(self, item):
        self.items.append(item)

    async def add(self, item):
        async with self.lock:
            self._put(item)

    async def add_all(self, items):
        async with self.lock:
            for item in items:
                self._put(item)

async def main():
    store = Store()
    await store.add_all([1, 2, 3])
    await store.add(4)
    print(store.items)

asyncio.run(main())
