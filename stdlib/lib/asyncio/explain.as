"""What every task waits for, and who could end its wait: reports of deadlocks, of locks, of all tasks, and what the prompt says of them
(asyncio.tree)."""

import re
import sys

import _aiodebug

from . import futures
from . import locks
from . import queues
from . import taskgroups
from . import tasks
from .log import _logger


# ---- places

def _place(place):
    return f'{place[0]}:{place[1]}' if place else 'an unknown place'


def _place_in(place):
    return f'{place[0]}:{place[1]} in {place[2]}()' if place and not place[2].startswith('<') else _place(place)


def _is_package(filename):
    return filename.startswith('<frozen asyncio')


def _frame_of(coro):
    return getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None) or getattr(coro, 'ag_frame', None)


def _next_of(coro):
    return getattr(coro, 'cr_await', None) or getattr(coro, 'gi_yieldfrom', None) or getattr(coro, 'ag_await', None)


def chain(task):
    """Frames of a suspended task, outermost first, and the awaitable that ends them."""
    frames, coro, steps = [], task.get_coro(), 0
    while coro is not None and steps < 10000:
        frame = _frame_of(coro)
        if frame is None:
            return frames, coro
        frames.append(frame)
        coro = _next_of(coro)
        steps += 1
    return frames, None


def _own_places(frames):
    """(file, line, function) of the frames outside the package."""
    return [(f.f_code.co_filename, f.f_lineno, f.f_code.co_qualname) for f in frames if not _is_package(f.f_code.co_filename)]


# ---- what a task waits for

class _Wait:
    """text says it, brief in a word or two; thing is what to name besides; tasks are those that could end it."""

    def __init__(self, text, thing=None, tasks=(), brief=None):
        self.text, self.thing, self.tasks = text, thing, tuple(tasks)
        self.brief = brief if brief is not None else _names(self.tasks) or text


class Among:
    """The tasks of one report, and who of them holds a lock or ends a wait for another future: looked up once for all."""

    def __init__(self, everyone=()):
        self.tasks = sorted(everyone, key=order)
        self._by_id = {id(task): task for task in self.tasks}
        self._enders = None

    def holding(self, lock):
        task = self._by_id.get(_aiodebug.lock_holder_id(lock))
        return [task] if task is not None and _aiodebug.holds(task, lock) else []

    def ending(self, future):
        """Those whose callbacks hold the future: of gather(), wait(), shield()."""
        if self._enders is None:
            self._enders = {}
            for task in self.tasks:
                for callback, _ in task._callbacks or ():
                    for thing in _held_by_callback(callback):
                        self._enders.setdefault(id(thing), []).append(task)
        return self._enders.get(id(future), [])


def _held_by_callback(callback):
    yield getattr(callback, '_owner', None)
    for cell in getattr(callback, '__closure__', None) or ():
        try:
            yield cell.cell_contents
        except ValueError:      # not bound yet
            pass


def order(task):
    """A key that sorts tasks: unnamed ones first, in the order of making; numbers in names count as numbers."""
    name = task.get_name()
    parts = [(0, int(part), '') if part.isdecimal() else (1, 0, part) for part in re.split('([0-9]+)', name)]
    return not name.startswith('Task-'), parts


def _names(them):
    shown = [t.get_name() for t in sorted(them, key=order)]
    return ', '.join(shown[:5]) + (f' and {len(shown) - 5} more' if len(shown) > 5 else '')


def _pending(them):
    return [t for t in them if isinstance(t, tasks.Task) and not t.done()]


