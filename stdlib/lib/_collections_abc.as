# SPDX-License-Identifier: MIT
"""The abstract base classes of containers, iterators and awaitables; collections.abc is its public name."""
import sys
from _weakref import ref as _ref
from abc import ABCMeta, abstractmethod

__all__ = ["Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator",
           "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping",
           "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence",
           "ByteString", "Buffer"]

__name__ = "collections.abc"

GenericAlias = type(list[int])
_generic = classmethod(GenericAlias)
_missing = object()

dict_keys = type({}.keys())
dict_values = type({}.values())
dict_items = type({}.items())
mappingproxy = type(type.__dict__)
framelocalsproxy = (lambda: type(sys._getframe().f_locals))()
generator = type((lambda: (yield))())


def _check_methods(cls, *methods):
    """True if each name is defined along the MRO and not as None, else NotImplemented."""
    for method in methods:
        defined = next((vars(owner)[method] for owner in cls.__mro__ if method in vars(owner)), None)
        if defined is None:
            return NotImplemented
    return True


def _recognised_by(*methods):
    """A __subclasshook__: whoever has the methods counts as a subclass of the very class that this stands in, not of those below it."""
    @classmethod
    def hook(cls, C):
        return _check_methods(C, *methods) if vars(cls).get("__subclasshook__") is hook else NotImplemented

    return hook


def _builtins_of(abc, *types):
    """Register built-in types, which are known to be no subclasses yet and never to die."""
    abc._abc_impl.registry = {_ref(type) for type in types}


# What one method makes


class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0

    __subclasshook__ = _recognised_by("__hash__")


class Awaitable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield

    __subclasshook__ = _recognised_by("__await__")

    __class_getitem__ = _generic


