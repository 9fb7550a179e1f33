"""Streams: reading and writing a connection with coroutines."""

import functools
import sys
import warnings
import weakref

from . import coroutines, events, exceptions, format_helpers, protocols
from .log import _logger as logger
from .tasks import sleep

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server',
           'open_unix_connection', 'start_unix_server')

_DEFAULT_LIMIT = 65536
_SLICED = 4096  # from here on a view of the buffer is cheaper to take bytes from than a slice


def _settle(future, exc=None):
    """End a wait that has not ended yet: with exc, or well."""
    if future.done():
        return
    if exc is None:
        future.set_result(None)
    else:
        future.set_exception(exc)


def _separators(given):
    """What readuntil() was given, as a list with the shortest first: of two that end together that one counts."""
    choices = sorted(given, key=len) if isinstance(given, tuple) else [given]
    if not choices:
        raise ValueError('Separator should contain at least one element')
    if len(choices[0]) < 1:
        raise ValueError('Separator should be at least one-byte string')
    return choices


def _earliest(buffer, choices, offset):
    """(end, start) of whichever choice ends first in the buffer, from offset on; None."""
    best = None
    for choice in choices:
        start = buffer.find(choice, offset)
        if start >= 0:
            end = start + len(choice)
            if best is None or end < best[0]:
                best = end, start
    return best


