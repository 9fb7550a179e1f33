# Debug mode checks what call_soon() and its kin are given.
import asyncio

async def coro():
    pass

class Async:
    async def method(self):
        pass

def attempt(function, *args):
    try:
        function(*args)
    except TypeError as e:
        print("TypeError:", e)
    else:
        print("accepted")

async def main():
    loop = asyncio.get_running_loop()
    c = coro()
    for bad in (coro, c, Async().method, 5, None, "text"):
        attempt(loop.call_soon, bad)
        attempt(loop.call_later, 0.1, bad)
        attempt(loop.call_at, loop.time(), bad)
        attempt(loop.call_soon_threadsafe, bad)
        attempt(loop.run_in_executor, None, bad)
    c.close()
    attempt(loop.call_soon, print, "called")
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
