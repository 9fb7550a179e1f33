# Cancellation: where it strikes, counts, messages, tasks that refuse.
# virtual time
import asyncio


async def sleeper(tag):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(tag, 'cancelled', e.args)
        raise
    finally:
        print(tag, 'finally')


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('ignoring')
    await asyncio.sleep(0)
    return 'survived'


async def report(t):
    try:
        print('result', await t)
    except asyncio.CancelledError as e:
        print('raised', e.args, t.cancelled(), t.cancelling(), t)


async def main():
    t = asyncio.create_task(sleeper('never'), name='A')
    print(t.cancel(), t.cancelling(), t)
    await report(t)
    t = asyncio.create_task(sleeper('s'), name='B')
    await asyncio.sleep(0)
    print(t.cancel('m1'), t.cancel('m2'), t.cancelling())
    await report(t)
    print(t.cancel(), t.cancelling(), t.uncancel())
    t = asyncio.create_task(stubborn(), name='C')
    await asyncio.sleep(0)
    t.cancel()
    await report(t)
    print(t.cancelling(), t.uncancel(), t.uncancel())

    async def self_cancel():
        asyncio.current_task().cancel('self')
        print('still here')
        await asyncio.sleep(0)
        print('not here')
    await report(asyncio.create_task(self_cancel(), name='D'))

    async def cancel_at_end():
        asyncio.current_task().cancel('late')
        return 1
    await report(asyncio.create_task(cancel_at_end(), name='E'))

    async def uncancelled():
        t = asyncio.current_task()
        t.cancel()
        print(t.uncancel())
        await asyncio.sleep(0)
        return 'went on'
    await report(asyncio.create_task(uncancelled(), name='F'))

    async def outer(inner):
        await inner
    inner = asyncio.create_task(sleeper('inner'), name='I')
    o = asyncio.create_task(outer(inner), name='O')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    o.cancel('through')
    await report(o)
    print(inner.cancelled(), inner)

    async def raises_own():
        raise asyncio.CancelledError('own', 1)
    await report(asyncio.create_task(raises_own(), name='G'))

    async def double():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            await asyncio.sleep(10)
    t = asyncio.create_task(double(), name='H')
    await asyncio.sleep(0)
    t.cancel(1)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(t)
    t.cancel(2)
    await report(t)


asyncio.run(main())
