# Streams: servers and clients, reading in every way, limits, errors, how they look.
import asyncio


async def serve(handler, client, **kwargs):
    server = await asyncio.start_server(handler, "127.0.0.1", 0, **kwargs)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    await client(reader, writer)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    return server


async def echo(reader, writer):
    async for line in reader:
        writer.write(line.upper())
        await writer.drain()
    writer.write(b"bye")
    writer.close()


async def talk(reader, writer):
    print(writer.get_extra_info("peername")[0], writer.get_extra_info("nothing", "default"), writer.can_write_eof(), writer.is_closing())
    writer.write(b"one\ntwo\n")
    writer.writelines([b"th", b"ree\n"])
    print(await reader.readline(), await reader.readexactly(4), await reader.readuntil(b"EE\n"))
    writer.write_eof()
    print(await reader.read(2), await reader.read(), await reader.read(5), reader.at_eof(), await reader.readline())


async def swallow(reader, writer):
    await reader.read()
    writer.close()


async def limits(reader, writer):
    writer.write(b"a" * 50 + b"\n" + b"b" * 300 + b"\nend\n")
    writer.write_eof()
    await writer.drain()
    await asyncio.sleep(0)
    small = asyncio.StreamReader(limit=100)
    small.feed_data(b"a" * 50 + b"\n" + b"b" * 300 + b"\nend\n")
    print(len(await small.readline()))
    try:
        await small.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    try:
        await small.readline()
    except ValueError as e:
        print(type(e).__name__, e)
    print(await small.readline())
    small.feed_data(b"c" * 200)
    try:
        await small.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    try:
        await small.readline()
    except ValueError as e:
        print(e)
    small.feed_data(b"part")
    small.feed_eof()
    try:
        await small.readexactly(10)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)
    try:
        await small.readuntil((b"x", b"yy"))
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)


async def separators():
    r = asyncio.StreamReader()
    print(r)
    r.feed_data(b"a--b+c+-d")
    print(await r.readuntil((b"+", b"--")), await r.readuntil((b"+-", b"+")), await r.readuntil(b"-"), r)
    for bad in (b"", (), (b"x", b"")):
        try:
            await r.readuntil(bad)
        except ValueError as e:
            print(e)
    try:
        await r.readexactly(-1)
    except ValueError as e:
        print(e)
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as e:
        print(e)
    print(await r.readexactly(0), await r.read(0), await r.read(100))
    waiting = asyncio.create_task(r.read(5))
    await asyncio.sleep(0)
    try:
        await r.readline()
    except RuntimeError as e:
        print(e)
    print(str(r).startswith("<StreamReader waiter=<Future pending"))
    r.set_exception(OSError("broken"))
    for call in (waiting, r.read(), r.readline(), r.readexactly(1)):
        try:
            await call
        except OSError as e:
            print(type(e).__name__, e)
    print(r)


async def failing(reader, writer):
    await reader.read(1)
    raise ValueError("handler fails")


async def poke(reader, writer):
    writer.write(b"x")
    print("after failure:", await reader.read())


async def main():
    server = await serve(echo, talk)
    print(server, server.is_serving(), server.sockets)
    await serve(swallow, limits)
    await separators()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    await serve(failing, poke)
    loop.set_exception_handler(None)
    first = asyncio.Event()

    async def plain(reader, writer):
        first.set()
        writer.write(b"hello")
        await writer.drain()
        writer.transport.abort()

    async def lost(reader, writer):
        await first.wait()
        print(await reader.read(10))
        try:
            while True:
                writer.write(b"x" * 10)
                await writer.drain()
                await asyncio.sleep(0)
        except ConnectionError as e:
            print(isinstance(e, (ConnectionResetError, BrokenPipeError)))

    try:
        await serve(plain, lost)
    except ConnectionError as e:
        print("closed with", isinstance(e, OSError))


asyncio.run(main())