class StreamReader:
    """What has come over a connection and is not read yet.

    A protocol feeds it; coroutines take from it, and wait when there is too little. More than twice `limit` bytes are not
    asked for: the transport pauses until no more than `limit` are left.
    """

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        if loop is None:
            loop = events.get_event_loop()
        self._loop, self._limit = loop, limit
        self._buffer = bytearray()
        self._eof = self._paused = False
        self._waiter = self._exception = self._transport = None
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        parts = [(True, 'StreamReader'), (self._buffer, f'{len(self._buffer)} bytes'), (self._eof, 'eof'),
                 (self._limit != _DEFAULT_LIMIT, f'limit={self._limit}')]
        for name in 'waiter', 'exception', 'transport':
            value = getattr(self, '_' + name)
            parts.append((value, f'{name}={value!r}'))
        parts.append((self._paused, 'paused'))
        return f"<{' '.join([text for shown, text in parts if shown])}>"

    # The side of the protocol.

    def set_transport(self, transport):
        """The transport to pause and resume."""
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def feed_data(self, data):
        """Some bytes have come."""
        assert not self._eof, 'feed_data after feed_eof'
        if data:
            buffer = self._buffer
            buffer.extend(data)
            if self._waiter is not None:
                self._wake()
            if len(buffer) > 2 * self._limit and self._transport is not None and not self._paused:
                self._pause()

    def feed_eof(self):
        """No more will come."""
        self._eof = True
        self._wake()

    def set_exception(self, exc):
        """The connection broke: every read from now on raises exc."""
        self._exception = exc
        self._wake(exc)

    def _wake(self, exc=None):
        waiter = self._waiter
        if waiter is not None:
            self._waiter = None
            _settle(waiter, exc)

    def _pause(self):
        try:
            self._transport.pause_reading()
            self._paused = True
        except NotImplementedError:
            self._transport = None  # one that cannot is not asked again

    def _resume(self):
        self._paused = False
        self._transport.resume_reading()

    # The side of the user.

    def exception(self):
        """What set_exception() was told, or None."""
        return self._exception

    def at_eof(self):
        """Whether all that ever came has been read."""
        return self._eof and not self._buffer

    async def _wait_for_data(self, caller):
        if self._waiter is not None:
            raise RuntimeError(f'{caller}() called while another coroutine is already waiting for incoming data')
        assert not self._eof, '_wait_for_data after EOF'
        if self._paused:
            self._resume()  # too little for us, though too much for the limit
        waiter = self._waiter = self._loop.create_future()
        try:
            await waiter
        finally:
            self._waiter = None

    def _take(self, size):
        """The first size bytes of the buffer, or all there are; the transport goes on if that made room."""
        buffer = self._buffer
        if size < len(buffer):
            data = bytes(buffer[:size] if size < _SLICED else memoryview(buffer)[:size])
            del buffer[:size]
        else:
            data = bytes(buffer)
            buffer.clear()
        if self._paused and len(buffer) <= self._limit:
            self._resume()
        return data

    def _ended_early(self, expected):
        """The error for a stream that ended with less than was asked for. It carries off what there was."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        return exceptions.IncompleteReadError(rest, expected)

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are any; with n negative all until the end. b'' is the end."""
        if self._exception is not None:
            raise self._exception
        if n > 0:
            if not (self._buffer or self._eof):
                await self._wait_for_data('read')
            return self._take(n)
        whole = []
        if n < 0:
            while piece := await self.read(self._limit):
                whole.append(piece)
        return b''.join(whole)

    async def readexactly(self, n):
        """Just n bytes. IncompleteReadError has what there was, if the stream ends before."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        while n > len(self._buffer):
            if self._eof:
                raise self._ended_early(n)
            await self._wait_for_data('readexactly')
        return self._take(n)

    async def readuntil(self, separator=b'\n'):
        """Everything up to a separator and the separator too. A tuple has several, the one that is complete first counts.

        IncompleteReadError when the stream ends without one. LimitOverrunError when more than the limit comes before it: then
        all stays in the buffer.
        """
        choices = _separators(separator)
        if self._exception is not None:
            raise self._exception
        searched = 0
        while (hit := _earliest(self._buffer, choices, searched)) is None:
            # All but the last bytes, which may be the beginning of the longest, need no second look.
            searched = max(len(self._buffer) - len(choices[-1]) + 1, 0)
            if searched > self._limit:
                raise exceptions.LimitOverrunError('Separator is not found, and chunk exceed the limit', searched)
            if self._eof:
                raise self._ended_early(None)
            await self._wait_for_data('readuntil')
        end, start = hit
        if start <= self._limit:
            return self._take(end)
        raise exceptions.LimitOverrunError('Separator is found, but chunk is longer than limit', start)

    async def readline(self):
        """A line with its b'\\n'; without one at the end of the stream. ValueError for a line over the limit, which is lost."""
        if self._exception is None:
            size = self._buffer.find(b'\n') + 1
            if 0 < size <= self._limit + 1:
                return self._take(size)
        try:
            return await self.readuntil(b'\n')
        except exceptions.IncompleteReadError as error:
            return error.partial
        except exceptions.LimitOverrunError as error:
            lost = error.consumed
            self._take(lost + 1 if self._buffer.startswith(b'\n', lost) else len(self._buffer))
            raise ValueError(error.args[0])

    def __aiter__(self):
        return self

    async def __anext__(self):
        if line := await self.readline():
            return line
        raise StopAsyncIteration


class StreamWriter:
    """The other direction: a transport's writing methods, and drain() to wait while it has too much to send."""

    def __init__(self, transport, protocol, reader, loop):
        assert reader is None or isinstance(reader, StreamReader)
        self._loop, self._reader = loop, reader
        self._transport, self._protocol = transport, protocol

    def __repr__(self):
        reader = '' if self._reader is None else f' reader={self._reader!r}'
        return f'<{type(self).__name__} transport={self._transport!r}{reader}>'

    def __del__(self, _warn=warnings.warn):
        if not self._transport.is_closing():
            text = 'loop is closed'
            if not self._loop.is_closed():
                self.close()
                text = f'unclosed {self!r}'
            _warn(text, ResourceWarning)

    def write(self, data):
        """Send data, now or as soon as the other side takes it."""
        self._transport.write(data)

    async def drain(self):
        """Wait until there is room for more: after each write(), so that a slow reader slows the writer."""
        reader = self._reader
        if reader is not None and (broken := reader.exception()) is not None:
            raise broken
        if self._transport.is_closing():
            await sleep(0)  # the call of connection_lost() may be on its way: it goes first
        await self._protocol._drain_helper()

    def writelines(self, data):
        """Send every piece of data."""
        self._transport.writelines(data)

    def can_write_eof(self):
        """Whether write_eof() can be used."""
        return self._transport.can_write_eof()

    def write_eof(self):
        """Close the direction of writing, once all is sent."""
        return self._transport.write_eof()

    def is_closing(self):
        """Whether the connection is closed or about to be."""
        return self._transport.is_closing()

    def close(self):
        """Close the connection, once all is sent."""
        return self._transport.close()

    async def wait_closed(self):
        """Wait until the connection is closed. What broke it is raised."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """Something the transport knows: 'peername', 'socket' and others."""
        return self._transport.get_extra_info(name, default)

    @property
    def transport(self):
        """What is written to."""
        return self._transport

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Go on with TLS over the same connection."""
        protocol = self._protocol
        options = dict(server_side=protocol._client_connected_cb is not None, server_hostname=server_hostname,
                       ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        await self.drain()
        self._transport = await self._loop.start_tls(self._transport, protocol, sslcontext, **options)
        protocol._replace_transport(self._transport)


class FlowControlMixin(protocols.Protocol):
    """What a StreamWriter wants of its protocol: any number of coroutines can wait in drain() for the transport."""

    def __init__(self, loop=None):
        self._loop = loop if loop is not None else events.get_event_loop()
        self._draining = []  # the futures of those that wait, first come first
        self._paused = self._connection_lost = False

    def _set_paused(self, paused, text):
        assert self._paused is not paused
        self._paused = paused
        if self._loop.get_debug():
            logger.debug(text, self)

    def _end_drains(self, exc=None):
        for waiter in self._draining:
            _settle(waiter, exc)

    def pause_writing(self):
        self._set_paused(True, '%r pauses writing')

    def resume_writing(self):
        self._set_paused(False, '%r resumes writing')
        self._end_drains()

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self._end_drains(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if self._paused:
            waiter = self._loop.create_future()
            self._draining.append(waiter)
            try:
                await waiter
            finally:
                self._draining.remove(waiter)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


def _client_done(loop, transport, task):
    """A server's coroutine for one client is over. If it did not end well its connection is closed."""
    if not task.cancelled():
        error = task.exception()
        if error is None:
            return
        loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': error,
                                     'transport': transport})
    transport.close()


