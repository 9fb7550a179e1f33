# Debug mode: what may not be scheduled, and what reprs and reports gain.
# env: ASTER_SLOW_CALLBACK=
import asyncio

async def test():
    pass


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 3600  # a busy machine is no slow callback
    print(loop.get_debug(), asyncio.current_task().get_loop() is loop)
    for bad in (test, 5):
        for method in (loop.call_soon, lambda f: loop.call_later(1, f), lambda f: loop.call_at(1, f)):
            try:
                method(bad)
            except TypeError as e:
                print(e)

    def cb(x):
        raise ValueError(x)
    h = loop.call_soon(cb, 42)
    print(str(h).replace(__file__, 'F'))
    seen = []
    loop.set_exception_handler(lambda l, c: seen.append(c))
    await asyncio.sleep(0)
    c = seen[0]
    print(sorted(c), c['message'].replace(__file__, 'F'), c['source_traceback'][-1].name)
    t = loop.call_later(5, cb, 1, 2)
    t.cancel()
    print(t.cancelled(), 'cb(1, 2)' in repr(t), t._callback, t._args)
    f = asyncio.Future()
    print(f._source_traceback[-1].name, 'created at' in repr(f))
    await asyncio.sleep(0.001)


asyncio.run(main(), debug=True)
loop = asyncio.new_event_loop()
print(loop.get_debug(), loop.slow_callback_duration)
loop.set_debug(True)
print(loop)
loop.close()
