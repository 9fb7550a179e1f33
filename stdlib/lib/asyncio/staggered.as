"""Attempts that start one after the other until one succeeds."""

__all__ = ('staggered_race',)

from . import events
from . import exceptions as exceptions_mod
from . import locks
from . import tasks


async def staggered_race(coro_fns, delay, *, loop=None):
    """Starts each of coro_fns when the one before has failed or `delay` seconds have passed; the first success wins.

    Returns (result of the winner or None, its index or None, list of exceptions in order of starting).
    """
    loop = loop or events.get_running_loop()
    attempts = enumerate(coro_fns)
    winner_result = winner_index = None
    exceptions = []
    running = set()
    on_completed = None
    unhandled = []

    def done(task):
        running.discard(task)
        if on_completed is not None and not on_completed.done() and not running:
            on_completed.set_result(None)
        if task.cancelled():
            return
        exc = task.exception()
        if exc is not None:
            unhandled.append(exc)

    async def run_one(previous_failed):
        nonlocal winner_result, winner_index
        if previous_failed is not None:
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except exceptions_mod.TimeoutError:
                pass
        try:
            index, coro_fn = next(attempts)
        except StopIteration:
            return
        this_failed = locks.Event()
        following = loop.create_task(run_one(this_failed))
        running.add(following)
        following.add_done_callback(done)
        exceptions.append(None)
        try:
            result = await coro_fn()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            exceptions[index] = exc
            this_failed.set()
        else:
            winner_index = index
            winner_result = result
            current = tasks.current_task(loop)
            for task in running:
                if task is not current:
                    task.cancel()

    cancelled = None
    try:
        first = loop.create_task(run_one(None))
        running.add(first)
        first.add_done_callback(done)
        while running:
            on_completed = loop.create_future()
            try:
                await on_completed
            except exceptions_mod.CancelledError as exc:
                cancelled = exc
                for task in running:
                    task.cancel(*exc.args)
            on_completed = None
        if __debug__ and unhandled:
            raise ExceptionGroup('staggered race failed', unhandled)
        if cancelled is not None:
            raise cancelled
        return winner_result, winner_index, exceptions
    finally:
        del exceptions, cancelled, unhandled
