# SPDX-License-Identifier: MIT
"""A runner that writes results as text."""
import sys
import time
import warnings

from .case import _SubTest
from .result import TestResult
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream that has writeln() too."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name in ("stream", "__getstate__"):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write("\n")


class TextTestResult(TestResult):
    """Writes a character or, when verbose, a line for each test."""
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.durations = stream, descriptions, durations
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self._newline = True

    def getDescription(self, test):
        doc = test.shortDescription() if self.descriptions else None
        return f"{test}\n{doc}" if doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + " ... ")
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        part = isinstance(test, _SubTest)
        if part or self._newline:
            if not self._newline:
                self.stream.writeln()
            self.stream.write(("  " if part else "") + self.getDescription(test) + " ... ")
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def _tell(self, test, letter, status):
        if self.showAll:
            self._write_status(test, status)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._tell(subtest, "F" if failed else "E", "FAIL" if failed else "ERROR")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, ".", "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, "E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, "F", "FAIL")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, "s", f"skipped {reason!r}")

    def _tell_end(self, letter, status):
        if self.showAll:
            self.stream.writeln(status)
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell_end("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell_end("u", "unexpected success")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if getattr(self, "unexpectedSuccesses", ()):
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            for line in self.separator1, f"{flavour}: {self.getDescription(test)}", self.separator2, str(text):
                self.stream.writeln(line)
            self.stream.flush()


class TextTestRunner:
    """Runs tests; writes their progress, what failed and a summary to a stream."""
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None,
                 *, tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity, self.failfast, self.buffer = descriptions, verbosity, failfast, buffer
        self.tb_locals, self.durations, self.warnings = tb_locals, durations, warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        try:
            return self.resultclass(self.stream, self.descriptions, self.verbosity, durations=self.durations)
        except TypeError:  # an older class of the caller's
            return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        "Run a test case or suite."
        result = self._makeResult()
        registerResult(result)
        result.failfast, result.buffer, result.tb_locals = self.failfast, self.buffer, self.tb_locals
        taken = self._timed(test, result)
        result.printErrors()
        if self.durations is not None:
            self._printDurations(result)
        if hasattr(result, "separator2"):
            self.stream.writeln(result.separator2)
        many = "" if result.testsRun == 1 else "s"
        self.stream.writeln(f"Ran {result.testsRun} test{many} in {taken:.3f}s")
        self.stream.writeln()
        self._print_verdict(result)
        self.stream.flush()
        return result

    def _timed(self, test, result):
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = time.perf_counter()
            getattr(result, "startTestRun", lambda: None)()
            try:
                test(result)
            finally:
                getattr(result, "stopTestRun", lambda: None)()
            return time.perf_counter() - start

    def _print_verdict(self, result):
        counts = {"skipped": 0, "expected failures": 0, "unexpected successes": 0}
        try:
            counts["skipped"], counts["expected failures"], counts["unexpected successes"] = \
                len(result.skipped), len(result.expectedFailures), len(result.unexpectedSuccesses)
        except AttributeError:  # an older class of the caller's
            pass
        verdict = "NO TESTS RAN" if not result.testsRun and not counts["skipped"] else "OK"
        if not result.wasSuccessful():
            verdict = "FAILED"
            counts = {"failures": len(result.failures), "errors": len(result.errors), **counts}
        shown = ", ".join(f"{name}={count}" for name, count in counts.items() if count)
        self.stream.write(verdict + (f" ({shown})" if shown else "") + "\n")

    def _printDurations(self, result):
        times = sorted(result.collectedDurations, key=lambda item: item[1], reverse=True)
        if not times:
            return
        times = times[:self.durations] if self.durations > 0 else times
        shown = [item for item in times if self.verbosity > 1 or item[1] >= 0.001]
        self.stream.writeln("Slowest test durations")
        if hasattr(result, "separator2"):
            self.stream.writeln(result.separator2)
        for test, elapsed in shown:
            taken = f"{elapsed:.3f}s"
            self.stream.writeln(f"{taken:<10} {test}")
        hidden = "\n(durations < 0.001s were hidden; use -v to show these durations)"
        self.stream.writeln(hidden if len(shown) < len(times) else "")
