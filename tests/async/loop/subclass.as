# A loop class may override call_soon, call_at, time, _run_once, create_future, create_task: they are used.
# virtual time
import asyncio

calls = []


class Loop(asyncio.SelectorEventLoop):
    def call_soon(self, callback, *args, context=None):
        calls.append('soon')
        return super().call_soon(callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        calls.append('at')
        return super().call_at(when, callback, *args, context=context)

    def create_future(self):
        calls.append('future')
        return super().create_future()

    def create_task(self, coro, **kw):
        calls.append('task')
        return super().create_task(coro, **kw)

    def _run_once(self):
        calls.append('once')
        super()._run_once()


class Clock(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 1000.0

    def time(self):
        self.now += 0.01
        return self.now


async def main():
    await asyncio.sleep(0)
    await asyncio.sleep(0.001)
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(asyncio.sleep(0))
    t.add_done_callback(lambda t: f.set_result(1))
    return await f


with asyncio.Runner(loop_factory=Loop) as r:
    print(r.run(main()))
    print(calls[:12], {k: calls.count(k) for k in sorted(set(calls)) if k not in ('once',)})


async def timed():
    loop = asyncio.get_running_loop()
    a = loop.time()
    await asyncio.sleep(5)
    b = loop.time()
    return a > 1000, b > a + 5


loop = Clock()
print(loop.time() > 1000)
loop.close()
