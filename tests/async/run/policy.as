# Policies and the current loop.
import asyncio
import warnings

warnings.simplefilter('ignore')
p = asyncio.get_event_loop_policy()
print(type(p).__name__, isinstance(p, asyncio.DefaultEventLoopPolicy))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(asyncio.sleep(0, 'x')))


async def inside():
    return asyncio.get_event_loop() is asyncio.get_running_loop()

print(loop.run_until_complete(inside()))
loop.close()
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
for bad in (lambda: asyncio.set_event_loop(3), lambda: asyncio.set_event_loop_policy(3)):
    try:
        bad()
    except TypeError as e:
        print(e)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print('made')
        return super().new_event_loop()

asyncio.set_event_loop_policy(Policy())
print(asyncio.run(asyncio.sleep(0, 'y')))
asyncio.set_event_loop_policy(None)
print(asyncio.iscoroutinefunction(inside), asyncio.iscoroutinefunction(print), asyncio.iscoroutinefunction(asyncio.sleep))
c = asyncio.sleep(0)
print(asyncio.iscoroutine(c), asyncio.iscoroutine(5), type(c).__name__)
c.close()
