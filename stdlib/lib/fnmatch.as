# SPDX-License-Identifier: MIT
"""File names and patterns as in shells: *, ?, [seq] and [!seq]."""
import os
import re
from functools import lru_cache

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name matches a pattern; on this platform the case of letters counts."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@lru_cache(maxsize=32768, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match."""
    match = _matcher(pat)
    return [name for name in names if match(name)]


def fnmatchcase(name, pat):
    """Whether a name matches a pattern; the case of letters counts."""
    return _matcher(pat)(name) is not None


def _translate_set(inside):
    """The regular expression of what stands between brackets."""
    negated = inside.startswith("!")
    if negated:
        inside = inside[1:]
    chunks, start = [], 0
    position = inside.find("-", 1)
    while position > 0:
        chunks.append(inside[start:position])
        start = position + 1
        position = inside.find("-", position + 3)
    last = inside[start:]
    if last:
        chunks.append(last)
    else:
        chunks[-1] += "-"
    for index in range(len(chunks) - 1, 0, -1):
        if chunks[index - 1][-1] > chunks[index][0]:
            chunks[index - 1] = chunks[index - 1][:-1] + chunks[index][1:]
            del chunks[index]
    text = "-".join(chunk.replace("\\", r"\\").replace("-", r"\-") for chunk in chunks)
    if not text:
        return "." if negated else "(?!)"
    for special in "&~|":
        text = text.replace(special, "\\" + special)
    if negated:
        return f"[^{text}]"
    return f"[\\{text}]" if text[0] in "^[" else f"[{text}]"


def translate(pat):
    """The regular expression of a pattern."""
    return rf"(?s:{_join_stars(_parts(pat, '.'))})\Z"


def _parts(pat, any_char):
    """The pieces of an expression; None stands for a star."""
    parts = []
    position, size = 0, len(pat)
    while position < size:
        char = pat[position]
        position += 1
        if char == "*":
            if not parts or parts[-1] is not None:
                parts.append(None)
        elif char == "?":
            parts.append(any_char)
        elif char == "[":
            end = position + (pat[position:position + 1] == "!")
            end = pat.find("]", end + 1)
            if end < 0:
                parts.append("\\[")
            else:
                parts.append(_translate_set(pat[position:end]))
                position = end + 1
        else:
            parts.append(re.escape(char))
    return parts


def _join_stars(parts):
    """Between two stars the shortest match is enough: an atomic group keeps the expression from trying others."""
    groups = [[]]
    for part in parts:
        if part is None:
            groups.append([])
        else:
            groups[-1].append(part)
    texts = ["".join(group) for group in groups]
    if len(texts) == 1:
        return texts[0]
    return texts[0] + "".join(f"(?>.*?{text})" for text in texts[1:-1]) + ".*" + texts[-1]
