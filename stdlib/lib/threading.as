# SPDX-License-Identifier: MIT
"""Threads of script, and what they wait for each other with, over the locks of _thread."""

import sys as _sys
import _thread
from _collections import deque as _deque
from itertools import count as _counter
from time import monotonic as _time

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'gettrace', 'getprofile', 'setprofile_all_threads',
           'settrace_all_threads', 'get_native_id']

from _thread import (TIMEOUT_MAX, get_ident, get_native_id, lock as Lock, stack_size, error as ThreadError, _local as local,
                     _excepthook as excepthook, _ExceptHookArgs as ExceptHookArgs)

__excepthook__ = excepthook
_CRLock = _thread.RLock
_profile_hook = _trace_hook = None


def _deprecated(old, new, level=3):
    import warnings
    warnings.warn(f'{old}() is deprecated, {new} instead', DeprecationWarning, stacklevel=level)


# ---- hooks of sys in threads to come

def setprofile(func):
    """Set a profile function for all threads started from the threading module."""
    global _profile_hook
    _profile_hook = func


def setprofile_all_threads(func):
    """Set a profile function for all threads, those that run already included."""
    setprofile(func)
    _sys._setprofileallthreads(func)


def getprofile():
    """Get the profiler function as set by threading.setprofile()."""
    return _profile_hook


def settrace(func):
    """Set a trace function for all threads started from the threading module."""
    global _trace_hook
    _trace_hook = func


def settrace_all_threads(func):
    """Set a trace function for all threads, those that run already included."""
    settrace(func)
    _sys._settraceallthreads(func)


def gettrace():
    """Get the trace function as set by threading.settrace()."""
    return _trace_hook


# ---- locks and what is built on them

def RLock(*args, **kwargs):
    """A lock that its owner can acquire again; it must be released as often."""
    if args or kwargs:
        import warnings
        warnings.warn('Passing arguments to RLock is deprecated and will be removed in 3.15', DeprecationWarning, stacklevel=2)
    return _CRLock(*args, **kwargs)


