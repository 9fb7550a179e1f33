# What documents of the years 2014 to 2017 write, in the form that still runs everywhere.
# virtual time
import asyncio
import functools


async def slow_operation(future):
    await asyncio.sleep(0.01)
    if not future.cancelled():
        future.set_result('Future is done!')


def got_result(loop, future):
    print(future.result())
    loop.stop()


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
future = loop.create_future()
task = asyncio.ensure_future(slow_operation(future), loop=loop)
future.add_done_callback(functools.partial(got_result, loop))
try:
    loop.run_forever()
finally:
    print(task.done())


async def producer(n, out):
    for i in range(3):
        out.append(f'{n} {i}')
        await never_suspends()


async def never_suspends():
    return None


async def both(suspend):
    out = []

    async def run(n):
        for i in range(3):
            out.append(f'{n} {i}')
            if suspend:
                await asyncio.sleep(0)
            else:
                await never_suspends()
    await asyncio.gather(run(1), run(2))
    return ','.join(out)


print(loop.run_until_complete(both(False)))
print(loop.run_until_complete(both(True)))


async def hello():
    print('Hello', end=' ', flush=True)
    await asyncio.sleep(0.01)
    print('world!')


w = asyncio.ensure_future(hello(), loop=loop)


async def main():
    await asyncio.sleep(0.02)
    await w
    q = asyncio.Queue()
    for i in (1, 2, 3):
        asyncio.ensure_future(q.put(i))
    return [await q.get() for _ in range(3)]


print(loop.run_until_complete(main()))


async def create(log):
    await asyncio.sleep(0.03)
    log.append('(1) create file')


async def write(log):
    await asyncio.sleep(0.01)
    log.append('(2) write into file')


async def close(log):
    log.append('(3) close file')


async def chained(log):
    await create(log)
    await write(log)
    await close(log)
    return log


async def unchained(log):
    ts = [asyncio.ensure_future(f(log)) for f in (create, write, close)]
    await asyncio.wait(ts)
    return log


print(loop.run_until_complete(chained([])))
print(loop.run_until_complete(unchained([])))


def callback(n):
    print('callback', n)


loop.call_soon(callback, 1)
loop.call_later(0.01, callback, 3)
loop.call_soon(callback, 2)
loop.call_later(0.02, loop.stop)
loop.run_forever()


async def wrong(x):
    raise Exception('not consumed')


async def handle_exception():
    try:
        await wrong(1)
    except Exception:
        print('exception consumed')


loop.run_until_complete(handle_exception())
task = asyncio.ensure_future(wrong(2), loop=loop)
try:
    loop.run_until_complete(task)
except Exception:
    print('exception consumed')
loop.close()
