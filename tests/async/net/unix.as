# Unix domain sockets: servers, stale files, cleaning up; pipes.
import asyncio
import os
import tempfile


async def handle(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()


class Log(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        print(self.name, "made")

    def data_received(self, data):
        print(self.name, data)

    def eof_received(self):
        print(self.name, "eof")

    def connection_lost(self, exc):
        print(self.name, "lost", exc)
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sock")
        for cleanup in True, False:
            server = await asyncio.start_unix_server(handle, path, cleanup_socket=cleanup)
            reader, writer = await asyncio.open_unix_connection(path)
            print(writer.get_extra_info("peername") == path, writer.get_extra_info("sockname"))
            writer.write(b"line\n")
            print(await reader.readline(), await reader.read())
            writer.close()
            await writer.wait_closed()
            server.close()
            await server.wait_closed()
            print(os.path.exists(path))
        server = await asyncio.start_unix_server(handle, path)
        print("the old file went")
        server.close()
        open(path, "w").close()
        try:
            await asyncio.start_unix_server(handle, path)
        except OSError as e:
            print(type(e).__name__, e.errno, str(e).replace(folder, "FOLDER"))

    read, write = os.pipe()
    rt, reading = await loop.connect_read_pipe(lambda: Log("R"), open(read, "rb", 0))
    wt, writing = await loop.connect_write_pipe(lambda: Log("W"), open(write, "wb", 0))
    print(type(rt).__name__, rt.is_reading(), wt.can_write_eof(), wt.get_write_buffer_size())
    wt.write(b"through the pipe")
    await asyncio.sleep(0.01)
    rt.pause_reading()
    print(rt.is_reading())
    rt.resume_reading()
    wt.close()
    await writing.lost
    await reading.lost
    print(str(rt).partition(" fd")[0], str(wt).partition(" fd")[0])
    read, write = os.pipe()
    wt, writing = await loop.connect_write_pipe(lambda: Log("W"), open(write, "wb", 0))
    os.close(read)
    await writing.lost
    with tempfile.TemporaryFile() as f:
        for connect in loop.connect_read_pipe, loop.connect_write_pipe:
            try:
                await connect(lambda: Log("-"), f)
            except ValueError as e:
                print(e)


asyncio.run(main())
