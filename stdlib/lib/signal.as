# SPDX-License-Identifier: MIT
"""Signals of the process: handlers, names, masks."""
import _signal
from _signal import *
from _signal import ItimerError, default_int_handler
from enum import IntEnum

_numbers = {name: value for name, value in vars(_signal).items()
            if name.isupper() and name.startswith("SIG") and not name.startswith("SIG_") and isinstance(value, int)}
Signals = IntEnum("Signals", _numbers, module=__name__)
Handlers = IntEnum("Handlers", {"SIG_DFL": _signal.SIG_DFL, "SIG_IGN": _signal.SIG_IGN}, module=__name__)
Sigmasks = IntEnum("Sigmasks", {name: getattr(_signal, name) for name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK")}, module=__name__)
for _kind in Signals, Handlers, Sigmasks:
    globals().update(_kind.__members__)
itimer_error = ItimerError


def _as_member(value, kind):
    """The member of kind that stands for value; value itself where there is none."""
    if not isinstance(value, int):
        return value
    try:
        return kind(value)
    except ValueError:
        return value


def _as_number(value):
    return int(value) if isinstance(value, IntEnum) else value


def _members(numbers):
    return {_as_member(n, Signals) for n in numbers}


def signal(signalnum, handler, /):
    """Set the action for the given signal: SIG_DFL, SIG_IGN, or a function of the signal and the frame. Returns the old one."""
    return _as_member(_signal.signal(_as_number(signalnum), _as_number(handler)), Handlers)


def getsignal(signalnum, /):
    """Return the current action for the given signal."""
    return _as_member(_signal.getsignal(signalnum), Handlers)


def pthread_sigmask(how, mask, /):
    """Fetch and/or change the signal mask of the calling thread."""
    return _members(_signal.pthread_sigmask(how, mask))


def sigpending():
    """Examine pending signals."""
    return _members(_signal.sigpending())


def sigwait(sigset, /):
    """Wait for a signal."""
    return _as_member(_signal.sigwait(sigset), Signals)


def valid_signals():
    """Return a set of valid signal numbers on this platform."""
    return _members(_signal.valid_signals())


del _kind
