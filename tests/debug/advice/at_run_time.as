# Debug mode gives the advice when it compiles a script; the script runs all the same.
# options: --debug
# by hand
# transcript
import asyncio

async def fetch():
    return True

async def main():
    if fetch():
        print("always true")

asyncio.run(main())
