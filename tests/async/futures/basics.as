# Future: states, results, errors, callbacks and their order, reprs.
import asyncio


def cb1(f): print('cb1', f.result())
def cb2(f): print('cb2', f.done())


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f, f.done(), f.cancelled(), f._state, f.get_loop() is loop)
    for op in (f.result, f.exception):
        try:
            op()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    f.add_done_callback(cb1)
    print(f)
    f.add_done_callback(cb2)
    print(f)
    f.add_done_callback(cb1)
    print(f)
    print(f.remove_done_callback(cb1), f.remove_done_callback(cb1))
    f.add_done_callback(cb1)
    f.set_result([1, 2])
    print('set', f)
    for op in (lambda: f.set_result(1), lambda: f.set_exception(ValueError())):
        try:
            op()
        except asyncio.InvalidStateError as e:
            print(e)
    print(f.cancel(), f.exception())
    print(await f, await f)
    f.add_done_callback(cb2)
    await asyncio.sleep(0)
    g = loop.create_future()
    g.set_exception(ValueError('x'))
    print(g)
    try:
        await g
    except ValueError as e:
        print('caught', e)
    print(repr(g.exception()))
    h = loop.create_future()
    print(h.cancel('why'), h.cancel(), h, h.cancelled(), h.done())
    try:
        await h
    except asyncio.CancelledError as e:
        print('cancelled', e.args)
    try:
        h.result()
    except asyncio.CancelledError as e:
        print('cancelled', e.args)
    k = loop.create_future()
    for bad in (StopIteration, StopIteration(3), 5, 'x', int):
        try:
            k.set_exception(bad)
            print(repr(k.exception()), repr(k.exception().__cause__))
        except Exception as e:
            print(type(e).__name__, e)
    print(asyncio.isfuture(f), asyncio.isfuture(3), asyncio.isfuture(asyncio.Future))
    long = loop.create_future()
    long.set_result('x' * 100)
    print(long)


asyncio.run(main())
try:
    asyncio.Future(loop=5)
except Exception as e:
    print(type(e).__name__, e)
