# create_connection and create_server: arguments, errors, serve_forever, closing.
import asyncio
import socket


async def show(awaitable):
    try:
        print("->", await awaitable)
    except Exception as e:
        print(type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    P = asyncio.Protocol
    await show(loop.create_connection(P))
    await show(loop.create_connection(P, server_hostname="x"))
    await show(loop.create_connection(P, ssl=True))
    await show(loop.create_connection(P, "h", 1, ssl_handshake_timeout=1))
    await show(loop.create_connection(P, "h", 1, ssl_shutdown_timeout=1))
    s = socket.socket()
    await show(loop.create_connection(P, "h", 1, sock=s))
    d = socket.socket(type=socket.SOCK_DGRAM)
    try:
        await loop.create_connection(P, sock=d)
    except ValueError as e:
        print(str(e).partition(" fd=")[0])
    await show(loop.create_server(P))
    await show(loop.create_server(P, "h", 1, sock=s))
    await show(loop.create_server(P, ssl=True))
    await show(loop.create_server(P, ssl_handshake_timeout=1))
    try:
        await loop.create_server(P, sock=d)
    except ValueError as e:
        print(str(e).partition(" fd=")[0])
    s.close()
    await show(loop.create_unix_connection(P))
    await show(loop.create_unix_connection(P, "path", sock=d))
    await show(loop.create_unix_connection(P, "/no/such/path"))
    await show(loop.create_unix_connection(P, "p", server_hostname="x"))
    await show(loop.create_unix_connection(P, "p", ssl=True))
    await show(loop.create_unix_server(P))
    await show(loop.create_unix_server(P, "/no/such/folder/sock"))
    await show(loop.create_datagram_endpoint(P))
    await show(loop.create_datagram_endpoint(P, local_addr="x"))
    await show(loop.create_datagram_endpoint(P, sock=d, local_addr=("127.0.0.1", 0), reuse_port=True))
    d.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for kwargs in {}, {"all_errors": True}, {"local_addr": ("127.0.0.1", 0)}:
        try:
            await loop.create_connection(P, "127.0.0.1", port, **kwargs)
        except (OSError, ExceptionGroup) as e:
            print(type(e).__name__, str(e).replace(str(port), "PORT"), getattr(e, "errno", None))
    server = await loop.create_server(P, "127.0.0.1", 0, start_serving=False)
    port = server.sockets[0].getsockname()[1]
    print(server.is_serving(), str(server.sockets[0]).startswith("<asyncio.TransportSocket fd="), server.get_loop() is loop)
    await server.start_serving()
    print(server.is_serving())
    try:
        await loop.create_server(P, "127.0.0.1", port)
    except OSError as e:
        print(type(e).__name__, str(e).replace(str(port), "PORT"))
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(str(e).partition("<Server")[0], str(e).rpartition(">")[2])
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", server.is_serving(), server.sockets)
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(e)
    await server.wait_closed()
    async with await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname(), happy_eyeballs_delay=0.25)
        print(await reader.read())
        writer.close()
    print(server.is_serving())
    sock = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.start_server(lambda r, w: w.close(), sock=sock)
    reader, writer = await asyncio.open_connection(sock=socket.create_connection(sock.getsockname()))
    print(await reader.read())
    writer.close()
    ts = server.sockets[0]
    print(ts.family, ts.type, ts.gettimeout(), ts.setblocking(False))
    for call in (lambda: ts.setblocking(True), lambda: ts.settimeout(1)):
        try:
            call()
        except ValueError as e:
            print(e)
    server.close()
    server.close()
    await server.wait_closed()
    print(loop._transports is not None, [len(asyncio.all_tasks())])


asyncio.run(main())
