# add_reader and add_writer on pipes.
import asyncio
import os


async def main():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    got = loop.create_future()
    def readable():
        data = os.read(r, 100)
        print('read', data)
        got.set_result(data)
        print(loop.remove_reader(r), loop.remove_reader(r))
    loop.add_reader(r, readable)
    loop.call_later(0.01, os.write, w, b'hello')
    await got
    can = loop.create_future()
    loop.add_writer(w, lambda: can.done() or can.set_result('writable'))
    print(await can)
    print(loop.remove_writer(w), loop.remove_writer(w))
    try:
        loop.add_reader(-1, print)
    except ValueError as e:
        print(e)
    try:
        loop.add_reader('x', print)
    except ValueError as e:
        print(e)
    os.close(r)
    os.close(w)


asyncio.run(main())
