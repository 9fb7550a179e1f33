# SPDX-License-Identifier: MIT
"""Writes JSON: the class JSONEncoder."""

__all__ = ["JSONEncoder"]

INFINITY = float("inf")
_short = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_control_escapes = {code: _short.get(chr(code), f"\\u{code:04x}") for code in (*range(0x20), 0x22, 0x5C)}

_ascii_escapes = _control_escapes | {0x7F: "\\u007f"}


def encode_basestring(s):
    """A string in quotes, with only what must be escaped escaped."""
    return '"' + s.translate(_control_escapes) + '"'


def encode_basestring_ascii(s):
    """A string in quotes, in ASCII."""
    s = s.translate(_ascii_escapes)
    if s.isascii():
        return '"' + s + '"'
    return '"' + "".join([char if char < "\x7f" else _unicode_escape(char) for char in s]) + '"'


def _unicode_escape(char):
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"


class JSONEncoder:
    """Turns dicts, lists, tuples, strings, numbers, booleans and None into JSON; subclasses override default()."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write instead of an object that JSON does not know; here: TypeError."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        return "".join(self._pieces(o))

    def iterencode(self, o, _one_shot=False):
        """Iterate over pieces of the JSON text."""
        yield from self._pieces(o)

    def _pieces(self, o):
        writer = _Writer(self)
        writer.value("", o, 0)
        return writer.pieces


class _Writer:
    """The state of one encoding: the pieces so far, and the containers that are open."""

    def __init__(self, encoder):
        self.pieces = []
        self.open = {} if encoder.check_circular else None
        self.default = encoder.default
        self.string = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        self.skipkeys, self.sort_keys, self.allow_nan = encoder.skipkeys, encoder.sort_keys, encoder.allow_nan
        self.item_separator, self.key_separator = encoder.item_separator, encoder.key_separator
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def float(self, o):
        if o != o:
            text = "NaN"
        elif o == INFINITY:
            text = "Infinity"
        elif o == -INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def value(self, prefix, o, level):
        """Write a value, after what separates it from the one before."""
        if isinstance(o, str):
            self.pieces.append(prefix + self.string(o))
        elif o is None:
            self.pieces.append(prefix + "null")
        elif o is True:
            self.pieces.append(prefix + "true")
        elif o is False:
            self.pieces.append(prefix + "false")
        elif isinstance(o, int):
            self.pieces.append(prefix + int.__repr__(o))
        elif isinstance(o, float):
            self.pieces.append(prefix + self.float(o))
        else:
            if prefix:
                self.pieces.append(prefix)
            self.container(o, level)

    def container(self, o, level):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o
        if isinstance(o, (list, tuple)):
            self.sequence(o, level)
        elif isinstance(o, dict):
            self.mapping(o, level)
        else:
            self.value("", self.default(o), level)
        if self.open is not None:
            del self.open[id(o)]

    def lines(self, level):
        """What stands after the opening bracket, between items, and before the closing bracket."""
        if self.indent is None:
            return "", self.item_separator, ""
        start = "\n" + self.indent * (level + 1)
        return start, self.item_separator + start, "\n" + self.indent * level

    def sequence(self, items, level):
        if not items:
            self.pieces.append("[]")
            return
        first, between, last = self.lines(level)
        prefix = "[" + first
        for item in items:
            self.value(prefix, item, level + 1)
            prefix = between
        if last:
            self.pieces.append(last)
        self.pieces.append("]")

    def key(self, key):
        """The text of a dictionary's key, or None if it is to be skipped."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def mapping(self, d, level):
        if not d:
            self.pieces.append("{}")
            return
        first, between, last = self.lines(level)
        prefix = first
        self.pieces.append("{")
        for key, item in sorted(d.items()) if self.sort_keys else d.items():
            text = self.key(key)
            if text is None:
                continue
            if prefix:
                self.pieces.append(prefix)
            self.pieces.append(self.string(text))
            self.pieces.append(self.key_separator)
            self.value("", item, level + 1)
            prefix = between
        if last:
            self.pieces.append(last)
        self.pieces.append("}")
