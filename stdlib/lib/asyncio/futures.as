"""Futures, and how they are joined with those of concurrent.futures."""

__all__ = ('Future', 'wrap_future', 'isfuture')

from _asyncio import Future

from . import base_futures
from . import exceptions
from .base_futures import isfuture

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED


def _get_loop(fut):
    return fut.get_loop() if hasattr(fut, 'get_loop') else fut._loop


def _set_result_unless_cancelled(fut, result):
    """For call_later: the future may have ended meanwhile."""
    if not fut.cancelled():
        fut.set_result(result)


def _convert_exception(exc):
    """The asyncio exception for one of concurrent.futures."""
    import concurrent.futures
    kind = type(exc)
    if kind is concurrent.futures.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if kind is concurrent.futures.InvalidStateError:
        return exceptions.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _set_concurrent_state(concurrent, source):
    """What an asyncio future ended with becomes the end of a concurrent one."""
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    exc = source.exception()
    if exc is not None:
        concurrent.set_exception(_convert_exception(exc))
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """What any done future ended with becomes the end of an asyncio one."""
    if dest.cancelled():
        return
    if source.cancelled():
        dest.cancel()
        return
    exc = source.exception()
    if exc is not None:
        dest.set_exception(_convert_exception(exc))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """Ends of the source go to the destination, cancelling goes the other way; each in its own loop's thread."""
    from . import events
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def pass_on(destination, source):
        if isfuture(destination):
            _copy_future_state(source, destination)
        else:
            _set_concurrent_state(destination, source)

    def destination_done(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is dest_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def source_done(source):
        if destination.cancelled() and dest_loop is not None and dest_loop.is_closed():
            return
        if dest_loop is None or dest_loop is source_loop:
            pass_on(destination, source)
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(pass_on, destination, source)

    destination.add_done_callback(destination_done)
    source.add_done_callback(source_done)


def wrap_future(future, *, loop=None):
    """Wrap a concurrent.futures.Future."""
    if isfuture(future):
        return future
    import concurrent.futures
    assert isinstance(future, concurrent.futures.Future), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        from . import events
        loop = events.get_event_loop()
    made = loop.create_future()
    _chain_future(future, made)
    return made
