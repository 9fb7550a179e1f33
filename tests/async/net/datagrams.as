# Datagram endpoints: with and without a remote address, errors, closing.
import asyncio
import os
import socket
import tempfile


class Echo(asyncio.DatagramProtocol):
    def __init__(self):
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.upper(), addr)

    def connection_lost(self, exc):
        self.lost.set_result(exc)


class Collect(Echo):
    def __init__(self):
        super().__init__()
        self.queue = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.queue.put_nowait((data, addr))

    def error_received(self, exc):
        self.queue.put_nowait(type(exc).__name__)


async def main():
    loop = asyncio.get_running_loop()
    server, echo = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    address = server.get_extra_info("sockname")
    print(server.get_extra_info("peername"), server.get_write_buffer_size(), server.is_closing())
    client, collect = await loop.create_datagram_endpoint(Collect, remote_addr=address)
    client.sendto(b"one")
    print((await collect.queue.get())[0])
    client.sendto(b"two", address)
    data, where = await collect.queue.get()
    print(data, where == address, client.get_extra_info("peername") == address)
    client.sendto(b"")
    print((await collect.queue.get())[0])
    for args in (("text",), (b"x", ("127.0.0.1", 1))):
        try:
            client.sendto(*args)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, str(e).replace(str(address[1]), "PORT"))
    server.close()
    print(await echo.lost, server.is_closing())
    client.sendto(b"to nobody")
    print(await collect.queue.get())
    client.abort()
    print(await collect.lost)
    free, collect = await loop.create_datagram_endpoint(Collect, family=socket.AF_INET)
    other, echo = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0), allow_broadcast=True)
    free.sendto(b"free", other.get_extra_info("sockname"))
    print((await collect.queue.get())[0], other.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST))
    free.close()
    other.close()
    await collect.lost, await echo.lost
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s")
        server, echo = await loop.create_datagram_endpoint(Collect, local_addr=path, family=socket.AF_UNIX)
        client, collect = await loop.create_datagram_endpoint(Collect, remote_addr=path, family=socket.AF_UNIX)
        client.sendto(b"unix")
        print((await echo.queue.get())[0])
        client.close()
        server.close()
        await collect.lost, await echo.lost
    print(str(server).startswith("<_SelectorDatagramTransport closed fd="))


asyncio.run(main())
