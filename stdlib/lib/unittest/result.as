# SPDX-License-Identifier: MIT
"""What became of the tests that ran."""
import functools
import io
import sys
import traceback

from .util import strclass

__unittest = True


def failfast(method):
    """A method that ends the run when the result was told to stop at the first failure."""
    @functools.wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, "failfast", False):
            self.stop()
        return method(self, *args, **kw)

    return inner


def _is_ours(tb):
    return "__unittest" in tb.tb_frame.f_globals


def _with_newline(text):
    return text if text.endswith("\n") else text + "\n"


class TestResult:
    """Holds results: failures, errors and so on are lists of (test, text)."""
    _previousTestClass = None
    _testRunEntered = _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.collectedDurations = []
        self.testsRun = 0
        self.failfast = self.shouldStop = self.buffer = self.tb_locals = False
        self._stdout_buffer = self._stderr_buffer = None
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr
        self._mirrorOutput = False

    def __repr__(self):
        return f"<{strclass(type(self))} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"

    def printErrors(self):
        "Called by the runner after the run."

    def startTestRun(self):
        """Called once before all tests."""

    def stopTestRun(self):
        """Called once after all tests."""

    def startTest(self, test):
        "Called when the given test is about to be run."
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def stopTest(self, test):
        """Called when the given test has been run."""
        self._restoreStdout()
        self._mirrorOutput = False

    def _setupStdout(self):
        if self.buffer:
            if self._stderr_buffer is None:
                self._stdout_buffer, self._stderr_buffer = io.StringIO(), io.StringIO()
            sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        """Ends the buffering; what was caught is shown if something failed, else forgotten."""
        if not self.buffer:
            return
        if self._mirrorOutput:
            for text, stream in zip(self._captured(), (self._original_stdout, self._original_stderr)):
                stream.write(text)
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for stream in self._stdout_buffer, self._stderr_buffer:
            stream.seek(0)
            stream.truncate()

    def _captured(self):
        for name, stream in ("Stdout", sys.stdout), ("Stderr", sys.stderr):
            text = stream.getvalue()
            yield f"\n{name}:\n{_with_newline(text)}" if text else ""

    @failfast
    def addError(self, test, err):
        """Called when a test ended with an unexpected exception; `err` is as sys.exc_info() has it."""
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        """Called when a test failed."""
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        """Called at the end of a subtest; `err` is None if it went well."""
        if err is not None:
            if getattr(self, "failfast", False):
                self.stop()
            problems = self.failures if issubclass(err[0], test.failureException) else self.errors
            problems.append((subtest, self._exc_info_to_string(err, test)))
            self._mirrorOutput = True

    def addSuccess(self, test):
        "Called when a test has gone well."

    def addSkip(self, test, reason):
        """Called when a test is skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """Called when a test failed that was to fail."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        """Called when a test went well that was to fail."""
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        """Called with the seconds that a test took, its cleanups included."""
        if hasattr(self, "collectedDurations"):
            self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        """Whether nothing failed."""
        return not (self.failures or self.errors or getattr(self, "unexpectedSuccesses", None))

    def stop(self):
        """The run shall end after this test."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        kind, value, tb = err
        tb = self._clean_tracebacks(kind, value, tb, test)
        shown = traceback.TracebackException(kind, value, tb, capture_locals=self.tb_locals, compact=True)
        return "".join(shown.format()) + ("".join(self._captured()) if self.buffer else "")

    def _clean_tracebacks(self, kind, value, tb, test):
        """The traceback without unittest's own entries; those of chained exceptions are replaced in place."""
        cleaned = self._without_ours(kind, tb, test)
        seen, todo = {id(value)}, [value]
        while todo:
            problem = todo.pop()
            for chained in (problem.__cause__, problem.__context__) if problem is not None else ():
                if chained is not None and id(chained) not in seen:
                    seen.add(id(chained))
                    chained.__traceback__ = self._without_ours(type(chained), chained.__traceback__, test)
                    todo.append(chained)
        return cleaned

    def _without_ours(self, kind, tb, test):
        while tb and _is_ours(tb):
            tb = tb.tb_next
        if kind is test.failureException:  # the inside of an assert method tells nothing
            last, entry = None, tb
            while entry and not _is_ours(entry):
                last, entry = entry, entry.tb_next
            if last is not None:
                last.tb_next = None
        return tb
