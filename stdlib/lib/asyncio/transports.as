# SPDX-License-Identifier: MIT
"""What a transport can be asked to do, and the flow control that the ones with a write buffer share.

The interfaces are tables: a name, its parameters, one line about it. Whoever derives from a class overrides what it can.
"""

__all__ = ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport', 'SubprocessTransport')


def _asks(**requests):
    """A class decorator: methods that raise NotImplementedError. Each text says what is asked for, after the arguments if there are any."""
    def required(cls, name, text):
        def method(self, *args, **kwargs):
            raise NotImplementedError
        method.__name__, method.__qualname__, method.__doc__ = name, f'{cls.__name__}.{name}', text
        return method

    def declare(cls):
        for name, text in requests.items():
            setattr(cls, name, required(cls, name, text))
        return cls

    return declare


@_asks(
    close='What is buffered goes out, then the protocol hears connection_lost(None).',
    is_closing='Has close() or abort() been called, or is the connection gone?',
    set_protocol='protocol: From now on this protocol is told what happens.',
    get_protocol='The protocol that is told what happens.',
)
class BaseTransport:
    """A way to somewhere, with facts about it that get_extra_info() gives by name."""

    __slots__ = ('_extra',)

    def __init__(self, extra=None):
        self._extra = extra if extra is not None else {}

    def get_extra_info(self, name, default=None):
        """A fact, such as 'peername' or 'socket'; the default where it is not known."""
        facts = self._extra
        return facts.get(name, default)


@_asks(
    is_reading='Does data arrive at the protocol at present?',
    pause_reading='Nothing arrives any more, until resume_reading().',
    resume_reading='Data arrives again.',
)
class ReadTransport(BaseTransport):
    """The end from which data comes."""

    __slots__ = ()


@_asks(
    write='data: Takes bytes to be sent; never waits.',
    write_eof='Nothing more will be written: the other side sees the end once the buffer is empty.',
    can_write_eof='Is there a way to end writing and go on reading?',
    abort='Ends at once; what is buffered is lost.',
    set_write_buffer_limits='high=None, low=None: Above `high` bytes the protocol is told to pause, at `low` to go on.',
    get_write_buffer_limits='The pair (low, high).',
    get_write_buffer_size='How many bytes wait to be sent.',
)
class WriteTransport(BaseTransport):
    """The end into which data goes."""

    __slots__ = ()

    def writelines(self, list_of_data):
        """Takes all of the pieces as if they were one."""
        whole = b''.join(list_of_data)
        self.write(whole)


class Transport(ReadTransport, WriteTransport):
    """Both ends: a connection, or what looks like one."""

    __slots__ = ()


@_asks(
    sendto='data, addr=None: Sends one datagram, without an address to where the transport is connected.',
    abort='Ends at once; what is buffered is lost.',
)
class DatagramTransport(BaseTransport):
    """Datagrams, to one address or to many."""

    __slots__ = ()


@_asks(
    get_pid='Its process id.',
    get_returncode='How it ended; None as long as it runs.',
    get_pipe_transport='fd: The transport of its standard input (0), output (1) or error (2), None where there is no pipe.',
    send_signal='signal: Sends it a signal.',
    terminate='Asks it to end: SIGTERM.',
    kill='Ends it: SIGKILL.',
)
class SubprocessTransport(BaseTransport):
    """A child process, and the pipes to it."""

    __slots__ = ()


class _FlowControlMixin(Transport):
    """Tells the protocol when the write buffer is too full, and when there is room again.

    The class must have get_write_buffer_size() and _protocol, and call _maybe_pause_protocol() when its buffer has grown and
    _maybe_resume_protocol() when it has shrunk.
    """

    __slots__ = ('_loop', '_protocol_paused', '_high_water', '_low_water')

    def __init__(self, extra=None, loop=None):
        assert loop is not None
        super().__init__(extra)
        self._loop, self._protocol_paused = loop, False
        self._set_write_buffer_limits()

    # ---- the marks

    def _set_write_buffer_limits(self, high=None, low=None):
        match high, low:
            case None, None:
                high = 1 << 16
            case None, _:
                high = low * 4
        low = high // 4 if low is None else low
        if low < 0 or high < low:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._low_water, self._high_water = low, high

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_write_buffer_limits(high, low)
        self._maybe_pause_protocol()

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    # ---- the protocol

    def _maybe_pause_protocol(self):
        if not self._protocol_paused and self.get_write_buffer_size() > self._high_water:
            self._tell_protocol('pause_writing', True)

    def _maybe_resume_protocol(self):
        if self._protocol_paused and self.get_write_buffer_size() <= self._low_water:
            self._tell_protocol('resume_writing', False)

    def _tell_protocol(self, name, paused):
        self._protocol_paused = paused
        try:
            getattr(self._protocol, name)()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({'message': f'protocol.{name}() failed', 'exception': exc,
                                               'transport': self, 'protocol': self._protocol})
