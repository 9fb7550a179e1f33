"""Event loops and their policy: the abstract interface, and which loop is the current one."""

__all__ = ('AbstractEventLoopPolicy', 'AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle',
           'get_event_loop_policy', 'set_event_loop_policy', 'get_event_loop', 'set_event_loop', 'new_event_loop',
           'get_child_watcher', 'set_child_watcher', '_set_running_loop', 'get_running_loop', '_get_running_loop')

import _thread

from _asyncio import Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop, get_running_loop


class AbstractServer:
    """What create_server() gives; as an asynchronous context manager it is closed at the end."""

    def close(self):
        raise NotImplementedError

    def close_clients(self):
        raise NotImplementedError

    def abort_clients(self):
        raise NotImplementedError

    def get_loop(self):
        raise NotImplementedError

    def is_serving(self):
        raise NotImplementedError

    async def start_serving(self):
        raise NotImplementedError

    async def serve_forever(self):
        raise NotImplementedError

    async def wait_closed(self):
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """Everything that a loop can be asked for. None of it is done here."""

    def get_debug(self):
        raise NotImplementedError

    def set_debug(self, enabled):
        raise NotImplementedError


def _abstract(name, is_async):
    if is_async:
        async def method(self, *args, **kwargs):
            raise NotImplementedError
    else:
        def method(self, *args, **kwargs):
            raise NotImplementedError
    method.__name__ = name
    method.__qualname__ = f'AbstractEventLoop.{name}'
    setattr(AbstractEventLoop, name, method)


for _name in '''run_forever run_until_complete stop is_running is_closed close _timer_handle_cancelled call_soon call_later call_at time
                create_future create_task call_soon_threadsafe run_in_executor set_default_executor add_reader remove_reader add_writer
                remove_writer add_signal_handler remove_signal_handler set_task_factory get_task_factory get_exception_handler
                set_exception_handler default_exception_handler call_exception_handler'''.split():
    _abstract(_name, False)
for _name in '''shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo create_connection create_server start_tls sendfile
                create_unix_connection create_unix_server connect_accepted_socket create_datagram_endpoint connect_read_pipe
                connect_write_pipe subprocess_shell subprocess_exec sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into
                sock_sendall sock_sendto sock_connect sock_accept sock_sendfile'''.split():
    _abstract(_name, True)
del _name


class AbstractEventLoopPolicy:
    """Decides which loop is whose."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has its own loop, or none; the main thread's is made when it is first asked for."""

    _loop_factory = None

    def __init__(self):
        self._main = (None, False)
        self._others = _thread._local()

    def _place(self):
        return None if _thread.get_ident() == _thread._get_main_thread_ident() else self._others

    def get_event_loop(self):
        place = self._place()
        loop, was_set = self._main if place is None else getattr(place, 'state', (None, True))
        if loop is None and not was_set:
            loop = self.new_event_loop()
            self.set_event_loop(loop)
        if loop is None:
            import threading
            raise RuntimeError('There is no current event loop in thread %r.' % threading.current_thread().name)
        return loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        place = self._place()
        if place is None:
            self._main = (loop, True)
        else:
            place.state = (loop, True)

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None


def get_event_loop_policy():
    """The policy in force, made when it is first needed."""
    global _event_loop_policy
    if _event_loop_policy is None:
        from .unix_events import DefaultEventLoopPolicy
        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Put a policy in force; None: the default one, anew."""
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _event_loop_policy = policy


def _get_current_loop():
    return get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Ask the policy to make this the current loop."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Ask the policy for another loop."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """Ask the policy who waits for child processes."""
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    """Tell the policy who shall wait for child processes."""
    return get_event_loop_policy().set_child_watcher(watcher)
