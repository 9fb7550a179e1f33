# SPDX-License-Identifier: MIT
"""The mock objects.

Every mock has a class of its own, made with it, so that magic methods can be set for it alone. What it is asked for, it makes: its
attributes and its return value are mocks again, kept in _mock_children. A mock has two parents: _mock_parent is whose attribute
it is, for method_calls; _mock_new_parent is whose attribute or return value it is, for mock_calls and the name in repr().
A function made by autospec stands before its mock: the mock's _mock_delegate is then that function, and counts there.
"""
import asyncio.coroutines
import inspect
from asyncio import iscoroutinefunction
from types import CodeType, MethodType
from unittest.util import safe_repr

from .calls import DEFAULT, DELETED, FUNCTIONS, MISSING, _Call, _CallList, any_equal, call, format_call, sentinel, signature_of


class InvalidSpecError(Exception):
    """What was given as a specification is a mock itself."""


class SpecState:
    """A child that autospec makes when it is asked for: the arguments of create_autospec()."""

    def __init__(self, spec, spec_set, parent, name):
        self.spec, self.spec_set, self.parent, self.name = spec, spec_set, parent, name


def is_mock(obj):
    """Whether it is a mock; isinstance() would believe its __class__."""
    return issubclass(type(obj), NonCallableMock)


def is_magic(name):
    return f"__{name[2:-2]}__" == name


def is_async(obj):
    if is_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    obj = getattr(obj, "__func__", obj)
    return iscoroutinefunction(obj) or inspect.isawaitable(obj)


def is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def is_callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return is_callable(obj.__func__)
    return getattr(obj, "__call__", None) is not None


def is_name_list(obj):
    """Whether a specification is a list of names."""
    return type(obj) in (list, tuple)


def mock_of(obj):
    """The mock behind a function that autospec made; any other object itself."""
    return obj.mock if isinstance(obj, FUNCTIONS) and hasattr(obj, "mock") else obj


def _adopt(parent, value, name, new_name):
    """Makes a mock that belongs to nobody a child; whether it did."""
    value = mock_of(value)
    if not is_mock(value) or value._mock_name or value._mock_new_name or \
            value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


_OWN_NAMES = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent", "_mock_new_parent", "_mock_name",
              "_mock_new_name"}  # set as they are, whatever the specification says


def _counted(name):
    """A property that lives in the delegate, if there is one."""
    _OWN_NAMES.add(name)
    own = "_mock_" + name

    def get(self):
        return getattr(self, own) if self._mock_delegate is None else getattr(self._mock_delegate, name)

    def set(self, value):
        if self._mock_delegate is None:
            self.__dict__[own] = value
        else:
            setattr(self._mock_delegate, name, value)

    return property(get, set)


