# SPDX-License-Identifier: MIT
"""_tokenscan - the scanner behind tokenize: lines of source in, plain 5-tuples out.

A Scanner reads a line when it needs one and keeps where it stands in `line`, `row` and `pos`. What is open around that
place is a stack of brackets (only its depth counts: whether they match is the parser's affair) and a stack of FString, one
for each f-string literal around it. The top one says whether the text at hand is literal (`literal`) or an expression
between braces; `depth` counts its open brackets, `starts` holds the depth at which each open replacement field began.

A token's line is the text of all lines it touches. A last line without its end gets one of no characters, which is one
column wide. Mistakes leave as TokenError, wrong indentation as IndentationError or TabError.
"""
import re
import warnings
from token import *
from token import EXACT_TOKEN_TYPES

MAX_INDENT = 100
MAX_LEVEL = 200
MAX_FSTRINGS = 150
MAX_FIELDS = 3
TAB = 8

SPACE = re.compile(r"[ \t\f]*")
COMMENT_TEXT = re.compile(r"#[^\r\n]*")
STRING_START = re.compile(r"(?i:br|rb|fr|rf|[bruf])?('''|\"\"\"|'|\")")
IDENTIFIER = re.compile(r"(?:[A-Za-z_]|[^\x00-\x7f])(?:\w|[^\x00-\x7f])*", re.ASCII)
NUMBER_START = re.compile(r"\.?[0-9]")
DIGITS = re.compile(r"[0-9](?:_?[0-9])*")
OPERATOR = re.compile("|".join(re.escape(text) for text in sorted([*EXACT_TOKEN_TYPES, "<>"], key=len, reverse=True)))
RADIX = {"x": ("hexadecimal", re.compile(r"(?:_?[0-9a-fA-F])+")), "o": ("octal", re.compile(r"(?:_?[0-7])+")),
         "b": ("binary", re.compile(r"(?:_?[01])+"))}


class TokenError(Exception):
    pass


class FString:
    """A literal whose end has not been seen."""

    def __init__(self, prefix, quote, row, pos):
        self.raw = "r" in prefix.lower()
        self.quote = quote
        self.row, self.pos = row, pos
        self.literal = True
        self.spec = False
        self.depth = 0
        self.fields = -1


