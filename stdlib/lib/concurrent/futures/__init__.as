# SPDX-License-Identifier: MIT
"""Execute computations asynchronously using threads, or VMs of their own."""

from concurrent.futures._base import (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, CancelledError, TimeoutError, InvalidStateError,
                                      BrokenExecutor, Future, Executor, wait, as_completed)

_executors = {'ThreadPoolExecutor': 'thread', 'InterpreterPoolExecutor': 'interpreter'}

__all__ = ('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'InvalidStateError', 'BrokenExecutor',
           'Future', 'Executor', 'wait', 'as_completed', *_executors)


def __dir__():
    return __all__ + ('__author__', '__doc__')


def __getattr__(name):
    """Executors are loaded when they are asked for."""
    if name not in _executors:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import importlib
    found = getattr(importlib.import_module(f'concurrent.futures.{_executors[name]}'), name)
    globals()[name] = found
    return found
