# Errors of callbacks, exception handlers, misuse of loops.
# virtual time
import asyncio


def bad():
    raise ValueError('in callback')


async def main():
    loop = asyncio.get_running_loop()
    def handler(l, c):
        print(sorted(c), c['message'], repr(c['exception']), c['handle'])
    loop.set_exception_handler(handler)
    f = loop.create_future()
    f.add_done_callback(lambda f: 1 / 0)
    f.set_result(1)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda l, c: print(sorted(c), c['message'], repr(c['exception'])))
    loop.call_soon(bad)
    loop.call_later(0, bad)
    await asyncio.sleep(0.01)
    print(loop.get_exception_handler() is not None)
    loop.set_exception_handler(None)
    try:
        loop.set_exception_handler(3)
    except TypeError as e:
        print(e)
    for op in (lambda: loop.close(),
               lambda: loop.run_until_complete(asyncio.current_task())):
        try:
            op()
        except RuntimeError as e:
            print(e)


asyncio.run(main())
for bad_arg in (5, None, main):
    try:
        asyncio.run(bad_arg)
    except ValueError as e:
        print(str(e).split(' at 0x')[0])
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
