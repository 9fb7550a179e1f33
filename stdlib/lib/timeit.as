# SPDX-License-Identifier: MIT
"""Measures how long small pieces of code take."""
import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5
dummy_src_name = "<timeit-src>"
_globals = globals


def _indented(text, indent):
    return text.replace("\n", "\n" + " " * indent)


class Timer:
    """Times a statement, given as text or as a function, after a setup."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        scope = _globals() if globals is None else globals
        names = {}
        prefix = ""
        if isinstance(setup, str):
            compile(setup, dummy_src_name, "exec")
            prefix = setup + "\n"
            setup_text = _indented(setup, 4)
        elif callable(setup):
            names["_setup"] = setup
            setup_text = "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(prefix + stmt, dummy_src_name, "exec")
            stmt_text = _indented(stmt, 8)
        elif callable(stmt):
            names["_stmt"] = stmt
            stmt_text = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        parameters = "".join(f", {name}={name}" for name in names)
        self.src = (f"def inner(_it, _timer{parameters}):\n    {setup_text}\n    _start = _timer()\n    for _i in _it:\n"
                    f"        {stmt_text}\n        pass\n    return _timer() - _start\n")
        made = dict(names)
        exec(compile(self.src, dummy_src_name, "exec"), scope, made)
        self.inner = made["inner"]

    def print_exc(self, file=None):
        """Print the traceback of an exception in the timed code."""
        import traceback
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The seconds that the statement takes, run `number` times."""
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of several calls of timeit()."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) for a number of runs that takes at least 0.2 seconds."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """The seconds that a statement takes, run `number` times."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """The results of several calls of timeit()."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
