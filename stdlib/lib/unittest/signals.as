# SPDX-License-Identifier: MIT
"""Ctrl-C during a run: the first ends it after the current test, the second at once."""
import functools
import signal
import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


class _InterruptHandler:
    def __init__(self, default_handler):
        self.called = False
        self.original_handler = default_handler
        if default_handler == signal.SIG_DFL:
            default_handler = signal.default_int_handler
        elif default_handler == signal.SIG_IGN:
            default_handler = lambda number, frame: None
        elif isinstance(default_handler, int):
            raise TypeError("expected SIGINT signal handler to be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        self.default_handler = default_handler

    def __call__(self, number, frame):
        if self.called or signal.getsignal(signal.SIGINT) is not self:
            self.default_handler(number, frame)
        self.called = True
        for result in list(_results):
            result.stop()


def registerResult(result):
    """Ctrl-C shall stop the run with this result."""
    _results[result] = 1


def removeResult(result):
    """Ctrl-C shall no longer stop it; whether it did."""
    return bool(_results.pop(result, None))


def installHandler():
    """Handle Ctrl-C that way from now on."""
    global _interrupt_handler
    if _interrupt_handler is None:
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _interrupt_handler)


def removeHandler(method=None):
    """The old handler back; as a decorator, while a test method runs."""
    if method is None:
        if _interrupt_handler is not None:
            signal.signal(signal.SIGINT, _interrupt_handler.original_handler)
        return None

    @functools.wraps(method)
    def inner(*args, **kwargs):
        before = signal.getsignal(signal.SIGINT)
        removeHandler()
        try:
            return method(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, before)

    return inner
