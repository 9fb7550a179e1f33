# SPDX-License-Identifier: MIT
"""What asyncio raises. TimeoutError is the built-in one, under its old name."""
from builtins import TimeoutError

__all__ = ('BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError', 'SendfileNotAvailableError')


class CancelledError(BaseException):
    """A task or future has been cancelled. No Exception, so that `except Exception` lets it pass."""


class InvalidStateError(Exception):
    """A future was asked for what it has not got, or told what it has got already."""


class BrokenBarrierError(RuntimeError):
    """A barrier was aborted, or reset, while somebody waited at it."""


class DeadlockError(RuntimeError):
    """Every task waits for something that only another task could do."""


class SendfileNotAvailableError(RuntimeError):
    """This system, or this kind of file, has no sendfile()."""


class IncompleteReadError(EOFError):
    """The stream ended too soon: `partial` is what came, `expected` how many bytes were wanted, None where that was open."""

    def __init__(self, partial, expected):
        EOFError.__init__(self, "%d bytes read on a total of %s expected bytes"
                          % (len(partial), "undefined" if expected is None else repr(expected)))
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The buffer is full and no separator has come: `consumed` bytes of it can be read for sure."""

    def __init__(self, message, consumed):
        Exception.__init__(self, message)
        self.consumed = consumed

    def __reduce__(self):
        (message,) = self.args
        return type(self), (message, self.consumed)
