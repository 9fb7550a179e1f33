# SPDX-License-Identifier: MIT
"""Priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2], so that heap[0] is the smallest item."""
from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace)

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """Iterate over all items of sorted iterables, in order, holding one item of each; equal items keep their order."""
    sign = -1 if reverse else 1
    order, replace, drop = ((_heapify_max, _heapreplace_max, _heappop_max) if reverse
                            else (heapify, heapreplace, heappop))
    heap = []
    for rank, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            heap.append([item if key is None else key(item), rank * sign, item, iterator])
            break
    order(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for item in entry[3]:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            replace(heap, entry)
            break
        else:
            drop(heap)
    if heap:
        _, _, item, iterator = heap[0]
        yield item
        yield from iterator


def _is_whole(iterable, n):
    """Whether the iterable has a length, and that is no more than n."""
    try:
        return n >= len(iterable)
    except (TypeError, AttributeError):
        return False


_none = object()


def _only(best, iterable, key):
    found = best(iterable, default=_none, key=key)
    return [] if found is _none else [found]


def _select(n, iterable, key, reverse):
    """The n first items in the order asked for, which is that of sorted(); a heap holds the worst of them on top."""
    sign = 1 if reverse else -1
    order, replace = (heapify, heapreplace) if reverse else (_heapify_max, _heapreplace_max)
    iterator = iter(iterable)
    heap = []
    rank = 0
    while rank < n:
        for item in iterator:
            heap.append((item if key is None else key(item), -sign * rank, item))
            rank += 1
            break
        else:
            break
    if not heap:
        return heap
    order(heap)
    worst = heap[0][0]
    for item in iterator:
        value = item if key is None else key(item)
        if (worst < value) if reverse else (value < worst):
            replace(heap, (value, -sign * rank, item))
            worst = heap[0][0]
            rank += 1
    heap.sort(reverse=reverse)
    return [item for _, _, item in heap]


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order: sorted(iterable, key=key)[:n]."""
    if n == 1:
        return _only(min, iterable, key)
    if _is_whole(iterable, n):
        return sorted(iterable, key=key)[:n]
    return _select(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, in order: sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        return _only(max, iterable, key)
    if _is_whole(iterable, n):
        return sorted(iterable, key=key, reverse=True)[:n]
    return _select(n, iterable, key, True)
