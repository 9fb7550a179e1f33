# SPDX-License-Identifier: MIT
"""Abstract base classes: ABCMeta, the decorator abstractmethod, and registration of virtual subclasses.

Each ABC holds three sets of weak references: the classes registered, those known to be subclasses, and those known not to
be. The last one is valid only while no class has been registered anywhere since it was filled (`_token`).
"""
from _weakref import ref as _ref

_token = 0


def abstractmethod(funcobj):
    """Mark a method as abstract: a class with such a method cannot be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated: put classmethod above abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated: put staticmethod above abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated: put property above abstractmethod."""

    __isabstractmethod__ = True


def get_cache_token():
    """A number that changes whenever a class is registered with any ABC."""
    return _token


class _abc_data:
    """What an ABC knows about other classes."""

    __slots__ = ("registry", "cache", "negative", "negative_token")

    def __init__(self):
        self.registry = None
        self.cache = set()
        self.negative = None
        self.negative_token = _token

    def accept(self, subclass):
        self.cache.add(_ref(subclass, self.cache.discard))

    def reject(self, subclass):
        if self.negative is None:
            self.negative = set()
        self.negative.add(_ref(subclass, self.negative.discard))

    def rejects(self, key):
        if self.negative is None:
            return False
        if self.negative_token != _token:
            self.negative = None
            self.negative_token = _token
            return False
        return key in self.negative


_abc_data.__module__ = "_abc"


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


def _is_subclass(cls, data, subclass):
    """What the hook, the MRO, the registered classes and the subclasses of cls say about subclass."""
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        if answer is True:
            data.accept(subclass)
            return True
        if answer is False:
            data.reject(subclass)
            return False
        raise AssertionError
    if cls in getattr(subclass, "__mro__", ()):
        data.accept(subclass)
        return True
    if data.registry:
        for reference in list(data.registry):
            registered = reference()
            if registered is not None and issubclass(subclass, registered):
                data.accept(subclass)
                return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            data.accept(subclass)
            return True
    data.reject(subclass)
    return False


# The bits of a class's __flags__ by which its objects match sequence patterns and mapping patterns.
_PATTERNS = 1 << 5 | 1 << 6


def _match_as(cls, kind):
    """Let the objects of a script's class, and of its subclasses, match the patterns of that kind."""
    flags = cls.__flags__
    if flags & _PATTERNS or not flags & 1 << 9:
        return
    cls.__flags__ = flags | kind
    for derived in cls.__subclasses__():
        _match_as(derived, kind)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _abc_data()
        if "__abc_tpflags__" in namespace:
            _match_as(cls, cls.__abc_tpflags__)
            del cls.__abc_tpflags__
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of cls; usable as a decorator."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        data = cls._abc_impl
        if data.registry is None:
            data.registry = set()
        data.registry.add(_ref(subclass, data.registry.discard))
        _token += 1
        kind = cls.__flags__ & _PATTERNS
        if kind:
            _match_as(subclass, kind)
        return subclass

    def __instancecheck__(cls, instance):
        """Whether isinstance(instance, cls)."""
        subclass = instance.__class__
        data = cls._abc_impl
        key = _ref(subclass)
        if key in data.cache:
            return True
        actual = type(instance)
        if actual is subclass:
            if data.rejects(key):
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        """Whether issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        key = _ref(subclass)
        if key in data.cache:
            return True
        if data.rejects(key):
            return False
        return _is_subclass(cls, data, subclass)

    def _dump_registry(cls, file=None):
        """Print what the ABC knows, for debugging."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        data = cls._abc_impl
        print(f"_abc_registry: {data.registry or set()!r}", file=file)
        print(f"_abc_cache: {data.cache!r}", file=file)
        print(f"_abc_negative_cache: {data.negative or set()!r}", file=file)
        print(f"_abc_negative_cache_version: {data.negative_token!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        cls._abc_impl.cache.clear()
        cls._abc_impl.negative = None


def update_abstractmethods(cls):
    """Compute again what is abstract in cls, after methods were added to it."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    names = set()
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """A base class whose only purpose is its metaclass."""

    __slots__ = ()
