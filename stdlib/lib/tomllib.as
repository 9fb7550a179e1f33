# SPDX-License-Identifier: MIT
"""TOML 1.0, read: load(file) and loads(text) give a dict.

The document is read once, from left to right. Beside the tree of dicts that is the result grows a tree of _Spots, which knows of each table how
it came about: TOML forbids to go on with a table in another way than it was begun.
"""
import re
from datetime import date, datetime, time, timedelta, timezone

__all__ = ('loads', 'load', 'TOMLDecodeError')

_CONTROLS = '\x00-\x08\x0b-\x1f\x7f'     # never allowed as such; tab is, newline in multi-line strings
_BLANK = re.compile(r'[ \t]*')
_BLANK_LINES = re.compile(r'[ \t\n]*')
_BARE_KEY = re.compile(r'[A-Za-z0-9_-]+')
_COMMENT = re.compile(rf'#[^{_CONTROLS}\n]*')
_PLAIN = re.compile(rf'[^"\\{_CONTROLS}\n]*')
_PLAIN_LINES = re.compile(r'[^"\\\x00-\x08\x0b-\x1f\x7f]*')
_LITERAL = re.compile(rf"[^'{_CONTROLS}\n]*")
_LITERAL_LINES = re.compile(r"[^'\x00-\x08\x0b-\x1f\x7f]*")
_CLOCK = r'([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?'
_TIME = re.compile(_CLOCK)
_DATE = re.compile(rf'([0-9]{{4}})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]{_CLOCK}(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?')
_NUMBER = re.compile(r'0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)'
                     r'|[+-]?(?:0|[1-9](?:_?[0-9])*)((?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)')
_SPECIAL = re.compile(r'[+-]?(?:inf|nan)')
_ESCAPES = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"', '\\': '\\'}
_CONTINUED = re.compile(r'[ \t]*\n[ \t\n]*')


class TOMLDecodeError(ValueError):
    """The text is not TOML; the message says what is wrong, and where."""


def load(fp, /, *, parse_float=float):
    """Read a file that was opened in binary mode. parse_float makes a number of each float's text."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Read a text. parse_float makes a number of each float's text."""
    if not isinstance(s, str):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'")
    return _Reader(s.replace('\r\n', '\n'), _checked(parse_float)).document()


def _checked(parse_float):
    if parse_float is float:
        return float

    def parse(text):
        number = parse_float(text)
        if isinstance(number, (dict, list)):
            raise ValueError('parse_float must not return dicts or lists')
        return number
    return parse


