# Imports under a failed allocation: a module that could not be imported can be imported later.
for attempt in range(2):
    try:
        import collections
        import functools
        import math
        print(collections.Counter("abca").most_common(1), functools.reduce(lambda a, b: a * b, [1, 2, 3]), math.comb(5, 2))
    except MemoryError:
        print("caught")
