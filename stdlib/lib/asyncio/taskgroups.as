"""Tasks that are waited for together, and that fall together when one of them fails."""

__all__ = ('TaskGroup',)

from . import events, tasks
from .exceptions import CancelledError

_FATAL = (SystemExit, KeyboardInterrupt)    # these leave the group as they are, not in an exception group


class TaskGroup:
    """async with: the block is left once all tasks made by create_task() have ended.

    The first failure cancels the other tasks and the block; the failures come out as one exception group.
    """

    def __init__(self):
        self._loop = self._owner = None     # the task whose block this is
        self._tasks = set()
        self._failures = []
        self._fatal = None
        self._last_gone = None              # a future, while the block's end waits for members
        self._entered = self._ending = self._stopping = False
        self._stopped_owner = False         # the owner was cancelled by us

    def __repr__(self):
        words = [f'{word}={len(many)}' for word, many in (('tasks', self._tasks), ('errors', self._failures)) if many]
        if self._stopping or self._entered:
            words.append('cancelling' if self._stopping else 'entered')
        return '<' + ' '.join(['TaskGroup', *words]) + '>'

    def _complaint(self, what):
        return RuntimeError(f'TaskGroup {self!r} {what}')

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        """A new task that runs coro as a member of the group."""
        if not self._entered:
            refusal = 'has not been entered'
        elif self._ending and not self._tasks:
            refusal = 'is finished'
        else:
            refusal = 'is shutting down' if self._stopping else None
        if refusal:
            coro.close()
            raise self._complaint(refusal)
        options = kwargs if context is None else {**kwargs, 'context': context}
        member = self._loop.create_task(coro, name=name, **options)
        try:
            if not member.done():
                self._tasks.add(member)
                member.add_done_callback(self._member_ended)
            else:       # an eager task that never had to wait
                self._member_ended(member)
            return member
        finally:
            member = None

    def _stop(self):
        self._stopping = True
        for member in self._tasks:
            if not member.done():
                member.cancel()

    def _note_fatal(self, error):
        if self._fatal is None and isinstance(error, _FATAL):
            self._fatal = error

    def _member_ended(self, member):
        self._tasks.discard(member)
        waiting = self._last_gone
        if not (waiting is None or self._tasks or waiting.done()):
            waiting.set_result(True)
        error = None if member.cancelled() else member.exception()
        if error is None:
            return
        self._failures.append(error)
        self._note_fatal(error)
        owner = self._owner
        if owner.done():
            text = f'Task {member!r} has errored out but its parent task {owner} is already completed'
            self._loop.call_exception_handler(dict(message=text, exception=error, task=member))
        elif not (self._stopping or self._stopped_owner):
            self._stop()
            self._stopped_owner = True
            owner.cancel()

    async def __aenter__(self):
        if self._entered:
            raise self._complaint('has already been entered')
        self._loop = self._loop or events.get_running_loop()
        self._owner = tasks.current_task(self._loop)
        if self._owner is None:
            raise self._complaint('cannot determine the parent task')
        self._entered = True
        return self

    async def __aexit__(self, et, exc, tb):
        tb = None
        try:
            return await self._end(exc)
        finally:
            # The exceptions' tracebacks lead here: without this they would keep themselves alive.
            if self._fatal is None:
                self._failures = None
            exc = self._owner = self._fatal = None

    async def _end(self, error):
        self._ending = True
        cancellation = None
        try:
            if isinstance(error, CancelledError):
                cancellation, error = error, None
            if cancellation is not None or error is not None:
                self._note_fatal(error)
                if not self._stopping:
                    self._stop()
            while self._tasks:
                self._last_gone = self._loop.create_future()
                try:
                    await self._last_gone
                except CancelledError as outside:
                    if not self._stopping:
                        cancellation = outside
                        self._stop()
                self._last_gone = None
            if self._fatal is not None:
                raise self._fatal
            if self._stopped_owner and self._owner.uncancel() == 0:
                cancellation = None     # nobody but the group had asked for it
            if cancellation is not None and not self._failures:
                raise cancellation
            if error is not None:
                self._failures.append(error)
            if self._failures:
                self._raise_failures()
        finally:
            error = cancellation = None

    def _raise_failures(self):
        owner = self._owner
        if owner.cancelling():
            # Somebody else has cancelled the owner too. The group's exception goes first; the owner's next await
            # is cancelled, with the number of requests as it was.
            owner.uncancel()
            owner.cancel()
        raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._failures) from None
