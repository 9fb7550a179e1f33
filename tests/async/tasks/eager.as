# Eager tasks: by factory and by constructor.
import asyncio


async def quick(tag):
    print('run', tag, asyncio.current_task().get_name())
    return tag


async def slow(tag):
    print('first', tag)
    await asyncio.sleep(0)
    print('second', tag)
    return tag


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(quick('a'), name='qa')
    print('made', t.done(), t.result(), asyncio.current_task().get_name())
    t = asyncio.create_task(slow('b'), name='sb')
    print('made', t.done())
    print(await t)
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(quick('c'))
        y = tg.create_task(slow('d'))
        print(x.done(), y.done())
    print(await asyncio.gather(quick('e'), slow('f')))
    loop.set_task_factory(None)
    t = asyncio.Task(quick('g'), loop=loop, eager_start=True, name='tg')
    print(t.done(), loop.get_task_factory())
    async def boom():
        raise ValueError('eager')
    t = asyncio.Task(boom(), loop=loop, eager_start=True)
    print(repr(t.exception()))
    made = []
    def factory(loop, coro, **kw):
        made.append(sorted(kw))
        return asyncio.Task(coro, loop=loop, **kw)
    loop.set_task_factory(factory)
    await asyncio.create_task(quick('h'), name='named')
    print(made, loop.get_task_factory() is factory)
    try:
        loop.set_task_factory(5)
    except TypeError as e:
        print(e)


asyncio.run(main())
