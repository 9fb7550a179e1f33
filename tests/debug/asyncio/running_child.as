# D14: a transport that is closed while its process runs kills it, and says so in debug mode.
# transcript
import asyncio
import sys

async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(asyncio.SubprocessProtocol, "sleep", "1000", stdin=None, stdout=None, stderr=None)
    transport.close()
    print(await transport._wait())
    print(transport.get_returncode())
    await asyncio.sleep(0.01)

asyncio.run(main())
asyncio.run(main(), debug=True)
