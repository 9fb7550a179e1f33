# SPDX-License-Identifier: MIT
"""Futures, executors as such, and waiting for several futures.

A future's state changes under its condition. Whoever waits for several registers one _Watch with each of them, which collects those
that end: so a future never knows what it is waited for."""

import collections
import threading
import time
import types

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'                            # by cancel(); those who wait for several do not know yet
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_words = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled', CANCELLED_AND_NOTIFIED: 'cancelled', FINISHED: 'finished'}
_cancelled = (CANCELLED, CANCELLED_AND_NOTIFIED)
_over = (CANCELLED_AND_NOTIFIED, FINISHED)


def _logger():
    import logging
    return logging.getLogger('concurrent.futures')


class Error(Exception):
    """What the errors of futures have in common."""


class CancelledError(Error):
    """The Future was cancelled."""


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """An executor has become unusable."""


TimeoutError = TimeoutError


class _Watch:
    """Collects the futures that end."""

    def __init__(self):
        self.changed = threading.Condition(threading.Lock())
        self.ended = []
        self.failed = False

    def add(self, future):
        with self.changed:
            self.ended.append(future)
            self.failed = self.failed or future._exception is not None
            self.changed.notify_all()

    def take(self):
        with self.changed:
            ended, self.ended = self.ended, []
            return ended


def _begin(future, watch):
    """Tell `watch` when the future ends; False when it has ended."""
    with future._condition:
        if future._state in _over:
            return False
        future._watches.append(watch)
        return True


def _end(future, watch):
    with future._condition:
        if watch in future._watches:
            future._watches.remove(watch)


class Future:
    """Represents the result of an asynchronous computation."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._watches = []
        self._done_callbacks = []

    __class_getitem__ = classmethod(types.GenericAlias)

    def __repr__(self):
        with self._condition:
            text = f'{type(self).__name__} at {id(self):#x} state={_words[self._state]}'
            if self._state != FINISHED:
                return f'<{text}>'
            if self._exception:
                return f'<{text} raised {type(self._exception).__name__}>'
            return f'<{text} returned {type(self._result).__name__}>'

    def _tell_watches(self):
        for watch in self._watches:
            watch.add(self)

    # ---- for those who want the result

    def cancel(self):
        """Cancel the future if possible: False once it runs or is done."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in _cancelled:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Return True if the future was cancelled."""
        with self._condition:
            return self._state in _cancelled

    def running(self):
        """Return True if the future is currently executing."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Return True if the future was cancelled or finished executing."""
        with self._condition:
            return self._is_done()

    def _is_done(self):
        return self._state in _cancelled or self._state == FINISHED

    def add_done_callback(self, fn):
        """Call fn(future) when the future is done: at once, if it is."""
        with self._condition:
            if not self._is_done():
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def _call(self, fn):
        try:
            fn(self)
        except Exception:
            _logger().exception('exception calling callback for %r', self)

    def _invoke_callbacks(self):
        for fn in self._done_callbacks:
            self._call(fn)

    def _await(self, timeout):
        """Until it is done, under its condition."""
        if not self._is_done():
            self._condition.wait(timeout)
        if self._state in _cancelled:
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """Return the result of the call, or raise what it raised; TimeoutError when it is not done in time."""
        try:
            with self._condition:
                self._await(timeout)
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            self = None  # the traceback of what is raised refers to this frame

    def exception(self, timeout=None):
        """Return the exception that the call raised, or None; TimeoutError when it is not done in time."""
        with self._condition:
            self._await(timeout)
            return self._exception

    # ---- for executors

    def set_running_or_notify_cancel(self):
        """The call is about to begin: False when the future was cancelled before, and it should not."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._tell_watches()
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            _logger().critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')

    def _finish(self, result, exception):
        with self._condition:
            if self._is_done():
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result = result
            self._exception = exception
            self._state = FINISHED
            self._tell_watches()
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """Set what the call returned."""
        self._finish(result, None)

    def set_exception(self, exception):
        """Set what the call raised."""
        self._finish(None, exception)


class Executor:
    """What runs calls: concrete executors say where."""

    def submit(self, fn, /, *args, **kwargs):
        """Run fn(*args, **kwargs), and return a Future of it."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """An iterator of what map(fn, *iterables) would give; all calls are submitted at once."""
        end = None if timeout is None else timeout + time.monotonic()
        futures = collections.deque([self.submit(fn, *args) for args in zip(*iterables)])
        return _results(futures, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Free what the executor holds, when all that was submitted is done."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(futures, end):
    """The results in the order of submission; what is left when the iteration ends is cancelled."""
    try:
        while futures:
            yield _result_or_cancel(futures.popleft(), None if end is None else end - time.monotonic())
    finally:
        for future in futures:
            future.cancel()


def _result_or_cancel(future, timeout):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future  # see Future.result


# ---- waiting for several

DoneAndNotDoneFutures = collections.namedtuple('DoneAndNotDoneFutures', 'done not_done')


def _has_failed(futures):
    return any(not f.cancelled() and f.exception() is not None for f in futures)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures: which are done, and which are not."""
    fs = set(fs)
    watch = _Watch()
    done = {f for f in fs if not _begin(f, watch)}
    try:
        enough = (len(done) == len(fs) or (return_when == FIRST_COMPLETED and done) or
                  (return_when == FIRST_EXCEPTION and done and _has_failed(done)))
        if not enough:
            _wait_for(watch, len(fs) - len(done), timeout, return_when)
    finally:
        for f in fs - done:
            _end(f, watch)
    done.update(watch.take())
    return DoneAndNotDoneFutures(done, fs - done)


def _wait_for(watch, pending, timeout, return_when):
    if return_when == FIRST_COMPLETED:
        enough = lambda: watch.ended
    elif return_when == FIRST_EXCEPTION:
        enough = lambda: watch.failed or len(watch.ended) == pending
    elif return_when == ALL_COMPLETED:
        enough = lambda: len(watch.ended) == pending
    else:
        raise ValueError(f'Invalid return condition: {return_when!r}')
    with watch.changed:
        watch.changed.wait_for(enough, timeout)


def as_completed(fs, timeout=None):
    """An iterator over the futures as they end; each of them once."""
    end = None if timeout is None else timeout + time.monotonic()
    pending = set(fs)
    total = len(pending)
    watch = _Watch()
    done = [f for f in pending if not _begin(f, watch)]
    try:
        while True:
            pending.difference_update(done)
            done.reverse()
            while done:
                yield done.pop()
            if not pending:
                return
            left = None if end is None else end - time.monotonic()
            with watch.changed:
                if not watch.ended and (left is None or left > 0):
                    watch.changed.wait_for(lambda: watch.ended, left)
            done = watch.take()
            if not done:
                raise TimeoutError(f'{len(pending)} (of {total}) futures unfinished')
    finally:
        for f in pending:
            _end(f, watch)
