"""Queues between tasks."""

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty', 'QueueShutDown')

import collections
import heapq

from _asyncio import Queue, _get_running_loop

from . import locks


class QueueEmpty(Exception):
    """Raised when Queue.get_nowait() is called on an empty Queue."""


class QueueFull(Exception):
    """Raised when the Queue.put_nowait() method is called on a full Queue."""


class QueueShutDown(Exception):
    """Raised when putting on to or getting from a shut-down Queue."""


def _loop_of(queue):
    loop = _get_running_loop()
    bound = queue.__dict__.setdefault('_loop', loop)
    if bound is not loop:
        raise RuntimeError(f'{queue!r} is bound to a different event loop')
    return loop


async def _wait_turn(self, waiters, hopeless):
    """Waits in a row; who is cancelled after being woken passes the turn on, unless that is hopeless."""
    turn = _loop_of(self).create_future()
    waiters.append(turn)
    try:
        await turn
    except:
        turn.cancel()
        try:
            waiters.remove(turn)
        except ValueError:
            pass
        if not hopeless() and not turn.cancelled():
            self._wakeup_next(waiters)
        raise


def _format(self):
    text = f'maxsize={self._maxsize!r}'
    if getattr(self, '_queue', None):
        text += f' _queue={list(self._queue)!r}'
    if self._getters:
        text += f' _getters[{len(self._getters)}]'
    if self._putters:
        text += f' _putters[{len(self._putters)}]'
    if self._unfinished_tasks:
        text += f' tasks={self._unfinished_tasks}'
    if self._is_shutdown:
        text += ' shutdown'
    return text


class _ScriptQueue:
    """The methods of instances of Queue's subclasses, which have hooks in script."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = collections.deque()
        self._putters = collections.deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)

    # What subclasses replace.

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            turn = waiters.popleft()
            if not turn.done():
                turn.set_result(None)
                break

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {_format(self)}>'

    def __str__(self):
        return f'<{type(self).__name__} {_format(self)}>'

    def qsize(self):
        """Number of items in the queue."""
        return len(self._queue)

    @property
    def maxsize(self):
        """Number of items allowed in the queue."""
        return self._maxsize

    def empty(self):
        """Return True if the queue is empty, False otherwise."""
        return not self._queue

    def full(self):
        """Return True if there are maxsize items in the queue."""
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        """Put an item into the queue, waiting for a free slot."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await _wait_turn(self, self._putters, self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Put an item into the queue without blocking."""
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wakeup_next(self._getters)

    async def get(self):
        """Remove and return an item, waiting until there is one."""
        while self.empty():
            if self._is_shutdown and self.empty():
                raise QueueShutDown
            await _wait_turn(self, self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        """Remove and return an item from the queue."""
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """Indicate that a formerly enqueued task is complete."""
        if self._unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until every item has been taken and processed."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """No more items come in; with immediate, those there are are dropped and join() returns."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                turn = waiters.popleft()
                if not turn.done():
                    turn.set_result(None)


class PriorityQueue(Queue):
    """The lowest entry comes first: usually tuples (priority, data)."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """The newest entry comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
