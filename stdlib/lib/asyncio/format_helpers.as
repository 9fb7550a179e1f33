"""How callbacks, handles and places in the source are shown; what the native core asks script for."""

import functools
import sys
import types

from . import constants


def _unwrap(func):
    seen = 0
    while seen < 100 and hasattr(func, '__wrapped__'):
        func = func.__wrapped__
        seen += 1
    return func


def _get_function_source(func):
    """(file, first line) of a script function, looked for through wrappers and partials; else None."""
    func = _unwrap(func)
    if isinstance(func, types.FunctionType):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    if isinstance(func, functools.partial):
        return _get_function_source(func.func)
    return None


def _short_repr(value):
    """repr, of long things shortened."""
    if value is None or isinstance(value, (bool, float)):
        return repr(value)
    try:
        import reprlib
    except ImportError:
        return repr(value)
    return reprlib.repr(value)


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """The arguments of a call, which only debug mode shows: they may be secret."""
    if not debug:
        return '()'
    shown = [_short_repr(arg) for arg in args or ()]
    shown += [f'{name}={_short_repr(value)}' for name, value in (kwargs or {}).items()]
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, *, debug=False, suffix=''):
    while isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def _format_callback_source(func, args, *, debug=False):
    text = _format_callback(func, args, None, debug=debug)
    source = _get_function_source(func)
    return f'{text} at {source[0]}:{source[1]}' if source else text


def extract_stack(f=None, limit=None):
    """The stack from the caller's frame (or f) outwards, outermost first, no longer than limit."""
    import traceback
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


def _summary_of(places):
    """((file, line, function), ...), innermost first, as a StackSummary."""
    import traceback
    return traceback.StackSummary([traceback.FrameSummary(*place, lookup_line=False) for place in reversed(places)])


def _handle_repr(handle):
    info = [type(handle).__name__]
    if handle._cancelled:
        info.append('cancelled')
    if hasattr(handle, '_when'):
        info.append(f'when={handle._when}')
    if handle._callback is not None:
        debug = handle._loop is not None and handle._loop.get_debug()
        info.append(_format_callback_source(handle._callback, handle._args, debug=debug))
    trace = handle._source_traceback
    if trace:
        info.append(f'created at {trace[-1][0]}:{trace[-1][1]}')
    return f"<{' '.join(info)}>"


def _timer_cancelled(handle):
    handle._loop._timer_handle_cancelled(handle)


def _callback_failed(loop, exc, callback, args, handle):
    """A callback raised: the loop's exception handler is told."""
    from . import events
    if handle is None:
        handle = events.Handle(callback, args, loop, None)
    shown = _format_callback_source(callback, args, debug=loop.get_debug())
    context = {'message': f'Exception in callback {shown}', 'exception': exc, 'handle': handle}
    if handle._source_traceback:
        context['source_traceback'] = handle._source_traceback
    loop.call_exception_handler(context)


def _slow_callback(what, seconds):
    from .log import _logger as logger
    shown = what
    callback = getattr(what, '_callback', None)
    owner = getattr(callback, '__self__', None)
    if owner is not None and hasattr(owner, 'get_coro'):
        shown = owner
    logger.warning('Executing %s took %.3f seconds', shown if isinstance(shown, str) else repr(shown), seconds)


def _check_callback(callback, method):
    """Debug mode: what call_soon() and its kin were given can be called, and is no coroutine."""
    from . import coroutines
    if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
        raise TypeError(f'coroutines cannot be used with {method}()')
    if not callable(callback):
        raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')
