# SPDX-License-Identifier: MIT
"""Sockets: the class socket over the native one, files of sockets, connections and servers by name."""
import _socket
from _socket import *

import io
import os
import sys
from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "AddressFamily", "SocketKind",
           "socketpair", "send_fds", "recv_fds", "SO_INCOMING_CPU"]
__all__.extend(name for name in dir(_socket) if not name.startswith("_"))

EBADF, EAGAIN, EWOULDBLOCK = 9, 11, 11


def _enum(kind, name, prefix, more=()):
    members = {key: value for key, value in vars(_socket).items()
               if key.startswith(prefix) and isinstance(value, int) and key not in more}
    made = kind(name, members, module=__name__)
    globals().update(made.__members__)
    return made


AddressFamily = _enum(IntEnum, "AddressFamily", "AF_")
SocketKind = _enum(IntEnum, "SocketKind", "SOCK_", ("SOCK_CLOEXEC", "SOCK_NONBLOCK"))
MsgFlag = _enum(IntFlag, "MsgFlag", "MSG_")
AddressInfo = _enum(IntFlag, "AddressInfo", "AI_")
for _name in "SOCK_CLOEXEC", "SOCK_NONBLOCK":
    globals()[_name] = SocketKind._member_map_.get(_name, getattr(_socket, _name))
del _name


def _as_member(value, kind):
    """The member of kind that stands for value; value itself where there is none."""
    try:
        return kind(value)
    except ValueError:
        return value


_GLOBAL_DEFAULT_TIMEOUT = object()


class socket(_socket.socket):
    """A subclass of _socket.socket adding the makefile() method, and names instead of numbers."""

    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            if family == -1:
                family = AF_INET
            if type == -1:
                type = SOCK_STREAM
            if proto == -1:
                proto = 0
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        kind = type(self)
        text = "<%s.%s%s fd=%i, family=%s, type=%s, proto=%i" % (kind.__module__, kind.__qualname__, " [closed]" if getattr(self, "_closed", False) else "",
                                                                 self.fileno(), int(self.family), int(self.type), self.proto)
        if not getattr(self, "_closed", False):
            for name, method in ("laddr", self.getsockname), ("raddr", self.getpeername):
                try:
                    address = method()
                except (OSError, AttributeError):
                    continue
                if address:
                    text += f", {name}={address}"
        return text + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def dup(self):
        """Return a new socket connected to the same system resource."""
        copy = type(self)(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """Wait for an incoming connection: a new socket for it, and the address of the client."""
        fd, address = self._accept()
        sock = socket(self.family, self.type, self.proto, fileno=fd)
        # The descriptor is in blocking mode whatever this socket's is; a default timeout was applied by the constructor.
        if getdefaulttimeout() is None and self.gettimeout():
            sock.setblocking(True)
        return sock, address

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """Return an I/O stream connected to the socket; arguments as for open(), mode only of 'r', 'w' and 'b'."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        writing = "w" in mode
        reading = "r" in mode or not writing
        binary = "b" in mode
        raw = SocketIO(self, ("r" if reading else "") + ("w" if writing else ""))
        self._io_refs += 1
        if buffering is None:
            buffering = -1
        if buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a file until its end, or count bytes of it; returns how many bytes went out."""
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None:
            if not isinstance(count, int):
                raise TypeError("count must be a positive integer (got {!r})".format(count))
            if count <= 0:
                raise ValueError("count must be a positive integer (got {!r})".format(count))
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        total = 0
        try:
            while count is None or total < count:
                data = file.read(8192 if count is None else min(8192, count - total))
                if not data:
                    break
                self.sendall(data)
                total += len(data)
            return total
        finally:
            if total > 0 and hasattr(file, "seek"):
                file.seek(offset + total)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _close=_socket.socket.close):  # kept here for what is closed when modules are gone
        _close(self)

    def close(self):
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Close the socket object without closing the descriptor, and return that."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """Read-only access to the address family for this socket."""
        return _as_member(super().family, AddressFamily)

    @property
    def type(self):
        """Read-only access to the socket type."""
        return _as_member(super().type, SocketKind)

    def get_inheritable(self):
        """Get the inheritable flag of the socket."""
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Set the inheritable flag of the socket."""
        os.set_inheritable(self.fileno(), inheritable)


SocketType = _socket.SocketType


class SocketIO(io.RawIOBase):
    """Raw I/O over a socket: what makefile() puts its buffers on."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError("invalid mode: %r" % mode)
        io.RawIOBase.__init__(self)
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        """Read up to len(b) bytes into b; None when nothing can be read now, 0 at the end."""
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except TimeoutError:
            self._timeout_occurred = True
            raise
        except BlockingIOError:
            return None

    def write(self, b):
        """Write some of b; None when nothing can be written now."""
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._reading

    def writable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._writing

    def seekable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return super().seekable()

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        return self._mode

    def close(self):
        if self.closed:
            return
        io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def fromfd(fd, family, type, proto=0):
    """Create a socket object from a duplicate of the given file descriptor."""
    return socket(family, type, proto, dup(fd))


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Send the list of file descriptors fds over an AF_UNIX socket."""
    import array
    return sock.sendmsg(buffers, [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", fds))])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receive up to maxfds file descriptors: (data, fds, msg_flags, address)."""
    import array
    fds = array.array("i")
    message, ancillary, flags, address = sock.recvmsg(bufsize, _socket.CMSG_LEN(maxfds * fds.itemsize))
    for level, kind, data in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds.frombytes(data[:len(data) - len(data) % fds.itemsize])
    return message, list(fds), flags, address


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Create a pair of connected sockets; AF_UNIX where no family is given."""
    a, b = _socket.socketpair(AF_UNIX if family is None else family, type, proto)
    family = AF_UNIX if family is None else family
    return socket(family, type, proto, a.detach()), socket(family, type, proto, b.detach())


def getfqdn(name=""):
    """Get the fully qualified domain name from name; empty: of this machine."""
    name = name.strip()
    if not name or name in ("0.0.0.0", "::"):
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except OSError:
        return name
    for candidate in [hostname, *aliases]:
        if "." in candidate:
            return candidate
    return hostname


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """Connect to address (host, port), trying each of its addresses in turn, and return the socket object."""
    host, port = address
    exceptions = []
    for family, kind, proto, _, where in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(where)
            exceptions.clear()
            return sock
        except OSError as exc:
            if not all_errors:
                exceptions.clear()
            exceptions.append(exc)
            if sock is not None:
                sock.close()
    if not exceptions:
        raise OSError("getaddrinfo returns an empty list")
    try:
        if not all_errors:
            raise exceptions[0]
        raise ExceptionGroup("create_connection failed", exceptions)
    finally:
        exceptions.clear()


def has_dualstack_ipv6():
    """Return True if one IPv6 socket can serve both IPv4 and IPv6."""
    if not has_ipv6:
        return False
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except OSError:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """Create a socket bound to address (host, port) that listens for connections."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except OSError as exc:
            raise type(exc)(exc.errno, "%s (while attempting to bind on address %r)" % (exc.strerror, address)) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except OSError:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Resolve host and port into a list of (family, type, proto, canonname, sockaddr)."""
    return [(_as_member(family, AddressFamily), _as_member(kind, SocketKind), proto, name, address)
            for family, kind, proto, name, address in _socket.getaddrinfo(host, port, family, type, proto, flags)]
