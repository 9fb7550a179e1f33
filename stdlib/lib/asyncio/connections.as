"""Connections, servers and datagram endpoints: the part of event loops that resolves, connects and listens.

The class BaseEventLoop only holds functions: the loop's class takes each from here when it is first used (unix_events.py), so that
programs without sockets do not pay for them.
"""

__all__ = ('BaseEventLoop', 'Server')

import errno
import itertools
import os
import socket
import stat
import sys
import weakref

from . import constants
from . import events
from . import exceptions
from . import protocols
from . import staggered
from . import tasks
from . import transports
from . import trsock
from .log import _logger as logger


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """An address that needs no resolving, as getaddrinfo() would give it; else None."""
    if proto not in {0, socket.IPPROTO_TCP, socket.IPPROTO_UDP} or host is None:
        return None
    if type == socket.SOCK_STREAM:
        proto = socket.IPPROTO_TCP
    elif type == socket.SOCK_DGRAM:
        proto = socket.IPPROTO_UDP
    else:
        return None
    if port is None or port in (b'', ''):
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None  # a service by its name
    if isinstance(host, bytes):
        host = host.decode('idna')
    if '%' in host:
        return None  # a scope: inet_pton() does not know them
    families = [socket.AF_INET, socket.AF_INET6] if family == socket.AF_UNSPEC else [family]
    for family in families:
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        if family == socket.AF_INET6:
            return family, type, proto, '', (host, port, flowinfo, scopeid)
        return family, type, proto, '', (host, port)
    return None


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Addresses of the families in turn, after some of the first family."""
    by_family = {}
    for info in addrinfos:
        by_family.setdefault(info[0], []).append(info)
    groups = list(by_family.values())
    start = []
    if first_address_family_count > 1:
        start = groups[0][:first_address_family_count - 1]
        del groups[0][:first_address_family_count - 1]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*groups))
    return start + [info for info in turns if info is not None]


def _set_reuseport(sock):
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        raise ValueError('reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.') from None


def _check_stream_socket(sock):
    if sock.type != socket.SOCK_STREAM:
        raise ValueError(f'A Stream Socket was expected, got {sock!r}')


def _check_ssl_times(ssl, handshake, shutdown):
    if handshake is not None and not ssl:
        raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
    if shutdown is not None and not ssl:
        raise ValueError('ssl_shutdown_timeout is only meaningful with ssl')


def _raise_connect_errors(exceptions, all_errors):
    errors = [exc for group in exceptions for exc in group]
    if all_errors:
        raise ExceptionGroup('create_connection failed', errors)
    model = str(errors[0])
    if len(errors) == 1 or all(str(exc) == model for exc in errors):
        raise errors[0]
    raise OSError('Multiple exceptions: {}'.format(', '.join(str(exc) for exc in errors)))


def _remove_stale_socket(path):
    """A socket file that an earlier server left behind goes; abstract names have none."""
    if not path or path[0] in (0, '\x00'):
        return
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as err:
        logger.error('Unable to check or remove stale UNIX socket %r: %r', path, err)


class Server(events.AbstractServer):
    """A listening server: made by loop.create_server()."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout, ssl_shutdown_timeout=None):
        self._loop = loop
        self._sockets = sockets         # None once it is closed
        self._clients = weakref.WeakSet()  # their transports
        self._waiters = []              # of wait_closed(); None once it is closed and the last client has gone
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._ssl_context = ssl_context
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._ssl_shutdown_timeout = ssl_shutdown_timeout
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        self._check_ended()

    def _check_ended(self):
        if self._sockets is not None or len(self._clients):
            return
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._start_serving(self._protocol_factory, sock, self._ssl_context, self, self._backlog,
                                      self._ssl_handshake_timeout, self._ssl_shutdown_timeout)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        if self._sockets is None:
            return ()
        return tuple(trsock.TransportSocket(sock) for sock in self._sockets)

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        forever = self._serving_forever_fut
        if forever is not None and not forever.done():
            forever.cancel()
            self._serving_forever_fut = None
        self._check_ended()

    def close_clients(self):
        for transport in self._clients.copy():
            transport.close()

    def abort_clients(self):
        for transport in self._clients.copy():
            transport.abort()

    async def start_serving(self):
        self._start_serving()
        await tasks.sleep(0)  # until the loop watches the sockets

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        """Wait until the server is closed and all of its connections are gone."""
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


