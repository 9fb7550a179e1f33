# SPDX-License-Identifier: MIT
"""Differences between sequences: matching blocks, edit scripts, and their usual text forms.

The matcher is Ratcliff and Obershelp's "gestalt" one: the longest block that both sequences have in common is taken, then the
same is done on its left and on its right. Junk never begins a block; it may only extend one.
"""
import re
from collections import namedtuple
from heapq import nlargest
from types import GenericAlias

__all__ = ["get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK", "IS_LINE_JUNK", "context_diff",
           "unified_diff", "diff_bytes", "Match"]

Match = namedtuple("Match", "a b size")


def _share(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items. The second one is indexed, so keep it and change the first."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set the two sequences to be compared."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence."""
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence, and index it."""
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = self.fullbcount = None
            self._index()

    def _index(self):
        """Notes where each item of b stands (b2j), without junk and, in long sequences, without what is everywhere."""
        places = self.b2j = {}
        for j, item in enumerate(self.b):
            places.setdefault(item, []).append(j)
        self.bjunk = {item for item in places if self.isjunk(item)} if self.isjunk else set()
        for item in self.bjunk:
            del places[item]
        self.bpopular = set()
        if self.autojunk and len(self.b) >= 200:
            limit = len(self.b) // 100 + 1
            self.bpopular = {item for item, where in places.items() if len(where) > limit}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block that a[alo:ahi] and b[blo:bhi] share; of equal ones the earliest in a, then in b."""
        a, b, junk = self.a, self.b, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        i, j, size = self._longest_clean(alo, ahi, blo, bhi)
        for only_junk in False, True:
            while i > alo and j > blo and (b[j - 1] in junk) == only_junk and a[i - 1] == b[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and (b[j + size] in junk) == only_junk and a[i + size] == b[j + size]:
                size += 1
        return Match(i, j, size)

    def _longest_clean(self, alo, ahi, blo, bhi):
        """The same without junk: `runs` holds, by its end in b, the length of each common run that ends at a[i]."""
        a, places, none = self.a, self.b2j, ()
        start_a, start_b, size = alo, blo, 0
        runs = {}
        for i in range(alo, ahi):
            longer = {}
            for j in places.get(a[i], none):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = longer[j] = runs.get(j - 1, 0) + 1
                if length > size:
                    start_a, start_b, size = i - length + 1, j - length + 1, length
            runs = longer
        return start_a, start_b, size

    def get_matching_blocks(self):
        """The blocks in common, as Match(i, j, n) in rising order; the last is a dummy of size 0 at both ends."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        found, todo = [], [(0, len(self.a), 0, len(self.b))]
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            i, j, size = block = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(block)
                if alo < i and blo < j:
                    todo.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    todo.append((i + size, ahi, j + size, bhi))
        self.matching_blocks = self._joined(sorted(found))
        return self.matching_blocks

    def _joined(self, blocks):
        """Blocks that touch in both sequences made one."""
        joined = []
        for i, j, size in blocks:
            if joined and joined[-1].a + joined[-1].size == i and joined[-1].b + joined[-1].size == j:
                joined[-1] = Match(joined[-1].a, joined[-1].b, joined[-1].size + size)
            else:
                joined.append(Match(i, j, size))
        return joined + [Match(len(self.a), len(self.b), 0)]

    def get_opcodes(self):
        """(tag, i1, i2, j1, j2) for each step that turns a into b; the tag is replace, delete, insert or equal."""
        if self.opcodes is None:
            i = j = 0
            self.opcodes = []
            for block_a, block_b, size in self.get_matching_blocks():
                if i < block_a or j < block_b:
                    tag = "insert" if i == block_a else "delete" if j == block_b else "replace"
                    self.opcodes.append((tag, i, block_a, j, block_b))
                i, j = block_a + size, block_b + size
                if size:
                    self.opcodes.append(("equal", block_a, i, block_b, j))
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """The changes in groups with n lines of context around them: a generator of lists of opcodes."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        group, last = [], len(codes) - 1
        for index, (tag, i1, i2, j1, j2) in enumerate(codes):
            if tag == "equal":
                if index == 0:
                    i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
                if index == last:
                    i2, j2 = min(i2, i1 + n), min(j2, j1 + n)
                elif i2 - i1 > 2 * n and index:
                    group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                    yield group
                    group, i1, j1 = [], max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How alike the sequences are, from 0 to 1: twice the number of matches by the sum of the lengths."""
        return _share(sum(block.size for block in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): as if the order did not count."""
        if self.fullbcount is None:
            self.fullbcount = {}
            for item in self.b:
                self.fullbcount[item] = self.fullbcount.get(item, 0) + 1
        left, matches = {}, 0
        for item in self.a:
            count = left[item] if item in left else self.fullbcount.get(item, 0)
            left[item] = count - 1
            matches += count > 0
        return _share(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio() from the lengths alone."""
        return _share(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

    __class_getitem__ = classmethod(GenericAlias)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n best of those possibilities that are at least as like the word as the cutoff says, best first."""
    if not n > 0:
        raise ValueError("n must be > 0: %r" % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError("cutoff must be in [0.0, 1.0]: %r" % (cutoff,))
    matcher, found = SequenceMatcher(b=word), []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), candidate))
    return [candidate for ratio, candidate in nlargest(n, found)]


def IS_LINE_JUNK(line, pat=re.compile(r"\s*(?:#\s*)?$").match):
    """True for a line that is blank or holds one '#' alone."""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """True for a blank or a tab."""
    return ch in ws


def _marked(tag, lines):
    for line in lines:
        yield f"{tag} {line}"


class Differ:
    """Compares lists of lines, and shows inside lines that are alike what changed.

    Each line of the result begins with "- " (only in the first), "+ " (only in the second), "  " (in both) or "? " (in neither:
    a guide to the eye under the line above).
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        """Compare two lists of lines, each with its newline; yields the lines of the difference."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "equal":
                yield from _marked(" ", a[alo:ahi])
            else:
                yield from self._changed(a[alo:ahi], b[blo:bhi])

    def _changed(self, a, b):
        """The difference of two runs of lines without a common block: the two lines most alike split them, again and again."""
        todo = [(a, b)]
        while todo:
            piece = todo.pop()
            if isinstance(piece, str):
                yield piece
                continue
            a, b = piece
            best = self._closest(a, b) if a and b else None
            if best is None:
                yield from self._replaced(a, b)
            else:
                i, j = best
                pair = ["  " + a[i]] if a[i] == b[j] else list(self._inside(a[i], b[j]))
                todo += [(a[i + 1:], b[j + 1:]), *reversed(pair), (a[:i], b[:j])]

    def _replaced(self, a, b):
        first, second = _marked("-", a), _marked("+", b)
        if b and len(b) < len(a):
            first, second = second, first
        yield from first
        yield from second

    def _closest(self, a, b):
        """Where the two lines stand that are most alike, or else the first two equal ones; None if there are neither."""
        best, where, equal = 0.74, None, None
        matcher = SequenceMatcher(self.charjunk)
        for j, new in enumerate(b):
            matcher.set_seq2(new)
            for i, old in enumerate(a):
                if old == new:
                    equal = equal or (i, j)
                    continue
                matcher.set_seq1(old)
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                    best, where = matcher.ratio(), (i, j)
        return where if best >= 0.75 else equal

    def _inside(self, old, new):
        """Two lines that are alike, with marks under what differs."""
        old_marks = new_marks = ""
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, old, new).get_opcodes():
            old_marks += {"replace": "^", "delete": "-", "equal": " ", "insert": ""}[tag] * (i2 - i1)
            new_marks += {"replace": "^", "insert": "+", "equal": " ", "delete": ""}[tag] * (j2 - j1)
        for sign, line, marks in ("-", old, old_marks), ("+", new, new_marks):
            yield f"{sign} {line}"
            guide = "".join(c if mark == " " and c.isspace() else mark for c, mark in zip(line, marks)).rstrip()
            if guide:
                yield f"? {guide}\n"


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Compare lists of lines: Differ's result, as a generator."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of the first (1) or second (2) sequence from which ndiff made the delta."""
    try:
        tag = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which) from None
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]


def _check_lines(a, b, *words):
    for lines in a, b:
        if lines and not isinstance(lines[0], str):
            raise TypeError("lines to compare must be str, not %s (%r)" % (type(lines[0]).__name__, lines[0]))
    for word in words:
        if not isinstance(word, str):
            raise TypeError("all arguments must be str, not: %r" % (word,))


def _names(old_sign, new_sign, fromfile, tofile, fromfiledate, tofiledate, lineterm):
    for sign, name, date in (old_sign, fromfile, fromfiledate), (new_sign, tofile, tofiledate):
        yield "{} {}{}{}".format(sign, name, "\t" + date if date else "", lineterm)


def _unified_range(start, stop):
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _context_range(start, stop):
    length = stop - start
    return f"{start + bool(length)}" if length <= 1 else f"{start + 1},{stop}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The difference of two lists of lines in unified form, with n lines of context; a generator."""
    _check_lines(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            yield from _names("---", "+++", fromfile, tofile, fromfiledate, tofiledate, lineterm)
            started = True
        first, last = group[0], group[-1]
        yield f"@@ -{_unified_range(first[1], last[2])} +{_unified_range(first[3], last[4])} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            for line in a[i1:i2]:
                yield "-" + line
            for line in b[j1:j2]:
                yield "+" + line


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The difference of two lists of lines in context form, with n lines of context; a generator."""
    _check_lines(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            yield from _names("***", "---", fromfile, tofile, fromfiledate, tofiledate, lineterm)
            started = True
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_context_range(first[1], last[2])} ****{lineterm}"
        yield from _context_side(group, a, "delete", 1)
        yield f"--- {_context_range(first[3], last[4])} ----{lineterm}"
        yield from _context_side(group, b, "insert", 3)


def _context_side(group, lines, own, at):
    """One side of a group in context form; nothing when that side has no change."""
    if any(code[0] in ("replace", own) for code in group):
        sign = {"equal": "  ", "replace": "! ", own: "- " if own == "delete" else "+ "}
        for code in group:
            if code[0] in sign:
                for line in lines[code[at]:code[at + 1]]:
                    yield sign[code[0]] + line


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3, lineterm=b"\n"):
    """A difference of lines of bytes of any encoding, by a function for str such as unified_diff."""
    def text(data):
        try:
            return data.decode("ascii", "surrogateescape")
        except AttributeError as err:
            raise TypeError("all arguments must be bytes, not %s (%r)" % (type(data).__name__, data)) from err

    words = [text(word) for word in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc([text(line) for line in a], [text(line) for line in b], *words, n, text(lineterm)):
        yield line.encode("ascii", "surrogateescape")
