# asynccontextmanager, AsyncExitStack, aclosing; driven without an event loop.
from contextlib import *


def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value


@asynccontextmanager
async def tag(name, swallow=()):
    "doc"
    print("<", name)
    try:
        yield name.upper()
    except swallow as e:
        print("swallowed", repr(e))
    finally:
        print(">", name)


@tag("deco")
async def work(x):
    return x + 1


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("agen closed")


async def none():
    if 0:
        yield


async def twice():
    yield 1
    yield 2


async def main():
    async with tag("a") as t:
        print(t)
    async with tag("s", (ValueError,)):
        raise ValueError(1)
    try:
        async with tag("k"):
            raise KeyError("k")
    except KeyError as e:
        print("out", e)
    print(await work(4), await work(5))
    async with aclosing(agen()) as g:
        async for x in g:
            print(x)
            break
    for gen in (none, twice):
        try:
            async with asynccontextmanager(gen)():
                pass
        except RuntimeError as e:
            print(e)
    async with nullcontext(3) as n:
        print(n)

    async def acb(*args, **kw):
        print("acb", args, kw)

    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(tag("one")))
        stack.callback(print, "sync callback")
        stack.push_async_callback(acb, 1, k=2)

        async def leave(t, v, tb):
            print("leave", t, v)
            return True

        stack.push_async_exit(leave)
        raise ValueError("inner")
    print("after")
    try:
        async with AsyncExitStack() as s:
            await s.enter_async_context(5)
    except TypeError as e:
        print(e)
    s = AsyncExitStack()
    s.push_async_callback(acb, "moved")
    other = s.pop_all()
    await s.aclose()
    await other.aclose()
    try:
        async with tag("si"):
            raise StopAsyncIteration("x")
    except StopAsyncIteration as e:
        print("same", e)


run(main())
