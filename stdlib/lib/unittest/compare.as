# SPDX-License-Identifier: MIT
"""The texts that tell how two values differ. Each function returns the standard message, and the long difference below it."""
from .util import common_shorten_repr, count_difference, safe_repr

__unittest = True

_NOT_INDEXABLE = TypeError, IndexError, NotImplementedError


def _ndiff(first, second):
    from difflib import ndiff
    return "\n" + "".join(ndiff(first, second))


def _pretty_diff(first, second):
    from difflib import ndiff
    from pprint import pformat
    return "\n" + "\n".join(ndiff(pformat(first).splitlines(), pformat(second).splitlines()))


def texts(first, second):
    """Two str that differ."""
    ends = [text and not text.endswith("\n") for text in (first, second)]
    add = any(ends)  # a newline at the end of both, so that one missing shows as a difference
    lines = [(text + "\n" if add and text else text).splitlines(keepends=True) for text in (first, second)]
    return "%s != %s" % common_shorten_repr(first, second), _ndiff(*lines)


def mappings(first, second):
    """Two dictionaries that differ."""
    return "%s != %s" % common_shorten_repr(first, second), _pretty_diff(first, second)


def counts(first, second):
    """Two lists of items that are not the same ones as often; None if they are."""
    wrong = count_difference(first, second)
    if not wrong:
        return None
    lines = [f"First has {have}, Second has {want}:  {item!r}" for have, want, item in wrong]
    return "Element counts were not equal:\n", "\n".join(lines)


def sets(first, second, fail):
    """The message for two sets, or None if they are equal; `fail` is called when one of them is no set."""
    lines = []
    for word, one, other in ("first", first, second), ("second", second, first):
        try:
            extra = one.difference(other)
        except TypeError as e:
            fail(f"invalid type when attempting set difference: {e}")
        except AttributeError as e:
            fail(f"{word} argument does not support set difference: {e}")
        if extra:
            lines.append(f"Items in the {word} set but not the {'second' if word == 'first' else 'first'}:")
            lines.extend(map(repr, extra))
    return "\n".join(lines) or None


def sequences(first, second, name, same_type):
    """Two sequences; None if they are equal. `same_type` says that their types were checked."""
    lengths = []
    for word, sequence in ("First", first), ("Second", second):
        try:
            lengths.append(len(sequence))
        except (TypeError, NotImplementedError):
            return f"{word} {name} has no length.    Non-sequence?", _pretty_diff(first, second)
    if first == second:
        return None
    place = _first_difference(first, second, min(lengths), name)
    if place is None and lengths[0] == lengths[1] and not same_type and type(first) != type(second):
        return None
    message = "%ss differ: %s != %s\n" % (name.capitalize(), *common_shorten_repr(first, second))
    return message + (place or "") + _extra(first, second, lengths, name), _pretty_diff(first, second)


def _first_difference(first, second, common, name):
    for i in range(common):
        items = []
        for word, sequence in ("first", first), ("second", second):
            try:
                items.append(sequence[i])
            except _NOT_INDEXABLE:
                return f"\nUnable to index element {i} of {word} {name}\n"
        if items[0] != items[1]:
            return "\nFirst differing element %d:\n%s\n%s\n" % (i, *common_shorten_repr(*items))
    return None


def _extra(first, second, lengths, name):
    if lengths[0] == lengths[1]:
        return ""
    word, longer = ("First", first) if lengths[0] > lengths[1] else ("Second", second)
    at, many = min(lengths), abs(lengths[0] - lengths[1])
    message = f"\n{word} {name} contains {many} additional elements.\n"
    try:
        return message + f"First extra element {at}:\n{safe_repr(longer[at])}\n"
    except _NOT_INDEXABLE:
        return message + f"Unable to index element {at} of {word.lower()} {name}\n"
