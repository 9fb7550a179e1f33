# Child processes: communicate, streams, signals, return codes, protocols, errors.
import asyncio
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


class Proto(asyncio.SubprocessProtocol):
    def __init__(self):
        self.events = []
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.events.append("made")

    def pipe_data_received(self, fd, data):
        self.events.append((fd, data))

    def pipe_connection_lost(self, fd, exc):
        self.events.append(("pipe lost", fd, exc))

    def process_exited(self):
        self.events.append("exited")

    def connection_lost(self, exc):
        self.done.set_result(exc)


async def main():
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    print(p.returncode, await p.communicate(b"x" * 200_000) == (b"x" * 200_000, None), p.returncode, str(p) == f"<Process {p.pid}>")
    p = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=PIPE, stderr=PIPE)
    print(await p.communicate(), p.returncode, await p.wait())
    p = await asyncio.create_subprocess_shell("echo out; echo err >&2", stdout=PIPE, stderr=STDOUT)
    print(await p.communicate(), p.stdin, p.stderr)
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    p.stdin.write(b"line one\n")
    await p.stdin.drain()
    print(await p.stdout.readline())
    p.stdin.write(b"line two")
    p.stdin.close()
    await p.stdin.wait_closed()
    print(await p.stdout.read(), await p.wait())
    for how in "terminate", "kill", "send_signal":
        p = await asyncio.create_subprocess_exec("sleep", "60", stdin=DEVNULL)
        getattr(p, how)(*([signal.SIGUSR1] if how == "send_signal" else []))
        print(how, await p.wait(), p.returncode)
        try:
            p.terminate()
        except ProcessLookupError as e:
            print(repr(e))
    p = await asyncio.create_subprocess_shell("exit 0", env={"A": "b"}, cwd="/")
    print(await p.wait())
    try:
        await asyncio.create_subprocess_exec("/no/such/program")
    except FileNotFoundError as e:
        print(type(e).__name__, e)
    for kwargs in {"universal_newlines": True}, {"shell": True}, {"bufsize": 5}, {"text": True}, {"encoding": "x"}, {"errors": "x"}:
        try:
            await asyncio.create_subprocess_exec("true", **kwargs)
        except ValueError as e:
            print(e)
    try:
        await asyncio.create_subprocess_shell(["list"])
    except ValueError as e:
        print(e)
    loop = asyncio.get_running_loop()
    transport, proto = await loop.subprocess_exec(Proto, "sh", "-c", "cat; exit 7", stderr=None)
    print(transport.get_pid() > 0, transport.get_returncode(), transport.get_pipe_transport(2), transport.is_closing())
    transport.get_pipe_transport(0).write(b"fed")
    transport.get_pipe_transport(0).close()
    print(await proto.done, transport.get_returncode())
    print(proto.events[0], sorted(map(str, proto.events[1:])))
    transport.close()
    try:
        transport.terminate()
    except ProcessLookupError as e:
        print(repr(e))
    p = await asyncio.create_subprocess_exec("sleep", "60")
    p._transport.close()
    print(await p.wait())
    children = [await asyncio.create_subprocess_shell(f"exit {n}") for n in range(10)]
    print(await asyncio.gather(*(p.wait() for p in children)))
    p = await asyncio.create_subprocess_exec("true", stdin=PIPE)
    print(await p.communicate(b"y" * 1_000_000), p.returncode)


asyncio.run(main())
