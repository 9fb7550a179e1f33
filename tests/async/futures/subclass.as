# Future and Task can be subclassed; objects of other makes that speak the protocol are awaited.
import asyncio


class MyFuture(asyncio.Future):
    def __init__(self, tag, **kw):
        super().__init__(**kw)
        self.tag = tag

    def cancel(self, msg=None):
        print('cancel', self.tag, msg)
        return super().cancel(msg=msg)


class Duck:
    _asyncio_future_blocking = False

    def __init__(self, loop):
        self.loop = loop
        self.cbs = []
        self.value = None

    def get_loop(self): return self.loop
    def add_done_callback(self, cb, *, context=None): self.cbs.append((cb, context))
    def cancel(self, msg=None): return False

    def fire(self, v):
        self.value = v
        for cb, ctx in self.cbs:
            self.loop.call_soon(cb, self, context=ctx)

    def result(self): return self.value

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.value


class MyTask(asyncio.Task):
    def __init__(self, *a, **k):
        self.seen = 0
        super().__init__(*a, **k)


async def waits(f):
    try:
        return await f
    except asyncio.CancelledError as e:
        print('waits cancelled', e.args)
        raise


async def main():
    loop = asyncio.get_running_loop()
    f = MyFuture('a', loop=loop)
    print(f, f.tag)
    t = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    t.cancel('stop')
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args)
    d = Duck(loop)
    t = asyncio.create_task(waits(d))
    await asyncio.sleep(0)
    d.fire(7)
    print(await t)
    t = MyTask(waits(asyncio.sleep(0, 'v')), loop=loop, name='mine')
    print(t.seen, await t, t.get_name(), type(t).__name__)
    f2 = MyFuture('b', loop=loop)
    it = iter(f2)
    print(next(it) is f2)
    f2.set_result(3)
    try:
        next(it)
    except StopIteration as e:
        print('stop', e.value)


asyncio.run(main())
