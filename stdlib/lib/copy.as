# SPDX-License-Identifier: MIT
"""Shallow and deep copies of any object, and copies with some attributes replaced."""
from copyreg import dispatch_table
from _weakref import ref as _ref

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

# Types whose objects are their own copies.
_atomic = frozenset([type(None), int, float, bool, complex, str, bytes, type, range, property, type(Ellipsis), type(NotImplemented),
                     type(len), type(lambda: 0), type((lambda: 0).__code__), _ref])
_shallow_atomic = _atomic | {tuple, frozenset, slice}
_copied_by_method = frozenset([list, dict, set, bytearray])


def copy(x):
    """A new object of the same kind with the same contents."""
    cls = type(x)
    if cls in _shallow_atomic:
        return x
    if cls in _copied_by_method:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls, "un(shallow)copyable object of type %s")
    return x if isinstance(reduced, str) else _rebuild(x, None, *reduced)


def _reduce(x, cls, complaint):
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor:
        return reductor()
    raise Error(complaint % cls)


def deepcopy(x, memo=None, _nil=[]):
    """A new object of the same kind whose contents are deep copies too; memo holds the copies made so far by id."""
    cls = type(x)
    if cls in _atomic:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        known = memo.get(key, _nil)
        if known is not _nil:
            return known
    copier = _deepcopy_dispatch.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        return x
    elif (copier := getattr(x, "__deepcopy__", None)) is not None:
        made = copier(memo)
    else:
        reduced = _reduce(x, cls, "un(deep)copyable object of type %s")
        made = x if isinstance(reduced, str) else _rebuild(x, memo, *reduced)
    if made is not x:
        memo[key] = made
        _keep_alive(x, memo)
    return made


def _keep_alive(x, memo):
    """While the memo lives, the id of x must not be given to another object."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopy_list(x, memo):
    made = []
    memo[id(x)] = made
    append = made.append
    for item in x:
        append(item if type(item) in _atomic else deepcopy(item, memo))
    return made


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if (known := memo.get(id(x))) is not None:
        return known
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


class _Sample:
    def method(self):
        pass


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
                      type(_Sample().method): _deepcopy_method}


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    """Make the object that a __reduce_ex__ result describes; memo is None for a shallow copy."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, deepcopy(state, memo) if deep else state)
    if listiter is not None:
        for item in listiter:
            made.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made


def _set_state(made, state):
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(made, name, value)


def replace(obj, /, **changes):
    """A copy with some fields replaced, for named tuples, dataclasses and whatever has __replace__."""
    cls = obj.__class__
    method = getattr(cls, "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return method(obj, **changes)
