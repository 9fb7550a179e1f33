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

async_ = ensure_future  # the name that asyncio.async had to take when async became a keyword
