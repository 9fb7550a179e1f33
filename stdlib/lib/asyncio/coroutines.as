"""What is a coroutine, and how it is shown."""

__all__ = ('iscoroutinefunction', 'iscoroutine')

import os
import sys
import types

from _asyncio import _debug_mode, _makes_coroutine

_CO_COROUTINE = 0x80
_is_coroutine = object()


def _is_debug_mode():
    return _debug_mode() or (not sys.flags.ignore_environment and bool(os.environ.get('PYTHONASYNCIODEBUG')))


def iscoroutinefunction(func):
    """Return True if func is a decorated coroutine function or one made by async def."""
    if getattr(func, '_is_coroutine', None) is _is_coroutine:
        return True
    if isinstance(func, types.FunctionType) and func.__code__.co_flags & _CO_COROUTINE:
        return True
    inspect = sys.modules.get('inspect')  # only it can mark functions, and only it knows what passes for one
    if inspect is not None or not isinstance(func, types.FunctionType):
        import inspect
        func = inspect._unbound(func)
        if inspect.iscoroutinefunction(func):
            return True
    return _makes_coroutine(func)


_iscoroutine_typecache = {types.CoroutineType}


def iscoroutine(obj):
    """Return True if obj is a coroutine object."""
    kind = type(obj)
    if kind in _iscoroutine_typecache:
        return True
    if kind is types.GeneratorType:
        return bool(obj.gi_code.co_flags & 0x100)
    import collections.abc
    if not isinstance(obj, collections.abc.Coroutine):
        return False
    if len(_iscoroutine_typecache) < 100:
        _iscoroutine_typecache.add(kind)
    return True


def _format_coroutine(coro):
    """What stands after coro= in the repr of a task."""
    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    name = getattr(coro, '__qualname__', None) or getattr(coro, '__name__', None) or f'<{type(coro).__name__} without __name__>'
    running = getattr(coro, 'cr_running', False) or getattr(coro, 'gi_running', False)
    if code is None:
        return f'{name}() running' if running else f'{name}()'
    frame = getattr(coro, 'gi_frame', None) or getattr(coro, 'cr_frame', None)
    file = code.co_filename or '<empty co_filename>'
    if frame is not None:
        return f'{name}() running at {file}:{frame.f_lineno}'
    return f'{name}() done, defined at {file}:{code.co_firstlineno}'


def coroutine(func):
    """The decorator of generator-based coroutines, as Python had it before 3.11."""
    if iscoroutinefunction(func):
        return func
    if isinstance(func, types.FunctionType) and func.__code__.co_flags & 0x20:
        made = types.coroutine(func)
    else:
        def made_by_call(*args, **kwargs):
            result = func(*args, **kwargs)
            if hasattr(result, '__await__') or isinstance(result, types.GeneratorType):
                result = yield from result
            return result
        import functools
        made = types.coroutine(functools.wraps(func)(made_by_call))
    try:
        made._is_coroutine = _is_coroutine
    except AttributeError:
        pass
    return made
