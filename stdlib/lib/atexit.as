# SPDX-License-Identifier: MIT
"""Functions to be called when the program ends, the last registered first."""

_functions = []


def register(func, /, *args, **kwargs):
    """Register a function to be executed upon normal program termination; returns it."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Unregister an exit function which was previously registered."""
    _functions[:] = [item for item in _functions if not (item[0] is func or item[0] == func)]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    # Called by the VM at the end. A function that fails is reported; the others still run.
    import sys
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as problem:
            import traceback
            if sys.stderr is not None:
                print(f"Exception ignored in atexit callback: {func!r}", file=sys.stderr)
                traceback.print_exception(problem)