def _closes(kind, *ends):
    """A close(): GeneratorExit is thrown in, and must come out again, or one of what ends the iteration."""
    def close(self):
        """Raise GeneratorExit inside."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, *ends):
            pass
        else:
            raise RuntimeError(f"{kind} ignored GeneratorExit")

    return close


class Coroutine(Awaitable):
    __slots__ = ()
    __subclasshook__ = _recognised_by("__await__", "send", "throw", "close")
    close = _closes("coroutine", StopIteration)

    @abstractmethod
    def send(self, value):
        """Resume with a value; the result is what is yielded next, or StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume with an exception; the result is what is yielded next, or StopIteration."""
        raise _exception(typ, val, tb)


def _exception(typ, val, tb):
    """The exception that throw(typ, val, tb) means."""
    if val is None and tb is None:
        return typ
    exception = typ() if val is None else val
    return exception.with_traceback(tb) if tb is not None else exception


class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()

    __subclasshook__ = _recognised_by("__aiter__")

    __class_getitem__ = _generic


class AsyncIterator(AsyncIterable):
    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self

    __subclasshook__ = _recognised_by("__anext__", "__aiter__")


class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Resume with a value; the result is what is yielded next, or StopAsyncIteration."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resume with an exception; the result is what is yielded next, or StopAsyncIteration."""
        raise _exception(typ, val, tb)

    async def aclose(self):
        """Raise GeneratorExit inside."""
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")

    __subclasshook__ = _recognised_by("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()

    __subclasshook__ = _recognised_by("__iter__")

    __class_getitem__ = _generic


class Iterator(Iterable):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        """The next item, or StopIteration."""
        raise StopIteration

    def __iter__(self):
        return self

    __subclasshook__ = _recognised_by("__iter__", "__next__")


class Reversible(Iterable):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()

    __subclasshook__ = _recognised_by("__reversed__", "__iter__")


class Generator(Iterator):
    __slots__ = ()
    __subclasshook__ = _recognised_by("__iter__", "__next__", "send", "throw", "close")
    close = _closes("generator", StopIteration)

    @abstractmethod
    def send(self, value):
        """Resume with a value; the result is what is yielded next, or StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume with an exception; the result is what is yielded next, or StopIteration."""
        raise _exception(typ, val, tb)

    def __next__(self):
        """The next item, or StopIteration: send(None)."""
        return self.send(None)


_builtins_of(Generator, generator)


class Sized(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0

    __subclasshook__ = _recognised_by("__len__")


class Container(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False

    __subclasshook__ = _recognised_by("__contains__")

    __class_getitem__ = _generic


class Collection(Sized, Iterable, Container):
    __slots__ = ()

    __subclasshook__ = _recognised_by("__len__", "__iter__", "__contains__")


class Buffer(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError

    __subclasshook__ = _recognised_by("__buffer__")


_builtins_of(Buffer, bytes, bytearray, memoryview)


# Callable and its subscription


def _is_param_expr(obj):
    """Whether obj can stand for the parameters of a callable: ..., a list, a ParamSpec or Concatenate[...]."""
    if obj is ... or isinstance(obj, list):
        return True
    kind = type(obj)
    return kind.__module__ == "typing" and kind.__name__ in ("ParamSpec", "_ConcatenateGenericAlias")


def _type_repr(obj):
    """An argument as it is shown between the brackets."""
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is Ellipsis:
        return "..."
    if isinstance(obj, type(_type_repr)):
        return obj.__name__
    return repr(obj)


class _CallableGenericAlias(GenericAlias):
    """Callable[[a, b], r]: its __args__ are flat, (a, b, r), as those of typing.Callable are."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (tuple, list)):
            args = (*parameters, result)
        elif not _is_param_expr(parameters):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {parameters}")
        return super().__new__(cls, origin, args)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        parameters = ", ".join(map(_type_repr, args[:-1]))
        return f"collections.abc.Callable[[{parameters}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias, (Callable, args)

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        args = super().__getitem__(item).__args__
        if not isinstance(args[0], (tuple, list)):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias(Callable, tuple(args))


class Callable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    __subclasshook__ = _recognised_by("__call__")

    __class_getitem__ = classmethod(_CallableGenericAlias)


# Sets


def _with_set(name, answer):
    """A comparison of sets: NotImplemented for whatever else stands on the right."""
    def compare(self, other):
        return answer(self, other) if isinstance(other, Set) else NotImplemented

    compare.__name__, compare.__qualname__ = name, f"Set.{name}"
    return compare


class Set(Collection):
    """A finite container without duplicates; __contains__, __iter__ and __len__ are all that it needs.

    A class whose constructor does not take an iterable overrides _from_iterable.
    """

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    __le__ = _with_set("__le__", lambda self, other: len(self) <= len(other) and all(elem in other for elem in self))
    __lt__ = _with_set("__lt__", lambda self, other: len(self) < len(other) and self.__le__(other))
    __ge__ = _with_set("__ge__", lambda self, other: len(self) >= len(other) and all(elem in self for elem in other))
    __gt__ = _with_set("__gt__", lambda self, other: len(self) > len(other) and self.__ge__(other))
    __eq__ = _with_set("__eq__", lambda self, other: len(self) == len(other) and self.__le__(other))

    def isdisjoint(self, other):
        """Whether no element is in both."""
        return all(elem not in self for elem in other)

    def __and__(self, other):
        return self._from_iterable(filter(self.__contains__, other)) if isinstance(other, Iterable) else NotImplemented

    def __or__(self, other):
        def both():
            yield from self
            yield from other

        return self._from_iterable(both()) if isinstance(other, Iterable) else NotImplemented

    def __sub__(self, other):
        taken = self._as_set(other)
        return taken if taken is NotImplemented else self._from_iterable(elem for elem in self if elem not in taken)

    def __rsub__(self, other):
        whole = self._as_set(other)
        return whole if whole is NotImplemented else self._from_iterable(elem for elem in whole if elem not in self)

    def __xor__(self, other):
        second = self._as_set(other)
        return second if second is NotImplemented else (self - second) | (second - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _as_set(self, other):
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else NotImplemented

    def _hash(self):
        """A hash of the elements, the same as frozenset's."""
        return hash(frozenset(self))


_builtins_of(Set, frozenset)


def _until(end, step):
    """Take steps until one raises `end`."""
    while True:
        try:
            step()
        except end:
            return


class MutableSet(Set):
    """A set that can change: a Set with add() and discard()."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Add an element."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Remove an element if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Remove an element, or raise KeyError."""
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        """Remove some element and return it, or raise KeyError."""
        value = next(iter(self), _missing)
        if value is _missing:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        """Remove all elements, slowly."""
        _until(KeyError, self.pop)

    def _each(self, do, values):
        for value in values:
            do(value)
        return self

    def __ior__(self, it):
        return self._each(self.add, it)

    def __iand__(self, it):
        return self._each(self.discard, self - it)

    def __isub__(self, it):
        return self._each(self.discard, list(self) if it is self else it)

    def __ixor__(self, it):
        def turn(value):
            (self.discard if value in self else self.add)(value)

        if it is self:
            return self._each(self.discard, list(self))
        return self._each(turn, it if isinstance(it, Set) else self._from_iterable(it))


_builtins_of(MutableSet, set)


# Mappings


class Mapping(Collection):
    """A container of values by key; __getitem__, __iter__ and __len__ are all that it needs."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 6

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        """The value of key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        """A view of the keys."""
        return KeysView(self)

    def items(self):
        """A view of the (key, value) pairs."""
        return ItemsView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None


_builtins_of(Mapping, mappingproxy, framelocalsproxy)


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    __class_getitem__ = _generic


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return (key for key in self._mapping)


_builtins_of(KeysView, dict_keys)


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        mapping = self._mapping
        return ((key, mapping[key]) for key in mapping)


_builtins_of(ItemsView, dict_items)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return any(found is value or found == value for found in self)

    def __iter__(self):
        mapping = self._mapping
        return (mapping[key] for key in mapping)


_builtins_of(ValuesView, dict_values)


class MutableMapping(Mapping):
    """A mapping that can change: a Mapping with __setitem__ and __delitem__."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_missing):
        """Remove the key and return its value; without it the default, or KeyError."""
        try:
            value = self[key]
        except KeyError:
            if default is not _missing:
                return default
            raise
        else:
            del self[key]
            return value

    def popitem(self):
        """Remove some pair and return it, or raise KeyError."""
        key = next(iter(self), _missing)
        if key is _missing:
            raise KeyError
        pair = key, self[key]
        del self[key]
        return pair

    def clear(self):
        """Remove everything, slowly."""
        _until(KeyError, self.popitem)

    def update(self, other=(), /, **kwds):
        """Take over the items of a mapping, of an iterable of pairs, and of the keywords."""
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, "keys"):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for key, value in pairs:
            self[key] = value
        for key in kwds:
            self[key] = kwds[key]

    def setdefault(self, key, default=None):
        """The value of key, which becomes the default if there was none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


_builtins_of(MutableMapping, dict)


# Sequences


class Sequence(Reversible, Collection):
    """A container with positions; __getitem__ and __len__ are all that it needs."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 5

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
            except IndexError:
                return
            yield item
            at += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        yield from (self[at] for at in reversed(range(len(self))))

    def index(self, value, start=0, stop=None):
        """The first position of value, or ValueError; start and stop limit the search as in a slice."""
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        position = start
        while stop is None or position < stop:
            try:
                item = self[position]
            except IndexError:
                break
            if item is value or item == value:
                return position
            position += 1
        raise ValueError

    def count(self, value):
        """How many items are equal to value."""
        return sum(1 for item in self if item is value or item == value)


_builtins_of(Sequence, tuple, str, range, memoryview)


class _DeprecateByteStringMeta(ABCMeta):
    def __new__(cls, name, bases, namespace, **kwargs):
        if name != "ByteString":
            _warn_of_bytestring()
        return super().__new__(cls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        _warn_of_bytestring()
        return super().__instancecheck__(instance)


def _warn_of_bytestring():
    import warnings
    warnings._deprecated("collections.abc.ByteString", remove=(3, 14))


class ByteString(Sequence, metaclass=_DeprecateByteStringMeta):
    """Deprecated: bytes or bytearray; collections.abc.Buffer says what is meant more often."""

    __slots__ = ()


_builtins_of(ByteString, bytes, bytearray)


class MutableSequence(Sequence):
    """A sequence that can change: a Sequence with __setitem__, __delitem__ and insert()."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Insert the value before the index."""
        raise IndexError

    def append(self, value):
        """Add the value at the end."""
        self.insert(len(self), value)

    def clear(self):
        """Remove everything, slowly."""
        _until(IndexError, self.pop)

    def reverse(self):
        """Turn the order round in place."""
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1

    def extend(self, values):
        """Add each of the values at the end."""
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        """Remove an item, the last one unless told otherwise, and return it."""
        item = self[index]
        del self[index]
        return item

    def remove(self, value):
        """Remove the first item equal to value, or raise ValueError."""
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


_builtins_of(MutableSequence, list, bytearray)
