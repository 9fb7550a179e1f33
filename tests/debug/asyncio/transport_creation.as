# D12: what fails while a connection that came in gets its transport is reported in debug mode, and silent without it.
# transcript
import asyncio
import socket

class Broken(asyncio.Protocol):
    def __init__(self):
        raise RuntimeError("no protocol today")

async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Broken, "127.0.0.1", 0)
    with socket.socket() as client:
        client.setblocking(False)
        await loop.sock_connect(client, server.sockets[0].getsockname())
        for _ in range(3):
            await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
    print("closed")

asyncio.run(main())
asyncio.run(main(), debug=True)
