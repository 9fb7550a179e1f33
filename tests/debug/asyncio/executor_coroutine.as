# The exception that a wrong kind of argument gives, also outside debug mode.
import asyncio

def attempt(function, *args, **kwargs):
    try:
        r = function(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print("accepted")

async def main():
    pass

attempt(asyncio.run, 5)
loop = asyncio.new_event_loop()
attempt(loop.set_task_factory, 5)
attempt(loop.set_exception_handler, "x")
attempt(loop.create_task, 5)
attempt(loop.run_until_complete, 5)
loop.close()
attempt(loop.call_soon, print)
attempt(loop.call_later, 1, print)
c = main()
attempt(loop.create_task, c)
c.close()
