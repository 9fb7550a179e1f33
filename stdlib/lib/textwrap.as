# SPDX-License-Identifier: MIT
"""Paragraphs as lines of a given width, and common indentation added or taken away."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_whitespace = "\t\n\x0b\x0c\r "
_to_space = {ord(char): " " for char in _whitespace}


def _is_letter(char):
    return char.isalnum() and not char.isdigit() or char == "_"


def _is_word(char):
    return char.isalnum() or char == "_"


def _dashes(text, start):
    """The end of a dash of two or more hyphens at `start` that a word follows, or 0."""
    end = start
    while end < len(text) and text[end] == "-":
        end += 1
    return end if end - start >= 2 and end < len(text) and _is_word(text[end]) else 0


def _before_dash(char):
    return _is_word(char) or char in "!\"'&.,?"


def _breaks_after_hyphen(text, start, end):
    """Whether a word may be broken after the hyphen at `end`: between letters, of which there are enough."""
    after = text[end + 1:end + 4]
    if not after or not _is_letter(after[0]):
        return False
    second = after[2:3] if after[1:2] == "-" else after[1:2]
    if not second or not _is_letter(second):
        return False
    before = text[max(end - 3, 0):end]
    if len(before) >= 2 and _is_letter(before[-1]) and _is_letter(before[-2]):
        return True
    return len(before) >= 3 and _is_letter(before[-1]) and before[-2] == "-" and _is_letter(before[-3])


def _chunks(text, break_on_hyphens):
    """The pieces between which a line may be broken: words, parts of words up to a hyphen, dashes, and white space."""
    chunks = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        if text[start] in _whitespace:
            while end < size and text[end] in _whitespace:
                end += 1
        elif break_on_hyphens and text[start] == "-" and start and _before_dash(text[start - 1]) and _dashes(text, start):
            end = _dashes(text, start)
        else:
            while end < size and text[end] not in _whitespace:
                if break_on_hyphens and text[end] == "-":
                    if _breaks_after_hyphen(text, start, end):
                        end += 1
                        break
                    if _before_dash(text[end - 1]) and _dashes(text, end):
                        break
                end += 1
        chunks.append(text[start:end])
        start = end
    return chunks


class TextWrapper:
    """Wraps text; what it does is settled by its attributes."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate(_to_space) if self.replace_whitespace else text

    def _split(self, text):
        return _chunks(text, self.break_on_hyphens is True)

    def _fix_sentence_endings(self, chunks):
        for index in range(len(chunks) - 1):
            if chunks[index + 1] != " ":
                continue
            end = chunks[index]
            if end[-1:] in ("'", '"'):
                end = end[:-1]
            if end[-1:] in (".", "!", "?") and len(end) > 1 and "a" <= end[-2] <= "z":
                chunks[index + 1] = "  "

    def _split_chunks(self, text):
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return chunks

    def _break_long(self, chunks, line, room):
        """Put what fits of the first chunk, which is longer than a line, on this line."""
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        chunk = chunks[-1]
        end = room
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                end = hyphen + 1
        line.append(chunk[:end])
        chunks[-1] = chunk[end:]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, length = self._fill_line(chunks, width)
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and length <= width):
                lines.append(indent + "".join(line))
            else:
                self._close(lines, line, length, indent, width)
                break
        return lines

    def _fill_line(self, chunks, width):
        """Take from the chunks, which are in reverse, what fits on a line."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._break_long(chunks, line, width - length if width >= 1 else 1)
            length = sum(map(len, line))
        return line, length

    def _close(self, lines, line, length, indent, width):
        """End the last line that is allowed with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of a paragraph, without line ends."""
        return self._wrap_chunks(self._split_chunks(text))

    def fill(self, text):
        """The paragraph as one string of lines."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph, without line ends."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The paragraph as one string of lines."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text with white space collapsed, cut at a word so that it fits."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Take away the white space that all lines begin with; lines of white space alone become empty."""
    lines = text.split("\n")
    margin = None
    for number, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            lines[number] = ""
            continue
        here = line[:len(line) - len(stripped)]
        if margin is None:
            margin = here
            continue
        common = 0
        while common < min(len(margin), len(here)) and margin[common] == here[common]:
            common += 1
        margin = margin[:common]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Put the prefix before each line that is not only white space, or that the predicate accepts."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
