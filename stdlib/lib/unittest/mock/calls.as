# SPDX-License-Identifier: MIT
"""Records of calls, and the objects that stand for values: sentinels and ANY."""
import inspect
import pprint


class _SentinelObject:
    "A unique object with a name."

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """Each attribute is a unique object, made when it is first asked for."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":  # inspect asks; this is no class
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
MISSING = sentinel.MISSING
DELETED = sentinel.DELETED


class _ANY:
    "Equal to everything."

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def format_call(name, args, kwargs):
    """The text of a call."""
    shown = [repr(arg) for arg in args]
    shown += [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(shown)})"


def _parts(value, name=""):
    """(name, args, kwargs) of a tuple in which any of them may be left out; None if it is no such thing."""
    if len(value) == 3:
        return tuple(value)
    args, kwargs = (), {}
    if len(value) == 2 and not isinstance(value[0], str):
        args, kwargs = value
    elif len(value) == 2:
        name = value[0]
        args, kwargs = (value[1], {}) if isinstance(value[1], tuple) else ((), value[1])
    elif len(value) == 1:
        one, = value
        if isinstance(one, str):
            name = one
        elif isinstance(one, tuple):
            args = one
        else:
            kwargs = one
    elif value:
        return None
    return name, args, kwargs


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs) when made with two=True.

    It equals shorter tuples that leave out what is empty; one without a name equals any name. `call` builds such records by being
    called and asked for attributes; those remember what they were made from (_mock_parent), and whether a call made them
    (_mock_from_kall).
    """

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        name, args, kwargs = _parts(value, name) or ("", (), {})
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            parts = _parts(other) if len(other) <= 3 else None
        except TypeError:
            return NotImplemented
        mine, theirs = getattr(self, "_mock_parent", None), getattr(other, "_mock_parent", None)
        if parts is None or mine and theirs and mine != theirs:
            return False
        name, args, kwargs = _parts(self)
        if name and parts[0] != name:
            return False
        return parts[1:] == (args, kwargs)  # theirs on the left, so that an ANY among them is asked first

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    def __getattribute__(self, name):
        if name in tuple.__dict__:  # call.count and call.index are calls too
            raise AttributeError
        return tuple.__getattribute__(self, name)

    @property
    def args(self):
        return _parts(self)[1]

    @property
    def kwargs(self):
        return _parts(self)[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call" + name if name.startswith("()") else name
        name, args, kwargs = _parts(self)
        if not name or len(self) == 2:
            name = "call"
        else:
            name = "call" + name if name.startswith("()") else "call." + name
        return format_call(name, args, kwargs)

    def call_list(self):
        """All calls of a chain of calls, the first one first."""
        found, thing = [], self
        while thing is not None:
            if thing._mock_from_kall:
                found.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls in order; a list is in it if its calls are there one after the other."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


def any_equal(expected, calls):
    """Whether one of the calls equals the expected one, whose values are asked first (they may be ANY)."""
    return any(all(want == got for want, got in zip(expected, one, strict=True)) for one in calls)


def signature_of(func, as_instance, eat_self):
    """(function, signature) for calling something that may be a class, an instance or a function; None if it cannot be known."""
    if isinstance(func, type) and not as_instance:
        func, eat_self = func.__init__, True
    elif isinstance(func, (classmethod, staticmethod)):
        eat_self = eat_self or isinstance(func, classmethod)
        func = func.__func__
    elif not isinstance(func, FUNCTIONS):
        try:
            func = func.__call__
        except AttributeError:
            return None
    try:
        from functools import partial
        return func, inspect.signature(partial(func, None) if eat_self else func)
    except ValueError:
        return None


FUNCTIONS = type(signature_of), type(ANY.__eq__)
