# Calls whose result is used, or of which nothing can be known.
# options: check
# by hand
import asyncio
import functools
from asyncio import sleep

async def fetch(n):
    return n

async def twice():
    return 1

def twice():
    return 2

def wrap(f):
    return functools.wraps(f)(lambda *args: None)

@wrap
async def decorated():
    pass

async def stream():
    yield 1

class Base:
    async def save(self):
        pass

    async def swapped(self):
        pass

    def __init__(self, other):
        self.swapped = other
        self.pending = [self.save()]

    def run(self):
        self.swapped()
        return self.save()

class Other:
    def save(self):
        pass

    def run(self):
        self.save()

async def main(fetch_parameter):
    c = fetch(1)
    await c
    await asyncio.gather(fetch(2), *[fetch(i) for i in range(3)])
    t = asyncio.create_task(fetch(3))
    tasks = {"a": fetch(4)}
    twice()
    decorated()
    stream()
    fetch_parameter()
    fetch(5).close()
    if fetch:
        await sleep(0)
    if fetch(6) is not None:
        await t

def shadow():
    def fetch(n):
        pass
    fetch(1)

asyncio.run(main(lambda: None))
