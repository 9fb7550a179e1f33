# SPDX-License-Identifier: MIT
"""Tools for functions and other callable objects: wrapping, caching, partial application, dispatch by type."""
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from abc import get_cache_token

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

GenericAlias = type(list[int])
_absent = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped: copy the attributes `assigned`, merge the dictionaries `updated`."""
    for name in assigned:
        value = getattr(wrapped, name, _absent)
        if value is not _absent:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for wrappers: applies update_wrapper() to the decorated function."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# total_ordering: for each operator that a class can have, how the three others follow from it.
# An answer is made from the given operator's, perhaps negated, and perhaps from the question whether the two are equal.


def _derive(root, negate, equal):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            answer = not answer
        if equal == "or":
            return answer or self == other
        if equal == "and not":
            return answer and self != other
        return answer

    return method


_symbols = {"__lt__": "<", "__gt__": ">", "__le__": "<=", "__ge__": ">="}
_derived = {}


def _add_derived(root, name, negate, equal):
    """Notes a method by its name, and keeps it as a global, where pickle finds it."""
    question = {"or": " or (a == b)", "and not": " and (a != b)", None: ""}[equal]
    formula = f"(not a {_symbols[root]} b){question}" if negate else f"(a {_symbols[root]} b){question}"
    method = _derive(root, negate, equal)
    method.__name__, method.__qualname__ = name, f"_{name[2:4]}_from_{root[2:4]}"
    method.__doc__ = f"Return a {_symbols[name]} b.  Computed by @total_ordering from {formula}."
    globals()[method.__qualname__] = method
    _derived.setdefault(root, []).append((name, method))


for _rule in (("__lt__", "__gt__", True, "and not"), ("__lt__", "__le__", False, "or"), ("__lt__", "__ge__", True, None),
              ("__le__", "__ge__", True, "or"), ("__le__", "__lt__", False, "and not"), ("__le__", "__gt__", True, None),
              ("__gt__", "__lt__", True, "and not"), ("__gt__", "__ge__", False, "or"), ("__gt__", "__le__", True, None),
              ("__ge__", "__le__", True, "or"), ("__ge__", "__gt__", False, "and not"), ("__ge__", "__lt__", True, None)):
    _add_derived(*_rule)


def total_ordering(cls):
    """A class decorator that adds the ordering methods missing beside the one or more that the class has."""
    present = [name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)]
    if not present:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = present[0] if len(present) == 1 else max(present)
    for name, method in _derived[root]:
        if name not in present:
            setattr(cls, name, method)
    return cls


class partialmethod:
    """Partial application for a method: the descriptor gives a partial object bound to the instance."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and getattr(func, "__get__", None) is None:
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        inside = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(inside)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# lru_cache


class _HashedSeq(list):
    """A key that computes its hash once."""

    __slots__ = ("hashvalue",)

    def __init__(self, items):
        self[:] = items
        self.hashvalue = hash(items)

    def __hash__(self):
        return self.hashvalue


_keyword_mark = (object(),)


def _make_key(args, kwds, typed):
    """The key under which a call's result is cached."""
    key = args
    if kwds:
        key += _keyword_mark
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(map(type, args))
        if kwds:
            key += tuple(map(type, kwds.values()))
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return _HashedSeq(key)


def _cache_info(*figures):
    """Makes a CacheInfo; the class itself is made when the first one is asked for."""
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _CacheInfo(*figures)


_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    """A decorator that keeps the results of the most recent `maxsize` different calls (None: of all).

    Arguments must be hashable. With `typed`, 3 and 3.0 are different. The function gets cache_info(), cache_clear(),
    cache_parameters() and, as __wrapped__, the undecorated function.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)

    return decorating_function


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """A decorator that keeps every result: lru_cache without a limit."""
    return lru_cache(maxsize=None)(user_function)


# singledispatch: the class's own MRO, extended by the registered ABCs at the places where they belong.


def _merge_orders(orders):
    """C3: repeatedly the first head that is in no other order's tail."""
    orders = [list(order) for order in orders if order]
    merged = []
    while orders:
        tails = [set(order[1:]) for order in orders]
        for order in orders:
            head = order[0]
            if not any(head in tail for tail in tails):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(head)
        for order in orders:
            if order[0] == head:
                del order[0]
        orders = [order for order in orders if order]
    return merged


