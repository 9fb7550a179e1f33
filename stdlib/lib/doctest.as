# SPDX-License-Identifier: MIT
"""Examples in docstrings, run and compared with the output that stands below them.

    source text -> DocTestParser -> DocTest, a list of Example -> DocTestRunner -> what OutputChecker says of each

DocTestFinder collects the DocTests of a module. Each example is compiled alone, as at a prompt, with its output caught.
"""
import io
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple

import _traceback

__all__ = ["register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
           "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF", "REPORT_ONLY_FIRST_FAILURE",
           "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser", "DocTestFinder", "DocTestRunner", "OutputChecker",
           "DocTestFailure", "UnexpectedException", "DebugRunner", "testmod", "testfile", "run_docstring_examples", "DocTestSuite",
           "DocFileSuite", "set_unittest_reportflags", "script_from_examples", "testsource"]

# ---- option flags

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The bit that stands for the name, a new one if need be."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


(DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS, SKIP, IGNORE_EXCEPTION_DETAIL, REPORT_UDIFF, REPORT_CDIFF,
 REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, FAIL_FAST) = map(register_optionflag, (
    "DONT_ACCEPT_TRUE_FOR_1 DONT_ACCEPT_BLANKLINE NORMALIZE_WHITESPACE ELLIPSIS SKIP IGNORE_EXCEPTION_DETAIL REPORT_UDIFF REPORT_CDIFF "
    "REPORT_NDIFF REPORT_ONLY_FIRST_FAILURE FAIL_FAST").split())
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


class TestResults(namedtuple("TestResults", "failed attempted")):
    """How many examples failed of how many that were tried; `skipped` of these were left out."""

    def __new__(cls, failed, attempted, *, skipped=0):
        made = super().__new__(cls, failed, attempted)
        made.skipped = skipped
        return made

    def __repr__(self):
        more = f", skipped={self.skipped}" if self.skipped else ""
        return f"TestResults(failed={self.failed}, attempted={self.attempted}{more})"


def _indent(text, by=4):
    return re.sub(r"(?m)^(?!$)", " " * by, text)


def _ended(text):
    return text if text.endswith("\n") or not text else text + "\n"


# ---- examples and tests

class Example:
    """Source, what it should print, and where it stands: `lineno` counts from 0 in its docstring, `indent` is that of the >>>."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = _ended(want)
        self.exc_msg = exc_msg if exc_msg is None else exc_msg if exc_msg.endswith("\n") else exc_msg + "\n"
        self.lineno, self.indent, self.options = lineno, indent, options or {}

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg, tuple(sorted(self.options.items()))

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """Examples that share a namespace, `globs`, and where they come from. lineno counts from 0 in the file, None: not known."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        if isinstance(examples, str):
            raise TypeError("DocTest no longer accepts str; use DocTestParser instead")
        self.examples, self.globs, self.name = examples, globs.copy(), name
        self.filename, self.lineno, self.docstring = filename, lineno, docstring

    def __repr__(self):
        count = {0: "no examples", 1: "1 example"}.get(len(self.examples), f"{len(self.examples)} examples")
        return f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({count})>"

    def _key(self):
        return self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return type(self) is type(other) and self.examples == other.examples and self._key() == other._key()

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        place = [(t.name, t.filename or "", -1 if t.lineno is None else t.lineno, id(t)) for t in (self, other)]
        return place[0] < place[1]


