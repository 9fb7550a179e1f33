# D11: an OSError of a transport is told at DEBUG, with its traceback; without debug mode the protocol alone learns of it.
# transcript
import asyncio
import logging
import socket
import struct

logging.basicConfig(format="%(levelname)s %(message)s", level=logging.DEBUG)

class Client(asyncio.Protocol):
    def __init__(self):
        self.lost = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc):
        self.lost.set_result(exc)

async def reset():
    """A connection whose other end is reset."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        transport, protocol = await loop.create_connection(Client, sock=connected(listening.getsockname()))
        other, _ = listening.accept()
        other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        other.close()
        print(repr(await protocol.lost))

def connected(address):
    s = socket.create_connection(address)
    s.setblocking(False)
    return s

class Only(logging.Filter):
    def filter(self, record):
        return "Fatal" in record.getMessage()

logging.getLogger("asyncio").addFilter(Only())
asyncio.run(reset(), debug=True)
asyncio.run(reset())
