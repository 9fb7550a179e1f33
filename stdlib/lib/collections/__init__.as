# SPDX-License-Identifier: MIT
"""Container types beyond the built-in ones: deque, defaultdict, OrderedDict, Counter, namedtuple, ChainMap, User*.

ChainMap and the User* classes live in collections._user, which is loaded when one of them is first asked for.
"""
import _collections_abc
from _collections import _count_elements, _tuplegetter, defaultdict, deque
from keyword import iskeyword as _iskeyword
import sys as _sys

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]

_absent = object()

_collections_abc.MutableSequence.register(deque)


def __getattr__(name):
    if name == "abc":
        import collections.abc
        return collections.abc
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        from collections import _user
        globals().update({each: getattr(_user, each) for each in _user.__all__})
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# OrderedDict: dict keeps the order already; what is added is comparison by order and moving to an end.


class _OrderedDictView:
    """A view that asks for the dict's own view of the same kind whenever it is used."""

    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._native(self._mapping))

    def __reversed__(self):
        return reversed(self._native(self._mapping))

    def __contains__(self, item):
        return item in self._native(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({list(self)!r})"

    @property
    def mapping(self):
        """The dictionary that the view shows."""
        return self._native(self._mapping).mapping


class _OrderedDictSetView(_OrderedDictView):
    __slots__ = ()
    __hash__ = None

    def isdisjoint(self, other):
        return self._native(self._mapping).isdisjoint(other)

    def _forward(name):
        operation = getattr(type({}.keys()), name)
        def method(self, other):
            if isinstance(other, _OrderedDictSetView):
                other = other._native(other._mapping)
            return operation(self._native(self._mapping), other)
        method.__name__ = name
        return method

    for _name in ("eq", "ne", "lt", "le", "gt", "ge", "and", "rand", "or", "ror", "sub", "rsub", "xor", "rxor"):
        _name = f"__{_name}__"
        locals()[_name] = _forward(_name)
    del _forward, _name


class odict_keys(_OrderedDictSetView):
    __slots__ = ()
    _native = staticmethod(dict.keys)


class odict_items(_OrderedDictSetView):
    __slots__ = ()
    _native = staticmethod(dict.items)


class odict_values(_OrderedDictView):
    __slots__ = ()
    _native = staticmethod(dict.values)


for _view, _abc in ((odict_keys, "KeysView"), (odict_items, "ItemsView"), (odict_values, "ValuesView")):
    _view.__module__ = "builtins"
    getattr(_collections_abc, _abc).register(_view)
del _view, _abc


class OrderedDict(dict):
    """A dictionary that compares by order too, and that can move a key to either end."""

    def __init__(self, other=(), /, **kwds):
        self.__update(other, kwds)

    def __update(self, other, kwds):
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **kwds)
        else:
            _collections_abc.MutableMapping.update(self, other, **kwds)

    def update(self, other=(), /, **kwds):
        """Take over the items of a mapping, of an iterable of pairs, and of the keywords."""
        self.__update(other, kwds)

    def popitem(self, last=True):
        """Remove the last pair, or the first one, and return it; KeyError if there is none."""
        if last:
            for key in dict.__reversed__(self):
                break
            else:
                raise KeyError("dictionary is empty")
        else:
            for key in dict.__iter__(self):
                break
            else:
                raise KeyError("dictionary is empty")
        return key, dict.pop(self, key)

    def move_to_end(self, key, last=True):
        """Move an existing key to the end, or to the beginning; KeyError if it is not there."""
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, rest)

    def pop(self, key, default=_absent):
        """Remove the key and return its value; without it the default, or KeyError."""
        if type(self) is OrderedDict:
            return dict.pop(self, key) if default is _absent else dict.pop(self, key, default)
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is not _absent:
            return default
        missing = getattr(type(self), "__missing__", None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def setdefault(self, key, default=None):
        """The value of key, which becomes the default if there was none."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def keys(self):
        """A view of the keys."""
        return odict_keys(self)

    def items(self):
        """A view of the (key, value) pairs."""
        return odict_items(self)

    def values(self):
        """A view of the values."""
        return odict_values(self)

    def copy(self):
        """A shallow copy, of the same class."""
        made = self.__class__()
        for key in self:
            made[key] = self[key]
        return made

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new dictionary with these keys, all with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        key = id(self)
        if key in _in_repr:
            return "..."
        _in_repr.add(key)
        try:
            return f"{name}({dict(self.items())!r})"
        finally:
            _in_repr.discard(key)

    def __reduce__(self):
        state = self.__getstate__()
        return self.__class__, (), state, None, iter(self.items())

    def __eq__(self, other):
        if not isinstance(other, OrderedDict):
            return dict.__eq__(self, other)
        if dict.__eq__(self, other) is not True:
            return False
        for mine, theirs in zip(dict.__iter__(self), dict.__iter__(other)):
            if mine is not theirs and mine != theirs:
                return False
        return True

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


_in_repr = set()


# namedtuple


def _checked_names(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = list(map(str, field_names))
    typename = _sys.intern(str(typename))
    if rename:
        taken = set()
        for index, name in enumerate(names):
            if not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in taken:
                names[index] = f"_{index}"
            taken.add(name)
    for name in [typename, *names]:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    taken = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in taken:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        taken.add(name)
    return typename, tuple(map(_sys.intern, names))


def _make_new(typename, names):
    """The __new__ of a named tuple: a function with the fields as parameters."""
    fields = ", ".join(names)
    items = f"({fields},)" if names else "()"
    return eval(f"lambda _cls, {fields}: make(_cls, {items})",
                {"make": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"})


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names."""
    typename, names = _checked_names(typename, field_names, rename)
    count = len(names)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > count:
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(names[count - len(defaults):], defaults))

    __new__ = _make_new(typename, names)
    __new__.__doc__ = f"Create new instance of {typename}({', '.join(names)})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    _make.__func__.__doc__ = f"Make a new {typename} object from a sequence or iterable"

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, names, self))
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    template = "(" + ", ".join(f"{name}=%r" for name in names) + ")"

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + template % self

    for method in (__new__, _make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"
    __new__.__name__ = "__new__"
    __new__.__qualname__ = f"{typename}.__new__"

    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": _make,
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": names,
    }
    for index, name in enumerate(names):
        namespace[name] = _tuplegetter(index, _sys.intern(f"Alias for field number {index}"))
    result = type(typename, (tuple,), namespace)
    if module is None:
        module = _calling_module()
    if module is not None:
        result.__module__ = module
    return result


