"""Debug mode of the command, from outside a step: what runs too long is caught in the act, signals print what everybody waits for.

A timer of the process ticks while a loop of the main thread runs (a private real-time signal). Signals are served where the main thread is:
at its next safepoint, or inside the call that blocks, which the signal interrupts and which then goes on. So a report shows the stack while
it blocks, and no other thread is needed. `aster ps PID` asks by SIGUSR1: it leaves a socket where the answer is to go.
"""

import os
import sys

import _aiodebug
import _signal

from . import events
from . import explain
from . import tasks
from .log import _logger

TICK = _signal.SIGRTMAX - 3
_PERIOD = 0.05

_told = None        # the start of the step that has been reported


# ---- what blocks

_INSTEAD = (  # what the call that blocks looks like, what to use instead
    ('time.sleep(', 'await asyncio.sleep(...)'),
    ('sleep(', 'await asyncio.sleep(...)'),
    ('input(', 'await asyncio.to_thread(input, ...)'),
    ('subprocess.', 'await asyncio.create_subprocess_exec(...)'),
    ('os.system(', 'await asyncio.create_subprocess_shell(...)'),
    ('urlopen(', 'await asyncio.to_thread(urlopen, ...)'),
    ('requests.', 'await asyncio.to_thread(...)'),
    ('.communicate(', 'asyncio.create_subprocess_exec(), and await its communicate()'),
    ('.join(', 'await asyncio.to_thread(thread.join)'),
    ('.result(', 'await asyncio.wrap_future(...)'),
    ('.acquire(', 'an asyncio.Lock, or await asyncio.to_thread(lock.acquire)'),
    ('.wait(', 'an asyncio.Event, or await asyncio.to_thread(event.wait)'),
    ('.get(', 'an asyncio.Queue, or await asyncio.to_thread(queue.get)'),
    ('.put(', 'an asyncio.Queue, or await asyncio.to_thread(queue.put, ...)'),
    ('.recv(', 'await loop.sock_recv(...)'),
    ('.accept(', 'await loop.sock_accept(...)'),
    ('.connect(', 'await loop.sock_connect(...)'),
    ('.sendall(', 'await loop.sock_sendall(...)'),
    ('.readline(', 'await asyncio.to_thread(file.readline)'),
    ('.read(', 'await asyncio.to_thread(file.read)'),
    ('open(', 'await asyncio.to_thread(open, ...)'),
)


def _running(frame):
    """The text of the call that the frame is at, if it is on one line."""
    import linecache
    import _traceback
    place = _traceback.position(frame.f_code, frame.f_lasti)
    if place is None or None in place or place[0] != place[1]:
        return ''
    line = linecache.getline(frame.f_code.co_filename, place[0]).encode()
    return line[place[2]:place[3]].decode(errors='replace')


def _stack(frame):
    """Lines about the running frames outside the package, outermost first; and the call of the script's own that runs."""
    import linecache
    lines, call = [], None
    while frame is not None and not frame.f_code.co_filename.startswith('<frozen asyncio'):
        file, line = frame.f_code.co_filename, frame.f_lineno
        if call is None and not file.startswith('<frozen '):
            call = _running(frame)
        source = linecache.getline(file, line).strip()
        lines.append(f'  File "{file}", line {line}, in {frame.f_code.co_name}' + (f'\n    {source}' if source else ''))
        frame = frame.f_back
    return lines[::-1], call or ''


def _on_tick(number, frame):
    global _told
    loop = events._get_running_loop()
    if loop is None or not loop.get_debug():
        return
    age, start = _aiodebug.step(loop)
    if age < loop.slow_callback_duration or _told == start:
        return
    task, handle = tasks.current_task(loop), loop._current_handle
    if task is None and handle is None:
        return
    _told = start
    lines, call = _stack(frame)
    what = task.get_name() if task is not None else repr(handle)
    instead = next((text for part, text in _INSTEAD if part in call), None)
    tail = f'\nThis call stops every task: use `{instead}`' if instead else \
        '\nNothing else can run meanwhile: let others run with `await asyncio.sleep(0)`, or move the work to asyncio.to_thread()'
    _logger.warning('%s blocks the event loop for %.3f seconds already, it is at\n%s%s', what, age, '\n'.join(lines), tail)


# ---- what everybody waits for

def _loops():
    loop = events._get_running_loop()
    return [loop] if loop is not None else []


def _request():
    """The socket that `aster ps` has left for this process, or None."""
    from _command.ps import request_path
    path = request_path(os.getpid())
    return path if os.path.exists(path) else None


def _on_report(number, frame):
    try:
        path = _request() if number == _signal.SIGUSR1 else None
        if path is not None:
            _answer(path, frame)
            return
    except OSError:
        pass        # whoever asked has gone
    for loop in _loops():
        sys.stderr.write(explain.tree(loop, frame) + '\n')
    if not _loops():
        sys.stderr.write('0 tasks: no event loop runs\n')
    sys.stderr.flush()


def _answer(path, frame):
    import json
    import socket
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(1)
        s.connect(path)
        s.sendall(json.dumps([explain.table(loop, frame) for loop in _loops()]).encode())


# ---- on and off

def start():
    """A loop of the main thread begins to run."""
    if not _aiodebug.is_main_thread():
        return
    for number in (_signal.SIGUSR1, _signal.SIGQUIT):
        if _signal.getsignal(number) == _signal.SIG_DFL:
            _signal.signal(number, _on_report)
    if _signal.getsignal(TICK) == _signal.SIG_DFL:
        _signal.signal(TICK, _on_tick)
        _signal.siginterrupt(TICK, True)
    if _signal.getsignal(TICK) is _on_tick:
        _aiodebug.tick(_PERIOD, TICK)


def stop():
    """The loop ends."""
    if _aiodebug.is_main_thread():
        _aiodebug.tick(0, TICK)
