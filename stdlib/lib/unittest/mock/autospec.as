# SPDX-License-Identifier: MIT
"""Mocks made after the model of an object: create_autospec(), and mock_open() after open()."""
import asyncio.coroutines
import inspect
import io
from asyncio import iscoroutinefunction
from functools import partial

from .calls import DEFAULT, FUNCTIONS, _CallList, signature_of
from .objects import (AsyncMock, InvalidSpecError, MagicMock, NonCallableMagicMock, SpecState, is_callable, is_magic, is_mock,
                      is_name_list)


def check_typos(kwargs):
    """Refuses keywords that are likely misspelt."""
    for typo in "autospect", "auto_spec", "set_spec":
        if typo in kwargs:
            raise RuntimeError(f"{typo!r} might be a typo; use unsafe=True if this is intended")


def instance_callable(obj):
    """Whether an object can be called; of a class, whether its instances can."""
    if not isinstance(obj, type):
        return getattr(obj, "__call__", None) is not None
    return any(base.__dict__.get("__call__") is not None for base in obj.__mro__)


def _copy_details(func, copy):
    for name in "__name__", "__doc__", "__text_signature__", "__module__", "__defaults__", "__kwdefaults__":
        try:
            setattr(copy, name, getattr(func, name))
        except AttributeError:
            pass


def _check_signature(func, mock, skip_first, instance=False):
    """Calls of the mock shall have arguments that fit."""
    found = signature_of(func, instance, skip_first)
    if found is None:
        return
    func, signature = found

    def check(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)

    _copy_details(func, check)
    type(mock)._mock_check_sig = check
    type(mock).__signature__ = signature


_AWAIT_ASSERTIONS = ("assert_awaited", "assert_awaited_once", "assert_awaited_with", "assert_awaited_once_with", "assert_any_await",
                     "assert_has_awaits", "assert_not_awaited")
_CALL_ASSERTIONS = ("assert_called_with", "assert_called", "assert_not_called", "assert_called_once", "assert_called_once_with",
                    "assert_has_calls", "assert_any_call")


def _function_for(mock, spec, is_async):
    """A real function, with the model's name and signature, that passes its calls to the mock."""
    found = signature_of(spec, False, isinstance(spec, type))
    if found is None:
        return mock
    original, signature = found
    if is_async:
        async def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)
    name = spec.__name__
    function.__name__ = function.__qualname__ = name if name.isidentifier() else "funcopy"
    function.__module__ = getattr(original, "__module__", None)
    _equip(function, mock, signature)
    if is_async:
        function._is_coroutine = asyncio.coroutines._is_coroutine
        function.await_count, function.await_args, function.await_args_list = 0, None, _CallList()
        for assertion in _AWAIT_ASSERTIONS:
            setattr(function, assertion, partial(_pass_on, mock, assertion))
    return function


def _pass_on(mock, name, /, *args, **kwargs):
    return getattr(mock, name)(*args, **kwargs)


