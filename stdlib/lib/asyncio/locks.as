"""What tasks of one loop use to wait for each other."""

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')

from collections import deque

from _asyncio import Event, Lock

from .exceptions import BrokenBarrierError, CancelledError
from .mixins import _LoopBoundMixin


async def _enter(lock):
    """async with of a subclass of Lock."""
    await lock.acquire()


async def _leave(lock):
    lock.release()


class _ContextManagerMixin:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *failure):
        self.release()


def _label(plain, state, queued=()):
    """The repr: object's own, with the state and the number of waiters after it."""
    count = f', waiters:{len(queued)}' if queued else ''
    return f'<{plain[1:-1]} [{state}{count}]>'


class Condition(_ContextManagerMixin, _LoopBoundMixin):
    """A lock, and a row of tasks that wait for news from whoever holds it."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._waiters = deque()
        self._lock = lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release

    def __repr__(self):
        return _label(super().__repr__(), 'locked' if self.locked() else 'unlocked', self._waiters)

    def _need_lock(self, verb):
        if not self.locked():
            raise RuntimeError(f'cannot {verb} on un-acquired lock')

    async def wait(self):
        """Give the lock away until notified; it is held again when this returns, or raises."""
        self._need_lock('wait')
        turn = self._get_loop().create_future()
        self.release()
        try:
            try:
                await self._sit(turn)
            finally:
                await self._relock()
        except BaseException:
            self._wake(1)       # a notification that may have been ours is for somebody else
            raise
        return True

    async def _sit(self, turn):
        row = self._waiters
        row.append(turn)
        try:
            await turn
        finally:
            row.remove(turn)

    async def _relock(self):
        """Holds out against cancellation until the lock is held; the last one is raised then."""
        pending = held = None
        while not held:
            try:
                await self.acquire()
                held = True
            except CancelledError as request:
                pending = request
        try:
            if pending is not None:
                raise pending
        finally:
            pending = None

    async def wait_for(self, predicate):
        """wait() until predicate() is true; its value is returned."""
        while not (value := predicate()):
            await self.wait()
        return value

    def _wake(self, n):
        for turn in self._waiters:
            if n <= 0:
                return
            if not turn.done():
                turn.set_result(False)
                n -= 1

    def notify(self, n=1):
        """Up to n of those in the row go on, once they get the lock."""
        self._need_lock('notify')
        self._wake(n)

    def notify_all(self):
        """The whole row goes on."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _LoopBoundMixin):
    """So many may pass; the others stand in a row until somebody gives a permit back."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value, self._waiters = value, None

    def __repr__(self):
        state = 'locked' if self.locked() else f'unlocked, value:{self._value}'
        return _label(super().__repr__(), state, self._waiters)

    def locked(self):
        """Whether acquire() would have to wait: no permit is left, or others were here first."""
        return not self._value or not all(turn.cancelled() for turn in self._waiters or ())

    def _grant(self):
        """Hands a permit to the first who waits for one; whether there was somebody."""
        turn = next((t for t in self._waiters or () if not t.done()), None)
        if turn is None:
            return False
        self._value -= 1
        turn.set_result(True)
        return True

    async def acquire(self):
        """Take a permit, waiting for it if need be."""
        if self.locked():
            await self._stand_in_row()
        else:
            self._value -= 1
        return True

    async def _stand_in_row(self):
        turn = self._get_loop().create_future()
        row = self._waiters = deque() if self._waiters is None else self._waiters
        row.append(turn)
        try:
            await turn
        except CancelledError:
            if turn.done() and not turn.cancelled():
                self._value += 1        # it had been granted: back with it
            raise
        finally:
            row.remove(turn)
            while self._value > 0 and self._grant():
                pass

    def release(self):
        """Give a permit back."""
        self._value += 1
        self._grant()


class BoundedSemaphore(Semaphore):
    """A semaphore that does not take back more permits than it gave out."""

    def __init__(self, value=1):
        super().__init__(value)
        self._limit = value

    def release(self):
        if not self._value < self._limit:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


# What a barrier does at the moment; the words are those of its repr.
_FILLING, _DRAINING, _RESETTING, _BROKEN = 'filling', 'draining', 'resetting', 'broken'


class Barrier(_LoopBoundMixin):
    """Holds tasks up until there are `parties` of them, then lets them all pass, again and again."""

    def __init__(self, parties):
        if not parties >= 1:
            raise ValueError('parties must be > 0')
        self._size = parties
        self._inside = 0
        self._phase = _FILLING
        self._changed = Condition()

    def __repr__(self):
        numbers = '' if self.broken else f', waiters:{self.n_waiting}/{self.parties}'
        return _label(super().__repr__(), self._phase + numbers)

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._size

    @property
    def n_waiting(self):
        """How many are held up now."""
        return 0 if self._phase != _FILLING else self._inside

    @property
    def broken(self):
        """Whether abort() was called."""
        return self._phase == _BROKEN

    def _enter_phase(self, phase):
        self._phase = phase
        self._changed.notify_all()

    async def wait(self):
        """Wait for the others; the returned index, 0 to parties - 1, is different for each."""
        async with self._changed:
            # Those of the round before go out first.
            await self._changed.wait_for(lambda: self._phase in (_FILLING, _BROKEN))
            if self.broken:
                raise BrokenBarrierError('Barrier aborted')
            index, self._inside = self._inside, self._inside + 1
            try:
                if self._inside == self._size:
                    self._enter_phase(_DRAINING)
                else:
                    await self._changed.wait_for(lambda: self._phase != _FILLING)
                    if self._phase != _DRAINING:
                        raise BrokenBarrierError('Abort or reset of barrier')
            finally:
                self._inside -= 1
                if not self._inside:
                    self._enter_phase(_BROKEN if self.broken else _FILLING)
            return index

    async def reset(self):
        """Back to the beginning: those who wait get BrokenBarrierError."""
        async with self._changed:
            self._enter_phase(_RESETTING if self._inside else _FILLING)

    async def abort(self):
        """Break the barrier: those who wait, and who come, get BrokenBarrierError."""
        async with self._changed:
            self._enter_phase(_BROKEN)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *failure):
        pass
