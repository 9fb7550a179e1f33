"""asyncio.run(): a loop that lives for as long as a program's main coroutine does."""

__all__ = ('Runner', 'run')

from _thread import _get_main_thread_ident, get_ident
from contextvars import copy_context

from . import constants, coroutines, events, tasks
from .exceptions import CancelledError


class _CtrlC:
    """The handler of SIGINT around one task: the first signal cancels the task, later ones interrupt at once.

    Where it cannot be installed (another thread, another handler there already) it does nothing.
    """

    def __init__(self, loop, task):
        self.loop = loop
        self.task = task
        self.presses = 0
        self.signals = None     # the module _signal, while installed

    def __call__(self, signum, frame):
        self.presses += 1
        if self.presses > 1 or self.task.done():
            raise KeyboardInterrupt()
        self.task.cancel()
        self.loop.call_soon_threadsafe(int)     # a loop that sleeps in select() has to notice

    def __enter__(self):
        if get_ident() != _get_main_thread_ident():
            return self
        try:
            import _signal
            if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
                _signal.signal(_signal.SIGINT, self)
                self.signals = _signal
        except (ImportError, ValueError):   # none here, or they belong to another thread or VM
            pass
        return self

    def __exit__(self, *failure):
        signals, self.signals = self.signals, None
        if signals is not None and signals.getsignal(signals.SIGINT) is self:
            signals.signal(signals.SIGINT, signals.default_int_handler)

    def ended_task(self):
        """Whether Ctrl-C, and nothing else, is what cancelled the task."""
        return self.presses > 0 and hasattr(self.task, 'uncancel') and self.task.uncancel() == 0


def _refuse_nested(what):
    if events._get_running_loop() is not None:
        raise RuntimeError(f'{what} cannot be called from a running event loop')


class Runner:
    """Several coroutines, one after the other, in the same loop and context; leaving the with block ends the loop."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._options = debug, loop_factory
        self._loop = self._context = None
        self._closed = self._made_current = False

    def _ready_loop(self):
        """The loop, made when it is first needed."""
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._loop is not None:
            return self._loop
        debug, factory = self._options
        loop = events.new_event_loop() if factory is None else factory()
        if factory is None and not self._made_current:
            events.set_event_loop(loop)
            self._made_current = True
        if debug is not None:
            loop.set_debug(debug)
        self._context = copy_context()
        self._loop = loop
        return loop

    def get_loop(self):
        """The runner's loop."""
        return self._ready_loop()

    def run(self, coro, *, context=None):
        """Drive coro to its end and hand out what it returned."""
        if not coroutines.iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        _refuse_nested('Runner.run()')
        loop = self._ready_loop()
        main = loop.create_task(coro, context=self._context if context is None else context)
        with _CtrlC(loop, main) as ctrl_c:
            try:
                return loop.run_until_complete(main)
            except CancelledError:
                if ctrl_c.ended_task():
                    raise KeyboardInterrupt()
                raise

    def close(self):
        """End what still runs, then the loop; a second call does nothing."""
        loop = self._loop
        if loop is None:
            return
        try:
            _cancel_all_tasks(loop)
            for ending in (loop.shutdown_asyncgens, lambda: loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT)):
                loop.run_until_complete(ending())
        finally:
            if self._made_current:
                events.set_event_loop(None)
            loop.close()
            self._loop, self._closed = None, True

    def __enter__(self):
        self._ready_loop()
        return self

    def __exit__(self, *failure):
        self.close()


def run(main, *, debug=None, loop_factory=None):
    """Run the coroutine main in a loop of its own; returns its result."""
    _refuse_nested('asyncio.run()')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    """Cancels what is left over and waits for it; failures on the way out go to the loop's exception handler."""
    leftover = tasks.all_tasks(loop)
    if leftover:
        for task in leftover:
            task.cancel()
        loop.run_until_complete(tasks.gather(*leftover, return_exceptions=True))
    for task in leftover:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            report = dict(message='unhandled exception during asyncio.run() shutdown', exception=error, task=task)
            loop.call_exception_handler(report)
