"""Call graphs: who awaits what, across tasks (as in Python 3.14)."""

import collections
import sys
import types

from . import events
from . import futures
from . import tasks

__all__ = ('capture_call_graph', 'format_call_graph', 'print_call_graph', 'FrameCallGraphEntry', 'FutureCallGraph',
           'future_add_to_awaited_by', 'future_discard_from_awaited_by')

FrameCallGraphEntry = collections.namedtuple('FrameCallGraphEntry', 'frame')
FutureCallGraph = collections.namedtuple('FutureCallGraph', 'future call_stack awaited_by')

_extra = {}  # id(future) -> (future, set of those that wait for it by other means than await)


def future_add_to_awaited_by(fut, waiter, /):
    """Record that `fut` is awaited on by `waiter`."""
    if futures.isfuture(fut) and futures.isfuture(waiter):
        _extra.setdefault(id(fut), (fut, set()))[1].add(waiter)


def future_discard_from_awaited_by(fut, waiter, /):
    """Record that `fut` is no longer awaited on by `waiter`."""
    entry = _extra.get(id(fut))
    if entry is not None:
        entry[1].discard(waiter)
        if not entry[1]:
            del _extra[id(fut)]


def _waiters(future):
    """Tasks and futures that wait for `future`: those in its list of callbacks, and recorded ones."""
    found = []
    for callback, _ in future._callbacks or ():
        owner = getattr(callback, '__self__', None)
        if futures.isfuture(owner):
            found.append(owner)
            continue
        outer = getattr(callback, '_owner', None)
        if futures.isfuture(outer):
            found.append(outer)
    found.extend(_extra.get(id(future), (None, ()))[1])
    return found


def _chain(coro):
    """Frames of a suspended coroutine and of what it awaits, outermost first."""
    stack = []
    while coro is not None:
        frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None) or getattr(coro, 'ag_frame', None)
        if frame is None:
            break
        stack.append(FrameCallGraphEntry(frame))
        coro = getattr(coro, 'cr_await', None) or getattr(coro, 'gi_yieldfrom', None) or getattr(coro, 'ag_await', None)
    return stack


def _graph_of(future, limit):
    if not isinstance(future, (futures.Future, tasks.Task)) and not futures.isfuture(future):
        raise TypeError(f'{future!r} object does not appear to be compatible with asyncio.Future')
    stack = []
    get_coro = getattr(future, 'get_coro', None)
    if get_coro is not None and limit != 0:
        stack = _chain(get_coro())
        if limit is not None:
            stack = stack[limit:] if limit < 0 else stack[:limit]
        stack.reverse()
    waiters = [_graph_of(w, limit) for w in _waiters(future)]
    return FutureCallGraph(future, tuple(stack), tuple(waiters))


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    """The call graph of a future or task, by default of the current task; None outside of one."""
    loop = events._get_running_loop()
    current = tasks.current_task(loop) if loop is not None else None
    if future is None:
        if loop is None:
            raise RuntimeError('capture_call_graph() is called outside of a running event loop and no *future* to introspect was provided')
        future = current
    if future is None:
        return None
    if future is not current:
        return _graph_of(future, limit)
    stack = []
    frame = sys._getframe(depth)
    while frame is not None:
        is_async = bool(frame.f_code.co_flags & 0x280)
        stack.append(FrameCallGraphEntry(frame))
        if is_async and frame is getattr(current.get_coro(), 'cr_frame', None):
            break
        frame = frame.f_back
    if limit is not None:
        stack = stack[limit:] if limit < 0 else stack[:limit] if limit else []
    return FutureCallGraph(future, tuple(stack), tuple(_graph_of(w, limit) for w in _waiters(future)))


def _show(graph, lines, level):
    future, pad = graph.future, ' ' * (4 * level)
    name = f'Task(name={future.get_name()!r}, id={id(future):#x})' if isinstance(future, tasks.Task) else f'Future(id={id(future):#x})'
    lines.append(f'{pad}* {name}')
    if graph.call_stack:
        lines.append(f'{pad}  + Call stack:')
    for entry in graph.call_stack:
        code, line = entry.frame.f_code, entry.frame.f_lineno
        kind = 'async ' if code.co_flags & 0x80 else 'async generator ' if code.co_flags & 0x200 else 'generator ' if code.co_flags & 0x20 else ''
        lines.append(f'{pad}  |   File {code.co_filename!r}, line {line}, in {kind}{code.co_qualname}()')
    if graph.awaited_by:
        lines.append(f'{pad}  + Awaited by:')
        for inner in graph.awaited_by:
            _show(inner, lines, level + 1)


def format_call_graph(future=None, /, *, depth=1, limit=None):
    """The call graph as text."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    if graph is None:
        return ''
    lines = []
    _show(graph, lines, 0)
    return '\n'.join(lines)


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    """Print the call graph."""
    print(format_call_graph(future, depth=depth + 1, limit=limit), file=file)