class Condition:
    """Threads wait under a lock until others notify them. Each waiter sleeps on a lock of its own, held from the start."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire = lock.acquire
        self.release = lock.release
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):  # a lock that can be held several times over is let go as a whole
                setattr(self, name, getattr(lock, name))
        self._waiters = _deque()

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        """Whether somebody holds the lock: a plain lock does not know who."""
        if not self._lock.acquire(False):
            return True
        self._lock.release()
        return False

    def wait(self, timeout=None):
        """Wait until notified or until a timeout occurs: then the result is False."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        turn = Lock()
        turn.acquire()
        self._waiters.append(turn)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = turn.acquire()
            else:
                notified = turn.acquire(True, timeout) if timeout > 0 else turn.acquire(False)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                try:
                    self._waiters.remove(turn)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        """Wait until the predicate is true, or until the time is over; the predicate's last value."""
        end = None
        while not (value := predicate()):
            if timeout is not None:
                now = _time()
                if end is None:
                    end = now + timeout
                timeout = end - now
                if timeout <= 0:
                    break
            self.wait(timeout)
        return value

    def notify(self, n=1):
        """Wake up n of the threads that wait, those that came first."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        waiters = self._waiters
        while waiters and n > 0:
            turn = waiters[0]
            try:
                turn.release()
            except RuntimeError:
                pass  # woken before, and not yet gone: somebody else's turn
            else:
                n -= 1
            try:
                waiters.remove(turn)
            except ValueError:
                pass

    def notify_all(self):
        """Wake up all threads that wait on this condition."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """An obsolete name of notify_all()."""
        _deprecated('notifyAll', 'use notify_all()')
        self.notify_all()


class Semaphore:
    """A counter that never goes below zero: acquire() waits until it can take one."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>'

    def acquire(self, blocking=True, timeout=None):
        """Take one from the counter; False when that could not be done in time."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if blocking:
                available = self._cond.wait_for(lambda: self._value > 0, timeout)
            else:
                available = self._value > 0
            if available:
                self._value -= 1
        return available

    __enter__ = acquire

    def release(self, n=1):
        """Add n to the counter, and let as many threads go on."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._add(n)

    def _add(self, n):
        self._value += n
        self._cond.notify(n)

    def __exit__(self, exc_type, exc, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore whose counter never goes above where it began."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f'{super().__repr__()[:-1]}/{self._initial_value}>'

    def _add(self, n):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        super()._add(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """Return true if and only if the internal flag is true."""
        return self._flag

    def isSet(self):
        """An obsolete name of is_set()."""
        _deprecated('isSet', 'use is_set()')
        return self.is_set()

    def set(self):
        """Set the flag: whoever waits goes on."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Reset the flag."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait until the flag is set; False when the time was over before."""
        with self._cond:
            return self._flag or self._cond.wait(timeout) or self._flag


class BrokenBarrierError(RuntimeError):
    """Raised by the Barrier class."""


_FILLING, _DRAINING, _RESETTING, _BROKEN = range(4)


class Barrier:
    """A fixed number of threads wait for each other, again and again.

    It fills until all have come, and drains until all have left; meanwhile those of the next round wait outside."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._phase = _FILLING
        self._count = 0

    def __repr__(self):
        cls = type(self)
        state = 'broken' if self.broken else f'waiters={self.n_waiting}/{self.parties}'
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>'

    def wait(self, timeout=None):
        """Wait for the others; each thread gets another number from 0 to parties - 1."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._cond.wait_for(lambda: self._phase not in (_DRAINING, _RESETTING))
            self._check()
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._await_others(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._phase in (_DRAINING, _RESETTING):
                    self._phase = _FILLING
                    self._cond.notify_all()

    def _check(self):
        if self._phase == _BROKEN:
            raise BrokenBarrierError

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            self._break()
            raise
        self._phase = _DRAINING
        self._cond.notify_all()

    def _await_others(self, timeout):
        if not self._cond.wait_for(lambda: self._phase != _FILLING, timeout):
            self._break()
        if self._phase != _DRAINING:
            raise BrokenBarrierError

    def _break(self):
        self._phase = _BROKEN
        self._cond.notify_all()

    def reset(self):
        """Back to the initial state: whoever waits gets BrokenBarrierError."""
        with self._cond:
            if self._count == 0:
                self._phase = _FILLING
            elif self._phase != _DRAINING:
                self._phase = _RESETTING
            self._cond.notify_all()

    def abort(self):
        """Break the barrier: whoever waits, and whoever comes, gets BrokenBarrierError until it is reset."""
        with self._cond:
            self._break()

    @property
    def parties(self):
        """The number of threads that it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """The number of threads that wait at it."""
        return self._count if self._phase == _FILLING else 0

    @property
    def broken(self):
        """Whether it is in a broken state."""
        return self._phase == _BROKEN


# ---- threads

_active_limbo_lock = RLock()
_active = {}  # ident: Thread
_limbo = {}   # started, but not yet known by an ident
_names = _counter(1)
_exit_functions = []
_exiting = False


def _newname(template='Thread-%d'):
    return template % next(_names)


class Thread:
    """A thread of control: runs its target, or what a subclass makes of run()."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._name = str(name) if name else self._default_name(target)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = self._native_id = None
        self._handle = _thread._ThreadHandle()
        self._started = Event()
        self._initialized = True
        self._stderr = _sys.stderr
        self._report = _reporter()

    @staticmethod
    def _default_name(target):
        name = _newname()
        try:
            return f'{name} ({target.__name__})' if target is not None else name
        except AttributeError:
            return name

    def _check(self, text='Thread.__init__() not called'):
        assert self._initialized, text

    def __repr__(self):
        self._check('Thread.__init__() was not called')
        status = 'initial'
        if self._started.is_set():
            status = 'stopped' if self._handle.is_done() else 'started'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{type(self).__name__}({self._name}, {status})>'

    def start(self):
        """Start the thread's activity: once."""
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _thread.start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does: calls the target."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs  # they may refer to the thread

    def _bootstrap(self):
        try:
            self._enter()
            try:
                self.run()
            except:
                self._report(self)
        finally:
            with _active_limbo_lock:
                _active.pop(get_ident(), None)

    def _enter(self):
        self._ident = get_ident()
        self._native_id = get_native_id()
        with _active_limbo_lock:
            _active[self._ident] = self
            del _limbo[self]
        self._started.set()
        if _trace_hook:
            _sys.settrace(_trace_hook)
        if _profile_hook:
            _sys.setprofile(_profile_hook)

    def join(self, timeout=None):
        """Wait until the thread terminates, or until the time is over."""
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        self._handle.join(None if timeout is None else max(timeout, 0))

    def is_alive(self):
        """Return whether the thread is alive: from start() until its run() has ended."""
        self._check()
        return self._started.is_set() and not self._handle.is_done()

    @property
    def name(self):
        """A string used for identification purposes only. Several threads may have the same."""
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)

    @property
    def ident(self):
        """The thread's identifier, or None if it has not been started."""
        self._check()
        return self._ident

    @property
    def native_id(self):
        """The system's number of the thread, or None if it has not been started."""
        self._check()
        return self._native_id

    @property
    def daemon(self):
        """Whether the program may end while the thread runs. It is inherited, and set before start()."""
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        """An obsolete way to read the attribute daemon."""
        _deprecated('isDaemon', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        """An obsolete way to set the attribute daemon."""
        _deprecated('setDaemon', 'set the daemon attribute')
        self.daemon = daemonic

    def getName(self):
        """An obsolete way to read the attribute name."""
        _deprecated('getName', 'get the name attribute')
        return self.name

    def setName(self, name):
        """An obsolete way to set the attribute name."""
        _deprecated('setName', 'set the name attribute')
        self.name = name


class Timer(Thread):
    """Calls a function after a number of seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Stop the timer if it has not finished yet."""
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread that the program began in."""

    def __init__(self):
        super().__init__(name='MainThread', daemon=False)
        self._ident = _thread._get_main_thread_ident()
        self._native_id = get_native_id() if self._ident == get_ident() else None
        self._handle = _thread._make_thread_handle(self._ident)
        self._started.set()
        with _active_limbo_lock:
            _active[self._ident] = self


class _DummyThread(Thread):
    """Stands for a thread that this module did not start, until that ends."""

    def __init__(self):
        super().__init__(name=_newname('Dummy-%d'), daemon=True)
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._handle = _thread._make_thread_handle(self._ident)
        self._started.set()
        with _active_limbo_lock:
            _active[self._ident] = self
        _dummies.token = _DummyToken(self)

    def is_alive(self):
        return not self._handle.is_done() and self._started.is_set()

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread')


class _DummyToken:
    """Dies with its thread."""

    def __init__(self, thread):
        self.thread = thread

    def __del__(self, lock=_active_limbo_lock, active=_active):
        with lock:
            if active.get(self.thread._ident) is self.thread:
                del active[self.thread._ident]
        self.thread._handle._set_done()


_dummies = local()


def _reporter():
    """What reports an uncaught exception of a thread: threading.excepthook, by what is known now, because modules may be gone then."""
    if excepthook is None:
        raise RuntimeError('threading.excepthook is None')
    first, sys_hook, sys_first = excepthook, _sys.excepthook, _sys
    if sys_hook is None:
        raise RuntimeError('sys.excepthook is None')
    exc_info, show, make, namespace = _sys.exc_info, print, ExceptHookArgs, globals()

    def report(thread):
        hook = namespace.get('excepthook') or first
        try:
            hook(make([*exc_info(), thread]))
        except Exception as exc:
            exc.__suppress_context__ = True
            stderr = sys_first.stderr if sys_first is not None and sys_first.stderr is not None else thread._stderr
            show('Exception in threading.excepthook:', file=stderr, flush=True)
            (sys_first.excepthook if sys_first is not None and sys_first.excepthook is not None else sys_hook)(*exc_info())

    return report


# ---- which threads there are

def current_thread():
    """Return the current Thread object; a dummy for a thread that was not started through this module."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """An obsolete name of current_thread()."""
    _deprecated('currentThread', 'use current_thread()')
    return current_thread()


def active_count():
    """Return the number of Thread objects currently alive."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    """An obsolete name of active_count()."""
    _deprecated('activeCount', 'use active_count()')
    return active_count()


def enumerate():
    """Return a list of all Thread objects currently alive."""
    with _active_limbo_lock:
        return list(_active.values()) + list(_limbo.values())


def main_thread():
    """Return the thread that the program began in."""
    return _main_thread


# ---- the end of the program

def _register_atexit(func, *args, **kwargs):
    """Call func before the threads are joined at exit; the last registered comes first."""
    if _exiting:
        raise RuntimeError("can't register atexit after shutdown")
    _exit_functions.append((func, args, kwargs))


def _shutdown():
    """Wait for the threads that are no daemons: the VM calls this before it ends."""
    global _exiting
    if _main_thread._handle.is_done():
        return
    _exiting = True
    while _exit_functions:
        func, args, kwargs = _exit_functions.pop()
        func(*args, **kwargs)
    if _main_thread._ident == get_ident():
        _main_thread._handle._set_done()
    _thread._shutdown()


def _after_fork():
    """In a child process: the thread that forked is the only one, and the main one."""
    global _main_thread, _active_limbo_lock
    _active_limbo_lock = RLock()
    current = current_thread()
    others = [thread for thread in enumerate() if thread is not current]
    current._ident = get_ident()
    current._native_id = get_native_id()
    current._handle = _thread._make_thread_handle(current._ident)
    for thread in others:
        thread._started._at_fork_reinit()
        if thread._started.is_set():
            thread._handle._set_done()
    _limbo.clear()
    _active.clear()
    _active[current._ident] = current
    _main_thread = current


_main_thread = _MainThread()
