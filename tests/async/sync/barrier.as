# Barrier.
import asyncio
import re


def shown(o):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(o))


async def main():
    b = asyncio.Barrier(3)
    print(shown(b), b.parties, b.n_waiting, b.broken)
    async def w(i):
        async with b as pos:
            return i, pos
    ts = [asyncio.create_task(w(i)) for i in range(2)]
    await asyncio.sleep(0)
    print(shown(b), b.n_waiting)
    print(await w(2), await asyncio.gather(*ts))
    print(shown(b))
    async def wb(i):
        try:
            return await b.wait()
        except asyncio.BrokenBarrierError as e:
            return str(e)
    ts = [asyncio.create_task(wb(i)) for i in range(2)]
    await asyncio.sleep(0)
    await b.reset()
    print(await asyncio.gather(*ts), shown(b))
    ts = [asyncio.create_task(wb(i)) for i in range(2)]
    await asyncio.sleep(0)
    await b.abort()
    print(await asyncio.gather(*ts), b.broken, shown(b))
    print(await wb(9))
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


asyncio.run(main())
