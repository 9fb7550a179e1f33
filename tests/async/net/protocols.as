# Transports and protocols over TCP: the order of calls, pausing, half-closing, errors of protocols.
import asyncio

log = print


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        log("S made", transport.get_extra_info("sockname")[0], type(transport).__mro__[1].__name__ != "")

    def data_received(self, data):
        log("S data", data)
        self.transport.write(data[::-1])

    def eof_received(self):
        log("S eof")
        self.transport.write(b"last")

    def connection_lost(self, exc):
        log("S lost", exc)
        lost.set_result(None)


class Client(asyncio.Protocol):
    def __init__(self):
        self.data = b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        log("C made")
        self.transport = transport

    def data_received(self, data):
        self.data += data

    def eof_received(self):
        log("C eof", self.data)

    def connection_lost(self, exc):
        log("C lost", exc)
        self.done.set_result(None)


class Keeping(Server):
    def eof_received(self):
        log("K eof")
        asyncio.get_running_loop().call_soon(self.finish)
        return True

    def finish(self):
        log("K still writes", self.transport.is_closing())
        self.transport.write(b"half")
        self.transport.close()


class Buffered(asyncio.BufferedProtocol):
    def connection_made(self, transport):
        self.transport = transport
        self.room = bytearray(3)

    def get_buffer(self, sizehint):
        return self.room

    def buffer_updated(self, nbytes):
        self.transport.write(b"[%s]" % self.room[:nbytes])

    def eof_received(self):
        log("B eof")

    def connection_lost(self, exc):
        log("B lost", exc)
        lost.set_result(None)


async def once(factory):
    global lost
    loop = asyncio.get_running_loop()
    lost = loop.create_future()
    server = await loop.create_server(factory, "127.0.0.1", 0)
    transport, client = await loop.create_connection(Client, *server.sockets[0].getsockname())
    transport.write(b"abc")
    transport.writelines([b"de", b"f"])
    print(transport.get_write_buffer_size(), transport.get_write_buffer_limits(), transport.is_reading())
    transport.write_eof()
    try:
        transport.write(b"more")
    except RuntimeError as e:
        print(e)
    try:
        transport.writelines([b"more"])
    except RuntimeError as e:
        print(e)
    await client.done
    await lost
    print(client.data, transport.is_closing())
    server.close()
    await server.wait_closed()


class Pausing(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.got = 0
        self.events = []

    def data_received(self, data):
        self.got += len(data)

    def pause_writing(self):
        self.events.append("pause")

    def resume_writing(self):
        self.events.append("resume")

    def connection_lost(self, exc):
        pass


async def pausing():
    loop = asyncio.get_running_loop()
    made = []

    def factory():
        made.append(Pausing())
        return made[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0)
    transport, client = await loop.create_connection(Pausing, *server.sockets[0].getsockname())
    while not made or not hasattr(made[0], "transport"):
        await asyncio.sleep(0)
    other = made[0]
    other.transport.pause_reading()
    print(other.transport.is_reading(), transport.set_write_buffer_limits(high=1000), transport.get_write_buffer_limits())
    block = b"x" * 1_000_000
    for _ in range(20):
        transport.write(block)
    print(client.events, transport.get_write_buffer_size() > 1000)
    other.transport.resume_reading()
    while other.got < 20_000_000:
        await asyncio.sleep(0)
    while transport.get_write_buffer_size():
        await asyncio.sleep(0)
    print(client.events, transport.get_write_buffer_size())
    for args in ((5, 10), (-1, -5)):
        try:
            transport.set_write_buffer_limits(*args)
        except ValueError as e:
            print(e)
    try:
        transport.write("text")
    except TypeError as e:
        print(e)
    transport.set_write_buffer_limits(low=10)
    print(transport.get_write_buffer_limits())
    server.close_clients()
    server.close()
    transport.abort()
    await server.wait_closed()


class Bad(asyncio.Protocol):
    def __init__(self, where):
        self.where = where

    def connection_made(self, transport):
        if self.where == "made":
            raise ValueError("in connection_made")

    def data_received(self, data):
        if self.where == "data":
            raise ValueError("in data_received")

    def eof_received(self):
        if self.where == "eof":
            raise ValueError("in eof_received")


async def bad():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"].partition(" at ")[0], repr(context["exception"]), sorted(context)))
    for where in "made", "data", "eof":
        server = await loop.create_server(lambda: Bad(where), "127.0.0.1", 0)
        transport, client = await loop.create_connection(Client, *server.sockets[0].getsockname())
        transport.write(b"x")
        transport.write_eof()
        await client.done
        server.close()
        await server.wait_closed()
    loop.set_exception_handler(None)


async def main():
    await once(Server)
    await once(Keeping)
    await once(Buffered)
    await pausing()
    await bad()


asyncio.run(main())
