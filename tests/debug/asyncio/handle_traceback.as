# A report without a place of its own gets that of the handle that runs.
# transcript
import asyncio

def report(loop):
    loop.call_exception_handler({"message": "something is wrong", "zeta": 1, "alpha": [2]})

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(report, loop)
    await asyncio.sleep(0)

asyncio.run(main())
asyncio.run(main(), debug=True)
