"""Abstract protocols: what transports call."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """Common base class for protocol interfaces."""

    __slots__ = ()

    def connection_made(self, transport):
        """Called when a connection is made."""

    def connection_lost(self, exc):
        """Called when the connection is lost or closed: exc is None after a regular end."""

    def pause_writing(self):
        """Called when the transport's buffer goes over the high-water mark."""

    def resume_writing(self):
        """Called when the transport's buffer drains below the low-water mark."""


class Protocol(BaseProtocol):
    """Interface for stream protocol: connection_made, data_received*, eof_received?, connection_lost."""

    __slots__ = ()

    def data_received(self, data):
        """Called when some data is received."""

    def eof_received(self):
        """Called when the other end will send no more; a true result keeps the transport open."""


class BufferedProtocol(BaseProtocol):
    """Interface for stream protocol with manual buffer control."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Called to get a buffer to receive into; sizehint is the recommended size, -1 for any."""

    def buffer_updated(self, nbytes):
        """Called when the buffer holds nbytes of data received."""

    def eof_received(self):
        """Called when the other end will send no more; a true result keeps the transport open."""


class DatagramProtocol(BaseProtocol):
    """Interface for datagram protocol."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """Called when some datagram is received."""

    def error_received(self, exc):
        """Called when a send or receive operation raises an OSError."""


class SubprocessProtocol(BaseProtocol):
    """Interface for protocol for subprocess calls."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """Called when the subprocess writes data into stdout (fd 1) or stderr (fd 2)."""

    def pipe_connection_lost(self, fd, exc):
        """Called when a file descriptor associated with the child process is closed."""

    def process_exited(self):
        """Called when subprocess has exited."""


def _feed_data_to_buffered_proto(proto, data):
    size = len(data)
    while size:
        buffer = proto.get_buffer(size)
        room = len(buffer)
        if not room:
            raise RuntimeError('get_buffer() returned an empty buffer')
        taken = min(room, size)
        buffer[:taken] = data[:taken]
        proto.buffer_updated(taken)
        data = data[taken:]
        size -= taken
