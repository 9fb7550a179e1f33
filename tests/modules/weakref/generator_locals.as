# What dies with the locals of a generator or coroutine runs script code: weakref callbacks, finalizers.
import asyncio
import weakref


class X:
    pass


def callback(ref):
    print("gone", [n for n in range(3)], ref() is None)


refs = []


def generator():
    yield 1
    x = X()
    refs.append(weakref.ref(x, callback))


def failing():
    x = X()
    refs.append(weakref.ref(x, callback))
    yield
    raise ValueError("out")


async def coroutine():
    x = X()
    refs.append(weakref.ref(x, callback))
    return "returned"


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


async def main():
    print(await coroutine())
    g = agen()
    async for i in g:
        print(i)
        break
    await g.aclose()
    print("end of main")


print(list(generator()))
try:
    list(failing())
except ValueError as e:
    print(e)
asyncio.run(main())
