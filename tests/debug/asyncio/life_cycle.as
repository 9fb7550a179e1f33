# D15: what transports, servers, pipes and children tell at DEBUG and INFO of their lives.
# transcript
import asyncio
import logging
import os
import re
import socket
import sys

class Plain(logging.Formatter):
    """Without the numbers of ports, descriptors and processes."""

    def format(self, record):
        text = f"{record.levelname} {record.getMessage()}"
        text = re.sub(r"('127\.0\.0\.1', |127\.0\.0\.1:)\d+", r"\1PORT", text)
        return re.sub(r"(pid |pipe |Process )\d+", r"\1N", text)

def is_certain(record):
    """A child that is read to its end may be seen to exit before that or after it."""
    return "exited with return code 0" not in record.getMessage()

handler = logging.StreamHandler()
handler.setFormatter(Plain())
handler.addFilter(is_certain)
logging.getLogger("asyncio").addHandler(handler)
logging.getLogger("asyncio").setLevel(logging.DEBUG)

class Ends(asyncio.Protocol):
    def __init__(self):
        self.lost = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc):
        self.lost.set_result(exc)

class Echo(Ends):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)

async def server():
    loop = asyncio.get_running_loop()
    protocols = []
    server = await loop.create_server(lambda: protocols.append(Echo()) or protocols[-1], "127.0.0.1", 0)
    with socket.create_connection(server.sockets[0].getsockname()) as client:
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)
        while not protocols:
            await asyncio.sleep(0)
        print(await protocols[0].lost)
        print(client.recv(10))
    server.close()
    await server.wait_closed()

async def client():
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        transport, protocol = await loop.create_connection(Echo, *listening.getsockname())
        transport.pause_reading()
        transport.resume_reading()
        listening.accept()[0].close()
        print(await protocol.lost)

async def datagrams():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
    transport.close()
    await asyncio.sleep(0)

async def pipes():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    reading, reader = await loop.connect_read_pipe(Ends, open(r, "rb", 0))
    writing, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, open(w, "wb", 0))
    reading.pause_reading()
    reading.resume_reading()
    writing.close()
    print(await reader.lost)

async def child():
    process = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(b"through the cat"))
    process = await asyncio.create_subprocess_shell("read line; exit 3", stdin=asyncio.subprocess.PIPE)
    process.stdin.close()
    print(await process.wait())

for part in server, client, datagrams, pipes, child:
    print(f"-- {part.__name__}", file=sys.stderr, flush=True)
    asyncio.run(part(), debug=True)
