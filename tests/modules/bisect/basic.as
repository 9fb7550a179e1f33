# bisect: positions and insertion.
import bisect
a = [1, 2, 2, 2, 5, 9]
print([bisect.bisect_left(a, x) for x in (0, 1, 2, 3, 9, 10)], [bisect.bisect(a, x) for x in (0, 1, 2, 3, 9, 10)])
print(bisect.bisect_right(a, 2, 0, 2), bisect.bisect_left(a, 2, lo=3), bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
b = []
for x in (5, 1, 4, 1, 3):
    bisect.insort(b, x)
print(b)
c = [("a", 1), ("c", 3)]
bisect.insort_left(c, ("b", 2), key=lambda t: t[1])
bisect.insort_right(c, ("b2", 2), key=lambda t: t[1])
print(c)
for call in (lambda: bisect.bisect(a, 1, -1), lambda: bisect.bisect(a, "x"), lambda: bisect.bisect()):
    try:
        call()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
grades = lambda score: "FDCBA"[bisect.bisect([60, 70, 80, 90], score)]
print([grades(s) for s in (33, 99, 77, 70, 89, 90, 100)])
