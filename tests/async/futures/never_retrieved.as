# An exception that nobody looks at is told when the future dies, through the loop's handler or the log.
import asyncio
import gc


async def bug():
    raise Exception('not consumed')


async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(bug(), name='buggy')
    await asyncio.sleep(0)
    del t
    gc.collect()
    f = loop.create_future()
    f.set_exception(KeyError('k'))
    del f
    loop.set_exception_handler(lambda l, c: print('handler', l is loop, sorted(c), c['message'], repr(c['exception'])))
    f = loop.create_future()
    f.set_exception(ValueError('v'))
    del f
    f = loop.create_future()
    f.set_exception(ValueError('seen'))
    f.exception()
    del f
    print('end')


asyncio.run(main())
