# Exception handlers of one's own: what they get, what happens when they fail.
# transcript
import asyncio

def shown(value):
    return sorted(value) if isinstance(value, dict) else type(value).__name__

def handler(loop, context):
    print("handler:", {key: context[key] if key == "message" else shown(context[key]) for key in sorted(context)})

def failing(loop, context):
    raise RuntimeError("the handler fails")

async def bug():
    raise ValueError("bug")

async def cause(loop):
    loop.call_soon(lambda: 1 / 0)
    asyncio.create_task(bug())
    f = loop.create_future()
    f.set_exception(KeyError(1))
    del f
    await asyncio.sleep(0.01)

async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    await cause(loop)
    loop.set_debug(True)
    await cause(loop)
    loop.set_debug(False)
    await asyncio.sleep(0)
    loop.set_exception_handler(failing)
    loop.call_exception_handler({"message": "one"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "two", "exception": ValueError("no traceback")})
    try:
        loop.set_exception_handler(5)
    except TypeError as e:
        print(e)

class Broken(asyncio.SelectorEventLoop):
    def default_exception_handler(self, context):
        raise OSError("default fails")

async def broken():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "three"})
    loop.set_exception_handler(failing)
    loop.call_exception_handler({"message": "four"})

asyncio.run(main())
with asyncio.Runner(loop_factory=Broken) as runner:
    runner.run(broken())
