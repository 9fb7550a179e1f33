# D1: scheduling in a loop from another thread than its own; the thread-safe ways do not complain, nor does a loop that does not run.
# transcript
import asyncio
import threading

def attempt(what, function):
    try:
        function()
        print(what, "ok")
    except RuntimeError as e:
        print(what, type(e).__name__, e)

def in_thread(function):
    t = threading.Thread(target=function)
    t.start()
    return t

async def nothing():
    pass

async def main():
    loop = asyncio.get_running_loop()
    pending, done = loop.create_future(), asyncio.Event()
    pending.add_done_callback(lambda f: print("called back"))

    def other():
        attempt("call_soon", lambda: loop.call_soon(print))
        attempt("call_at", lambda: loop.call_at(loop.time() + 100, print))
        attempt("call_later", lambda: loop.call_later(100, print))
        coro = nothing()
        attempt("create_task", lambda: loop.create_task(coro))
        coro.close()
        attempt("set_result", lambda: pending.set_result(1))
        print(pending.done())
        attempt("call_soon_threadsafe", lambda: loop.call_soon_threadsafe(done.set))
        print(asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "slept"), loop).result())

    t = in_thread(other)
    await done.wait()
    await asyncio.to_thread(t.join)

asyncio.run(main(), debug=True)

loop = asyncio.new_event_loop()
loop.set_debug(True)
t = in_thread(lambda: attempt("not running", lambda: loop.call_soon(loop.stop)))
t.join()
loop.run_forever()
loop.close()

async def second():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    in_thread(lambda: attempt("another loop", lambda: asyncio.run(use(loop), debug=True))).join()
    loop.call_soon_threadsafe(done.set_result, None)
    await done

async def use(loop):
    loop.call_soon(print, "never")

asyncio.run(second(), debug=True)
