# SPDX-License-Identifier: MIT
"""Prints data structures over several lines where one is not enough, with dictionaries sorted."""
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Print an object, to sys.stdout unless told otherwise."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text that pprint() would print."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() with dictionaries in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """A repr() that marks recursion."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether eval() could read the representation."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Whether the object contains itself."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """Sorts what cannot be compared by the names of the types and by identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


_scalars = frozenset([str, bytes, bytearray, float, complex, bool, type(None)])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Prints with the settings of its constructor; subclasses override format()."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        """Print an object and a line end."""
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        """The text of an object."""
        pieces = []
        self._format(object, pieces.append, 0, 0, {}, 0)
        return "".join(pieces)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, readable, recursive) of an object on one line."""
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def _format(self, object, write, indent, allowance, context, level):
        key = id(object)
        if key in context:
            write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            method = self._method(object)
            if method is not None:
                context[key] = 1
                method(self, object, write, indent, allowance, context, level + 1)
                del context[key]
                return
        write(text)

    def _method(self, object):
        cls = type(object)
        method = _dispatch.get(getattr(cls, "__repr__", None))
        if method is not None:
            return method
        if cls.__module__ == "collections":
            return _collections_method(cls)
        written = getattr(cls.__repr__, "__wrapped__", None)
        if hasattr(cls, "__dataclass_fields__") and cls.__dataclass_params__.repr and written is not None \
                and written.__qualname__.endswith(".__repr__"):
            return PrettyPrinter._dataclass
        return None

    def _dataclass(self, object, write, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        items = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values()
                 if f.repr and repr(f._field_type) == "_FIELD"]
        write(name + "(")
        self._fields(items, write, indent, allowance, context, level)
        write(")")

    def _fields(self, items, write, indent, allowance, context, level):
        """name=value, one on each line."""
        between = ",\n" + " " * indent
        for index, (key, value) in enumerate(items):
            last = index == len(items) - 1
            write(key + "=")
            if id(value) in context:
                write("...")
            else:
                self._format(value, write, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                write(between)

    def _namespace(self, object, write, indent, allowance, context, level):
        name = "namespace" if type(object) is type(_sys.implementation) else type(object).__name__
        write(name + "(")
        self._fields(list(object.__dict__.items()), write, indent + len(name) + 1, allowance, context, level)
        write(")")

    def _dict(self, object, write, indent, allowance, context, level):
        write("{")
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        if object:
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            self._pairs(list(items), write, indent, allowance + 1, context, level)
        write("}")

    def _pairs(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        between = ",\n" + " " * indent
        for index, (key, value) in enumerate(items):
            last = index == len(items) - 1
            text = self._repr(key, context, level)
            write(text + ": ")
            self._format(value, write, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                write(between)

    def _list(self, object, write, indent, allowance, context, level):
        write("[")
        self._items(object, write, indent, allowance + 1, context, level)
        write("]")

    def _tuple(self, object, write, indent, allowance, context, level):
        write("(")
        end = ",)" if len(object) == 1 else ")"
        self._items(object, write, indent, allowance + len(end), context, level)
        write(end)

    def _set(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        cls = type(object)
        if cls is set:
            write("{")
            end = "}"
        else:
            write(cls.__name__ + "({")
            end = "})"
            indent += len(cls.__name__) + 1
        self._items(sorted(object, key=_safe_key), write, indent, allowance + len(end), context, level)
        write(end)

    def _items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        start = ",\n" + " " * indent
        delimiter = ""
        width = room = self._width - indent + 1
        items = list(items)
        for index, item in enumerate(items):
            last = index == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if width < size:
                    width = room
                    if delimiter:
                        delimiter = start
                if width >= size:
                    width -= size
                    write(delimiter)
                    delimiter = ", "
                    write(text)
                    continue
            write(delimiter)
            delimiter = start
            self._format(item, write, indent, allowance if last else 1, context, level)

    def _str(self, object, write, indent, allowance, context, level):
        """A long string as several, broken after spaces, joined by being next to each other."""
        if not object:
            write(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        full = room = self._width - indent
        text = ""
        for index, line in enumerate(lines):
            text = repr(line)
            if index == len(lines) - 1:
                room -= allowance
            if len(text) <= room:
                chunks.append(text)
                continue
            parts = _words(line)
            width = full
            current = ""
            for place, part in enumerate(parts):
                candidate = current + part
                if place == len(parts) - 1 and index == len(lines) - 1:
                    width -= allowance
                if len(repr(candidate)) > width:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(text)
            return
        if level == 1:
            write("(")
        write(("\n" + " " * indent).join(chunks))
        if level == 1:
            write(")")

    def _bytes(self, object, write, indent, allowance, context, level):
        if len(object) <= 4:
            write(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            write("(")
        between = ""
        for text in _bytes_chunks(object, self._width - indent, allowance):
            write(between + text)
            between = between or "\n" + " " * indent
        if parens:
            write(")")

    def _bytearray(self, object, write, indent, allowance, context, level):
        write("bytearray(")
        self._bytes(bytes(object), write, indent + 10, allowance + 1, context, level + 1)
        write(")")

    def _mappingproxy(self, object, write, indent, allowance, context, level):
        write("mappingproxy(")
        self._format(object.copy(), write, indent + 13, allowance + 1, context, level)
        write(")")

    # Classes of collections

    def _ordered_dict(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "(")
        self._format(list(object.items()), write, indent + len(name) + 1, allowance + 1, context, level)
        write(")")

    def _default_dict(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        write(f"{name}({factory},\n{' ' * indent}")
        self._dict(object, write, indent, allowance + 1, context, level)
        write(")")

    def _counter(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "({")
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        self._pairs(object.most_common(), write, indent + len(name) + 1, allowance + 2, context, level)
        write("})")

    def _chain_map(self, object, write, indent, allowance, context, level):
        if not object.maps:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "(")
        indent += len(name) + 1
        for index, each in enumerate(object.maps):
            if index == len(object.maps) - 1:
                self._format(each, write, indent, allowance + 1, context, level)
                write(")")
            else:
                self._format(each, write, indent, 1, context, level)
                write(",\n" + " " * indent)

    def _deque(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "(")
        indent += len(name) + 1
        write("[")
        if object.maxlen is None:
            self._items(object, write, indent, allowance + 2, context, level)
            write("])")
        else:
            self._items(object, write, indent, 2, context, level)
            limit = self._repr(object.maxlen, context, level)
            write(f"],\n{' ' * indent}maxlen={limit})")

    def _user(self, object, write, indent, allowance, context, level):
        self._format(object.data, write, indent, allowance, context, level - 1)

    def _safe_repr(self, object, context, maxlevels, level):
        cls = type(object)
        if cls in _scalars:
            return repr(object), True, False
        method = getattr(cls, "__repr__", None)
        if issubclass(cls, int) and method is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        is_dict = issubclass(cls, dict) and method is dict.__repr__
        if not is_dict and not (issubclass(cls, list) and method is list.__repr__
                                or issubclass(cls, tuple) and method is tuple.__repr__):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return "{}" if is_dict else "[]" if issubclass(cls, list) else "()", True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return "{...}" if is_dict else "[...]" if issubclass(cls, list) else "(...)", False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, parts = True, False, []

        def part(item):
            nonlocal readable, recursive
            text, ok, again = self.format(item, context, maxlevels, level + 1)
            readable = readable and ok
            recursive = recursive or again
            return text

        if is_dict:
            for name, value in sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items():
                parts.append(f"{part(name)}: {part(value)}")
            text = "{" + ", ".join(parts) + "}"
        else:
            parts = [part(item) for item in object]
            if issubclass(cls, list):
                text = "[" + ", ".join(parts) + "]"
            else:
                text = "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"
        del context[key]
        return text, readable, recursive


def _words(line):
    """The line in pieces of non-space and the white space after it."""
    pieces, start = [], 0
    while start < len(line):
        end = start
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        pieces.append(line[start:end])
        start = end
    return pieces


def _bytes_chunks(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for start in range(0, len(object), 4):
        part = object[start:start + 4]
        candidate = current + part
        if start == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


_dispatch = {
    dict.__repr__: PrettyPrinter._dict, list.__repr__: PrettyPrinter._list, tuple.__repr__: PrettyPrinter._tuple,
    set.__repr__: PrettyPrinter._set, frozenset.__repr__: PrettyPrinter._set, str.__repr__: PrettyPrinter._str,
    bytes.__repr__: PrettyPrinter._bytes, bytearray.__repr__: PrettyPrinter._bytearray,
    type(type.__dict__).__repr__: PrettyPrinter._mappingproxy, type(_sys.implementation).__repr__: PrettyPrinter._namespace,
}


def _collections_method(cls):
    return {"OrderedDict": PrettyPrinter._ordered_dict, "defaultdict": PrettyPrinter._default_dict,
            "Counter": PrettyPrinter._counter, "ChainMap": PrettyPrinter._chain_map, "deque": PrettyPrinter._deque,
            "UserDict": PrettyPrinter._user, "UserList": PrettyPrinter._user,
            "UserString": PrettyPrinter._user}.get(cls.__name__)
