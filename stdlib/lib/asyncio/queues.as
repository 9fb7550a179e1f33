"""Queues between tasks."""

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty', 'QueueShutDown')

from collections import deque
from heapq import heappop, heappush

from _asyncio import Event, Queue, _get_running_loop


class QueueShutDown(Exception):
    """The queue was shut down: nothing goes in any more, or nothing is left to come out."""


class QueueFull(Exception):
    """put_nowait() found no free slot."""


class QueueEmpty(Exception):
    """get_nowait() found no item."""


def _loop_of(queue):
    loop = _get_running_loop()
    bound = queue.__dict__.setdefault('_loop', loop)
    if bound is not loop:
        raise RuntimeError(f'{queue!r} is bound to a different event loop')
    return loop


def _wake(row, everybody=False):
    """Wakes the first in the row that still waits, or all; those woken or given up are gone from the row."""
    while row:
        turn = row.popleft()
        if turn.done():
            continue
        turn.set_result(None)
        if not everybody:
            return


async def _wait_while(queue, blocked, row):
    """Waits in the row for as long as blocked() holds, unless the queue is shut down."""
    while blocked():
        if queue._is_shutdown:
            raise QueueShutDown
        turn = _loop_of(queue).create_future()
        row.append(turn)
        try:
            await turn
        except BaseException:
            turn.cancel()
            if turn in row:
                row.remove(turn)
            # Woken and cancelled at once: somebody else can use the turn, if there is one.
            if not (blocked() or turn.cancelled()):
                queue._wakeup_next(row)
            raise


def _one_less(queue):
    queue._unfinished_tasks -= 1
    if not queue._unfinished_tasks:
        queue._finished.set()


def _describe(queue):
    parts = [f'maxsize={queue._maxsize!r}']
    if getattr(queue, '_queue', None):
        parts.append(f'_queue={list(queue._queue)!r}')
    for name in ('_getters', '_putters'):
        row = getattr(queue, name)
        if row:
            parts.append(f'{name}[{len(row)}]')
    if queue._unfinished_tasks:
        parts.append(f'tasks={queue._unfinished_tasks}')
    return ' '.join(parts + ['shutdown'] * bool(queue._is_shutdown))


class _ScriptQueue:
    """The methods of instances of Queue's subclasses, which have hooks in script (and do not inherit from this class)."""

    def __init__(self, maxsize=0):
        self._maxsize, self._is_shutdown = maxsize, False
        self._getters, self._putters = deque(), deque()
        self._unfinished_tasks, self._finished = 0, Event()
        self._finished.set()
        self._init(maxsize)

    # The state.

    def __str__(self):
        return f'<{type(self).__name__} {_describe(self)}>'

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {_describe(self)}>'

    def _format(self):
        return _describe(self)

    def qsize(self):
        """How many items there are."""
        return len(self._queue)

    def full(self):
        """Whether there are maxsize items."""
        limit = self._maxsize
        return limit > 0 and self.qsize() >= limit

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    # What subclasses replace.

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def _init(self, maxsize):
        self._queue = deque()

    def _wakeup_next(self, waiters):
        _wake(waiters)

    # Taking out.

    def get_nowait(self):
        """The next item, which leaves the queue; QueueEmpty if there is none."""
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        taken = self._get()
        self._wakeup_next(self._putters)
        return taken

    async def get(self):
        """The next item, once there is one."""
        await _wait_while(self, self.empty, self._getters)
        return self.get_nowait()

    # Putting in.

    def put_nowait(self, item):
        """Adds item; QueueFull if there is no room."""
        if self._is_shutdown or self.full():
            raise QueueShutDown if self._is_shutdown else QueueFull
        self._put(item)
        self._finished.clear()
        self._unfinished_tasks += 1
        self._wakeup_next(self._getters)

    async def put(self, item):
        """Adds item, once there is room."""
        await _wait_while(self, self.full, self._putters)
        return self.put_nowait(item)

    # The end of the work.

    def task_done(self):
        """One of the items taken has been dealt with."""
        if self._unfinished_tasks < 1:
            raise ValueError('task_done() called too many times')
        _one_less(self)

    async def join(self):
        """Waits until all items that were put in have been dealt with."""
        if self._unfinished_tasks:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """No more items come in; with immediate, those there are are dropped and join() returns."""
        self._is_shutdown = True
        while immediate and not self.empty():
            self._get()
            if self._unfinished_tasks:
                _one_less(self)
        for row in (self._getters, self._putters):
            _wake(row, everybody=True)


class PriorityQueue(Queue):
    """The lowest entry comes first: usually tuples (priority, data)."""

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)

    def _init(self, maxsize):
        self._queue = []


class LifoQueue(Queue):
    """The newest entry comes first."""

    def _get(self):
        return self._queue.pop()

    def _put(self, item):
        self._queue.append(item)

    def _init(self, maxsize):
        self._queue = []
