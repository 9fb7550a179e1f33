"""The event loop over the native scheduler."""

__all__ = ('BaseEventLoop',)

import os
import sys
import types
import warnings

from _asyncio import Task, _LoopCore, _get_running_loop

from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import tasks
from .log import _logger as logger


_FAIR_SLICE = 1000  # awaits that a step may pass under --fair


def _create_task(loop, coro, *, name=None, context=None, eager_start=None, **kwargs):
    """loop.create_task() with a factory, or with arguments of later versions."""
    loop._check_closed()
    factory = loop._task_factory
    if factory is not None:
        if context is not None:
            kwargs['context'] = context
        if eager_start is not None:
            kwargs['eager_start'] = eager_start
        task = factory(loop, coro, **kwargs)
        try:
            task.set_name(name)
        except AttributeError:
            pass
        return task
    if kwargs:
        raise TypeError(f"create_task() got an unexpected keyword argument '{next(iter(kwargs))}'")
    return Task(coro, loop=loop, name=name, context=context, eager_start=bool(eager_start))


_ENDS_THE_LOOP = SystemExit, KeyboardInterrupt


# Asks for no memory: a loop that could not be stopped would wait for ever.
def _run_until_complete_cb(fut):
    if not fut.cancelled() and isinstance(fut.exception(), _ENDS_THE_LOOP):
        return  # the loop is ending already
    _get_running_loop().stop()


class BaseEventLoop(_LoopCore, events.AbstractEventLoop):
    def __init__(self):
        self._default_executor = None
        self._exception_handler = None
        self._coroutine_origin_tracking_enabled = False
        self._coroutine_origin_tracking_saved_depth = None
        self._asyncgens = None
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False
        self.set_debug(coroutines._is_debug_mode())
        if 'fair' in sys._xoptions:
            import _aiodebug
            _aiodebug.fair(_FAIR_SLICE)
        if os.environ.get('ASTER_SLOW_CALLBACK'):
            self.slow_callback_duration = float(os.environ['ASTER_SLOW_CALLBACK'])

    def __repr__(self):
        return f'<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>'

    def __del__(self, _warn=warnings.warn):
        if self.is_closed():
            return
        _warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
        if not self.is_running():
            self.close()

    # ---- tasks

    def set_task_factory(self, factory):
        """Set a task factory; None restores the default."""
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        """Return a task factory, or None if the default one is in use."""
        return self._task_factory

    # ---- running

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def _run_forever_setup(self):
        """Prepare the run loop to process events: part of run_forever() for loops that are driven from outside."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self._debug)
        self._old_agen_hooks = sys.get_asyncgen_hooks()
        self._enter()
        try:
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
            if 'watch' in sys._xoptions:
                from . import monitor
                monitor.start()
        except:
            self._run_forever_cleanup()
            raise

    def _run_forever_cleanup(self):
        """Clean up after an event loop finishes the looping over events."""
        if 'watch' in sys._xoptions:
            from . import monitor
            monitor.stop()
        self._leave()
        self._set_coroutine_origin_tracking(False)
        hooks, self._old_agen_hooks = self._old_agen_hooks, None
        if hooks is not None:
            sys.set_asyncgen_hooks(*hooks)

    def run_forever(self):
        """Run until stop() is called."""
        self._run_forever_setup()
        try:
            self._run_iterations()
        finally:
            self._run_forever_cleanup()

    def run_until_complete(self, future):
        """Run until the Future is done, and return its result."""
        self._check_closed()
        self._check_running()
        new_task = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if new_task:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        self._proves = True
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()  # it is being raised here: nothing is lost
            raise
        finally:
            self._proves = False
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def close(self):
        """Close the event loop: what waits is dropped, the executor is not waited for."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        if self._debug:
            logger.debug('Close %r', self)
        self._close_native()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    # ---- asynchronous generators

    def _asyncgen_finalizer_hook(self, agen):
        if self._asyncgens is not None:
            self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(f'asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call', ResourceWarning, source=self)
        if self._asyncgens is None:
            import weakref
            self._asyncgens = weakref.WeakSet()
        self._asyncgens.add(agen)

    async def shutdown_asyncgens(self):
        """Shutdown all active asynchronous generators."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                                             'exception': result, 'asyncgen': agen})

    # ---- executors

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')

    def run_in_executor(self, executor, func, *args):
        """Call func(*args) in a thread (or what the executor has), and give a future of the result."""
        self._check_closed()
        if self._debug:
            from . import format_helpers
            format_helpers._check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            self._check_default_executor()
            if executor is None:
                import concurrent.futures
                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix='asyncio')
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor(None, ...) uses."""
        import concurrent.futures
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Schedule the shutdown of the default executor, and wait for its threads."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        from . import timeouts
        try:
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            warnings.warn('The executor did not finishing joining its threads within '
                          f'{timeout} seconds.', RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as ex:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, ex)

    # ---- errors

    def get_exception_handler(self):
        """Return an exception handler, or None if the default one is in use."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Set handler as the new event loop exception handler: handler(loop, context)."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log the error: the message, then the rest of the context in order of its names."""
        message = context.get('message') or 'Unhandled exception in event loop'
        exc = context.get('exception')
        current = self._current_handle
        if 'source_traceback' not in context and current is not None and getattr(current, '_source_traceback', None):
            context['handle_traceback'] = current._source_traceback
        lines = [message]
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key in ('source_traceback', 'handle_traceback'):
                import traceback
                what = 'Object' if key == 'source_traceback' else 'Handle'
                value = f"{what} created at (most recent call last):\n{''.join(traceback.format_list(value)).rstrip()}"
            else:
                value = repr(value)
            lines.append(f'{key}: {value}')
        logger.error('\n'.join(lines), exc_info=(type(exc), exc, exc.__traceback__) if exc is not None else False)

    def call_exception_handler(self, context):
        """Call the current event loop's exception handler, in the context of what failed."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler', exc_info=True)
            return
        try:
            thing = context.get('task') or context.get('future') or context.get('handle')
            ctx = thing.get_context() if thing is not None and hasattr(thing, 'get_context') else None
            if ctx is not None and hasattr(ctx, 'run'):
                ctx.run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            try:
                self.default_exception_handler({'message': 'Unhandled error in exception handler', 'exception': exc, 'context': context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler while handling an unexpected error in custom exception handler',
                              exc_info=True)

    # ---- debug mode

    def set_debug(self, enabled):
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def _set_coroutine_origin_tracking(self, enabled):
        if bool(enabled) == bool(self._coroutine_origin_tracking_enabled):
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        else:
            sys.set_coroutine_origin_tracking_depth(self._coroutine_origin_tracking_saved_depth)
        self._coroutine_origin_tracking_enabled = enabled


def __getattr__(name):
    if name == 'Server':
        from .connections import Server
        return Server
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
