"""The socket of a transport, to look at and to set options on: it is not to be read from or written to."""


def _attribute(name):
    return property(lambda self: getattr(self._sock, name))


def _passed_on(name, variadic=False):
    """The method that asks the real socket's method of that name, with arguments only where it takes some."""
    if variadic:
        def ask(self, *args, **kwargs):
            return getattr(self._sock, name)(*args, **kwargs)
    else:
        def ask(self):
            return getattr(self._sock, name)()
    ask.__name__, ask.__qualname__ = name, 'TransportSocket.' + name
    return ask


def _addresses(sock):
    for label, ask in (('laddr', sock.getsockname), ('raddr', sock.getpeername)) if sock.fileno() != -1 else ():
        try:
            address = ask()
        except OSError:
            continue  # there is none, or no more
        if address:
            yield f', {label}={address}'


class TransportSocket:
    """What get_extra_info('socket') shows of a socket: all but the ways to move data, or to make it block."""

    __slots__ = '_sock',

    def __init__(self, sock):
        self._sock = sock

    for _name in 'family', 'type', 'proto':
        locals()[_name] = _attribute(_name)
    for _name in 'fileno', 'dup', 'get_inheritable', 'getpeername', 'getsockname', 'getsockbyname':
        locals()[_name] = _passed_on(_name)
    for _name in 'getsockopt', 'setsockopt':
        locals()[_name] = _passed_on(_name, variadic=True)
    del _name

    def shutdown(self, how):
        # To the transport this looks like a shutdown by the other side.
        self._sock.shutdown(how)

    def gettimeout(self):
        return 0

    def settimeout(self, value):
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def setblocking(self, flag):
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')

    def __repr__(self):
        facts = f'fd={self.fileno()}, family={self.family!s}, type={self.type!s}, proto={self.proto}'
        return f'<asyncio.TransportSocket {facts}{"".join(_addresses(self))}>'
