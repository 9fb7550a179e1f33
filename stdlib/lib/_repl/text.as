# SPDX-License-Identifier: MIT
"""Widths of characters, and source text cut into coloured pieces.

The scanner takes any text, finished or not: a string that is not closed is a string to its end, a stray character is plain.
"""
import unicodedata
from keyword import kwlist

KEYWORDS = frozenset(kwlist)
SOFT_KEYWORDS = frozenset(('match', 'case', 'type', '_'))
COLOUR_LIMIT = 20_000      # longer texts stay plain: they are scanned anew at every key
OPEN, CLOSE = '([{', ')]}'


def char_width(char):
    """How many columns of a terminal a character takes: 0, 1 or 2."""
    if ' ' <= char < '\x7f':
        return 1
    if unicodedata.combining(char) or char in '\u200b\u200d\ufe0e\ufe0f' or unicodedata.category(char) in ('Mn', 'Me', 'Cf'):
        return 0
    return 2 if unicodedata.east_asian_width(char) in 'WF' else 1


def text_width(text):
    """How many columns a text of one line takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def shown(char):
    """What stands on the screen for a character of the text: control characters as ^X."""
    if char == '\t':
        return '    '
    if char < ' ' or char == '\x7f':
        return '^' + chr(ord(char) ^ 64)
    if '\x80' <= char < '\xa0' or '\ud800' <= char <= '\udfff' or char in '\u2028\u2029':
        return '\ufffd'
    return char


# Each kind of piece: a string that is closed, one that is not, ... Strings are tried first, for their prefixes are words.
_PREFIX = r"(?:[rRuUbBfF]|[bB][rR]|[rR][bB]|[fF][rR]|[rR][fF])?"
_CLOSED = r"'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''|'(?!'')(?:[^'\\\n]|\\.)*+'"
_UNCLOSED = r"'''.*|'(?:[^'\\\n]|\\.)*+\\?"
_PIECES = (f'(?s)(?P<string>{_PREFIX}(?:{_CLOSED}|{_CLOSED.replace(chr(39), chr(34))}))|'
           f'(?P<open>{_PREFIX}(?:{_UNCLOSED}|{_UNCLOSED.replace(chr(39), chr(34))}))|'
           r'(?P<word>[^\W\d]\w*)|(?P<number>\.?\d(?:[eE][+-]\d|[\w.])*)|(?P<comment>\#[^\n]*)|(?P<newline>\n)|(?P<op>\S)')
_KINDS = {'open': 'open string'}
_find = None   # the compiled pattern's finditer, once it is needed


def scan(text):
    """(start, end, kind) of each piece: kind is 'word', 'number', 'string', 'open string', 'comment', 'newline' or 'op'."""
    global _find
    if _find is None:
        import re
        _find = re.compile(_PIECES).finditer
    for found in _find(text):
        kind = found.lastgroup
        yield found.start(), found.end(), _KINDS.get(kind, kind)


def _style_of_word(word, before, builtins):
    if word in ('True', 'False', 'None'):
        return 'constant'
    if before == '.':
        return None
    if word in KEYWORDS:
        return 'keyword'
    if before in ('def', 'class'):
        return 'definition'
    return 'builtin' if word in builtins else None


def _is_soft_keyword(text, start, end, before):
    """match, case and type are keywords at the start of a line that goes on with something they may stand before."""
    if text[start:end] not in ('match', 'case', 'type') or before not in ('', '\n'):
        return False
    rest = text[end:end + 2]
    line = text[end:].split('\n', 1)[0].rstrip()
    if text[start:end] == 'type':
        return rest[:1] == ' ' and rest[1:2].isidentifier()
    return rest[:1] == ' ' and rest[1:2] not in ('=', '') and ':' in line


def styles(text, builtins):
    """(start, end, style) of the pieces that have a colour."""
    if len(text) > COLOUR_LIMIT:
        return
    before = ''
    for start, end, kind in scan(text):
        piece = text[start:end]
        if kind == 'word':
            style = 'keyword' if _is_soft_keyword(text, start, end, before) else _style_of_word(piece, before, builtins)
        elif kind == 'op':
            style = 'decorator' if piece == '@' and before in ('', '\n') else None
        else:
            style = {'number': 'number', 'string': 'string', 'open string': 'string', 'comment': 'comment'}.get(kind)
        if style:
            yield start, end, style
        if kind != 'comment':
            before = piece


def matching(text, pos):
    """Positions of the bracket at the cursor (or just before it) and of its partner; an empty tuple where there is none."""
    if len(text) > COLOUR_LIMIT:
        return ()
    at = pos if pos < len(text) and text[pos] in '()[]{}' else pos - 1
    if at < 0 or text[at] not in '()[]{}':
        return ()
    stack = []
    for start, _, kind in scan(text):
        char = text[start]
        if kind != 'op':
            continue
        if char in OPEN:
            stack.append(start)
        elif char in CLOSE and stack:
            opened = stack.pop()
            if OPEN.index(text[opened]) == CLOSE.index(char) and at in (opened, start):
                return opened, start
    return ()


def open_brackets(text):
    """Positions of the brackets that are not closed, and whether the text ends inside a string."""
    stack, inside = [], False
    for start, _, kind in scan(text):
        inside = kind == 'open string'
        if kind != 'op':
            continue
        if text[start] in OPEN:
            stack.append(start)
        elif text[start] in CLOSE and stack:
            stack.pop()
    return stack, inside


def next_indent(before):
    """The indentation of a line that follows the text `before`."""
    brackets, inside = open_brackets(before)
    line = before[before.rfind('\n') + 1:]
    indent = line[:len(line) - len(line.lstrip(' \t'))]
    if inside:
        return ''
    code = line
    for start, _, kind in scan(line):
        if kind == 'comment':
            code = line[:start]
    code = code.rstrip()
    if brackets:
        return indent + '    ' if code.endswith(tuple(OPEN)) else indent
    if code.endswith(':'):
        return indent + '    '
    first = code.split(None, 1)[0] if code.strip() else ''
    if first in ('return', 'raise', 'pass', 'break', 'continue') and not code.endswith('\\'):
        return indent[:-4]
    return indent
