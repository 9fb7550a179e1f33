# connect_accepted_socket, subprocess_shell and subprocess_exec with protocols, sendfile without a transport that can.
import asyncio
import socket


class Talker(asyncio.Protocol):
    def __init__(self, log, closed):
        self.log, self.closed = log, closed

    def connection_made(self, transport):
        self.transport = transport
        self.log.append(('made', transport.get_extra_info('socket') is not None))

    def data_received(self, data):
        self.log.append(data)
        self.transport.write(data.upper())
        self.transport.write_eof()

    def eof_received(self):
        self.log.append('eof')

    def connection_lost(self, exc):
        self.log.append(('lost', exc))
        self.closed.set_result(None)


class Child(asyncio.SubprocessProtocol):
    def __init__(self, log, ended):
        self.log, self.ended, self.text = log, ended, {}

    def connection_made(self, transport):
        self.transport = transport
        self.log.append(type(transport.get_pid()).__name__)

    def pipe_data_received(self, fd, data):
        self.text[fd] = self.text.get(fd, b'') + data

    def pipe_connection_lost(self, fd, exc):
        self.log.append(('pipe', exc))

    def process_exited(self):
        self.log.append(('exited', self.transport.get_returncode()))

    def connection_lost(self, exc):
        self.log.append(('lost', exc))
        self.ended.set_result(None)


async def accepted(loop):
    log, closed = [], loop.create_future()
    listener = socket.create_server(('127.0.0.1', 0))
    client = socket.create_connection(listener.getsockname())
    ours, _ = listener.accept()
    transport, protocol = await loop.connect_accepted_socket(lambda: Talker(log, closed), ours)
    print(isinstance(protocol, Talker), transport.get_protocol() is protocol, transport.is_closing(), ours.getblocking())
    client.setblocking(False)
    await loop.sock_sendall(client, b'hello')
    print(await loop.sock_recv(client, 100), await loop.sock_recv(client, 100))
    client.close()
    await closed
    print(log, transport.is_closing())
    listener.close()
    try:
        await loop.connect_accepted_socket(lambda: Talker(log, closed), socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    except ValueError as e:
        print(type(e).__name__, str(e).split(',')[0][:40])


async def children(loop):
    for make in (lambda f: loop.subprocess_shell(f, 'read line; echo "got $line"; echo error >&2; exit 7'),
                 lambda f: loop.subprocess_exec(f, 'sh', '-c', 'read line; echo "$0 $line"', 'name')):
        log, ended = [], loop.create_future()
        transport, protocol = await make(lambda: Child(log, ended))
        transport.get_pipe_transport(0).write(b'a line\n')
        await ended
        print(log[0], sorted(map(repr, log[1:])), protocol.text, transport.get_returncode(), transport.get_pipe_transport(9))
        transport.close()
    for wrong in (lambda: loop.subprocess_shell(Child, 5), lambda: loop.subprocess_exec(Child, 'true', universal_newlines=True),
                  lambda: loop.subprocess_shell(Child, 'true', shell=False), lambda: loop.subprocess_exec(Child, 'true', bufsize=1)):
        try:
            await wrong()
        except (ValueError, TypeError) as e:
            print(repr(e))


async def refused(loop):
    reads, writes = socket.socketpair()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=reads)
    for call in (lambda: loop.sendfile(transport, None, fallback=False), lambda: loop.sendfile(asyncio.BaseTransport(), None)):
        try:
            await call()
        except Exception as e:
            print(type(e).__name__, e)
    transport.close()
    writes.close()
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    await accepted(loop)
    await children(loop)
    await refused(loop)


asyncio.run(main())
