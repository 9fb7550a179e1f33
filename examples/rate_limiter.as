# A rate limiter: at most `rate` entries within `per` seconds; the others wait their turn.
import asyncio
import collections


class RateLimiter:
    def __init__(self, rate, per):
        self.rate, self.per = rate, per
        self.entered = collections.deque()
        self.lock = asyncio.Lock()  # keeps the order of those who wait

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        async with self.lock:
            if len(self.entered) == self.rate:
                await asyncio.sleep(max(0, self.entered.popleft() + self.per - loop.time()))
            self.entered.append(loop.time())

    async def __aexit__(self, *exc):
        return False


async def call(n, limiter, times):
    async with limiter:
        times.append((n, asyncio.get_running_loop().time()))


async def main():
    limiter, times = RateLimiter(3, 0.02), []
    await asyncio.gather(*[call(n, limiter, times) for n in range(9)])
    begun = times[0][1]
    print("order:", [n for n, _ in times])
    print("no window of 20 ms saw more than three:", all(times[i + 3][1] - times[i][1] >= 0.0199 for i in range(6)))
    print("nine calls took two pauses:", 0.039 <= times[-1][1] - begun < 1)


asyncio.run(main())