class Scanner:
    """The tokens of the source whose lines readline() gives; '' or StopIteration ends it."""

    def __init__(self, readline):
        self.readline = readline
        self.line, self.row, self.pos = "", 0, 0
        self.buffered = self.buffered_bytes = 0     # what was read since no token was open: where errors at its end stand
        self.ended = False
        self.level = 0
        self.fstrings = []
        self.indents = [(0, 0)]     # columns with tabs of eight, and with tabs of one

    # -- lines

    def next_line(self, within_token=False):
        """Go on to the next line; False, and nothing moves, if there is none."""
        if not within_token and not self.fstrings:
            self.buffered = self.buffered_bytes = 0
        try:
            line = "" if self.ended else self.readline()
        except StopIteration:
            line = ""
        if not isinstance(line, str):
            raise TypeError("readline() returned a non-string object")
        if "\0" in line:
            raise TokenError("source code cannot contain null bytes", (max(self.row, 1), 0))
        if not line:
            self.ended = True
            return False
        self.line, self.pos = line, 0
        self.row += 1
        self.buffered += len(line) + (line[-1] != "\n")
        self.buffered_bytes += len(line.encode("utf-8", "surrogatepass")) + (line[-1] != "\n")
        return True

    def at_end_of_line(self):
        return self.pos >= len(self.line) or self.line[self.pos] in "\r\n"

    def peek(self, ahead=0):
        place = self.pos + ahead
        return self.line[place] if place < len(self.line) else ""

    def fail(self, message, pos, row=None):
        raise TokenError(message, (self.row if row is None else row, pos))

    def fail_indent(self, kind, message):
        line = self.line.removesuffix("\n")
        raise kind(message, ("<string>", self.row, len(line) + 1, line, None, None))

    def token(self, kind, end):
        """The token from where the scanner stands to `end` of the same line."""
        start, self.pos = self.pos, end
        return kind, self.line[start:end], (self.row, start), (self.row, end), self.line

    # -- the whole

    def tokens(self):
        while self.next_line():
            yield from self.line_start()
            blank = self.at_end_of_line() or self.peek() == "#"
            while True:
                token = self.literal_part() if self.fstrings and self.fstrings[-1].literal else self.code_part(blank)
                if token is None:
                    continue
                yield token
                if token[0] in (NEWLINE, NL):
                    if not self.level:
                        break
                    if not self.next_line():
                        self.fail("unexpected EOF in multi-line statement", self.buffered_bytes)
                    blank = False
        place = (self.row + 1, 0)
        for _ in self.indents[1:]:
            yield DEDENT, "", place, place, ""
        yield ENDMARKER, "", place, place, ""

    # -- indentation

    def line_start(self):
        column, alternate = self.measure()
        if self.at_end_of_line() or self.peek() == "#":
            return
        top = self.indents[-1]
        if column > top[0]:
            if len(self.indents) >= MAX_INDENT:
                self.fail_indent(IndentationError, "too many levels of indentation")
            if alternate <= top[1]:
                self.fail_indent(TabError, "inconsistent use of tabs and spaces in indentation")
            self.indents.append((column, alternate))
            yield INDENT, self.line[:self.pos], (self.row, 0), (self.row, self.pos), self.line
            return
        dedents = 0
        while column < self.indents[-1][0]:
            self.indents.pop()
            dedents += 1
        if column != self.indents[-1][0]:
            self.fail_indent(IndentationError, "unindent does not match any outer indentation level")
        if alternate != self.indents[-1][1]:
            self.fail_indent(TabError, "inconsistent use of tabs and spaces in indentation")
        for _ in range(dedents):
            yield DEDENT, "", (self.row, self.pos), (self.row, self.pos), self.line

    def measure(self):
        """Pass over the indentation; the first of lines joined by backslashes decides unless it has none."""
        column = alternate = joined = 0
        while True:
            char = self.peek()
            if char == " ":
                column, alternate = column + 1, alternate + 1
            elif char == "\t":
                column, alternate = (column // TAB + 1) * TAB, alternate + 1
            elif char == "\f":
                column = alternate = 0
            elif char == "\\":
                joined = joined or column
                self.join_line(within_token=False)
                continue
            else:
                return (joined, joined) if joined else (column, alternate)
            self.pos += 1

    def join_line(self, within_token):
        """At a backslash: go on to the next line."""
        self.pos += 1
        if not self.at_end_of_line():
            self.fail("unexpected character after line continuation character", self.buffered)
        if not self.next_line(within_token):
            self.fail("unexpected EOF in multi-line statement", self.buffered_bytes)

    # -- code

    def code_part(self, blank):
        """The next token outside of literals; None after a joined line."""
        self.pos = SPACE.match(self.line, self.pos).end()
        if self.at_end_of_line():
            return self.line_end(NL if blank or self.level else NEWLINE)
        char = self.peek()
        if char == "#":
            return self.token(COMMENT, COMMENT_TEXT.match(self.line, self.pos).end())
        if match := STRING_START.match(self.line, self.pos):
            return self.fstring_start(match) if "f" in match[0].lower() else self.string(match)
        if match := IDENTIFIER.match(self.line, self.pos):
            return self.token(NAME, match.end())
        if NUMBER_START.match(self.line, self.pos):
            return self.token(NUMBER, self.number_end())
        if char == "\\":
            return self.join_line(within_token=bool(self.line[:self.pos].strip(" \t\f")))
        return self.operator(char)

    def line_end(self, kind):
        text = self.line[self.pos:]
        start, self.pos = self.pos, len(self.line)
        return kind, text, (self.row, start), (self.row, start + len(text) + (not text.endswith("\n"))), self.line

    def operator(self, char):
        match = OPERATOR.match(self.line, self.pos)
        if match is None and not char.isprintable():
            self.fail(f"invalid non-printable character U+{ord(char):04X}", self.pos + 1)
        fstring = self.fstrings[-1] if self.fstrings else None
        if char == ":" and fstring and fstring.depth - 1 == fstring.fields:
            fstring.literal = fstring.spec = True
            return self.token(OP, self.pos + 1)
        if char in "([{":
            self.open_bracket(fstring)
        elif char in ")]}":
            self.close_bracket(char, fstring)
        return self.token(OP, match.end() if match else self.pos + 1)

    def open_bracket(self, fstring):
        if self.level >= MAX_LEVEL:
            self.fail("too many nested parentheses", self.pos + 1)
        self.level += 1
        if fstring:
            fstring.depth += 1

    def close_bracket(self, char, fstring):
        if fstring and not fstring.depth and char == "}":
            self.fail("f-string: single '}' is not allowed", self.pos + 1)
        self.level -= self.level > 0
        if fstring is None:
            return
        fstring.depth -= 1
        if fstring.depth < 0:
            self.fail(f"f-string: unmatched '{char}'", self.pos + 1)
        if char == "}" and fstring.depth == fstring.fields:
            fstring.fields -= 1
            fstring.literal, fstring.spec = True, False

    # -- numbers

    def number_end(self):
        place = self.pos
        if self.line[place] == "0" and (kind := self.peek(1).lower()) in RADIX:
            return self.radix_end(place + 2, *RADIX[kind])
        if self.line[place] != ".":
            place = self.digits_end(place)
        if self.line[place:place + 1] == ".":
            place = self.digits_end(place + 1)
        place = self.exponent_end(place)
        return place + (self.line[place:place + 1] in ("j", "J"))

    def digits_end(self, place):
        match = DIGITS.match(self.line, place)
        if match is None:
            return place
        if self.line[match.end():match.end() + 1] == "_":
            self.fail("invalid decimal literal", match.end() + 1)
        return match.end()

    def exponent_end(self, place):
        if self.line[place:place + 1] not in ("e", "E"):
            return place
        sign = self.line[place + 1:place + 2] in ("+", "-")
        end = self.digits_end(place + 1 + sign)
        if end > place + 1 + sign:
            return end
        if sign:
            self.fail("invalid decimal literal", place + 2)
        return place

    def radix_end(self, place, name, digits):
        match = digits.match(self.line, place)
        end = match.end() if match else place
        bad = end + (self.line[end:end + 1] == "_")
        char = self.line[bad:bad + 1]
        if name != "hexadecimal" and char.isascii() and char.isdigit():
            self.fail(f"invalid digit '{char}' in {name} literal", bad + 1)
        if match is None or bad > end:
            self.fail(f"invalid {name} literal", bad)
        return end

    # -- strings

    def string(self, match):
        quote, row, start = match[1], self.row, self.pos
        lines, begin, escaped = [self.line], self.pos, False
        self.pos = match.end()
        while True:
            char = self.peek()
            if self.line.startswith(quote, self.pos):
                self.pos += len(quote)
                whole = "".join(lines)
                before = len(whole) - len(self.line)
                return STRING, whole[begin:before + self.pos], (row, start), (self.row, self.pos), whole
            if char == "\\" and self.pos + 1 < len(self.line):
                self.pos += 1
                char = self.peek()
                escaped = escaped or char == quote[0]
                if char in "\r\n":
                    self.pos = len(self.line)
                else:
                    self.pos += 1
            elif char and char not in "\r\n":
                self.pos += 1
                continue
            elif len(quote) == 1:
                self.unterminated(quote, row, start, escaped)
            else:
                self.pos = len(self.line)
            if self.pos >= len(self.line):
                if not self.next_line(within_token=True):
                    self.unterminated(quote, row, start, escaped)
                lines.append(self.line)

    def unterminated(self, quote, row, start, escaped):
        if self.fstrings and self.fstrings[-1].quote == quote:
            self.fail("f-string: expecting '}'", start + 1, row)
        if len(quote) == 3:
            self.fail("EOF in multi-line string", start + 1, row)
        hint = "; perhaps you escaped the end quote?" if escaped else ""
        self.fail(f"unterminated string literal (detected at line {self.row}){hint}", start + 1, row)

    # -- f-strings

    def fstring_start(self, match):
        if len(self.fstrings) + 1 >= MAX_FSTRINGS:
            self.fail("too many nested f-strings", match.end())
        self.fstrings.append(FString(match[0][:match.start(1) - match.start()], match[1], self.row, self.pos))
        return self.token(FSTRING_START, match.end())

    def literal_part(self):
        """In the text of an f-string: its next piece or its end; None at an expression."""
        fstring = self.fstrings[-1]
        if self.peek() == "{" and self.peek(1) != "{":
            self.open_field(fstring)
            return None
        if self.line.startswith(fstring.quote, self.pos):
            self.fstrings.pop()
            return self.token(FSTRING_END, self.pos + len(fstring.quote))
        return self.middle(fstring)

    def open_field(self, fstring):
        fstring.fields += 1
        if fstring.fields >= MAX_FIELDS:
            self.fail("f-string: expressions nested too deeply", self.pos)
        fstring.literal = False

    def middle(self, fstring):
        row, start, lines = self.row, self.pos, [self.line]
        skip = 0
        spec = fstring.spec and fstring.fields >= 0
        named = False
        while not self.line.startswith(fstring.quote, self.pos):
            char = self.peek()
            if char in ("", "\r", "\n"):
                if len(fstring.quote) == 1 and spec:
                    fstring.literal = fstring.spec = False
                    break
                if len(fstring.quote) == 1:
                    self.unterminated_fstring(fstring)
                self.pos = len(self.line)
            elif char == "{":
                if self.peek(1) == "{" and not spec:
                    self.pos, skip = self.pos + 1, 1
                else:
                    self.open_field(fstring)
                break
            elif char == "}":
                if named:
                    self.pos += 1
                elif self.peek(1) == "}" and not spec and not fstring.depth:
                    self.pos, skip = self.pos + 1, 1
                else:
                    fstring.literal = False
                break
            elif char == "\\":
                named = self.escape(fstring) or named
            else:
                self.pos += 1
            if self.pos >= len(self.line):
                if not self.next_line(within_token=True):
                    self.unterminated_fstring(fstring)
                lines.append(self.line)
        whole = "".join(lines)
        text = whole[start:len(whole) - len(self.line) + self.pos]
        end = (self.row, self.pos)
        self.pos += skip
        return FSTRING_MIDDLE, text, (row, start), end, whole

    def escape(self, fstring):
        """Pass over an escape; True for the opening of a character's name."""
        following = self.peek(1)
        if following in ("{", "}"):
            self.pos += 1
            if not fstring.raw:
                self.warn_escape(following)
            return False
        if following in ("", "\r", "\n"):
            self.pos = len(self.line)
            return False
        named = following == "N" and self.peek(2) == "{" and not fstring.raw
        self.pos += 3 if named else 2
        return named

    def warn_escape(self, char):
        message = f"invalid escape sequence '\\{char}'"
        try:
            warnings.warn_explicit(message, SyntaxWarning, "<string>", self.row)
        except SyntaxWarning:
            self.fail(message, self.pos + 1)

    def unterminated_fstring(self, fstring):
        kind = "triple-quoted f-string" if len(fstring.quote) == 3 else "f-string"
        self.fail(f"unterminated {kind} literal (detected at line {self.row})", fstring.pos + 1, fstring.row)
