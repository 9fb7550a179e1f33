"""How futures are shown."""

__all__ = ()

from . import format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """Return True when obj is a Future, or says of itself that it works as one."""
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    """The cb=[...] part: no more than the first and the last of many."""
    def show(callback):
        return format_helpers._format_callback_source(callback, ())

    shown = [show(pair[0]) for pair in (callbacks if len(callbacks) <= 2 else (callbacks[0], callbacks[-1]))]
    if len(callbacks) > 2:
        shown.insert(1, f'<{len(callbacks) - 2} more>')
    return f"cb=[{', '.join(shown)}]"


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            info.append(f'result={format_helpers._short_repr(future._result)}')
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


_showing = set()


def _future_repr(future):
    if id(future) in _showing:
        return '...'
    _showing.add(id(future))
    try:
        return f"<{type(future).__name__} {' '.join(_future_repr_info(future))}>"
    finally:
        _showing.discard(id(future))
