# SPDX-License-Identifier: MIT
"""The context managers behind assertRaises, assertWarns, assertLogs and their kin."""
import re
import sys
import traceback
import warnings
from collections import namedtuple
from types import GenericAlias

__unittest = True


def _all_subtypes(expected, base):
    if isinstance(expected, tuple):
        return all(_all_subtypes(one, base) for one in expected)
    return isinstance(expected, type) and issubclass(expected, base)


class Context:
    """What fails in the name of a test case, with the caller's message."""

    def __init__(self, test_case):
        self.test_case, self.msg = test_case, None

    def _raiseFailure(self, standard):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standard))


class _Expecting(Context):
    """Expects an exception or a warning of some types, perhaps with a message that a pattern finds."""

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected, self.obj_name = expected, None
        self.expected_regex = None if expected_regex is None else re.compile(expected_regex)

    def handle(self, name, args, kwargs):
        """Without arguments the context itself, else the call of the first one within it."""
        try:
            if not _all_subtypes(self.expected, self._base_type):
                raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                for unknown in kwargs:
                    raise TypeError(f"{unknown!r} is an invalid keyword argument for this function")
                return self
            function, *args = args
            self.obj_name = getattr(function, "__name__", None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None  # the traceback would hold the frame, the frame the context, and the context the exception

    def _missing(self, verb):
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        self._raiseFailure(f"{name} not {verb}" + (f" by {self.obj_name}" if self.obj_name else ""))

    def _mismatch(self, value):
        self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{value}"')


class Raises(_Expecting):
    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self._missing("raised")
        traceback.clear_frames(tb)
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self._mismatch(value)
        return True

    __class_getitem__ = classmethod(GenericAlias)


class Warns(_Expecting):
    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        for module in list(sys.modules.values()):  # what was shown once has to be shown again
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self._catching = warnings.catch_warnings(record=True)
        self.warnings = self._catching.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self._catching.__exit__(kind, value, tb)
        if kind is None:
            self._check([caught for caught in self.warnings if isinstance(caught.message, self.expected)])

    def _check(self, caught):
        for one in caught:
            if self.expected_regex is None or self.expected_regex.search(str(one.message)):
                self.warning, self.filename, self.lineno = one.message, one.filename, one.lineno
                return
        if caught:
            self._mismatch(caught[0].message)
        self._missing("triggered")


class NotWarns(Warns):
    def _check(self, caught):
        if caught:
            name = getattr(self.expected, "__name__", None) or str(self.expected)
            self._raiseFailure(f"{name} triggered")


_Watcher = namedtuple("_LoggingWatcher", ["records", "output"])


class Logs(Context):
    """Expects messages of a level or higher on a logger, or (no_logs) that there are none."""
    LOGGING_FORMAT = "%(levelname)s:%(name)s:%(message)s"

    def __init__(self, test_case, logger, level, no_logs):
        import logging
        super().__init__(test_case)
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self.level = logging.getLevelNamesMapping().get(level, level) if level else logging.INFO
        self.no_logs = no_logs

    def __enter__(self):
        logger, handler = self.logger, self._handler()
        self._saved = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else self.watcher

    def _handler(self):
        import logging
        self.watcher = watcher = _Watcher([], [])

        class Capture(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))

        handler = Capture()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        return handler

    def __exit__(self, kind, value, tb):
        import logging
        self.logger.handlers, level, self.logger.propagate = self._saved
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.no_logs and self.watcher.records:
            self._raiseFailure(f"Unexpected logs found: {self.watcher.output!r}")
        if not self.no_logs and not self.watcher.records:
            self._raiseFailure(f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}")