def _wait_in_package(frame):
    """A coroutine of the package that waits on behalf of its caller."""
    here, me = frame.f_code.co_qualname, frame.f_locals.get('self')
    if isinstance(me, locks.Semaphore):
        return _Wait('a Semaphore to be released', me, brief='Semaphore.acquire')
    if isinstance(me, locks.Barrier):
        return _Wait(f'a Barrier of {me.parties}, at which {me.n_waiting} stand', me, brief='Barrier.wait')
    if isinstance(me, locks.Condition):
        return _Wait('a Condition to be notified', me, brief='Condition.wait') if here == 'Condition.wait' else None
    if isinstance(me, taskgroups.TaskGroup):
        return _Wait(f'the end of its TaskGroup: {_names(me._tasks)}', None, me._tasks)
    if here == '_wait':
        some = _pending(frame.f_locals.get('fs') or ())
        return _Wait(f'asyncio.wait() for {_names(some)}' if some else 'asyncio.wait()', None, some)
    kind = type(me).__name__
    if kind in ('StreamReader', 'StreamWriter', 'Process', 'Server'):
        what = f'{kind}.{here.rpartition(".")[2].lstrip("_")}'
        return _Wait(f'{what}()', brief=what)
    return None


_OPERATIONS = {'wait': ('an Event to be set', 'Event.wait'), 'get': ('an item of a Queue', 'Queue.get'),
               'put': ('room in a Queue', 'Queue.put'), 'join': ('a Queue to be worked off', 'Queue.join')}


def _wait_of_operation(operation, loop, future, among):
    kind, thing = operation
    if kind == 'sleep':
        left = _aiodebug.timer(loop, future) if future is not None else None
        return _Wait('its turn' if future is None else 'sleep()' if left is None else f'sleep(), {left:.3g} s more', brief='sleep')
    if kind == 'acquire':
        return _Wait('a Lock', thing, among.holding(thing), 'Lock.acquire')
    text, brief = _OPERATIONS.get(kind, (kind, kind))
    return _Wait(text, thing, brief=brief)


def _wait_of_frames(frames, loop, future, leaf, among):
    """What the innermost frames say of it: one of the package, or an operation of its own."""
    found = None
    for frame in reversed(frames):
        if not _is_package(frame.f_code.co_filename):
            break
        found = _wait_in_package(frame) or found
    operation = _aiodebug.operation(leaf) if found is None else None
    return _wait_of_operation(operation, loop, future, among) if operation is not None else found


def _wait_of_future(future, among):
    if isinstance(future, tasks.Task):
        return _Wait(f'{future.get_name()} to end', None, [future])
    children = getattr(future, '_children', None)
    if children is not None:
        some = _pending(children)
        return _Wait(f'gather() of {len(children)}: {_names(some)}', None, some)
    inner = among.ending(future)
    if inner:
        return _Wait(f'{_names(inner)} to end', None, inner)
    made = future._source_traceback
    own = [f for f in made or () if not _is_package(f.filename)]
    return _Wait('a Future' + (f', made at {own[-1].filename}:{own[-1].lineno}' if own else ''), brief='a future')


def wait_of(task, among):
    """What the task waits for."""
    if task.done():
        return _Wait('nothing: it is done')
    future, loop = task._fut_waiter, task.get_loop()
    if future is None:
        running = tasks.current_task(loop) is task
        return _Wait('nothing: it runs' if running else 'its turn')
    if future.done():
        return _Wait('its turn')
    frames, leaf = chain(task)
    return _wait_of_frames(frames, loop, future, leaf, among) or _wait_of_future(future, among)


class _Numbers:
    """Locks and their kin have no names: in one report they are numbered as they come."""

    def __init__(self):
        self.seen, self.counts = {}, {}

    def name(self, text, thing):
        if thing is None:
            return text
        if id(thing) not in self.seen:
            kind = type(thing).__name__
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.seen[id(thing)] = f'{kind} {self.counts[kind]}', thing
        return text.replace(f'an {type(thing).__name__}', self.seen[id(thing)][0]).replace(f'a {type(thing).__name__}', self.seen[id(thing)][0])


def held_by(thing):
    holder = _aiodebug.lock_holder(thing) if isinstance(thing, locks.Lock) else None
    if holder is None:
        return ''
    name, place = holder
    return f', held by {name or "nobody that is known"}' + (f' since {_place_in(place)}' if place else '')


