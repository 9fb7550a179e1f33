# Every public method that a loop has by AbstractEventLoop: its signature, what the abstract class says, and those that no other script is about.
# virtual time
import asyncio
import inspect

loop = asyncio.new_event_loop()
names = [name for name in dir(asyncio.AbstractEventLoop) if not name.startswith('_')]
print(len(names))
for name in names:
    method = getattr(loop, name)
    print(name, inspect.signature(method), inspect.iscoroutinefunction(method), inspect.iscoroutinefunction(getattr(asyncio.AbstractEventLoop, name)))


def abstract(cls, name):
    parameters = list(inspect.signature(getattr(cls, name)).parameters.values())[1:]
    args = [None for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    try:
        result = getattr(cls(), name)(*args)
        if inspect.iscoroutine(result):
            result.send(None)
    except BaseException as e:
        return repr(e)
    return result


for cls in (asyncio.AbstractEventLoop, asyncio.AbstractServer, asyncio.AbstractEventLoopPolicy):
    print(cls.__name__, {abstract(cls, name) for name in dir(cls) if not name.startswith('_')})

print(loop.get_task_factory(), loop.get_exception_handler(), loop.get_debug(), loop.is_running(), loop.is_closed())
for call in (lambda: loop.set_task_factory(5), lambda: loop.set_exception_handler(5), lambda: loop.call_later(None, print), lambda: loop.call_at(None, print),
             lambda: loop.run_until_complete(5), lambda: loop.remove_signal_handler(10), lambda: loop.add_signal_handler(99999, print)):
    try:
        print(call())
    except Exception as e:
        print(repr(e))


async def agen(log):
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        log.append('finalised')


async def generators():
    log, other = [], []
    left, done = agen(log), agen(other)
    print(await anext(left), [x async for x in done], other)
    await asyncio.get_running_loop().shutdown_asyncgens()
    print(log)
    try:
        await anext(left)
    except StopAsyncIteration:
        print('it is closed')

    async def fails():
        try:
            yield
        finally:
            raise ValueError('while closing')

    told = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append((sorted(context), context['exception'])))
    failing = fails()
    await anext(failing)
    await asyncio.get_running_loop().shutdown_asyncgens()
    print(told)
    asyncio.get_running_loop().set_exception_handler(None)


loop.run_until_complete(generators())


async def stops():
    loop.stop()
    loop.call_soon(order.append, 'in the iteration after')
    order.append('still in this one')
    await asyncio.sleep(0)
    order.append('next')


order = []
task = loop.create_task(stops())
loop.run_forever()
print(order)
loop.run_until_complete(task)
print(order)
loop.close()
loop.close()
unused = stops()
for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.call_soon_threadsafe(print), loop.run_forever,
             lambda: loop.create_task(unused), lambda: loop.run_in_executor(None, print)):
    try:
        call()
    except RuntimeError as e:
        print(e)
unused.close()