def _calling_module():
    try:
        return _sys._getframemodulename(2) or "__main__"
    except AttributeError:
        return _sys._getframe(2).f_globals.get("__name__", "__main__")


# Counter


class Counter(dict):
    """A dictionary of counts: missing keys count 0, and counters can be added, subtracted, compared as multisets."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        """The count of what is not there."""
        return 0

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n commonest elements, or all, as (element, count), the commonest first."""
        if n is None:
            return sorted(self.items(), key=_count_of, reverse=True)
        import heapq
        return heapq.nlargest(n, self.items(), key=_count_of)

    def elements(self):
        """Iterate over the elements, each as many times as it counts."""
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Add the counts of a mapping, or the elements of an iterable, and the keywords."""
        if iterable is not None:
            if not isinstance(iterable, _collections_abc.Mapping):
                _count_elements(self, iterable)
            elif self:
                get = self.get
                for elem, count in iterable.items():
                    self[elem] = count + get(elem, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """As update(), but subtract; counts may become zero or negative."""
        if iterable is not None:
            get = self.get
            if isinstance(iterable, _collections_abc.Mapping):
                for elem, count in iterable.items():
                    self[elem] = get(elem, 0) - count
            else:
                for elem in iterable:
                    self[elem] = get(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """As dict's, but without KeyError."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{name}({shown!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive((e, self[e] + other[e]) for e in _elements_of(self, other))

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive((e, self[e] - other[e]) for e in _elements_of(self, other))

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive((e, max(self[e], other[e])) for e in _elements_of(self, other))

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive((e, min(count, other[e])) for e, count in self.items())

    def __pos__(self):
        return _positive(self.items())

    def __neg__(self):
        return _positive((elem, -count) for elem, count in self.items())

    def _keep_positive(self):
        """Drop the counts that are not positive."""
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        for elem, count in other.items():
            self[elem] += count
        return self._keep_positive()

    def __isub__(self, other):
        for elem, count in other.items():
            self[elem] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for elem, count in other.items():
            if count > self[elem]:
                self[elem] = count
        return self._keep_positive()

    def __iand__(self, other):
        for elem, count in self.items():
            if other[elem] < count:
                self[elem] = other[elem]
        return self._keep_positive()


def _count_of(item):
    return item[1]


def _elements_of(first, second):
    """The elements of two counters, each once."""
    yield from first
    for elem in second:
        if elem not in first:
            yield elem


def _positive(counts):
    """A Counter of the counts that are positive."""
    result = Counter()
    for elem, count in counts:
        if count > 0:
            result[elem] = count
    return result
