# SPDX-License-Identifier: MIT
"""Finds tests: in classes, in modules, by name, and in the files below a folder."""
import functools
import os
import re
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile(r"[_a-z]\w*\.(?:as|py)$", re.IGNORECASE)


class _FailedTest(case.TestCase):
    """Stands for tests that could not be loaded: running it raises why."""
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattr__(name)

        def fail():
            raise self._exception

        return fail


def _is_case(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (case.TestCase, case.FunctionTestCase)


def _split(path):
    return os.path.splitext(path)[0]


class TestLoader:
    """Makes suites of tests. `errors` holds the texts of what could not be loaded."""
    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()  # those whose load_tests() runs: they may call discover() for themselves

    def _failed(self, name, exception, message):
        self.errors.append(message)
        return self.suiteClass([_FailedTest(name, exception)])

    def _failed_import(self, name):
        message = f"Failed to import test module: {name}\n{traceback.format_exc()}"
        return self._failed(name, ImportError(message), message)

    def _skipped(self, name, reason):
        @case.skip(str(reason))
        def skipped(self):
            pass

        return self.suiteClass([type("ModuleSkipped", (case.TestCase,), {name: skipped})(name)])

    def loadTestsFromTestCase(self, testCaseClass):
        """The tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = []
        if testCaseClass not in (case.TestCase, case.FunctionTestCase):
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """The tests of all classes of a module, or what its load_tests(loader, tests, pattern) makes of them."""
        tests = self.suiteClass([self.loadTestsFromTestCase(obj) for obj in (getattr(module, name) for name in dir(module))
                                 if _is_case(obj)])
        if getattr(module, "load_tests", None) is None:
            return tests
        try:
            return module.load_tests(self, tests, pattern)
        except Exception as e:
            return self._failed(module.__name__, e, f"Failed to call load_tests:\n{traceback.format_exc()}")

    def loadTestsFromNames(self, names, module=None):
        """The tests of several names, in a suite for each."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name means: of a module, a class, a method, or what a callable returns."""
        parts, failed = name.split("."), None
        if module is None:
            module, failed = self._import_longest(parts)
            if module is None:
                return self._failed_now(failed)
            parts = parts[1:]
        obj, parent = module, None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                if failed and getattr(obj, "__path__", None) is not None:  # a module of that package: why it failed says more
                    return self._failed_now(failed)
                return self._failed(part, e, f"Failed to access attribute:\n{traceback.format_exc()}")
        return self._tests_of(obj, parent, parts)

    def _import_longest(self, parts):
        """The top module of the longest beginning of a dotted name that can be imported, and what failed before, or None twice."""
        failed = None
        for count in range(len(parts), 0, -1):
            try:
                return __import__(".".join(parts[:count])), failed
            except ImportError:
                failed = parts[count - 1], f"Failed to import test module: {parts[count - 1]}\n{traceback.format_exc()}"
        return None, failed

    def _failed_now(self, failed):
        name, message = failed
        return self._failed(name, ImportError(message), message)

    def _tests_of(self, obj, parent, parts):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_case(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            test = parent(parts[-1])
            if not isinstance(getattr(test, parts[-1]), types.FunctionType):  # a static method is called below
                return self.suiteClass([test])
        if isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError(f"calling {obj} returned {test}, not a test")

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, sorted."""
        names = [name for name in dir(testCaseClass) if self._is_wanted(testCaseClass, name)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def _is_wanted(self, cls, name):
        if not name.startswith(self.testMethodPrefix) or not callable(getattr(cls, name)):
            return False
        patterns = self.testNamePatterns
        return patterns is None or any(fnmatchcase(f"{util.strclass(cls)}.{name}", pattern) for pattern in patterns)

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests of all modules below a folder, or a package's, whose files match the pattern.

        Modules are imported from top_level_dir, the start by default. The pattern for `.py` finds `.as` files too. A package
        with load_tests() finds its own.
        """
        before, implicit = self._top_level_dir, False
        if top_level_dir is None:
            implicit = before is None
            top_level_dir = start_dir if implicit else before
        self._top_level_dir = top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        if os.path.isdir(start_dir):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir and not _package_file(start_dir):
                raise ImportError(f"Start directory is not importable: {start_dir!r}")
        else:
            start_dir = self._package_folder(start_dir, implicit, top_level_dir)
        tests = self.suiteClass(list(self._find_tests(start_dir, pattern)))
        self._top_level_dir = before
        return tests

    def _package_folder(self, name, implicit, top_level_dir):
        """The folder of a package that discover() was given by its dotted name."""
        try:
            __import__(name)
        except ImportError:
            raise ImportError(f"Start directory is not importable: {name!r}") from None
        module, top = sys.modules[name], sys.modules[name.split(".")[0]]
        if getattr(module, "__file__", None) is None:
            if name in sys.builtin_module_names:
                raise TypeError("Can not use builtin modules as dotted module names")
            raise TypeError(f"don't know how to discover from {module!r}")
        if implicit:
            folder = os.path.dirname(os.path.abspath(top.__file__))
            self._top_level_dir = os.path.dirname(folder) if _split(os.path.basename(top.__file__)) == "__init__" else folder
            sys.path.remove(top_level_dir)
        return os.path.dirname(os.path.abspath(module.__file__))

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return "."
        relative = os.path.relpath(_split(os.path.normpath(path)), self._top_level_dir)
        assert not relative.startswith(".."), "Path must be within the project"
        return relative.replace(os.path.sep, ".")

    def _match_path(self, path, full_path, pattern):
        """Whether a file is a test module; a hook for subclasses."""
        return fnmatch(path, pattern) or path.endswith(".as") and fnmatch(_split(path) + ".py", pattern)

    def _find_tests(self, folder, pattern):
        name = self._get_name_from_path(folder)
        if name != "." and name not in self._loading_packages:
            tests, inside = self._find_test_path(folder, pattern)
            if tests is not None:
                yield tests
            if not inside:
                return
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            tests, inside = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if inside:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, path, pattern):
        """The tests of a file or of a package's own module (None if it is neither), and whether to look into the folder."""
        entry = os.path.basename(path)
        if os.path.isfile(path):
            if not VALID_MODULE_NAME.match(entry) or not self._match_path(entry, path, pattern):
                return None, False
            module, failed = self._load(path)
            return failed or self._file_tests(module, path, pattern), False
        if not os.path.isdir(path) or not _package_file(path):
            return None, False
        package, failed = self._load(path)
        if failed:
            return failed, False
        name = self._get_name_from_path(path)
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(package, pattern=pattern)
            return tests, getattr(package, "load_tests", None) is None
        finally:
            self._loading_packages.discard(name)

    def _load(self, path):
        """The module of a file or folder, or None and the test that tells why not."""
        name = self._get_name_from_path(path)
        try:
            return self._get_module_from_name(name), None
        except case.SkipTest as e:
            return None, self._skipped(name, e)
        except BaseException:
            return None, self._failed_import(name)

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _file_tests(self, module, path, pattern):
        found = _split(os.path.realpath(os.path.abspath(getattr(module, "__file__", path))))
        if found.lower() != _split(os.path.realpath(path)).lower():
            raise ImportError(f"{_split(os.path.basename(path))!r} module incorrectly imported from {os.path.dirname(found)!r}. "
                              f"Expected {os.path.dirname(path)!r}. Is this module globally installed?")
        return self.loadTestsFromModule(module, pattern=pattern)


def _package_file(folder):
    return any(os.path.isfile(os.path.join(folder, "__init__" + suffix)) for suffix in (".py", ".as"))


defaultTestLoader = TestLoader()