class StreamReaderProtocol(FlowControlMixin):
    """The protocol that feeds a StreamReader.

    It does not keep the reader alive: nobody can read what comes for one that is dropped. Only a server's is held, until its
    callback has it.
    """

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop)
        self._find_reader = weakref.ref(stream_reader) if stream_reader is not None else lambda: None
        self._held = None if client_connected_cb is None else stream_reader
        self._client_connected_cb = client_connected_cb
        self._task = self._transport = None
        self._over_ssl = False
        self._closed = self._loop.create_future()

    def __del__(self):
        # Whoever read was told what broke the connection: nothing is lost when nobody asks again.
        if (closed := getattr(self, '_closed', None)) is not None and closed.done() and not closed.cancelled():
            closed.exception()

    def _get_close_waiter(self, stream):
        return self._closed

    def _replace_transport(self, transport):
        self._over_ssl = transport.get_extra_info('sslcontext') is not None
        self._transport = transport

    def connection_made(self, transport):
        self._replace_transport(transport)
        if (reader := self._find_reader()) is not None:
            reader.set_transport(transport)
        if self._client_connected_cb is not None:
            self._serve(transport, reader)

    def _serve(self, transport, reader):
        loop = self._loop
        handler = self._client_connected_cb(reader, StreamWriter(transport, self, reader, loop))
        if coroutines.iscoroutine(handler):
            self._task = loop.create_task(handler)
            self._task.add_done_callback(functools.partial(_client_done, loop, transport))
        self._held = None

    def data_received(self, data):
        if (reader := self._find_reader()) is not None:
            reader.feed_data(data)

    def eof_received(self):
        if (reader := self._find_reader()) is not None:
            reader.feed_eof()
        return not self._over_ssl  # TLS has no half of a connection to keep open

    def connection_lost(self, exc):
        reader = self._find_reader()
        if reader is not None and exc is not None:
            reader.set_exception(exc)
        elif reader is not None:
            reader.feed_eof()
        _settle(self._closed, exc)
        super().connection_lost(exc)
        self._find_reader = lambda: None
        self._task = self._transport = None


async def _dial(method, address, limit, options):
    """A (reader, writer) pair over what the loop's method connects."""
    loop = events.get_running_loop()
    reader = StreamReader(limit, loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await getattr(loop, method)(lambda: protocol, *address, **options)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def _listen(method, address, callback, limit, options):
    """The server that the loop's method makes, with streams for each client."""
    loop = events.get_running_loop()
    return await getattr(loop, method)(lambda: StreamReaderProtocol(StreamReader(limit, loop), callback, loop), *address, **options)


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a host's port: a StreamReader and a StreamWriter. Other arguments are those of create_connection()."""
    return await _dial('create_connection', (host, port), limit, kwds)


async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a Unix domain socket: a StreamReader and a StreamWriter."""
    return await _dial('create_unix_connection', (path,), limit, kwds)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Listen on a port. client_connected_cb(reader, writer) is called for each client; of a coroutine function, a task runs."""
    return await _listen('create_server', (host, port), client_connected_cb, limit, kwds)


async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Listen on a Unix domain socket, like start_server()."""
    return await _listen('create_unix_server', (path,), client_connected_cb, limit, kwds)
