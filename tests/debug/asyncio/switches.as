# The switches of debug mode that a script sees.
import asyncio
import sys

async def debug():
    return asyncio.get_running_loop().get_debug(), sys.get_coroutine_origin_tracking_depth()

print(asyncio.run(debug()), sys.get_coroutine_origin_tracking_depth())
print(asyncio.run(debug(), debug=True), sys.get_coroutine_origin_tracking_depth())
print(asyncio.run(debug(), debug=False))
with asyncio.Runner(debug=True) as runner:
    print(runner.run(debug()), runner.get_loop().get_debug())
loop = asyncio.new_event_loop()
loop.set_debug(True)
print(loop.run_until_complete(debug()))
loop.set_debug(False)
print(loop.run_until_complete(debug()))

async def toggles():
    loop = asyncio.get_running_loop()
    seen = []
    for on in (True, False):
        loop.set_debug(on)
        await asyncio.sleep(0)
        seen.append((loop.get_debug(), sys.get_coroutine_origin_tracking_depth()))
    return seen

print(loop.run_until_complete(toggles()))
loop.close()
print(sys.flags.dev_mode)
