# What a loop's own create_task() is called with.
# virtual time
import asyncio
class L(asyncio.SelectorEventLoop):
    def create_task(self, coro, **kw):
        print(sorted(kw)); return super().create_task(coro, **kw)
async def f(): return 1
async def main():
    await asyncio.ensure_future(f()); await asyncio.gather(f()); await asyncio.create_task(f()); await asyncio.wait_for(f(), 1)
    await asyncio.create_task(f(), name='x')
    async with asyncio.TaskGroup() as tg: tg.create_task(f())
    for c in asyncio.as_completed([f()]): await c
    await asyncio.shield(f())
l=L(); l.run_until_complete(main()); l.close()
