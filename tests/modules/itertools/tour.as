# Every iterator, in one tour: ordinary use, then the errors.
from itertools import *
import operator
print(list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])), list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(1, 3)))
print(list(accumulate([1,2,3])), list(accumulate([1,2,3], operator.mul, initial=10)), list(combinations("abc", 2)), list(permutations("abc", 2)), list(product("ab", repeat=2)), list(combinations_with_replacement("ab", 2)))
print(list(compress("abcd", [1,0,1,1])), list(dropwhile(lambda x: x < 3, [1,3,1])), list(takewhile(lambda x: x < 3, [1,3,1])), list(filterfalse(None, [0,1,2])), list(starmap(pow, [(2,3),(3,2)])), list(zip_longest("ab", "c", fillvalue="-")), list(pairwise("abc")), list(batched("abcde", 2)))
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby([1,3,2,4], key=lambda x: x % 2)])
a, b = tee([1,2,3]); print(next(a), list(b), list(a)); print(count(1), count(1.5, 2), repeat("x", 2), repeat(5))
for bad in (lambda: list(islice([1], -1)), lambda: list(batched("abc", 0)), lambda: list(batched("abc", 2, strict=True)), lambda: list(combinations([1], -1)), lambda: count("a"), lambda: list(chain(1)), lambda: list(zip_longest(1)), lambda: tee([], -1), lambda: repeat(), lambda: list(starmap(pow, [1])), lambda: product([1], repeat=-1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(list(islice("abcdef", 1, None, 2)), list(zip(range(3), count())), next(islice([], 1), "none"), repeat(1, 3).__length_hint__(), list(map(pow, [1,2], repeat(2))))
print(list(product([1,2],[3,4])), list(product()), list(permutations([1,2,3]))[-1], sum(1 for _ in permutations(range(5))))
