# A future that nobody can finish, without any task.
# by hand
import asyncio

loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as e:
    print(type(e).__name__, e)
print(loop.run_until_complete(asyncio.sleep(0, "the loop goes on")))
loop.close()
