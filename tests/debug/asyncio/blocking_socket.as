# D4: in debug mode every method of a loop that takes a socket wants one that does not block.
import asyncio
import socket

async def attempt(what, make):
    try:
        result = await make()
    except ValueError as e:
        print(what, type(e).__name__, e)
    else:
        print(what, "ok", result)

async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    with a, b:
        await attempt("recv", lambda: loop.sock_recv(a, 1))
        await attempt("recv_into", lambda: loop.sock_recv_into(a, bytearray(1)))
        await attempt("recvfrom", lambda: loop.sock_recvfrom(a, 1))
        await attempt("recvfrom_into", lambda: loop.sock_recvfrom_into(a, bytearray(1)))
        await attempt("sendall", lambda: loop.sock_sendall(a, b"x"))
        await attempt("sendto", lambda: loop.sock_sendto(a, b"x", b.getsockname()))
        await attempt("connect", lambda: loop.sock_connect(a, ("127.0.0.1", 1)))
        await attempt("accept", lambda: loop.sock_accept(a))
        with open(__file__, "rb") as file:
            await attempt("sendfile", lambda: loop.sock_sendfile(a, file))
        a.settimeout(5)
        await attempt("timeout", lambda: loop.sock_recv(a, 1))
        a.setblocking(False)
        b.setblocking(False)
        await attempt("sendall", lambda: loop.sock_sendall(a, b"x"))
        await attempt("recv", lambda: loop.sock_recv(b, 1))

asyncio.run(main(), debug=True)
