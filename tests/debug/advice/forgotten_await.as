# A call of a known coroutine function whose result is dropped.
# options: check
# by hand
import asyncio

async def fetch(n):
    return n

class Store:
    async def save(self):
        pass

    async def close(self):
        self.save()

    def plain(self):
        self.save()

    async def good(self):
        await self.save()

async def main():
    fetch(1)
    asyncio.sleep(1)
    await fetch(2)

def helper():
    fetch(3)

main()
