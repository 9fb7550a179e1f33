# A task that nothing can wake any more is told about when it dies; loops left with tasks leak nothing.
import asyncio
import gc


async def kill_me():
    await asyncio.get_running_loop().create_future()


async def main():
    t = asyncio.create_task(kill_me(), name='victim')
    await asyncio.sleep(0)
    del t
    gc.collect()
    print('collected')
    kept.append(asyncio.create_task(kill_me(), name='cancelled at the end'))


kept = []
asyncio.run(main())
print(kept)
loop = asyncio.new_event_loop()
t = loop.create_task(kill_me(), name='loop closed')
loop.run_until_complete(asyncio.sleep(0))
loop.close()
print(t)
del t
gc.collect()
print('end')