class _Effects:
    """The iterator over what an iterable side effect gives."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        bases = (cls,)
        model = spec_set or spec
        if not issubclass(cls, AsyncMockMixin) and model is not None and is_async(model):
            bases = (AsyncMockMixin, cls)
        return super().__new__(type(cls.__name__, bases, {"__doc__": cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        strict = None
        if spec_set is not None:
            spec, strict = spec_set, True
        state = self.__dict__
        state.update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name, _mock_sealed=False,
                     _mock_new_parent=parent if _new_parent is None else _new_parent)
        self._mock_add_spec(spec, strict, _spec_as_instance, parent is not None if _eat_self is None else _eat_self)
        state.update(_mock_children={}, _mock_wraps=wraps, _mock_delegate=None, _mock_called=False, _mock_call_args=None,
                     _mock_call_count=0, _mock_call_args_list=_CallList(), _mock_mock_calls=_CallList(), method_calls=_CallList(),
                     _mock_unsafe=unsafe)
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, strict, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one, which then records its calls."""
        inner = mock_of(mock)
        inner._mock_parent = inner._mock_new_parent = inner._mock_new_name = None
        inner._mock_name = ""
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Only attributes of `spec`, an object or a list of names, can be read from now on; with spec_set, set as well."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if is_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        cls, signature, coroutines, names = None, None, [], spec
        if spec is not None and not is_name_list(spec):
            cls = spec if isinstance(spec, type) else type(spec)
            found = signature_of(spec, _spec_as_instance, _eat_self)
            signature = found and found[1]
            names = dir(spec)
            coroutines = [name for name in names if _is_coroutine_attribute(spec, name)]
        self.__dict__.update(_spec_class=cls, _spec_set=spec_set, _spec_signature=signature, _mock_methods=names,
                             _spec_asyncs=coroutines)

    @property
    def return_value(self):
        "What a call returns; a mock unless it was set."
        value = self._mock_return_value if self._mock_delegate is None else self._mock_delegate.return_value
        if value is DEFAULT and self._mock_wraps is None:
            self.return_value = value = self._get_child_mock(_new_parent=self, _new_name="()")
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _adopt(self, value, None, "()")

    @property
    def side_effect(self):
        "What a call does: a function, an exception to raise, or an iterable of results."
        if self._mock_delegate is None:
            return self._mock_side_effect
        effect = self._mock_delegate.side_effect
        if effect is not None and not callable(effect) and not isinstance(effect, _Effects) and not is_exception(effect):
            self._mock_delegate.side_effect = effect = _Effects(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not is_exception(value) and not is_callable(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _counted("called")
    call_count = _counted("call_count")
    call_args = _counted("call_args")
    call_args_list = _counted("call_args_list")
    mock_calls = _counted("mock_calls")

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        "Forget all calls, of the children too; return values and side effects if asked to."
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(), _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, SpecState) and child is not DELETED:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        value = self._mock_return_value
        if is_mock(value) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes; a name with dots is that of a child's attribute."""
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *inner, last = path.split(".")
            obj = self
            for name in inner:
                obj = getattr(obj, name)
            setattr(obj, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe"):
            raise AttributeError(name)
        listed = self._mock_methods is not None and name in self._mock_methods
        if self._mock_methods is not None:
            if not listed or name in ALL_MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and not listed and (
                name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _ASSERTIONS):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        child = self._mock_children.get(name)
        if child is DELETED:
            raise AttributeError(name)
        if child is None:
            wrapped = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
            child = self._mock_children.setdefault(name, child)  # another thread may have been first
        if isinstance(child, SpecState):
            child = self._mock_children[name] = self._specified(child, name)
        return child

    def _specified(self, state, name):
        from .autospec import create_autospec
        try:
            return create_autospec(state.spec, state.spec_set, False, state.parent, state.name)
        except InvalidSpecError:
            target = self.__dict__["_mock_name"] or self
            raise InvalidSpecError(f"Cannot autospec attr {name!r} from target {target!r} as it has already been mocked out. "
                                   f"[target={self!r}, attr={state.spec!r}]") from None

    def _extract_mock_name(self):
        """The path to this mock from the outermost one: mock.child().other."""
        names, mock = [], self
        while mock._mock_new_parent is not None:
            names.append(mock._mock_new_name)
            mock = mock._mock_new_parent
        path = mock._mock_name or "mock"
        for name in reversed(names):
            path += name if name == "()" else "." + name
        return path

    def __repr__(self):
        name = self._extract_mock_name()
        text = f" name={name!r}" if name not in ("mock", "mock.") else ""
        if self._spec_class is not None:
            text += f" spec{'_set' if self._spec_set else ''}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{text} id='{id(self)}'>"

    def __dir__(self):
        """What is of use; everything if mock.FILTER_DIR is false."""
        from unittest import mock
        if not mock.FILTER_DIR:
            return object.__dir__(self)
        names = set(self._mock_methods or ())
        names.update(name for name in dir(type(self)) if not name.startswith("_"))
        names.update(name for name in self.__dict__ if not name.startswith("_") or is_magic(name))
        names.update(name for name, child in self._mock_children.items() if child is not DELETED)
        return sorted(names)

    def __setattr__(self, name, value):
        if name in _OWN_NAMES:
            object.__setattr__(self, name, value)
            return
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in UNSUPPORTED_MAGICS:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name == "__class__":
            self._spec_class = value
            return
        if name in ALL_MAGICS:
            value = self._set_magic(name, value)
        elif _adopt(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
        else:
            object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        """Puts a magic method into the mock's own class; what the attribute of the mock shall be."""
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if is_mock(value):
            _adopt(self, value, None, name)  # recorded in mock_calls, not in method_calls
            setattr(type(self), name, value)
            self._mock_children[name] = value
            return value

        def method(self, /, *args, **kw):
            return value(self, *args, **kw)

        method.__name__ = name
        setattr(type(self), name, method)
        return lambda *args, **kw: value(self, *args, **kw)

    def __delattr__(self, name):
        if name in ALL_MAGICS and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, MISSING)
        if name in self.__dict__:
            super().__delattr__(name)
        elif child is DELETED:
            raise AttributeError(name)
        self._mock_children[name] = DELETED

    def _get_child_mock(self, /, **kw):
        """Makes the mock for an attribute or the return value: a hook for subclasses."""
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (f".{kw['name']}" if "name" in kw else "()"))
        name, cls = kw.get("_new_name"), type(self)
        if name in self.__dict__["_spec_asyncs"] or issubclass(cls, MagicMock) and name in ASYNC_METHODS:
            return AsyncMock(**kw)
        if issubclass(cls, AsyncMockMixin):
            plain = name in SYNC_MAGICS or self._mock_methods and name in self._mock_methods
            return MagicMock(**kw) if plain else AsyncMock(**kw)
        if not issubclass(cls, CallableMixin):
            return MagicMock(**kw) if issubclass(cls, NonCallableMagicMock) else Mock(**kw)
        return cls.__mro__[1](**kw)

    def _format_mock_call_signature(self, args, kwargs):
        return format_call(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call", actual=MISSING):
        actual = self.call_args if actual is MISSING else actual
        return (f"expected {action} not found.\nExpected: {self._format_mock_call_signature(args, kwargs)}\n"
                f"  Actual: {'not called.' if actual is None else self._format_mock_call_signature(*actual)}")

    def _get_call_signature_from_name(self, name):
        """The signature of what a call with that name called, if a specified child is known by it."""
        if not name:
            return self._spec_signature
        signature, children = None, self._mock_children
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, SpecState):
                break
            child = mock_of(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _call_matcher(self, record):
        """What to compare a call by: bound to the signature where that is known; the TypeError if it does not fit."""
        long = isinstance(record, tuple) and len(record) > 2
        signature = self._get_call_signature_from_name(record[0]) if long else self._spec_signature
        if signature is None:
            return record
        name, args, kwargs = record if len(record) == 3 else ("", *record)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as e:
            return e.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _expected(self, args, kwargs):
        """A call as a matcher has it, and the error it is if it fits no signature."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        return expected, expected if isinstance(expected, Exception) else None

    def _calls_repr(self):
        return f"\nCalls: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    def _wrong_count(self, wanted):
        raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to {wanted}. Called {self.call_count} times.{self._calls_repr()}")

    def assert_not_called(self):
        """Fail if the mock was called."""
        if self.call_count != 0:
            self._wrong_count("not have been called")

    def assert_called(self):
        """Fail unless the mock was called."""
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        """Fail unless the mock was called exactly once."""
        if self.call_count != 1:
            self._wrong_count("have been called once")

    def assert_called_with(self, /, *args, **kwargs):
        """Fail unless the last call had these arguments."""
        expected, cause = self._expected(args, kwargs)
        if self.call_args is None or self._call_matcher(self.call_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """Fail unless the mock was called exactly once, with these arguments."""
        if self.call_count != 1:
            self._wrong_count("be called once")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """Fail unless one of the calls had these arguments."""
        self._assert_any(args, kwargs, self.call_args_list, "call")

    def _assert_any(self, args, kwargs, calls, word):
        expected, cause = self._expected(args, kwargs)
        if cause or not any_equal(expected, [self._call_matcher(one) for one in calls]):
            raise AssertionError(f"{self._format_mock_call_signature(args, kwargs)} {word} not found") from cause

    def assert_has_calls(self, calls, any_order=False):
        """Fail unless these calls are in mock_calls: one after the other, or in any order."""
        missing, cause, found = self._missing_calls(calls, any_order, self.mock_calls, "calls", "  Actual: " + safe_repr(self.mock_calls))
        if missing:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of {missing!r} in its call list, "
                                 f"found {found!r} instead") from cause

    def _missing_calls(self, calls, any_order, recorded, word, actual):
        """The expected calls that are not there, the error among them, and the calls left over; fails itself for a given order."""
        expected = [self._call_matcher(one) for one in calls]
        cause = next((one for one in expected if isinstance(one, Exception)), None)
        found = _CallList(self._call_matcher(one) for one in recorded)
        if not any_order:
            if expected in found:
                return (), cause, found
            problem = f"{word.capitalize()} not found."
            if cause is not None:
                errors = [one if isinstance(one, Exception) else None for one in expected]
                problem = f"Error processing expected {word}.\nErrors: {errors}"
            raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}\n{actual}") from cause
        found, missing = list(found), []
        for one in expected:
            try:
                found.remove(one)
            except ValueError:
                missing.append(one)
        return tuple(missing), cause, found


def _is_coroutine_attribute(spec, name):
    static = inspect.getattr_static(spec, name, None)
    try:
        static = inspect.unwrap(static)
    except ValueError:
        pass
    return iscoroutinefunction(static)


_ASSERTIONS = frozenset(name.removeprefix("assert_") for name in dir(NonCallableMock) if name.startswith("assert_"))


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        pass  # autospec puts a check of the arguments here

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Records the call, here and in all mocks above."""
        self.called = True
        self.call_count += 1
        self.call_args = record = _Call((args, kwargs), two=True)
        self.call_args_list.append(record)
        self.mock_calls.append(_Call(("", args, kwargs)))
        is_method, method, path = self._mock_parent is not None, self._mock_name, self._mock_new_name
        is_call, above = path == "()", self._mock_new_parent
        while above is not None:
            if is_method:
                above.method_calls.append(_Call((method, args, kwargs)))
                is_method = above._mock_parent is not None
                if is_method:
                    method = f"{above._mock_name}.{method}"
            above.mock_calls.append(_Call((path, args, kwargs)))
            if above._mock_new_name:
                path = above._mock_new_name + ("" if is_call else ".") + path
                is_call = above._mock_new_name == "()"
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect, result = self.side_effect, DEFAULT
        if effect is not None:
            if is_exception(effect):
                raise effect
            if is_callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if is_exception(result):
                    raise result
        if result is not DEFAULT:
            return result
        if self._wrapped_is_called():
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def _wrapped_is_called(self):
        delegated = self._mock_delegate and self._mock_delegate.return_value is not DEFAULT
        return self._mock_wraps is not None and self._mock_return_value is DEFAULT and not delegated


class Mock(CallableMixin, NonCallableMock):
    """An object that accepts any use, and remembers it.

    spec: an object or list of names; other attributes do not exist. With an object, __class__ is its class.
    spec_set: the same, and other attributes cannot be set either.
    side_effect: called with the arguments of each call; its result is the call's unless it is DEFAULT. Or an exception to raise,
        or an iterable of results (exceptions among them are raised).
    return_value: what a call returns; a new mock by default.
    wraps: an object to pass calls on to, and whose attributes the mock's attributes wrap.
    name: shown in repr().
    unsafe: allow attributes that look like misspelt assertions.
    Other keywords are attributes to set.
    """


# The magic methods: those that MagicMock has from the start, and those that can be set on any mock.
_NUMERIC = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow".split()
MAGICS = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod neg pos abs invert "
    "complex int float index round trunc floor ceil bool next fspath aiter").split()}
