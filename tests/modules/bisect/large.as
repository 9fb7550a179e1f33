# Positions beyond small ints, in sequences that are not lists; array.array among the ABCs, and weakly referenced.
import array
import bisect
import collections.abc
import sys
import weakref

n = sys.maxsize
r = range(n - 1)
print(bisect.bisect_left(r, n - 3) == n - 3, bisect.bisect_right(r, n - 3) == n - 2, bisect.bisect(r, n - 3, n - 5, n) if False else "")
print(bisect.bisect_left(r, n - 3, n - 10, n - 2) == n - 3)
a = array.array("i", [1, 2])
print(isinstance(a, collections.abc.MutableSequence), weakref.ref(a)() is a, isinstance(weakref.WeakSet(), collections.abc.MutableSet))
print(sorted(weakref.WeakSet([int, str]) | {float}, key=repr))