class _Spot:
    """How a table came about. `declared`: by a header (0), or by dotted keys in section N, which may add to it until the section ends."""

    __slots__ = ('table', 'inner', 'declared', 'frozen')

    def __init__(self, table, frozen=False):
        self.table = table
        self.inner = {}
        self.declared = None
        self.frozen = frozen    # an inline table or an array: nothing may be added

    def child(self, name):
        """The table of that name in this one, made if it is not there. KeyError: it is something else."""
        spot = self.inner.get(name)
        if spot is None:
            if name in self.table:
                raise KeyError(name)
            spot = self.inner[name] = _Spot({})
            self.table[name] = spot.table
        return spot


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text
        self.at = 0
        self.parse_float = parse_float
        self.root = _Spot({})
        self.current = ()       # the key of the last header
        self.section = 1        # how many headers there were, and one

    def error(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            where = 'at end of document'
        else:
            where = f'at line {self.text.count(chr(10), 0, at) + 1}, column {at - self.text.rfind(chr(10), 0, at)}'
        return TOMLDecodeError(f'{message} ({where})')

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self, pattern):
        self.at = pattern.match(self.text, self.at).end()

    def take(self, piece):
        """Whether the text goes on with `piece`, which is then behind us."""
        if not self.text.startswith(piece, self.at):
            return False
        self.at += len(piece)
        return True

    # ---- statements

    def document(self):
        while True:
            self.skip(_BLANK)
            char = self.peek()
            if char == '':
                return self.root.table
            if char == '\n':
                self.at += 1
                continue
            if char == '[':
                self.section += 1
                self.array_header() if self.text.startswith('[[', self.at) else self.header()
                self.skip(_BLANK)
            elif char != '#':
                if not _BARE_KEY.match(char) and char not in '"\'':
                    raise self.error('Invalid statement')
                self.pair()
                self.skip(_BLANK)
            self.comment()
            if self.peek() not in ('', '\n'):
                raise self.error('Expected newline or end of document after a statement')

    def comment(self):
        if self.peek() == '#':
            self.skip(_COMMENT)
            if self.peek() not in ('', '\n'):
                raise self.error(f'Found invalid character {self.peek()!r}')

    def spot_of(self, key):
        """The spot of a key that has been met, and whether it or one around it is frozen; None for one that has not."""
        spot, frozen = self.root, False
        for name in key:
            spot = spot.inner.get(name)
            if spot is None:
                return None, frozen
            frozen = frozen or spot.frozen
        return spot, frozen

    def is_declared(self, spot):
        return spot is not None and spot.declared is not None and spot.declared != self.section

    def header(self):
        self.at += 1
        self.skip(_BLANK)
        key = self.key()
        known, frozen = self.spot_of(key)
        if frozen or self.is_declared(known):
            raise self.error(f'Cannot declare {key} twice')
        spot = self.reach(key)
        spot.declared = 0
        if not self.take(']'):
            raise self.error("Expected ']' at the end of a table declaration")
        self.current = key

    def array_header(self):
        self.at += 2
        self.skip(_BLANK)
        key = self.key()
        if self.spot_of(key)[1]:
            raise self.error(f'Cannot mutate immutable namespace {key}')
        around = self.reach(key[:-1])
        tables = around.table.setdefault(key[-1], [])
        if not isinstance(tables, list):
            raise self.error('Cannot overwrite a value')
        tables.append({})
        spot = around.inner[key[-1]] = _Spot(tables[-1])
        spot.declared = 0
        if not self.take(']]'):
            raise self.error("Expected ']]' at the end of an array declaration")
        self.current = key

    def reach(self, key):
        spot = self.root
        try:
            for name in key:
                spot = spot.child(name)
        except KeyError:
            raise self.error('Cannot overwrite a value') from None
        return spot

    def pair(self):
        """key = value, below the last header."""
        key, value = self.key_and_value()
        for depth in range(1, len(key)):
            dotted = self.current + key[:depth]
            if self.is_declared(self.spot_of(dotted)[0]):
                raise self.error(f'Cannot redefine namespace {dotted}')
        around = self.current + key[:-1]
        if self.spot_of(around)[1]:
            raise self.error(f'Cannot mutate immutable namespace {around}')
        spot = self.reach(self.current)
        for name in key[:-1]:
            try:
                spot = spot.child(name)
            except KeyError:
                raise self.error('Cannot overwrite a value') from None
            if spot.declared is None:
                spot.declared = self.section
        self.put(spot, key[-1], value)

    def put(self, spot, name, value):
        if name in spot.table:
            raise self.error('Cannot overwrite a value')
        spot.table[name] = value
        if isinstance(value, (dict, list)):
            spot.inner[name] = _Spot(value, frozen=True)

    # ---- keys

    def key_and_value(self):
        key = self.key()
        if not self.take('='):
            raise self.error("Expected '=' after a key in a key/value pair")
        self.skip(_BLANK)
        return key, self.value()

    def key(self):
        parts = [self.key_part()]
        self.skip(_BLANK)
        while self.take('.'):
            self.skip(_BLANK)
            parts.append(self.key_part())
            self.skip(_BLANK)
        return tuple(parts)

    def key_part(self):
        match = _BARE_KEY.match(self.text, self.at)
        if match:
            self.at = match.end()
            return match.group()
        if self.take('"'):
            return self.basic()
        if self.take("'"):
            return self.literal()
        raise self.error('Invalid initial character for a key part')

    # ---- values

    def value(self):
        match self.peek():
            case '"':
                return self.basic_lines() if self.take('"""') else self.take('"') and self.basic()
            case "'":
                return self.literal_lines() if self.take("'''") else self.take("'") and self.literal()
            case '[':
                return self.array()
            case '{':
                return self.inline_table()
            case 't' if self.take('true'):
                return True
            case 'f' if self.take('false'):
                return False
        for pattern, make in ((_DATE, self.moment), (_TIME, self.clock), (_NUMBER, self.number), (_SPECIAL, self.special)):
            found = pattern.match(self.text, self.at)
            if found:
                value = make(found)
                self.at = found.end()
                return value
        raise self.error('Invalid value')

    def moment(self, found):
        year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = found.groups()
        try:
            if hour is None:
                return date(int(year), int(month), int(day))
            zone = timezone.utc if zulu else None
            if sign:
                offset = timedelta(hours=int(hours), minutes=int(minutes))
                zone = timezone(-offset if sign == '-' else offset)
            return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), _microseconds(fraction), zone)
        except ValueError as problem:
            raise self.error('Invalid date or datetime') from problem

    def clock(self, found):
        hour, minute, second, fraction = found.groups()
        return time(int(hour), int(minute), int(second), _microseconds(fraction))

    def number(self, found):
        return self.parse_float(found.group()) if found.group(1) else int(found.group(), 0)

    def special(self, found):
        return self.parse_float(found.group())

    def array(self):
        self.at += 1
        items = []
        while True:
            self.lines_between()
            if self.take(']'):
                return items
            items.append(self.value())
            self.lines_between()
            if self.take(','):
                continue
            if self.take(']'):
                return items
            raise self.error('Unclosed array')

    def lines_between(self):
        self.skip(_BLANK_LINES)
        while self.peek() == '#':
            self.comment()
            self.skip(_BLANK_LINES)

    def inline_table(self):
        self.at += 1
        spot = _Spot({})
        self.skip(_BLANK)
        if self.take('}'):
            return spot.table
        while True:
            key, value = self.key_and_value()
            inner = spot
            for name in key[:-1]:
                if name in inner.inner and inner.inner[name].frozen:
                    raise self.error(f'Cannot mutate immutable namespace {key}')
                try:
                    inner = inner.child(name)
                except KeyError:
                    raise self.error('Cannot overwrite a value') from None
            if key[-1] in inner.table:
                raise self.error(f'Duplicate inline table key {key[-1]!r}')
            self.put(inner, key[-1], value)
            self.skip(_BLANK)
            if self.take('}'):
                return spot.table
            if not self.take(','):
                raise self.error('Unclosed inline table')
            self.skip(_BLANK)

    # ---- strings, behind their opening quotes

    def basic(self):
        return self.quoted(_PLAIN, '"', False)

    def basic_lines(self):
        self.take('\n')
        return self.quoted(_PLAIN_LINES, '"""', True)

    def quoted(self, plain, end, multiline):
        pieces = []
        while True:
            start = self.at
            self.skip(plain)
            pieces.append(self.text[start:self.at])
            char = self.peek()
            if char == '':
                raise self.error('Unterminated string')
            if char == '\\':
                pieces.append(self.escape(multiline))
            elif self.take(end):
                return ''.join(pieces) + (self.more_quotes('"') if multiline else '')
            elif char == '"':
                self.at += 1
                pieces.append(char)
            else:
                raise self.error(f'Illegal character {char!r}')

    def more_quotes(self, quote):
        """A multi-line string may end with one or two quotes of its own before the three."""
        return ''.join(quote for _ in range(2) if self.take(quote))

    def escape(self, multiline):
        letter = self.text[self.at + 1:self.at + 2]
        if multiline and letter in (' ', '\t', '\n'):
            continued = _CONTINUED.match(self.text, self.at + 1)
            if continued is None:
                self.at = _BLANK.match(self.text, self.at + 1).end()
                if self.at == len(self.text):
                    return ''
                raise self.error("Unescaped '\\' in a string")
            self.at = continued.end()
            return ''
        self.at += 2
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        if letter in ('u', 'U'):
            return self.code_point(4 if letter == 'u' else 8)
        raise self.error("Unescaped '\\' in a string")

    def code_point(self, count):
        digits = self.text[self.at:self.at + count]
        if len(digits) != count or not all(char in '0123456789abcdefABCDEF' for char in digits):
            raise self.error('Invalid hex value')
        self.at += count
        number = int(digits, 16)
        if number > 0x10ffff or 0xd800 <= number < 0xe000:
            raise self.error('Escaped character is not a Unicode scalar value')
        return chr(number)

    def literal(self):
        start = self.at
        self.skip(_LITERAL)
        text = self.text[start:self.at]
        if self.take("'"):
            return text
        self.unfinished("'")

    def literal_lines(self):
        self.take('\n')
        pieces = []
        while True:
            start = self.at
            self.skip(_LITERAL_LINES)
            pieces.append(self.text[start:self.at])
            if self.take("'''"):
                return ''.join(pieces) + self.more_quotes("'")
            if not self.take("'"):
                self.unfinished("'''")
            pieces.append("'")

    def unfinished(self, end):
        """A literal string stops at a character that it may not hold; what is told depends on whether its end would still have come."""
        if self.text.find(end, self.at) < 0:
            raise self.error(f'Expected {end!r}', len(self.text))
        raise self.error(f'Found invalid character {self.peek()!r}')


def _microseconds(fraction):
    return int(fraction.ljust(6, '0')) if fraction else 0
