# SPDX-License-Identifier: MIT
"""Source text as tokens, and tokens as source text.

tokenize(readline) takes bytes and finds out their encoding, generate_tokens(readline) takes text. Both give named tuples:
kind, text, (row, column) of start and end, and the line or lines that the token touches; rows count from 1, columns from 0.
untokenize() goes the other way. The scanner itself is _tokenscan.
"""
import builtins
import collections
import re
from codecs import BOM_UTF8, lookup
from io import TextIOWrapper
from token import *
from token import EXACT_TOKEN_TYPES
import token
from _tokenscan import Scanner, TokenError

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open", "TokenError"]
del token

TokenError.__module__ = __name__
tabsize = 8
cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return f"TokenInfo(type={kind}, string={self.string!r}, start={self.start!r}, end={self.end!r}, line={self.line!r})"

    @property
    def exact_type(self):
        """The kind of an operator, where `type` says OP."""
        return EXACT_TOKEN_TYPES.get(self.string, OP) if self.type == OP else self.type


def generate_tokens(readline):
    """The tokens of source text, whose lines readline() returns as str until it returns '' or raises StopIteration."""
    for fields in Scanner(readline).tokens():
        yield TokenInfo._make(fields)


def tokenize(readline):
    """The tokens of source in bytes, whose lines readline() returns; the first token is the ENCODING."""
    encoding, first = detect_encoding(readline)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    pending = collections.deque(first)

    def decoded():
        line = pending.popleft() if pending else readline()
        return line.decode(encoding)

    yield from generate_tokens(decoded)


# -- encodings

def _normal_encoding(name):
    """The name that tokens give to an encoding with several spellings."""
    spelling = name[:12].lower().replace("_", "-")
    for normal, spellings in (("utf-8", ["utf-8"]), ("iso-8859-1", ["latin-1", "iso-8859-1", "iso-latin-1"])):
        if any(spelling == each or spelling.startswith(each + "-") for each in spellings):
            return normal
    return name


def _encoding_error(filename, text, detail=""):
    """The SyntaxError that names the file, if there is one."""
    place = "" if filename is None else f" for {filename!r}"
    return SyntaxError(f"{text}{place}{detail}")


def _cookie(line, filename, has_mark):
    """The encoding that a line declares, or None."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise _encoding_error(filename, "invalid or missing encoding declaration") from None
    match = cookie_re.match(text)
    if match is None:
        return None
    encoding = _normal_encoding(match[1])
    try:
        lookup(encoding)
    except LookupError:
        raise _encoding_error(filename, "unknown encoding", f": {encoding}") from None
    if not has_mark:
        return encoding
    if encoding != "utf-8":
        raise _encoding_error(filename, "encoding problem", ": utf-8")
    return "utf-8-sig"


def detect_encoding(readline):
    """The encoding of source, by its byte order mark or its declaration, and the lines (two at most) read to find it."""
    filename = getattr(getattr(readline, "__self__", None), "name", None)
    lines, default = [], "utf-8"
    for number in range(2):
        try:
            line = readline()
        except StopIteration:
            line = b""
        if number == 0 and line.startswith(BOM_UTF8):
            line, default = line[len(BOM_UTF8):], "utf-8-sig"
        if not line:
            break
        lines.append(line)
        encoding = _cookie(line, filename, default == "utf-8-sig")
        if encoding:
            return encoding, lines
        if not blank_re.match(line):
            break
    return default, lines


def open(filename):
    """Open a file of source for reading as text, in the encoding that it declares."""
    binary = builtins.open(filename, "rb")
    try:
        encoding, _ = detect_encoding(binary.readline)
        binary.seek(0)
        text = TextIOWrapper(binary, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        binary.close()
        raise


# -- back to text

_NAMED = re.compile(r"(?<!\\)((?:\\\\)*\\N\{[^}]*\})|([{}])")


def _double_braces(text):
    """The text of an f-string as it is written: braces doubled, those of a character's name left alone."""
    return _NAMED.sub(lambda match: match[1] or match[2] * 2, text)


