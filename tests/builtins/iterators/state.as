# The state that iterators of sequences give and take: lengths, pickling, being set back.
for items in [1, 2], (1, 2), b"ab", bytearray(b"ab"), "ab", "é1":
    for make in iter, reversed:
        it = make(items)
        print(type(it).__name__.replace("str_ascii", "str"), it.__reduce__(), it.__length_hint__())
        next(it)
        print(it.__reduce__(), it.__length_hint__())
        it.__setstate__(-5)
        print(it.__reduce__(), it.__length_hint__())
        it.__setstate__(50)
        print(it.__reduce__(), list(it), it.__reduce__(), it.__length_hint__())
        print(it.__setstate__(0), list(it))

shrinking = [1, 2, 3]
there, back = iter(shrinking), reversed(shrinking)
next(there), next(there)
del shrinking[1:]
print(there.__length_hint__(), back.__length_hint__(), list(back), list(there))
shrinking.append(4)
print(list(there), list(back))