class DocTestParser:
    """Finds the examples in a text, line by line."""

    _PROMPT = re.compile(r"( *)>>>(?: (.*)|(\S.*)?)$")
    _OPTION = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)
    _TRACEBACK = re.compile(r"Traceback \((?:most recent call last|innermost last)\):\s*$")

    def get_doctest(self, string, globs, name, filename, lineno):
        """The examples of a text as a DocTest."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples of a text."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def parse(self, string, name="<string>"):
        """The text cut up: examples, and the texts between them."""
        lines = self._dedented(string.expandtabs())
        parts, between, at = [], [], 0
        while at < len(lines):
            if not re.match(r" *>>>", lines[at]):
                between.append(lines[at])
                at += 1
                continue
            parts.append("".join(line + "\n" for line in between))
            between = []
            example, at = self._example(lines, at, name)
            if example is not None:
                parts.append(example)
        parts.append("\n".join(between))
        return parts

    def _dedented(self, text):
        lines = text.split("\n")
        margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
        margin = min(margins, default=0)
        return [line[margin:] for line in lines]

    def _example(self, lines, at, name):
        first, indent = at, len(lines[at]) - len(lines[at].lstrip(" "))
        source = [self._code(lines[at], at, indent, name)]
        at += 1
        while at < len(lines) and re.match(rf" {{{indent}}}\.\.\.", lines[at]):
            source.append(self._code(lines[at], at, indent, name))
            at += 1
        want = []
        while at < len(lines) and lines[at].strip() and not re.match(r" *>>>", lines[at]):
            if lines[at][:indent].strip():
                raise ValueError(f"line {at + 1} of the docstring for {name} has inconsistent leading whitespace: {lines[at]!r}")
            want.append(lines[at][indent:])
            at += 1
        text = "\n".join(source)
        if all(not line.strip() or line.lstrip().startswith("#") for line in source):
            return (Example(text, "\n".join(want), None, first, indent, self._options(text, name, first))
                    if self._options(text, name, first) and want else None), at
        return Example(text, "\n".join(want), self._message(want), first, indent, self._options(text, name, first)), at

    def _code(self, line, at, indent, name):
        if len(line) > indent + 3 and line[indent + 3] != " ":
            raise ValueError(f"line {at + 1} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}")
        return line[indent + 4:]

    def _message(self, want):
        # What an expected traceback ends with: its first line that is not indented, and those after it.
        if not want or not self._TRACEBACK.match(want[0]):
            return None
        for i, line in enumerate(want[1:], 1):
            if re.match(r"\w", line):
                return "\n".join(want[i:])
        return None

    def _options(self, source, name, lineno):
        options = {}
        for match in self._OPTION.finditer(source):
            for word in match[1].replace(",", " ").split():
                if word[0] not in "+-" or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1} of the doctest for {name} has an invalid option: {word!r}")
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == "+"
        return options


# ---- finding

class DocTestFinder:
    """The DocTests of an object and of what is defined inside it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._verbose, self._parser, self._recurse, self._exclude_empty = verbose, parser, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """A sorted list of them; `module` is where things must be defined to count (False: anywhere)."""
        name = getattr(obj, "__name__", None) if name is None else name
        if name is None:
            raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is None:
            module = obj if inspect.ismodule(obj) else inspect.getmodule(obj)
        if globs is None:
            globs = dict(getattr(module, "__dict__", {}))
        globs = {**globs, **(extraglobs or {})}
        globs.setdefault("__name__", "__main__")
        self._lines, self._file = self._source_of(obj, module)
        tests, seen = [], set()
        self._search(tests, obj, name, module, globs, seen)
        return sorted(tests)

    def _source_of(self, obj, module):
        for candidate in (obj, module):
            try:
                file = inspect.getsourcefile(candidate)
            except TypeError:
                continue
            if file:
                return linecache.getlines(file, getattr(module, "__dict__", None)) or None, file
        return None, getattr(module, "__file__", None)

    def _belongs(self, obj, module):
        if not module:
            return True
        if inspect.isfunction(obj):
            return obj.__globals__ is module.__dict__
        if inspect.isroutine(obj) or inspect.isclass(obj):
            return getattr(obj, "__module__", module.__name__) == module.__name__
        return isinstance(obj, property)

    def _search(self, tests, obj, name, module, globs, seen):
        if self._verbose:
            print(f"Finding tests in {name}")
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._test_of(obj, name, module, globs)
        if test is not None:
            tests.append(test)
        if self._recurse:
            for inner, inside in self._inside(obj, module):
                self._search(tests, inside, f"{name}.{inner}", module, globs, seen)

    def _inside(self, obj, module):
        if inspect.ismodule(obj):
            for name, value in obj.__dict__.items():
                if (inspect.isroutine(inspect.unwrap(value)) or inspect.isclass(value)) and self._belongs(value, module):
                    yield name, value
            for name, value in getattr(obj, "__test__", {}).items():
                if not isinstance(name, str):
                    raise ValueError(f"DocTestFinder.find: __test__ keys must be strings: {type(name)!r}")
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, functions, methods, classes, "
                                     f"or modules: {type(value)!r}")
                yield f"__test__.{name}", value
        elif inspect.isclass(obj):
            for name, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property)) and self._belongs(value, module):
                    yield name, value

    def _test_of(self, obj, name, module, globs):
        text = obj if isinstance(obj, str) else getattr(obj, "__doc__", None) or ""
        text = text if isinstance(text, str) else str(text)
        if self._exclude_empty and not text:
            return None
        file = getattr(module, "__file__", None) or getattr(module, "__name__", None) if module else self._file
        return self._parser.get_doctest(text, globs, name, file, self._line_of(obj, text))

    def _line_of(self, obj, text):
        if inspect.ismodule(obj) and text:
            return 0
        if self._lines is None:
            return None
        start = self._definition(obj)
        if start is None:
            return None
        for at in range(start, len(self._lines)):  # to where the docstring opens
            if re.match(r"(?:.*:)?\s*\w*['\"]", self._lines[at]):
                return at
        return None

    def _definition(self, obj):
        if inspect.isclass(obj):
            first = obj.__dict__.get("__firstlineno__")
            return None if first is None else first - 1
        if isinstance(obj, property):
            obj = obj.fget
        obj = inspect.unwrap(getattr(obj, "__func__", obj)) if callable(obj) else obj
        code = getattr(obj, "__code__", None)
        return code.co_firstlineno - 1 if code is not None else None


