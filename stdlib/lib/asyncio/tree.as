# SPDX-License-Identifier: MIT
"""Tasks in words: what each is, what it waits for, and who waits for it. The prompt's commands and the debug mode's reports stand on it."""

import re

from . import events
from . import futures
from . import tasks

__all__ = ('headline', 'order', 'leaf', 'waits_for', 'why', 'forest')


def order(task):
    """A key that sorts tasks by name, Task-2 before Task-10."""
    return [int(part) if part.isdigit() else part for part in re.split('([0-9]+)', task.get_name())]


def _frame_of(coro):
    return getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None) or getattr(coro, 'ag_frame', None)


def _awaited_by(coro):
    return getattr(coro, 'cr_await', None) or getattr(coro, 'gi_yieldfrom', None) or getattr(coro, 'ag_await', None)


def chain(task):
    """Frames of the task's coroutine and of those it awaits, outermost first."""
    found, coro = [], task.get_coro()
    while coro is not None:
        frame = _frame_of(coro)
        if frame is None:
            break
        found.append(frame)
        coro = _awaited_by(coro)
    return found


def leaf(task):
    """The first awaited object without a frame of its own: a future, or a coroutine in C (asyncio.sleep, lock.acquire); None without one."""
    coro = task.get_coro()
    while coro is not None and _frame_of(coro) is not None:
        coro = _awaited_by(coro)
    return coro


def waits_for(task):
    """The future or task that the task waits for, or None."""
    return getattr(task, '_fut_waiter', None)


def _place(frame):
    return f'{frame.f_code.co_qualname}() at {frame.f_code.co_filename}:{frame.f_lineno}'


def state(task):
    """One word for what the task does."""
    if task.done():
        return 'cancelled' if task.cancelled() else 'failed' if task._exception is not None else 'done'
    if events._get_running_loop() is not None and task is tasks.current_task():
        return 'running'
    if task.cancelling():
        return 'being cancelled'
    return 'waiting' if waits_for(task) is not None or leaf(task) is not None else 'ready'


def headline(task):
    """The task in one line: its name, its coroutine's innermost place, what it waits for."""
    frames = chain(task)
    coro = task.get_coro()
    what = _place(frames[-1]) if frames else f"{getattr(coro, '__qualname__', type(coro).__name__)}()"
    wanted = _wanted(task) if frames else ''
    return f'{task.get_name()}  {state(task)}  {what}' + (f', waits for {wanted}' if wanted else '')


def _wanted(task):
    """What the task waits for, in a few words."""
    waited = waits_for(task)
    if isinstance(waited, tasks.Task) or waited is not None and hasattr(waited, 'get_name'):
        return waited.get_name()
    last = leaf(task)
    if last is not None and not futures.isfuture(last):
        return getattr(last, '__qualname__', None) or type(last).__name__
    return 'a future' if waited is not None else ''


def _holders(waited, everyone):
    """Tasks that could end a wait for a future that is awaited by gather, wait and the like: those whose callbacks lead to it."""
    found = []
    for task in everyone:
        for entry in task._callbacks or ():
            owner = getattr(entry[0], '__self__', None) or getattr(entry[0], '_owner', None)
            if owner is waited:
                found.append(task)
    return found


def children(task, everyone):
    """The tasks that this one waits for."""
    waited = waits_for(task)
    if waited is None:
        return []
    if waited in everyone:
        return [waited]
    return _holders(waited, everyone)


def forest(everyone):
    """Lines of a tree: each task under the one that waits for it; tasks that wait for each other in a circle are cut and marked."""
    everyone = sorted(everyone, key=order)
    below = {task: children(task, everyone) for task in everyone}
    inner = {child for task in everyone for child in below[task]}
    lines, shown = [], set()

    def show(task, first, rest, path):
        again = ' (above)' if task in shown else ' (waits in a circle)' if task in path else ''
        lines.append(first + (task.get_name() if again else headline(task)) + again)
        if again:
            return
        shown.add(task)
        for child in below[task]:
            last = child is below[task][-1]
            show(child, rest + ('└─ ' if last else '├─ '), rest + ('   ' if last else '│  '), path | {task})

    for task in everyone:
        if task not in inner:
            show(task, '', '', frozenset())
    for task in everyone:
        if task not in shown:
            show(task, '', '', frozenset())
    return lines


def why(task, everyone):
    """Lines that say why the task does not go on: its await chain, what it waits for, what would wake it, who waits for it."""
    if task.done():
        return [f'{task.get_name()} has ended: {state(task)}' + (f' with {task._exception!r}' if state(task) == 'failed' else '')]
    lines = [headline(task)]
    for frame in chain(task):
        lines.append(f'  awaits in {_place(frame)}')
    lines += ['  ' + line for line in _waking(task, everyone)]
    waiting = [other.get_name() for other in sorted(everyone, key=order) if task in children(other, everyone)]
    if waiting:
        lines.append(f"  {', '.join(waiting)} cannot go on before it")
    return lines


def _waking(task, everyone):
    below = children(task, everyone)
    now = state(task)
    if now == 'running':
        return ['it is running now']
    if below:
        return [f'it goes on when {child.get_name()} ends ({state(child)})' for child in sorted(below, key=order)]
    last = leaf(task)
    name = getattr(last, '__qualname__', '') or ''
    if name.endswith('sleep'):
        return ['it goes on when the time of its sleep is over']
    if name:
        return [f'it goes on when {name}() is done']
    waited = waits_for(task)
    if waited is not None:
        return [f'it goes on when somebody sets the result of {waited!r}']
    return ['it is ready: it runs in the next iteration of the loop']
