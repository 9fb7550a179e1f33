# SPDX-License-Identifier: MIT
"""Tasks in words for the prompt: what each is, what it waits for, and who waits for it. asyncio.explain finds that out."""

from . import events
from . import explain
from . import tasks
from .explain import order

__all__ = ('headline', 'order', 'why', 'forest')


def _place(frame):
    return f'{frame.f_code.co_qualname}() at {frame.f_code.co_filename}:{frame.f_lineno}'


def _own(task):
    """The task's frames that are not the library's, or all of them where there are no others."""
    frames, _ = explain.chain(task)
    return [frame for frame in frames if not frame.f_code.co_filename.startswith('<frozen ')] or frames


def state(task):
    """One word for what the task does."""
    if task.done():
        return 'cancelled' if task.cancelled() else 'failed' if task._exception is not None else 'done'
    if events._get_running_loop() is not None and task is tasks.current_task():
        return 'running'
    if task.cancelling():
        return 'being cancelled'
    return 'ready' if task._fut_waiter is None else 'waiting'


def _headline(task, among):
    frames, coro = _own(task), task.get_coro()
    what = _place(frames[-1]) if frames else f"{getattr(coro, '__qualname__', type(coro).__name__)}()"
    now = state(task)
    if now == 'waiting' and frames:
        now = f'waits for {explain.wait_of(task, among).brief}'
    return f'{task.get_name()}  {what}  {now}'


def headline(task, everyone):
    """The task in one line: its name, the innermost place of its own code, what it waits for."""
    return _headline(task, explain.Among(everyone))


def forest(everyone):
    """Lines of a tree: each task under the one that waits for it; tasks that wait for each other in a circle are cut and marked."""
    among = explain.Among(everyone)
    below = {task: [child for child in sorted(explain.wait_of(task, among).tasks, key=order) if not child.done()] for task in among.tasks}
    inner = {child for task in among.tasks for child in below[task]}
    lines, shown = [], set()

    def show(task, first, rest, path):
        again = ' (above)' if task in shown else ' (waits in a circle)' if task in path else ''
        lines.append(first + (task.get_name() if again else _headline(task, among)) + again)
        if again:
            return
        shown.add(task)
        for child in below.get(task, ()):
            last = child is below[task][-1]
            show(child, rest + ('└─ ' if last else '├─ '), rest + ('   ' if last else '│  '), path | {task})

    for task in among.tasks:
        if task not in inner:
            show(task, '', '', frozenset())
    for task in among.tasks:
        if task not in shown:
            show(task, '', '', frozenset())
    return lines


def why(task, everyone):
    """Lines that say why the task does not go on: its await chain, what it waits for, what would wake it, who waits for it."""
    if task.done():
        return [f'{task.get_name()} has ended: {state(task)}' + (f' with {task._exception!r}' if state(task) == 'failed' else '')]
    among = explain.Among(everyone)
    lines = [_headline(task, among)]
    lines += [f'  awaits in {_place(frame)}' for frame in _own(task)]
    lines += ['  ' + line for line in _waking(task, among)]
    waiting = [other.get_name() for other in among.tasks if task in explain.wait_of(other, among).tasks]
    if waiting:
        lines.append(f"  {', '.join(waiting)} cannot go on before it")
    return lines


def _waking(task, among):
    if state(task) == 'running':
        return ['it is running now']
    wait = explain.wait_of(task, among)
    if wait.text == 'its turn':
        return ['it is ready: it runs in the next iteration of the loop']
    if wait.thing is None and wait.tasks:
        return [f'it goes on when {child.get_name()} ends ({state(child)})' for child in sorted(wait.tasks, key=order)]
    return [f'it waits for {wait.text}{explain.held_by(wait.thing)}']
