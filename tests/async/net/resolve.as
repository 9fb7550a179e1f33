# Names are resolved outside the loop's thread; sendfile through a transport.
import asyncio
import socket
import tempfile


async def main():
    loop = asyncio.get_running_loop()
    infos = await loop.getaddrinfo("localhost", 80, family=socket.AF_INET, type=socket.SOCK_STREAM)
    print(sorted(set(infos)))    # a hosts file that names ::1 too gives it twice
    print(await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    try:
        await loop.getaddrinfo("no.such.host.invalid", 1)
    except socket.gaierror as e:
        print(type(e).__name__)
    got = []

    async def handle(reader, writer):
        got.append(await reader.read())
        writer.write(b"%d bytes" % len(got[-1]))
        writer.close()

    server = await asyncio.start_server(handle, "localhost", 0, family=socket.AF_INET)
    reader, writer = await asyncio.open_connection("localhost", server.sockets[0].getsockname()[1])
    with tempfile.TemporaryFile() as f:
        f.write(b"0123456789" * 100_000)
        f.seek(0)
        writer.write(b"before ")
        print(await loop.sendfile(writer.transport, f), f.tell())
        print(await loop.sendfile(writer.transport, f, 10, 25), f.tell())
        print(await loop.sendfile(writer.transport, f, 10, 5, fallback=False))
    writer.write(b" after")
    writer.write_eof()
    print(await reader.read(), got[0][:10], got[0][-30:])
    writer.close()
    await writer.wait_closed()
    try:
        await loop.sendfile(writer.transport, None)
    except RuntimeError as e:
        print(e)
    server.close()
    await server.wait_closed()


asyncio.run(main())
