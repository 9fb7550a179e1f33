"""Child watchers: how the loop learned of a child's end before it could by itself. Deprecated; programs that set one get what it does."""

__all__ = ('AbstractChildWatcher', 'SafeChildWatcher', 'FastChildWatcher', 'PidfdChildWatcher', 'MultiLoopChildWatcher', 'ThreadedChildWatcher')

import itertools
import os
import signal
import threading
import warnings

from . import events
from .log import _logger


def _deprecated(name, plural='is'):
    warnings.warn(f'{name!r} is deprecated as of Python 3.12 and will be removed in Python 3.14.', DeprecationWarning, stacklevel=4)


def _wait_for(pid, flags=0):
    """(pid, return code) of a child that has ended; (None, None) while it runs; 255 where somebody else has waited for it."""
    try:
        found, status = os.waitpid(pid, flags)
    except ChildProcessError:
        _logger.warning('Unknown child process pid %d, will report returncode 255', pid)
        return pid, 255
    if found == 0:
        return None, None
    return found, os.waitstatus_to_exitcode(status)


class AbstractChildWatcher:
    """Abstract base class for monitoring child processes."""

    def __init_subclass__(cls) -> None:
        if cls.__module__ != __name__:
            _deprecated('AbstractChildWatcher')

    def add_child_handler(self, pid, callback, *args):
        """Register a new child handler: callback(pid, returncode, *args) is called when the process ends."""
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        """Removes the handler for process 'pid'; whether there was one."""
        raise NotImplementedError()

    def attach_loop(self, loop):
        """Attach the watcher to an event loop, or to none."""
        raise NotImplementedError()

    def close(self):
        """Close the watcher."""
        raise NotImplementedError()

    def is_active(self):
        """Return True if the watcher is active and is used by the event loop."""
        raise NotImplementedError()

    def __enter__(self):
        """Enter the watcher's context and allow starting new processes."""
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        """Exit the watcher's context."""
        raise NotImplementedError()


