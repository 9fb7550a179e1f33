# SPDX-License-Identifier: MIT
"""Unit tests: cases, suites, a loader and a runner that writes to stderr."""
import sys
import time
import traceback

__all__ = ["TestResult", "TestCase", "IsolatedAsyncioTestCase", "TestSuite", "TextTestRunner", "TestLoader", "main",
           "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure"]


class SkipTest(Exception):
    """Raise this exception in a test to skip it."""


def skip(reason):
    """Unconditionally skip a test."""
    def mark(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, "" if callable(reason) else reason
        return item

    return mark(reason) if callable(reason) else mark


def skipIf(condition, reason):
    """Skip a test if the condition is true."""
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    """Skip a test unless the condition is true."""
    return skipIf(not condition, reason)


def expectedFailure(item):
    """Mark a test that is known to fail."""
    item.__unittest_expecting_failure__ = True
    return item


class TestResult:
    """Holder for test result information."""

    def __init__(self, stream=None, descriptions=None, verbosity=1):
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.testsRun = 0
        self.shouldStop = self.failfast = False
        self._stream, self._verbosity = stream, verbosity

    def _note(self, short, long):
        if self._stream:
            self._stream.write(long + "\n" if self._verbosity > 1 else short if self._verbosity else "")
            self._stream.flush()

    def startTest(self, test):
        self.testsRun += 1
        if self._verbosity > 1 and self._stream:
            self._stream.write(f"{test} ... ")

    def stopTest(self, test):
        pass

    def _text(self, problem):
        shown = traceback.TracebackException.from_exception(problem)
        own = TestResult._text.__code__.co_filename
        shown.stack[:] = [frame for frame in shown.stack if frame.filename != own]
        return "".join(shown.format())

    def addSuccess(self, test):
        self._note(".", "ok")

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err[1])))
        self._note("F", "FAIL")
        self.shouldStop |= self.failfast

    def addError(self, test, err):
        self.errors.append((test, self._text(err[1])))
        self._note("E", "ERROR")
        self.shouldStop |= self.failfast

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
        self._note("s", f"skipped {reason!r}")

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err[1])))
        self._note("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._note("u", "unexpected success")

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True


class _Raises:
    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern = case, expected, pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            self.case.fail(f"{' or '.join(e.__name__ for e in names)} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None:
            import re
            if not re.search(self.pattern, str(value)):
                self.case.fail(f'"{getattr(self.pattern, "pattern", self.pattern)}" does not match "{value}"')
        return True


class TestCase:
    """A class whose instances are single test cases."""
    failureException = AssertionError
    maxDiff = 640
    longMessage = True

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def countTestCases(self):
        return 1

    def shortDescription(self):
        doc = getattr(self, self._testMethodName).__doc__
        return doc.strip().split("\n")[0].strip() if doc else None

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._call(lambda: function(*args, **kwargs))

    def _call(self, function):
        return function()

    def __call__(self, *args):
        return self.run(*args)

    def run(self, result=None):
        result = TestResult() if result is None else result
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        for marked in type(self), method:
            if getattr(marked, "__unittest_skip__", False):
                result.addSkip(self, marked.__unittest_skip_why__)
                return result
        self._result, self._failed_parts = result, False
        expecting = getattr(method, "__unittest_expecting_failure__", False) or getattr(self, "__unittest_expecting_failure__", False)
        problem = None
        try:
            self._call(self.setUp)
            try:
                self._call(method)
            finally:
                self._call(self.tearDown)
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            problem = e
        try:
            self.doCleanups()
        except Exception as e:
            problem = problem or e
        self._report(result, problem, expecting)
        result.stopTest(self)
        return result

    def _report(self, result, problem, expecting):
        err = (type(problem), problem, getattr(problem, "__traceback__", None))
        if problem is None:
            if expecting:
                result.addUnexpectedSuccess(self)
            elif not self._failed_parts:
                result.addSuccess(self)
        elif isinstance(problem, SkipTest):
            result.addSkip(self, str(problem))
        elif expecting:
            result.addExpectedFailure(self, err)
        elif isinstance(problem, self.failureException):
            result.addFailure(self, err)
        else:
            result.addError(self, err)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, good, standard, msg):
        if not good:
            self.fail(standard if msg is None else f"{standard} : {msg}" if self.longMessage else msg)

    def assertTrue(self, expr, msg=None):
        self._check(expr, f"{expr!r} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._check(not expr, f"{expr!r} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, f"{first!r} != {second!r}", msg)

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertSequenceEqual = assertMultiLineEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, f"{first!r} == {second!r}", msg)

    def assertIs(self, first, second, msg=None):
        self._check(first is second, f"{first!r} is not {second!r}", msg)

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, f"unexpectedly identical: {first!r}", msg)

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, f"{obj!r} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self._check(member in container, f"{member!r} not found in {container!r}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, f"{member!r} unexpectedly found in {container!r}", msg)

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), f"{obj!r} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), f"{obj!r} is an instance of {cls!r}", msg)

    def assertLess(self, a, b, msg=None):
        self._check(a < b, f"{a!r} not less than {b!r}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, f"{a!r} not less than or equal to {b!r}", msg)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, f"{a!r} not greater than {b!r}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, f"{a!r} not greater than or equal to {b!r}", msg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        gap = abs(first - second) if first != second else 0
        if delta is not None:
            self._check(gap <= delta, f"{first!r} != {second!r} within {delta!r} delta ({gap!r} difference)", msg)
        else:
            places = 7 if places is None else places
            self._check(first == second or round(gap, places) == 0,
                        f"{first!r} != {second!r} within {places} places ({gap!r} difference)", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        gap = abs(first - second)
        close = gap <= delta if delta is not None else round(gap, 7 if places is None else places) == 0
        self._check(first != second and not close, f"{first!r} == {second!r} within {7 if places is None else places} places", msg)

    def assertCountEqual(self, first, second, msg=None):
        left, extra = list(first), []
        for item in second:
            if item in left:
                left.remove(item)
            else:
                extra.append(item)
        self._check(not left and not extra, f"Element counts were not equal: missing {left!r}, unexpected {extra!r}", msg)

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        pattern = re.compile(expected_regex)
        self._check(pattern.search(text), f"Regex didn't match: {pattern.pattern!r} not found in {text!r}", msg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        found = re.search(unexpected_regex, text)
        self._check(not found, f"Regex matched: {found and found[0]!r} matches {unexpected_regex!r} in {text!r}", msg)

    def _raises(self, context, args, kwargs):
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception, expected_regex), args, kwargs)


class _SubTest:
    def __init__(self, case, msg, params):
        self.case, self.msg, self.params = case, msg, params

    def __enter__(self):
        return self

    def __str__(self):
        parts = ([f"[{self.msg}]"] if self.msg is not None else []) + \
            (["(" + ", ".join(f"{k}={v!r}" for k, v in self.params.items()) + ")"] if self.params else [])
        return f"{self.case} {' '.join(parts) or '(<subtest>)'}"

    def __exit__(self, kind, value, tb):
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            self.case._result.addSkip(self, str(value))
            return True
        self.case._failed_parts = True
        add = self.case._result.addFailure if issubclass(kind, self.case.failureException) else self.case._result.addError
        add(self, (kind, value, tb))
        return True


class IsolatedAsyncioTestCase(TestCase):
    """A case whose methods may be coroutines; each runs in an event loop of its own."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    def _call(self, function):
        made = function()
        if hasattr(made, "__await__"):
            return self._runner.run(made)
        return made

    def run(self, result=None):
        import asyncio
        with asyncio.Runner(debug=True) as self._runner:
            method = getattr(self, self._testMethodName)
            return super().run(result) if method else result

    def setUp(self):
        return self.asyncSetUp()

    def tearDown(self):
        return self.asyncTearDown()


class TestSuite:
    """A test suite: tests that run one after the other."""

    def __init__(self, tests=()):
        self._tests = list(tests)

    def __iter__(self):
        return iter(self._tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def __call__(self, *args):
        return self.run(*args)

    def run(self, result):
        current = None
        for test in self:
            if result.shouldStop:
                break
            if isinstance(test, TestCase) and type(test) is not current:
                if current:
                    current.tearDownClass()
                current = type(test)
                current.setUpClass()
            test.run(result)
        if current:
            current.tearDownClass()
        return result


class TestLoader:
    """Finds the tests of classes and modules."""
    testMethodPrefix = "test"
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        return sorted(n for n in dir(testCaseClass) if n.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, n)))

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module):
        classes = [getattr(module, n) for n in dir(module)]
        return self.suiteClass(self.loadTestsFromTestCase(c) for c in classes
                               if isinstance(c, type) and issubclass(c, TestCase) and c not in (TestCase, IsolatedAsyncioTestCase))

    def loadTestsFromName(self, name, module=None):
        found = module
        for part in name.split("."):
            parent, found = found, getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        return self.suiteClass([parent(part)])


defaultTestLoader = TestLoader()


class TextTestRunner:
    """Runs tests and writes the results as text."""

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, **options):
        self.stream, self.verbosity, self.failfast = stream or sys.stderr, verbosity, failfast

    def run(self, test):
        result = TestResult(self.stream, True, self.verbosity)
        result.failfast = self.failfast
        start = time.perf_counter()
        test.run(result)
        taken = time.perf_counter() - start
        write = self.stream.write
        if self.verbosity == 1:
            write("\n")
        for flavour, items in ("ERROR", result.errors), ("FAIL", result.failures):
            for case, text in items:
                write(f"{'=' * 70}\n{flavour}: {case}\n{'-' * 70}\n{text}\n")
        write(f"{'-' * 70}\nRan {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {taken:.3f}s\n\n")
        counts = [f"{name}={len(items)}" for name, items in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)) if items]
        verdict = "OK" if result.wasSuccessful() else "FAILED"
        write(verdict + (f" ({', '.join(counts)})" if counts else "") + "\n")
        return result


def main(module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1,
         failfast=None, **options):
    """Runs the tests of a module, as the command line says, and exits with their status."""
    argv = sys.argv if argv is None else argv
    if isinstance(module, str):
        __import__(module)
        module = sys.modules[module]
    words = argv[1:]
    if "-v" in words or "--verbose" in words:
        verbosity = 2
    names = [word for word in words if not word.startswith("-")]
    if names:
        suite = TestSuite(testLoader.loadTestsFromName(name, module) for name in names)
    else:
        suite = testLoader.loadTestsFromModule(module)
    runner = testRunner or TextTestRunner(verbosity=verbosity, failfast=bool(failfast) or "-f" in words)
    result = (runner() if isinstance(runner, type) else runner).run(suite)
    if exit:
        sys.exit(5 if not result.testsRun and not result.skipped else not result.wasSuccessful())
    return result
