# SPDX-License-Identifier: MIT
"""References that do not keep their object alive, and the containers and callbacks built on them."""
import _collections_abc
from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from _weakrefset import WeakSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ProxyTypes = (ProxyType, CallableProxyType)

_collections_abc.MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A reference to a bound method that lives as long as the object and the function do."""
    __slots__ = ("_function", "_method_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        me = None

        def died(_):
            this = me()
            if this is not None and this._alive:
                this._alive = False
                if callback is not None:
                    callback(this)

        self = ref.__new__(cls, owner, died)
        self._function = ref(function, died)
        self._method_type = type(meth)
        self._alive = True
        me = ref(self)
        return self

    def __init__(self, meth, callback=None):
        super().__init__(meth, callback)

    def __call__(self):
        owner, function = super().__call__(), self._function()
        if owner is None or function is None:
            return None
        return self._method_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows the key under which its object is kept."""
    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary(_collections_abc.MutableMapping):
    # What the two share: entries whose object died while somebody iterates wait in _dead until the last iterator is done.

    def _iterate(self):
        self._iterating += 1
        try:
            yield from self.data.items()
        finally:
            self._iterating -= 1
            if not self._iterating:
                self._sweep()

    def _sweep(self):
        while self._dead:
            self._drop(self._dead.pop())

    def __len__(self):
        return len(self.data) - len(self._dead)

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[self._deep_key(deepcopy, key, memo)] = self._deep_value(deepcopy, value, memo)
        return new

    def copy(self):
        """A dictionary of the same kind with the entries that are alive."""
        new = type(self)()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    """Mapping class that references values weakly: an entry goes when its value dies."""

    def __init__(self, other=(), /, **kw):
        me = ref(self)

        def remove(reference):
            owner = me()
            if owner is None:
                return
            if owner._iterating:
                owner._dead.append(reference)
            else:
                owner._drop(reference)

        self._remove = remove
        self._dead = []
        self._iterating = 0
        self.data = {}
        self.update(other, **kw)

    def _drop(self, reference):
        if self.data.get(reference.key) is reference:
            del self.data[reference.key]

    def _deep_key(self, deepcopy, key, memo):
        return deepcopy(key, memo)

    def _deep_value(self, deepcopy, value, memo):
        return value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        if self._dead:
            self._sweep()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        if self._dead:
            self._sweep()
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = reference() if reference is not None else None
        return default if value is None else value

    def items(self):
        for key, reference in self._iterate():
            value = reference()
            if value is not None:
                yield key, value

    def itervaluerefs(self):
        """The references to the values, alive or not."""
        for _, reference in self._iterate():
            yield reference

    def valuerefs(self):
        """A list of the references to the values, alive or not."""
        self._sweep()
        return list(self.data.values())

    def popitem(self):
        self._sweep()
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        self._sweep()
        reference = self.data.pop(key, None)
        value = reference() if reference is not None else None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = default
            return default
        return value

    def update(self, other=None, /, **kwargs):
        self._sweep()
        if other is not None:
            for key, value in dict(other).items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value


class WeakKeyDictionary(_WeakDictionary):
    """Mapping class that references keys weakly: an entry goes when nobody else holds its key."""

    def __init__(self, dict=None):
        me = ref(self)

        def remove(reference):
            owner = me()
            if owner is None:
                return
            if owner._iterating:
                owner._dead.append(reference)
            else:
                owner._drop(reference)

        self._remove = remove
        self._dead = []
        self._iterating = 0
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _drop(self, reference):
        self.data.pop(reference, None)

    def _deep_key(self, deepcopy, key, memo):
        return key

    def _deep_value(self, deepcopy, value, memo):
        return deepcopy(value, memo)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        for reference, value in self._iterate():
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        """A list of the references to the keys, alive or not."""
        return list(self.data)

    def popitem(self):
        self._sweep()
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._sweep()
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = {**{}, **_pairs(dict)}
            for key, value in dict.items():
                self[key] = value
        if kwargs:
            self.update(kwargs)


def _pairs(iterable):
    made = {}
    made.update(iterable)
    return made


class finalize:
    """Calls a function once: when an object dies, when it is called, or when the program ends."""
    __slots__ = ()
    _live = {}           # finalizer -> _Info, in the order of making
    _shutdown = False
    _registered = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered:
            import atexit
            atexit.register(finalize._at_exit)
            finalize._registered = True
        info = finalize._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs
        info.atexit = True
        finalize._live[self] = info

    def __call__(self, _=None):
        """If alive then mark as dead and return func(*args, **kwargs); otherwise return None"""
        info = finalize._live.pop(self, None)
        if info and not finalize._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        """If alive then mark as dead and return (obj, func, args, kwargs); otherwise return None"""
        found = self.peek()
        return found if found and finalize._live.pop(self, None) else None

    def peek(self):
        """If alive then return (obj, func, args, kwargs); otherwise return None"""
        info = finalize._live.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        """Whether finalizer is alive"""
        return self in finalize._live

    @property
    def atexit(self):
        """Whether finalizer should be called at exit"""
        info = finalize._live.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = finalize._live.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = finalize._live.get(self)
        obj = info and info.weakref()
        if obj is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (type(self).__name__, id(self), type(obj).__name__, id(obj))

    @classmethod
    def _at_exit(cls):
        # The newest first; what a callback registers meanwhile runs too.
        import sys
        try:
            while True:
                pending = [f for f, info in cls._live.items() if info.atexit]
                if not pending:
                    break
                try:
                    pending[-1]()
                except Exception:
                    sys.excepthook(*sys.exc_info())
        finally:
            finalize._shutdown = True
