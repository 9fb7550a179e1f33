# SPDX-License-Identifier: MIT
"""`aster test`: finds tests and runs them.

A file test_NAME.as (or .py) holds tests in three ways: classes of unittest, functions test_NAME (async ones run in a loop of their own), or
nothing of the kind: then the file itself is one test, which passes if it runs to its end. What a test prints is kept, and shown if it fails.
"""
import io
import os
import sys
import time
import traceback
import types

from _command import read_options, refuse

_USAGE = 'aster test [-v] [-k TEXT] [-x] [-s] [--list] [--timeout SECONDS] [--virtual-time] [--seed N] [PATH...]'
_FLAGS = {'-v': 'verbose', '--verbose': 'verbose', '-x': 'first', '--failfast': 'first', '-s': 'loud', '--list': 'list'}
_VALUES = {'-k': ('only', str), '--timeout': ('timeout', float)}
_OWN = ('<frozen _command', '<frozen asyncio', '<frozen unittest')


class Test:
    """One test: its name, and how it runs. `run` returns ('passed' | 'skipped' | 'expected', text) or raises."""

    def __init__(self, path, name, run):
        self.path, self.name, self.run = path, name, run

    def __str__(self):
        return f'{self.path}::{self.name}' if self.name else self.path


# ---- finding

def _is_test_file(name):
    return name.startswith('test_') and name.endswith(('.as', '.py'))


def find_files(path):
    """Test files of a folder and what lies below it, sorted; a file is taken as it is."""
    if os.path.isfile(path):
        return [path]
    if not os.path.isdir(path):
        refuse('test', f'there is no {path}', _USAGE)
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted([name for name in folders if not name.startswith(('.', '_'))])
        found += [os.path.normpath(os.path.join(folder, name)) for name in sorted(names) if _is_test_file(name)]
    return found


def load(path):
    """The module of a test file, run under its own name with its folder in front of sys.path."""
    name = os.path.basename(path).rpartition('.')[0]
    folder = os.path.dirname(os.path.abspath(path))
    if sys.path[:1] != [folder]:
        sys.path.insert(0, folder)
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    with open(path, 'rb') as file:
        code = compile(file.read(), path, 'exec', 0x2000, True)
    made = eval(code, module.__dict__)
    if code.co_flags & 0x80:   # await at its top level
        import asyncio
        asyncio.run(made)
    return module


def _function_test(path, name, function, timeout):
    def run():
        if getattr(function, '__unittest_skip__', False):
            return 'skipped', function.__unittest_skip_why__
        if not getattr(function, '__unittest_expecting_failure__', False):
            return call()
        try:
            call()
        except Exception:
            return 'expected', ''
        raise _Failed('it was expected to fail, and passed\n')

    def call():
        made = function()
        if hasattr(made, '__await__'):
            import asyncio
            asyncio.run(made if timeout is None else _limited(made, timeout))
        return 'passed', ''
    return Test(path, name, run)


async def _limited(made, timeout):
    """Await a test's coroutine for so many seconds; what takes longer fails, and its text says where it was."""
    import asyncio
    try:
        async with asyncio.timeout(timeout) as limit:
            return await made
    except TimeoutError as problem:
        if not limit.expired():
            raise
        where = _without_own_frames(traceback.TracebackException.from_exception(problem.__cause__ or problem))
        raise _Failed(f'it still ran after {timeout} s, here:\n{"".join(where.stack.format())}') from None


class _Failed(Exception):
    """A test failed: its text is what is shown."""


def _case_test(path, case):
    import unittest

    def run():
        result = unittest.TestResult()
        suite = unittest.TestSuite([case])
        suite.run(result)
        for problems in (result.errors, result.failures):
            if problems:
                raise _Failed(problems[0][1])
        if result.unexpectedSuccesses:
            raise _Failed('it was expected to fail, and passed\n')
        if result.skipped:
            return 'skipped', result.skipped[0][1]
        return ('expected' if result.expectedFailures else 'passed'), ''
    return Test(path, f'{type(case).__qualname__}.{case._testMethodName}', run)


def _cases(suite):
    import unittest
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _cases(test)
        else:
            yield test


def tests_of(path, module, timeout):
    """The tests of a module in the order of its text; None if it has none, so that it is one itself."""
    found = []
    for name, value in list(vars(module).items()):
        if name.startswith('test_') and isinstance(value, types.FunctionType):
            if value.__code__.co_argcount - len(value.__defaults__ or ()) == 0:
                found.append(_function_test(path, name, value, timeout))
        elif isinstance(value, type) and 'unittest' in sys.modules and value.__module__ == module.__name__:
            import unittest
            if issubclass(value, unittest.TestCase):
                found += [_case_test(path, case) for case in _cases(unittest.defaultTestLoader.loadTestsFromTestCase(value))]
    return found or None


