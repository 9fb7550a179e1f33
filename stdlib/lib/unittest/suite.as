# SPDX-License-Identifier: MIT
"""Suites: tests that run one after the other, with the set-up of their classes and modules around them."""
import sys

from . import case
from .util import strclass

__unittest = True


class BaseTestSuite:
    """Tests without shared set-up. A test is let go once it has run."""
    _cleanup = True

    def __init__(self, tests=()):
        self._tests, self._removed_tests = [], 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{strclass(type(self))} tests={list(self)}>"

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, type(self)) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        try:
            test = self._tests[index]
        except TypeError:  # a subclass keeps its tests in another way
            return
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests; errors come out as they are."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests with setUpClass, setUpModule and their counterparts called where the class or module changes."""

    def run(self, result, debug=False):
        outermost = getattr(result, "_testRunEntered", False) is False
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not _is_suite(test) and not self._enter(test, result):
                continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        """Run the tests; errors come out as they are."""
        self.run(_DebugResult(), True)

    def _enter(self, test, result):
        """Does what lies between the last test and this one; false if the set-up failed and the test cannot run."""
        self._tearDownPreviousClass(test, result)
        self._handleModuleFixture(test, result)
        self._handleClassSetUp(test, result)
        result._previousTestClass = type(test)
        return not (getattr(type(test), "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False))

    def _handleClassSetUp(self, test, result):
        cls = type(test)
        if cls == getattr(result, "_previousTestClass", None) or result._moduleSetUpFailed or getattr(cls, "__unittest_skip__", False):
            return
        if hasattr(cls, "_classSetupFailed"):
            cls._classSetupFailed = False
        with _Output(result):
            if not self._step(result, "setUpClass", strclass(cls), getattr(cls, "setUpClass", None)):
                cls._classSetupFailed = True
                self._class_cleanups(result, cls, "setUpClass")

    def _handleModuleFixture(self, test, result):
        name = type(test).__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        if name not in sys.modules:
            return
        with _Output(result):
            if not self._step(result, "setUpModule", name, getattr(sys.modules[name], "setUpModule", None)):
                result._moduleSetUpFailed = True
                self._step(result, "setUpModule", name, case.doModuleCleanups)

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or result._moduleSetUpFailed or name not in sys.modules:
            return
        with _Output(result):
            self._step(result, "tearDownModule", name, getattr(sys.modules[name], "tearDownModule", None))
            self._step(result, "tearDownModule", name, case.doModuleCleanups)

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, "_previousTestClass", None)
        if cls is None or cls == type(test) or getattr(cls, "_classSetupFailed", False) or \
                getattr(result, "_moduleSetUpFailed", False) or getattr(cls, "__unittest_skip__", False):
            return
        with _Output(result):
            self._step(result, "tearDownClass", strclass(cls), getattr(cls, "tearDownClass", None))
            self._class_cleanups(result, cls, "tearDownClass")

    def _get_previous_module(self, result):
        cls = getattr(result, "_previousTestClass", None)
        return None if cls is None else cls.__module__

    def _step(self, result, method, parent, function):
        """Calls a fixture, if there is one; false if it failed, which then is in the result."""
        try:
            if function is not None:
                function()
        except Exception as e:
            if isinstance(result, _DebugResult):
                raise
            self._addFixtureError(result, e, f"{method} ({parent})", sys.exc_info())
            return False
        return True

    def _class_cleanups(self, result, cls, method):
        if hasattr(cls, "doClassCleanups"):
            cls.doClassCleanups()
            for info in cls.tearDown_exceptions:
                if isinstance(result, _DebugResult):
                    raise info[1]
                self._addFixtureError(result, info[1], f"{method} ({strclass(cls)})", info)

    def _addFixtureError(self, result, problem, name, info):
        holder = _ErrorHolder(name)
        if isinstance(problem, case.SkipTest) and hasattr(result, "addSkip"):
            result.addSkip(holder, str(problem))
        else:
            result.addError(holder, info)


class _Output:
    """What a fixture prints goes where a test's output goes."""

    def __init__(self, result):
        self.result = result

    def __enter__(self):
        getattr(self.result, "_setupStdout", lambda: None)()

    def __exit__(self, *problem):
        getattr(self.result, "_restoreStdout", lambda: None)()


class _ErrorHolder:
    """Stands for a test in a result, where it was a class's or module's set-up that failed."""
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _is_suite(test):
    try:
        iter(test)
    except TypeError:
        return False
    return True


class _DebugResult:
    """The little that a suite notes when it runs without a result."""
    _previousTestClass, _moduleSetUpFailed, shouldStop = None, False, False
