"""What event loops do with sockets: the sock_* methods, accepting connections, transports over sockets.

The class BaseSelectorEventLoop only holds functions: the loop's class takes each from here when it is first used (unix_events.py), so that
programs without sockets do not pay for them.
"""

__all__ = ('BaseSelectorEventLoop',)

import collections
import errno
import itertools
import os
import socket
import warnings

from . import constants
from . import events
from . import exceptions
from . import futures
from . import protocols
from . import transports
from . import trsock
from .log import _logger as logger

try:
    _IOV_MAX = os.sysconf('SC_IOV_MAX')
except (AttributeError, ValueError, OSError):
    _IOV_MAX = 16

_WOULD_BLOCK = (BlockingIOError, InterruptedError)
_FATAL = (SystemExit, KeyboardInterrupt)


def _set_nodelay(sock):
    if sock.family in (socket.AF_INET, socket.AF_INET6) and sock.type == socket.SOCK_STREAM and sock.proto == socket.IPPROTO_TCP:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _check_bytes(data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')


def _remove_reader_when_done(loop, fd, handle):
    def done(fut):
        if handle is None or not handle.cancelled():
            loop.remove_reader(fd)
    return done


def _remove_writer_when_done(loop, fd, handle):
    def done(fut):
        if handle is None or not handle.cancelled():
            loop.remove_writer(fd)
    return done


def _try(fut, operation, *args):
    """One attempt of an operation on a non-blocking socket. False: it would block; else the future knows how it ended."""
    if fut.done():
        return True
    try:
        result = operation(*args)
    except _WOULD_BLOCK:
        return False
    except _FATAL:
        raise
    except BaseException as exc:
        fut.set_exception(exc)
    else:
        fut.set_result(result)
    return True


class BaseSelectorEventLoop:
    """Methods of loops that watch descriptors."""

    def _check_sock(self, sock):
        if type(sock).__module__ == 'ssl':
            raise TypeError('Socket cannot be of type SSLSocket')
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')

    # ---- operations on sockets

    async def _sock_when_readable(self, sock, operation, *args):
        self._check_sock(sock)
        try:
            return operation(*args)
        except _WOULD_BLOCK:
            pass
        fut = self.create_future()
        fd = sock.fileno()
        self._check_transport(fd)
        handle = self._add_reader(fd, _try, fut, operation, *args)
        fut.add_done_callback(_remove_reader_when_done(self, fd, handle))
        return await fut

    async def sock_recv(self, sock, n):
        """Receive data from the socket: at most n bytes, none at its end."""
        return await self._sock_when_readable(sock, sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        """Receive data from the socket into buf; the number of bytes."""
        return await self._sock_when_readable(sock, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram and the address that sent it."""
        return await self._sock_when_readable(sock, sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into buf: the number of bytes, and the address."""
        return await self._sock_when_readable(sock, sock.recvfrom_into, buf, nbytes or len(buf))

    async def sock_sendall(self, sock, data):
        """Send all the data to the socket."""
        self._check_sock(sock)
        try:
            sent = sock.send(data)
        except _WOULD_BLOCK:
            sent = 0
        if sent == len(data):
            return
        fut = self.create_future()
        fd = sock.fileno()
        self._check_transport(fd)
        rest = memoryview(data)[sent:]

        def send_more():
            nonlocal rest
            if fut.done():
                return
            try:
                rest = rest[sock.send(rest):]
            except _WOULD_BLOCK:
                return
            except _FATAL:
                raise
            except BaseException as exc:
                fut.set_exception(exc)
                return
            if not rest:
                fut.set_result(None)

        handle = self._add_writer(fd, send_more)
        fut.add_done_callback(_remove_writer_when_done(self, fd, handle))
        return await fut

    async def sock_sendto(self, sock, data, address):
        """Send a datagram to address."""
        self._check_sock(sock)
        try:
            return sock.sendto(data, address)
        except _WOULD_BLOCK:
            pass
        fut = self.create_future()
        fd = sock.fileno()
        self._check_transport(fd)
        handle = self._add_writer(fd, _try, fut, sock.sendto, data, address)
        fut.add_done_callback(_remove_writer_when_done(self, fd, handle))
        return await fut

    async def sock_connect(self, sock, address):
        """Connect to a remote socket at address."""
        self._check_sock(sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            infos = await self._ensure_resolved(address, family=sock.family, type=sock.type, proto=sock.proto)
            address = infos[0][4]
        fut = self.create_future()
        fd = sock.fileno()
        try:
            sock.connect(address)
        except _WOULD_BLOCK:
            self._check_transport(fd)

            def connected():
                if fut.done():
                    return
                error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if error in (errno.EINPROGRESS, errno.EAGAIN, errno.EALREADY):
                    return
                if error:
                    fut.set_exception(OSError(error, f'Connect call failed {address}'))
                else:
                    fut.set_result(None)

            handle = self._add_writer(fd, connected)
            fut.add_done_callback(_remove_writer_when_done(self, fd, handle))
        except _FATAL:
            raise
        except BaseException as exc:
            fut.set_exception(exc)
        else:
            fut.set_result(None)
        try:
            return await fut
        finally:
            fut = None  # an exception's traceback would keep it in a cycle

    async def sock_accept(self, sock):
        """Accept a connection: a new non-blocking socket, and the address of the other side."""
        def accept():
            conn, address = sock.accept()
            conn.setblocking(False)
            return conn, address
        return await self._sock_when_readable(sock, accept)

    # ---- servers

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT, ssl_shutdown_timeout=constants.SSL_SHUTDOWN_TIMEOUT):
        self._add_reader(sock.fileno(), self._accept_connection, protocol_factory, sock, sslcontext, server, backlog,
                         ssl_handshake_timeout, ssl_shutdown_timeout)

    def _accept_connection(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                           ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT,
                           ssl_shutdown_timeout=constants.SSL_SHUTDOWN_TIMEOUT):
        # As many as were told to listen(): fewer calls of the loop when many come at once.
        for _ in range(backlog):
            try:
                conn, address = sock.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as exc:
                if exc.errno not in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    raise
                # Out of descriptors or memory: a loop that tried again at once would do nothing else.
                self.call_exception_handler({'message': 'socket.accept() out of system resource', 'exception': exc,
                                             'socket': trsock.TransportSocket(sock)})
                self._remove_reader(sock.fileno())
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._start_serving, protocol_factory, sock, sslcontext, server, backlog,
                                ssl_handshake_timeout, ssl_shutdown_timeout)
                return
            if self._debug:
                logger.debug('%r got a new connection from %r: %r', server, address, conn)
            conn.setblocking(False)
            self.create_task(self._accept_connection2(protocol_factory, conn, {'peername': address}, sslcontext, server,
                                                      ssl_handshake_timeout, ssl_shutdown_timeout))

    async def _accept_connection2(self, protocol_factory, conn, extra, sslcontext=None, server=None,
                                  ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT,
                                  ssl_shutdown_timeout=constants.SSL_SHUTDOWN_TIMEOUT):
        protocol = transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            if sslcontext:
                transport = self._make_ssl_transport(conn, protocol, sslcontext, waiter=waiter, server_side=True, extra=extra, server=server,
                                                     ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
            else:
                transport = self._make_socket_transport(conn, protocol, waiter=waiter, extra=extra, server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                waiter = None  # an exception's traceback would keep it in a cycle
                raise
        except _FATAL:
            raise
        except BaseException as exc:
            if self._debug:
                context = {'message': 'Error on transport creation for incoming connection', 'exception': exc}
                if protocol is not None:
                    context['protocol'] = protocol
                if transport is not None:
                    context['transport'] = transport
                self.call_exception_handler(context)

    def _stop_serving(self, sock):
        path = sock.getsockname() if sock in self._unix_server_sockets else None
        self._remove_reader(sock.fileno())
        sock.close()
        if path is not None:
            self._remove_socket_file(sock, path)

    # ---- transports

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._transports_map()
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        self._transports_map()
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)

    def _make_ssl_transport(self, *args, **kwargs):
        import ssl  # ModuleNotFoundError where there is none

    def _transports_map(self):
        if self._transports is None:
            import weakref
            self._transports = weakref.WeakValueDictionary()


def _name_of(ask):
    """An address of a socket, or None where the system has none to tell."""
    try:
        return ask()
    except OSError:
        return None


class _SelectorTransport(transports._FlowControlMixin):
    """What transports over sockets share. _conn_lost counts the call of connection_lost() that is scheduled, and writes after it."""

    max_size = 256 * 1024
    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        self._extra |= {'socket': trsock.TransportSocket(sock), 'sockname': _name_of(sock.getsockname)}
        if 'peername' not in self._extra:
            self._extra['peername'] = _name_of(sock.getpeername)
        self._buffer, self._paused = collections.deque(), False
        self._closing, self._conn_lost = False, 0
        self._sock, self._sock_fd = sock, sock.fileno()
        self._protocol_connected, self._server = False, server
        self.set_protocol(protocol)
        loop._transports[self._sock_fd] = self
        if server is not None:
            server._attach(self)

    def __repr__(self):
        info = [type(self).__name__]
        if self._sock is None:
            info.append('closed')
        elif self._closing:
            info.append('closing')
        info.append(f'fd={self._sock_fd}')
        loop = self._loop
        if loop is not None and not loop.is_closed():
            reading, writing = (loop._watched(self._sock_fd, which) is not None for which in (0, 1))
            info.append(f"read={'polling' if reading else 'idle'}")
            info.append(f"write=<{'polling' if writing else 'idle'}, bufsize={self.get_write_buffer_size()}>")
        return '<{}>'.format(' '.join(info))

    # ---- the protocol

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol_connected = True
        self._protocol = protocol

    # ---- reading goes on and off

    def is_reading(self):
        return not (self._paused or self._closing)

    def pause_reading(self):
        if self.is_reading():
            self._turn_reading('pauses')

    def resume_reading(self):
        if self._paused and not self._closing:
            self._turn_reading('resumes')

    def _turn_reading(self, what):
        loop, self._paused = self._loop, not self._paused
        if self._paused:
            loop._remove_reader(self._sock_fd)
        else:
            self._add_reader(self._sock_fd, self._read_ready)
        if loop.get_debug():
            logger.debug('%r %s reading', self, what)

    # ---- the end: reading stops at once; the protocol is told in the next turn of the loop, or when the buffer has gone out

    def is_closing(self):
        return self._closing

    def close(self):
        if not self._closing:
            self._end_reading()
            if not self._buffer:
                self._loop._remove_writer(self._sock_fd)
                self._tell_lost(None)

    def abort(self):
        self._force_close(None)

    def _end_reading(self):
        self._closing = True
        self._loop._remove_reader(self._sock_fd)

    def _tell_lost(self, exc):
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, exc)

    def __del__(self, _warn=warnings.warn):
        if self._sock is not None:
            _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._sock.close()
            if self._server is not None:
                self._server._detach(self)

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        elif self._loop.get_debug():
            logger.debug('%r: %s', self, message, exc_info=True)
        self._force_close(exc)

    def _force_close(self, exc):
        if not self._conn_lost:
            self._drop_buffer()
            if not self._closing:
                self._end_reading()
            self._tell_lost(exc)

    def _drop_buffer(self):
        if self._buffer:
            self._loop._remove_writer(self._sock_fd)
            self._buffer.clear()

    def _is_lost(self):
        """Is it too late to write? Scripts that go on doing so are told in the log."""
        if not self._conn_lost:
            return False
        if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            logger.warning('socket.send() raised exception.')
        self._conn_lost += 1
        return True

    def _call_connection_lost(self, exc):
        try:
            if self._protocol_connected:
                self._protocol.connection_lost(exc)
        finally:
            self._sock.close()
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach(self)

    def get_write_buffer_size(self):
        return sum(map(len, self._buffer))

    def _add_reader(self, fd, callback, *args):
        if self.is_reading():
            self._loop._add_reader(fd, callback, *args)

    def _ask_protocol(self, name, *args):
        """Call a method of the protocol; an exception ends the connection. (whether it worked, the result)"""
        try:
            return True, getattr(self._protocol, name)(*args)
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, f'Fatal error: protocol.{name}() call failed.')
            return False, None


class _SelectorSocketTransport(_SelectorTransport):
    _start_tls_compatible = True
    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        self._eof = False
        self._empty_waiter = None  # of sendfile(): set when the buffer has gone out
        super().__init__(loop, sock, protocol, extra, server)
        _set_nodelay(sock)  # small writes go out at once
        loop.call_soon(self._protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)  # only after connection_made()
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def set_protocol(self, protocol):
        self._buffered = isinstance(protocol, protocols.BufferedProtocol)
        super().set_protocol(protocol)

    # ---- reading

    def _read_ready(self):
        if self._conn_lost:
            return
        if self._buffered:
            self._read_into_buffer()
            return
        try:
            data = self._sock.recv(self.max_size)
        except _WOULD_BLOCK:
            return
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal read error on socket transport')
            return
        if not data:
            self._read_eof()
            return
        try:
            self._protocol.data_received(data)
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal error: protocol.data_received() call failed.')

    def _read_into_buffer(self):
        try:
            buffer = self._protocol.get_buffer(-1)
            if not len(buffer):
                raise RuntimeError('get_buffer() returned an empty buffer')
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal error: protocol.get_buffer() call failed.')
            return
        try:
            count = self._sock.recv_into(buffer)
        except _WOULD_BLOCK:
            return
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal read error on socket transport')
            return
        if count:
            self._ask_protocol('buffer_updated', count)
        else:
            self._read_eof()

    def _read_eof(self):
        if self._loop.get_debug():
            logger.debug('%r received EOF', self)
        worked, keep_open = self._ask_protocol('eof_received')
        if not worked:
            return
        if keep_open:
            self._loop._remove_reader(self._sock_fd)  # nothing more will come, but we may still write
        else:
            self.close()

    # ---- writing

    def write(self, data):
        _check_bytes(data)
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if self._empty_waiter is not None:
            raise RuntimeError('unable to write; sendfile is in progress')
        if not data or self._is_lost():
            return
        if not self._buffer:
            try:
                sent = self._sock.send(data)
            except _WOULD_BLOCK:
                sent = 0
            except _FATAL:
                raise
            except BaseException as exc:
                self._fatal_error(exc, 'Fatal write error on socket transport')
                return
            if sent == len(data) and type(data) is bytes:
                return
            data = memoryview(data)[sent:]
            if not data:
                return
            self._loop._add_writer(self._sock_fd, self._write_ready)
        self._buffer.append(data)
        self._maybe_pause_protocol()

    def writelines(self, list_of_data):
        if self._eof:
            raise RuntimeError('Cannot call writelines() after write_eof()')
        if self._empty_waiter is not None:
            raise RuntimeError('unable to writelines; sendfile is in progress')
        if not list_of_data:
            return
        self._buffer.extend([memoryview(data) for data in list_of_data])
        self._write_ready()
        if self._buffer:
            self._loop._add_writer(self._sock_fd, self._write_ready)

    def _drop_sent(self, count):
        buffer = self._buffer
        while count:
            first = buffer.popleft()
            if len(first) > count:
                buffer.appendleft(memoryview(first)[count:])
                break
            count -= len(first)

    def _write_ready(self):
        assert self._buffer, 'Data should not be empty'
        if self._conn_lost:
            return
        try:
            self._drop_sent(self._sock.sendmsg(itertools.islice(self._buffer, _IOV_MAX)))
        except _WOULD_BLOCK:
            return
        except _FATAL:
            raise
        except BaseException as exc:
            self._drop_buffer()
            self._fatal_error(exc, 'Fatal write error on socket transport')
            if self._empty_waiter is not None:
                self._empty_waiter.set_exception(exc)
            return
        self._maybe_resume_protocol()  # which may write more
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            self._all_sent()

    def _all_sent(self):
        waiter = self._empty_waiter
        if waiter is not None:
            waiter.set_result(None)
        if self._closing:
            self._call_connection_lost(None)
        elif self._eof:
            self._end_writing()

    def _end_writing(self):
        self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._eof and not self._closing:
            self._eof = True
            if not self._buffer:
                self._end_writing()

    # ---- ending, sendfile

    def _call_connection_lost(self, exc):
        try:
            super()._call_connection_lost(exc)
        finally:
            if self._empty_waiter is not None:
                self._empty_waiter.set_exception(ConnectionError('Connection is closed by peer'))

    def _make_empty_waiter(self):
        if self._empty_waiter is not None:
            raise RuntimeError('Empty waiter is already set')
        waiter = self._empty_waiter = self._loop.create_future()
        if not len(self._buffer):
            waiter.set_result(None)
        return waiter

    def _reset_empty_waiter(self):
        self._empty_waiter = None


class _SelectorDatagramTransport(_SelectorTransport, transports.DatagramTransport):
    _buffer_factory = collections.deque
    _HEADER_SIZE = 8  # what a datagram's header adds to the size of the buffer

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        self._buffer_size = 0
        loop.call_soon(self._protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def get_write_buffer_size(self):
        return self._buffer_size

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, address = self._sock.recvfrom(self.max_size)
        except _WOULD_BLOCK:
            pass
        except OSError as exc:
            self._protocol.error_received(exc)
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal read error on datagram transport')
        else:
            self._protocol.datagram_received(data, address)

    def _send_one(self, data, address):
        """Whether it went out; None: an error was reported."""
        try:
            if self._extra['peername']:
                self._sock.send(data)
            else:
                self._sock.sendto(data, address)
            return True
        except _WOULD_BLOCK:
            return False
        except OSError as exc:
            self._protocol.error_received(exc)
        except _FATAL:
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal write error on datagram transport')
        return None

    def sendto(self, data, addr=None):
        _check_bytes(data)
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f'Invalid address: must be None or {self._address}')
            addr = self._address
        if self._address and self._is_lost():
            return
        if not self._buffer:
            if self._send_one(data, addr) is not False:
                return
            self._loop._add_writer(self._sock_fd, self._sendto_ready)
        self._buffer.append((bytes(data), addr))
        self._buffer_size += len(data) + self._HEADER_SIZE
        self._maybe_pause_protocol()

    def _sendto_ready(self):
        while self._buffer:
            data, address = self._buffer[0]
            sent = self._send_one(data, address)
            if sent is False:
                break
            self._buffer.popleft()
            self._buffer_size -= len(data) + self._HEADER_SIZE
            if sent is None:
                return
        self._maybe_resume_protocol()  # which may send more
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