MAGICS |= {f"__{kind}{name}__" for name in _NUMERIC for kind in ("", "i", "r")}
ASYNC_METHODS = {"__aenter__", "__aexit__", "__anext__"}
SYNC_MAGICS = MAGICS | {f"__{name}__" for name in (
    "get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate getformat repr dir subclasses format "
    "getnewargs_ex").split()}
ALL_MAGICS = SYNC_MAGICS | ASYNC_METHODS | {"__aiter__"}
UNSUPPORTED_MAGICS = {f"__{name}__" for name in "getattr setattr init new prepare instancecheck subclasscheck del".split()}

_FIXED_RESULTS = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented, "__int__": 1,
    "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1,
    "__aexit__": False}

_MADE_RESULTS = {
    "__hash__": object.__hash__, "__str__": object.__str__, "__sizeof__": object.__sizeof__,
    "__fspath__": lambda mock: f"{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}"}


class _AsyncIterator:
    """An asynchronous iterator over what an iterator gives."""

    def __init__(self, iterator):
        self.iterator = iterator

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration


def _eq_effect(mock):
    def equal(other):
        value = mock.__eq__._mock_return_value
        return value if value is not DEFAULT else True if mock is other else NotImplemented

    return equal


def _ne_effect(mock):
    def unequal(other):
        return DEFAULT if mock.__ne__._mock_return_value is not DEFAULT else False if mock is other else NotImplemented

    return unequal