# ---- comparing

class OutputChecker:
    """Says whether what was printed is what was wanted, and how they differ."""

    def check_output(self, want, got, optionflags):
        """Are they the same, or as good as that under the flags?"""
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = " ".join(want.split()), " ".join(got.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches_with_gaps(want, got)

    def output_difference(self, example, got, optionflags):
        """A text that shows both."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r"(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            return self._diff(want.splitlines(True), got.splitlines(True), optionflags)
        wanted = f"Expected:\n{_indent(want)}" if want else "Expected nothing\n"
        return wanted + (f"Got:\n{_indent(got)}" if got else "Got nothing\n")

    def _do_a_fancy_diff(self, want, got, optionflags):
        if optionflags & REPORT_NDIFF:
            return True
        return bool(optionflags & (REPORT_UDIFF | REPORT_CDIFF)) and want.count("\n") > 2 and got.count("\n") > 2

    def _diff(self, want, got, optionflags):
        import difflib
        if optionflags & REPORT_UDIFF:
            kind, lines = "unified diff with -expected +actual", list(difflib.unified_diff(want, got, n=2))[2:]
        elif optionflags & REPORT_CDIFF:
            kind, lines = "context diff with expected followed by actual", list(difflib.context_diff(want, got, n=2))[2:]
        else:
            kind, lines = "ndiff with -expected +actual", list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want, got))
        return f"Differences ({kind}):\n" + _indent("".join(line.rstrip() + "\n" for line in lines))


def _matches_with_gaps(want, got):
    # The pieces between the dots must follow each other, the first at the start and the last at the end.
    pieces = want.split(ELLIPSIS_MARKER)
    if len(pieces) == 1:
        return want == got
    first, *middle, last = pieces
    if not (got.startswith(first) and got.endswith(last)) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in middle:
        at = got.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


# ---- running

class DocTestFailure(Exception):
    """DebugRunner: an example printed something else. .test, .example, .got"""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """DebugRunner: an example raised what was not expected. .test, .example, .exc_info"""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class _Caught(io.StringIO):
    """Standard output of an example; what it has printed since it was asked last."""

    def taken(self):
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return _ended(text)


_PASSED, _FAILED, _RAISED = range(3)


class DocTestRunner:
    """Runs tests and reports on them, through the methods named report_..., which may be overridden."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}

    # -- what is told

    def report_start(self, out, test, example):
        """An example is about to run."""
        if self._verbose:
            out(f"Trying:\n{_indent(example.source)}" + (f"Expecting:\n{_indent(example.want)}" if example.want else "Expecting nothing\n"))

    def report_success(self, out, test, example, got):
        """It printed what it should."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """It printed something else."""
        out(self._heading(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """It raised what it should not."""
        kind, value, tb = exc_info
        inner = tb.tb_next if tb is not None and tb.tb_frame.f_code is DocTestRunner._execute.__code__ else tb
        out(self._heading(test, example) + "Exception raised:\n" + _indent("".join(traceback.format_exception(kind, value, inner))))

    def _heading(self, test, example):
        if test.filename:
            line = "?" if test.lineno is None or example.lineno is None else test.lineno + example.lineno + 1
            place = f'File "{test.filename}", line {line}, in {test.name}'
        else:
            place = f"Line {example.lineno + 1}, in {test.name}"
        return f"{self.DIVIDER}\n{place}\nFailed example:\n{_indent(example.source)}"

    # -- the run

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a test in its namespace; a TestResults."""
        caught, stdout, hook = _Caught(), sys.stdout, sys.displayhook
        if out is None:
            out = stdout.write
        sys.stdout, sys.displayhook = caught, sys.__displayhook__
        try:
            return self._run(test, compileflags, out, caught)
        finally:
            sys.stdout, sys.displayhook = stdout, hook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def _run(self, test, compileflags, out, caught):
        failed = attempted = skipped = 0
        flags = self.optionflags
        for number, example in enumerate(test.examples):
            attempted += 1
            quiet = flags & REPORT_ONLY_FIRST_FAILURE and failed
            self.optionflags = flags
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                skipped += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            exception = self._execute(test, example, f"<doctest {test.name}[{number}]>", compileflags)
            got = caught.taken()
            outcome, got = self._judge(example, exception, got)
            if outcome == _PASSED:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            failed += 1
            if not quiet and outcome == _FAILED:
                self.report_failure(out, test, example, got)
            elif not quiet:
                self.report_unexpected_exception(out, test, example, exception)
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = flags
        old = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = tuple(map(sum, zip(old, (failed, attempted, skipped))))
        self.failures, self.tries, self.skips = self.failures + failed, self.tries + attempted, self.skips + skipped
        return TestResults(failed, attempted, skipped=skipped)

    def _execute(self, test, example, filename, compileflags):
        # What sys.exc_info() gives, or None. While it runs, tracebacks find its source.
        _traceback.keep_source(filename, example.source)
        try:
            exec(compile(example.source, filename, "single", compileflags or 0, True), test.globs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            return sys.exc_info()
        return None

    def _judge(self, example, exception, got):
        check = self._checker.check_output
        if exception is None:
            return (_PASSED if check(example.want, got, self.optionflags) else _FAILED), got
        message = traceback.format_exception_only(*exception[:2])
        if issubclass(exception[0], SyntaxError):
            message = message[next((i for i, line in enumerate(message) if re.match(r"\w", line)), 0):]
        message = "".join(message)
        got += "".join(traceback.format_exception(*exception[:2], None)) if example.exc_msg is not None else ""
        if example.exc_msg is None:
            return _RAISED, got
        if check(example.exc_msg, message, self.optionflags):
            return _PASSED, got
        if self.optionflags & IGNORE_EXCEPTION_DETAIL and _kind_of(example.exc_msg) == _kind_of(message):
            return _PASSED, got
        return _FAILED, got

    def summarize(self, verbose=None):
        """Print what came of all tests that were run; a TestResults."""
        verbose = self._verbose if verbose is None else verbose
        rows = sorted(self._stats.items())
        empty = [name for name, (_, tries, _) in rows if not tries]
        good = [(name, tries) for name, (failures, tries, _) in rows if tries and not failures]
        bad = [(name, failures, tries) for name, (failures, tries, _) in rows if failures]
        if verbose:
            if empty:
                print(f"{_items(len(empty))} had no tests:", *(f"    {name}" for name in empty), sep="\n")
            if good:
                print(f"{_items(len(good))} passed all tests:")
                for name, tries in good:
                    print(f" {tries:3d} test{'s' if tries != 1 else ''} in {name}")
        if bad:
            print(self.DIVIDER)
            print(f"{_items(len(bad))} had failures:")
            for name, failures, tries in bad:
                print(f" {failures:3d} of {tries:3d} in {name}")
        failed, tries, skips = (sum(row[i] for _, row in rows) for i in range(3))
        if verbose:
            print(f"{tries} test{'s' if tries != 1 else ''} in {_items(len(rows))}.")
            print(f"{tries - failed} passed" + (f" and {failed} failed" if failed else "") + ".")
        left_out = f"{skips} skipped test{'s' if skips != 1 else ''}"
        if failed:
            print(f"***Test Failed*** {failed} failure{'s' if failed != 1 else ''}" + (f" and {left_out}" if skips else "") + ".")
        elif verbose:
            print("Test passed" + (f" and {left_out}" if skips else "") + ".")
        return TestResults(failed, tries, skipped=skips)

    def merge(self, other):
        """Count what another runner has run as well."""
        for name, row in other._stats.items():
            self._stats[name] = tuple(map(sum, zip(self._stats.get(name, (0, 0, 0)), row)))


def _items(count):
    return f"{count} item{'s' if count != 1 else ''}"


def _kind_of(message):
    # The class of an exception, without module and what it says.
    return message.split("\n", 1)[0].split(":", 1)[0].rpartition(".")[2]


class DebugRunner(DocTestRunner):
    """Raises at the first example that does not do what it should."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)


# ---- whole modules and files

master = None  # counts all that testmod() and testfile() have run


def _run_all(tests, report, runner, compileflags=None):
    global master
    for test in tests:
        runner.run(test, compileflags)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Run the examples in a module's docstrings, by default __main__'s."""
    m = sys.modules.get("__main__") if m is None else m
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    tests = DocTestFinder(exclude_empty=exclude_empty).find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    return _run_all(tests, report, runner)


def _load(filename, package, module_relative, encoding):
    if module_relative:
        module = sys.modules[package] if isinstance(package, str) else package
        if module is None:
            module = inspect.getmodule(sys._getframe(2))
        base = os.path.dirname(getattr(module, "__file__", None) or sys.argv[0])
        filename = os.path.join(base, *filename.split("/"))
    elif package:
        raise ValueError("Package may only be specified for module-relative paths.")
    with open(filename, encoding=encoding or "utf-8") as file:
        return file.read(), filename


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
             raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Run the examples in a text file, beside the module that calls unless module_relative is false."""
    text, path = _load(filename, package, module_relative, encoding)
    space = {"__name__": "__main__", **(globs or {}), **(extraglobs or {})}
    test = parser.get_doctest(text, space, os.path.basename(path) if name is None else name, path, 0)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    return _run_all([test], report, runner)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Run the examples in one docstring and report on them."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# ---- as unittest's tests

_reportflags = 0


def set_unittest_reportflags(flags):
    """How failures are shown where a test does not say it itself; what was set before."""
    global _reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    before, _reportflags = _reportflags, flags
    return before


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test, self._dt_optionflags, self._dt_checker = test, optionflags, checker
        self._dt_setUp, self._dt_tearDown, self._dt_globs = setUp, tearDown, test.globs.copy()

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        test, flags, told = self._dt_test, self._dt_optionflags, io.StringIO()
        if not flags & REPORTING_FLAGS:
            flags |= _reportflags
        results = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False).run(test, out=told.write, clear_globs=False)
        if results.skipped == results.attempted and results.attempted:
            raise unittest.SkipTest("all examples were skipped")
        if results.failed:
            raise self.failureException(self.format_failure(told.getvalue().replace("*" * 70, "-" * 70)))

    def format_failure(self, text):
        test = self._dt_test
        line = "unknown line number" if test.lineno is None else str(test.lineno)
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {test.name.rpartition(".")[2]}\n\n{text}'

    def debug(self):
        self.setUp()
        DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False).run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        return type(self) is type(other) and self._dt_test == other._dt_test

    __hash__ = unittest.TestCase.__hash__

    def __repr__(self):
        package, _, name = self._dt_test.name.rpartition(".")
        return f"{name} ({package})" if package else name

    __str__ = object.__str__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """A suite with a case for each docstring of a module that has examples."""
    if module is None or isinstance(module, str):
        module = inspect.getmodule(sys._getframe(1)) if module is None else __import__(module, fromlist=["*"])
    suite = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            test.filename = test.filename or module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """A text file as a test case."""

    def id(self):
        return "_".join(self._dt_test.name.split("."))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, text):
        return f'Failed doctest test for {self._dt_test.name}\n  File "{self._dt_test.filename}", line 0\n\n{text}'


def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """A suite with a case for each of the text files."""
    suite = unittest.TestSuite()
    for path in paths:
        text, full = _load(path, package, module_relative, encoding)
        test = parser.get_doctest(text, {"__file__": full, **(globs or {})}, os.path.basename(full), full, 0)
        suite.addTest(DocFileCase(test, **options))
    return suite


# ---- the other way round

def script_from_examples(s):
    """The examples of a text as a script, all else as comments."""
    lines = []
    for part in DocTestParser().parse(s):
        if isinstance(part, Example):
            lines.append(part.source[:-1])
            if part.want:
                lines.append("# Expected:")
                lines += [f"## {line}" for line in part.want.splitlines()]
        else:
            lines += [f"# {line}".rstrip() for line in part.split("\n")[:-1]]
    while lines and lines[-1] == "#":
        lines.pop()
    while lines and lines[0] == "#":
        lines.pop(0)
    return "\n".join(lines) + "\n"


def testsource(module, name):
    """script_from_examples() of one of a module's docstrings."""
    module = __import__(module, fromlist=["*"]) if isinstance(module, str) else module
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, "not found in tests")


def _test():
    import argparse
    parser = argparse.ArgumentParser(description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true", default=False, help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", choices=OPTIONFLAGS_BY_NAME.keys(), default=[],
                        help="specify a doctest option flag to apply to the test run; may be specified more than once to apply multiple options")
    parser.add_argument("-f", "--fail-fast", action="store_true", help="stop running tests after first failure (this is a shorthand for "
                        "-o FAIL_FAST, and is in addition to any other -o options)")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    given = parser.parse_args()
    flags = sum({OPTIONFLAGS_BY_NAME[name] for name in given.option + ["FAIL_FAST"] * given.fail_fast})
    for path in given.file:
        if path.endswith((".py", ".as")):
            folder, file = os.path.split(path)
            sys.path.insert(0, folder)
            module = __import__(file.rpartition(".")[0])
            del sys.path[0]
            failures, _ = testmod(module, verbose=given.verbose, optionflags=flags)
        else:
            failures, _ = testfile(path, module_relative=False, verbose=given.verbose, optionflags=flags)
        if failures:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(_test())
