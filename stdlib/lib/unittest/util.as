# SPDX-License-Identifier: MIT
"""Small helpers: representations that fit a line, and differences of collections."""
from collections import Counter, namedtuple
from os.path import commonprefix

__unittest = True

_WIDTH = 80  # longer representations are shortened where they are alike, or in the middle
_ENDS = 5  # the least that is kept at a beginning, an end, or of what two texts have in common
_GAP = len("[NNNN chars]")

_Mismatch = namedtuple("Mismatch", "actual expected value")


def safe_repr(obj, short=False):
    """repr(), or object's own where that fails; `short` cuts it."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text[:_WIDTH] + " [truncated]..." if short and len(text) >= _WIDTH else text


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def three_way_cmp(x, y):
    """-1, 0 or 1 as x is less than, equal to or greater than y."""
    return (x > y) - (x < y)


def _cut_middle(text, head, tail):
    cut = len(text) - head - tail
    return f"{text[:head]}[{cut} chars]{text[len(text) - tail:]}" if cut > _GAP else text


def common_shorten_repr(*objects):
    """The representations, each within a line: first what they have in common is cut, then what follows it."""
    texts = [safe_repr(obj) for obj in objects]
    longest = max(map(len, texts))
    if longest <= _WIDTH:
        return tuple(texts)
    prefix = commonprefix(texts)
    rests = [text[len(prefix):] for text in texts]
    room = _WIDTH - (longest - len(prefix) + _ENDS + _GAP)
    if room > _ENDS:
        return tuple(_cut_middle(prefix, _ENDS, room) + rest for rest in rests)
    keep = _WIDTH - (3 * _ENDS + 2 * _GAP)
    return tuple(_cut_middle(prefix, _ENDS, _ENDS) + _cut_middle(rest, keep, _ENDS) for rest in rests)


def sorted_list_difference(expected, actual):
    """What is in one only of two sorted lists: (missing, unexpected). How often does not matter."""
    missing, unexpected, i, j = [], [], 0, 0
    while i < len(expected) and j < len(actual):
        want, got = expected[i], actual[j]
        if want < got:
            missing.append(want)
        elif want > got:
            unexpected.append(got)
        if not want > got:
            while i < len(expected) and expected[i] == want:
                i += 1
        if not want < got:
            while j < len(actual) and actual[j] == got:
                j += 1
    return missing + expected[i:], unexpected + actual[j:]


def unorderable_list_difference(expected, actual):
    """The same for lists of anything; both lists are used up."""
    missing = []
    while expected:
        item = expected.pop()
        if item in actual:
            actual.remove(item)
        else:
            missing.append(item)
    return missing, actual


def count_difference(actual, expected):
    """(count in actual, count in expected, item) for every item whose counts differ."""
    try:
        have, want = Counter(actual), Counter(expected)
    except TypeError:
        return _count_unhashable(list(actual), list(expected))
    found = [_Mismatch(count, want[item], item) for item, count in have.items() if count != want[item]]
    return found + [_Mismatch(0, count, item) for item, count in want.items() if item not in have]


def _count_unhashable(actual, expected):
    found = []
    while actual or expected:
        item = actual[0] if actual else expected[0]
        have, want = actual.count(item), expected.count(item)
        actual[:] = [other for other in actual if not (other is item or other == item)]
        expected[:] = [other for other in expected if not (other is item or other == item)]
        if have != want:
            found.append(_Mismatch(have, want, item))
    return found
