"""What a transport tells whom it serves: a protocol overrides the methods for what it wants to hear of."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """What every protocol hears: its connection begins and ends, and the write buffer is full or has room."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection stands, and `transport` is the way to write to it."""

    def connection_lost(self, exc):
        """The connection is over: exc says why, None that it ended as it should."""

    def pause_writing(self):
        """More waits to be written than the transport likes: write no more for now."""

    def resume_writing(self):
        """There is room again: go on writing."""


class Protocol(BaseProtocol):
    """A stream of bytes: connection_made, then data_received any number of times, perhaps eof_received, then connection_lost."""

    __slots__ = ()

    def data_received(self, data):
        """Bytes have come; where messages begin and end in them is for the protocol to find out."""

    def eof_received(self):
        """Nothing more will come. What is true keeps the way out open, anything else closes the transport."""


class BufferedProtocol(BaseProtocol):
    """A stream whose bytes go straight into memory that the protocol provides."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Where to put what comes: something of about sizehint bytes (-1: of any size) that can be written to."""

    def buffer_updated(self, nbytes):
        """nbytes have been put there."""

    def eof_received(self):
        """Nothing more will come. What is true keeps the way out open, anything else closes the transport."""


class DatagramProtocol(BaseProtocol):
    """Datagrams, each with the address that it came from."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """One has come from addr."""

    def error_received(self, exc):
        """Sending or receiving failed with an OSError."""


class SubprocessProtocol(BaseProtocol):
    """A child process: what it writes, that its pipes close, that it ends."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """It has written to its descriptor fd: 1 is its standard output, 2 its standard error."""

    def pipe_connection_lost(self, fd, exc):
        """The pipe at its descriptor fd is closed; exc as for connection_lost."""

    def process_exited(self):
        """It has ended."""


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
