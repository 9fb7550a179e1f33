# A future whose __init__ was skipped, what its iterator's throw() takes, and all_tasks() while a task runs eagerly.
import asyncio
import warnings

loop = asyncio.new_event_loop()
for name, args in (('result', ()), ('exception', ()), ('set_result', (1,)), ('set_exception', (ValueError,)), ('cancel', ()),
                   ('add_done_callback', (print,)), ('remove_done_callback', (print,)), ('cancelled', ()), ('done', ()), ('get_loop', ())):
    try:
        print(name, getattr(asyncio.Future.__new__(asyncio.Future), name)(*args))
    except Exception as e:
        print(name, repr(e))

warnings.simplefilter('ignore')
for args in ((ValueError, ValueError('v'), None), (ValueError, 'text', None), (ValueError, None, None), (ValueError('v'),), (ValueError, ValueError('v'), 32),
             (ValueError('a'), ValueError('b')), (list,), (5,)):
    fut = loop.create_future()
    try:
        iter(fut).throw(*args)
    except Exception as e:
        print(repr(e))


async def eager():
    print(asyncio.current_task().get_name(), sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.sleep(0)
    print(asyncio.current_task().get_name(), sorted(t.get_name() for t in asyncio.all_tasks()))


async def at_once():
    return sorted(t.get_name() for t in asyncio.all_tasks())


async def main():
    asyncio.current_task().set_name('main')
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(eager(), name='eager')
    done = asyncio.create_task(at_once(), name='at once')
    print(done.done(), done.result(), sorted(t.get_name() for t in asyncio.all_tasks()))
    await t
    print(sorted(t.get_name() for t in asyncio.all_tasks()))


loop.run_until_complete(main())
loop.close()
