# SPDX-License-Identifier: MIT
"""Queues between threads, in three orders, and _queue's simple one without bounds.

A queue is a store guarded by one lock, under which a thread waits for one of three things: an item to take, room to put one, or that all
which was put has been dealt with. Which item comes next is up to four small methods that kinds of queues override.
"""
import threading
from _queue import Empty, SimpleQueue
from collections import deque
from heapq import heappop, heappush
from time import monotonic
from types import GenericAlias

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Full(Exception):
    """There was no room for an item in time."""


class ShutDown(Exception):
    """The queue takes no items any more, or has none left to give."""


class Queue:
    """First in, first out; put() waits while there are maxsize items, unless that is 0 or less."""

    def __init__(self, maxsize=0):
        self.maxsize, self.unfinished_tasks, self.is_shutdown = maxsize, 0, False
        self.mutex = threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (threading.Condition(self.mutex) for _ in range(3))
        self._init(maxsize)

    __class_getitem__ = classmethod(GenericAlias)

    # ---- the store

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    # ---- what can be said of it, for as long as nobody changes it

    def qsize(self):
        """How many items there are."""
        return self._locked(self._qsize)

    def empty(self):
        """Is there nothing to get?"""
        return self._locked(self._is_empty)

    def full(self):
        """Is there no room to put anything?"""
        return self._locked(self._is_full)

    def _locked(self, question):
        with self.mutex:
            return question()

    def _is_empty(self):
        return self._qsize() == 0

    def _is_full(self):
        return self.maxsize > 0 and self._qsize() >= self.maxsize

    # ---- in and out

    def put(self, item, block=True, timeout=None):
        """Adds an item; Full if there is still no room after `timeout` seconds, or at once without `block`."""
        with self.not_full:
            self._check_open()
            self._wait_while(self._is_full, self.not_full, Full, block, timeout, self._check_open)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def put_nowait(self, item):
        """put() that does not wait."""
        self.put(item, False)

    def get(self, block=True, timeout=None):
        """Takes an item out; Empty if there is still none after `timeout` seconds, or at once without `block`."""
        with self.not_empty:
            self._check_more()
            self._wait_while(self._is_empty, self.not_empty, Empty, block, timeout, self._check_more)
            item = self._get()
            self.not_full.notify()
        return item

    def get_nowait(self):
        """get() that does not wait."""
        return self.get(False)

    def _check_open(self):
        if self.is_shutdown:
            raise ShutDown

    def _check_more(self):
        if self.is_shutdown and self._is_empty():
            raise ShutDown

    def _wait_while(self, obstacle, condition, late, block, timeout, check):
        # The lock is held. `check` raises when the queue has been shut down meanwhile.
        if block and timeout is not None and timeout < 0 and (late is Empty or self.maxsize > 0):
            raise ValueError("'timeout' must be a non-negative number")
        deadline = None if timeout is None else monotonic() + timeout
        while obstacle():
            seconds = None if deadline is None else deadline - monotonic()
            if not block or (seconds is not None and seconds <= 0):
                raise late
            condition.wait(seconds)
            check()

    # ---- what has been got is work

    def task_done(self):
        """Tells that what was got has been dealt with; once for each get()."""
        with self.all_tasks_done:
            if not self.unfinished_tasks:
                raise ValueError('task_done() called too many times')
            self._finished(1)

    def _finished(self, count):
        self.unfinished_tasks -= count
        if not self.unfinished_tasks:
            self.all_tasks_done.notify_all()

    def join(self):
        """Waits until task_done() has been called for every item that was put."""
        with self.all_tasks_done:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def shutdown(self, immediate=False):
        """Ends it: put() raises ShutDown, and so does get() once the queue is empty, which `immediate` makes it now."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                dropped = 0
                while not self._is_empty():
                    self._get()
                    dropped += 1
                self.unfinished_tasks = max(0, self.unfinished_tasks - dropped)
                self.all_tasks_done.notify_all()
            for condition in self.not_empty, self.not_full:
                condition.notify_all()


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The least item goes first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)
