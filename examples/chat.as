# A chat: everyone hears what the others say.
#   aster chat.as server 8888        then, in other terminals: nc 127.0.0.1 8888
# Without arguments three people talk to a server of their own.
import asyncio
import sys

people = {}  # name -> writer


async def tell(text, but=None):
    for name, writer in list(people.items()):
        if name != but:
            writer.write(f"{text}\n".encode())
            await writer.drain()


async def talk(reader, writer):
    writer.write(b"your name? ")
    name = (await reader.readline()).decode().strip()
    if not name or name in people:
        writer.write(b"that name is taken\n")
    else:
        people[name] = writer
        await tell(f"* {name} comes in")
        async for line in reader:
            await tell(f"<{name}> {line.decode().rstrip()}", but=name)
        del people[name]
        await tell(f"* {name} leaves")
    writer.close()


async def visitor(port, name, says, turn, heard):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readuntil(b"? ")
    writer.write(f"{name}\n".encode())
    while (line := (await reader.readline()).decode().rstrip()) != turn:
        heard.append(line)
    heard.append(line)
    writer.write(f"{says}\n".encode())
    return reader, writer


async def demo():
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port, heard = server.sockets[0].getsockname()[1], []
    ann = await visitor(port, "Ann", "anybody here?", "* Ann comes in", heard)
    bob = await visitor(port, "Bob", "me!", "* Bob comes in", [])
    while "<Bob> me!" not in heard:
        heard.append((await ann[0].readline()).decode().rstrip())
    bob[1].close()
    heard.append((await ann[0].readline()).decode().rstrip())
    ann[1].close()
    print("what Ann heard:", *heard, sep="\n  ")
    server.close()


async def main():
    if sys.argv[1:2] == ["server"]:
        async with await asyncio.start_server(talk, "127.0.0.1", int(sys.argv[2])) as server:
            await server.serve_forever()
    else:
        await demo()


asyncio.run(main())