def _lines_about(task, among, numbers):
    wait = wait_of(task, among)
    yield f'{task.get_name()} waits for {numbers.name(wait.text, wait.thing)}{held_by(wait.thing)}'
    places = _own_places(chain(task)[0])
    for place in reversed(places):
        yield f'    at {_place_in(place)}'
    made, maker = _aiodebug.task_site(task)
    makers = _aiodebug.task_makers(task)
    if made is not None:
        by = makers[0][0] if makers else f'Task-{maker}' if maker else None
        yield f'    made at {_place_in(made)}' + (f' by {by}' if by else '')


def _cycle(among):
    """Tasks that wait for each other in a ring, or None."""
    edges = {t: [w for w in wait_of(t, among).tasks if not w.done()] for t in among.tasks}
    done = set()
    for start in among.tasks:
        path, seen, at = [], set(), start
        while at is not None and at not in done:
            if at in seen:
                return path[path.index(at):]
            seen.add(at)
            path.append(at)
            at = next(iter(edges.get(at, ())), None)
        done.update(path)
    return None


# ---- deadlock

def _outside_may_wake():
    """Threads may end any wait, unless they all sleep until somebody wakes them; so may the script's own signal handlers."""
    if not _aiodebug.others_sleep():
        return True
    signal = sys.modules.get('_signal')
    if signal is None:
        return False
    from .runners import _CtrlC    # Ctrl-C of asyncio.run() ends the program: it wakes nobody
    for number in signal.valid_signals():
        handler = signal.getsignal(number)
        if getattr(handler, '__module__', None) == 'asyncio.monitor':
            continue
        if callable(handler) and handler is not signal.default_int_handler and not isinstance(handler, _CtrlC):
            return True
    return False


def _deadlock(loop):
    """Nothing that the loop knows of can make a task ready again: the text of a DeadlockError, or None when something else can."""
    if _outside_may_wake():
        return None
    among = Among(tasks.all_tasks(loop))
    everyone = among.tasks
    if not everyone:
        return 'all tasks are asleep - deadlock!\n  there is no task: run_until_complete() waits for a Future that nobody will finish'
    numbers = _Numbers()
    lines = ['all tasks are asleep - deadlock!']
    for task in everyone[:50]:
        lines.extend('  ' + line for line in _lines_about(task, among, numbers))
    if len(everyone) > 50:
        lines.append(f'  and {len(everyone) - 50} more tasks')
    ring = _cycle(among)
    if ring:
        first = min(range(len(ring)), key=lambda i: order(ring[i]))
        ring = ring[first:] + ring[:first]
        lines.append('  the cycle: ' + ' -> '.join(t.get_name() for t in ring + ring[:1]))
    return '\n'.join(lines)


# ---- locks, told through the logger

def _acquires_twice(lock, task):
    _, place = _aiodebug.lock_holder(lock)
    frame = sys._getframe(1)
    while frame is not None and _is_package(frame.f_code.co_filename):
        frame = frame.f_back
    here = f'{frame.f_code.co_filename}:{frame.f_lineno}' if frame is not None else 'an unknown place'
    _logger.warning('%s waits at %s for a lock that it holds itself since %s: asyncio.Lock is not re-entrant, so unless another task '
                    'releases it this waits forever', task.get_name(), here, _place_in(place))


def _ended_with_lock(lock, task):
    _, place = _aiodebug.lock_holder(lock)
    waiting = len(lock._waiters or ())
    _logger.warning('%s has ended and still holds a lock, acquired at %s%s: use `async with lock`', task.get_name(), _place_in(place),
                    f'; {waiting} {"task waits" if waiting == 1 else "tasks wait"} for it' if waiting else '')


# ---- errors that nobody looks at

def _made_by(task):
    """Where the task was made, and by whom, as far back as that is known."""
    made, maker = _aiodebug.task_site(task)
    makers = _aiodebug.task_makers(task)
    if makers:
        return [f'made at {_place_in(place)} by {name}' for name, place in makers]
    return [f'made at {_place_in(made)}' + (f' by Task-{maker}' if maker else '')] if made else []


