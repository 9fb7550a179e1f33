# SPDX-License-Identifier: MIT
"""patch(): puts something else in the place of an attribute or of a dictionary's items, for a while."""
import builtins
import contextlib
import functools
import inspect
import pkgutil
import sys
from types import ModuleType

from .autospec import check_typos, create_autospec, instance_callable
from .calls import DEFAULT
from .objects import AsyncMock, InvalidSpecError, MagicMock, NonCallableMagicMock, NonCallableMock, is_async, is_mock, is_name_list

_BUILTINS = {name for name in dir(builtins) if not name.startswith("_")}
_NEVER_DELETED = "__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__"


class _Patcher:
    """What all patches have in common: they decorate classes, and can be started and stopped."""

    def decorate_class(self, klass):
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(klass, name, self.copy()(value))
        return klass

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        return self.decorate_async_callable(func) if inspect.iscoroutinefunction(func) else self.decorate_callable(func)

    def start(self):
        """Activate the patch; what entering it gives."""
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        """End a patch that was started."""
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


class _patch(_Patcher):
    """The patch of an attribute. `attribute_name` is its keyword in patch.multiple(), whose other patches are in additional_patchers."""
    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            for word, used in ("new", new is not DEFAULT), ("autospec", autospec is not None):
                if used:
                    raise ValueError(f"Cannot use '{word}' and 'new_callable' together")
        if not unsafe:
            check_typos(kwargs)
        if is_mock(spec):
            raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec has already been mocked out. [spec={spec!r}]")
        if is_mock(spec_set):
            raise InvalidSpecError(
                f"Cannot spec attr {attribute!r} as the spec_set target has already been mocked out. [spec_set={spec_set!r}]")
        self.getter, self.attribute, self.new, self.new_callable, self.create = getter, attribute, new, new_callable, create
        self.spec, self.spec_set, self.autospec, self.kwargs = spec, spec_set, autospec, kwargs
        self.has_local, self.additional_patchers = False, []

    def copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                      self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional_patchers = [patcher.copy() for patcher in self.additional_patchers]
        return made

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """The patches of a decorated function around a call of it; gives the arguments with the new mocks among them."""
        extra = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                made = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(made)
                elif patching.new is DEFAULT:
                    extra.append(made)
            yield args + tuple(extra), keywargs

    def _join(self, func):
        """Several patches of one function are one wrapper; whether there was one already."""
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return True
        return False

    def decorate_callable(self, func):
        if self._join(func):
            return func

        @functools.wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (args, keywargs):
                return func(*args, **keywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if self._join(func):
            return func

        @functools.wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (args, keywargs):
                return await func(*args, **keywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        """What is there now, and whether it is in the target itself."""
        target, name = self.getter(), self.attribute
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original, local = getattr(target, name, DEFAULT), False
        if name in _BUILTINS and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        """Put the new object in its place."""
        self.target = self.getter()
        spec, spec_set, autospec = (None if given is False else given for given in (self.spec, self.spec_set, self.autospec))
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        new = self.new
        if new is DEFAULT and autospec is None:
            new = self._make_mock(original, spec, spec_set)
        elif autospec is not None:
            new = self._make_autospec(original, spec_set, autospec)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local, self._exit_stack = original, local, contextlib.ExitStack()
        try:
            return self._replace(new)
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _replace(self, new):
        setattr(self.target, self.attribute, new)
        if self.attribute_name is None:
            return new
        made = {self.attribute_name: new} if self.new is DEFAULT else {}
        for patching in self.additional_patchers:
            others = self._exit_stack.enter_context(patching)
            if patching.new is DEFAULT:
                made.update(others)
        return made

    def _make_mock(self, original, spec, spec_set):
        """The mock for an attribute, after a model if one was asked for."""
        spec = original if spec is True else spec
        if spec_set is True:
            spec, spec_set = None, original if spec is None else spec
        model = spec if spec_set is None else spec_set
        if model is not None and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        options = {name: value for name, value in (("spec", spec), ("spec_set", spec_set)) if value is not None}
        cls = self.new_callable or self._mock_class(original, spec, model)
        if isinstance(cls, type) and issubclass(cls, NonCallableMock) and self.attribute:
            options["name"] = self.attribute
        options.update(self.kwargs)
        new = cls(**options)
        if model is not None and isinstance(original, type) and is_mock(new):
            if not is_name_list(model) and not instance_callable(model):
                cls = NonCallableMagicMock
            options.pop("name")
            new.return_value = cls(_new_parent=new, _new_name="()", **options)
        return new

    def _mock_class(self, original, spec, model):
        if spec is None and is_async(original) or model is not None and is_async(model):
            return AsyncMock
        can_call = model is None or ("__call__" in model if is_name_list(model) else callable(model))
        return MagicMock if can_call else NonCallableMagicMock

    def _make_autospec(self, original, spec_set, autospec):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        model = original if autospec is True else autospec
        if is_mock(self.target):
            raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. "
                                   f"[target={self.target!r}, attr={model!r}]")
        if is_mock(model):
            name = getattr(self.target, "__name__", self.target)
            raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} from target {name!r} as it has already been mocked out. "
                                   f"[target={self.target!r}, attr={model!r}]")
        return create_autospec(model, spec_set=bool(spec_set), _name=self.attribute, **self.kwargs)

    def __exit__(self, *exc_info):
        """Put the old object back."""
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in _NEVER_DELETED):
                setattr(self.target, self.attribute, self.temp_original)
        stack = self._exit_stack
        del self.temp_original, self.is_local, self.target, self._exit_stack
        return stack.__exit__(*exc_info)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Replace what the dotted name `target` means, by `new` or a new MagicMock (AsyncMock for what is asynchronous).

    A decorator of functions (which get the mock as a further argument) and of classes (of the methods that start with
    patch.TEST_PREFIX), a context manager that gives the mock, or started and stopped by hand. spec, spec_set and autospec are models for
    the mock, True meaning what is replaced; create allows an attribute that does not exist; new_callable makes the new object;
    other keywords go to the mock.
    """
    getter, attribute = _target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _target(name):
    try:
        owner, attribute = name.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {name!r}") from None
    return functools.partial(pkgutil.resolve_name, owner), attribute


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
                  unsafe=False, **kwargs):
    """patch() for an attribute of an object at hand."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """patch() for several attributes of one object, by keyword; those that are DEFAULT get mocks, given by keyword too."""
    getter = functools.partial(pkgutil.resolve_name, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patchers.append(_patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {}))
        patchers[-1].attribute_name = attribute
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


class _patch_dict(_Patcher):
    """The patch of a dictionary, or of anything that works like one: its items are as they were afterwards."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, dict(values, **kwargs), clear
        self._original = None

    def copy(self):
        return _patch_dict(self.in_dict, self.values, self.clear)

    def decorate_callable(self, f):
        @functools.wraps(f)
        def inner(*args, **kw):
            with self:
                return f(*args, **kw)

        return inner

    def decorate_async_callable(self, f):
        @functools.wraps(f)
        async def inner(*args, **kw):
            with self:
                return await f(*args, **kw)

        return inner

    def __enter__(self):
        """Change the dictionary, which is what this gives."""
        if isinstance(self.in_dict, str):
            self.in_dict = pkgutil.resolve_name(self.in_dict)
        found = self.in_dict
        self._original = found.copy() if hasattr(found, "copy") else {key: found[key] for key in found}
        if self.clear:
            _clear(found)
        _update(found, self.values)
        return found

    def __exit__(self, *args):
        """Put the old items back."""
        if self._original is not None:
            _clear(self.in_dict)
            _update(self.in_dict, self._original)
        return False


def _clear(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _update(mapping, values):
    try:
        mapping.update(values)
    except AttributeError:
        for key in values:
            mapping[key] = values[key]


def _stop_all():
    """End all patches that were started, the last one first."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"