def _equip(function, mock, signature):
    """Gives a function the attributes of the mock behind it, and makes it the mock's delegate."""
    def reset_mock():
        function.method_calls, function.mock_calls = _CallList(), _CallList()
        mock.reset_mock()
        value = function.return_value
        if is_mock(value) and value is not mock:
            value.reset_mock()

    function.mock, function.__signature__, function.reset_mock = mock, signature, reset_mock
    function.called, function.call_count, function.call_args = False, 0, None
    function.call_args_list, function.method_calls, function.mock_calls = _CallList(), _CallList(), _CallList()
    function.return_value, function.side_effect, function._mock_children = mock.return_value, mock.side_effect, mock._mock_children
    for assertion in _CALL_ASSERTIONS:
        setattr(function, assertion, partial(_pass_on, mock, assertion))
    mock._mock_delegate = function


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that has the attributes of `spec`, and theirs in turn; its functions and methods check their arguments.

    spec_set: no other attributes can be set. instance: `spec` is a class, the mock stands for an instance; otherwise what calling
    the mock of a class returns does. Other keywords go to the mock.
    """
    if is_name_list(spec):
        spec = type(spec)
    if is_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    if not unsafe:
        check_typos(kwargs)
    is_type, is_async = isinstance(spec, type), getattr(spec, "__code__", None) and iscoroutinefunction(spec)
    name = kwargs.pop("name", _name)
    cls, options = _class_and_options(spec, spec_set, instance, is_async)
    mock = cls(parent=_parent, _new_parent=_parent, _new_name="" if _parent is None else name, name=name, **{**options, **kwargs})
    if isinstance(spec, FUNCTIONS):
        mock = _function_for(mock, spec, is_async)
    else:
        _check_signature(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[name] = mock
    wrapped = kwargs.pop("wraps", None)
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock, wraps=wrapped)
    for entry in dir(spec):
        if not is_magic(entry):  # MagicMock has those
            _add_child(mock, spec, entry, spec_set, is_type, wrapped)
    if is_mock(mock) and kwargs:
        mock.configure_mock(**kwargs)
    return mock


def _class_and_options(spec, spec_set, instance, is_async):
    """The class of the mock for a model, and what to make it with."""
    options = {} if spec is None and not spec_set else {"spec_set" if spec_set else "spec": spec}
    if options and instance:
        options["_spec_as_instance"] = True
    if inspect.isdatadescriptor(spec):  # what it will return is not known
        return MagicMock, {}
    if is_async:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec is mocking an async function")
        return AsyncMock, options
    callable_too = is_callable(spec) and not (isinstance(spec, type) and instance and not instance_callable(spec))
    return MagicMock if callable_too else NonCallableMagicMock, options


def _add_child(mock, spec, entry, spec_set, is_type, wrapped):
    """Adds the child for an attribute of the model: a function at once, anything else when it is asked for."""
    try:
        original = getattr(spec, entry)
    except AttributeError:
        return
    if not isinstance(original, FUNCTIONS):
        mock._mock_children[entry] = SpecState(original, spec_set, mock, entry)
        return
    options = {"spec_set": original} if spec_set else {"spec": original}
    if wrapped and hasattr(wrapped, entry) and not spec_set:
        options["wraps"] = original
    parent = mock.mock if isinstance(spec, FUNCTIONS) else mock
    skip_first = _has_self(spec, entry, is_type)
    cls = AsyncMock if iscoroutinefunction(original) else MagicMock
    child = cls(parent=parent, name=entry, _new_name=entry, _new_parent=parent, _eat_self=skip_first, **options)
    mock._mock_children[entry] = child
    child.return_value = cls()
    _check_signature(original, child, skip_first)
    setattr(mock, entry, child)


def _has_self(spec, entry, is_type):
    """Whether the first parameter of an attribute of the model is one that callers do not give."""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            return False
        spec = type(spec)
    for base in spec.__mro__:
        found = base.__dict__.get(entry, DEFAULT)
        if found is not DEFAULT:
            return is_type and isinstance(found, FUNCTIONS)
    return is_type


def _stream(data):
    return io.BytesIO(data) if isinstance(data, bytes) else io.StringIO(data)


class _File:
    """What the handle of mock_open() reads from; a return_value set on the handle's methods comes first."""

    def __init__(self, handle, data):
        self.handle, self.data = handle, data
        self.rewind()

    def rewind(self):
        self.stream, self.lines = _stream(self.data), self.readline()

    def read(self, *args, **kwargs):
        fixed = self.handle.read.return_value
        return self.stream.read(*args, **kwargs) if fixed is None else fixed

    def readlines(self, *args, **kwargs):
        fixed = self.handle.readlines.return_value
        return self.stream.readlines(*args, **kwargs) if fixed is None else fixed

    def readline(self):
        yield from self.iterate()
        while True:
            yield self.stream.readline()

    def iterate(self):
        while self.handle.readline.return_value is not None:
            yield self.handle.readline.return_value
        yield from self.stream

    def next(self):
        fixed = self.handle.readline.return_value
        return next(self.stream) if fixed is None else fixed


def mock_open(mock=None, read_data=""):
    """A mock for open(): what it returns reads the data given (str or bytes), in a with statement too."""
    if mock is None:
        mock = MagicMock(name="open", spec=dir(open))
    handle = MagicMock(spec=sorted({*dir(io.TextIOWrapper), *dir(io.BytesIO)}))
    handle.__enter__.return_value = handle
    for name in "write", "read", "readline", "readlines":
        getattr(handle, name).return_value = None
    file = _File(handle, read_data)
    handle.read.side_effect, handle.readlines.side_effect, handle.readline.side_effect = file.read, file.readlines, file.lines
    handle.__iter__.side_effect, handle.__next__.side_effect = file.iterate, file.next
    handle.__exit__.side_effect = lambda kind, value, tb: handle.close()

    def opened(*args, **kwargs):
        own = handle.readline.side_effect == file.lines
        file.rewind()
        if own:
            handle.readline.side_effect = file.lines
        return DEFAULT

    mock.side_effect = opened
    mock.return_value = handle
    return mock
