# What runs when: call_soon, iterations, timers, futures, stop.
# virtual time
import asyncio

log = []


def note(*args):
    log.append(' '.join(map(str, args)))


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(note, 'a')
    loop.call_soon(lambda: (note('b'), loop.call_soon(note, 'd')))
    loop.call_soon(note, 'c')
    await asyncio.sleep(0)
    note('after one')
    await asyncio.sleep(0)
    note('after two')
    h = loop.call_soon(note, 'never')
    h.cancel()
    print(h.cancelled(), h)
    now = loop.time()
    loop.call_at(now + 0.03, note, 't3')
    loop.call_at(now + 0.01, note, 't1')
    loop.call_at(now + 0.02, note, 't2')
    x = loop.call_later(0.015, note, 'tx')
    x.cancel()
    await asyncio.sleep(0.05)
    for i in range(8):
        loop.call_at(now, note, 'same', i)
    await asyncio.sleep(0.01)
    f = loop.create_future()
    f.add_done_callback(lambda f: note('cb1'))

    async def waiter(i):
        await f
        note('waiter', i)
    ts = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0)
    f.add_done_callback(lambda f: note('cb2'))
    f.set_result(None)
    loop.call_soon(note, 'soon after')
    note('set')
    await asyncio.sleep(0)
    note('then')
    await asyncio.gather(*ts)


asyncio.run(main())
print('\n'.join(log))
loop = asyncio.new_event_loop()
loop.call_soon(lambda: (print('one'), loop.stop(), loop.call_soon(print, 'three')))
loop.call_soon(print, 'two')
loop.run_forever()
print('stopped')
loop.call_soon(loop.stop)
loop.run_forever()
print(loop.is_running(), loop.is_closed())
try:
    loop.run_until_complete(loop.create_future()) if False else None
    f = loop.create_future()
    loop.call_soon(loop.stop)
    loop.run_until_complete(f)
except RuntimeError as e:
    print(e)
loop.close()
for op in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.call_later(1, print)):
    try:
        op()
    except RuntimeError as e:
        print(e)
print(loop)
