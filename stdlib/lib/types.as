# SPDX-License-Identifier: MIT
"""Names for the built-in types that have no name of their own, and helpers for making classes."""
import sys


def _sample():
    yield


class _Sample:
    __slots__ = ("slot",)

    def method(self):
        pass


FunctionType = type(_sample)
LambdaType = FunctionType
CodeType = type(_sample.__code__)
MappingProxyType = type(type.__dict__)
SimpleNamespace = type(sys.implementation)
CellType = type((lambda x: lambda: x)(0).__closure__[0])
GeneratorType = type(_sample())


async def _sample():
    pass


_sample = _sample()
CoroutineType = type(_sample)
_sample.close()


async def _sample():
    yield


_sample = _sample()
AsyncGeneratorType = type(_sample)

MethodType = type(_Sample().method)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
ModuleType = type(sys)

try:
    raise TypeError
except TypeError as _sample:
    TracebackType = type(_sample.__traceback__)
    FrameType = type(_sample.__traceback__.tb_frame)

GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(_Sample.slot)

del sys, _Sample
_sample = None
del _sample


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as the class statement does, its body being a call of exec_body(namespace)."""
    given = bases
    bases = resolve_bases(given)
    metaclass, namespace, kwds = prepare_class(name, bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if bases is not given:
        namespace["__orig_bases__"] = given
    return metaclass(name, bases, namespace, **kwds)


def resolve_bases(bases):
    """Replace what has __mro_entries__ by what that gives; the same object comes back if nothing changes."""
    resolved = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and (entries := getattr(base, "__mro_entries__", None)) is not None:
            found = entries(bases)
            if not isinstance(found, tuple):
                raise TypeError("__mro_entries__ must return a tuple")
            resolved.extend(found)
            changed = True
        else:
            resolved.append(base)
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass, call its __prepare__, and return (metaclass, namespace, remaining keywords)."""
    kwds = {} if kwds is None else dict(kwds)
    if "metaclass" in kwds:
        metaclass = kwds.pop("metaclass")
    else:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    prepare = getattr(metaclass, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **kwds)
    return metaclass, namespace, kwds


def _most_derived(metaclass, bases):
    for candidate in map(type, bases):
        if issubclass(metaclass, candidate):
            continue
        if not issubclass(candidate, metaclass):
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
                            "of the metaclasses of all its bases")
        metaclass = candidate
    return metaclass


def get_original_bases(cls, /):
    """The bases as they were written, before __mro_entries__ was asked."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property for instances whose name, on the class, is left to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None  # a getter's may take its place
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            return self._function("fget", "unreadable attribute")(instance)
        if not self.__isabstractmethod__:
            raise AttributeError()
        return self

    def __set__(self, instance, value):
        self._function("fset", "can't set attribute")(instance, value)

    def __delete__(self, instance):
        self._function("fdel", "can't delete attribute")(instance)

    def _function(self, role, complaint):
        function = getattr(self, role)
        if function is None:
            raise AttributeError(complaint)
        return function

    def getter(self, fget):
        """The same with another function to get the value."""
        return self._with(fget=fget, doc=self.overwrite_doc and fget.__doc__ or self.__doc__)

    def setter(self, fset):
        """The same with another function to set it."""
        return self._with(fset=fset)

    def deleter(self, fdel):
        """The same with another function to delete it."""
        return self._with(fdel=fdel)

    def _with(self, **changed):
        parts = {"fget": self.fget, "fset": self.fset, "fdel": self.fdel, "doc": self.__doc__} | changed
        made = type(self)(**parts)
        made.overwrite_doc = self.overwrite_doc
        return made


class _GeneratorWrapper:
    """What a generator-like object becomes in order to be awaited: it has a generator's methods, and the attributes of both kinds."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__is_generator = isinstance(gen, GeneratorType)
        self.__name__, self.__qualname__ = (getattr(gen, name, None) for name in ("__name__", "__qualname__"))

    def __iter__(self):
        return self.__wrapped if self.__is_generator else self

    __await__ = __iter__

    def __next__(self):
        return next(self.__wrapped)

    def _forwarded(name):
        return lambda self, *args: getattr(self.__wrapped, name)(*args)

    def _shown(name):
        return property(lambda self: getattr(self.__wrapped, name))

    send, throw, close = map(_forwarded, ("send", "throw", "close"))
    gi_code, gi_frame, gi_running, gi_yieldfrom = map(_shown, ("gi_code", "gi_frame", "gi_running", "gi_yieldfrom"))
    cr_code, cr_frame, cr_running, cr_await = gi_code, gi_frame, gi_running, gi_yieldfrom
    del _forwarded, _shown


def coroutine(func):
    """Turn a generator function into one whose calls can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if func.__class__ is FunctionType and (code := getattr(func, "__code__", None)).__class__ is CodeType:
        flags = code.co_flags
        if flags & 0x180:
            return func
        if flags & 0x20:
            func.__code__ = code.replace(co_flags=flags | 0x100)
            return func
    return _awaitable_calls(func)


def _awaitable_calls(func):
    import functools
    from _collections_abc import Coroutine, Generator

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if result.__class__ is CoroutineType:
            return result
        if result.__class__ is GeneratorType and result.gi_code.co_flags & 0x100:
            return result
        if isinstance(result, Generator) and not isinstance(result, Coroutine):
            return _GeneratorWrapper(result)
        return result

    return wrapped


GenericAlias = type(list[int])
UnionType = type(int | str)

EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)


def __getattr__(name):
    if name != "CapsuleType":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = type("PyCapsule", (), {"__slots__": (), "__module__": "builtins"})
    globals()[name] = made
    return made


__all__ = [name for name in globals() if not name.startswith("_")] + ["CapsuleType"]
