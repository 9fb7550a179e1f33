# A server and a client on one machine: lines go there and come back in capitals.
import asyncio


async def serve(reader, writer):
    async for line in reader:
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        for line in ("hello", "how are you?"):
            writer.write(line.encode() + b"\n")
            print("answer:", (await reader.readline()).decode().rstrip())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