def report_orphan(task):
    """Tell of a task that failed with nobody awaiting it. The prompt puts its own function here."""
    exc = task._exception
    lines = [f'{task.get_name()} failed and nobody awaits it', *_made_by(task)]
    _logger.error('\n'.join(lines), exc_info=(type(exc), exc, exc.__traceback__))


def crash_of_orphan(task):
    exc = task.exception()
    exc.add_note(f'{task.get_name()} failed and nobody awaits it: ' + ', '.join(_made_by(task)))
    raise exc


# ---- a task that does not let others run

def _starves(task, awaits):
    frame = sys._getframe(1)
    while frame is not None and _is_package(frame.f_code.co_filename):
        frame = frame.f_back
    here = f' at {frame.f_code.co_filename}:{frame.f_lineno}' if frame is not None else ''
    remedy = '--fair lets them run now; `await asyncio.sleep(0)` does so always' if 'fair' in sys._xoptions else \
        '`await asyncio.sleep(0)` there lets them, or --fair everywhere'
    _logger.warning('%s has passed %d awaits%s without ever waiting: an await that finishes at once lets nobody else run. %s',
                    task.get_name(), awaits, here, remedy)


# ---- all tasks: for signals, and for `aster ps`

def _rows(loop, frame=None):
    """(task, what it waits for, places from the innermost outwards) of every task, in order."""
    among = Among(tasks.all_tasks(loop))
    current = tasks.current_task(loop)
    numbers = _Numbers()
    for task in among.tasks:
        if task is current:
            places = []
            while frame is not None and not _is_package(frame.f_code.co_filename):
                places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_qualname))
                frame = frame.f_back
            yield task, _Wait('nothing: it runs'), 'nothing: it runs', places
            continue
        wait = wait_of(task, among)
        text = numbers.name(wait.text, wait.thing) + held_by(wait.thing)
        yield task, wait, text, list(reversed(_own_places(chain(task)[0])))


def _awaited_by(rows):
    """For each task those that wait for it."""
    found = {}
    for task, wait, _, _ in rows:
        for other in wait.tasks:
            found.setdefault(other, []).append(task)
    return found


def table(loop, frame=None):
    """What `aster ps` shows: a list of dicts that JSON can hold."""
    rows = list(_rows(loop, frame))
    awaited = _awaited_by(rows)
    shown = []
    for task, wait, text, places in rows:
        made, maker = _aiodebug.task_site(task)
        shown.append({'id': hex(id(task)), 'name': task.get_name(), 'waits': text, 'stack': [list(p) for p in places],
                      'made': list(made) if made else None, 'by': f'Task-{maker}' if maker else None,
                      'awaited_by': [{'id': hex(id(t)), 'name': t.get_name()} for t in awaited.get(task, ())]})
    return shown


def tree(loop, frame=None):
    """Every task, under the one that waits for it."""
    rows = list(_rows(loop, frame))
    about = {task: (text, places) for task, _, text, places in rows}
    children = {task: [t for t in wait.tasks if t in about] for task, wait, _, _ in rows}
    inner = {t for below in children.values() for t in below}
    lines = [f'{len(rows)} {"task" if len(rows) == 1 else "tasks"}:']
    shown = set()

    def show(task, indent):
        text, places = about[task]
        what = text.removeprefix('nothing: it ') if text.startswith('nothing: it ') else f'waits for {text}'
        lines.append(f'{indent}{task.get_name()} {what}' + (' (see above)' if task in shown else ''))
        if task in shown:
            return
        shown.add(task)
        lines.extend(f'{indent}    at {_place_in(place)}' for place in places)
        for other in children[task]:
            show(other, indent + '  ')
    for task in about:
        if task not in inner:
            show(task, '  ')
    for task in about:
        if task not in shown:      # a ring
            show(task, '  ')
    return '\n'.join(lines)
