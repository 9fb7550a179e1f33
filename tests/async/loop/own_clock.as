# A loop of script on BaseEventLoop: its own clock, selector and hooks.
# virtual time
import asyncio
from asyncio import base_events


class Selector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        self.loop.log.append(timeout)
        return ["event"] if timeout else []

    def close(self):
        pass


class ClockLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 100.0
        self._clock_resolution = 1e-9
        self.log, self.due, self.seen = [], [], []
        self._selector = Selector(self)

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        self.due.append(when)
        return super().call_at(when, callback, *args, context=context)

    def _run_once(self):
        super()._run_once()
        if self.due:
            self.now = max(self.now, self.due.pop(0))

    def _process_events(self, event_list):
        self.seen.extend(event_list)

    def _write_to_self(self):
        pass


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(10)
    print("slept", loop.time() - start)
    loop.call_later(5, print, "later", 5)
    await asyncio.sleep(7)
    try:
        async with asyncio.timeout(3):
            await asyncio.Event().wait()
    except TimeoutError:
        print("timeout at", loop.time() - start)


loop = ClockLoop()
print(loop._clock_resolution)
loop._clock_resolution = 0.5
print(loop._clock_resolution)
loop.run_until_complete(main())
print([t for t in loop.log if t], len(loop.seen) > 0)
loop.close()


class Counted(asyncio.Future):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.added = 0

    def add_done_callback(self, *args, **kwargs):
        self.added += 1
        super().add_done_callback(*args, **kwargs)


async def subclassed():
    f = Counted()
    asyncio.get_running_loop().call_soon(f.set_result, "spam")
    print(await f, f.added)
    t = asyncio.current_task()
    t.cancel("first")
    t._cancel_message = "second"
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print(e.args)
    t.uncancel()
    f = asyncio.Future.__new__(asyncio.Future)
    for use in (f.result, f.exception, lambda: f.set_result(1)):
        try:
            use()
        except Exception as e:
            print(type(e).__name__, e)
    q = asyncio.Queue(1.3)
    q.put_nowait(1)
    q.put_nowait(2)
    print(q.full(), q.maxsize, str(q))


asyncio.run(subclassed())
