# asyncio.timeout: states, rescheduling, nesting, who is blamed.
# virtual time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.timeout(10)
    print(repr(t).split(' when')[0], t.expired())
    try:
        t.reschedule(1)
    except RuntimeError as e:
        print(e)
    async with t:
        print(repr(t).split(' when')[0], t.when() > loop.time())
    print(t, t.expired())
    for op in (lambda: t.reschedule(3),):
        try:
            op()
        except RuntimeError as e:
            print(e)
    try:
        async with t:
            pass
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout(0.01) as cm:
            await asyncio.sleep(1)
    except TimeoutError as e:
        print('expired', cm.expired(), cm, repr(e.__cause__))
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    except TimeoutError:
        print('zero')
    async with asyncio.timeout(None) as cm:
        await asyncio.sleep(0)
        cm.reschedule(loop.time() + 5)
        cm.reschedule(None)
        print(cm.when(), cm)
    try:
        async with asyncio.timeout(0.05) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print('inner', inner.expired(), outer.expired())
            await asyncio.sleep(1)
    except TimeoutError:
        print('outer', outer.expired())
    try:
        async with asyncio.timeout(0.01) as cm:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError('instead')
    except ValueError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__cause__))
    async def job():
        try:
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1)
        except TimeoutError:
            return 'timeout won'
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    task.cancel()
    try:
        print(await task)
    except asyncio.CancelledError:
        print('cancel won', task.cancelling())
    async def both():
        try:
            async with asyncio.timeout(0) as cm:
                asyncio.current_task().cancel()
                await asyncio.sleep(1)
        except BaseException as e:
            print(type(e).__name__, cm, asyncio.current_task().cancelling())
            raise
    task = asyncio.create_task(both())
    print(await asyncio.gather(task, return_exceptions=True), task.cancelled())
    async with asyncio.timeout_at(loop.time() + 1) as cm:
        pass
    print(cm)


asyncio.run(main())
