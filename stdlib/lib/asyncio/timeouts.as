"""Blocks of `async with` that must be through by a certain time."""

__all__ = ('Timeout', 'timeout', 'timeout_at')

import enum

from . import events
from . import exceptions
from . import tasks


class _State(enum.Enum):
    CREATED = 'created'
    ENTERED = 'active'
    EXPIRING = 'expiring'
    EXPIRED = 'expired'
    EXITED = 'finished'


class Timeout:
    """Cancels the task when the time has come, and turns that into TimeoutError at the end of the block."""

    def __init__(self, when):
        self._state = _State.CREATED
        self._timeout_handler = None
        self._task = None
        self._when = when

    def when(self):
        """By when, in the loop's time; None: there is no limit."""
        return self._when

    def reschedule(self, when):
        """Another time, or None for no limit; the block must be running."""
        if self._state is not _State.ENTERED:
            if self._state is _State.CREATED:
                raise RuntimeError('Timeout has not been entered')
            raise RuntimeError(f'Cannot change state of {self._state.value} Timeout')
        self._drop_timer()
        self._when = when
        if when is not None:
            loop = events.get_running_loop()
            late = when <= loop.time()
            self._timeout_handler = loop.call_soon(self._on_timeout) if late else loop.call_at(when, self._on_timeout)

    def _drop_timer(self):
        timer, self._timeout_handler = self._timeout_handler, None
        if timer is not None:
            timer.cancel()

    def expired(self):
        """Has the time come before the block was through?"""
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        text = f'Timeout [{self._state.value}]'
        if self._state is _State.ENTERED:
            text += f' when={self._when and round(self._when, 3)}'
        return f'<{text}>'

    async def __aenter__(self):
        if self._state is not _State.CREATED:
            raise RuntimeError('Timeout has already been entered')
        task = tasks.current_task()
        if task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self._drop_timer()
        if self._state is _State.EXPIRING:
            self._state = _State.EXPIRED
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                # Nobody else has asked for the cancellation.
                if issubclass(exc_type, exceptions.CancelledError):
                    raise TimeoutError from exc_val
                self._mark_timeout(exc_val)
                if isinstance(exc_val, ExceptionGroup):
                    for exc in exc_val.exceptions:
                        self._mark_timeout(exc)
        elif self._state is _State.ENTERED:
            self._state = _State.EXITED
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _State.EXPIRING
        self._timeout_handler = None

    @staticmethod
    def _mark_timeout(exc):
        """In the contexts of exc, the cancellation gets the TimeoutError that it stood for."""
        while exc.__context__ is not None:
            inner = exc.__context__
            if isinstance(inner, exceptions.CancelledError):
                late = TimeoutError()
                late.__context__ = late.__cause__ = inner
                exc.__context__ = late
                break
            exc = inner


def timeout(delay):
    """A block that must be through in `delay` seconds; None: whenever."""
    return Timeout(events.get_running_loop().time() + delay if delay is not None else None)


def timeout_at(when):
    """A block that must be through at `when`, in the loop's time; None: whenever."""
    return Timeout(when)
