# asyncio.run and Runner: clean-up, nesting, state.
# virtual time
import asyncio


async def background(tag):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(tag, 'cancelled at the end')
        raise


async def main():
    asyncio.create_task(background('bg'))
    async def agen():
        try:
            while True:
                yield 1
        finally:
            await asyncio.sleep(0)
            print('agen closed')
    global keep
    keep = agen()
    print(await anext(keep))
    await asyncio.sleep(0)
    return 'result'


print(asyncio.run(main()))
print(asyncio.run(asyncio.sleep(0, 'again')))
with asyncio.Runner() as r:
    print(r.run(asyncio.sleep(0, 1)), r.run(asyncio.sleep(0, 2)))
    loop = r.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
c = asyncio.sleep(0)
try:
    r.run(c)
except RuntimeError as e:
    print(e)
c.close()


async def nested():
    c = asyncio.sleep(0)
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    await c

asyncio.run(nested())


async def fails():
    raise ValueError('main failed')

try:
    asyncio.run(fails())
except ValueError as e:
    print(e)


async def exits():
    raise SystemExit(3)

try:
    asyncio.run(exits())
except SystemExit as e:
    print('exit', e.code)


async def bad_cleanup():
    async def bad():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise RuntimeError('in cleanup')
    asyncio.create_task(bad(), name='bad')
    await asyncio.sleep(0)
    asyncio.get_running_loop().set_exception_handler(lambda l, c: print(c['message'], repr(c['exception'])))

asyncio.run(bad_cleanup())