def _iter_effect(mock):
    def iterate():
        value = mock.__iter__._mock_return_value
        return iter([]) if value is DEFAULT else iter(value)

    return iterate


def _aiter_effect(mock):
    def iterate():
        value = mock.__aiter__._mock_return_value
        return _AsyncIterator(iter([] if value is DEFAULT else value))

    return iterate


_EFFECTS = {"__eq__": _eq_effect, "__ne__": _ne_effect, "__iter__": _iter_effect, "__aiter__": _aiter_effect}


class MagicProxy(Base):
    """Stands in a mock's class for a magic method, until it is used: then the mock for it is made."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def create_mock(self):
        name, parent = self.name, self.parent
        made = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, made)
        if name in _FIXED_RESULTS:
            made.return_value = _FIXED_RESULTS[name]
        elif name in _MADE_RESULTS:
            made.return_value = _MADE_RESULTS[name](parent)
        elif name in _EFFECTS:
            made.side_effect = _EFFECTS[name](parent)
        return made

    def __get__(self, obj, _type=None):
        return self.create_mock()


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()  # so that keywords can configure them
        super().__init__(*args, **kw)
        self._mock_set_magics()  # now that the specification is known

    def _mock_set_magics(self):
        wanted, cls = MAGICS | ASYNC_METHODS, type(self)
        if getattr(self, "_mock_methods", None) is not None:
            for name in wanted.difference(self._mock_methods):
                if name in cls.__dict__:
                    delattr(self, name)
            wanted = wanted.intersection(self._mock_methods)
        for name in wanted.difference(cls.__dict__):
            setattr(cls, name, MagicProxy(name, self))

    def mock_add_spec(self, spec, spec_set=False):
        """Only attributes of `spec`, an object or a list of names, can be read from now on; with spec_set, set as well."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that cannot be called."""


