# SPDX-License-Identifier: MIT
"""Tools for the with statement: context managers from generators, stacks of them, and small ready-made ones."""
import sys
from _collections import deque
from abc import ABC, abstractmethod
from functools import wraps

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
           "redirect_stderr", "suppress", "aclosing", "chdir"]

GenericAlias = type(list[int])
MethodType = type(ABC.register)


def _has_methods(cls, *names):
    """True if the class has all methods and none is None, else NotImplemented."""
    for name in names:
        for owner in cls.__mro__:
            if name in owner.__dict__:
                if owner.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    """What with needs: __enter__ and __exit__."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __enter__(self):
        """The value for `as`: self."""
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Called at the end of the block; a true result suppresses the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    """What async with needs: __aenter__ and __aexit__."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    async def __aenter__(self):
        """The value for `as`: self."""
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Called at the end of the block; a true result suppresses the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """Makes a context manager usable as a decorator: each call of the function runs inside it."""

    def _recreate_cm(self):
        """The manager for one call; those that serve once make a new one."""
        return self

    def __call__(self, func):
        def guarded(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return wraps(func)(guarded)


class AsyncContextDecorator:
    """Makes an asynchronous context manager usable as a decorator of coroutine functions."""

    def _recreate_cm(self):
        """The manager for one call; those that serve once make a new one."""
        return self

    def __call__(self, func):
        async def guarded(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return wraps(func)(guarded)


class _GeneratorContextManagerBase:
    """What the two kinds of managers made from generators share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def _forget_call(self):
        """The arguments need not live as long as the block runs."""
        del self.args, self.kwds, self.func


def _passed_through(raised, given, traceback, stops):
    """Whether what came out of the generator is what was thrown in, or what that became by PEP 479.

    The traceback of what was thrown in is restored: with goes on raising it.
    """
    if raised is not given and not (isinstance(raised, RuntimeError) and isinstance(given, stops)
                                    and raised.__cause__ is given):
        return False
    given.__traceback__ = traceback
    return True


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    """A context manager made by @contextmanager."""

    def __enter__(self):
        self._forget_call()
        try:
            value = next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
        return value

    def __exit__(self, typ, value, traceback):
        given = value if value is not None or typ is None else typ()
        try:
            if given is None:
                next(self.gen)
            else:
                self.gen.throw(given)
        except StopIteration as end:
            return given is not None and end is not given
        except BaseException as raised:
            if given is not None and _passed_through(raised, given, traceback, StopIteration):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop" + (" after throw()" if given is not None else ""))
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    """An asynchronous context manager made by @asynccontextmanager."""

    async def __aenter__(self):
        self._forget_call()
        try:
            value = await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
        return value

    async def __aexit__(self, typ, value, traceback):
        given = value if value is not None or typ is None else typ()
        try:
            await (anext(self.gen) if given is None else self.gen.athrow(given))
        except StopAsyncIteration as end:
            return given is not None and end is not given
        except BaseException as raised:
            if given is not None and _passed_through(raised, given, traceback, (StopIteration, StopAsyncIteration)):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop" + (" after athrow()" if given is not None else ""))
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Make a context manager of a generator function that yields once: where the block runs."""

    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    """Make an asynchronous context manager of an async generator function that yields once."""

    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


class _Holder:
    """What the managers of one thing begin with."""

    def __init__(self, thing):
        self.thing = thing


class closing(_Holder, AbstractContextManager):
    """Calls close() of a thing at the end of the block."""

    def __enter__(self):
        return self.thing

    def __exit__(self, *raised):
        self.thing.close()


class aclosing(_Holder, AbstractAsyncContextManager):
    """Awaits aclose() of a thing at the end of the block."""

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *raised):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    """Puts a file in the place of one of sys's; may be entered again inside."""

    _stream = None  # its name in sys

    def __init__(self, new_target):
        self._replaced, self._new_target = [], new_target

    def _exchange(self, target):
        before = getattr(sys, self._stream)
        setattr(sys, self._stream, target)
        return before

    def __enter__(self):
        self._replaced.append(self._exchange(self._new_target))
        return self._new_target

    def __exit__(self, *raised):
        self._exchange(self._replaced.pop())


class redirect_stdout(_RedirectStream):
    """Sends sys.stdout to another file inside the block."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends sys.stderr to another file inside the block."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the block silently at the given exceptions; of a group, takes out those that match."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            _, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, for both with and async with; `as` gives enter_result."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.__enter__()

    def __exit__(self, *raised):
        """Lets pass whatever was raised."""

    async def __aexit__(self, *raised):
        """Lets pass whatever was raised."""


class chdir(AbstractContextManager):
    """Changes the current folder inside the block."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


# Stacks of context managers


def _lacks_protocol(cls, asynchronous):
    kind = "asynchronous context manager" if asynchronous else "context manager"
    return TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol")


class _Unwinding:
    """The state of an exit stack's __exit__: the exception under way, and whether one was suppressed."""

    def __init__(self, exc):
        self.outer = sys.exception()
        self.received = exc
        self.exc = exc
        self.suppressed = False
        self.raising = False

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def swallow(self):
        self.suppressed, self.raising, self.exc = True, False, None

    def replace(self, new):
        """A callback raised: the new exception gets the context that nested with statements would give it."""
        old, link = self.exc, new
        while True:
            context = link.__context__
            if context is None or context is old:
                break
            if context is self.outer:
                link.__context__ = old
                break
            link = context
        self.exc, self.raising = new, True

    def finish(self):
        """Raise what is to be raised; otherwise say whether the received exception was suppressed."""
        if self.raising:
            fixed = self.exc.__context__
            try:
                raise self.exc
            except BaseException:
                self.exc.__context__ = fixed
                raise
        return self.received is not None and self.suppressed


class _BaseExitStack:
    """What the two exit stacks share: a stack of (is_sync, exit function)."""

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """Move everything to a new stack, which is returned."""
        made = type(self)()
        made._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = deque()
        return made

    def push(self, exit):
        """Add an object's __exit__, or a function that is called as __exit__ is; returns its argument."""
        try:
            method = type(exit).__exit__
        except AttributeError:
            self._exit_callbacks.append((True, exit))
        else:
            self._exit_callbacks.append((True, MethodType(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enter a context manager, to be left with the stack; returns what its __enter__ gives."""
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise _lacks_protocol(cls, False) from None
        result = enter(cm)
        self._exit_callbacks.append((True, MethodType(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Add a function to call with these arguments; returns the function."""

        def leave(exc_type, exc, tb):
            callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A stack of exit functions, which are called in reverse order at the end of the block."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                if leave(*state.details()):
                    state.swallow()
            except BaseException as new:
                state.replace(new)
        return state.finish()

    def close(self):
        """Leave everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """An exit stack for async with: it takes both kinds of managers and functions."""

    async def enter_async_context(self, cm):
        """Enter an asynchronous context manager, to be left with the stack."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise _lacks_protocol(cls, True) from None
        result = await enter(cm)
        self._exit_callbacks.append((False, MethodType(leave, cm)))
        return result

    def push_async_exit(self, exit):
        """Add an object's __aexit__, or a coroutine function that is called as __aexit__ is; returns its argument."""
        try:
            method = type(exit).__aexit__
        except AttributeError:
            self._exit_callbacks.append((False, exit))
        else:
            self._exit_callbacks.append((False, MethodType(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Add a coroutine function to await with these arguments; returns the function."""

        async def leave(exc_type, exc, tb):
            await callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((False, leave))
        return callback

    async def aclose(self):
        """Leave everything now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                answer = leave(*state.details())
                if not is_sync:
                    answer = await answer
                if answer:
                    state.swallow()
            except BaseException as new:
                state.replace(new)
        return state.finish()
