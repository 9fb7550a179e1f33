# The loop's methods on sockets: readiness, cancellation, errors.
import asyncio
import io
import socket
import tempfile


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    waiting = asyncio.create_task(loop.sock_recv(b, 100))
    await asyncio.sleep(0)
    print(await loop.sock_sendall(a, b"hello"), await waiting)
    waiting = asyncio.create_task(loop.sock_recv(b, 100))
    await asyncio.sleep(0)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("cancelled", loop.remove_reader(b))
    room = bytearray(4)
    await loop.sock_sendall(a, b"into")
    print(await loop.sock_recv_into(b, room), room)
    big = asyncio.create_task(loop.sock_sendall(a, b"x" * 3_000_000))
    got = 0
    while got < 3_000_000:
        got += len(await loop.sock_recv(b, 100_000))
    print(got, await big)
    a.close()
    print(await loop.sock_recv(b, 1))
    b.close()
    try:
        await loop.sock_recv(b, 1)
    except OSError as e:
        print(type(e).__name__, e)

    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    accepting = asyncio.create_task(loop.sock_accept(server))
    await asyncio.sleep(0)
    client = socket.socket()
    client.setblocking(False)
    print(await loop.sock_connect(client, server.getsockname()))
    conn, address = await accepting
    print(address == client.getsockname(), conn.gettimeout())
    await loop.sock_sendall(conn, b"data")
    print(await loop.sock_recv(client, 10))
    with tempfile.TemporaryFile() as f:
        f.write(b"0123456789" * 1000)
        f.flush()
        print(await loop.sock_sendfile(conn, f), f.tell())
        print(await loop.sock_sendfile(conn, f, 5, 10), f.tell())
        for args in ((-1,), ("x",), (0, 0), (0, "y"), (0, -5)):
            try:
                await loop.sock_sendfile(conn, f, *args)
            except (ValueError, TypeError) as e:
                print(type(e).__name__, e)
    try:
        await loop.sock_sendfile(conn, io.StringIO("text"), fallback=False)
    except asyncio.SendfileNotAvailableError as e:
        print(type(e).__name__, e)
    text = b""
    while len(text) < 10010:
        text += await loop.sock_recv(client, 20000)
    print(len(text), text[-10:])
    for s in (server, client, conn):
        s.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        target = free.getsockname()
    with socket.socket() as s:
        s.setblocking(False)
        try:
            await loop.sock_connect(s, target)
        except ConnectionRefusedError as e:
            print(e.errno, str(e).replace(str(target), "ADDRESS"))
    u, v = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(2))
    for s in (u, v):
        s.setblocking(False)
        s.bind(("127.0.0.1", 0))
    print(await loop.sock_sendto(u, b"dgram", v.getsockname()))
    data, where = await loop.sock_recvfrom(v, 100)
    print(data, where == u.getsockname())
    await loop.sock_sendto(u, b"again", v.getsockname())
    print((await loop.sock_recvfrom_into(v, room))[0], room)
    u.close()
    v.close()
    loop.set_debug(True)
    loop.slow_callback_duration = 3600
    with socket.socket() as s:
        for call in (loop.sock_recv(s, 1), loop.sock_sendall(s, b""), loop.sock_connect(s, target), loop.sock_accept(s)):
            try:
                await call
            except ValueError as e:
                print(e)


asyncio.run(main())