class MagicMock(MagicMixin, Mock):
    """A Mock that has the magic methods too, with results that make sense: those of its specification, if it has one."""

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        if return_value and self._mock_name and is_magic(self._mock_name):
            return_value = False  # str(mock) needs a str ever after
        super().reset_mock(*args, return_value=return_value, **kwargs)


class AsyncMagicMixin(MagicMixin):
    pass


def _coroutine_code():
    """What passes for the code of a coroutine function with any parameters."""
    code = NonCallableMock(spec_set=dir(CodeType))
    code.__dict__["_spec_class"] = CodeType
    code.co_flags = inspect.CO_COROUTINE + inspect.CO_VARARGS + inspect.CO_VARKEYWORDS
    code.co_argcount = code.co_posonlyargcount = code.co_kwonlyargcount = 0
    code.co_varnames = "args", "kwargs"
    return code


class AsyncMockMixin(Base):
    await_count = _counted("await_count")
    await_args = _counted("await_args")
    await_args_list = _counted("await_args_list")

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__.update({
            "_is_coroutine": asyncio.coroutines._is_coroutine, "_mock_await_count": 0, "_mock_await_args": None,
            "_mock_await_args_list": _CallList(), "__code__": _coroutine_code(), "__name__": "AsyncMock", "__defaults__": (),
            "__kwdefaults__": {}, "__annotations__": None})

    async def _execute_mock_call(self, /, *args, **kwargs):
        self.await_count += 1
        self.await_args = record = _Call((args, kwargs), two=True)
        self.await_args_list.append(record)
        effect = self.side_effect
        if effect is not None:
            result = await self._effect_result(effect, args, kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if iscoroutinefunction(self._mock_wraps) else result
        return self.return_value

    async def _effect_result(self, effect, args, kwargs):
        if is_exception(effect):
            raise effect
        if is_callable(effect):
            result = effect(*args, **kwargs)
            return await result if iscoroutinefunction(effect) else result
        try:
            result = next(effect)
        except StopIteration:
            raise StopAsyncIteration  # a StopIteration cannot leave a coroutine
        if is_exception(result):
            raise result
        return result

    def _wrong_await_count(self, wanted):
        raise AssertionError(f"Expected {self._mock_name or 'mock'} to {wanted}. Awaited {self.await_count} times.")

    def assert_awaited(self):
        """Fail unless the mock was awaited."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")

    def assert_awaited_once(self):
        """Fail unless the mock was awaited exactly once."""
        if self.await_count != 1:
            self._wrong_await_count("have been awaited once")

    def assert_awaited_with(self, /, *args, **kwargs):
        """Fail unless the last await had these arguments."""
        if self.await_args is None:
            raise AssertionError(f"Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited")
        expected, cause = self._expected(args, kwargs)
        if self._call_matcher(self.await_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action="await")) from cause

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Fail unless the mock was awaited exactly once, with these arguments."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Fail unless one of the awaits had these arguments."""
        self._assert_any(args, kwargs, self.await_args_list, "await")

    def assert_has_awaits(self, calls, any_order=False):
        """Fail unless these awaits are in await_args_list: one after the other, or in any order."""
        missing, cause, _ = self._missing_calls(calls, any_order, self.await_args_list, "awaits", f"Actual: {self.await_args_list}")
        if missing:
            raise AssertionError(f"{missing!r} not all found in await list") from cause

    def assert_not_awaited(self):
        """Fail if the mock was awaited."""
        if self.await_count != 0:
            self._wrong_await_count("not have been awaited")

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls and awaits; see Mock.reset_mock()."""
        super().reset_mock(*args, **kwargs)
        self.await_count, self.await_args, self.await_args_list = 0, None, _CallList()


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A MagicMock whose calls are to be awaited: a coroutine function, as far as anybody can tell.

    side_effect and return_value say what awaiting gives; a side effect may be a coroutine function.
    """


class PropertyMock(Mock):
    """A mock to be put into a class as a property: reading it calls the mock without arguments, setting it with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


_NO_TIMEOUT = sentinel.TIMEOUT_UNSET


class ThreadingMixin(Base):
    DEFAULT_TIMEOUT = None

    def __init__(self, *args, timeout=_NO_TIMEOUT, **kwargs):
        import threading
        super().__init__(*args, **kwargs)
        self.__dict__.update(_mock_event=threading.Event(), _mock_calls_events=[], _mock_calls_events_lock=threading.Lock(),
                             _mock_wait_timeout=self.DEFAULT_TIMEOUT if timeout is _NO_TIMEOUT else timeout)

    def _get_child_mock(self, /, **kw):
        for parent in kw.get("parent"), kw.get("_new_parent"):
            if isinstance(parent, ThreadingMixin):
                kw["timeout"] = parent._mock_wait_timeout
                break
        return super()._get_child_mock(**kw)

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls; see Mock.reset_mock()."""
        import threading
        super().reset_mock(*args, **kwargs)
        self.__dict__.update(_mock_event=threading.Event(), _mock_calls_events=[])

    def _event_of(self, args, kwargs):
        import threading
        with self._mock_calls_events_lock:
            for seen_args, seen_kwargs, event in self._mock_calls_events:
                if (seen_args, seen_kwargs) == (args, kwargs):
                    return event
            event = threading.Event()
            self._mock_calls_events.append((args, kwargs, event))
            return event

    def _mock_call(self, *args, **kwargs):
        result = super()._mock_call(*args, **kwargs)
        self._event_of(args, kwargs).set()
        self._mock_event.set()
        return result

    def wait_until_called(self, *, timeout=_NO_TIMEOUT):
        """Wait until the mock is called, at most so many seconds (None: for ever); the mock's own timeout by default."""
        timeout = self._mock_wait_timeout if timeout is _NO_TIMEOUT else timeout
        if not self._mock_event.wait(timeout=timeout):
            raise AssertionError(f"{self._mock_name or 'mock'} was not called before timeout({timeout}).")

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait until the mock is called with these arguments, as long as its timeout says."""
        if not self._event_of(args, kwargs).wait(timeout=self._mock_wait_timeout):
            raise AssertionError(f"{self._format_mock_call_signature(args, kwargs)} call not found")


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A MagicMock that one thread can wait for while others call it. `timeout` limits all waiting, in seconds."""


def seal(mock):
    """From now on the mock, and the mocks below it, make no new children."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if isinstance(child, NonCallableMock) and not isinstance(child._mock_children.get(name), SpecState) and \
                child._mock_new_parent is mock:
            seal(child)
