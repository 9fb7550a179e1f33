"""The event loop of Unix: descriptors, signals, the default policy."""

__all__ = ('SelectorEventLoop', 'DefaultEventLoopPolicy', 'EventLoop')

import sys
import _thread

from . import base_events
from . import events
from .log import _logger


def _fileno(fileobj):
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


class _Elsewhere:
    """A method of loops that lives in a module which is loaded when the method is first asked for; then it takes this one's place."""

    def __init__(self, owner, module, holder, name):
        self._owner = owner
        self._module = module
        self._holder = holder
        self._name = name

    def __get__(self, loop, owner=None):
        import importlib
        module = importlib.import_module(f'asyncio.{self._module}')
        function = vars(getattr(module, self._holder))[self._name]
        setattr(self._owner, self._name, function)
        return function if loop is None else function.__get__(loop, owner)


class _UnixSelectorEventLoop(base_events.BaseEventLoop):
    """The event loop over the host's readiness events and signals."""

    def __init__(self, selector=None):
        super().__init__()
        _logger.debug('Using selector: %s', 'EpollSelector' if selector is None else type(selector).__name__)
        self._signal_handlers = {}
        self._transports = None            # descriptor -> transport, weakly; made by the first transport
        self._unix_server_sockets = {}     # listening socket -> inode of its file

    # ---- descriptors

    def _add_watch(self, fd, which, callback, args):
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        old = self._watch(_fileno(fd), which, handle)
        if old is not None:
            old.cancel()
        return handle

    def _remove_watch(self, fd, which):
        if self.is_closed():
            return False
        old = self._watch(_fileno(fd), which, None)
        if old is None:
            return False
        old.cancel()
        return True

    def _check_transport(self, fd):
        fd = _fileno(fd)
        transport = self._transports.get(fd) if self._transports else None
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f'File descriptor {fd!r} is used by transport {transport!r}')

    def _add_reader(self, fd, callback, *args):
        return self._add_watch(fd, 0, callback, args)

    def _remove_reader(self, fd):
        return self._remove_watch(fd, 0)

    def _add_writer(self, fd, callback, *args):
        return self._add_watch(fd, 1, callback, args)

    def _remove_writer(self, fd):
        return self._remove_watch(fd, 1)

    def add_reader(self, fd, callback, *args):
        """Add a reader callback."""
        self._check_transport(fd)
        self._add_reader(fd, callback, *args)

    def remove_reader(self, fd):
        """Remove a reader callback."""
        self._check_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, callback, *args):
        """Add a writer callback."""
        self._check_transport(fd)
        self._add_writer(fd, callback, *args)

    def remove_writer(self, fd):
        """Remove a writer callback."""
        self._check_transport(fd)
        return self._remove_writer(fd)

    # ---- signals

    def _check_signal(self, sig):
        import signal
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in signal.valid_signals():
            raise ValueError(f'invalid signal number {sig}')

    def add_signal_handler(self, sig, callback, *args):
        """Add a handler for a signal, which runs in the loop like any callback."""
        import signal
        from . import coroutines
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        if sig in (signal.SIGKILL, signal.SIGSTOP):
            raise RuntimeError(f'sig {int(sig)} cannot be caught')
        if _thread.get_ident() != _thread._get_main_thread_ident():
            raise RuntimeError('set_wakeup_fd only works in main thread of the main interpreter')
        handle = events.Handle(callback, args, self, None)
        if not self._watch_signal(int(sig), handle):
            self._signal_handlers[sig] = handle
        self._signal_handlers[sig] = handle

    def remove_signal_handler(self, sig):
        """Remove a handler for a signal; return True if there was one."""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        self._watch_signal(int(sig), None)
        import signal
        handler = signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL
        try:
            signal.signal(sig, handler)
        except OSError:
            raise RuntimeError(f'sig {sig} cannot be caught') from None
        return True

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)
        super().close()


for _owner, _module, _holder, _names in (
        (base_events.BaseEventLoop, 'connections', 'BaseEventLoop',
         'getaddrinfo getnameinfo create_connection create_server create_datagram_endpoint connect_accepted_socket sock_sendfile sendfile '
         'start_tls _ensure_resolved _bind_one _connect_sock _connect_first _check_sock_kind _create_connection_transport _listening_infos '
         '_listening_info _listening_socket _datagram_pairs _datagram_socket _check_sendfile_params _sock_sendfile_native _writable '
         '_sock_sendfile_fallback _send_blocks _sendfile_native _sendfile_fallback'),
        (_UnixSelectorEventLoop, 'connections', 'BaseEventLoop',
         'create_unix_connection create_unix_server _note_socket_file _remove_socket_file'),
        (base_events.BaseEventLoop, 'unix_pipes', 'BaseEventLoop',
         'connect_read_pipe connect_write_pipe subprocess_shell subprocess_exec _connect_pipe _log_subprocess _subprocess '
         '_make_subprocess_transport _watch_child'),
        (_UnixSelectorEventLoop, 'selector_events', 'BaseSelectorEventLoop',
         'sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendto sock_connect sock_accept _check_sock '
         '_sock_when_readable _start_serving _accept_connection _accept_connection2 _stop_serving _make_socket_transport '
         '_make_datagram_transport _make_ssl_transport _transports_map')):
    for _name in _names.split():
        setattr(_owner, _name, _Elsewhere(_owner, _module, _holder, _name))
del _owner, _module, _holder, _names, _name


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The policy that makes Unix event loops."""
    _loop_factory = _UnixSelectorEventLoop
    _watcher = None  # of child processes, where the program has asked for one or set one

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        if self._watcher is not None:
            import threading
            if threading.current_thread() is threading.main_thread():
                self._watcher.attach_loop(loop)

    def _deprecated(self, name):
        import warnings
        warnings.warn(f'{name!r} is deprecated as of Python 3.12 and will be removed in Python 3.14.', DeprecationWarning, stacklevel=3)

    def get_child_watcher(self):
        """Get the watcher for child processes."""
        if self._watcher is None:
            from .watchers import PidfdChildWatcher
            self._watcher = PidfdChildWatcher()
        self._deprecated('get_child_watcher')
        return self._watcher

    def set_child_watcher(self, watcher):
        """Set the watcher for child processes."""
        from .watchers import AbstractChildWatcher
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        if self._watcher is not None:
            self._watcher.close()
        self._watcher = watcher
        self._deprecated('set_child_watcher')


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
