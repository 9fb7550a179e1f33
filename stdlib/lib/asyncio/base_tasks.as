"""How tasks and their stacks are shown."""

import sys

from . import base_futures
from . import coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    info.insert(1, 'name=%r' % task.get_name())
    at = 2
    if task._fut_waiter is not None:
        info.insert(at, f'wait_for={task._fut_waiter!r}')
        at = 3
    if task._coro is not None:
        info.insert(2, f'coro=<{coroutines._format_coroutine(task._coro)}>')
    return info


def _task_repr(task):
    if id(task) in base_futures._showing:
        return '...'
    base_futures._showing.add(id(task))
    try:
        return f"<{type(task).__name__} {' '.join(_task_repr_info(task))}>"
    finally:
        base_futures._showing.discard(id(task))


def _coroutine_frame(coro):
    for name in ('cr_frame', 'gi_frame', 'ag_frame'):
        if hasattr(coro, name):
            return getattr(coro, name)
    return None


def _task_get_stack(task, limit):
    """Frames of the suspended coroutine, or of the traceback of what it raised."""
    frame = _coroutine_frame(task._coro)
    frames = []
    if frame is not None:
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        frames.reverse()
    elif task._exception is not None:
        tb = task._exception.__traceback__
        while tb is not None and (limit is None or len(frames) < limit):
            frames.append(tb.tb_frame)
            tb = tb.tb_next
    return frames


def _task_print_stack(task, limit, file):
    import linecache
    import traceback
    lines = []
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        lines.append((code.co_filename, frame.f_lineno, code.co_name, text))
    exc = task._exception
    if not lines:
        print(f'No stack for {task!r}', file=file)
    else:
        print(f'Traceback for {task!r} (most recent call last):' if exc is not None else f'Stack for {task!r} (most recent call last):', file=file)
    traceback.print_list(lines, file=file)
    if exc is not None:
        for line in traceback.format_exception_only(exc):
            print(line, file=file, end='')