class Untokenizer:
    """Text grown from tokens: by their places as long as these are given, by simple spacing after that."""

    def __init__(self):
        self.tokens = []
        self.prev_row, self.prev_col = 1, 0
        self.prev_type = None
        self.encoding = None
        self.indents = []
        self.line_begins = False

    def untokenize(self, iterable):
        tokens = iter(iterable)
        for item in tokens:
            if len(item) == 2:
                self.line_begins = item[0] in (NEWLINE, NL)
                self.add_loosely(item, tokens)
                break
            kind, text, start, end, _ = item
            if kind == ENDMARKER:
                break
            if not self.note(kind, text, end):
                self.add_placed(kind, text, start, end)
        return "".join(self.tokens)

    def note(self, kind, text, end=None):
        """Take in what leaves no text of its own; False for anything else."""
        if kind == ENCODING:
            self.encoding = text
        elif kind == INDENT:
            self.indents.append(text)
        elif kind == DEDENT:
            self.indents.pop()
            if end is not None:
                self.prev_row, self.prev_col = end
        else:
            return False
        return True

    def add_placed(self, kind, text, start, end):
        if kind in (NEWLINE, NL):
            self.line_begins = True
        elif self.line_begins and self.indents:
            if start[1] >= len(self.indents[-1]):
                self.tokens.append(self.indents[-1])
                self.prev_col = len(self.indents[-1])
            self.line_begins = False
        elif kind == FSTRING_MIDDLE and ("{" in text or "}" in text):
            text = _double_braces(text)
            last = text.splitlines()[-1]
            end = (end[0], end[1] + last.count("{{") + last.count("}}"))
        elif kind in (STRING, FSTRING_START) and self.prev_type in (STRING, FSTRING_END):
            self.tokens.append(" ")
        self.add_whitespace(start)
        self.tokens.append(text)
        self.prev_row, self.prev_col = end
        if kind in (NEWLINE, NL):
            self.prev_row, self.prev_col = self.prev_row + 1, 0
        self.prev_type = kind

    def add_whitespace(self, start):
        """Fill the gap between the last token and this place."""
        row, column = start
        if (row, column) < (self.prev_row, self.prev_col):
            raise ValueError(f"start ({row},{column}) precedes previous end ({self.prev_row},{self.prev_col})")
        if row > self.prev_row:
            self.tokens.append("\\\n" * (row - self.prev_row))
            self.prev_col = 0
        self.tokens.append(" " * (column - self.prev_col))

    def add_loosely(self, first, rest):
        literals = 0
        after_string = False
        for item in [first, *rest]:
            kind, text = item[:2]
            if kind == ENCODING:
                self.encoding = text
                continue
            text += " " if kind in (NAME, NUMBER) else ""
            text = " " + text if kind == STRING and after_string else text
            after_string = kind == STRING
            literals += (kind == FSTRING_START) - (kind == FSTRING_END)
            if self.note(kind, text):
                continue
            if kind in (NEWLINE, NL):
                self.line_begins = True
            elif self.line_begins and self.indents:
                self.tokens.append(self.indents[-1])
                self.line_begins = False
            elif kind == FSTRING_MIDDLE:
                text = _double_braces(text)
            if literals and text in ("{", "}") and self.tokens and self.tokens[-1] == text:
                text = " " + text
            if kind in (STRING, FSTRING_START) and self.prev_type in (STRING, FSTRING_END):
                self.tokens.append(" ")
            self.tokens.append(text)
            self.prev_type = kind


def untokenize(iterable):
    """The source that gives these tokens: bytes if an ENCODING is among them, else str.

    Tokens with their places give the source back as it was, but for the space around backslashes at the ends of lines.
    Pairs of kind and text give source that has the same tokens.
    """
    grown = Untokenizer()
    text = grown.untokenize(iterable)
    return text if grown.encoding is None else text.encode(grown.encoding)
