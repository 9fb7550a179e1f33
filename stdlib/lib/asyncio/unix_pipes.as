"""Transports over pipes, and of child processes.

The class _UnixSelectorEventLoop only holds functions: the loop's class takes each from here when it is first used (unix_events.py).
"""

import contextlib
import errno
import os
import stat
import subprocess
import sys
import warnings

from . import base_subprocess
from . import constants
from . import events
from . import exceptions
from . import futures
from . import transports
from .log import _logger as logger

_FATAL = (SystemExit, KeyboardInterrupt)


class _Pipe:
    """What both ends share: a descriptor of a pipe, socket or character device, made non-blocking."""

    def _open(self, pipe, problem):
        self._extra['pipe'] = pipe
        self._pipe = pipe
        self._fileno = pipe.fileno()
        mode = os.fstat(self._fileno).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
            self._pipe = self._fileno = self._protocol = None
            raise ValueError(problem)
        os.set_blocking(self._fileno, False)
        return mode

    def _info(self, which):
        info = [type(self).__name__]
        if self._pipe is None:
            info.append('closed')
        elif self._closing:
            info.append('closing')
        info.append(f'fd={self._fileno}')
        if self._pipe is None:
            info.append('closed')
        else:
            info.append('idle' if self._loop._watched(self._fileno, which) is None else 'polling')
        return info

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def __del__(self, _warn=warnings.warn):
        if self._pipe is not None:
            _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._pipe.close()

    def _report(self, exc, message, quiet):
        if not quiet:
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        elif self._loop.get_debug():
            logger.debug('%r: %s', self, message, exc_info=True)
        self._close(exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None


class _UnixReadPipeTransport(_Pipe, transports.ReadTransport):

    max_size = 256 * 1024

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._loop = loop
        self._protocol = protocol
        self._closing = False
        self._paused = False
        self._open(pipe, 'Pipe transport is for pipes/sockets only.')
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._fileno, self._read_ready)  # only after connection_made()
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return '<{}>'.format(' '.join(self._info(0)))

    def _add_reader(self, fd, callback):
        if self.is_reading():
            self._loop._add_reader(fd, callback)

    def is_reading(self):
        return not self._paused and not self._closing

    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._report(exc, 'Fatal read error on pipe transport', exc.errno == errno.EIO)
            return
        if data:
            self._protocol.data_received(data)
            return
        if self._loop.get_debug():
            logger.info('%r was closed by peer', self)
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._protocol.eof_received)
        self._loop.call_soon(self._call_connection_lost, None)

    def pause_reading(self):
        if not self.is_reading():
            return
        self._paused = True
        self._loop._remove_reader(self._fileno)
        if self._loop.get_debug():
            logger.debug('%r pauses reading', self)

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        self._loop._add_reader(self._fileno, self._read_ready)
        if self._loop.get_debug():
            logger.debug('%r resumes reading', self)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, exc):
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixWritePipeTransport(_Pipe, transports._FlowControlMixin, transports.WriteTransport):

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._protocol = protocol
        self._buffer = bytearray()
        self._conn_lost = 0
        self._closing = False  # by close() or write_eof()
        mode = self._open(pipe, 'Pipe transport is only for pipes, sockets and character devices')
        loop.call_soon(protocol.connection_made, self)
        if not stat.S_ISCHR(mode):
            # Nothing is ever read: the descriptor becomes readable when the other end is closed.
            loop.call_soon(loop._add_reader, self._fileno, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        info = self._info(1)
        if self._pipe is not None:
            info.append(f'bufsize={self.get_write_buffer_size()}')
        return '<{}>'.format(' '.join(info))

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        if self._loop.get_debug():
            logger.info('%r was closed by peer', self)
        self._close(BrokenPipeError() if self._buffer else None)

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('pipe closed by peer or os.write(pipe, data) raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                written = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                written = 0
            except _FATAL:
                raise
            except BaseException as exc:
                self._conn_lost += 1
                self._fatal_error(exc, 'Fatal write error on pipe transport')
                return
            if written == len(data):
                return
            data = memoryview(data)[written:]
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, 'Data should not be empty'
        try:
            written = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except _FATAL:
            raise
        except BaseException as exc:
            self._buffer.clear()
            self._conn_lost += 1
            self._loop._remove_writer(self._fileno)
            self._fatal_error(exc, 'Fatal write error on pipe transport')
            return
        if written < len(self._buffer):
            del self._buffer[:written]
            return
        self._buffer.clear()
        self._loop._remove_writer(self._fileno)
        self._maybe_resume_protocol()  # which may write more
        if self._closing:
            self._loop._remove_reader(self._fileno)
            self._call_connection_lost(None)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        assert self._pipe
        self._closing = True
        if not self._buffer:
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._close(None)

    def _fatal_error(self, exc, message='Fatal error on pipe transport'):
        self._report(exc, message, isinstance(exc, OSError))

    def _close(self, exc=None):
        self._closing = True
        if self._buffer:
            self._loop._remove_writer(self._fileno)
        self._buffer.clear()
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        self._proc = subprocess.Popen(args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, universal_newlines=False,
                                      bufsize=bufsize, **kwargs)


def _describe(fd):
    return {subprocess.PIPE: '<pipe>', subprocess.STDOUT: '<stdout>'}.get(fd) or repr(fd)


def _check_popen_options(shell, wanted_shell, universal_newlines, bufsize, encoding, errors, text):
    if universal_newlines:
        raise ValueError('universal_newlines must be False')
    if bool(shell) != wanted_shell:
        raise ValueError(f'shell must be {wanted_shell}')
    if bufsize != 0:
        raise ValueError('bufsize must be 0')
    if text:
        raise ValueError('text must be False')
    if encoding is not None:
        raise ValueError('encoding must be None')
    if errors is not None:
        raise ValueError('errors must be None')


class BaseEventLoop:
    """Pipes and processes."""

    async def _connect_pipe(self, kind, make, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(self, pipe, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        if self._debug:
            logger.debug('%s pipe %r connected: (%r, %r)', kind, pipe.fileno(), transport, protocol)
        return transport, protocol

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Register the reading end of a pipe: the transport and the protocol."""
        return await self._connect_pipe('Read', _UnixReadPipeTransport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Register the writing end of a pipe: the transport and the protocol."""
        return await self._connect_pipe('Write', _UnixWritePipeTransport, protocol_factory, pipe)

    def _log_subprocess(self, what, stdin, stdout, stderr):
        info = [what]
        if stdin is not None:
            info.append(f'stdin={_describe(stdin)}')
        if stdout is not None and stderr == subprocess.STDOUT:
            info.append(f'stdout=stderr={_describe(stdout)}')
        else:
            if stdout is not None:
                info.append(f'stdout={_describe(stdout)}')
            if stderr is not None:
                info.append(f'stderr={_describe(stderr)}')
        logger.debug(' '.join(info))

    async def _subprocess(self, what, protocol_factory, args, shell, stdin, stdout, stderr, bufsize, kwargs):
        protocol = protocol_factory()
        if self._debug:
            self._log_subprocess(what, stdin, stdout, stderr)  # of the arguments only the program: they may hold secrets
        transport = await self._make_subprocess_transport(protocol, args, shell, stdin, stdout, stderr, bufsize, **kwargs)
        if self._debug:
            logger.info('%s: %r', what, transport)
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None, **kwargs):
        """Run a shell command: the transport and the protocol."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError('cmd must be a string')
        _check_popen_options(shell, True, universal_newlines, bufsize, encoding, errors, text)
        return await self._subprocess('run shell command %r' % cmd, protocol_factory, cmd, True, stdin, stdout, stderr, bufsize, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None,
                              text=None, **kwargs):
        """Run a program: the transport and the protocol."""
        _check_popen_options(shell, False, universal_newlines, bufsize, encoding, errors, text)
        return await self._subprocess(f'execute program {program!r}', protocol_factory, (program, *args), False, stdin, stdout, stderr,
                                      bufsize, kwargs)

    # ---- children

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs):
        watcher = getattr(events.get_event_loop_policy(), '_watcher', None)
        if watcher is not None and not watcher.is_active():
            # Starting one whose end nobody would notice is worse than an error.
            raise RuntimeError('asyncio.get_child_watcher() is not activated, subprocess support is not installed.')
        waiter = self.create_future()
        with watcher if watcher is not None else contextlib.nullcontext():
            transport = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=waiter, extra=extra, **kwargs)
            if watcher is None:
                self._watch_child(transport)
            else:
                watcher.add_child_handler(transport.get_pid(), lambda pid, returncode: self.call_soon_threadsafe(transport._process_exited, returncode))
        try:
            await waiter
        except _FATAL:
            raise
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport

    def _watch_child(self, transport):
        """A descriptor of the process becomes readable when it ends."""
        pid = transport.get_pid()
        fd = os.pidfd_open(pid)

        def ended():
            self._remove_reader(fd)
            os.close(fd)
            try:
                _, status = os.waitpid(pid, 0)
            except ChildProcessError:
                returncode = transport._proc.returncode if transport._proc is not None else None
                if returncode is None:  # somebody else has waited for it
                    returncode = 255
                    logger.warning('child process pid %d exit status already read:  will report returncode 255', pid)
            else:
                returncode = os.waitstatus_to_exitcode(status)
            transport._process_exited(returncode)

        self._add_reader(fd, ended)
