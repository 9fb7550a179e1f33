# SPDX-License-Identifier: MIT
"""The scanner behind JSONDecoder: one function per kind of value, each taking a position and returning one."""

__all__ = ["make_scanner"]

_escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_digits = "0123456789"


def _error(msg, doc, pos):
    from json.decoder import JSONDecodeError
    return JSONDecodeError(msg, doc, pos)


def _hex4(s, position):
    """The number in the four hexadecimal digits of a \\u whose u stands at `position`."""
    digits = s[position + 1:position + 5]
    if len(digits) == 4 and not digits.strip("0123456789abcdefABCDEF"):
        return int(digits, 16)
    raise _error("Invalid \\uXXXX escape", s, position)


def _control(s, start, end):
    """The first control character in a slice, or None."""
    if not s[start:end].isprintable():
        for position in range(start, end):
            if s[position] < " ":
                return position
    return None


def scanstring(s, end, strict=True):
    """The string whose first character, after the quote, is at `end`; and the position after it."""
    begin = end - 1
    close = s.find('"', end)
    if close < 0:
        bad = _control(s, end, len(s)) if strict else None
        if bad is not None and "\\" not in s[end:bad]:
            raise _error("Invalid control character at", s, bad)
    elif "\\" not in (text := s[end:close]):
        if strict and (bad := _control(s, end, close)) is not None:
            raise _error("Invalid control character at", s, bad)
        return text, close + 1
    pieces = []
    while True:
        close, escape = s.find('"', end), s.find("\\", end)
        stop = min(p for p in (close, escape, len(s)) if p >= 0)
        if strict and (bad := _control(s, end, stop)) is not None:
            raise _error("Invalid control character at", s, bad)
        pieces.append(s[end:stop])
        if stop == len(s):
            raise _error("Unterminated string starting at", s, begin)
        if stop == close:
            return "".join(pieces), close + 1
        piece, end = _escape(s, stop + 1, begin)
        pieces.append(piece)


def _escape(s, position, begin):
    """What the escape means whose backslash stands before `position`, and the position after it."""
    char = s[position:position + 1]
    if not char:
        raise _error("Unterminated string starting at", s, begin)
    if char != "u":
        if char not in _escapes:
            raise _error("Invalid \\escape", s, position - 1)
        return _escapes[char], position + 1
    code = _hex4(s, position)
    position += 5
    if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", position):
        low = _hex4(s, position + 1)
        if 0xDC00 <= low <= 0xDFFF:
            return chr(0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)), position + 6
    return chr(code), position


def _number_end(s, position):
    """The end of the number at `position`, and whether it is a float; the position itself if there is no number."""
    start = position
    end = len(s)
    if s[position] == "-":
        position += 1
    first = position
    while position < end and s[position] in _digits:
        position += 1
    if position == first:
        return start, False
    if s[first] == "0":
        position = first + 1
    whole = position
    if position < end and s[position] == ".":
        position += 1
        while position < end and s[position] in _digits:
            position += 1
        if position == whole + 1:
            return whole, False
    mantissa = position
    if position < end and s[position] in "eE":
        position += 1
        if position < end and s[position] in "+-":
            position += 1
        first = position
        while position < end and s[position] in _digits:
            position += 1
        if position == first:
            return mantissa, mantissa > whole
    return position, position > whole


def make_scanner(context):
    """The function scan_once(text, position) for a decoder's settings."""
    strict = context.strict
    parse_float, parse_int, parse_constant = context.parse_float, context.parse_int, context.parse_constant
    object_hook, pairs_hook = context.object_hook, context.object_pairs_hook
    memo = {}

    def scan(s, position):
        try:
            char = s[position]
        except IndexError:
            raise StopIteration(position) from None
        if char == '"':
            return scanstring(s, position + 1, strict)
        if char == "{":
            return scan_object(s, position + 1)
        if char == "[":
            return scan_array(s, position + 1)
        if char in "-0123456789":
            end, is_float = _number_end(s, position)
            if end > position:
                text = s[position:end]
                return (parse_float(text) if is_float else parse_int(text)), end
            if s.startswith("-Infinity", position):
                return parse_constant("-Infinity"), position + 9
        elif char == "t" and s.startswith("true", position):
            return True, position + 4
        elif char == "f" and s.startswith("false", position):
            return False, position + 5
        elif char == "n" and s.startswith("null", position):
            return None, position + 4
        elif char == "N" and s.startswith("NaN", position):
            return parse_constant("NaN"), position + 3
        elif char == "I" and s.startswith("Infinity", position):
            return parse_constant("Infinity"), position + 8
        raise StopIteration(position)

    def value_at(s, position):
        try:
            return scan(s, position)
        except StopIteration as err:
            raise _error("Expecting value", s, err.value) from None

    def skip(s, position):
        while s[position:position + 1] in (" ", "\n", "\t", "\r"):
            position += 1
        return position

    def scan_array(s, position):
        values = []
        position = skip(s, position)
        if s.startswith("]", position):
            return values, position + 1
        while True:
            value, position = value_at(s, position)
            values.append(value)
            position = skip(s, position)
            mark = s[position:position + 1]
            if mark == "]":
                return values, position + 1
            if mark != ",":
                raise _error("Expecting ',' delimiter", s, position)
            comma = position
            position = skip(s, position + 1)
            if s.startswith("]", position):
                raise _error("Illegal trailing comma before end of array", s, comma)

    def scan_object(s, position):
        pairs = []
        position = skip(s, position)
        if s.startswith("}", position):
            return finish(pairs), position + 1
        while True:
            if not s.startswith('"', position):
                raise _error("Expecting property name enclosed in double quotes", s, position)
            key, position = scanstring(s, position + 1, strict)
            key = memo.setdefault(key, key)
            position = skip(s, position)
            if not s.startswith(":", position):
                raise _error("Expecting ':' delimiter", s, position)
            value, position = value_at(s, skip(s, position + 1))
            pairs.append((key, value))
            position = skip(s, position)
            mark = s[position:position + 1]
            if mark == "}":
                return finish(pairs), position + 1
            if mark != ",":
                raise _error("Expecting ',' delimiter", s, position)
            comma = position
            position = skip(s, position + 1)
            if s.startswith("}", position):
                raise _error("Illegal trailing comma before end of object", s, comma)

    def finish(pairs):
        if pairs_hook is not None:
            return pairs_hook(pairs)
        made = dict(pairs)
        return made if object_hook is None else object_hook(made)

    def scan_once(s, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return scan(s, idx)
        finally:
            memo.clear()

    return scan_once
