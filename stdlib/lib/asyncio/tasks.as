"""Tasks, and waiting for several things."""

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait', 'wait_for', 'as_completed',
           'sleep', 'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe', 'current_task', 'all_tasks',
           'create_eager_task_factory', 'eager_task_factory', '_register_task', '_unregister_task', '_enter_task', '_leave_task')

import types

from _asyncio import Task, _enter_task, _leave_task, _pending_tasks, _swap_current_task, create_task, current_task, ensure_future, gather, sleep

from . import coroutines
from . import events
from . import exceptions
from . import futures

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_registered = None  # tasks of other makes, in a WeakSet once there is one


def _create_task(coro, *, name=None, context=None, **kwargs):
    """create_task() with arguments that only a task factory or an eager start understands."""
    loop = events.get_running_loop()
    if context is not None:
        kwargs['context'] = context
    return loop.create_task(coro, name=name, **kwargs)


def _register_task(task):
    """all_tasks() shall know of a task that is not one of ours."""
    global _registered
    if isinstance(task, Task):
        return
    if _registered is None:
        import weakref
        _registered = weakref.WeakSet()
    _registered.add(task)


def _unregister_task(task):
    """It need not know of it any more."""
    if _registered is not None:
        _registered.discard(task)


def all_tasks(loop=None):
    """The set of tasks of the loop, the running one unless given, that have not ended."""
    if loop is None:
        loop = events.get_running_loop()
    found = set(_pending_tasks(loop))
    if _registered is not None:
        found.update(t for t in list(_registered) if futures._get_loop(t) is loop and not t.done())
    return found


def _ensure_future(awaitable, loop):
    """ensure_future() of what is neither a native future nor a plain coroutine."""
    if futures.isfuture(awaitable):
        if loop is not None and loop is not futures._get_loop(awaitable):
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return awaitable
    wrapped = False
    if not coroutines.iscoroutine(awaitable):
        if not hasattr(type(awaitable), '__await__'):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        awaitable = _wrap_awaitable(awaitable)
        wrapped = True
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(awaitable)
    except RuntimeError:
        if not wrapped:
            awaitable.close()
        raise


async def _wrap_awaitable(awaitable):
    return await awaitable


def _sleep_future(loop, delay, result):
    """What sleep() waits for on a loop that must be asked for everything, and the handle to cancel in the end."""
    future = loop.create_future()
    return future, loop.call_later(delay, futures._set_result_unless_cancelled, future, result)


# ---- waiting

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait until all of fs are done, or the first, or the first that failed, or the time is over: two sets, what is done and what is not."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in {FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED}:
        raise ValueError('Invalid return_when value: %s' % (return_when,))
    waited_for = set(fs)
    for f in waited_for:
        if coroutines.iscoroutine(f):
            raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    return await _wait(waited_for, timeout, return_when, events.get_running_loop())


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


def _ends_wait(future, return_when):
    if return_when == FIRST_COMPLETED:
        return True
    return return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None


async def _wait(fs, timeout, return_when, loop):
    counter = sum(1 for f in fs if not f.done())
    if not counter or any(f.done() and _ends_wait(f, return_when) for f in fs):
        return {f for f in fs if f.done()}, {f for f in fs if not f.done()}
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter) if timeout is not None else None
    counter = len(fs)

    def on_completion(future):
        nonlocal counter
        counter -= 1
        if counter <= 0 or _ends_wait(future, return_when):
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(on_completion)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


async def wait_for(fut, timeout):
    """What fut gives, if it does within `timeout` seconds; else it is cancelled, and TimeoutError raised when that has happened."""
    from . import timeouts
    if fut is not None and not futures.isfuture(fut) and not coroutines.iscoroutine(fut) and hasattr(type(fut), '__await__'):
        fut = _wrap_awaitable(fut)
    if timeout is None or timeout > 0:
        async with timeouts.timeout(timeout):
            return await fut
    # There is no time at all: what is not done already is cancelled at once.
    task = ensure_future(fut)
    if task.done():
        return task.result()
    await _cancel_and_wait(task)
    try:
        outcome = task.result()
    except exceptions.CancelledError as cancelled:
        raise TimeoutError from cancelled
    return outcome


async def _cancel_and_wait(fut):
    """Ask it to end, and wait until it has."""
    import functools
    waiter = events.get_running_loop().create_future()
    callback = functools.partial(_release_waiter, waiter)
    fut.add_done_callback(callback)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(callback)


class _AsCompletedIterator:
    """What as_completed() gives. Futures come into a queue as they get done, None for each that the time did not suffice for."""

    def __init__(self, aws, timeout):
        from .queues import Queue
        loop = events.get_event_loop()
        self._ready, self._timer = Queue(), None
        self._pending = {ensure_future(aw, loop=loop) for aw in set(aws)}
        self._owed = len(self._pending)  # by the iteration
        for future in self._pending:
            future.add_done_callback(self._on_done)
        if timeout is not None and self._pending:
            self._timer = loop.call_later(timeout, self._on_timeout)

    def __iter__(self):
        return self

    __aiter__ = __iter__

    def _owes(self, end):
        if self._owed == 0:
            raise end
        self._owed -= 1

    def __next__(self):
        self._owes(StopIteration)
        return self._next_result()

    async def __anext__(self):
        self._owes(StopAsyncIteration)
        return await self._next_future()

    def _on_done(self, future):
        if future in self._pending:
            self._pending.remove(future)
            self._ready.put_nowait(future)
            if self._timer is not None and not self._pending:
                self._timer.cancel()

    def _on_timeout(self):
        late, self._pending = self._pending, set()
        for future in late:
            future.remove_done_callback(self._on_done)
            self._ready.put_nowait(None)

    async def _next_future(self):
        future = await self._ready.get()
        if future is not None:
            return future
        raise exceptions.TimeoutError

    async def _next_result(self):
        return (await self._next_future()).result()

    _next_result.__qualname__ = '_AsCompletedIterator._wait_for_one'
    _next_result.__name__ = '_wait_for_one'


def as_completed(fs, *, timeout=None):
    """The things as they get done: `for` gives awaitables of their results, `async for` the futures themselves."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'expect an iterable of futures, not {type(fs).__name__}')
    return _AsCompletedIterator(fs, timeout)


def shield(arg):
    """A future with the outcome of arg's; to cancel it leaves the other alone."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def inner_done(inner):
        error = None if inner.cancelled() else inner.exception()  # which also marks it as retrieved
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif error is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(error)

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner_done.__qualname__ = 'shield.<locals>._inner_done_callback'
    outer_done.__qualname__ = 'shield.<locals>._outer_done_callback'
    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """From another thread: the loop runs coro, and the concurrent.futures.Future that comes back gets its outcome."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    import concurrent.futures
    future = concurrent.futures.Future()

    def begin():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except BaseException as error:
            fatal = isinstance(error, (SystemExit, KeyboardInterrupt))
            if not fatal and future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(begin)
    return future


def create_eager_task_factory(custom_task_constructor):
    """For loop.set_task_factory(): what it makes are tasks of the given class, which take their first step at once."""

    def factory(loop, coro, *, name=None, context=None, eager_start=True):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=eager_start)

    factory.__qualname__ = 'create_eager_task_factory.<locals>.factory'
    return factory


eager_task_factory = create_eager_task_factory(Task)