class _PlainWatcher(AbstractChildWatcher):
    """What the watchers that need no loop of their own share."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_traceback):
        pass

    def is_active(self):
        return True

    def close(self):
        pass

    def attach_loop(self, loop):
        pass

    def remove_child_handler(self, pid):
        # The one handler belongs to the process that asyncio started: it stays until that ends.
        return True


class PidfdChildWatcher(_PlainWatcher):
    """Watches descriptors of the processes."""

    def add_child_handler(self, pid, callback, *args):
        loop = events.get_running_loop()
        fd = os.pidfd_open(pid)

        def ended():
            loop._remove_reader(fd)
            try:
                _, status = os.waitpid(pid, 0)
            except ChildProcessError:
                returncode = 255
                _logger.warning('child process pid %d exit status already read:  will report returncode 255', pid)
            else:
                returncode = os.waitstatus_to_exitcode(status)
            os.close(fd)
            callback(pid, returncode, *args)

        loop._add_reader(fd, ended)


class ThreadedChildWatcher(_PlainWatcher):
    """Waits for each process in a thread."""

    def __init__(self):
        self._pid_counter = itertools.count(0)
        self._threads = {}

    def __del__(self, _warn=warnings.warn):
        if [thread for thread in list(self._threads.values()) if thread.is_alive()]:
            _warn(f'{type(self)} has registered but not finished child processes', ResourceWarning, source=self)

    def add_child_handler(self, pid, callback, *args):
        loop = events.get_running_loop()
        thread = threading.Thread(target=self._wait, name=f'asyncio-waitpid-{next(self._pid_counter)}', args=(loop, pid, callback, args),
                                  daemon=True)
        self._threads[pid] = thread
        thread.start()

    def _wait(self, loop, pid, callback, args):
        _, returncode = _wait_for(pid)
        if loop.get_debug():
            _logger.debug('process %s exited with returncode %s', pid, returncode)
        if loop.is_closed():
            _logger.warning('Loop %r that handles pid %r is closed', loop, pid)
        else:
            loop.call_soon_threadsafe(callback, pid, returncode, *args)
        self._threads.pop(pid)


class BaseChildWatcher(AbstractChildWatcher):
    """Looks at the children when SIGCHLD comes to the loop."""

    def __init__(self):
        self._loop = None
        self._callbacks = {}

    def close(self):
        self.attach_loop(None)

    def is_active(self):
        return self._loop is not None and self._loop.is_running()

    def attach_loop(self, loop):
        assert loop is None or isinstance(loop, events.AbstractEventLoop)
        if self._loop is not None and loop is None and self._callbacks:
            warnings.warn('A loop is being detached from a child watcher with pending handlers', RuntimeWarning)
        if self._loop is not None:
            self._loop.remove_signal_handler(signal.SIGCHLD)
        self._loop = loop
        if loop is not None:
            loop.add_signal_handler(signal.SIGCHLD, self._sig_chld)
            self._do_waitpid_all()  # one may have ended before

    def _sig_chld(self):
        try:
            self._do_waitpid_all()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({'message': 'Unknown exception in SIGCHLD handler', 'exception': exc})

    def _told(self, pid, returncode):
        if self._loop.get_debug():
            _logger.debug('process %s exited with returncode %s', pid, returncode)


class SafeChildWatcher(BaseChildWatcher):
    """Waits for the processes that it was told of, one by one: others are left alone."""

    def __init__(self):
        super().__init__()
        _deprecated('SafeChildWatcher')

    def close(self):
        self._callbacks.clear()
        super().close()

    def __enter__(self):
        return self

    def __exit__(self, a, b, c):
        pass

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = (callback, args)
        self._do_waitpid(pid)  # it may have ended already

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _do_waitpid_all(self):
        for pid in list(self._callbacks):
            self._do_waitpid(pid)

    def _do_waitpid(self, expected_pid):
        assert expected_pid > 0
        pid, returncode = _wait_for(expected_pid, os.WNOHANG)
        if pid is None:
            return
        self._told(pid, returncode)
        found = self._callbacks.pop(pid, None)
        if found is None:
            if self._loop.get_debug():
                _logger.warning('Child watcher got an unexpected pid: %r', pid, exc_info=True)
            return
        callback, args = found
        callback(pid, returncode, *args)


class FastChildWatcher(BaseChildWatcher):
    """Waits for any process, others' too."""

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        self._zombies = {}
        self._forks = 0
        _deprecated('FastChildWatcher')

    def close(self):
        self._callbacks.clear()
        self._zombies.clear()
        super().close()

    def __enter__(self):
        with self._lock:
            self._forks += 1
            return self

    def __exit__(self, a, b, c):
        with self._lock:
            self._forks -= 1
            if self._forks or not self._zombies:
                return
            unknown = str(self._zombies)
            self._zombies.clear()
        _logger.warning('Caught subprocesses termination from unknown pids: %s', unknown)

    def add_child_handler(self, pid, callback, *args):
        assert self._forks, 'Must use the context manager'
        with self._lock:
            if pid not in self._zombies:
                self._callbacks[pid] = callback, args
                return
            returncode = self._zombies.pop(pid)
        callback(pid, returncode, *args)

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _do_waitpid_all(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return  # no children
            if pid == 0:
                return  # none that has ended
            returncode = os.waitstatus_to_exitcode(status)
            with self._lock:
                found = self._callbacks.pop(pid, None)
                if found is None and self._forks:
                    self._zombies[pid] = returncode  # its handler may be about to be added
                    if self._loop.get_debug():
                        _logger.debug('unknown process %s exited with returncode %s', pid, returncode)
                    continue
            if found is None:
                _logger.warning('Caught subprocess termination from unknown pid: %d -> %d', pid, returncode)
                continue
            self._told(pid, returncode)
            callback, args = found
            callback(pid, returncode, *args)


class MultiLoopChildWatcher(AbstractChildWatcher):
    """Looks at the children when SIGCHLD comes, for loops in any thread."""

    def __init__(self):
        self._callbacks = {}
        self._saved_sighandler = None
        self._turn = threading.Lock()
        self._again = False
        _deprecated('MultiLoopChildWatcher')

    def is_active(self):
        return self._saved_sighandler is not None

    def close(self):
        self._callbacks.clear()
        if self._saved_sighandler is None:
            return
        if signal.getsignal(signal.SIGCHLD) != self._sig_chld:
            _logger.warning('SIGCHLD handler was changed by outside code')
        else:
            signal.signal(signal.SIGCHLD, self._saved_sighandler)
        self._saved_sighandler = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = events.get_running_loop(), callback, args
        self._do_waitpid_all()  # it may have ended already

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def attach_loop(self, loop):
        # The loop is that of add_child_handler(); what is set here is the process's handler.
        if self._saved_sighandler is not None:
            return
        self._saved_sighandler = signal.signal(signal.SIGCHLD, self._sig_chld)
        if self._saved_sighandler is None:
            _logger.warning('Previous SIGCHLD handler was set by non-Python code, restore to default handler on watcher close.')
            self._saved_sighandler = signal.SIG_DFL

    # SIGCHLD may come, or another thread, while this looks: between waiting for a process and telling of it nobody else may. Who cannot
    # look leaves word, and who looks does so again.
    def _do_waitpid_all(self):
        self._again = True
        while self._again and self._turn.acquire(blocking=False):
            try:
                self._again = False
                for pid in list(self._callbacks):
                    self._do_waitpid(pid)
            finally:
                self._turn.release()

    def _do_waitpid(self, expected_pid):
        assert expected_pid > 0
        pid, returncode = _wait_for(expected_pid, os.WNOHANG)
        if pid is None:
            return
        found = self._callbacks.pop(pid, None)
        if found is None:
            _logger.warning('Child watcher got an unexpected pid: %r', pid, exc_info=True)
            return
        loop, callback, args = found
        if loop.is_closed():
            _logger.warning('Loop %r that handles pid %r is closed', loop, pid)
            return
        if loop.get_debug():
            _logger.debug('process %s exited with returncode %s', pid, returncode)
        loop.call_soon_threadsafe(callback, pid, returncode, *args)

    def _sig_chld(self, signum, frame):
        try:
            self._do_waitpid_all()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            _logger.warning('Unknown exception in SIGCHLD handler', exc_info=True)
