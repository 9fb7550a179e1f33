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
    """A socket that files can be made of, whose family and type are members of enumerations."""

    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        given = family, type, proto
        if fileno is None:  # else the system knows what is not given
            given = (default if value == -1 else value for value, default in zip(given, (AF_INET, SOCK_STREAM, 0)))
        _socket.socket.__init__(self, *given, fileno)
        self._closed, self._io_refs = False, 0  # files made of it keep the descriptor open

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
        """A second socket for the same connection, with a descriptor of its own."""
        copy = type(self)(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """The next connection that somebody makes to this socket, and from where."""
        fd, address = self._accept()
        sock = socket(self.family, self.type, self.proto, fileno=fd)
        # The descriptor is in blocking mode whatever this socket's is; a default timeout was applied by the constructor.
        if getdefaulttimeout() is None and self.gettimeout():
            sock.setblocking(True)
        return sock, address

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads from the socket, or writes to it; as open() makes it, of the modes 'r', 'w' and 'b'."""
        if mode.strip("rwb"):
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        ways = "".join(way for way in "rw" if way in mode) or "r"
        size = io.DEFAULT_BUFFER_SIZE if buffering is None or buffering < 0 else buffering
        raw = SocketIO(self, ways)
        self._io_refs += 1
        if size:
            make = {"r": io.BufferedReader, "w": io.BufferedWriter, "rw": lambda raw, size: io.BufferedRWPair(raw, raw, size)}[ways]
            file = make(raw, size)
        else:
            file = raw
        if "b" in mode:
            return file
        if not size:
            raise ValueError("unbuffered streams must be binary")
        file = io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline)
        file.mode = mode
        return file

    def sendfile(self, file, offset=0, count=None):
        """Sends what is in a file from the offset on, at most count bytes of it, and says how many that were."""
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        wrong = None if count is None else TypeError if not isinstance(count, int) else ValueError if count <= 0 else None
        if wrong:
            raise wrong(f"count must be a positive integer (got {count!r})")
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        piece, total = 1 << 13, 0
        try:
            while data := file.read(piece if count is None else min(piece, count - total)):
                self.sendall(data)
                total += len(data)
        finally:
            if total and hasattr(file, "seek"):  # the file may have been read ahead
                file.seek(offset + total)
        return total

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
        """Gives the descriptor away; the object is closed, the connection is not."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """Which kind of addresses: AF_INET and the like."""
        return _as_member(super().family, AddressFamily)

    @property
    def type(self):
        """A stream, or datagrams: SOCK_STREAM and the like."""
        return _as_member(super().type, SocketKind)

    def get_inheritable(self):
        """Will programs that are started have the descriptor too?"""
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Whether programs that are started shall have the descriptor too."""
        os.set_inheritable(self.fileno(), inheritable)


SocketType = _socket.SocketType


class SocketIO(io.RawIOBase):
    """A socket as an unbuffered file, below the buffers that makefile() adds."""

    def __init__(self, sock, mode):
        ways = mode.removesuffix("b")
        if ways not in ("r", "w", "rw"):
            raise ValueError(f"invalid mode: {mode!r}")
        super().__init__()
        self._sock, self._mode, self._timeout_occurred = sock, ways + "b", False

    def readinto(self, b):
        """Fills b with what has come, and says how much; None: nothing yet, 0: nothing more."""
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
        """Sends as much of b as goes out at once; None: nothing does at present."""
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def _while_open(self, answer):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return answer

    def readable(self):
        return self._while_open("r" in self._mode)

    def writable(self):
        return self._while_open("w" in self._mode)

    def seekable(self):
        return self._while_open(False)

    mode = property(lambda self: self._mode)
    name = property(lambda self: -1 if self.closed else self.fileno())

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    def close(self):
        if not self.closed:
            super().close()
            sock, self._sock = self._sock, None
            sock._decref_socketios()


def fromfd(fd, family, type, proto=0):
    """A socket of a copy of the descriptor."""
    return socket(family, type, proto, dup(fd))


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Gives descriptors to the process at the other end of an AF_UNIX socket, along with some bytes."""
    import array
    return sock.sendmsg(buffers, [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", fds))])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Takes what send_fds() sent: (bytes, descriptors, flags, address)."""
    import array
    fds = array.array("i")
    message, ancillary, flags, address = sock.recvmsg(bufsize, _socket.CMSG_LEN(maxfds * fds.itemsize))
    for level, kind, data in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds.frombytes(data[:len(data) - len(data) % fds.itemsize])
    return message, list(fds), flags, address


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets, each the other end of the other."""
    a, b = _socket.socketpair(AF_UNIX if family is None else family, type, proto)
    family = AF_UNIX if family is None else family
    return socket(family, type, proto, a.detach()), socket(family, type, proto, b.detach())


def getfqdn(name=""):
    """The name with its domain, as far as the resolver knows one; of this machine if it is empty."""
    name = name.strip()
    if not name or name in ("0.0.0.0", "::"):
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except OSError:
        return name
    return next((known for known in (hostname, *aliases) if "." in known), hostname)


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A connection to (host, port): the first of the host's addresses that answers."""
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
