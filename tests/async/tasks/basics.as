# Task: names, states, reprs, order of steps, results, errors.
import asyncio


async def step(log, tag, n):
    for i in range(n):
        log.append(f'{tag}{i}')
        await asyncio.sleep(0)
    return tag


async def fails():
    raise ValueError('no')


async def main():
    log = []
    ts = [asyncio.create_task(step(log, c, 3), name=f'N{c}') for c in 'abc']
    print(ts[0], ts[0].get_name(), asyncio.current_task().get_name())
    for t in ts:
        print(await t, end=' ')
    print()
    print(' '.join(log))
    print(ts[0])
    t = asyncio.create_task(fails())
    await asyncio.sleep(0)
    print(t)
    try:
        t.result()
    except ValueError as e:
        print('error', e)
    t.set_name(5)
    print(t.get_name(), t.done(), t.cancelled(), repr(t.exception()))
    for op in (lambda: t.set_result(1), lambda: t.set_exception(ValueError())):
        try:
            op()
        except RuntimeError as e:
            print(e)
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    t = asyncio.create_task(step([], 'z', 1))
    print(len(asyncio.all_tasks()))
    await t
    try:
        asyncio.create_task(5)
    except TypeError as e:
        print(e)
    c = step([], 'q', 1)
    t = asyncio.Task(c, name='direct')
    print(t.get_coro() is c, t.get_context() is not None, t.cancelling())
    print(t)
    await asyncio.sleep(0)
    print(t)
    await t

    async def selfish():
        await asyncio.current_task()
    t = asyncio.create_task(selfish(), name='selfish')
    try:
        await t
    except RuntimeError as e:
        print(e)
    async def bad_yield():
        class A:
            def __await__(self):
                yield 42
        await A()
    try:
        await asyncio.create_task(bad_yield())
    except RuntimeError as e:
        print(e)
    async def bad_future():
        class A:
            def __await__(self):
                yield asyncio.get_running_loop().create_future()
        await A()
    t = asyncio.create_task(bad_future(), name='bf')
    try:
        await t
    except RuntimeError as e:
        print(e)

asyncio.run(main())
try:
    asyncio.create_task(main2 := step([], 'x', 1))
except RuntimeError as e:
    print(e)
main2.close()
