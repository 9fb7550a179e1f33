"""What the transport of a child process does, however it was started."""

import functools
import os
import signal
import subprocess
import warnings

from . import protocols, transports
from .log import _logger as logger

_STREAMS = 'stdin', 'stdout', 'stderr'  # a stream's place is its descriptor in the child


def _settle(waiter, error=None):
    """Answer whoever waits for the transport to be set up, if anybody (still) does."""
    if waiter is None or waiter.cancelled():
        return
    if error is None:
        waiter.set_result(None)
    else:
        waiter.set_exception(error)


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    """The protocol of a pipe to or from the child: the transport proc hears what it hears."""

    def __init__(self, proc, fd):
        self.fd, self.proc = fd, proc
        self.disconnected, self.pipe = False, None

    def __repr__(self):
        return f'<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>'

    def connection_made(self, transport):
        self.pipe = transport

    def pause_writing(self):
        self.proc._protocol.pause_writing()

    def resume_writing(self):
        self.proc._protocol.resume_writing()

    def connection_lost(self, exc):
        self.disconnected = True
        owner = self.proc
        try:
            owner._pipe_connection_lost(self.fd, exc)
        finally:
            self.proc = None


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):

    def data_received(self, data):
        self.proc._tell('pipe_data_received', self.fd, data)


class BaseSubprocessTransport(transports.SubprocessTransport):
    """A child process and the pipes to it; a subclass starts the process in _start(), which sets _proc.

    The protocol is told nothing before connection_made(): _backlog keeps what happens until then, and is None later.
    """

    # What is known of a process that has not been started.
    _closed = _finished = False
    _proc = _pid = _returncode = None

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None, extra=None, **kwargs):
        super().__init__(extra)
        self._loop, self._protocol = loop, protocol
        self._backlog, self._exit_waiters = [], []
        ends = dict(zip(_STREAMS, (stdin, stdout, stderr)))
        self._pipes = {fd: None for fd, name in enumerate(_STREAMS) if ends[name] == subprocess.PIPE}
        try:
            self._start(args=args, shell=shell, bufsize=bufsize, **ends, **kwargs)
        except BaseException:
            self.close()
            raise
        self._extra['subprocess'], self._pid = self._proc, self._proc.pid
        if loop.get_debug():
            logger.debug('process %r created: pid %s', args if isinstance(args, (bytes, str)) else args[0], self._pid)
        loop.create_task(self._connect_pipes(waiter))

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        raise NotImplementedError

    # Setting up.

    async def _connect_pipes(self, waiter):
        try:
            await self._open_streams(self._loop, self._proc)
            backlog, self._backlog = self._backlog, None
            self._tell('connection_made', self)
            for call in backlog:
                self._loop.call_soon(*call)
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            _settle(waiter, error)
        else:
            _settle(waiter)

    async def _open_streams(self, loop, proc):
        for fd, name in enumerate(_STREAMS):
            end = getattr(proc, name)
            if end is None:
                continue
            connect, kind = ((loop.connect_read_pipe, ReadSubprocessPipeProto) if fd else
                             (loop.connect_write_pipe, WriteSubprocessPipeProto))
            self._pipes[fd] = (await connect(functools.partial(kind, self, fd), end))[1]

    # What happens, and who is told.

    def _tell(self, event, *details):
        self._soon(getattr(self._protocol, event), *details)

    def _soon(self, *call):
        if self._backlog is None:
            self._loop.call_soon(*call)
        else:
            self._backlog.append(call)

    def _pipe_connection_lost(self, fd, exc):
        self._tell('pipe_connection_lost', fd, exc)
        self._finish_if_over()

    def _process_exited(self, returncode):
        assert returncode is not None, returncode
        assert self._returncode is None, self._returncode
        if self._loop.get_debug():
            logger.info('%r exited with return code %r', self, returncode)
        self._returncode = returncode
        popen = self._proc
        if popen.returncode is None:
            popen.returncode = returncode  # it need not, and cannot, wait for the process itself
        self._tell('process_exited')
        self._finish_if_over()

    def _finish_if_over(self):
        """The connection is lost once the process has ended and each of its pipes was opened and has closed."""
        assert not self._finished
        links = self._pipes.values()
        self._finished = self._returncode is not None and all(link is not None and link.disconnected for link in links)
        if self._finished:
            self._soon(self._lose_connection)

    def _lose_connection(self):
        sleepers, self._exit_waiters = self._exit_waiters, None
        try:
            self._protocol.connection_lost(None)
        finally:
            for sleeper in sleepers:
                if not sleeper.cancelled():
                    sleeper.set_result(self._returncode)
            self._protocol = self._proc = self._loop = None

    async def _wait(self):
        """The return code of the process, when it has one."""
        if self._returncode is None:
            sleeper = self._loop.create_future()
            self._exit_waiters.append(sleeper)
            return await sleeper
        return self._returncode

    # Signals.

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def send_signal(self, signal):
        popen = self._proc
        if popen is None:
            raise ProcessLookupError()
        if popen.returncode is None:  # or else the number may be another process by now
            try:
                os.kill(popen.pid, signal)
            except ProcessLookupError:
                pass

    # What one may ask.

    def get_pipe_transport(self, fd):
        return self._pipes[fd].pipe if fd in self._pipes else None

    def get_returncode(self):
        return self._returncode

    def get_pid(self):
        return self._pid

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def __repr__(self):
        words = [type(self).__name__, *['closed'] * self._closed]
        started = self._pid is not None
        if started:
            words.append(f'pid={self._pid}')
        words.append(f'returncode={self._returncode}' if self._returncode is not None else 'running' if started else 'not started')
        shown = {}  # streams that share a pipe share a word
        for fd, name in enumerate(_STREAMS):
            link = self._pipes.get(fd)
            if link is not None:
                shown[link] = f'{shown[link]}={name}' if link in shown else name
        words += [f'{names}={link.pipe}' for link, names in shown.items()]
        return f'<{" ".join(words)}>'

    # The end.

    def is_closing(self):
        return self._closed

    def close(self):
        if not self._closed:
            self._closed = True
            for link in filter(None, self._pipes.values()):
                link.pipe.close()
            self._kill_if_running()

    def _kill_if_running(self):
        popen = self._proc
        if popen is not None and self._returncode is None and popen.poll() is None:
            if self._loop.get_debug():
                logger.warning('Close running child process: kill %r', self)
            try:
                popen.kill()
            except (PermissionError, ProcessLookupError):
                pass  # it runs as somebody else, or has ended

    def __del__(self, warn=warnings.warn):
        if self._closed:
            return
        warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        self.close()