class _DrainProtocol(protocols.Protocol):
    """Stands in for a transport's protocol while sendfile() writes to it."""

    def __init__(self, transport):
        if not isinstance(transport, transports._FlowControlMixin):
            raise TypeError('transport should be _FlowControlMixin instance')
        self._transport = transport
        self._protocol = transport.get_protocol()
        self._was_reading = transport.is_reading()
        self._was_paused = transport._protocol_paused
        transport.pause_reading()
        transport.set_protocol(self)
        self._room = transport._loop.create_future() if self._was_paused else None

    async def drain(self):
        if self._transport.is_closing():
            raise ConnectionError('Connection closed by peer')
        if self._room is not None:
            await self._room

    def connection_made(self, transport):
        raise RuntimeError('Invalid state: connection should have been established already.')

    def connection_lost(self, exc):
        if self._room is not None:
            self._room.set_exception(ConnectionError('Connection is closed by peer') if exc is None else exc)
        self._protocol.connection_lost(exc)

    def pause_writing(self):
        if self._room is None:
            self._room = self._transport._loop.create_future()

    def resume_writing(self):
        if self._room is not None:
            self._room.set_result(False)
            self._room = None

    def data_received(self, data):
        raise RuntimeError('Invalid state: reading should be paused')

    def eof_received(self):
        raise RuntimeError('Invalid state: reading should be paused')

    def restore(self):
        self._transport.set_protocol(self._protocol)
        if self._was_reading:
            self._transport.resume_reading()
        if self._room is not None:
            self._room.cancel()  # nobody waits for it any more
        if self._was_paused:
            self._protocol.resume_writing()


