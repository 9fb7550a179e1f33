"""Objects that belong to the loop in which they first have to wait."""

from _asyncio import _get_running_loop


class _LoopBoundMixin:
    _loop = None

    def _get_loop(self):
        loop = _get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop


def _no_loop_argument(kind, kwargs):
    """Before 3.10 these classes took loop=: say what to write instead."""
    name = next(iter(kwargs))
    hint = ': the running event loop is used' if name == 'loop' else ''
    raise TypeError(f"{kind}.__init__() got an unexpected keyword argument '{name}'{hint}")
