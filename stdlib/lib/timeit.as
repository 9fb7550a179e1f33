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


def main(args=None, *, _wrap_timer=None):
    """The command `-m timeit [-n N] [-r N] [-s SETUP] [-p] [-u UNIT] [-v] [STATEMENT...]`."""
    import getopt
    import sys
    try:
        options, words = getopt.getopt(sys.argv[1:] if args is None else args, "n:u:s:r:pvh",
                                       ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"])
    except getopt.error as e:
        print(e)
        print("use -h/--help for command line help")
        return 2
    timer, number, runs, setup, verbose, precision, unit = default_timer, 0, default_repeat, [], 0, 3, None
    for option, value in options:
        if option in ("-n", "--number"):
            number = int(value)
        elif option in ("-s", "--setup"):
            setup.append(value)
        elif option in ("-u", "--unit"):
            if value not in _UNITS:
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                return 2
            unit = value
        elif option in ("-r", "--repeat"):
            runs = max(int(value), 1)
        elif option in ("-p", "--process"):
            timer = time.process_time
        elif option in ("-v", "--verbose"):
            precision += verbose > 0
            verbose += 1
        else:
            print(main.__doc__)
            return 0
    sys.path.insert(0, "")
    timed = Timer("\n".join(words) or "pass", "\n".join(setup) or "pass", _wrap_timer(timer) if _wrap_timer else timer)
    return _report(timed, number, runs, verbose, precision, unit)


_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


def _report(timed, number, runs, verbose, precision, unit):
    """Times the statement and prints the best of several runs."""
    def shown(seconds):
        for name in (unit,) if unit else ("sec", "msec", "usec", "nsec"):
            if unit or seconds >= _UNITS[name]:
                break
        return f"{seconds / _UNITS[name]:.{precision}g} {name}"

    def progress(number, taken):
        print(f"{number} loop{'s' if number != 1 else ''} -> {taken:.{precision}g} secs")

    try:
        if not number:
            number, _ = timed.autorange(progress if verbose else None)
            if verbose:
                print()
        times = timed.repeat(runs, number)
    except Exception:
        timed.print_exc()
        return 1
    if verbose:
        print(f"raw times: {', '.join(map(shown, times))}\n")
    best, worst = min(times) / number, max(times) / number
    print(f"{number} loop{'s' if number != 1 else ''}, best of {runs}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(f"The test results are likely unreliable. The worst time ({shown(worst)}) was more than four times slower "
                               f"than the best time ({shown(best)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    import sys
    sys.exit(main())
