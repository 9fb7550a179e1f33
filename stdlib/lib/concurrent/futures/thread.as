# SPDX-License-Identifier: MIT
"""ThreadPoolExecutor.

Work waits in a queue that the threads share. A thread is started only when none is idle, which a semaphore counts. The threads refer
to their executor weakly: when nobody holds it any more, or it is shut down, or the program ends, a None in the queue tells one of
them, which passes it on to the next."""

__all__ = ('ThreadPoolExecutor',)

import itertools
import os
import queue
import threading
import weakref

from concurrent.futures import _base

_workers = weakref.WeakKeyDictionary()  # thread: its queue
_exiting = False
_exit_lock = threading.Lock()


def _python_exit():
    global _exiting
    with _exit_lock:
        _exiting = True
    workers = list(_workers.items())
    for thread, work in workers:
        work.put(None)
    for thread, work in workers:
        thread.join()


threading._register_atexit(_python_exit)


class _Call:
    """A call that waits for its turn, and the future that it ends."""

    def __init__(self, future, task):
        self.future = future
        self.task = task

    def run(self, context):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = context.run(self.task)
        except BaseException as exc:
            self.future.set_exception(exc)
            self = None  # the traceback of the exception refers to this frame
        else:
            self.future.set_result(result)


class _Context:
    """Where a worker runs its calls: right here."""

    def __init__(self, initializer, initargs):
        self.initializer = initializer
        self.initargs = initargs

    def enter(self):
        if self.initializer is not None:
            self.initializer(*self.initargs)

    def leave(self):
        pass

    def run(self, task):
        fn, args, kwargs = task
        return fn(*args, **kwargs)


def _worker(executor_ref, context, work):
    try:
        context.enter()
    except BaseException:
        _base._logger().critical('Exception in initializer:', exc_info=True)
        executor = executor_ref()
        if executor is not None:
            executor._break()
        return
    try:
        while _work_once(executor_ref, context, work):
            pass
    except BaseException:
        _base._logger().critical('Exception in worker', exc_info=True)
    finally:
        context.leave()


def _work_once(executor_ref, context, work):
    """One call of the queue. False: the worker has to end."""
    try:
        call = work.get_nowait()
    except queue.Empty:
        executor = executor_ref()
        if executor is not None:
            executor._idle_semaphore.release()
        del executor
        call = work.get()
    if call is not None:
        call.run(context)
        return True
    executor = executor_ref()
    if not _exiting and executor is not None and not executor._shutdown:
        return True
    if executor is not None:
        executor._shutdown = True
    work.put(None)
    return False


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in at most max_workers threads."""

    _counter = itertools.count().__next__
    _broken_error = BrokenThreadPool

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._check_initializer(initializer, initargs)
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f'{self._default_prefix}-{self._counter()}'

    _default_prefix = 'ThreadPoolExecutor'

    def _check_initializer(self, initializer, initargs):
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._initializer = initializer
        self._initargs = initargs

    def _make_context(self):
        return _Context(self._initializer, self._initargs)

    def _make_task(self, fn, args, kwargs):
        return fn, args, kwargs

    def submit(self, fn, /, *args, **kwargs):
        """Run fn(*args, **kwargs) in a thread, and return a Future of it."""
        with self._shutdown_lock, _exit_lock:
            if self._broken:
                raise self._broken_error(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _exiting:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            self._work_queue.put(_Call(future, self._make_task(fn, args, kwargs)))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return
        count = len(self._threads)
        if count >= self._max_workers:
            return
        work = self._work_queue
        ref = weakref.ref(self, lambda _, work=work: work.put(None))
        thread = threading.Thread(name=f'{self._thread_name_prefix}_{count}', target=_worker, args=(ref, self._make_context(), work))
        thread.start()
        self._threads.add(thread)
        _workers[thread] = work

    def _break(self):
        with self._shutdown_lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            for call in self._drain():
                call.future.set_exception(self._broken_error(self._broken))

    def _drain(self):
        while True:
            try:
                call = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if call is not None:
                yield call

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; wait for those that were taken, or cancel those that have not begun."""
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for call in self._drain():
                    call.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
