# D10: how long a name took is told at DEBUG, or at INFO when that was slow.
# transcript
import asyncio
import logging
import socket

logging.basicConfig(format="%(levelname)s %(message)s", level=logging.DEBUG)
logging.getLogger("concurrent.futures").setLevel(logging.WARNING)

async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 100
    print(await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
    print(await loop.getaddrinfo("127.0.0.1", 80, family=socket.AF_INET, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_NUMERICHOST))
    await quiet(loop)

async def quiet(loop):
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    print(await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))

asyncio.run(main(), debug=True)
logging.getLogger("asyncio").setLevel(logging.DEBUG)

async def plain():
    print(await asyncio.get_running_loop().getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))

asyncio.run(plain(), debug=False)

class Slow(logging.Filter):
    def filter(self, record):
        return "took" in record.getMessage() and "Executing" not in record.getMessage()

async def slow():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 1e-9
    logging.getLogger("asyncio").addFilter(Slow())
    await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)

asyncio.run(slow(), debug=True)
