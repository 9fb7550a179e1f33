# D13: create_server() goes on where one of several families cannot be had, and says so in debug mode.
# transcript
import asyncio
import errno
import socket

class Choosy(socket.socket):
    def __init__(self, family=-1, *rest, **more):
        if family == socket.AF_INET6:
            raise OSError(errno.EAFNOSUPPORT, "no such family")
        super().__init__(family, *rest, **more)

class Unavailable(socket.socket):
    def bind(self, address):
        if self.family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "not here")
        super().bind(address)

INFOS = [(socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("::1", 0, 0, 0)),
         (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 0))]

async def main():
    loop = asyncio.get_running_loop()

    async def infos(*args, **kwargs):
        return INFOS
    loop.getaddrinfo = infos
    for kind in Choosy, Unavailable:
        plain, socket.socket = socket.socket, kind
        try:
            server = await loop.create_server(asyncio.Protocol, "localhost", 0)
        finally:
            socket.socket = plain
        print(kind.__name__, [s.family.name for s in server.sockets])
        server.close()
        await server.wait_closed()

asyncio.run(main())
asyncio.run(main(), debug=True)
