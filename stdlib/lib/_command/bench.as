# SPDX-License-Identifier: MIT
"""`aster bench`: how long scripts and functions take.

A file with functions bench_NAME has each of them timed: it is called in a loop that is made long enough to measure (an async function is awaited
in one running loop), and the loop is repeated. Another file is run whole, as a process of its own, its output thrown away. Where several are
given they take turns, so that a busy moment of the machine hits all of them alike. The least time says what the code costs; the median how much
the machine disturbed it.
"""
import sys
import time

from _command import read_options, refuse

_USAGE = 'aster bench [-n REPEATS] [-k TEXT] [--with INTERPRETER]... FILE...'
_FLAGS = {}
_LOOP_SECONDS = 0.05   # how long one measured loop takes at least


class Subject:
    """Something to time: `once()` gives seconds for one run."""

    def __init__(self, name, once, group=''):
        self.name, self.once, self.group = name, once, group   # ratios are to the first of a group
        self.times = []

    def least(self):
        return min(self.times)

    def median(self):
        ordered = sorted(self.times)
        middle = len(ordered) // 2
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def duration(seconds):
    """A time with a fitting unit, in eight columns."""
    for unit, size in (('s ', 1), ('ms', 1e-3), ('µs', 1e-6), ('ns', 1e-9)):
        if seconds >= size or unit == 'ns':
            number = seconds / size
            return f'{number:.{2 if number < 10 else 1 if number < 100 else 0}f} {unit}'.rjust(9)


# ---- scripts

def script_subject(interpreter, path, named):
    """A script that is run by an interpreter; one run checks that it works."""
    import os
    import subprocess

    def once():
        begun = time.perf_counter()
        done = subprocess.run([interpreter, path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        taken = time.perf_counter() - begun
        if done.returncode:
            text = done.stderr.decode('utf-8', 'replace').rstrip()
            print(f'aster bench: {path} ended with status {done.returncode}; run it alone first: {interpreter} {path}\n{text}'.rstrip(), file=sys.stderr)
            raise SystemExit(1)
        return taken
    return Subject(f'{os.path.basename(interpreter)} {path}' if named else path, once)


# ---- functions

def _loop(function, count):
    """Seconds that `count` calls take."""
    turns = range(count)
    begun = time.perf_counter()
    for _ in turns:
        function()
    return time.perf_counter() - begun


async def _async_loop(function, count):
    turns = range(count)
    begun = time.perf_counter()
    for _ in turns:
        await function()
    return time.perf_counter() - begun


def function_subject(name, function, group):
    """A function, called as often as it takes to be measured."""
    import asyncio
    import inspect
    run = (lambda count: asyncio.run(_async_loop(function, count))) if inspect.iscoroutinefunction(function) else lambda count: _loop(function, count)
    count = 1
    while (taken := run(count)) < _LOOP_SECONDS:
        count = count * 2 if taken <= 0 else max(count * 2, min(count * 10, int(count * _LOOP_SECONDS / taken) + 1))
    return Subject(name, lambda: run(count) / count, group)


def functions_of(path):
    """The functions bench_NAME of a file, or an empty list without running it."""
    with open(path, 'rb') as file:
        source = file.read()
    if b'def bench_' not in source:
        return []
    from _command.test import load
    module = load(path)
    return [(name, value) for name, value in vars(module).items() if name.startswith('bench_') and callable(value)]


# ---- the command

def subjects(paths, interpreters, only):
    found = []
    for path in paths:
        try:
            functions = [] if interpreters[1:] else functions_of(path)
        except OSError as problem:
            refuse('bench', f'cannot read {path}: {problem.strerror}', _USAGE)
        if functions:
            several = len(paths) > 1   # then functions of the same name are compared
            found += [function_subject(f'{path}::{name}' if several else name, function, name if several else '')
                      for name, function in functions if only in name]
        else:
            found += [script_subject(interpreter, path, len(interpreters) > 1) for interpreter in interpreters if only in path]
    return found


def show(found):
    """The table: least and median time, and the ratio of the least times to the first row's."""
    width = max([len(subject.name) for subject in found] + [4])
    compare = len(found) > 1
    print(f"{'':<{width}}  {'least':>9}  {'median':>9}" + ('   ratio' if compare else ''))
    first = {}
    for subject in found:
        base = first.setdefault(subject.group, subject).least()
        ratio = f'  {subject.least() / base:6.2f}' if compare and base > 0 else ''
        print(f'{subject.name:<{width}}  {duration(subject.least())}  {duration(subject.median())}{ratio}')


def main():
    interpreters = [sys.executable]
    words = []
    given = iter(sys.argv[1:])
    for word in given:
        if word == '--with':
            interpreters.append(next(given, None) or refuse('bench', '--with needs an interpreter', _USAGE))
        else:
            words.append(word)
    options, paths = read_options('bench', words, _USAGE, _FLAGS, {'-n': ('repeats', int), '-k': ('only', str)})
    if not paths:
        refuse('bench', 'which file?', _USAGE)
    repeats = options.get('repeats', 7)
    if repeats < 1:
        refuse('bench', '-n needs a number above 0', _USAGE)
    found = subjects(paths, interpreters, options.get('only', ''))
    if not found:
        refuse('bench', f"nothing is named {options.get('only')}", _USAGE)
    for _ in range(repeats):
        for subject in found:
            subject.times.append(subject.once())
    show(found)
    return 0


if __name__ == '__main__':
    sys.exit(main())
