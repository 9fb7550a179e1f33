# How handles are shown: arguments and the place of creation in debug mode only; a cancelled one keeps what it was.
# transcript
import asyncio
import functools

def cb(*args, **kwargs):
    pass

def show(handle):
    import sys
    print(repr(handle), file=sys.stderr)

def tour(loop):
    show(loop.call_soon(cb))
    show(loop.call_soon(cb, 42, "secret"))
    show(loop.call_soon(functools.partial(cb, 1, key=2), 3))
    h = loop.call_soon(cb, "x" * 100)
    show(h)
    h.cancel()
    show(h)
    h = loop.call_at(12345.5, cb, 1)
    show(h)
    h.cancel()
    show(h)

async def main():
    tour(asyncio.get_running_loop())

asyncio.run(main())
asyncio.run(main(), debug=True)
