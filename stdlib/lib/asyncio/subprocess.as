"""Child processes, talked to through streams."""

from subprocess import DEVNULL, PIPE, STDOUT
import subprocess

from . import events, protocols, streams, tasks
from .log import _logger as logger

__all__ = 'create_subprocess_exec', 'create_subprocess_shell'

_OUTPUTS = {1: 'stdout', 2: 'stderr'}


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """Start a program with its arguments; the Process of it."""
    loop = events.get_running_loop()
    return await _launched(loop.subprocess_exec, loop, limit, program, *args, stdin=stdin, stdout=stdout, stderr=stderr, **kwds)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """Have the shell run a command; the Process of it."""
    loop = events.get_running_loop()
    return await _launched(loop.subprocess_shell, loop, limit, cmd, stdin=stdin, stdout=stdout, stderr=stderr, **kwds)


async def _launched(start, on_loop, buffer_limit, /, *what, **how):
    def factory():
        return SubprocessStreamProtocol(limit=buffer_limit, loop=on_loop)
    return Process(*await start(factory, *what, **how), on_loop)


class Process:
    """A child process: its streams stdin, stdout, stderr (None where there is no pipe), its pid and returncode."""

    def __init__(self, transport, protocol, loop):
        self._loop, self._protocol, self._transport = loop, protocol, transport
        self.pid = transport.get_pid()
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    # What the transport does for it.

    def kill(self):
        self._transport.kill()

    def terminate(self):
        self._transport.terminate()

    def send_signal(self, signal):
        self._transport.send_signal(signal)

    @property
    def returncode(self):
        return self._transport.get_returncode()

    async def wait(self):
        """The return code, as soon as the process has ended."""
        return await self._transport._wait()

    # A whole conversation.

    async def communicate(self, input=None):
        """Send input, read both outputs until their ends, wait for the process: (stdout, stderr), None where there is no pipe."""
        said = await tasks.gather(self._send(input), *(self._collect(fd, name) for fd, name in _OUTPUTS.items()))
        await self.wait()
        return tuple(said[1:])

    def _note(self, what, *values):
        if self._loop.get_debug():
            logger.debug('%r communicate: ' + what, self, *values)

    async def _send(self, data):
        pipe = self.stdin
        if pipe is None:
            return
        try:
            if data is not None:
                pipe.write(data)
                self._note('feed stdin (%s bytes)', len(data))
            await pipe.drain()
        except (ConnectionResetError, BrokenPipeError) as gone:
            self._note('stdin got %r', gone)  # no error: the child need not read all
        self._note('close stdin')
        pipe.close()

    async def _collect(self, fd, name):
        stream = getattr(self, name)
        if stream is None:
            return None
        pipe = self._transport.get_pipe_transport(fd)
        self._note('read %s', name)
        everything = await stream.read()
        self._note('close %s', name)
        pipe.close()
        return everything


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Makes streams of the pipes of a child process, and closes its transport when it has ended and they are at their ends."""

    stdin = stdout = stderr = None
    _transport = None
    _process_exited = False

    def __init__(self, limit, loop):
        super().__init__(loop=loop)
        self._limit = limit
        self._open_outputs = set()
        self._stdin_closed = self._loop.create_future()

    def __repr__(self):
        streams_open = [(name, getattr(self, name)) for name in ('stdin', *_OUTPUTS.values())]
        shown = ''.join(f' {name}={stream!r}' for name, stream in streams_open if stream is not None)
        return f'<{type(self).__name__}{shown}>'

    def connection_made(self, transport):
        self._transport = transport
        for fd, name in _OUTPUTS.items():
            if (pipe := transport.get_pipe_transport(fd)) is not None:
                reader = streams.StreamReader(limit=self._limit, loop=self._loop)
                reader.set_transport(pipe)
                setattr(self, name, reader)
                self._open_outputs.add(fd)
        if (pipe := transport.get_pipe_transport(0)) is not None:
            self.stdin = streams.StreamWriter(pipe, protocol=self, reader=None, loop=self._loop)

    def _output(self, fd):
        return getattr(self, _OUTPUTS[fd]) if fd in _OUTPUTS else None

    def pipe_data_received(self, fd, data):
        if (reader := self._output(fd)) is not None:
            reader.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            self._input_lost(exc)
            return
        if (reader := self._output(fd)) is not None:
            if exc is not None:
                reader.set_exception(exc)
            else:
                reader.feed_eof()
        self._open_outputs.discard(fd)
        self._close_if_over()

    def _input_lost(self, error):
        if self.stdin is not None:
            self.stdin.close()
        self.connection_lost(error)
        closed = self._stdin_closed
        if error is not None:
            closed.set_exception(error)
            closed._log_traceback = False  # drain() tells it: it is no lost exception
        else:
            closed.set_result(None)

    def process_exited(self):
        self._process_exited = True
        self._close_if_over()

    def _close_if_over(self):
        if self._process_exited and not self._open_outputs:
            ending, self._transport = self._transport, None
            ending.close()

    def _get_close_waiter(self, stream):
        return self._stdin_closed if stream is self.stdin else None
