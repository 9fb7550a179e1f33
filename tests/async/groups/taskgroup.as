# TaskGroup: success, errors, cancellation, misuse.
# virtual time
import asyncio


async def val(x, d=0):
    try:
        await asyncio.sleep(d)
    except asyncio.CancelledError:
        print('cancelled', x)
        raise
    return x


async def err(x, d=0):
    await asyncio.sleep(d)
    raise ValueError(x)


def show(g):
    print(type(g).__name__, g.message if hasattr(g, 'message') else g, [repr(e) for e in getattr(g, 'exceptions', [])])


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(val('a'), name='A')
        b = tg.create_task(val('b', 0.01))
        print(tg, a.get_name())
    print(a.result(), b.result(), tg)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(err('x'))
            tg.create_task(val('slow', 1))
            tg.create_task(err('y'))
            await asyncio.sleep(1)
            print('not reached')
    except ExceptionGroup as g:
        show(g)
    print(asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(val('t', 1))
            raise KeyError('body')
    except ExceptionGroup as g:
        show(g)
    async def outer():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(val('child', 1))
            await asyncio.sleep(1)
    t = asyncio.create_task(outer())
    await asyncio.sleep(0.01)
    t.cancel('external')
    try:
        await t
    except asyncio.CancelledError as e:
        print('outer cancelled', e.args, t.cancelling())
    async def both():
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(err('c', 0))
                asyncio.current_task().cancel()
                await asyncio.sleep(1)
        except BaseException as e:
            show(e)
            print(asyncio.current_task().cancelling())
            raise
    t = asyncio.create_task(both())
    try:
        await t
    except BaseException as e:
        print(type(e).__name__, t.cancelled())
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(val('n'))
    except RuntimeError as e:
        print(e)
    async with tg:
        pass
    for op in (lambda: tg.create_task(val('n')),):
        try:
            op()
        except RuntimeError as e:
            print(e)
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(e)
    async with asyncio.TaskGroup() as tg:
        async def spawner():
            tg.create_task(val('late', 0.01))
        tg.create_task(spawner())
    print('nested spawn')
    try:
        async with asyncio.TaskGroup() as o:
            async with asyncio.TaskGroup() as i:
                i.create_task(err('inner'))
                o.create_task(err('outer', 0.01))
                await asyncio.sleep(1)
    except ExceptionGroup as g:
        show(g)
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(val('own', 1))
        await asyncio.sleep(0)
        t.cancel()
    print('child cancel is no error', t.cancelled())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(err('z'))
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print('body saw cancel', tg)
                try:
                    tg.create_task(val('no'))
                except RuntimeError as e:
                    print(e)
                raise
    except* ValueError as g:
        show(g)


asyncio.run(main())