# ---- running

class Report:
    """What is shown: a progress line on a terminal, each test with -v, failures, the summary."""

    def __init__(self, options):
        self.verbose, self.loud = options.get('verbose'), options.get('loud')
        self.live = not self.verbose and not self.loud and sys.stderr.isatty() and os.environ.get('TERM') != 'dumb'
        self.counts = {'passed': 0, 'failed': 0, 'skipped': 0, 'expected': 0}
        self.failures = []
        self.begun = time.perf_counter()

    def starts(self, test):
        if self.live:
            columns = os.get_terminal_size(2).columns
            done = sum(self.counts.values())
            line = f"{done} done, {self.counts['failed']} failed: {test}"
            sys.stderr.write('\r\x1b[K' + line[:max(columns - 1, 10)])
            sys.stderr.flush()

    def ends(self, test, outcome, text, output):
        self.counts[outcome] += 1
        if self.verbose:
            print(f'{outcome:<8} {test}' + (f' ({text})' if text and outcome == 'skipped' else ''))
        if outcome == 'failed':
            self.failures.append(test)
            self.clear()
            print(f'FAILED {test}\n{text.rstrip()}')
            if output:
                print(f'what it printed:\n{output.rstrip()}')
            print()

    def clear(self):
        if self.live:
            sys.stderr.write('\r\x1b[K')
            sys.stderr.flush()

    def summary(self):
        self.clear()
        counts = self.counts
        parts = [f"{counts['passed']} passed", f"{counts['failed']} failed"]
        parts += [f'{counts[name]} {word}' for name, word in (('skipped', 'skipped'), ('expected', 'failed as expected')) if counts[name]]
        print(f"{', '.join(parts)} in {time.perf_counter() - self.begun:.2f} s")
        if self.failures:
            test = self.failures[0]
            print(f"to run the first failure alone: aster test {test.path}" + (f' -k {test.name}' if test.name else ''))


def _text_of(problem):
    """The traceback without frames of the machinery."""
    if isinstance(problem, _Failed):
        return str(problem)
    return ''.join(_without_own_frames(traceback.TracebackException.from_exception(problem)).format())


def _without_own_frames(shown):
    kept = [frame for frame in shown.stack if not frame.filename.startswith(_OWN)]
    shown.stack[:] = kept or shown.stack
    return shown


def run_one(test, report):
    """Run a test with its output kept; tells the report. False: it failed."""
    report.starts(test)
    kept, streams = io.StringIO(), (sys.stdout, sys.stderr)
    if not report.loud:
        sys.stdout = sys.stderr = kept
    try:
        outcome, text = test.run()
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        import unittest
        if isinstance(problem, unittest.SkipTest):
            outcome, text = 'skipped', str(problem)
        elif isinstance(problem, SystemExit) and not problem.code:
            outcome, text = 'passed', ''
        else:
            outcome, text = 'failed', _text_of(problem)
    finally:
        sys.stdout, sys.stderr = streams
    report.ends(test, outcome, text, kept.getvalue())
    return outcome != 'failed'


def run_file(path, options, report):
    """Load a file and run its tests. False: stop here, one failed and -x was given."""
    only = options.get('only')
    found = {}

    def whole():
        found['tests'] = tests_of(path, load(path), options.get('timeout'))
        return 'passed', ''
    path_test = Test(path, '', whole)
    silent = Report({})
    silent.live = False
    silent.ends = lambda *told: found.update(told=told)
    good = run_one(path_test, silent)
    tests = found.get('tests')
    if tests is None:   # it failed as it was loaded, or it is a test itself
        if not only or only in str(path_test) or not good:
            report.ends(*found['told']) if not options.get('list') else print(path_test)
        return good or not options.get('first')
    for test in tests:
        if only and only not in str(test):
            continue
        if options.get('list'):
            print(test)
        elif not run_one(test, report) and options.get('first'):
            return False
    return True


def main():
    options, paths = read_options('test', sys.argv[1:], _USAGE, _FLAGS, _VALUES)
    files = [file for path in paths or ['.'] for file in find_files(path)]
    report = Report(options)
    try:
        for path in files:
            if not run_file(path, options, report):
                break
    except KeyboardInterrupt:
        report.clear()
        print('interrupted', file=sys.stderr)
        report.counts['failed'] += 1
    if options.get('list'):
        return 0
    if not sum(report.counts.values()):
        print(f"no tests: name files test_NAME.as, and functions in them test_NAME (looked in {', '.join(paths or ['.'])})", file=sys.stderr)
        return 5
    report.summary()
    return 1 if report.counts['failed'] else 0


if __name__ == '__main__':
    sys.exit(main())
