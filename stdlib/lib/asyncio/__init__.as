"""The asyncio package, tracking PEP 3156."""

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .runners import *
from .queues import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .threads import *
from .unix_events import *

from . import base_events, coroutines, events, exceptions, futures, locks, runners, queues, tasks, taskgroups, threads, timeouts, unix_events
from .coroutines import coroutine
from .futures import isfuture

__all__ = (base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + locks.__all__ +
           runners.__all__ + queues.__all__ + tasks.__all__ + taskgroups.__all__ + threads.__all__ + timeouts.__all__ +
           unix_events.__all__)

_later = {'connections': ('Server',),
          'transports': ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport', 'SubprocessTransport'),
          'protocols': ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol'),
          'streams': ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server', 'open_unix_connection',
                      'start_unix_server'),
          'watchers': ('AbstractChildWatcher', 'SafeChildWatcher', 'FastChildWatcher', 'PidfdChildWatcher', 'MultiLoopChildWatcher',
                       'ThreadedChildWatcher'),
          'subprocess': ('create_subprocess_exec', 'create_subprocess_shell'),
          'graph': ('capture_call_graph', 'format_call_graph', 'print_call_graph', 'FrameCallGraphEntry', 'FutureCallGraph',
                    'future_add_to_awaited_by', 'future_discard_from_awaited_by'),
          'exceptions': ('DeadlockError',)}
_modules = ('base_futures', 'base_subprocess', 'base_tasks', 'connections', 'constants', 'explain', 'format_helpers', 'graph', 'log', 'mixins', 'monitor',
            'protocols', 'selector_events', 'staggered', 'streams', 'subprocess', 'transports', 'trsock', 'unix_pipes', 'watchers')
__all__ += tuple(name for module, names in _later.items() if module not in ('graph', 'exceptions') for name in names)


def __getattr__(name):
    """Modules that few programs need are loaded when they are asked for."""
    import importlib
    if name in _modules:
        return importlib.import_module(f'asyncio.{name}')
    for module, names in _later.items():
        if name in names:
            value = globals()[name] = getattr(importlib.import_module(f'asyncio.{module}'), name)
            return value
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


async_ = ensure_future  # the name that asyncio.async had to take when async became a keyword