def _extended_mro(cls, abcs):
    """The MRO of cls as if it inherited from those of the abcs that it belongs to."""
    bases = list(cls.__bases__)
    boundary = len(bases)
    while boundary and not hasattr(bases[boundary - 1], "__abstractmethods__"):
        boundary -= 1
    implied = [abc for abc in abcs if issubclass(cls, abc) and not any(issubclass(base, abc) for base in bases)]
    others = [abc for abc in abcs if abc not in implied]
    parents = bases[:boundary], implied, bases[boundary:]
    return _merge_orders([[cls]] + [_extended_mro(parent, others) for group in parents for parent in group] + [*parents])


def _relevant_abcs(cls, registered):
    """The ABCs in which an instance of cls is, among the registered and what lies between them and cls."""
    mro = cls.__mro__
    known = set(mro)
    wanted = [t for t in registered
              if t not in known and hasattr(t, "__mro__") and not isinstance(t, GenericAlias) and issubclass(cls, t)]
    wanted = [t for t in wanted if not any(t is not other and t in other.__mro__ for other in wanted)]
    useful = set(wanted)
    abcs = []
    for t in wanted:
        between = [[c for c in sub.__mro__ if c in useful] for sub in t.__subclasses__()
                   if sub not in known and issubclass(cls, sub)]
        between.sort(key=len, reverse=True)
        for chain in between or [[t]]:
            abcs += [c for c in chain if c not in abcs]
    return abcs


def _find_impl(cls, registry):
    """The implementation registered for the nearest class of cls."""
    mro = cls.__mro__
    match = None
    for t in _extended_mro(cls, _relevant_abcs(cls, registry.keys())):
        if match is not None:
            if t in registry and t not in mro and match not in mro and not issubclass(match, t):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {t}")
            break
        if t in registry:
            match = t
    return registry.get(match)


def _is_class_or_union(kind):
    if isinstance(kind, type):
        return not isinstance(kind, GenericAlias)
    return _is_union(kind) and all(isinstance(arg, type) and not isinstance(arg, GenericAlias) for arg in kind.__args__)


def _is_union(kind):
    if isinstance(kind, type(int | str)):
        return True
    return type(kind).__module__ == "typing" and repr(getattr(kind, "__origin__", None)) == "typing.Union"


def _first_hint(func):
    """The name and the type of the first annotation."""
    for name, hint in func.__annotations__.items():
        break
    if hint is None:
        return name, type(None)
    if isinstance(hint, str):
        from typing import get_type_hints
        name, hint = next(iter(get_type_hints(func).items()))
    return name, hint


def singledispatch(func):
    """Make func a generic function: its behaviour depends on the type of its first argument.

    More implementations are added with the register() of the result.
    """
    from types import MappingProxyType
    import weakref
    registry = {}
    found = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """The implementation that would serve an argument of class cls."""
        nonlocal token
        if token is not None and token != (current := get_cache_token()):
            found.clear()
            token = current
        try:
            return found[cls]
        except KeyError:
            impl = registry.get(cls) or _find_impl(cls, registry)
            found[cls] = impl
            return impl

    def register(cls, func=None):
        """Add an implementation for a class or a union; as a decorator too, with the class or with an annotation."""
        nonlocal token
        if _is_class_or_union(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            if not getattr(cls, "__annotations__", None):
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            func = cls
            name, cls = _first_hint(func)
            if not _is_class_or_union(cls):
                problem = "not all arguments are classes." if _is_union(cls) else "is not a class."
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {problem}")
        for each in cls.__args__ if _is_union(cls) else (cls,):
            registry[each] = func
            if token is None and hasattr(each, "__abstractmethods__"):
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """A generic method: dispatches on the type of the first argument after self or cls."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


class cached_property:
    """A property that is computed once and then stored in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            "property.") from None
        value = cache.get(name, _absent)
        if value is _absent:
            value = self.func(instance)
            try:
                cache[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support "
                                f"item assignment for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)
