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


def _own(frames):
    """Frames that are not the library's, or all of them where there are no others."""
    return [frame for frame in frames if not frame.f_code.co_filename.startswith('<frozen ')] or frames


def headline(task, everyone=None):
    """The task in one line: its name, the innermost place of its own code, what it waits for."""
    frames, coro = _own(chain(task)), task.get_coro()
    what = _place(frames[-1]) if frames else f"{getattr(coro, '__qualname__', type(coro).__name__)}()"
    now = state(task)
    wanted = _wanted(task, tasks.all_tasks(task.get_loop()) if everyone is None else everyone) if now == 'waiting' and frames else ''
    return f'{task.get_name()}  {what}  ' + (f'waits for {wanted}' if wanted else now)


def _wanted(task, everyone):
    """What the task waits for, in a few words."""
    below = children(task, everyone)
    if below:
        return ', '.join([child.get_name() for child in below[:5]]) + (f' and {len(below) - 5} more' if len(below) > 5 else '')
    last = leaf(task)
    if last is not None and not futures.isfuture(last):
        return getattr(last, '__qualname__', None) or type(last).__name__
    return 'a future'


def _leads_to(callback, waited, selves):
    """Whether a task's callback will end the wait for a future: gather's and wait's callbacks hold it, a task group's is its method."""
    owner = getattr(callback, '__self__', None)
    if owner is waited or getattr(callback, '_owner', None) is waited or any([owner is it for it in selves if it is not None]):
        return True
    for cell in getattr(callback, '__closure__', None) or ():
        try:
            if cell.cell_contents is waited:
                return True
        except ValueError:   # not bound yet
            pass
    return False


def children(task, everyone):
    """The tasks that this one waits for."""
    waited = waits_for(task)
    if waited is None:
        return []
    if waited in everyone:
        return [waited]
    selves = [frame.f_locals.get('self') for frame in chain(task)]
    return [other for other in sorted(everyone, key=order)
            if other is not task and any([_leads_to(entry[0], waited, selves) for entry in other._callbacks or ()])]


def forest(everyone):
    """Lines of a tree: each task under the one that waits for it; tasks that wait for each other in a circle are cut and marked."""
    everyone = sorted(everyone, key=order)
    below = {task: children(task, everyone) for task in everyone}
    inner = {child for task in everyone for child in below[task]}
    lines, shown = [], set()

    def show(task, first, rest, path):
        again = ' (above)' if task in shown else ' (waits in a circle)' if task in path else ''
        lines.append(first + (task.get_name() if again else headline(task, everyone)) + again)
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
    lines = [headline(task, everyone)]
    for frame in _own(chain(task)):
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