class BaseEventLoop:
    """Methods of all event loops."""

    # ---- resolving

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() without blocking the loop."""
        if not self._debug:
            return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)
        question = ', '.join([f'{host}:{port!r}'] + [f'{name}={value!r}' for name, value in
                             (('family', family), ('type', type), ('proto', proto), ('flags', flags)) if value])
        logger.debug('Get address info %s', question)
        start = self.time()
        infos = await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)
        took = self.time() - start
        text = f'Getting address info {question} took {took * 1e3:.3f}ms: {infos!r}'
        if took >= self.slow_callback_duration:
            logger.info(text)
        else:
            logger.debug(text)
        return infos

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() without blocking the loop."""
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0, loop=None):
        host, port = address[:2]
        info = _ipaddr_info(host, port, family, type, proto, *address[2:])
        if info is not None:
            return [info]
        return await self.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    # ---- connecting

    def _bind_one(self, sock, family, local_infos):
        """Bind to the first local address of the family that can be had."""
        error = None
        for other, _, _, _, address in local_infos:
            if other != family:
                continue
            try:
                sock.bind(address)
                return
            except OSError as exc:
                error = OSError(exc.errno, f'error while attempting to bind on address {address!r}: {str(exc).lower()}')
        raise error if error is not None else OSError(f'no matching local address with {family=} found')

    async def _connect_sock(self, exceptions, info, local_infos=None):
        """A socket connected to the address; errors are noted in `exceptions` as well as raised."""
        mine = []
        exceptions.append(mine)
        family, kind, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family=family, type=kind, proto=proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_one(sock, family, local_infos)
            await self.sock_connect(sock, address)
            return sock
        except OSError as exc:
            mine.append(exc)
            if sock is not None:
                sock.close()
            raise
        except:
            if sock is not None:
                sock.close()
            raise
        finally:
            exceptions = mine = None  # an exception's traceback would keep them in a cycle

    async def _connect_first(self, infos, local_infos, happy_eyeballs_delay, all_errors):
        exceptions = []
        sock = None
        if happy_eyeballs_delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(exceptions, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            attempts = [lambda info=info: self._connect_sock(exceptions, info, local_infos) for info in infos]
            sock = (await staggered.staggered_race(attempts, happy_eyeballs_delay, loop=self))[0]
        try:
            if sock is None:
                _raise_connect_errors(exceptions, all_errors)
            return sock
        finally:
            exceptions = None

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
                                local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None, all_errors=False):
        """Connect to a TCP server: the transport, and the protocol that protocol_factory made."""
        if server_hostname is not None and not ssl:
            raise ValueError('server_hostname is only meaningful with ssl')
        if server_hostname is None and ssl:
            if not host:
                raise ValueError('You must set server_hostname when using ssl without a host')
            server_hostname = host
        _check_ssl_times(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            self._check_sock_kind(sock)
        if happy_eyeballs_delay is not None and interleave is None:
            interleave = 1
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            infos = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, proto=proto, flags=flags)
            if not infos:
                raise OSError('getaddrinfo() returned empty list')
            local_infos = None
            if local_addr is not None:
                local_infos = await self._ensure_resolved(local_addr, family=family, type=socket.SOCK_STREAM, proto=proto, flags=flags)
                if not local_infos:
                    raise OSError('getaddrinfo() returned empty list')
            if interleave:
                infos = _interleave_addrinfos(infos, interleave)
            sock = await self._connect_first(infos, local_infos, happy_eyeballs_delay, all_errors)
        else:
            if sock is None:
                raise ValueError('host and port was not specified and no sock specified')
            _check_stream_socket(sock)
        transport, protocol = await self._create_connection_transport(sock, protocol_factory, ssl, server_hostname,
                                                                      ssl_handshake_timeout=ssl_handshake_timeout,
                                                                      ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r connected to %s:%r: (%r, %r)', transport.get_extra_info('socket'), host, port, transport, protocol)
        return transport, protocol

    def _check_sock_kind(self, sock):
        if type(sock).__module__ == 'ssl':
            raise TypeError('Socket cannot be of type SSLSocket')

    async def _create_connection_transport(self, sock, protocol_factory, ssl, server_hostname, server_side=False,
                                           ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            transport = self._make_ssl_transport(sock, protocol, None if isinstance(ssl, bool) else ssl, waiter, server_side=server_side,
                                                 server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                                 ssl_shutdown_timeout=ssl_shutdown_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Make a transport of a connection that was accepted outside of asyncio."""
        _check_stream_socket(sock)
        _check_ssl_times(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        self._check_sock_kind(sock)
        transport, protocol = await self._create_connection_transport(sock, protocol_factory, ssl, '', server_side=True,
                                                                      ssl_handshake_timeout=ssl_handshake_timeout,
                                                                      ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r handled: (%r, %r)', transport.get_extra_info('socket'), transport, protocol)
        return transport, protocol

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connect to a server on a Unix domain socket."""
        assert server_hostname is None or isinstance(server_hostname, str)
        if ssl and server_hostname is None:
            raise ValueError('you have to pass server_hostname when using ssl')
        if not ssl and server_hostname is not None:
            raise ValueError('server_hostname is only meaningful with ssl')
        _check_ssl_times(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, path)
            except:
                sock.close()
                raise
        else:
            if sock is None:
                raise ValueError('no path and sock were specified')
            if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
                raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
            sock.setblocking(False)
        return await self._create_connection_transport(sock, protocol_factory, ssl, server_hostname,
                                                       ssl_handshake_timeout=ssl_handshake_timeout,
                                                       ssl_shutdown_timeout=ssl_shutdown_timeout)

    # ---- listening

    async def _listening_infos(self, host, port, family, flags):
        if host == '':
            hosts = [None]
        elif isinstance(host, str) or not hasattr(host, '__iter__'):
            hosts = [host]
        else:
            hosts = host
        asked = [self._listening_info(one, port, family, flags) for one in hosts]
        found = await tasks.gather(*asked)
        return list(dict.fromkeys(itertools.chain.from_iterable(found)))

    async def _listening_info(self, host, port, family, flags):
        infos = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, flags=flags)
        if not infos:
            raise OSError(f'getaddrinfo({host!r}) returned empty list')
        return infos

    def _listening_socket(self, info, reuse_address, reuse_port, keep_alive):
        """A bound socket; None where its kind of address cannot be had here."""
        family, kind, proto, _, address = info
        try:
            sock = socket.socket(family, kind, proto)
        except OSError:
            if self._debug:
                logger.warning('create_server() failed to create socket.socket(%r, %r, %r)', family, kind, proto, exc_info=True)
            return None
        try:
            if reuse_address:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
            if reuse_port:
                _set_reuseport(sock)
            if keep_alive:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
            if family == socket.AF_INET6:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)  # IPv4 has a socket of its own
            try:
                sock.bind(address)
            except OSError as err:
                message = 'error while attempting to bind on address %r: %s' % (address, str(err).lower())
                if err.errno != errno.EADDRNOTAVAIL:
                    raise OSError(err.errno, message) from None
                if self._debug:
                    logger.warning(message)
                sock.close()
                return None
        except BaseException:
            sock.close()
            raise
        return sock

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """Create a TCP server: protocol_factory makes a protocol for each connection."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl_handshake_timeout is not None and ssl is None:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
        if ssl_shutdown_timeout is not None and ssl is None:
            raise ValueError('ssl_shutdown_timeout is only meaningful with ssl')
        if sock is not None:
            self._check_sock_kind(sock)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            if reuse_address is None:
                reuse_address = os.name == 'posix' and sys.platform != 'cygwin'
            infos = await self._listening_infos(host, port, family, flags)
            sockets = []
            try:
                for info in infos:
                    one = self._listening_socket(info, reuse_address, reuse_port, keep_alive)
                    if one is not None:
                        sockets.append(one)
                if not sockets:
                    raise OSError('could not bind on any address out of %r' % ([info[4] for info in infos],))
            except BaseException:
                for one in sockets:
                    one.close()
                raise
        else:
            if sock is None:
                raise ValueError('Neither host/port nor sock were specified')
            _check_stream_socket(sock)
            sockets = [sock]
        for one in sockets:
            one.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        if self._debug:
            logger.info('%r is serving', server)
        return server

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
                                 ssl_shutdown_timeout=None, start_serving=True, cleanup_socket=True):
        """Create a server on a Unix domain socket; its file goes when the server is closed."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        _check_ssl_times(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            _remove_stale_socket(path)
            try:
                sock.bind(path)
            except OSError as exc:
                sock.close()
                if exc.errno != errno.EADDRINUSE:
                    raise
                raise OSError(errno.EADDRINUSE, f'Address {path!r} is already in use') from None
            except:
                sock.close()
                raise
        else:
            if sock is None:
                raise ValueError('path was not specified, and no sock specified')
            if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
                raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
        if cleanup_socket:
            self._note_socket_file(sock)
        sock.setblocking(False)
        server = Server(self, [sock], protocol_factory, ssl, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        return server

    def _note_socket_file(self, sock):
        path = sock.getsockname()
        if path and path[0] not in (0, '\x00'):
            try:
                self._unix_server_sockets[sock] = os.stat(path).st_ino
            except FileNotFoundError:
                pass

    def _remove_socket_file(self, sock, path):
        """The file of a server's socket, unless another file has taken its place."""
        inode = self._unix_server_sockets.pop(sock, None)
        if inode is None:
            return
        try:
            if os.stat(path).st_ino == inode:
                os.unlink(path)
        except FileNotFoundError:
            pass
        except OSError as err:
            logger.error('Unable to clean up listening UNIX socket %r: %r', path, err)

    # ---- datagrams

    async def _datagram_pairs(self, local_addr, remote_addr, family, proto, flags):
        """((family, proto), (local address, remote address)), one after the other to be tried."""
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError('unexpected address family')
            return [((family, proto), (None, None))]
        if family == socket.AF_UNIX:
            for address in (local_addr, remote_addr):
                if address is not None and not isinstance(address, str):
                    raise TypeError('string is expected')
            _remove_stale_socket(local_addr)
            return [((family, proto), (local_addr, remote_addr))]
        pairs = {}
        for place, address in enumerate((local_addr, remote_addr)):
            if address is None:
                continue
            if not (isinstance(address, tuple) and len(address) == 2):
                raise TypeError('2-tuple is expected')
            infos = await self._ensure_resolved(address, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags)
            if not infos:
                raise OSError('getaddrinfo() returned empty list')
            for other, _, number, _, resolved in infos:
                pairs.setdefault((other, number), [None, None])[place] = resolved
        usable = [(key, pair) for key, pair in pairs.items()
                  if not (local_addr and pair[0] is None or remote_addr and pair[1] is None)]
        if not usable:
            raise ValueError('can not get address information')
        return usable

    async def _datagram_socket(self, pairs, reuse_port, allow_broadcast):
        first_error = None
        for (family, proto), (local, remote) in pairs:
            sock = None
            try:
                sock = socket.socket(family=family, type=socket.SOCK_DGRAM, proto=proto)
                if reuse_port:
                    _set_reuseport(sock)
                if allow_broadcast:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                sock.setblocking(False)
                if local:
                    sock.bind(local)
                if remote and not allow_broadcast:
                    await self.sock_connect(sock, remote)
                return sock, remote
            except OSError as exc:
                if sock is not None:
                    sock.close()
                first_error = first_error or exc
            except:
                if sock is not None:
                    sock.close()
                raise
        raise first_error

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
                                       reuse_port=None, allow_broadcast=None, sock=None):
        """Create a datagram connection."""
        remote = None
        if sock is not None:
            if sock.type == socket.SOCK_STREAM:
                raise ValueError(f'A datagram socket was expected, got {sock!r}')
            given = {'local_addr': local_addr, 'remote_addr': remote_addr, 'family': family, 'proto': proto, 'flags': flags,
                     'reuse_port': reuse_port, 'allow_broadcast': allow_broadcast}
            problems = ', '.join(f'{name}={value}' for name, value in given.items() if value)
            if problems:
                raise ValueError(f'socket modifier keyword arguments can not be used when sock is specified. ({problems})')
            sock.setblocking(False)
        else:
            pairs = await self._datagram_pairs(local_addr, remote_addr, family, proto, flags)
            sock, remote = await self._datagram_socket(pairs, reuse_port, allow_broadcast)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        if self._debug:
            if local_addr:
                logger.info('Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)', local_addr, remote_addr, transport, protocol)
            else:
                logger.debug('Datagram endpoint remote_addr=%r created: (%r, %r)', remote_addr, transport, protocol)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    # ---- files

    def _check_sendfile_params(self, sock, file, offset, count):
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError('file should be opened in binary mode')
        if sock.type != socket.SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is not None:
            if not isinstance(count, int):
                raise TypeError('count must be a positive integer (got {!r})'.format(count))
            if count <= 0:
                raise ValueError('count must be a positive integer (got {!r})'.format(count))
        if not isinstance(offset, int):
            raise TypeError('offset must be a non-negative integer (got {!r})'.format(offset))
        if offset < 0:
            raise ValueError('offset must be a non-negative integer (got {!r})'.format(offset))

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a file through a socket: until its end, or count bytes of it. The number of bytes sent."""
        self._check_sock(sock)
        self._check_sendfile_params(sock, file, offset, count)
        try:
            return await self._sock_sendfile_native(sock, file, offset, count)
        except exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await self._sock_sendfile_fallback(sock, file, offset, count)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        """Through os.sendfile(), where the file has a descriptor that it works with."""
        if not hasattr(os, 'sendfile'):
            raise exceptions.SendfileNotAvailableError('os.sendfile() is not available')
        try:
            fileno = file.fileno()
        except (AttributeError, OSError):
            raise exceptions.SendfileNotAvailableError('not a regular file') from None
        try:
            size = os.fstat(fileno).st_size
        except OSError:
            raise exceptions.SendfileNotAvailableError('not a regular file') from None
        total = 0
        try:
            while True:
                block = count - total if count else min(max(size - offset - total, 0), 1 << 30)
                if block <= 0:
                    break
                try:
                    sent = os.sendfile(sock.fileno(), fileno, offset + total, block)
                except (BlockingIOError, InterruptedError):
                    await self._writable(sock)
                    continue
                except OSError as exc:
                    if total == 0 and exc.errno not in (errno.ENOTCONN, errno.EPIPE, errno.ECONNRESET):
                        raise exceptions.SendfileNotAvailableError('os.sendfile call failed') from exc
                    raise
                if sent == 0:
                    break
                total += sent
            return total
        finally:
            if total > 0:
                os.lseek(fileno, offset + total, os.SEEK_SET)

    async def _writable(self, sock):
        ready = self.create_future()
        fd = sock.fileno()
        handle = self._add_writer(fd, lambda: ready.done() or ready.set_result(None))
        try:
            await ready
        finally:
            if not handle.cancelled():
                self._remove_writer(fd)

    async def _sock_sendfile_fallback(self, sock, file, offset, count):
        async def send(data):
            await self.sock_sendall(sock, data)
        return await self._send_blocks(file, offset, count, send)

    async def _send_blocks(self, file, offset, count, send):
        if offset and hasattr(file, 'seek'):
            file.seek(offset)
        total = 0
        buffer = bytearray(min(count, constants.SENDFILE_FALLBACK_READBUFFER_SIZE) if count else constants.SENDFILE_FALLBACK_READBUFFER_SIZE)
        try:
            while not count or total < count:
                view = memoryview(buffer)[:count - total] if count else memoryview(buffer)
                read = await self.run_in_executor(None, file.readinto, view)
                if not read:
                    break
                await send(view[:read])
                total += read
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file through a transport. The number of bytes sent."""
        if transport.is_closing():
            raise RuntimeError('Transport is closing')
        mode = getattr(transport, '_sendfile_compatible', constants._SendfileMode.UNSUPPORTED)
        if mode is constants._SendfileMode.UNSUPPORTED:
            raise RuntimeError(f'sendfile is not supported for transport {transport!r}')
        if mode is constants._SendfileMode.TRY_NATIVE:
            try:
                return await self._sendfile_native(transport, file, offset, count)
            except exceptions.SendfileNotAvailableError:
                if not fallback:
                    raise
        if not fallback:
            raise RuntimeError(f'fallback is disabled and native sendfile is not supported for transport {transport!r}')
        return await self._sendfile_fallback(transport, file, offset, count)

    async def _sendfile_native(self, transport, file, offset, count):
        was_reading = transport.is_reading()
        del self._transports[transport._sock_fd]
        transport.pause_reading()
        await transport._make_empty_waiter()
        try:
            return await self.sock_sendfile(transport._sock, file, offset, count, fallback=False)
        finally:
            transport._reset_empty_waiter()
            if was_reading:
                transport.resume_reading()
            self._transports[transport._sock_fd] = transport

    async def _sendfile_fallback(self, transport, file, offset, count):
        drainer = _DrainProtocol(transport)

        async def send(data):
            await drainer.drain()
            transport.write(bytes(data))

        try:
            return await self._send_blocks(file, offset, count, send)
        finally:
            drainer.restore()

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Upgrade a transport to TLS."""
        import ssl
        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(f'sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}')
        if not getattr(transport, '_start_tls_compatible', False):
            raise TypeError(f'transport {transport!r} is not supported by start_tls()')
        return self._make_ssl_transport(transport, protocol, sslcontext, server_side=server_side, server_hostname=server_hostname,
                                        ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
